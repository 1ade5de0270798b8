package ddl

import (
	"slices"
	"strings"
)

// sqlserverRebuilds: the numbering of rows is switched neither on nor off.
func sqlserverRebuilds(t *tableChange) bool {
	return slices.ContainsFunc(t.columns, func(c *columnChange) bool { return (c.mid.identity == "") != (c.new.identity == "") })
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
