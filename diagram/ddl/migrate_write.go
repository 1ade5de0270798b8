package ddl

import "slices"

// dropViews drops the views that go, and those that read what changes.
func (g *migrator) dropViews() {
	for _, v := range g.goneViews {
		if g.old.live && slices.ContainsFunc(g.madeViews, func(n *tablePlan) bool { return n.t.ID == v.t.ID }) {
			g.warnf(SeverityInfo, "view-remade", v.t.ID, "The view %s is made anew: the database keeps its query in words of its own, in which it can't be compared.", v.name)
		}
		if i := slices.IndexFunc(g.new.views, func(n *tablePlan) bool { return n.t.ID == v.t.ID }); i >= 0 {
			if _, why := g.new.viewQuery(g.new.views[i]); why != "" {
				g.warnf(SeverityError, "view-dropped", v.t.ID, "The view %s is not made again: %s.", v.name, why)
			}
		}
		g.do(v.t.ID, "DROP VIEW "+g.old.table(v))
	}
}

// makeViews makes views, with their comments.
func (g *migrator) makeViews() {
	for _, v := range g.madeViews {
		query, _ := g.new.viewQuery(v)
		g.do(v.t.ID, "CREATE VIEW "+g.new.table(v)+" AS\n"+query)
		g.comments(v)
	}
}

// comments writes the comments of a table or view that is made, where they are statements
// of their own.
func (g *migrator) comments(t *tablePlan) {
	if g.to.comment == nil {
		return
	}
	for _, s := range g.new.statementsOf(func() { g.to.comment(g.new, t) }) {
		g.do(s.Object, s.Text)
	}
}

// makeTable makes a table that is new, with its keys and indexes.
func (g *migrator) makeTable(t *tablePlan) {
	g.do(t.t.ID, g.new.tableText(g.new.table(t), t))
	if !g.to.indexInTable {
		for _, x := range t.indexes {
			g.do(t.t.ID, g.new.indexText(x, x.name, t))
		}
	}
	g.comments(t)
}

// makeTables makes the tables that are new, and those that are made anew.
func (g *migrator) makeTables() {
	for _, t := range g.made {
		g.makeTable(t)
	}
	for _, t := range g.remade() {
		g.makeTable(t.new)
	}
}

// remade are the tables of which no column stays.
func (g *migrator) remade() []*tableChange {
	return slices.DeleteFunc(slices.Clone(g.tables), func(t *tableChange) bool { return !t.remade })
}

// dropColumnsAndTables drops columns, computed ones first, and tables; foreign keys are
// gone already.
func (g *migrator) dropColumnsAndTables() {
	for _, t := range g.tables {
		if t.remade {
			continue
		}
		for _, computed := range []bool{true, false} {
			for _, c := range t.mid.columns {
				x := t.columnOf(c)
				if (c.generated != "") != computed || x != nil && !x.replaced {
					continue
				}
				if x == nil {
					g.warnColumnGone(t, c)
				} else {
					g.warnColumn(t, x)
				}
				old := t.old.byID(c.c.ID)
				g.do(t.old.t.ID, "ALTER TABLE "+g.old.table(t.old)+" DROP COLUMN "+g.old.id(old.name))
			}
		}
	}
	g.dropTables()
}

// dropTables drops the tables that go, and those that are made anew without their rows.
func (g *migrator) dropTables() {
	for _, t := range g.remade() {
		if t.rebuilt {
			continue
		}
		g.warnRemade(t)
		g.do(t.old.t.ID, "DROP TABLE "+g.old.table(t.old))
	}
	for _, t := range g.gone {
		g.warnTableGone(t)
		g.do(t.t.ID, "DROP TABLE "+g.old.table(t))
	}
}

// dropParts drops foreign keys, then checks, indexes and keys. index names an index as
// DROP INDEX wants it; constraint drops one of the others.
func (g *migrator) dropParts(index func(t *tablePlan, name string) string, constraint func(p *part)) {
	for _, f := range g.foreign.gone {
		if !g.goesWithTable(f) {
			constraint(f)
		}
	}
	for _, t := range g.tables {
		for _, x := range t.parts.gone {
			switch {
			case t.remade && !t.rebuilt:
			case x.kind == partIndex:
				g.do(t.old.t.ID, "DROP INDEX "+index(t.old, x.name))
			default:
				constraint(x)
			}
		}
	}
}

// dropConstraint drops a key, a check or a foreign key by its name.
func (g *migrator) dropConstraint(p *part) {
	g.do(p.id, "ALTER TABLE "+g.old.table(p.table)+" DROP CONSTRAINT "+g.old.id(p.name))
}

// addColumns adds the columns that are made, and those that are made anew, computed ones
// last: they may read the others. was is what stood there before, or nil.
func (g *migrator) addColumns(t *tableChange, add func(c *columnPlan, was *columnChange)) {
	for _, computed := range []bool{false, true} {
		for _, c := range t.new.columns {
			x := t.columnOf(c)
			if (c.generated != "") != computed || x != nil && !x.replaced {
				continue
			}
			if x == nil || c.generated == "" {
				g.warnAdded(t, c)
			}
			add(c, x)
		}
	}
}

// addParts adds keys, checks and indexes, and then foreign keys. instead says how an index
// is made without stopping anybody.
func (g *migrator) addParts(instead string) {
	for _, t := range g.tables {
		for _, x := range t.parts.made {
			if t.remade {
				continue
			}
			g.warnPart(x)
			if x.kind != partIndex {
				body := x.body
				if g.to.alter.keyIndex != nil {
					body += g.to.alter.keyIndex(g, t, x)
				}
				g.do(t.new.t.ID, "ALTER TABLE "+g.new.table(t.new)+" ADD CONSTRAINT "+g.new.id(x.name)+" "+body)
				continue
			}
			g.warnf(SeverityInfo, "lock", t.new.t.ID, "Making the index %s stops writing to %s meanwhile%s.", x.name, t.new.name, instead)
			g.do(t.new.t.ID, g.new.indexText(x.index, x.name, t.new))
		}
	}
	for _, f := range g.foreign.made {
		g.addForeign(f)
	}
}

// addForeign adds a foreign key.
func (g *migrator) addForeign(f *part) {
	if g.byID[f.table.t.ID] != nil {
		g.warnPart(f)
	}
	g.do(f.id, g.new.textOf(func() { g.new.putAddForeignKey(f.foreign) }))
}

// goesWithTable tells whether a foreign key goes with its table without harm: nothing
// that it rests on goes before.
func (g *migrator) goesWithTable(f *part) bool {
	if g.new.byID[f.table.t.ID] != nil {
		return false
	}
	parent := g.byID[f.foreign.parent.t.ID]
	return f.foreign.parent == f.table || parent != nil && !parent.remade && len(parent.gone) == 0 && len(parent.parts.gone) == 0 &&
		!slices.ContainsFunc(parent.columns, func(c *columnChange) bool { return c.replaced })
}
