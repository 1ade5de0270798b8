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

// owned is a column with its table.
type owned struct {
	t *table
	c *column
}

// CompositeReferences returns references to primary keys of several columns that no
// foreign key holds yet: sets of columns that are named like the whole key. One column
// bears the parent's name, or the child's name holds the parent's. They are sorted by
// parent, then child.
func (v *View) CompositeReferences() []Candidate {
	byName := map[string][]owned{}
	for _, t := range v.tables {
		if t.Kind == diagram.KindView {
			continue
		}
		for _, c := range t.columns {
			if c.class != noKey && c.name != "" {
				byName[c.name] = append(byName[c.name], owned{t, c})
			}
		}
	}
	var list []Candidate
	for _, p := range v.tables {
		if len(p.pk) > 1 && len(p.pk) <= 4 && p.Kind != diagram.KindView {
			list = append(list, v.compositesTo(p, byName)...)
		}
	}
	return list
}

// compositesTo finds the tables that hold a column for each column of the parent's key.
func (v *View) compositesTo(p *table, byName map[string][]owned) []Candidate {
	names := make([]string, len(p.pk))
	own := -1
	for i, id := range p.pk {
		c := v.columns[id]
		if c == nil {
			return nil
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
	start := max(own, 0)
	if len(byName[names[start]]) > mostSharing {
		return nil
	}
	var list []Candidate
	for _, first := range byName[names[start]] {
		child := first.t
		if child == p || own < 0 && !child.details(p) || v.refersTo(child, p) {
			continue
		}
		columns := v.columnsNamed(child, p, names, start, first.c)
		if columns == nil {
			continue
		}
		list = append(list, v.compositeCandidate(child, columns, p, own >= 0))
	}
	return list
}

// columnsNamed returns one column of the child for each name, or nil. The column at
// start is given.
func (v *View) columnsNamed(child, p *table, names []string, start int, given *column) []*diagram.Column {
	columns := make([]*diagram.Column, len(names))
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
	return v.linked[pairOf(child, parent)]
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
