package ddl

import (
	"maps"
	"slices"
	"strings"
)

// migrateTraits say how tables of a dialect are altered.
type migrateTraits struct {
	// replaces tells whether a column can only be dropped and added anew.
	replaces func(c *columnChange) bool
	// moves tells whether its values have to move to a new one; nil means never.
	moves func(c *columnChange) bool
	// frees tells whether a part has to go and come again when a column it speaks of is
	// changed in place.
	frees func(g *migrator, m *part, c *columnChange) bool
	// rebuilds tells whether a table is made anew and its rows are copied; nil means never.
	rebuilds func(t *tableChange) bool
	// needsColumn tells that the last column of a table can't be dropped, not even before
	// others are added.
	needsColumn bool
	// identityKinds tells that a column may number rows always or by default.
	identityKinds bool
	// keyIndex is what stands behind a key that is added; nil means nothing.
	keyIndex func(g *migrator, t *tableChange, key *part) string
	// keeps tells whether a foreign key may stay beside the parts that stay; nil means yes.
	keeps func(g *migrator, t *tableChange, c partChange) bool
}

// compare finds out what becomes of every column and every part of the tables that stay.
func (g *migrator) compare() {
	for _, t := range g.tables {
		t.remade = !slices.ContainsFunc(t.columns, func(c *columnChange) bool { return c.mid.generated == "" }) && len(t.mid.columns)+len(t.new.columns) > 0
		for _, c := range t.columns {
			c.retyped = !g.sameType(c.mid, c.new)
			c.replaced = t.remade || g.to.alter.replaces(c)
			c.moved = !c.replaced && g.to.alter.moves != nil && g.to.alter.moves(c)
		}
		g.replaceComputed(t)
		g.moveComputed(t)
		stays := func(c *columnChange) bool { return !c.replaced && c.mid.generated == "" }
		t.rebuilt = g.to.alter.rebuilds != nil && g.to.alter.rebuilds(t)
		if t.rebuilt || g.to.alter.needsColumn && !slices.ContainsFunc(t.columns, stays) {
			t.remade = true
			for _, c := range t.columns {
				c.replaced = true
			}
		}
	}
	for _, t := range g.tables {
		t.parts.match(g.old.parts(t.old), g.mid.parts(t.mid), g.new.parts(t.new), func(m, n *part) bool { return g.undisturbed(t, m, n) })
	}
	g.compareForeign()
	g.compareViews()
}

// replaceComputed replaces computed columns that depend on what the database would not let
// go: columns that are dropped, replaced or retyped.
func (g *migrator) replaceComputed(t *tableChange) {
	for changed := true; changed; {
		changed = false
		for _, c := range t.columns {
			if c.replaced || c.mid.generated == "" || c.new.generated == "" {
				continue
			}
			for _, o := range g.mid.mentions(t.mid, c.mid.c.Generated) {
				if x := t.columnOf(o); o != c.mid && (x.isDisturbed() || g.to.renamesComputed(x) || g.to.meaning == "sqlserver" && x.mid.notNull != x.new.notNull) {
					c.replaced, changed = true, true
				}
			}
		}
	}
}

// isDisturbed tells of a column whose values go or change; nil is one that goes.
func (c *columnChange) isDisturbed() bool {
	return c == nil || c.replaced || c.moved || c.retyped || c.mid.collation != c.new.collation
}

// moveComputed keeps the values of columns that are no longer computed, where these move to
// new ones anyway and nothing that they are computed from changes.
func (g *migrator) moveComputed(t *tableChange) {
	changes := func(o *columnPlan) bool {
		x := t.columnOf(o)
		return x.isDisturbed() || x.old.name != x.new.name || x.mid.notNull != x.new.notNull
	}
	for _, c := range t.columns {
		if g.to.alter.moves != nil && c.mid.generated != "" && c.new.generated == "" && !c.retyped && c.new.identity == "" && c.old.name == c.new.name &&
			!slices.ContainsFunc(g.mid.mentions(t.mid, c.mid.c.Generated), changes) {
			c.replaced, c.moved = false, true
		}
	}
}

// renamesComputed tells whether the rename of a column is refused while computed columns,
// or in most of these databases checks, speak of it.
func (d *Dialect) renamesComputed(c *columnChange) bool {
	return slices.Contains([]string{"mysql", "sqlserver", "oracle"}, d.meaning) && c.old.name != c.new.name
}

// undisturbed tells whether a part of mid may stay as the part of new that it equals: all
// columns that it speaks of are the same ones and stay.
func (g *migrator) undisturbed(t *tableChange, m, n *part) bool {
	if t.remade {
		return false
	}
	stay := map[*columnPlan]bool{} // of new
	for _, c := range m.columns {
		x := t.columnOf(c)
		if x == nil || x.replaced || g.to.alter.frees(g, m, x) {
			return false
		}
		stay[x.new] = true
	}
	// An expression may name a column more often than another one that says the same.
	for _, c := range n.columns {
		if !stay[c] {
			return false
		}
	}
	return !slices.ContainsFunc(slices.Collect(maps.Keys(stay)), func(c *columnPlan) bool { return !slices.Contains(n.columns, c) })
}

// compareForeign does the same for foreign keys, which hang on two tables: on their
// columns, and on the key that they refer to.
func (g *migrator) compareForeign() {
	for _, t := range g.tables {
		g.foreign.match(g.old.foreignParts(t.old), g.mid.foreignParts(t.mid), g.new.foreignParts(t.new), func(m, n *part) bool {
			return g.keepsForeign(t, m, n)
		})
	}
	for _, t := range g.gone {
		for _, p := range g.old.foreignParts(t) {
			g.foreign.gone = append(g.foreign.gone, p)
			g.foreign.lost = append(g.foreign.lost, p)
		}
	}
	for _, t := range g.made {
		g.foreign.made = append(g.foreign.made, g.new.foreignParts(t)...)
	}
	if g.to.alter.keeps == nil {
		return
	}
	// One that goes may take along what another one rests on.
	for changed := true; changed; {
		changed = false
		for i, c := range g.foreign.kept {
			if t := g.byID[c.new.table.t.ID]; !g.to.alter.keeps(g, t, c) {
				g.foreign.kept = slices.Delete(g.foreign.kept, i, i+1)
				g.foreign.gone, g.foreign.lost = append(g.foreign.gone, c.old), append(g.foreign.lost, c.mid)
				g.foreign.made = append(g.foreign.made, c.new)
				changed = true
				break
			}
		}
	}
	g.sortForeign()
}

// sortForeign puts the foreign keys that are made into the order in which the script of
// the new diagram makes them.
func (g *migrator) sortForeign() {
	place := map[*foreignPlan]int{}
	for _, t := range g.new.tables {
		for _, f := range t.foreign {
			place[f] = len(place)
		}
	}
	slices.SortStableFunc(g.foreign.made, func(a, b *part) int { return place[a.foreign] - place[b.foreign] })
}

func (g *migrator) keepsForeign(t *tableChange, m, n *part) bool {
	parent := g.byID[m.foreign.parent.t.ID]
	if parent == nil || parent.new != n.foreign.parent || t.remade || parent.remade {
		return false
	}
	for i := range m.foreign.from {
		from, to := t.columnOf(m.foreign.from[i]), parent.columnOf(m.foreign.to[i])
		if from == nil || to == nil || from.new != n.foreign.from[i] || to.new != n.foreign.to[i] || from.replaced || to.replaced ||
			g.to.alter.frees(g, m, from) || g.to.alter.frees(g, m, to) {
			return false
		}
	}
	// The keys that it may rest on.
	for i, p := range parent.parts.lost {
		if p.kind == partUnique || p.kind == partPrimary || p.kind == partIndex && p.index.unique {
			if sameSet(parent.parts.lost[i].columns, m.foreign.to) {
				return false
			}
		}
	}
	return true
}

func sameSet(a, b []*columnPlan) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(c *columnPlan) bool { return !slices.Contains(b, c) })
}

// compareViews lists the views to drop and to create: those that are not the same, and
// those that read what changes.
func (g *migrator) compareViews() {
	was, is := map[*tablePlan]string{}, map[*tablePlan]string{}
	for _, v := range g.old.views {
		if query, why := g.old.viewQuery(v); why == "" {
			was[v] = query
		}
	}
	for _, v := range g.new.views {
		if query, why := g.new.viewQuery(v); why == "" {
			is[v] = query
		}
	}
	touched := g.touched()
	var gone []*tablePlan
	kept := map[*tablePlan]bool{} // of new
	for _, v := range g.old.views {
		query, ok := was[v]
		if !ok {
			continue
		}
		i := slices.IndexFunc(g.new.views, func(n *tablePlan) bool {
			now, written := is[n]
			return n.t.ID == v.t.ID && n.name == v.name && n.schema == v.schema && (now == query || !written)
		})
		if i < 0 || readsAny(query, touched) {
			gone = append(gone, v)
			touched[strings.ToLower(v.name)] = true
		} else {
			kept[g.new.views[i]] = true
		}
	}
	// A view may read one that stands behind it.
	for changed := true; changed; {
		changed = false
		for n := range kept {
			if readsAny(is[n], touched) {
				delete(kept, n)
				i := slices.IndexFunc(g.old.views, func(v *tablePlan) bool { return v.t.ID == n.t.ID })
				gone = append(gone, g.old.views[i])
				touched[strings.ToLower(n.name)] = true
				changed = true
			}
		}
	}
	g.goneViews = slices.DeleteFunc(g.old.viewsInOrder(), func(v *tablePlan) bool { return !slices.Contains(gone, v) })
	slices.Reverse(g.goneViews)
	g.madeViews = slices.DeleteFunc(g.new.viewsInOrder(), func(v *tablePlan) bool { _, ok := is[v]; return !ok || kept[v] })
}

// touched are the lower-case names, old and new, of tables that any statement alters.
func (g *migrator) touched() map[string]bool {
	names := map[string]bool{}
	for _, t := range g.gone {
		names[strings.ToLower(t.name)] = true
	}
	for _, t := range g.made {
		names[strings.ToLower(t.name)] = true
	}
	for _, t := range g.tables {
		same := t.old.name == t.new.name && t.old.schema == t.new.schema && len(t.gone) == 0 && len(t.made) == 0 && len(t.parts.gone) == 0 && len(t.parts.made) == 0
		for _, c := range t.columns {
			same = same && c.old.name == c.new.name && !g.differs(c)
		}
		for _, p := range slices.Concat(g.foreign.gone, g.foreign.made) {
			same = same && (g.to.laterKeys || p.table.t.ID != t.new.t.ID)
		}
		for _, c := range slices.Concat(t.parts.kept, g.foreign.kept) {
			same = same && (g.to.laterKeys || c.new.table != t.new || c.old.name == c.new.name)
		}
		if !same {
			names[strings.ToLower(t.old.name)], names[strings.ToLower(t.new.name)] = true, true
		}
	}
	return names
}

// differs tells whether a column is not made in the same way, its name aside.
func (g *migrator) differs(c *columnChange) bool {
	m, n := c.mid, c.new
	return c.retyped || c.replaced || m.notNull != n.notNull || !g.sameDefault(m, n) || g.to.renumbers(m, n) || !g.sameGenerated(m, n) ||
		m.generated != "" && m.stored != n.stored || m.collation != n.collation || g.to.form(m.onUpdate) != g.to.form(n.onUpdate) || m.inlineKey != n.inlineKey
}

// renumbers tells whether a column numbers rows in another way, as far as the dialect knows
// several.
func (d *Dialect) renumbers(m, n *columnPlan) bool {
	return (m.identity == "") != (n.identity == "") || d.alter.identityKinds && m.identity != n.identity
}

// sameDefault tells whether two defaults say the same.
func (g *migrator) sameDefault(m, n *columnPlan) bool {
	return m.def == n.def || m.def != "" && n.def != "" && g.to.defaultForm(m) == g.to.defaultForm(n)
}

// defaultForm writes a default in one way: a number in quotes is one for a column of
// numbers.
func (d *Dialect) defaultForm(c *columnPlan) string {
	s := d.form(c.def)
	if c.sql.kind == typeBits {
		return strings.TrimPrefix(s, "b")
	}
	if in := strings.Trim(s, "'"); c.sql.isNumber() && len(in) == len(s)-2 && isPlainNumber(strings.TrimLeft(in, "-")) {
		return formNumber(in)
	}
	return s
}

// sameGenerated tells whether two computed columns are computed in the same way.
func (g *migrator) sameGenerated(m, n *columnPlan) bool {
	return m.generated == n.generated || m.generated != "" && n.generated != "" && g.to.form(m.generated) == g.to.form(n.generated)
}

// readsAny tells whether a query names one of these, in lower case, anywhere.
func readsAny(query string, names map[string]bool) bool {
	list, _ := lexing{backtick: true, dollar: true, backslash: strings.Contains(query, "`"), comments: true}.atomize(query)
	return slices.ContainsFunc(list, func(a atom) bool {
		return (a.kind == atomWord || a.kind == atomName) && names[strings.ToLower(a.value)]
	})
}
