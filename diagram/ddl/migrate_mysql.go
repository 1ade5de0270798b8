package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// mysqlMigrate writes a migration for MySQL or MariaDB: foreign keys and checks go first
// and come last, tables get their new names in one statement, and all else that changes
// in a table is one ALTER TABLE, so that its rows are copied once at most. There are no
// transactions around such statements.
func mysqlMigrate(g *migrator) {
	m := &mysqlMigrator{g}
	g.dropViews()
	for _, t := range g.gone {
		m.dropConstraints(t, nil)
	}
	for _, t := range g.tables {
		m.dropConstraints(t.old, t)
	}
	g.dropTables()
	m.schemas(true)
	m.renameTables()
	for _, t := range g.tables {
		if !t.remade {
			m.alterTable(t)
		}
	}
	g.makeTables()
	for _, f := range g.foreign.made {
		g.addForeign(f)
	}
	m.schemas(false)
	g.makeViews()
}

type mysqlMigrator struct{ *migrator }

// mysqlReplaces: what is computed on reading has no values to keep, and an expression may
// speak of columns that change meanwhile.
func mysqlReplaces(c *columnChange) bool {
	m, n := c.mid, c.new
	if (m.generated == n.generated || m.generated != "" && n.generated != "" && dialects["mysql"].form(m.generated) == dialects["mysql"].form(n.generated)) && (m.generated == "" || m.stored == n.stored) {
		return m.generated != "" && (c.retyped || m.collation != n.collation)
	}
	return n.generated != "" || !m.stored
}

// mysqlFrees: foreign keys and checks are in the way of nearly every change of a column.
func mysqlFrees(g *migrator, m *part, c *columnChange) bool {
	changed := c.retyped || c.mid.notNull != c.new.notNull || c.mid.collation != c.new.collation || g.to.renumbers(c.mid, c.new)
	switch m.kind {
	case partForeign:
		return changed
	case partCheck:
		return changed || g.to.renamesComputed(c)
	}
	return false
}

// dropConstraints drops the foreign keys and checks of a table that go or change.
func (m *mysqlMigrator) dropConstraints(old *tablePlan, t *tableChange) {
	var clauses []string
	for _, f := range m.foreign.gone {
		if f.table == old && !m.goesWithTable(f) {
			clauses = append(clauses, "DROP FOREIGN KEY "+m.old.id(f.name))
		}
	}
	if t != nil && !t.remade {
		for _, c := range t.parts.gone {
			if c.kind == partCheck {
				clauses = append(clauses, "DROP CONSTRAINT "+m.old.id(c.name))
			}
		}
		for _, c := range t.parts.kept {
			if c.new.kind == partCheck && c.old.name != c.new.name {
				clauses = append(clauses, "DROP CONSTRAINT "+m.old.id(c.old.name))
			}
		}
	}
	m.alter(old.t.ID, m.old.table(old), clauses)
}

// alter writes one ALTER TABLE.
func (g *migrator) alter(object diagram.ID, table string, clauses []string) {
	switch len(clauses) {
	case 0:
	case 1:
		g.do(object, "ALTER TABLE "+table+" "+clauses[0])
	default:
		g.do(object, "ALTER TABLE "+table+"\n  "+strings.Join(clauses, ",\n  "))
	}
}

// schemas makes the databases that are new, or drops those that are gone.
func (m *mysqlMigrator) schemas(first bool) {
	from, to := m.new, m.old
	if !first {
		from, to = m.old, m.new
	}
	if !from.schemas {
		return
	}
	var have []string
	if to.schemas {
		have = to.schemasOf()
	}
	for _, name := range from.schemasOf() {
		switch {
		case slices.Contains(have, name):
		case first:
			m.do("", "CREATE SCHEMA IF NOT EXISTS "+m.new.id(name))
		default:
			m.warnf(SeverityInfo, "schema-dropped", "", "The database %s is left where it is: drop it when nothing else is in it.", name)
			m.free, m.pending = append(m.free, m.pending...), nil
		}
	}
}

// renameTables gives tables their new names, all in one statement.
func (m *mysqlMigrator) renameTables() {
	var list []*rename
	var pairs []string
	for _, t := range m.tables {
		if t.remade {
			continue
		}
		// Tables of several databases may bear one name.
		r := &rename{from: t.old.schema + "\x00" + t.old.name, to: t.new.schema + "\x00" + t.new.name}
		r.do = func(from, to string) {
			a, b, _ := strings.Cut(from, "\x00")
			c, d, _ := strings.Cut(to, "\x00")
			pairs = append(pairs, m.new.qualified(a, b)+" TO "+m.new.qualified(c, d))
		}
		list = append(list, r)
	}
	m.rename(list, m.to.sameName)
	if len(pairs) > 0 {
		m.do("", "RENAME TABLE "+strings.Join(pairs, ", "))
	}
}

// alterTable writes all that changes in a table that stays.
func (m *mysqlMigrator) alterTable(t *tableChange) {
	var clauses []string
	add := func(text string) { clauses = append(clauses, text) }
	m.dropIndexes(t, add)
	for _, c := range t.mid.columns {
		x := t.columnOf(c)
		if x != nil && !x.replaced {
			continue
		}
		if x == nil {
			m.warnColumnGone(t, c)
		} else {
			m.warnColumn(t, x)
		}
		add("DROP COLUMN " + m.old.id(t.old.byID(c.c.ID).name))
	}
	m.columns(t, add)
	m.addIndexes(t, add)
	if was, is := t.mid.t.Comment, t.new.t.Comment; was != is {
		add("COMMENT = " + m.to.literal(cutRunes(is, 2048)))
	}
	m.throughText(t)
	m.fill(t)
	m.alter(t.new.t.ID, m.new.table(t.new), clauses)
}

// columns changes columns that stay, adds those that are new, and puts all into order.
func (m *mysqlMigrator) columns(t *tableChange, add func(string)) {
	stays := t.inOrder()
	after := " FIRST"
	for _, c := range t.new.columns {
		text := m.new.columnText(t.new, c)
		x := t.columnOf(c)
		switch {
		case x == nil || x.replaced:
			if x == nil {
				m.warnAdded(t, c)
			}
			add("ADD COLUMN " + text + after)
		default:
			place := after
			if stays[x] {
				place = ""
			}
			differs := m.differs(x) || x.mid.c.Comment != c.c.Comment
			if differs || x.old.name != x.new.name || place != "" {
				m.warnColumn(t, x)
				if differs || place != "" {
					m.warnf(SeverityInfo, "lock", c.c.ID, "The change of %s may copy the table and stop writing to it meanwhile.", t.where(c))
				}
				add("CHANGE COLUMN " + m.new.id(x.old.name) + " " + text + place)
			}
		}
		after = " AFTER " + m.new.id(c.name)
	}
}

// throughText turns columns into text first, where the server turns values of one type
// into text and text into values of the other, but not the one into the other.
func (m *mysqlMigrator) throughText(t *tableChange) {
	var clauses []string
	for _, c := range t.columns {
		if c.retyped && !c.replaced && mysqlNeedsText(c.mid, c.new) {
			name := m.new.id(c.old.name)
			text := name + " varchar(255)" // which may be in a key, as the old type may be
			if mysqlUnsortable(c.mid) {
				text = name + " longtext"
			}
			if c.mid.notNull {
				text += " NOT NULL"
			}
			clauses = append(clauses, "CHANGE COLUMN "+name+" "+text)
		}
	}
	m.alter(t.new.t.ID, m.new.table(t.new), clauses)
}

// mysqlNeedsText tells of types that are cast to text and bytes alone.
func mysqlNeedsText(m, n *columnPlan) bool {
	odd := func(c *columnPlan) bool {
		return slices.Contains([]string{"uuid", "inet4", "inet6"}, c.typeName) || c.sql.kind == typeSpatial
	}
	plain := func(c *columnPlan) bool {
		return c.sql.isText() || isBytes(c.sql.kind) || strings.HasPrefix(c.typeName, "varchar")
	}
	return odd(m) && !plain(n) && m.typeName != n.typeName || odd(n) && !plain(m) && m.typeName != n.typeName
}

// inOrder returns the columns that need not move for all to stand in the new order: a
// longest row of them that stand in one order before and afterwards.
func (t *tableChange) inOrder() map[*columnChange]bool {
	place := map[*columnPlan]int{}
	for i, c := range t.mid.columns {
		place[c] = i
	}
	var list []*columnChange
	for _, c := range t.columns {
		if !c.replaced {
			list = append(list, c)
		}
	}
	best, last := make([]int, len(list)), make([]int, len(list))
	end := -1
	for i, c := range list {
		best[i], last[i] = 1, -1
		for j := range i {
			if place[list[j].mid] < place[c.mid] && best[j]+1 > best[i] {
				best[i], last[i] = best[j]+1, j
			}
		}
		if end < 0 || best[i] > best[end] {
			end = i
		}
	}
	stays := map[*columnChange]bool{}
	for ; end >= 0; end = last[end] {
		stays[list[end]] = true
	}
	return stays
}

// fill gives rows without a value the default of a column that refuses NULL from now on.
func (m *mysqlMigrator) fill(t *tableChange) {
	for _, c := range t.columns {
		if c.fills() && c.mid.generated == "" && c.new.generated == "" && !c.replaced {
			name := m.new.id(c.old.name)
			if c.retyped {
				// The default may be no value of the old type.
				m.do(c.new.c.ID, "ALTER TABLE "+m.new.table(t.new)+" CHANGE COLUMN "+name+" "+name+" "+c.new.typeName+" NULL")
			}
			m.do(c.new.c.ID, "UPDATE "+m.new.table(t.new)+" SET "+name+" = "+c.new.def+" WHERE "+name+" IS NULL")
		}
	}
}
