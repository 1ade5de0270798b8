package ddl

import (
	"slices"
	"strings"
)

// sqlserverMigrate writes a migration for SQL Server. Each statement is a batch of its own,
// because one batch does not know the columns that it adds itself; there is no transaction
// around them, for the batches behind one that fails would run outside of it.
func sqlserverMigrate(g *migrator) {
	m := &sqlserverMigrator{g}
	g.batches = g.to.batchEnd
	for _, s := range g.new.statementsOf(func() { sqlserverBegin(g.new) }) {
		g.frame(s.Text)
	}
	g.dropViews()
	g.dropParts(func(t *tablePlan, name string) string { return g.old.id(name) + " ON " + g.old.table(t) })
	m.dropDefaults()
	g.dropColumnsAndTables()
	made := g.new.schemasOf()
	old := g.old.schemasOf()
	for _, name := range made {
		if !slices.Contains(old, name) {
			g.do("", "CREATE SCHEMA "+g.new.id(name))
		}
	}
	m.renames()
	g.makeTables()
	for _, t := range g.tables {
		if !t.remade {
			m.alterTable(t)
		}
	}
	g.addParts(", unless it is made WITH (ONLINE = ON)")
	for _, name := range old {
		if !slices.Contains(made, name) {
			g.do("", "DROP SCHEMA "+g.old.id(name))
		}
	}
	g.makeViews()
}

type sqlserverMigrator struct{ *migrator }

// sqlserverReplaces: an expression can't be changed, and numbering is switched neither on
// nor off.
func sqlserverReplaces(c *columnChange) bool {
	m, n, d := c.mid, c.new, dialects["sqlserver"]
	if m.generated == "" && n.generated == "" {
		return (m.identity == "") != (n.identity == "")
	}
	return m.generated == "" || n.generated == "" || c.retyped || m.stored != n.stored || d.form(m.generated) != d.form(n.generated)
}

// sqlserverFrees: whatever speaks of a column is in the way of its change, and checks are
// in the way of its rename.
func sqlserverFrees(g *migrator, m *part, c *columnChange) bool {
	return c.retyped || c.mid.notNull != c.new.notNull || c.mid.collation != c.new.collation || m.kind == partCheck && g.to.renamesComputed(c)
}

// changesDefault tells whether the default of a column that stays goes or changes.
func (m *sqlserverMigrator) changesDefault(c *columnChange) bool {
	return c.retyped || c.replaced || !m.sameDefault(c.mid, c.new)
}

// dropDefaults drops the defaults of columns that go or change; they are constraints.
func (m *sqlserverMigrator) dropDefaults() {
	for _, t := range m.tables {
		for _, c := range t.old.columns {
			x := t.columnOf(t.mid.byID(c.c.ID))
			if !t.remade && c.def != "" && (x == nil || m.changesDefault(x)) {
				m.do(c.c.ID, "ALTER TABLE "+m.old.table(t.old)+" DROP CONSTRAINT "+m.old.id(c.defaultName))
			}
		}
	}
}

// renames gives everything its new name. Tables, keys, checks, foreign keys and defaults
// of a schema share one set of names, the indexes of a table another one.
func (m *sqlserverMigrator) renames() {
	shared := map[string][]*rename{}
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		schema, id := t.new.schema, t.new.t.ID
		if t.old.schema != schema {
			m.do(id, "ALTER SCHEMA "+m.new.id(sqlserverHome(schema))+" TRANSFER "+m.old.table(t.old))
		}
		call := func(place, to, what string) {
			m.do(id, "EXEC sp_rename "+m.to.literal(place)+", "+m.to.literal(to)+", N'"+what+"'")
		}
		object := func(from, to string) { call(m.new.objectName(sqlserverHome(schema), from), to, "OBJECT") }
		add := func(from, to string) {
			shared[schema] = append(shared[schema], &rename{from: from, to: to, do: object})
		}
		table := &rename{from: t.old.name, to: t.new.name, do: object}
		shared[schema] = append(shared[schema], table)
		inside := func(what string) func(from, to string) {
			return func(from, to string) {
				call(m.new.objectName(sqlserverHome(schema), table.from)+"."+m.to.identifier(from, true), to, what)
			}
		}
		var columns, indexes []*rename
		for _, c := range t.columns {
			if c.replaced {
				continue
			}
			columns = append(columns, &rename{from: c.old.name, to: c.new.name, do: inside("COLUMN")})
			if c.old.def != "" && c.new.def != "" && !m.changesDefault(c) {
				add(c.old.defaultName, c.new.defaultName)
			}
		}
		for _, c := range slices.Concat(t.parts.kept, m.foreign.kept) {
			switch {
			case c.new.table != t.new:
			case c.new.kind == partIndex:
				indexes = append(indexes, &rename{from: c.old.name, to: c.new.name, do: inside("INDEX")})
			default:
				add(c.old.name, c.new.name)
			}
		}
		m.rename(columns, strings.ToLower)
		m.rename(indexes, strings.ToLower)
	}
	for _, schema := range append([]string{""}, m.new.schemasOf()...) {
		m.rename(shared[schema], strings.ToLower)
	}
}

func (m *sqlserverMigrator) alterTable(t *tableChange) {
	table := m.new.table(t.new)
	for _, c := range t.columns {
		if c.replaced {
			if c.mid.generated == "" && c.new.generated == "" {
				m.warnf(SeverityError, "values-replaced", c.new.c.ID, "%s is made anew without its values: SQL Server switches the numbering of rows neither on nor off.", t.where(c.new))
			}
			m.do(c.new.c.ID, "ALTER TABLE "+table+" ADD "+m.new.columnText(t.new, c.new))
			continue
		}
		m.alterColumn(t, c, table)
	}
	for _, c := range t.made {
		m.warnAdded(t, c)
		m.do(c.c.ID, "ALTER TABLE "+table+" ADD "+m.new.columnText(t.new, c))
	}
	m.commentTable(t)
}

func (m *sqlserverMigrator) alterColumn(t *tableChange, c *columnChange, table string) {
	n, name := c.new, m.new.id(c.new.name)
	m.warnColumn(t, c)
	if n.def != "" && m.changesDefault(c) {
		m.do(n.c.ID, "ALTER TABLE "+table+" ADD CONSTRAINT "+m.new.id(n.defaultName)+" DEFAULT "+n.def+" FOR "+name)
	}
	if c.fills() {
		m.do(n.c.ID, "UPDATE "+table+" SET "+name+" = DEFAULT WHERE "+name+" IS NULL")
	}
	if n.generated != "" || !c.retyped && c.mid.notNull == n.notNull && c.mid.collation == n.collation {
		return
	}
	text := "ALTER TABLE " + table + " ALTER COLUMN " + name + " " + n.typeName
	if n.collation != "" {
		text += " COLLATE " + n.collation
	}
	if n.notNull {
		text += " NOT NULL"
	} else {
		text += " NULL"
	}
	m.do(n.c.ID, text)
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
		if x := t.columnOf(c); x != nil && !x.replaced {
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
