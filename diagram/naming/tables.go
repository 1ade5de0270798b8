package naming

import (
	"iter"
	"strings"

	"crowsfoot/diagram"
)

// TablesNamed returns the tables whose whole name, without affixes of the schema, is
// these words in any number: {"post"} finds posts and tbl_post.
func (v *View) TablesNamed(words []string) []*diagram.Table {
	return v.plainTables(v.find(&v.byName, v.joinSingle(words)))
}

// TablesEnding returns the tables whose name ends in these words but is longer:
// {"category"} finds shop_categories.
func (v *View) TablesEnding(words []string) []*diagram.Table {
	return v.plainTables(v.find(&v.byTail, v.joinSingle(words)))
}

func (v *View) joinSingle(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(v.one(w))
	}
	return b.String()
}

func (v *View) plainTables(list []*table) []*diagram.Table {
	out := make([]*diagram.Table, len(list))
	for i, t := range list {
		out[i] = t.Table
		if v.reads != nil {
			v.reads.Note(ThingOfTable(t.ID))
		}
	}
	return out
}

// TableWords returns the words of a table's name in the singular without the affixes of
// the schema: {"order", "item"} for shop_order_items.
func (v *View) TableWords(id diagram.ID) []string {
	if t := v.table(id); t != nil {
		v.note(t)
		return t.core
	}
	return nil
}

// ColumnName is the name of a column taken apart.
type ColumnName struct {
	// Words are lower-case, as written, without the prefix that all columns of the table
	// have.
	Words []string
	// Single are the same words in the singular.
	Single []string
	// Base are the words in the singular without key affixes: {"customer"} for
	// customer_id.
	Base []string
	// Key tells whether the name is marked as a key or reference: customer_id, fk_customer.
	Key bool
	// Strong tells whether the mark hardly means anything else: id, fk, uuid; not code, no.
	Strong bool
}

// ColumnNames takes the names of all columns of a table apart, in their order. It is
// cheaper than ColumnName for each.
func (v *View) ColumnNames(id diagram.ID) iter.Seq2[*diagram.Column, ColumnName] {
	return func(yield func(*diagram.Column, ColumnName) bool) {
		t := v.table(id)
		if t == nil {
			return
		}
		v.reads.Note(t.reading)
		for _, c := range t.columns {
			if !yield(c.Column, c.columnName()) {
				return
			}
		}
	}
}

// ColumnName takes the name of a column of the diagram apart.
func (v *View) ColumnName(id diagram.ID) ColumnName {
	c := v.column(id)
	if c == nil {
		return ColumnName{}
	}
	v.reads.Note(c.table.reading)
	return c.columnName()
}

func (c *column) columnName() ColumnName {
	return ColumnName{Words: c.plain.words, Single: c.plain.single, Base: c.base, Key: c.marked != unmarked, Strong: c.marked == strongly}
}

// KeyOf returns the single column that references to the table mean, declared or
// guessed by its name, or nil.
func (v *View) KeyOf(id diagram.ID) *diagram.Column {
	if t := v.table(id); t != nil {
		v.note(t)
		return t.key
	}
	return nil
}

// TableOf returns the table that holds a column, or nothing.
func (v *View) TableOf(column diagram.ID) diagram.ID {
	if c := v.column(column); c != nil {
		return c.table.ID
	}
	return ""
}
