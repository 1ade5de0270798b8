package ddl

import (
	"slices"

	"crowsfoot/diagram"
)

// oracleMigrate writes a migration for Oracle, which ends the transaction at each
// statement that changes a schema.
func oracleMigrate(g *migrator) {
	m := &oracleMigrator{g}
	g.dropViews()
	g.dropParts(func(t *tablePlan, name string) string { return g.old.qualified(t.schema, name) }, g.dropConstraint)
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

// oracleReplaces: computed columns have no values of their own, and a column that is there
// can't begin to number rows.
func oracleReplaces(c *columnChange) bool {
	m, n, d := c.mid, c.new, dialects["oracle"]
	if m.generated == "" && n.generated == "" {
		return m.identity == "" && n.identity != ""
	}
	return m.generated == "" || n.generated == "" || c.retyped || d.form(m.generated) != d.form(n.generated)
}

// oracleFrees: a column whose values move to another one takes along what speaks of it.
func oracleFrees(_ *migrator, m *part, c *columnChange) bool {
	return c.oracleMoves() || c.retyped && m.kind == partForeign
}

// oracleMoves tells whether the values of a column have to move to a new one: Oracle
// changes the type of a column in place only where all values fit.
func (c *columnChange) oracleMoves() bool {
	a, b := c.mid.sql, c.new.sql
	sameSort := a.kind == b.kind || a.isNumber() && b.isNumber() || a.isText() && b.isText() && c.mid.typeName != "clob" && c.new.typeName != "clob"
	return c.retyped && (fits(a, b) != fitsAll || !sameSort)
}

func (m *oracleMigrator) dropIdentities() {
	for _, t := range m.tables {
		for _, c := range t.columns {
			if !t.remade && !c.replaced && c.old.identity != "" && (c.new.identity == "" || c.oracleMoves()) {
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
	exactly := func(name string) string { return name }
	m.rename(tables, exactly)
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
		m.rename(columns, exactly)
		for _, c := range slices.Concat(t.parts.kept, m.foreign.kept) {
			if c.new.table != t.new {
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
	m.rename(constraints, exactly)
	m.rename(indexes, exactly)
}

func (m *oracleMigrator) alterTable(t *tableChange) {
	table := "ALTER TABLE " + m.new.table(t.new)
	for _, c := range t.columns {
		switch {
		case c.replaced:
			if c.mid.generated == "" && c.new.generated == "" {
				m.warnf(SeverityError, "values-replaced", c.new.c.ID, "%s is made anew without its values: Oracle lets no column that is there begin to number rows.", t.where(c.new))
			}
			m.do(c.new.c.ID, table+" ADD ("+m.new.columnText(t.new, c.new)+")")
		case c.oracleMoves():
			m.moveColumn(t, c, table)
		default:
			m.modify(t, c, table)
		}
	}
	for _, c := range t.made {
		m.warnAdded(t, c)
		m.do(c.c.ID, table+" ADD ("+m.new.columnText(t.new, c)+")")
	}
	say := func(was, is, what string) {
		if was != is {
			m.do(t.new.t.ID, "COMMENT ON "+what+" IS "+m.to.literal(is))
		}
	}
	say(m.old.commentText(t.old.t.Comment, 4000, "", ""), m.new.commentText(t.new.t.Comment, 4000, "", ""), "TABLE "+m.new.table(t.new))
	for _, c := range t.new.columns {
		was := ""
		if x := t.columnOf(c); x != nil && !x.replaced && !x.oracleMoves() {
			was = m.old.commentText(x.old.c.Comment, 4000, "", "")
		}
		say(was, m.new.commentText(c.c.Comment, 4000, "", ""), "COLUMN "+m.new.table(t.new)+"."+m.new.id(c.name))
	}
}

// modify changes a column in place. NOT NULL and NULL are said only where they change:
// Oracle refuses to be told again.
func (m *oracleMigrator) modify(t *tableChange, c *columnChange, table string) {
	n, name := c.new, m.new.id(c.new.name)
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
	case n.notNull && !c.mid.notNull:
		text += " NOT NULL"
	case !n.notNull && c.mid.notNull && c.mid.identity == "":
		text += " NULL"
	}
	if text != "" {
		m.do(n.c.ID, table+" MODIFY ("+name+text+")")
	}
}

// moveColumn gives a column another type by way of a new one, which takes its values and
// then its name.
func (m *oracleMigrator) moveColumn(t *tableChange, c *columnChange, table string) {
	m.warnColumn(t, c)
	beside := *c.new
	taken := newNames(m.to)
	for _, o := range slices.Concat(t.new.columns, t.mid.columns) {
		taken.reserve(o.name)
	}
	beside.name = taken.take(c.new.name + "_new")
	beside.notNull = false
	if beside.identity != "" {
		beside.identity = diagram.IdentityByDefault // or it would take no values
	}
	name, other := m.new.id(c.new.name), m.new.id(beside.name)
	m.do(c.new.c.ID, table+" ADD ("+m.new.columnText(t.new, &beside)+")")
	m.do(c.new.c.ID, "UPDATE "+m.new.table(t.new)+" SET "+other+" = "+name)
	m.do(c.new.c.ID, table+" DROP COLUMN "+name)
	m.do(c.new.c.ID, table+" RENAME COLUMN "+other+" TO "+name)
	switch {
	case c.new.identity == diagram.IdentityAlways:
		m.do(c.new.c.ID, table+" MODIFY ("+name+" GENERATED ALWAYS AS IDENTITY (START WITH LIMIT VALUE))")
	case c.new.identity != "":
		m.do(c.new.c.ID, table+" MODIFY ("+name+" GENERATED BY DEFAULT AS IDENTITY (START WITH LIMIT VALUE))")
	case c.new.notNull:
		m.do(c.new.c.ID, table+" MODIFY ("+name+" NOT NULL)")
	}
}
