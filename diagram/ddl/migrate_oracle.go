package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// oracleMigrate writes a migration for Oracle, which ends the transaction at each
// statement that changes a schema.
func oracleMigrate(g *migrator) {
	m := &oracleMigrator{g}
	g.dropViews()
	g.dropParts(func(t *tablePlan, name string) string { return g.old.qualified(t.schema, name) }, m.dropConstraint)
	m.dropIdentities()
	g.dropColumnsAndTables()
	m.renames()
	g.makeTables()
	for _, t := range g.tables {
		if !t.remade {
			m.alterTable(t)
		}
	}
	g.addParts(", unless it is made ONLINE")
	g.makeViews()
}

type oracleMigrator struct{ *migrator }

// oracleReplaces: computed columns have no values of their own.
func oracleReplaces(c *columnChange) bool {
	m, n, d := c.mid, c.new, dialects["oracle"]
	if m.generated == "" && n.generated == "" {
		return false
	}
	return m.generated == "" || n.generated == "" || c.retyped || d.form(m.generated) != d.form(n.generated)
}

// oracleFrees: a column whose values move to another one takes along what speaks of it. One
// that is changed in place has to be free of foreign keys, and of indexes that hold
// expressions, which those that sort downwards do, too (ORA-30556).
func oracleFrees(_ *migrator, m *part, c *columnChange) bool {
	switch {
	case c.moved:
		return true
	case m.kind == partForeign:
		return c.retyped
	case m.kind == partIndex && (c.retyped || c.mid.collation != c.new.collation):
		return slices.ContainsFunc(m.index.parts, func(p partPlan) bool { return p.descending || p.column == nil })
	}
	return false
}

// oracleKeyIndex gives a key an index of its own where one that stays begins with its
// columns: Oracle would take that one, which could neither go nor be told from the key then
// (ORA-02429, ORA-01418).
func oracleKeyIndex(g *migrator, t *tableChange, key *part) string {
	if key.kind != partPrimary && key.kind != partUnique || !slices.ContainsFunc(t.parts.kept, func(c partChange) bool { return c.new.beginsWith(key.columns) }) {
		return ""
	}
	return " USING INDEX (CREATE UNIQUE INDEX " + g.new.qualified(t.new.schema, key.name) + " ON " + g.new.table(t.new) + " (" + g.new.ids(key.columns) + "))"
}

// beginsWith tells whether a key or an index begins with these columns in any order.
func (p *part) beginsWith(columns []*columnPlan) bool {
	n := len(columns)
	switch p.kind {
	case partPrimary, partUnique:
	case partIndex:
		if len(p.index.parts) < n || slices.ContainsFunc(p.index.parts[:n], func(x partPlan) bool { return x.column == nil || x.descending }) {
			return false
		}
	default:
		return false
	}
	return len(p.columns) >= n && sameColumns(p.columns[:n], columns)
}

// dropConstraint drops a key, a check or a foreign key, also one whose name is not known:
// what a script does not name the database calls SYS_C with a number behind it.
func (m *oracleMigrator) dropConstraint(p *part) {
	table := "ALTER TABLE " + m.old.table(p.table)
	switch {
	case p.named || !m.old.same:
		m.migrator.dropConstraint(p)
	case p.kind == partPrimary:
		m.do(p.id, table+" DROP PRIMARY KEY")
	case p.kind == partUnique:
		m.do(p.id, table+" DROP UNIQUE ("+m.old.ids(p.columns)+")")
	case p.kind == partForeign:
		names := planNames(p.foreign.from)
		for i, name := range names {
			names[i] = m.stored(name)
		}
		slices.Sort(names)
		m.dropFound(p, "constraint_type = 'R' AND r_constraint_name IN (SELECT constraint_name FROM user_constraints WHERE table_name = "+m.to.literal(m.stored(p.foreign.parent.name))+
			")\n    AND "+m.to.literal(strings.Join(names, ","))+" = (SELECT LISTAGG(column_name, ',') WITHIN GROUP (ORDER BY column_name) FROM user_cons_columns WHERE constraint_name = c.constraint_name)")
	default:
		// The database keeps the condition as it was written.
		bare := strings.NewReplacer("(", "", ")", "", `"`, "", " ", "").Replace(strings.ToUpper(strings.TrimPrefix(p.body, "CHECK ")))
		m.dropFound(p, "constraint_type = 'C' AND (constraint_name = "+m.to.literal(m.stored(p.name))+
			"\n    OR REGEXP_REPLACE(UPPER(search_condition_vc), '[[:space:]\"()]') = "+m.to.literal(bare)+")")
	}
}

// dropFound drops the constraints that meet a condition.
func (m *oracleMigrator) dropFound(p *part, condition string) {
	m.do(p.id, "BEGIN\n  FOR k IN (SELECT constraint_name FROM user_constraints c WHERE table_name = "+m.to.literal(m.stored(p.table.name))+"\n    AND "+condition+") LOOP\n    EXECUTE IMMEDIATE "+
		m.to.literal("ALTER TABLE "+m.old.table(p.table)+` DROP CONSTRAINT "`)+" || k.constraint_name || '\"';\n  END LOOP;\nEND;")
}

// stored is a name as the database keeps it: in capitals where it stands without quotes.
func (m *oracleMigrator) stored(name string) string {
	if m.old.id(name) == name {
		return strings.ToUpper(name)
	}
	return name
}

func (m *oracleMigrator) dropIdentities() {
	for _, t := range m.tables {
		for _, c := range t.columns {
			if !t.remade && !c.replaced && c.old.identity != "" && (c.new.identity == "" || c.moved) {
				m.do(c.old.c.ID, "ALTER TABLE "+m.old.table(t.old)+" MODIFY "+m.old.id(c.old.name)+" DROP IDENTITY")
			}
		}
	}
}

// renames gives everything its new name. Tables, constraints and indexes have three sets
// of names; the index behind a key bears the name of the key, and is renamed with it.
func (m *oracleMigrator) renames() {
	var tables []*rename
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		if t.old.schema != t.new.schema {
			m.warnf(SeverityWarning, "schema-changed", t.new.t.ID, "%s stays where it is: Oracle moves no table from one user to another.", t.new.name)
			m.free, m.pending = append(m.free, m.pending...), nil
		}
		tables = append(tables, &rename{from: t.old.name, to: t.new.name, do: func(from, to string) {
			m.do(t.new.t.ID, "ALTER TABLE "+m.new.qualified(t.new.schema, from)+" RENAME TO "+m.new.id(to))
		}})
	}
	m.renameWritten(tables)
	var constraints, indexes []*rename
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		table, id := "ALTER TABLE "+m.new.table(t.new), t.new.t.ID
		var columns []*rename
		for _, c := range t.columns {
			if !c.replaced {
				columns = append(columns, &rename{from: c.old.name, to: c.new.name, do: func(from, to string) {
					m.do(id, table+" RENAME COLUMN "+m.new.id(from)+" TO "+m.new.id(to))
				}})
			}
		}
		m.renameWritten(columns)
		for _, c := range slices.Concat(t.parts.kept, m.foreign.kept) {
			if c.new.table != t.new || m.old.same && !c.old.named && c.new.kind != partIndex {
				continue
			}
			if c.new.kind != partIndex {
				constraints = append(constraints, &rename{from: c.old.name, to: c.new.name, do: func(from, to string) {
					m.do(id, table+" RENAME CONSTRAINT "+m.new.id(from)+" TO "+m.new.id(to))
				}})
			}
			if c.new.kind != partCheck && c.new.kind != partForeign {
				indexes = append(indexes, &rename{from: c.old.name, to: c.new.name, do: func(from, to string) {
					m.do(id, "ALTER INDEX "+m.new.qualified(t.new.schema, from)+" RENAME TO "+m.new.id(to))
				}})
			}
		}
	}
	m.renameWritten(constraints)
	m.renameWritten(indexes)
}

// renameWritten renames things, but for those whose names, written without quotes, differ
// in case only: to Oracle they are one.
func (m *oracleMigrator) renameWritten(list []*rename) {
	for _, r := range list {
		if m.stored(r.from) == m.stored(r.to) {
			r.to = r.from
		}
	}
	m.rename(list, m.to.sameName)
}

func (m *oracleMigrator) alterTable(t *tableChange) {
	table := "ALTER TABLE " + m.new.table(t.new)
	for _, c := range t.columns {
		switch {
		case c.replaced:
		case c.moved:
			m.moveColumn(t, c, table)
		default:
			m.modify(t, c, table)
		}
	}
	m.addColumns(t, func(c *columnPlan, _ *columnChange) {
		m.do(c.c.ID, table+" ADD ("+m.new.columnText(t.new, c)+")")
	})
	say := func(was, is, what string) {
		if was != is {
			m.do(t.new.t.ID, "COMMENT ON "+what+" IS "+m.to.literal(is))
		}
	}
	say(m.old.commentText(t.old.t.Comment, 4000, "", ""), m.new.commentText(t.new.t.Comment, 4000, "", ""), "TABLE "+m.new.table(t.new))
	for _, c := range t.new.columns {
		was := ""
		if x := t.columnOf(c); x != nil && !x.replaced && !x.moved {
			was = m.old.commentText(x.old.c.Comment, 4000, "", "")
		}
		say(was, m.new.commentText(c.c.Comment, 4000, "", ""), "COLUMN "+m.new.table(t.new)+"."+m.new.id(c.name))
	}
}

// modify changes a column in place. NOT NULL and NULL are said only where they change:
// Oracle refuses to be told again.
func (m *oracleMigrator) modify(t *tableChange, c *columnChange, table string) {
	n, name := c.new, m.new.id(c.new.name)
	// A key that goes takes along that its columns refuse NULL, where nothing else says so.
	implied := m.old.same && !c.mid.c.NotNull && t.mid.primary != nil && slices.Contains(t.mid.primary.columns, c.mid) && slices.ContainsFunc(t.parts.gone, func(p *part) bool { return p.kind == partPrimary })
	if implied {
		defer m.keepNull(t, n, table)
	}
	if !m.differs(c) {
		return
	}
	m.warnColumn(t, c)
	text := ""
	if c.retyped || c.mid.collation != n.collation {
		text += " " + n.typeName
		if n.collation != "" {
			text += " COLLATE " + n.collation
		}
	}
	switch {
	case n.identity != "" && n.identity != c.mid.identity && n.identity == diagram.IdentityAlways:
		text += " GENERATED ALWAYS AS IDENTITY"
	case n.identity != "" && n.identity != c.mid.identity:
		text += " GENERATED BY DEFAULT AS IDENTITY"
	case m.sameDefault(c.mid, n):
	case n.def == "":
		text += " DEFAULT NULL" // a default is not taken away otherwise
	default:
		text += " DEFAULT " + n.def
	}
	if c.fills() {
		m.do(n.c.ID, "UPDATE "+m.new.table(t.new)+" SET "+name+" = "+n.def+" WHERE "+name+" IS NULL")
	}
	switch {
	case implied:
	case n.notNull && !c.mid.notNull:
		text += " NOT NULL"
	case !n.notNull && c.mid.notNull && c.mid.identity == "":
		text += " NULL"
	}
	if text != "" {
		m.do(n.c.ID, table+" MODIFY ("+name+text+")")
	}
	if c.mid.identity != "" && n.identity == "" && !implied {
		m.keepNull(t, n, table)
	}
	if c.losesPadding() {
		// A text of nothing but spaces stays: without them it would be NULL.
		m.do(n.c.ID, "UPDATE "+m.new.table(t.new)+" SET "+name+" = RTRIM("+name+") WHERE RTRIM("+name+") <> "+name)
	}
}

// keepNull says whether a column that numbered rows takes NULL: what it said of that goes
// with the numbers or not. It passes over being told what is so already (ORA-01442,
// ORA-01451).
func (m *oracleMigrator) keepNull(t *tableChange, c *columnPlan, table string) {
	text := table + " MODIFY (" + m.new.id(c.name) + " "
	switch {
	case !c.notNull:
		m.do(c.c.ID, oracleBlock(m.new, text+"NULL)", "-1451"))
	case t.new.primary == nil || !slices.Contains(t.new.primary.columns, c):
		m.do(c.c.ID, oracleBlock(m.new, text+"NOT NULL)", "-1442"))
	}
}

// moveColumn gives a column another type, or lets it number rows, by way of a new one, which
// takes its values and then its name. All that may stop the script does so before the old
// one goes.
func (m *oracleMigrator) moveColumn(t *tableChange, c *columnChange, table string) {
	m.warnColumn(t, c)
	beside := *c.new
	beside.name = m.freeColumn(t, c.new.name+"_new")
	beside.notNull = beside.notNull && (beside.identity != "" || c.fills())
	if beside.identity != "" {
		beside.identity = diagram.IdentityByDefault // or it would take no values
	}
	name, other := m.new.id(c.new.name), m.new.id(beside.name)
	m.do(c.new.c.ID, table+" ADD ("+m.new.columnText(t.new, &beside)+")")
	update := "UPDATE " + m.new.table(t.new) + " SET " + other + " = " + oracleValue(c, name)
	if c.fills() {
		update += " WHERE " + name + " IS NOT NULL" // the others have the default
	}
	m.do(c.new.c.ID, update)
	if c.new.notNull && !beside.notNull {
		m.do(c.new.c.ID, table+" MODIFY ("+other+" NOT NULL)")
	}
	m.do(c.new.c.ID, table+" DROP COLUMN "+name)
	m.do(c.new.c.ID, table+" RENAME COLUMN "+other+" TO "+name)
	switch c.new.identity {
	case "":
	case diagram.IdentityAlways:
		m.do(c.new.c.ID, table+" MODIFY ("+name+" GENERATED ALWAYS AS IDENTITY (START WITH LIMIT VALUE))")
	default:
		m.do(c.new.c.ID, table+" MODIFY ("+name+" GENERATED BY DEFAULT AS IDENTITY (START WITH LIMIT VALUE))")
	}
}
