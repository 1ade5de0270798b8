package decompose

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// learn looks the diagram through for what a plan for this table needs.
func learn(d *diagram.Diagram, t *diagram.Table) known {
	k := known{ids: map[diagram.ID]bool{}, tables: map[string]bool{}}
	plural, plain := 0, 0
	for _, o := range d.Tables {
		k.tables[strings.ToLower(o.Name)] = true
		k.tableOrder = max(k.tableOrder, o.Order)
		k.ids[o.ID] = true
		for _, c := range o.Columns {
			k.ids[c.ID] = true
		}
		for _, key := range o.Keys {
			k.ids[key.ID] = true
		}
		for _, f := range o.Dependencies {
			k.ids[f.ID] = true
		}
		plural += pluralVote(o)
		plain += plainVote(o)
	}
	for _, r := range d.Relationships {
		k.ids[r.ID] = true
		k.lineOrder = max(k.lineOrder, r.Order)
	}
	for _, r := range d.SortedRelationships() {
		if child, parent, ok := d.ForeignKey(r); ok && (child.ID == t.ID || parent.ID == t.ID) {
			k.foreign = append(k.foreign, r)
		}
	}
	k.plural, k.plainKeys = plural >= 0, plain > 0
	return k
}

// pluralVote is 1 for a table that is named in the plural, -1 for one in the singular, and 0
// where nothing tells.
func pluralVote(t *diagram.Table) int {
	words := naming.Words(t.Name)
	if len(words) == 0 {
		return 0
	}
	switch last := words[len(words)-1]; {
	case naming.Singular(last) != last:
		return 1
	case naming.Plural(last) != last:
		return -1
	}
	return 0
}

// plainVote is 1 for a table whose single primary key is called id and nothing more, -1 for
// one that is called otherwise, and 0 for any other key.
func plainVote(t *diagram.Table) int {
	k := t.PrimaryKey()
	if k == nil || len(k.Columns) != 1 {
		return 0
	}
	c := t.Column(k.Columns[0])
	if c == nil {
		return 0
	}
	if w := naming.Words(c.Name); len(w) == 1 && (w[0] == "id" || w[0] == "uuid" || w[0] == "guid") {
		return 1
	}
	return -1
}
