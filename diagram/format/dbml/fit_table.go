package dbml

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// table keeps a table with columns: DBML has no others.
func (f *fitter) table(t *diagram.Table) {
	if len(t.Columns) == 0 {
		f.lose(t.ID, "the table "+diagram.Short(t.Name), []string{"that it is there, because it has no columns"})
		return
	}
	c := &diagram.Table{ID: t.ID, Comment: t.Comment}
	var schema string
	c.Schema, schema = f.schema(t.Schema)
	c.Name = f.unique("table\x00"+schema, t.Name, "table")
	if f.out.Modules[t.Module] != nil {
		c.Module = t.Module
	}
	f.lose(t.ID, "the table "+diagram.Short(t.Name), lost(
		c.Name != t.Name, "its very name", c.Schema != t.Schema, "its schema", c.Module != t.Module, "its module",
		t.Kind != diagram.KindPlain, "that it is a "+string(t.Kind), t.Definition != "", "its query"))
	for _, x := range t.Columns {
		c.Columns = append(c.Columns, f.column(t, x))
	}
	f.keys(t, c)
	for _, x := range t.Indexes {
		f.index(t, c, x)
	}
	for _, k := range t.Checks {
		e := codeText(k.Expression)
		n := diagram.CutName(k.Name)
		f.lose(k.ID, "a check of the table "+diagram.Short(t.Name), lost(e == "", "its condition, which holds a backtick", n != k.Name, "its very name"))
		if e != "" {
			c.Checks = append(c.Checks, &diagram.Check{ID: k.ID, Name: n, Expression: e})
		}
	}
	for _, o := range t.Dependencies {
		f.lose(o.ID, "the table "+diagram.Short(t.Name), []string{"a functional dependency"})
	}
	f.out.AddTable(c)
}

// codeText returns an expression that can stand in backticks, or "".
func codeText(s string) string {
	if strings.ContainsAny(s, "`\x00") || strings.TrimSpace(s) == "" {
		return ""
	}
	return s
}

func (f *fitter) column(t *diagram.Table, x *diagram.Column) *diagram.Column {
	c := &diagram.Column{ID: x.ID, Type: x.Type, NotNull: x.NotNull, Default: x.Default, Identity: x.Identity, Check: codeText(x.Check), Comment: x.Comment}
	c.Name = f.unique("column\x00"+string(t.ID), x.Name, "column")
	if n := f.named[strings.ToLower(x.Type)]; n != "" {
		c.Type = n
	}
	if c.Type == "" {
		c.Type = noType
	}
	if c.Identity != diagram.IdentityNone {
		c.Identity = diagram.IdentityByDefault
	}
	if _, ok := standardText(x.Default); !ok {
		c.Default = ""
	}
	f.lose(x.ID, "the column "+diagram.Short(t.Name)+"."+diagram.Short(x.Name), lost(
		c.Name != x.Name, "its very name", c.Type != x.Type, "its very type", c.Identity != x.Identity, "that its number is always given",
		c.Default != x.Default, "its default, which holds a backtick", x.Generated != "", "that it is computed", x.Collation != "", "its collation",
		c.Check != x.Check, "its check, which holds a backtick", x.Stored, "that it is stored"))
	return c
}

// noType stands where a column has none: DBML wants one.
const noType = "unknown"

// keys puts the primary key first, then the unique columns in the order of the columns,
// then the others, as a text has them.
func (f *fitter) keys(t, c *diagram.Table) {
	primary := t.PrimaryKey()
	var first, single, rest []*diagram.Key
	for _, k := range t.Keys {
		n := &diagram.Key{ID: k.ID, Name: diagram.CutName(k.Name), Primary: k.Primary}
		for _, id := range k.Columns {
			if t.Column(id) != nil && !slices.Contains(n.Columns, id) {
				n.Columns = append(n.Columns, id)
			}
		}
		gone := k.Primary && k != primary || len(n.Columns) == 0
		f.lose(k.ID, "a key of the table "+diagram.Short(t.Name), lost(gone, "that there is more than one, or one without columns",
			n.Name != k.Name, "its very name", !slices.Equal(n.Columns, k.Columns), "its very columns"))
		switch {
		case gone:
		case k.Primary:
			first = append(first, n)
		case n.Name == "" && len(n.Columns) == 1 && !slices.ContainsFunc(single, func(s *diagram.Key) bool { return s.Columns[0] == n.Columns[0] }):
			single = append(single, n)
		default:
			rest = append(rest, n)
		}
	}
	at := map[diagram.ID]int{}
	for i, x := range c.Columns {
		at[x.ID] = i
	}
	slices.SortStableFunc(single, func(a, b *diagram.Key) int { return at[a.Columns[0]] - at[b.Columns[0]] })
	c.Keys = slices.Concat(first, single, rest)
}

func (f *fitter) index(t, c *diagram.Table, x *diagram.Index) {
	n := &diagram.Index{ID: x.ID, Name: diagram.CutName(x.Name), Unique: x.Unique, Method: diagram.CutName(x.Method)}
	whole, plain := true, true
	for _, p := range x.Parts {
		plain = plain && !p.Descending && p.Nulls == "" && p.Length == 0 && p.Class == ""
		e := codeText(p.Expression)
		if p.Column == "" && e == "" || p.Column != "" && t.Column(p.Column) == nil {
			whole = false
			continue
		}
		n.Parts = append(n.Parts, diagram.IndexPart{Column: p.Column, Expression: e})
	}
	gone := !whole || len(n.Parts) == 0
	f.lose(x.ID, "an index of the table "+diagram.Short(t.Name), lost(gone, "an expression of it, which holds a backtick, or its lack of columns",
		n.Name != x.Name || n.Method != x.Method, "its very name", !plain, "order, length or class of its parts",
		len(x.Include) > 0, "the columns stored with it", x.Where != "", "its condition"))
	if !gone {
		c.Indexes = append(c.Indexes, n)
	}
}
