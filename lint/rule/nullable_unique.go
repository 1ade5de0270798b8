package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K011", Name: "nullable-unique", Severity: lint.Info, Since: "0.1",
	What: "A unique key holds a column that may be NULL.",
	Why: "NULL is never equal to NULL: rows that lack the value are not compared at all, so the same remaining values go " +
		"in twice. SQL Server does the opposite and lets NULL in once only.",
	How: "Refuse NULL in the column, or guard the rows without a value by a partial unique index over the other columns. " +
		"A single optional value that is unique where given is fine.",
	Bad: `CREATE TABLE folders (id int PRIMARY KEY, parent_id int REFERENCES folders (id), name text NOT NULL,
  UNIQUE (parent_id, name));`,
	Good: `CREATE TABLE folders (id int PRIMARY KEY, drive_id int NOT NULL, name text NOT NULL,
  UNIQUE (drive_id, name));`,
	Table: nullableUnique,
})

func nullableUnique(p *lint.Pass, t *diagram.Table) {
	var seen [][]diagram.ID
	guard := func(columns []diagram.ID) {
		if slices.ContainsFunc(seen, func(s []diagram.ID) bool { return diagram.SameColumns(s, columns) }) {
			return
		}
		seen = append(seen, columns)
		reportNullableUnique(p, t, columnsOf(t, columns))
	}
	for _, k := range t.Keys {
		if !k.Primary {
			guard(k.Columns)
		}
	}
	for _, x := range t.Indexes {
		// A condition mostly says which rows are meant.
		if x.Unique && x.Where == "" {
			guard(x.ColumnIDs())
		}
	}
}

func reportNullableUnique(p *lint.Pass, t *diagram.Table, columns []*diagram.Column) {
	var open []*diagram.Column
	for _, c := range columns {
		if !t.NotNull(c) && !isArc(t, c) {
			open = append(open, c)
		}
	}
	if len(open) == 0 {
		return
	}
	table := p.TableName(t)
	f := lint.Finding{
		// The key itself comes last, so that two keys with the same open column differ.
		Objects:  append(p.ColumnObjects(t, open...), keyObject(p, t, columns)),
		Evidence: []string{fmt.Sprintf("%s may be NULL", listed(names(open)))},
	}
	switch {
	case len(columns) > 1:
		f.Message = fmt.Sprintf("%s is unique, but not for rows where %s is NULL.", path(table, names(columns)), either(names(open)))
	case p.Diagram.Dialect == "sqlserver":
		f.Message = fmt.Sprintf("%s may be NULL in one row only, because it is unique.", path(table, names(columns)))
	default:
		// Optional, and unique where given: mostly that is just what is meant.
		f.Tier, f.Confidence = lint.Hint, .3
		f.Message = fmt.Sprintf("%s is unique, but any number of rows may lack it.", path(table, names(columns)))
	}
	f.Fixes = []lint.Fix{{
		Title: "Refuse NULL in " + path(table, names(open)),
		Ops: func() []op.Op {
			var ops []op.Op
			for _, c := range open {
				ops = append(ops, refuseNull(p, t, c)...)
			}
			return ops
		},
	}}
	p.Report(f)
}

// either writes names as alternatives: a, b or c.
func either(names []string) string {
	text := listed(names)
	if i := strings.LastIndex(text, " and "); i >= 0 && len(names) > 1 && len(names) <= maxListed {
		text = text[:i] + " or " + text[i+len(" and "):]
	}
	return text
}

// keyObject names a key or unique index of a table by its columns.
func keyObject(p *lint.Pass, t *diagram.Table, columns []*diagram.Column) lint.Object {
	o := lint.Object{Kind: diagram.KindKey, Table: p.TableName(t), TableID: t.ID, Label: "unique " + strings.Join(names(columns), ", ")}
	for _, k := range t.Keys {
		if diagram.SameColumns(k.Columns, ids(columns)) {
			o.ID = k.ID
		}
	}
	if o.ID == "" {
		for _, x := range t.Indexes {
			if diagram.SameColumns(x.ColumnIDs(), ids(columns)) {
				o.Kind, o.ID = diagram.KindIndex, x.ID
			}
		}
	}
	return o
}

// isArc tells whether a check of the table speaks of the column and NULL: one of several
// columns that exclude each other.
func isArc(t *diagram.Table, c *diagram.Column) bool {
	for _, k := range t.Checks {
		if strings.Contains(strings.ToUpper(k.Expression), "NULL") && mentions(k.Expression, c.Name) {
			return true
		}
	}
	return false
}

// refuseNull makes a column NOT NULL, and the parent ends of its foreign keys mandatory
// with it.
func refuseNull(p *lint.Pass, t *diagram.Table, c *diagram.Column) []op.Op {
	ops := []op.Op{op.SetTo(c.ID, "not_null", true)}
	for _, k := range p.ForeignKeysFrom(c.ID) {
		whole := !slices.ContainsFunc(k.Columns, func(o *diagram.Column) bool { return o != c && !t.NotNull(o) })
		if whole && k.Ends[1].Card == diagram.ZeroOne {
			ops = append(ops, setCard(k.Relationship, 1, diagram.One))
		}
	}
	return ops
}

// allowNull makes columns of a foreign key nullable, and the parent ends of all their
// foreign keys optional with it. Columns of the primary key stay as they are.
func allowNull(p *lint.Pass, t *diagram.Table, columns []*diagram.Column) []op.Op {
	var ops []op.Op
	var done []diagram.ID
	for _, c := range columns {
		if !c.NotNull || t.InPrimaryKey(c.ID) {
			continue
		}
		ops = append(ops, op.SetTo(c.ID, "not_null", false))
		for _, k := range p.ForeignKeysFrom(c.ID) {
			if k.Ends[1].Card == diagram.One && !slices.Contains(done, k.ID) {
				done = append(done, k.ID)
				ops = append(ops, setCard(k.Relationship, 1, diagram.ZeroOne))
			}
		}
	}
	return ops
}

// setCard gives one end of a relationship another cardinality.
func setCard(r *diagram.Relationship, end int, card diagram.Cardinality) op.Op {
	ends := slices.Clone(r.Ends)
	ends[end].Card = card
	return op.SetTo(r.ID, "ends", ends)
}

// mentions tells whether an SQL expression holds a name as a word of its own, in any case.
func mentions(expression, name string) bool {
	e, n := strings.ToLower(expression), strings.ToLower(name)
	part := func(b byte) bool {
		return b == '_' || b == '$' || b >= 0x80 || '0' <= b && b <= '9' || 'a' <= b && b <= 'z'
	}
	for at := 0; n != ""; {
		i := strings.Index(e[at:], n)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(n)
		if (from == 0 || !part(e[from-1])) && (to == len(e) || !part(e[to])) {
			return true
		}
		at = from + 1
	}
	return false
}
