package lint

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// Suspected returns the table and column that a column without foreign key most likely
// refers to; ok is false when nothing much speaks for any.
func (f *Facts) Suspected(column diagram.ID) (c naming.Candidate, ok bool) {
	table := f.Names.TableOf(column)
	r := f.records[table]
	f.note(recordThing, string(table))
	if r == nil {
		return c, false
	}
	for _, c := range r.references {
		if c.Columns[0].ID == column {
			return f.fresh(c), true
		}
	}
	return c, false
}

// fresh returns a reference with its tables and columns as they are now.
func (f *Facts) fresh(c naming.Candidate) naming.Candidate {
	child, parent := f.TableAt(c.Child.ID), f.TableAt(c.Parent.ID)
	if child == c.Child && parent == c.Parent {
		return c
	}
	columns := func(t *diagram.Table, list []*diagram.Column) []*diagram.Column {
		now := make([]*diagram.Column, len(list))
		for i, c := range list {
			now[i] = t.Column(c.ID)
		}
		return now
	}
	c.Columns, c.ParentColumns = columns(child, c.Columns), columns(parent, c.ParentColumns)
	c.Child, c.Parent = child, parent
	return c
}

// SuspectedReferences returns all suspected references, by table and column. It is for
// rules about the whole diagram.
func (f *Facts) SuspectedReferences() []naming.Candidate {
	var list []naming.Candidate
	for _, t := range f.Tables {
		list = append(list, f.records[t.ID].references...)
	}
	return list
}

// IsSuspected tells whether columns without foreign key most likely refer to the table.
func (f *Facts) IsSuspected(table diagram.ID) bool {
	f.note(suspectedThing, string(table))
	return f.suspected[table] > 0
}
