package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// arc is one of several foreign keys of a row of which one is set.
type arc struct {
	parent       *diagram.Table
	columns, key []*diagram.Column
}

// exclusiveArcs replaces a pair of kind and ID by one nullable foreign key for each table
// and a check that exactly one is set, or at most one when the ID might be NULL. Keys and
// indexes over the pair are made anew over each foreign key.
func exclusiveArcs(p *lint.Pass, t *diagram.Table, m polymorph, parents []*diagram.Table) lint.Fix {
	return lint.Fix{
		Title: fmt.Sprintf("Give %s a foreign key for each of %s", p.TableName(t), listed(tableNames(p, parents))),
		Ops: func() []op.Op {
			var ops []op.Op
			var arcs []arc
			var columns []*diagram.Column
			order := afterLast(t.Columns, func(c *diagram.Column) string { return c.Order })
			for _, parent := range parents {
				plan := planKey(p, parent)
				ops = append(ops, plan.ops...)
				a := arc{parent: parent, key: plan.columns}
				for _, k := range plan.columns {
					c := &diagram.Column{
						ID: diagram.DerivedID("fix", "arc", string(m.id.ID), string(parent.ID), string(k.ID)), Order: order,
						Name: freeName(referenceName(p, parent, k), func(n string) bool { return hasColumn(t.Columns, n) || hasColumn(columns, n) }),
						Type: referenceType(k.Type), Collation: k.Collation,
					}
					order = diagram.OrderBetween(order, "")
					a.columns, columns = append(a.columns, c), append(columns, c)
					ops = append(ops, op.PutOf(t.ID, c))
				}
				arcs = append(arcs, a)
			}
			if t.InPrimaryKey(m.id.ID) || t.InPrimaryKey(m.kind.ID) {
				ops = append(ops, dropKeyFor(p, t)...)
			}
			ops = append(ops, arcKeys(t, m, arcs)...)
			ops = append(ops, arcLinks(p, t, m, arcs)...)
			ops = append(ops, op.PutOf(t.ID, arcCheck(p, t, m, arcs)))
			return append(ops, dropPair(p, t, m)...)
		},
	}
}

// dropKeyFor gives a table whose primary key is about to go a new one.
func dropKeyFor(p *lint.Pass, t *diagram.Table) []op.Op {
	return append([]op.Op{op.DeleteOf(t.PrimaryKey().ID)}, planNewKey(p, t).ops...)
}

// dropPair deletes the columns of kind and ID with the checks that speak of them.
func dropPair(p *lint.Pass, t *diagram.Table, m polymorph) []op.Op {
	var ops []op.Op
	for _, k := range t.Checks {
		if mentions(k.Expression, m.kind.Name) || mentions(k.Expression, m.id.Name) {
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	for _, c := range t.Columns {
		if c != m.kind && c != m.id && mentions(c.Check, m.kind.Name) {
			ops = append(ops, op.SetTo(c.ID, "check", ""))
		}
	}
	return append(append(ops, dropColumn(p, t, m.kind)...), dropColumn(p, t, m.id)...)
}

// arcKeys makes the unique keys and indexes that held the ID anew for each arc, and an
// index for an arc that none of them begins with.
func arcKeys(t *diagram.Table, m polymorph, arcs []arc) []op.Op {
	var ops []op.Op
	swap := func(list []diagram.ID, a arc) []diagram.ID {
		var out []diagram.ID
		for _, id := range list {
			switch id {
			case m.kind.ID:
			case m.id.ID:
				out = append(out, ids(a.columns)...)
			default:
				out = append(out, id)
			}
		}
		return out
	}
	var keys [][]diagram.ID
	for _, k := range t.Keys {
		if slices.Contains(k.Columns, m.id.ID) {
			keys = append(keys, k.Columns)
		}
	}
	var indexes [][]diagram.ID
	for _, x := range t.Indexes {
		if all := x.ColumnIDs(); slices.Contains(all, m.id.ID) {
			if x.Unique && x.Where == "" {
				keys = append(keys, all)
			} else {
				indexes = append(indexes, all)
			}
		}
	}
	keyAt, indexAt := afterLast(t.Keys, keyOrder), afterLast(t.Indexes, indexOrder)
	for _, a := range arcs {
		var made [][]diagram.ID
		// One that another begins with would cost and give nothing.
		isMade := func(list []diagram.ID) bool {
			return slices.ContainsFunc(made, func(m []diagram.ID) bool { return len(m) >= len(list) && slices.Equal(m[:len(list)], list) })
		}
		led := false
		use := func(list []diagram.ID) { made, led = append(made, list), led || list[0] == a.columns[0].ID }
		for _, list := range keys {
			if list = swap(list, a); !slices.ContainsFunc(made, func(m []diagram.ID) bool { return slices.Equal(m, list) }) {
				k := newKey(t, list, false)
				k.Order, keyAt = keyAt, diagram.OrderBetween(keyAt, "")
				ops = append(ops, op.PutOf(t.ID, k))
				use(list)
			}
		}
		put := func(list []diagram.ID) {
			x := newIndex(t, list...)
			x.Order, indexAt = indexAt, diagram.OrderBetween(indexAt, "")
			ops = append(ops, op.PutOf(t.ID, x))
			use(list)
		}
		for _, list := range indexes {
			if list = swap(list, a); !isMade(list) {
				put(list)
			}
		}
		if !led {
			put(ids(a.columns))
		}
	}
	return ops
}

// arcLinks makes the foreign keys; lines that are drawn to the tables become them.
func arcLinks(p *lint.Pass, t *diagram.Table, m polymorph, arcs []arc) []op.Op {
	card := diagram.ZeroMany
	pair := []diagram.ID{m.kind.ID, m.id.ID}
	if t.IsUnique(pair) {
		card = diagram.ZeroOne
	}
	var ops []op.Op
	order := afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order })
	for _, a := range arcs {
		child, parent := diagram.End{Table: t.ID, Card: card}, diagram.End{Table: a.parent.ID, Card: diagram.ZeroOne}
		if line := drawnLine(p, t.ID, a.parent.ID); line != nil {
			ops = append(ops, becomeForeignKey(line, child, parent, a.columns, a.key, false)...)
			continue
		}
		r := &diagram.Relationship{
			ID:       diagram.DerivedID("fix", "arc link", string(m.id.ID), string(a.parent.ID)),
			Order:    order,
			Directed: true,
			Ends:     []diagram.End{child, parent},
		}
		for i, c := range a.columns {
			r.Pairs = append(r.Pairs, diagram.Pair{From: c.ID, To: a.key[i].ID})
		}
		order = diagram.OrderBetween(order, "")
		ops = append(ops, op.PutOf("", r))
	}
	return ops
}

// arcCheck says that exactly one arc is set, or at most one.
func arcCheck(p *lint.Pass, t *diagram.Table, m polymorph, arcs []arc) *diagram.Check {
	var terms []string
	for _, a := range arcs {
		terms = append(terms, fmt.Sprintf("CASE WHEN %s IS NULL THEN 0 ELSE 1 END", sqlName(p.Diagram.Dialect, a.columns[0].Name)))
	}
	sign := " = 1"
	if !t.NotNull(m.id) {
		sign = " <= 1"
	}
	return &diagram.Check{
		ID:         diagram.DerivedID("fix", "arc check", string(m.id.ID)),
		Order:      afterLast(t.Checks, func(k *diagram.Check) string { return k.Order }),
		Expression: strings.Join(terms, " + ") + sign,
	}
}

// sqlName writes a name as it stands in an expression of the dialect: in quotes when it
// is more than lower-case letters, digits and underscores.
func sqlName(dialect, name string) string {
	bare := name != "" && (name[0] < '0' || name[0] > '9')
	for _, r := range name {
		bare = bare && (r == '_' || 'a' <= r && r <= 'z' || '0' <= r && r <= '9')
	}
	switch {
	case bare:
		return name
	case dialect == "mysql" || dialect == "mariadb":
		return "`" + strings.ReplaceAll(name, "`", "``") + "`"
	case dialect == "sqlserver":
		return "[" + strings.ReplaceAll(name, "]", "]]") + "]"
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// supertable puts a table over those that a pair of kind and ID refers to: it numbers
// their rows and holds the kind, each of them refers to it by a column of its own, and so
// does the row.
func supertable(p *lint.Pass, t *diagram.Table, m polymorph, parents []*diagram.Table) lint.Fix {
	words := slices.Clone(m.stem)
	words[len(words)-1] = pluralLike(parents, words[len(words)-1])
	name := freeName(p.Names.TableStyle().Join(words...), p.HasTable)
	return lint.Fix{
		Title: fmt.Sprintf("Put a table %s over %s", name, listed(tableNames(p, parents))),
		Ops: func() []op.Op {
			source := string(m.id.ID)
			super := &diagram.Table{
				ID: diagram.DerivedID("fix", "supertable", source), Name: name, Schema: t.Schema, Module: t.Module,
				Order: afterLast(p.Diagram.SortedTables(), func(t *diagram.Table) string { return t.Order }),
			}
			key := &diagram.Column{
				ID: diagram.DerivedID("fix", "supertable key", source), Order: diagram.OrderAt(0),
				Name: p.Names.ColumnStyle().Join("id"), Type: m.id.Type, NotNull: true,
			}
			if p.Type(m.id.Type).Family() == diagram.FamilyInteger {
				key.Identity = diagram.IdentityByDefault
			}
			kind := *m.kind
			kind.ID, kind.Order, kind.NotNull = diagram.DerivedID("fix", "supertable kind", source), diagram.OrderAt(1), true
			super.Columns = []*diagram.Column{key, &kind}
			super.Keys = []*diagram.Key{newKey(super, []diagram.ID{key.ID}, true)}
			box := t.Box()
			super.Pos = freePlace(p, diagram.Point{X: box.Right() + 4*diagram.GridSize, Y: box.Y}, diagram.HeaderHeight+2*diagram.RowHeight)
			ops := op.PutTable(super)
			order := afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order })
			link := func(child *diagram.Table, c *diagram.Column, childCard, card diagram.Cardinality) {
				r := &diagram.Relationship{
					ID:       diagram.DerivedID("fix", "supertable link", source, string(c.ID)),
					Order:    order,
					Directed: true, Ends: diagram.Between(child.ID, childCard, super.ID, card),
					Pairs: []diagram.Pair{{From: c.ID, To: key.ID}},
				}
				order = diagram.OrderBetween(order, "")
				ops = append(ops, op.PutOf("", r))
			}
			for _, parent := range parents {
				c := &diagram.Column{
					ID:    diagram.DerivedID("fix", "supertable reference", source, string(parent.ID)),
					Order: afterLast(parent.Columns, func(c *diagram.Column) string { return c.Order }),
					Name:  freeName(m.id.Name, func(n string) bool { return hasColumn(parent.Columns, n) }), Type: m.id.Type,
				}
				// Rows that are there get their number one by one.
				ops = append(ops, op.PutOf(parent.ID, c), op.PutOf(parent.ID, newKey(parent, []diagram.ID{c.ID}, false)))
				link(parent, c, diagram.ZeroOne, diagram.ZeroOne)
			}
			ops = append(ops, superKeys(p, t, m)...)
			childCard := diagram.ZeroMany
			if t.IsUnique([]diagram.ID{m.kind.ID, m.id.ID}) {
				childCard = diagram.ZeroOne
			}
			link(t, m.id, childCard, parentCard(t, []*diagram.Column{m.id}))
			return ops
		},
	}
}

// superKeys drops the kind column; keys and indexes that held it hold the ID alone.
func superKeys(p *lint.Pass, t *diagram.Table, m polymorph) []op.Op {
	var ops []op.Op
	led := false
	without := func(list []diagram.ID) []diagram.ID {
		return slices.DeleteFunc(slices.Clone(list), func(id diagram.ID) bool { return id == m.kind.ID })
	}
	for _, k := range t.Keys {
		rest := without(k.Columns)
		if len(rest) < len(k.Columns) && len(rest) > 0 {
			ops = append(ops, op.SetTo(k.ID, "columns", rest))
		}
		led = led || len(rest) > 0 && rest[0] == m.id.ID
	}
	for _, x := range t.Indexes {
		all := x.ColumnIDs()
		rest := without(all)
		if len(rest) < len(all) {
			if len(rest) == 0 {
				ops = append(ops, op.DeleteOf(x.ID))
				continue
			}
			ops = append(ops, op.SetTo(x.ID, "parts", slices.DeleteFunc(slices.Clone(x.Parts), func(part diagram.IndexPart) bool { return part.Column == m.kind.ID })))
		}
		led = led || len(rest) > 0 && rest[0] == m.id.ID
	}
	if !led {
		ops = append(ops, op.PutOf(t.ID, newIndex(t, m.id.ID)))
	}
	for _, k := range t.Checks {
		if mentions(k.Expression, m.kind.Name) {
			ops = append(ops, op.DeleteOf(k.ID))
		}
	}
	return append(ops, op.DeleteOf(m.kind.ID))
}

// pluralLike puts a word in the plural when the tables are named so.
func pluralLike(tables []*diagram.Table, word string) string {
	for _, t := range tables {
		words := naming.Words(t.Name)
		if n := len(words); n == 0 || naming.Singular(words[n-1]) == words[n-1] {
			return word
		}
	}
	return naming.Plural(word)
}
