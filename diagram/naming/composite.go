package naming

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// The confidences of composite references, as measured on public schemas.
const (
	namedComposite   = .85 // one of the columns bears the name of the parent
	coveredComposite = .75 // the child's name holds the parent's
)

// mostSharing bounds how many columns of one name are looked at.
const mostSharing = 400

// CompositeReferencesOf returns references from a table to primary keys of several
// columns that no foreign key holds yet: sets of columns that are named like the whole
// key. One column bears the parent's name, or the child's name holds the parent's. They
// are sorted by parent.
func (v *View) CompositeReferencesOf(table diagram.ID) []Candidate {
	t := v.table(table)
	if t == nil || t.Kind == diagram.KindView {
		return nil
	}
	v.reads.Note(t.reading)
	var list []Candidate
	for _, c := range t.columns {
		if c.class == noKey || c.name == "" {
			continue
		}
		for _, p := range v.findAll(&v.byPart, c.name) {
			if found, ok := v.compositeTo(t, c, p); ok {
				list = append(list, found)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return compareTables(v.byID[a.Parent.ID], v.byID[b.Parent.ID]) })
	return list
}

// findAll returns the tables of a form, unless columns of that name say nothing any more.
func (v *View) findAll(x *index, name string) []*table {
	if v.reads != nil {
		v.reads.Note(ThingOf(x.kind, name))
		v.reads.Note(ThingOf(sharingThing, name))
	}
	if v.sharing.Of(name) > mostSharing {
		return nil
	}
	v.note(x.m[name]...)
	return x.m[name]
}

// putComposite notes the name that one column of the table's key has in other tables.
func (v *View) putComposite(t *table) {
	if len(t.pk) < 2 || len(t.pk) > 4 || t.Kind == diagram.KindView {
		return
	}
	names, own := v.partNames(t)
	if names == nil {
		return
	}
	if name := names[max(own, 0)]; v.byPart.add(name, t) {
		t.forms = append(t.forms, form{&v.byPart, name})
	}
}

// partNames returns the names that the columns of the table's key have in other tables,
// and which of them is the table's own; -1 for none. It returns nil when a column is gone.
func (v *View) partNames(p *table) (names []string, own int) {
	names, own = make([]string, len(p.pk)), -1
	for i, id := range p.pk {
		c := v.columns[id]
		if c == nil || c.table != p {
			return nil, -1
		}
		names[i] = c.name
		// The id of the parent is named after it in other tables.
		if genericKeys[c.plain.raw] {
			names[i] = p.short
		}
		if names[i] == p.short || names[i] == p.compact {
			own = i
		}
	}
	return names, own
}

// compositeTo tells whether the child holds a column for each column of the parent's key;
// first is the one that was found by its name.
func (v *View) compositeTo(child *table, first *column, p *table) (Candidate, bool) {
	names, own := v.partNames(p)
	start := max(own, 0)
	if names == nil || child == p || own < 0 && !child.details(p) || v.refersTo(child, p) {
		return Candidate{}, false
	}
	columns := v.columnsNamed(child, p, names, start, first)
	if columns == nil {
		return Candidate{}, false
	}
	return v.compositeCandidate(child, columns, p, own >= 0), true
}

// columnsNamed returns one column of the child for each name, or nil. The column at
// start is given.
func (v *View) columnsNamed(child, p *table, names []string, start int, given *column) []*diagram.Column {
	columns := make([]*diagram.Column, len(names))
	columns[start] = given.Column
	for i, name := range names {
		key := v.columns[p.pk[i]]
		c := given
		if i != start {
			at := slices.IndexFunc(child.columns, func(c *column) bool {
				return c.name == name && compatible(c.class, key.class) && !slices.Contains(columns, c.Column)
			})
			if at < 0 {
				return nil
			}
			c = child.columns[at]
		} else if !compatible(c.class, key.class) {
			return nil
		}
		columns[i] = c.Column
	}
	return columns
}

// refersTo tells whether a foreign key from child to parent is declared.
func (v *View) refersTo(child, parent *table) bool {
	return v.linked[pairOf(child, parent)] > 0
}

// details tells whether the table's name is the parent's with more words, none of which
// stands for a column: attr_values and attr_u_values, but not group_values and
// group_role_values with its role_id.
func (t *table) details(p *table) bool {
	if len(t.core) <= len(p.core) {
		return false
	}
	for _, w := range p.core {
		if !slices.Contains(t.core, w) {
			return false
		}
	}
	for _, w := range t.core {
		if !slices.Contains(p.core, w) && slices.ContainsFunc(t.columns, func(c *column) bool { return slices.Contains(c.base, w) }) {
			return false
		}
	}
	return true
}

func (v *View) compositeCandidate(child *table, columns []*diagram.Column, p *table, named bool) Candidate {
	c := Candidate{Child: child.Table, Columns: columns, Parent: p.Table, Confidence: coveredComposite}
	var to []string
	for _, id := range p.pk {
		c.ParentColumns = append(c.ParentColumns, p.Column(id))
		to = append(to, p.Column(id).Name)
	}
	if named {
		c.Confidence = namedComposite
	} else {
		c.Evidence = append(c.Evidence, fmt.Sprintf("The name %s holds the words of %s", child.Name, p.Name))
	}
	c.Evidence = append([]string{fmt.Sprintf("%s has a column for each column of the key of %s", child.Name, p.Name)}, c.Evidence...)
	c.Evidence = append(c.Evidence, fmt.Sprintf("(%s) is the primary key of %s", strings.Join(to, ", "), p.Name))
	return c
}
