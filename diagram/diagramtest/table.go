package diagramtest

import (
	"pgregory.net/rapid"

	"crowsfoot/diagram"
)

// table draws a table with all that belongs to it.
func (g *generator) table() {
	t := &diagram.Table{ID: g.id(), Order: g.order(len(g.d.Tables)), Name: g.name("table"), Schema: g.schema(), Module: g.module(),
		Comment: g.prose("table's comment"), Pos: g.place("table"), Pinned: g.yes("pinned"), Source: g.source()}
	t.Kind = pick(g, "kind", []diagram.TableKind{diagram.KindPlain, diagram.KindPlain, diagram.KindPlain, diagram.KindView,
		diagram.KindEntity, diagram.KindClass, diagram.KindJunction})
	if t.Kind == diagram.KindView {
		t.Definition = "SELECT 1\nFROM " + g.name("definition")
	}
	if g.yes("has a width") {
		t.Width = g.number("width", diagram.CardMinWidth, diagram.CardMaxWidth)
	}
	for i := range g.count("columns", 6) {
		t.Columns = append(t.Columns, g.column(i))
	}
	if len(t.Columns) > 0 {
		g.keys(t)
		g.details(t)
	}
	g.d.AddTable(t)
}

func (g *generator) column(i int) *diagram.Column {
	c := &diagram.Column{ID: g.id(), Order: g.order(i), Name: g.name("column"), Type: g.typ(), NotNull: g.yes("not null"),
		Comment: g.prose("column's comment"), Source: g.source()}
	switch rapid.IntRange(0, 5).Draw(g.t, "column sort") {
	case 0:
		c.Default = pick(g, "default", []string{"0", "'draft'", "now()", "'a b'", "1 + 2", "')", "nextval('s'::regclass)"})
	case 1:
		c.Identity = pick(g, "identity", []diagram.Identity{diagram.IdentityByDefault, diagram.IdentityAlways})
	case 2:
		c.Generated, c.Stored = "a || 'x'", g.yes("stored")
	case 3:
		c.Check, c.Collation = "length(x) < 10 AND x <> '\"'", "C"
	}
	return c
}

// keys draws a primary key of up to three columns and some unique keys.
func (g *generator) keys(t *diagram.Table) {
	ids := columnIDs(t)
	if g.yes("primary key") {
		t.Keys = append(t.Keys, &diagram.Key{ID: g.id(), Order: g.order(0), Name: g.maybe("key"), Primary: true, Columns: some(g, "key", ids, 3)})
	}
	for range g.count("unique keys", 2) {
		t.Keys = append(t.Keys, &diagram.Key{ID: g.id(), Order: g.order(len(t.Keys)), Name: g.maybe("key"), Columns: some(g, "key", ids, 2)})
	}
}

// details draws indexes, checks and dependencies.
func (g *generator) details(t *diagram.Table) {
	ids := columnIDs(t)
	for i := range g.count("indexes", 1) {
		x := &diagram.Index{ID: g.id(), Order: g.order(i), Name: g.maybe("index"), Unique: g.yes("unique"),
			Method: pick(g, "method", []string{"", "btree", "gin"}), Where: g.maybe("where"), Include: some(g, "include", ids, 2)}
		for _, id := range some(g, "part", ids, 2) {
			x.Parts = append(x.Parts, diagram.IndexPart{Column: id, Descending: g.yes("descending"), Length: g.count("length", 9)})
		}
		if g.yes("expression") {
			x.Parts = append(x.Parts, diagram.IndexPart{Expression: "lower(name)", Nulls: "last", Class: "text_ops"})
		}
		t.Indexes = append(t.Indexes, x)
	}
	for i := range g.count("checks", 1) {
		t.Checks = append(t.Checks, &diagram.Check{ID: g.id(), Order: g.order(i), Name: g.maybe("check"), Expression: "a < b OR c = '<&>'"})
	}
	for i := range g.count("dependencies", 1) {
		t.Dependencies = append(t.Dependencies, &diagram.Dependency{ID: g.id(), Order: g.order(i), Determinant: some(g, "determinant", ids, 2),
			Dependent: some(g, "dependent", ids, 2), Comment: g.prose("dependency")})
	}
}
