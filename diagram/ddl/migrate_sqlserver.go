package ddl

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// sqlserverMigrate writes a migration for SQL Server. Each statement is a batch of its own,
// because one batch does not know the columns that it adds itself; there is no transaction
// around them, for the batches behind one that fails would run outside of it.
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

// sqlserverRebuilds: the numbering of rows is switched neither on nor off.
func sqlserverRebuilds(t *tableChange) bool {
	return slices.ContainsFunc(t.columns, func(c *columnChange) bool { return (c.mid.identity == "") != (c.new.identity == "") })
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

// changesDefault tells whether the default of a column that stays goes or changes.
func (m *sqlserverMigrator) changesDefault(c *columnChange) bool {
	return c.retyped || c.replaced || c.mid.collation != c.new.collation || !m.sameDefault(c.mid, c.new)
}

// dropDefaults drops the defaults of columns that go or change; they are constraints.
func (m *sqlserverMigrator) dropDefaults() {
	for _, t := range m.tables {
		for _, c := range t.old.columns {
			x := t.columnOf(t.mid.byID(c.c.ID))
			switch {
			case t.remade && !t.rebuilt || c.def == "" || x != nil && !m.changesDefault(x):
			case m.old.same:
				m.dropFound(c.c.ID, t.old, "sys.default_constraints", "parent_column_id = "+m.columnNumber(t.old, c))
			default:
				m.do(c.c.ID, "ALTER TABLE "+m.old.table(t.old)+" DROP CONSTRAINT "+m.old.id(c.defaultName))
			}
		}
	}
}

// dropFound drops a constraint whose name is not known: scripts of SQL Server seldom name
// their defaults and keys, and the server makes names up.
func (m *sqlserverMigrator) dropFound(object diagram.ID, t *tablePlan, catalog, condition string) {
	m.do(object, "DECLARE @drop nvarchar(max) = "+m.to.literal("ALTER TABLE "+m.old.objectName(sqlserverHome(t.schema), t.name)+" DROP CONSTRAINT ")+
		" + QUOTENAME((\n  SELECT TOP (1) name FROM "+catalog+"\n  WHERE parent_object_id = "+m.objectNumber(t)+" AND "+condition+"));\nIF @drop IS NULL\n  THROW 50000, "+m.to.literal("Nothing of this kind is in "+t.name+".")+", 1;\nEXEC (@drop)")
}

func (m *sqlserverMigrator) objectNumber(t *tablePlan) string {
	return "OBJECT_ID(" + m.to.literal(m.old.objectName(sqlserverHome(t.schema), t.name)) + ")"
}

func (m *sqlserverMigrator) columnNumber(t *tablePlan, c *columnPlan) string {
	return "COLUMNPROPERTY(" + m.objectNumber(t) + ", " + m.to.literal(c.name) + ", N'ColumnId')"
}

// dropConstraint drops a key, a check or a foreign key.
func (m *sqlserverMigrator) dropConstraint(p *part) {
	t := p.table
	columns := func(list []*columnPlan) string {
		names := make([]string, len(list))
		for i, c := range list {
			names[i] = c.name
		}
		return m.to.literal(strings.Join(names, ","))
	}
	switch {
	case p.named || !m.old.same:
	case p.kind == partPrimary:
		m.dropFound(p.id, t, "sys.key_constraints", "type = 'PK'")
		return
	case p.kind == partUnique:
		m.dropFound(p.id, t, "sys.key_constraints AS k", "type = 'UQ' AND "+columns(p.columns)+" = (\n    SELECT STRING_AGG(COL_NAME(object_id, column_id), ',') WITHIN GROUP (ORDER BY key_ordinal)"+
			"\n    FROM sys.index_columns WHERE object_id = k.parent_object_id AND index_id = k.unique_index_id)")
		return
	case p.kind == partForeign:
		// Their order is that of the key here, and may be another one in the database.
		from := slices.SortedFunc(slices.Values(p.foreign.from), func(a, b *columnPlan) int { return slices.Index(t.columns, a) - slices.Index(t.columns, b) })
		m.dropFound(p.id, t, "sys.foreign_keys AS k", "referenced_object_id = "+m.objectNumber(p.foreign.parent)+" AND "+columns(from)+" = (\n    SELECT STRING_AGG(COL_NAME(parent_object_id, parent_column_id), ',') WITHIN GROUP (ORDER BY parent_column_id)"+
			"\n    FROM sys.foreign_key_columns WHERE constraint_object_id = k.object_id)")
		return
	case p.kind == partCheck:
		// The server keeps a condition with more brackets, and names in them.
		bare := strings.NewReplacer("(", "", ")", "", "[", "", "]", "", " ", "").Replace(strings.TrimPrefix(p.body, "CHECK "))
		condition := "name = " + m.to.literal(p.name) + " OR is_system_named = 1 AND " + m.to.literal(bare) + " =\n    REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(definition, '(', ''), ')', ''), '[', ''), ']', ''), ' ', '')"
		if len(p.columns) == 1 { // it turns IN into OR: the only one of the column is meant
			condition += "\n    OR is_system_named = 1 AND parent_column_id = " + m.columnNumber(t, p.columns[0]) +
				" AND 1 = (\n      SELECT COUNT(*) FROM sys.check_constraints WHERE parent_object_id = k.parent_object_id AND parent_column_id = k.parent_column_id AND is_system_named = 1)"
		}
		m.dropFound(p.id, t, "sys.check_constraints AS k", "("+condition+")")
		return
	}
	m.do(p.id, "ALTER TABLE "+m.old.table(t)+" DROP CONSTRAINT "+m.old.id(p.name))
}

// renames gives everything its new name. Tables, keys, checks, foreign keys and defaults
// of a schema share one set of names, the indexes of a table another one.
func (m *sqlserverMigrator) renames(aside map[*tableChange]*tablePlan) {
	shared := map[string][]*rename{}
	called := m.transfers(aside)
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		schema, id := t.new.schema, t.new.t.ID
		call := func(place, to, what string) {
			m.do(id, "EXEC sp_rename "+m.to.literal(place)+", "+m.to.literal(to)+", N'"+what+"'")
		}
		object := func(from, to string) { call(m.new.objectName(sqlserverHome(schema), from), to, "OBJECT") }
		add := func(from, to string) {
			shared[schema] = append(shared[schema], &rename{from: called(t, from), to: to, do: object})
		}
		table := &rename{from: called(t, t.old.name), to: t.new.name, do: object}
		shared[schema] = append(shared[schema], table)
		inside := func(what string) func(from, to string) {
			return func(from, to string) {
				call(m.new.objectName(sqlserverHome(schema), table.from)+"."+m.to.identifier(from, true), to, what)
			}
		}
		var columns, indexes []*rename
		for _, c := range t.columns {
			if !c.replaced {
				columns = append(columns, &rename{from: c.old.name, to: c.new.name, do: inside("COLUMN")})
			}
		}
		for _, c := range t.parts.kept {
			if c.new.kind == partIndex {
				indexes = append(indexes, &rename{from: c.old.name, to: c.new.name, do: inside("INDEX")})
			}
		}
		m.eachConstraint(t, add)
		m.rename(columns, strings.ToLower)
		m.rename(indexes, strings.ToLower)
	}
	for _, schema := range append([]string{""}, m.new.schemasOf()...) {
		m.rename(shared[schema], strings.ToLower)
	}
}

// eachConstraint tells the names, before and afterwards, of the constraints of a table that
// stay and are not called as the server likes.
func (m *sqlserverMigrator) eachConstraint(t *tableChange, say func(from, to string)) {
	for _, c := range t.columns {
		if !c.replaced && c.old.def != "" && c.new.def != "" && !m.changesDefault(c) && !m.old.same {
			say(c.old.defaultName, c.new.defaultName)
		}
	}
	for _, c := range slices.Concat(t.parts.kept, m.foreign.kept) {
		if c.new.table == t.new && c.new.kind != partIndex && (!m.old.same || c.old.named) {
			say(c.old.name, c.new.name)
		}
	}
}

// transfers moves tables to other schemas, where they and their constraints must not meet
// others of their names, nor those that were put aside: they step aside first. The result says what something is called
// then that was called from.
func (m *sqlserverMigrator) transfers(waiting map[*tableChange]*tablePlan) (called func(t *tableChange, from string) string) {
	type object struct{ schema, name string }
	taken := map[object]bool{}
	aside := map[*tableChange]map[string]string{}
	each := func(t *tableChange, say func(name string)) {
		say(t.old.name)
		m.eachConstraint(t, func(from, _ string) { say(from) })
	}
	for _, t := range m.tables {
		each(t, func(name string) { taken[object{t.old.schema, m.to.sameName(name)}] = true })
	}
	for _, t := range waiting {
		taken[object{t.schema, m.to.sameName(t.name)}] = true
	}
	for _, t := range m.tables {
		if t.remade || t.old.schema == t.new.schema {
			continue
		}
		names := map[string]string{}
		each(t, func(name string) {
			other := name
			for i := 1; taken[object{t.new.schema, m.to.sameName(other)}] || other != name && taken[object{t.old.schema, m.to.sameName(other)}]; i++ {
				other = m.asideName(name, i)
			}
			if other != name {
				m.do(t.new.t.ID, "EXEC sp_rename "+m.to.literal(m.old.objectName(sqlserverHome(t.old.schema), name))+", "+m.to.literal(other)+", N'OBJECT'")
				names[name] = other
			}
			delete(taken, object{t.old.schema, m.to.sameName(name)})
			taken[object{t.new.schema, m.to.sameName(other)}] = true
		})
		aside[t] = names
		old := *t.old
		old.name = cmp.Or(names[old.name], old.name)
		m.do(t.new.t.ID, "ALTER SCHEMA "+m.new.id(sqlserverHome(t.new.schema))+" TRANSFER "+m.old.table(&old))
	}
	return func(t *tableChange, from string) string { return cmp.Or(aside[t][from], from) }
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

// putAside gives tables that are rebuilt other names, with which they wait for their rows
// to be copied.
func (m *sqlserverMigrator) putAside() map[*tableChange]*tablePlan {
	aside := map[*tableChange]*tablePlan{}
	taken := newNames(m.to)
	for _, t := range slices.Concat(m.old.tables, m.old.views, m.new.tables, m.new.views) {
		taken.reserve(t.name)
	}
	for _, t := range m.tables {
		if !t.rebuilt {
			continue
		}
		old := *t.old
		for i := 1; taken.has(old.name); i++ {
			old.name = m.asideName(t.old.name, i)
		}
		taken.reserve(old.name)
		m.do(t.new.t.ID, "EXEC sp_rename "+m.to.literal(m.old.objectName(sqlserverHome(old.schema), t.old.name))+", "+m.to.literal(old.name)+", N'OBJECT'")
		aside[t] = &old
	}
	return aside
}

// copyRows fills a table that is rebuilt, and drops the old one.
func (m *sqlserverMigrator) copyRows(t *tableChange, old *tablePlan) {
	table := m.new.table(t.new)
	for _, c := range t.gone {
		m.warnColumnGone(t, c)
	}
	var into, values []string
	filled := map[*columnPlan]bool{}
	numbered := false
	for _, c := range t.columns {
		turn, value := sqlserverTurnOf(c)
		if turn == turnNever {
			m.warnTurnless(t, c)
			continue
		}
		m.warnColumn(t, c)
		if c.new.generated != "" || sqlserverSort(c.new.typeName) == "version" {
			continue
		}
		if value == "" {
			value = "@"
		}
		filled[c.new] = true
		value = strings.ReplaceAll(value, "@", m.old.id(c.old.name))
		if c.fills() {
			value = "COALESCE(" + value + ", " + c.new.def + ")"
		}
		into, values = append(into, m.new.id(c.new.name)), append(values, value)
		numbered = numbered || c.new.identity != ""
	}
	for _, c := range t.made {
		m.warnAdded(t, c)
	}
	for _, p := range t.parts.made {
		m.warnPart(p)
	}
	m.warnf(SeverityInfo, "lock", t.new.t.ID, "%s is made anew and its rows are copied: SQL Server switches the numbering of rows neither on nor off. Triggers on it go.", t.new.name)
	var batch []string
	if numbered {
		batch = append(batch, "SET IDENTITY_INSERT "+table+" ON")
	}
	if len(into) > 0 {
		batch = append(batch, "INSERT INTO "+table+" ("+strings.Join(into, ", ")+")\nSELECT "+strings.Join(values, ", ")+" FROM "+m.old.table(old))
	}
	if numbered {
		batch = append(batch, "SET IDENTITY_INSERT "+table+" OFF")
	}
	if empty := m.unfilled(t, filled); empty != nil {
		m.warnf(SeverityError, "rows-left", t.new.t.ID, "%s begins empty: there is no value for %s, which refuses NULL. Its rows stay in %s.", t.new.name, t.where(empty), old.name)
		m.free, m.pending = append(m.free, m.pending...), nil
		m.left[old.schema] = true
		return
	}
	m.together(t.new.t.ID, append(batch, "DROP TABLE "+m.old.table(old))...)
}

// unfilled returns a column of a table that is rebuilt in which no row would have a value
// that it must have.
func (m *sqlserverMigrator) unfilled(t *tableChange, filled map[*columnPlan]bool) *columnPlan {
	for _, c := range t.new.columns {
		if c.notNull && !filled[c] && c.identity == "" && c.generated == "" && c.def == "" && sqlserverSort(c.typeName) != "version" {
			return c
		}
	}
	return nil
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
