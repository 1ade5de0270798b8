package ddl

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// sqlserverMigrate writes a migration for SQL Server. Each statement is a batch of its own,
// because one batch does not know the columns that it adds itself; there is no transaction
// around them, for the batches behind one that fails would run outside of it. What copies
// values and what drops the old ones are one batch and one transaction; see together.
func sqlserverMigrate(g *migrator) {
	m := &sqlserverMigrator{g, map[string]bool{}}
	g.batches = g.to.batchEnd
	for _, w := range []*writer{g.new, g.old} {
		if list := w.statementsOf(func() { sqlserverBegin(w) }); len(list) > 0 {
			g.frame(list[0].Text)
			break
		}
	}
	g.dropViews()
	g.dropParts(func(t *tablePlan, name string) string { return g.old.id(name) + " ON " + g.old.table(t) }, m.dropConstraint)
	m.dropDefaults()
	g.dropColumnsAndTables()
	made := g.new.schemasOf()
	old := g.old.schemasOf()
	for _, name := range made {
		if !slices.Contains(old, name) {
			g.do("", "CREATE SCHEMA "+g.new.id(name))
		}
	}
	aside := m.putAside()
	m.renames(aside)
	g.makeTables()
	for _, t := range g.tables {
		if t.rebuilt {
			m.copyRows(t, aside[t])
		} else if !t.remade {
			m.alterTable(t)
		}
	}
	g.addParts(", unless it is made WITH (ONLINE = ON)")
	for _, name := range old {
		if !slices.Contains(made, name) && !m.left[name] {
			g.do("", "DROP SCHEMA "+g.old.id(name))
		}
	}
	g.makeViews()
}

type sqlserverMigrator struct {
	*migrator
	// left are the schemas in which tables stay aside with their rows.
	left map[string]bool
}

// sqlserverReplaces: an expression can't be changed, a computed column gets no other name,
// and of some types no value is one of another.
func sqlserverReplaces(c *columnChange) bool {
	m, n, d := c.mid, c.new, dialects["sqlserver"]
	if m.generated == "" && n.generated == "" {
		turn, _ := sqlserverTurnOf(c)
		return turn == turnNever
	}
	return m.generated == "" || n.generated == "" || c.retyped || m.isPersisted() != n.isPersisted() || m.isPersisted() && m.notNull != n.notNull ||
		c.old.name != n.name || d.form(m.generated) != d.form(n.generated)
}

// sqlserverMoves: where nothing converts values by itself, an expression does.
func sqlserverMoves(c *columnChange) bool {
	turn, _ := sqlserverTurnOf(c)
	return turn == turnByCopy
}

// sqlserverFrees: whatever speaks of a column is in the way of its change, and checks and
// the filters of indexes are in the way of its rename.
func sqlserverFrees(g *migrator, m *part, c *columnChange) bool {
	if c.moved || c.retyped || c.mid.notNull != c.new.notNull || c.mid.collation != c.new.collation {
		return true
	}
	return g.to.renamesComputed(c) && (m.kind == partCheck || m.kind == partIndex && g.mid.filtersBy(m.index, c.mid))
}

// filtersBy tells whether the condition of an index speaks of a column.
func (w *writer) filtersBy(x *indexPlan, c *columnPlan) bool {
	list, _ := w.to.lexing.atomize(x.where)
	return slices.ContainsFunc(list, func(a atom) bool {
		return (a.kind == atomWord || a.kind == atomName) && w.to.sameName(a.value) == w.to.sameName(c.name)
	})
}

// alterTable changes columns, adds plain ones, and then computed ones, which may read them.
func (m *sqlserverMigrator) alterTable(t *tableChange) {
	table := m.new.table(t.new)
	for _, c := range t.columns {
		if !c.replaced {
			m.alterColumn(t, c, table)
		}
	}
	m.addColumns(t, func(c *columnPlan, x *columnChange) {
		text := "ALTER TABLE " + table + " ADD " + m.new.columnText(t.new, c)
		if c.def != "" && !c.notNull {
			text += " WITH VALUES" // for the rows that are there, as elsewhere
		}
		if x != nil && x.mid.generated == "" && c.generated == "" {
			m.warnTurnless(t, x)
		}
		m.do(c.c.ID, text)
	})
	m.commentTable(t)
}

func (m *sqlserverMigrator) warnTurnless(t *tableChange, c *columnChange) {
	c.loses = true
	m.warnf(SeverityError, "values-replaced", c.new.c.ID, "%s is made anew without its values: SQL Server turns no %s into %s.", t.where(c.new), c.mid.typeName, c.new.typeName)
}

// together adds statements that are done all or not at all, in one batch: client programs
// go on with the next batch where one fails, and nothing that holds values may go then.
func (m *sqlserverMigrator) together(object diagram.ID, statements ...string) {
	m.do(object, "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n"+strings.Join(statements, ";\n")+";\nCOMMIT")
}

// alterColumn changes a column that stays. A default is in the way of another type, and
// fills rows before NULL is refused.
func (m *sqlserverMigrator) alterColumn(t *tableChange, c *columnChange, table string) {
	n, name := c.new, m.new.id(c.new.name)
	m.warnColumn(t, c)
	if n.generated != "" {
		return
	}
	alter := func(notNull bool) {
		text := "ALTER TABLE " + table + " ALTER COLUMN " + name + " " + n.typeName
		if n.collation != "" {
			text += " COLLATE " + n.collation
		}
		if notNull {
			m.do(n.c.ID, text+" NOT NULL")
		} else {
			m.do(n.c.ID, text+" NULL")
		}
	}
	if was, is := c.mid.typeName, n.typeName; sqlserverSort(was) == "text" && sqlserverSort(is) == "text" && strings.HasPrefix(was, "n") && !strings.HasPrefix(is, "n") {
		c.loses = true
		m.warnf(SeverityWarning, "type-narrowed", n.c.ID, "%s becomes %s: letters that its code page lacks become question marks.", t.where(n), is)
	}
	notNull := c.mid.notNull
	switch {
	case c.moved:
		m.moveColumn(t, c, table)
		notNull = false
	case c.retyped || c.mid.collation != n.collation:
		notNull = n.notNull && !c.fills()
		alter(notNull)
	}
	if n.def != "" && m.changesDefault(c) {
		m.do(n.c.ID, "ALTER TABLE "+table+" ADD CONSTRAINT "+m.new.id(n.defaultName)+" DEFAULT "+n.def+" FOR "+name)
	}
	if c.fills() {
		m.do(n.c.ID, "UPDATE "+table+" SET "+name+" = DEFAULT WHERE "+name+" IS NULL")
	}
	if notNull != n.notNull {
		alter(n.notNull)
	}
}

// moveColumn gives a column another type by way of a new one, which takes its values and
// then its name.
func (m *sqlserverMigrator) moveColumn(t *tableChange, c *columnChange, table string) {
	_, values := sqlserverTurnOf(c)
	beside := *c.new
	beside.name = m.freeColumn(t, c.new.name+"_new")
	beside.notNull, beside.def = false, ""
	m.do(c.new.c.ID, "ALTER TABLE "+table+" ADD "+m.new.columnText(t.new, &beside))
	place := m.new.objectName(sqlserverHome(t.new.schema), t.new.name) + "." + m.to.identifier(beside.name, true)
	m.together(c.new.c.ID,
		"UPDATE "+table+" SET "+m.new.id(beside.name)+" = "+strings.ReplaceAll(cmp.Or(values, "@"), "@", m.new.id(c.new.name)),
		"ALTER TABLE "+table+" DROP COLUMN "+m.new.id(c.new.name),
		"EXEC sp_rename "+m.to.literal(place)+", "+m.to.literal(c.new.name)+", N'COLUMN'")
}

// commentTable adds, changes and drops the extended properties that hold comments.
func (m *sqlserverMigrator) commentTable(t *tableChange) {
	say := func(was, is, column string) {
		place := sqlserverPlace(t.new, "TABLE", column)
		property := "property @name = N'MS_Description'"
		value := ", @value = " + m.to.literal(is)
		switch {
		case was == is:
		case is == "":
			m.do(t.new.t.ID, "EXEC sys.sp_dropextended"+property+place)
		case was == "":
			m.do(t.new.t.ID, "EXEC sys.sp_addextended"+property+value+place)
		default:
			m.do(t.new.t.ID, "EXEC sys.sp_updateextended"+property+value+place)
		}
	}
	say(m.comment(m.old, t.old, nil), m.comment(m.new, t.new, nil), "")
	for _, c := range t.new.columns {
		was := ""
		if x := t.columnOf(c); x != nil && !x.replaced && !x.moved {
			was = m.comment(m.old, t.old, x.old)
		}
		say(was, m.comment(m.new, t.new, c), c.name)
	}
}

// comment is the comment of a table, or of a column of it, as it is kept.
func (m *sqlserverMigrator) comment(w *writer, t *tablePlan, c *columnPlan) string {
	if c == nil {
		return w.commentText(t.t.Comment, 7500, t.t.Name, t.t.ID)
	}
	return w.commentText(c.c.Comment, 7500, t.where(c), c.c.ID)
}
