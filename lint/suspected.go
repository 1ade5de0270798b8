package lint

import (
	"iter"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// Suspected returns the table and column that a column without foreign key most likely
// refers to; ok is false when nothing much speaks for any.
func (f *Facts) Suspected(column diagram.ID) (c naming.Candidate, ok bool) {
	table := f.Names.TableOf(column)
	r := f.at(table).record
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

// SuspectedOf returns what Suspected does of all columns of a table, in their order.
func (f *Facts) SuspectedOf(table diagram.ID) iter.Seq[naming.Candidate] {
	return func(yield func(naming.Candidate) bool) {
		f.note(recordThing, string(table))
		r := f.at(table).record
		if r == nil {
			return
		}
		for _, c := range r.references {
			if !yield(f.fresh(c)) {
				return
			}
		}
	}
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

// IsSuspected tells whether columns without foreign key most likely refer to the table.
func (f *Facts) IsSuspected(table diagram.ID) bool {
	f.note(suspectedThing, string(table))
	return f.suspected.Of(table) > 0
}
