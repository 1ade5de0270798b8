package ddl

import (
	"slices"
	"strings"
)

// sqliteMigrate writes a migration for SQLite: in place where its ALTER TABLE can do it,
// and else by making the table anew beside the old one and copying its rows, as
// https://sqlite.org/lang_altertable.html#otheralter says. Triggers are not part of a
// diagram and go with the table that is made anew.
func sqliteMigrate(g *migrator) {
	m := &sqliteMigrator{migrator: g, rebuilt: map[*tableChange]bool{}, called: map[*columnChange]*rename{}}
	for _, t := range g.tables {
		m.rebuilt[t] = !t.remade && m.needsRebuild(t)
	}
	apart := len(g.gone)+len(g.remade()) > 0 || slices.Contains(m.all(), true)
	if apart {
		g.frame("PRAGMA foreign_keys = OFF")
	}
	g.frame("BEGIN")
	g.dropViews()
	m.dropIndexes()
	m.dropColumnsAndTables()
	m.renames()
	for _, t := range g.tables {
		if m.rebuilt[t] {
			m.rebuild(t)
		}
	}
	g.makeTables()
	for _, t := range g.tables {
		if !m.rebuilt[t] && !t.remade {
			m.addColumns(t)
		}
	}
	m.makeIndexes()
	g.makeViews()
	if apart {
		g.frame("PRAGMA foreign_key_check")
	}
	g.frame("COMMIT")
	if apart {
		g.frame("PRAGMA foreign_keys = ON")
	}
}

type sqliteMigrator struct {
	*migrator
	// rebuilt tables are made anew with their rows.
	rebuilt map[*tableChange]bool
	// called holds the names that columns have in the meantime.
	called map[*columnChange]*rename
}

func (m *sqliteMigrator) all() []bool {
	var list []bool
	for _, t := range m.tables {
		list = append(list, m.rebuilt[t])
	}
	return list
}

// sqliteReplaces: a rebuild turns any column into any other.
func sqliteReplaces(*columnChange) bool { return false }

// sqliteFrees: the foreign keys of other tables follow a rename, but not one that is none.
func sqliteFrees(_ *migrator, m *part, c *columnChange) bool {
	return m.kind == partForeign && c.toRowID()
}

// toRowID tells whether a column gets, or had, a name that SQLite lets a column of a new
// table have, but gives and takes by no rename.
func (c *columnChange) toRowID() bool {
	special := func(name string) bool {
		return slices.Contains([]string{"rowid", "oid", "_rowid_"}, strings.ToLower(name))
	}
	return c.old.name != c.new.name && (special(c.old.name) || special(c.new.name))
}

// needsRebuild tells whether ALTER TABLE can't do what has to be done. Names of keys and
// checks that nobody gave don't count: nothing in SQLite is called by them.
func (m *sqliteMigrator) needsRebuild(t *tableChange) bool {
	if slices.ContainsFunc(t.columns, m.differs) || slices.ContainsFunc(t.columns, (*columnChange).toRowID) || slices.ContainsFunc(t.gone, func(c *columnPlan) bool { return c.inlineKey }) {
		return true
	}
	kept, gone, made := m.constraints(t)
	if slices.ContainsFunc(kept, func(c partChange) bool { return c.new.named && c.old.name != c.new.name }) || len(gone) > 0 {
		return true
	}
	for _, p := range made {
		if p.kind == partPrimary || p.kind == partUnique || !t.isNew(p.columns...) {
			return true
		}
	}
	for _, c := range t.gone {
		// What is computed from it is gone as well, or differs; in whatever order.
		if slices.ContainsFunc(t.mid.columns, func(o *columnPlan) bool {
			return o != c && o.generated != "" && slices.Contains(m.mid.mentions(t.mid, o.c.Generated), c)
		}) {
			return true
		}
	}
	return slices.ContainsFunc(t.made, func(c *columnPlan) bool { return !m.canAdd(t, c) })
}

// constraints are the parts that stand inside CREATE TABLE.
func (m *sqliteMigrator) constraints(t *tableChange) (kept []partChange, gone, made []*part) {
	for _, c := range slices.Concat(t.parts.kept, m.foreign.kept) {
		if c.new.kind != partIndex && c.new.table == t.new {
			kept = append(kept, c)
		}
	}
	for _, p := range slices.Concat(t.parts.gone, m.foreign.gone) {
		if p.kind != partIndex && p.table == t.old {
			gone = append(gone, p)
		}
	}
	for _, p := range slices.Concat(t.parts.made, m.foreign.made) {
		if p.kind != partIndex && p.table == t.new {
			made = append(made, p)
		}
	}
	return kept, gone, made
}

// isNew tells whether the columns are one column that is added to a table that stays.
func (t *tableChange) isNew(columns ...*columnPlan) bool {
	return len(columns) == 1 && slices.Contains(t.made, columns[0])
}

// canAdd tells whether ALTER TABLE ADD COLUMN takes a column.
func (m *sqliteMigrator) canAdd(t *tableChange, c *columnPlan) bool {
	_, _, made := m.constraints(t)
	refers := slices.ContainsFunc(made, func(p *part) bool { return p.kind == partForeign && slices.Contains(p.columns, c) })
	switch {
	case c.inlineKey, c.generated != "" && c.stored, refers && (c.def != "" || c.generated != ""):
		return false
	case c.generated != "":
		return !c.notNull
	case c.def == "":
		return !c.notNull
	}
	constant := !strings.HasPrefix(c.def, "(") && !strings.HasPrefix(strings.ToUpper(c.def), "CURRENT_")
	return constant
}

// dropIndexes drops indexes that go, change, or are called otherwise. Those of a table
// that is made anew go with it, unless another thing wants their name before.
func (m *sqliteMigrator) dropIndexes() {
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		if m.rebuilt[t] {
			for _, x := range t.old.indexes {
				if slices.ContainsFunc(m.new.tables, func(n *tablePlan) bool { return m.to.sameName(n.name) == m.to.sameName(x.name) }) {
					m.do(t.old.t.ID, "DROP INDEX "+m.old.id(x.name))
				}
			}
			continue
		}
		for _, x := range t.parts.gone {
			if x.kind == partIndex {
				m.do(t.old.t.ID, "DROP INDEX "+m.old.id(x.name))
			}
		}
		for _, c := range t.parts.kept {
			if c.new.kind == partIndex && c.old.name != c.new.name {
				m.do(t.old.t.ID, "DROP INDEX "+m.old.id(c.old.name))
			}
		}
	}
}

func (m *sqliteMigrator) dropColumnsAndTables() {
	for _, t := range m.tables {
		if m.rebuilt[t] || t.remade {
			continue
		}
		for _, c := range t.gone {
			m.warnColumnGone(t, c)
			m.do(t.old.t.ID, "ALTER TABLE "+m.old.table(t.old)+" DROP COLUMN "+m.old.id(t.old.byID(c.c.ID).name))
		}
	}
	for _, t := range m.remade() {
		m.warnRemade(t)
		m.do(t.old.t.ID, "DROP TABLE "+m.old.table(t.old))
	}
	for _, t := range m.gone {
		m.warnTableGone(t)
		m.do(t.t.ID, "DROP TABLE "+m.old.table(t))
	}
}

// renames gives tables and columns their new names. Foreign keys of other tables follow
// by themselves.
func (m *sqliteMigrator) renames() {
	var tables []*rename
	onlyCase := func(a, b string) bool { return a != b && m.to.sameName(a) == m.to.sameName(b) }
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		tables = append(tables, &rename{from: t.old.name, to: t.new.name, twice: onlyCase(t.old.name, t.new.name), do: func(from, to string) {
			m.do(t.new.t.ID, "ALTER TABLE "+m.new.id(from)+" RENAME TO "+m.new.id(to))
		}})
	}
	m.rename(tables, m.to.sameName)
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		var columns []*rename
		do := func(from, to string) {
			m.do(t.new.t.ID, "ALTER TABLE "+m.new.table(t.new)+" RENAME COLUMN "+m.new.id(from)+" TO "+m.new.id(to))
		}
		for _, c := range t.columns {
			r := &rename{from: c.old.name, to: c.new.name, do: do, twice: onlyCase(c.old.name, c.new.name)}
			if c.toRowID() {
				r.to = "" // when its values are copied
			}
			m.called[c] = r
			columns = append(columns, r)
		}
		if m.rebuilt[t] {
			for _, c := range t.gone {
				columns = append(columns, &rename{from: t.old.byID(c.c.ID).name, do: do})
			}
		}
		m.rename(columns, m.to.sameName)
	}
}

// rebuild makes a table anew and copies its rows.
func (m *sqliteMigrator) rebuild(t *tableChange) {
	for _, c := range t.gone {
		m.warnColumnGone(t, c)
	}
	_, _, made := m.constraints(t)
	for _, c := range t.columns {
		m.warnColumn(t, c)
	}
	for _, c := range t.made {
		m.warnAdded(t, c)
	}
	for _, p := range made {
		m.warnPart(p)
	}
	m.warnf(SeverityInfo, "lock", t.new.t.ID, "%s is made anew and its rows are copied: SQLite can't change it in place. Triggers on it go.", t.new.name)
	name := m.new.id(m.besideName(t))
	m.do(t.new.t.ID, m.new.tableText(name, t.new))
	var into, from []string
	for _, c := range t.columns {
		if c.new.generated != "" {
			continue
		}
		into = append(into, m.new.id(c.new.name))
		value := m.new.id(m.called[c].from)
		if c.fills() {
			value = "coalesce(" + value + ", " + c.new.def + ")"
		}
		from = append(from, value)
		if c.mid.inlineKey && c.new.inlineKey {
			// The numbers of rows that are gone are not given again.
			m.do(t.new.t.ID, "INSERT INTO sqlite_sequence (name, seq) SELECT "+m.to.literal(m.besideName(t))+", seq FROM sqlite_sequence WHERE name = "+m.to.literal(t.new.name))
		}
	}
	if len(into) > 0 {
		m.do(t.new.t.ID, "INSERT INTO "+name+" ("+strings.Join(into, ", ")+")\nSELECT "+strings.Join(from, ", ")+" FROM "+m.new.table(t.new))
	}
	m.do(t.new.t.ID, "DROP TABLE "+m.new.table(t.new))
	m.do(t.new.t.ID, "ALTER TABLE "+name+" RENAME TO "+m.new.table(t.new))
}

// besideName is a name for a table that stands beside another one for a while.
func (m *sqliteMigrator) besideName(t *tableChange) string {
	for suffix := "_new"; ; suffix += "_" {
		name := t.new.name + suffix
		if !m.new.relationsOf("").has(name) && !m.old.relationsOf("").has(name) {
			return name
		}
	}
}

// addColumns adds columns to a table that stays, with the checks and foreign keys that
// are theirs alone.
func (m *sqliteMigrator) addColumns(t *tableChange) {
	_, _, made := m.constraints(t)
	for _, c := range t.made {
		text := m.new.columnText(t.new, c)
		for _, p := range made {
			if !slices.Contains(p.columns, c) {
				continue
			}
			body := p.body
			if p.kind == partForeign {
				body = strings.TrimPrefix(body, "FOREIGN KEY ("+m.new.ids(p.foreign.from)+") ")
			}
			text += " CONSTRAINT " + m.new.id(p.name) + " " + body
		}
		m.warnAdded(t, c)
		m.do(c.c.ID, "ALTER TABLE "+m.new.table(t.new)+" ADD COLUMN "+text)
	}
}

// makeIndexes makes indexes of tables that stay.
func (m *sqliteMigrator) makeIndexes() {
	for _, t := range m.tables {
		switch {
		case t.remade:
			continue
		case m.rebuilt[t]:
			for _, p := range t.parts.made {
				if p.kind == partIndex {
					m.warnPart(p)
				}
			}
			for _, x := range t.new.indexes {
				m.do(t.new.t.ID, m.new.indexText(x, x.name, t.new))
			}
			continue
		}
		for _, p := range t.parts.made {
			if p.kind == partIndex {
				m.warnPart(p)
				m.do(t.new.t.ID, m.new.indexText(p.index, p.name, t.new))
			}
		}
		for _, c := range t.parts.kept {
			if c.new.kind == partIndex && c.old.name != c.new.name {
				m.do(t.new.t.ID, m.new.indexText(c.new.index, c.new.name, t.new))
			}
		}
	}
}
