package edraw

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// draft is the diagram as names are weighed in it: with the lines as they were drawn, since
// a line between two tables is evidence, too. Few drawings mark keys; here, what looks like
// the key of a table stands for it. The draft is thrown away.
func (b *builder) draft(links []*link) *diagram.Diagram {
	d := b.page.Diagram.Snapshot()
	for id, t := range d.Tables {
		if m := bothNames.FindStringSubmatch(t.Name); m != nil {
			named := *t
			named.Name = m[1]
			d.Tables[id] = &named
		}
	}
	for id, key := range b.likelyKeys(d) {
		keyed := *d.Tables[id]
		keyed.Keys = append(slices.Clone(keyed.Keys), &diagram.Key{ID: b.id("draft", string(id)), Primary: true, Columns: []diagram.ID{key}})
		d.Tables[id] = &keyed
	}
	for i, l := range links {
		if len(l.ends) == 2 && !l.isA {
			a, z := l.ends[0], l.ends[1]
			d.AddRelationship(&diagram.Relationship{ID: b.id("draft", strconv.Itoa(i)), Ends: diagram.Between(
				b.tables[a.node].ID, a.card, b.tables[z.node].ID, z.card)})
		}
	}
	return d
}

// bothNames matches a name for people with the one of the database behind it, as in
// "用户 (t_user)".
var bothNames = regexp.MustCompile(`[^\s(].*\(\s*([A-Za-z_][A-Za-z0-9_]*)\s*\)$`)

// likelyKeys returns the columns that look like the key of a table without one. A column
// that bears the name of another table refers to that rather.
func (b *builder) likelyKeys(d *diagram.Diagram) map[diagram.ID]diagram.ID {
	keys := map[diagram.ID]diagram.ID{}
	var view *naming.View
	for id, t := range d.Tables {
		if t.PrimaryKey() != nil {
			continue
		}
		if view == nil {
			view = naming.Look(d)
		}
		c := view.Target(id, "")
		if c == nil {
			continue
		}
		others := view.TablesNamed(view.ColumnName(c.ID).Base)
		if !slices.ContainsFunc(others, func(o *diagram.Table) bool { return o.ID != id }) || slices.ContainsFunc(others, func(o *diagram.Table) bool { return o.ID == id }) {
			keys[id] = c.ID
		}
	}
	return keys
}

// sharesWord tells whether two names have a word in common, in any number.
func sharesWord(a, b []string) bool {
	return slices.ContainsFunc(a, func(w string) bool { return slices.Contains(b, w) })
}

// sharesStem tells whether two names have words that begin alike, as "creates" and
// "created_by" do.
func sharesStem(a, b []string) bool {
	const stem = 4
	return slices.ContainsFunc(a, func(w string) bool {
		return len(w) >= stem && slices.ContainsFunc(b, func(v string) bool { return strings.HasPrefix(v, w[:stem]) })
	})
}
