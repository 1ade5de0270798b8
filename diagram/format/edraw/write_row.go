package edraw

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"
)

// rowText is a row of a table as it is drawn: a cell with the name of a column, and one
// with its type, its default and the marks that people write.
type rowText struct {
	name, typ string
	key       bool // the name is underlined
}

// rowOf returns the texts of a column. They are the plainest ones that the reader takes for
// exactly this column, so that its grammar and the writer can't part; ok is false when
// there are none.
func rowOf(want *column, class bool) (row rowText, ok bool) {
	for _, quotes := range quotings(want.name != "", want.typ != "", want.def != "") {
		row = rowText{name: quotes.of(want.name, inName), typ: want.cellText(quotes), key: want.pk}
		if ok = want.reads(row, class); ok {
			return row, true
		}
	}
	return row, false
}

// quoting says which texts of a row are put in quotes.
type quoting uint8

const (
	inName quoting = 1 << iota
	inType
	inDefault
)

func (q quoting) of(text string, part quoting) string {
	if q&part != 0 {
		return quoted(text)
	}
	return text
}

// quotings returns the ways to quote a row, from the plainest on.
func quotings(name, typ, def bool) []quoting {
	ways := []quoting{0, inDefault, inType, inName, inType | inDefault, inName | inType, inName | inDefault, inName | inType | inDefault}
	return slices.DeleteFunc(ways, func(q quoting) bool {
		return q&inType != 0 && !typ || q&inDefault != 0 && !def || q&inName == 0 && !name
	})
}

// cellText returns the text of the cell beside the name: "int default 0 (FK, not null)".
func (c *column) cellText(q quoting) string {
	var words []string
	if c.typ != "" {
		words = append(words, q.of(c.typ, inType))
	}
	if c.def != "" {
		words = append(words, "default "+q.of(c.def, inDefault))
	}
	if marks := c.marks(); len(marks) > 0 {
		words = append(words, "("+strings.Join(marks, ", ")+")")
	}
	return strings.Join(words, " ")
}

// marks returns the marks of a column, in the words of markWords.
func (c *column) marks() []string {
	var out []string
	add := func(has bool, mark string) {
		if has {
			out = append(out, mark)
		}
	}
	add(c.pk && c.place == 0, "PK")
	add(c.pk && c.place > 0, "PK"+strconv.Itoa(c.place))
	add(c.fk, "FK")
	add(c.unique, "unique")
	for _, n := range c.groups {
		out = append(out, "UK"+strconv.Itoa(n))
	}
	add(c.notNull, "not null")
	add(c.auto, "auto increment")
	return out
}

// reads tells whether the reader takes a row for this column. A name such as fk_user may
// look like a foreign key to it; that is a hint only.
func (c *column) reads(row rowText, class bool) bool {
	cells := []cell{{lines: []eddx.Line{{{Text: row.name, Underline: row.key}}}}}
	cells = append(cells, cell{box: diagram.Rect{X: 1}})
	if row.typ != "" {
		cells[1].lines = []eddx.Line{{{Text: row.typ}}}
	}
	return c.isAll(readBody([][]cell{cells}, class))
}

// isAll tells whether columns that were read are this one and no other.
func (c *column) isAll(read []*column) bool {
	if len(read) != 1 {
		return false
	}
	got := read[0]
	return diagram.CutName(got.name) == c.name && cutType(got.typ) == c.typ && got.def == c.def && got.comment == "" && got.refers == "" &&
		got.guessed == "" && (got.pk || got.underlined) == c.pk && got.place == c.place && got.unique == c.unique && slices.Equal(got.groups, c.groups) &&
		got.notNull == c.notNull && got.auto == c.auto
}

// columnsOf returns the columns of a table as a drawing of it should be read.
func columnsOf(t *diagram.Table, foreign map[diagram.ID]bool) []*column {
	list := make([]*column, len(t.Columns))
	at := map[diagram.ID]*column{}
	for i, c := range t.Columns {
		list[i] = &column{
			name: diagram.CutName(c.Name), typ: cutType(c.Type), def: cutType(c.Default), pk: t.InPrimaryKey(c.ID), fk: foreign[c.ID],
			notNull: c.NotNull, auto: c.Identity != diagram.IdentityNone,
		}
		at[c.ID] = list[i]
	}
	if k := t.PrimaryKey(); k != nil && !inOrder(t, k.Columns) {
		for place, id := range k.Columns {
			if c := at[id]; c != nil {
				c.place = place + 1
			}
		}
	}
	number := 0
	for _, k := range t.Keys {
		members := slices.DeleteFunc(slices.Clone(k.Columns), func(id diagram.ID) bool { return at[id] == nil })
		switch {
		case k.Primary || len(members) == 0:
		case len(members) == 1:
			c := at[members[0]]
			c.unique = c.unique || !c.pk
		default:
			number++
			for _, id := range members {
				if g := at[id]; !slices.Contains(g.groups, number) {
					g.groups = append(g.groups, number)
				}
			}
		}
	}
	return list
}

// inOrder tells whether columns are named in the order in which the table has them.
func inOrder(t *diagram.Table, columns []diagram.ID) bool {
	last := -1
	for _, id := range columns {
		i := slices.IndexFunc(t.Columns, func(c *diagram.Column) bool { return c.ID == id })
		if i < last {
			return false
		}
		last = i
	}
	return true
}

// attributeText returns the text of the oval of an attribute of a relationship: "quantity:
// int".
func attributeText(a diagram.Attribute) (text string, ok bool) {
	want := &column{name: diagram.CutName(a.Name), typ: cutType(a.Type)}
	for _, q := range quotings(want.name != "", want.typ != "", false) {
		text = q.of(want.name, inName)
		if want.typ != "" {
			text += ": " + q.of(want.typ, inType)
		}
		n := &node{shape: &shape{nameU: ovalMaster}, lines: []eddx.Line{{{Text: text}}}}
		if want.isAll(ovalColumns(n, true)) {
			return text, true
		}
	}
	return text, false
}

// nameText returns the text of a title that the reader takes for this name.
func nameText(name string) string {
	name = diagram.CutName(name)
	if nameOf(name) != name {
		return quoted(name)
	}
	return name
}

// labelText returns the text of a line that the reader takes for the line's name rather
// than for a cardinality.
func labelText(name string) string {
	name = diagram.CutName(name)
	_, isCard := readCardinality(name)
	_, _, isRatio := readRatio(name)
	if isCard || isRatio || strings.HasPrefix(name, `"`) {
		return quoted(name)
	}
	return name
}
