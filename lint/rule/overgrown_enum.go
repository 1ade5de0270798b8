package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T009", Name: "overgrown-enum", Severity: lint.Info, Since: "0.1",
	What: "A list of allowed values in a type has grown into data.",
	Why: "Each new value changes the schema, a value cannot be retired or described, and what people choose from in a form has " +
		"to be kept in the program as well.",
	How: "Make a table with one row per value and refer to it. Lists that a standard or the program fixes for good may stay.",
	Bad: `CREATE TABLE customers (
  id int PRIMARY KEY,
  country enum('Austria', 'Belgium', 'Czechia', 'Denmark', 'Estonia', 'Finland', 'France', 'Germany', 'Greece', 'Hungary', 'Ireland',
    'Italy', 'Latvia', 'Poland', 'Spain', 'Sweden')
);`,
	Good: `CREATE TABLE countries (code char(2) PRIMARY KEY, name varchar(100) NOT NULL);
CREATE TABLE customers (id int PRIMARY KEY, country char(2) REFERENCES countries (code));`,
	Dialect: "mysql",
	Table:   overgrownEnum,
})

// manyValues is how many values are no longer a short list of states.
const manyValues = 15

func overgrownEnum(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyEnum {
			continue
		}
		values := p.Type(c.Type).Values
		f := lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s allows %d values that its type lists: they have become data.", columnPath(p, t, c), len(values)),
			Fixes:   valueTable(p, t, c, values),
		}
		speaking := speakingValue(values)
		switch {
		case len(values) > manyValues:
			f.Tier, f.Confidence = lint.Likely, .8
			f.Evidence = []string{fmt.Sprintf("It lists more than %d values", manyValues)}
			if speaking != "" {
				f.Evidence = append(f.Evidence, fmt.Sprintf("%q is a name for people", speaking))
			}
		case speaking != "" && len(values) > 3:
			f.Tier, f.Confidence = lint.Likely, .75
			f.Message = fmt.Sprintf("%s lists names for people in its type: they are data.", columnPath(p, t, c))
			f.Evidence = []string{fmt.Sprintf("%q is a name for people, and may change", speaking)}
		default:
			continue
		}
		p.Report(f)
	}
}

// speakingValue returns the first value that is a name of several words in title case
// when most are: "New York", not "in progress" or "IN_PROGRESS".
func speakingValue(values []string) string {
	first, n := "", 0
	for _, v := range values {
		words := strings.Fields(v)
		if len(words) < 2 {
			continue
		}
		title := true
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			title = title && (unicode.IsUpper(r) || len(w) <= 3)
		}
		if title {
			if n++; first == "" {
				first = v
			}
		}
	}
	if 2*n < len(values) {
		return ""
	}
	return first
}

// valueTable offers a table of the values that the column refers to. A diagram holds no
// rows, so that the values stand in the comment of the table, for someone to insert.
func valueTable(p *lint.Pass, t *diagram.Table, c *diagram.Column, values []string) []lint.Fix {
	words := p.Names.ColumnName(c.ID).Single
	if len(words) == 0 || p.Type(c.Type).Name == "set" || p.Type(c.Type).Array > 0 || isReference(p, c) || t.InPrimaryKey(c.ID) {
		return nil
	}
	plural := slices.Clone(words)
	plural[len(plural)-1] = naming.Plural(plural[len(plural)-1])
	name := freeName(p.Names.TableStyle().Join(plural...), p.HasTable)
	return []lint.Fix{{Title: "Move the values to a table " + name, Ops: func() []op.Op {
		n := 1
		for _, v := range values {
			n = max(n, utf8.RuneCountInString(v))
		}
		typ := textType(p, strconv.Itoa(n))
		value := &diagram.Column{
			ID: diagram.DerivedID("fix", "value column", string(c.ID)), Order: diagram.OrderAt(0),
			Name: p.Names.ColumnStyle().Join("value"), Type: typ, NotNull: true,
		}
		box := t.Box()
		list := &diagram.Table{
			ID: diagram.DerivedID("fix", "value table", string(c.ID)), Name: name, Schema: t.Schema, Module: t.Module,
			Comment: shortList("Values: ", values),
			Order:   afterLast(p.Diagram.SortedTables(), func(t *diagram.Table) string { return t.Order }),
			Pos: freePlace(p, diagram.Point{X: box.Right() + 4*diagram.GridSize, Y: box.Y},
				diagram.HeaderHeight+diagram.RowHeight),
			Columns: []*diagram.Column{value},
		}
		list.Keys = []*diagram.Key{newKey(list, []diagram.ID{value.ID}, true)}
		ops := append(op.PutTable(list), changeType(p, t, c, typ)...)
		return append(ops, op.PutOf("", foreignKey(p, "T009", t, []*diagram.Column{c}, list, []*diagram.Column{value})))
	}}}
}

// shortList writes values behind each other, as many as a comment should hold.
func shortList(start string, values []string) string {
	text := start + strings.Join(values, ", ")
	if r := []rune(text); len(r) > maxComment {
		return string(r[:maxComment-1]) + "…"
	}
	return text
}

// maxComment is how many characters of values a comment holds.
const maxComment = 1000
