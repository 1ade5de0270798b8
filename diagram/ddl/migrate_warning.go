package ddl

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// warnf says something about the next statement.
func (g *migrator) warnf(severity Severity, code string, object diagram.ID, format string, args ...any) {
	g.warn(severity, code, object, fmt.Sprintf(format, args...))
}

func (g *migrator) warnTableGone(t *tablePlan) {
	g.warnf(SeverityError, "table-dropped", t.t.ID, "The table %s goes with all its rows.", t.name)
}

func (g *migrator) warnColumnGone(t *tableChange, c *columnPlan) {
	if c.generated == "" {
		g.warnf(SeverityError, "column-dropped", c.c.ID, "The column %s goes with all its values.", t.where(c))
	}
}

// warnRemade speaks of a table that is dropped and made anew.
func (g *migrator) warnRemade(t *tableChange) {
	g.warnf(SeverityError, "table-dropped", t.new.t.ID, "None of the columns of %s stays: the table is made anew, and its rows go.", t.new.name)
}

// warnColumn speaks of a column that stays.
func (g *migrator) warnColumn(t *tableChange, c *columnChange) {
	m, n := c.mid, c.new
	where := t.where(n)
	switch {
	case m.generated == "" && n.generated != "":
		c.loses = true
		g.warnf(SeverityError, "values-replaced", n.c.ID, "The values of %s are replaced by what its expression gives.", where)
	case m.generated != "" && n.generated == "" && c.replaced:
		g.warnf(SeverityWarning, "values-lost", n.c.ID, "%s is no longer computed; rows that are there have no value in it.", where)
	case c.retyped && m.generated == "":
		g.warnType(where, c)
	}
	if n.notNull && !m.notNull {
		if c.fills() && m.generated == "" {
			g.warnf(SeverityWarning, "null-filled", n.c.ID, "Rows without a value in %s get its default.", where)
		} else {
			g.warnf(SeverityWarning, "null-refused", n.c.ID, "%s refuses NULL from now on: the script stops where a row has no value in it.", where)
		}
	}
}

// fills tells whether rows without a value get the default of a column that refuses NULL
// from now on.
func (c *columnChange) fills() bool { return c.new.notNull && !c.mid.notNull && c.new.def != "" }

// warnAdded speaks of a column that is added to rows that may be there.
func (g *migrator) warnAdded(t *tableChange, c *columnPlan) {
	if c.notNull && c.generated != "" {
		g.warnf(SeverityWarning, "null-refused", c.c.ID, "%s refuses NULL: the script stops at a row for which its expression gives none.", t.where(c))
	}
	if c.notNull && c.def == "" && c.generated == "" && c.identity == "" {
		g.warnf(SeverityWarning, "value-missing", c.c.ID, "%s refuses NULL and has no default: rows that are there have no value for it, so the script stops or the database makes one up. Give it a default, or fill it first.", t.where(c))
	}
}

// warnPart speaks of a key, an index, a check or a foreign key that rows have to stand.
func (g *migrator) warnPart(p *part) {
	if t := g.byID[p.table.t.ID]; t != nil && p.kind != partPrimary && slices.ContainsFunc(p.columns, func(c *columnPlan) bool {
		return slices.Contains(t.made, c) && c.def == "" && c.generated == "" && !c.notNull
	}) {
		return // NULL in every row that is there passes
	}
	if g.heldBefore(p) {
		return
	}
	var names []string
	for _, c := range p.columns {
		names = append(names, c.name)
	}
	over := p.table.name + " (" + strings.Join(names, ", ") + ")"
	switch {
	case p.kind == partPrimary:
		g.warnf(SeverityWarning, "key-added", p.id, "The primary key over %s is new: the script stops where two rows have the same values, or one has none.", over)
	case p.kind == partUnique || p.kind == partIndex && p.index.unique:
		g.warnf(SeverityWarning, "unique-added", p.id, "%s is unique from now on: the script stops where two rows have the same values.", over)
	case p.kind == partCheck:
		g.warnf(SeverityWarning, "check-added", p.id, "The check %s of %s is new: the script stops at a row that it refuses.", p.name, p.table.name)
	case p.kind == partForeign && !g.to.laterKeys:
		g.warnf(SeverityWarning, "foreign-key-added", p.id, "The foreign key %s of %s is new: PRAGMA foreign_key_check lists the rows that refer to nothing, and they stay.", p.name, p.table.name)
	case p.kind == partForeign:
		g.warnf(SeverityWarning, "foreign-key-added", p.id, "The foreign key %s of %s is new: the script stops at a row that refers to nothing.", p.name, p.table.name)
	}
}

// heldBefore tells whether rows stood what a part asks of them before, because it is only
// made anew, or asks for less now.
func (g *migrator) heldBefore(p *part) bool {
	t := g.byID[p.table.t.ID]
	if t == nil {
		return false
	}
	ids := func(columns []*columnPlan) []diagram.ID {
		list := make([]diagram.ID, len(columns))
		for i, c := range columns {
			list[i] = c.c.ID
		}
		return list
	}
	same := func(a, b []*columnPlan) bool { return slices.Equal(ids(a), ids(b)) }
	guards := func(o *part) bool {
		return o.kind == partPrimary || o.kind == partUnique || o.kind == partIndex && o.index.unique && o.index.where == "" && o.index.plainColumns() != nil
	}
	for _, o := range slices.Concat(t.parts.lost, g.foreign.lost) {
		switch {
		case o.table.t.ID != p.table.t.ID:
		case p.kind == partForeign && o.kind == partForeign:
			if o.foreign.parent.t.ID == p.foreign.parent.t.ID && same(o.foreign.from, p.foreign.from) && same(o.foreign.to, p.foreign.to) {
				return true
			}
		case p.kind == partCheck && o.kind == partCheck && o.form == p.form:
			return true
		case p.kind != partCheck && p.kind != partForeign && guards(o) && (p.kind != partPrimary || o.kind == partPrimary):
			if before := ids(o.columns); !slices.ContainsFunc(before, func(id diagram.ID) bool { return !slices.Contains(ids(p.columns), id) }) {
				return true
			}
		}
	}
	return false
}

// warnType speaks of values that have to fit another type.
func (g *migrator) warnType(where string, c *columnChange) {
	from, to := c.mid.sql, c.new.sql
	id := c.new.c.ID
	switch fit := fits(from, to); fit {
	case fitsAll:
	case fitsSome:
		c.loses = true
		g.warnf(SeverityWarning, "type-narrowed", id, "%s becomes %s, which is narrower than %s: values that do not fit are cut or rounded, or stop the script.", where, c.new.typeName, c.mid.typeName)
	case fitsAsText:
		g.warnf(SeverityWarning, "type-changed", id, "%s turns from %s into %s: the script stops at a value that can't be read as one.", where, c.mid.typeName, c.new.typeName)
		c.loses = true
	}
	if gone := slices.DeleteFunc(slices.Clone(from.values), func(v string) bool { return slices.Contains(to.values, v) }); to.kind == typeEnum && from.kind == typeEnum && len(gone) > 0 {
		g.warnf(SeverityWarning, "value-removed", id, "%s no longer knows %s: the script stops at a row that holds one of them.", where, strings.Join(gone, ", "))
	}
}

// fit says how the values of one type fit another.
type fit int

const (
	fitsAll    fit = iota
	fitsSome       // of the same sort, but narrower
	fitsAsText     // of another sort
)

// fits weighs a change of type.
func fits(from, to sqlType) fit {
	if from.array != to.array {
		return fitsAsText
	}
	if to.array == 0 && to.isText() && to.kind != typeUnknown {
		room := to.length
		if to.kind == typeText || room == 0 && to.kind == typeVarchar || room < 0 {
			return fitsAll
		}
		if from.isText() && from.kind != typeText && from.length > 0 && from.length <= room && (from.kind == to.kind || to.kind == typeVarchar) {
			return fitsAll
		}
		return fitsSome
	}
	switch {
	case from.isNumber() && to.isNumber():
		return numberFits(from, to)
	case from.kind == to.kind && from.kind == typeEnum:
		return fitsAll // what is gone has a warning of its own
	case from.kind == to.kind:
		if to.length > 0 && (from.length > to.length || from.length <= 0) || to.precision >= 0 && (from.precision < 0 || from.precision > to.precision) {
			return fitsSome
		}
		return fitsAll
	case isPointInTime(from.kind) && isPointInTime(to.kind):
		if from.kind == typeDate && (to.kind == typeTimestamp || to.kind == typeTimestampZone) || from.kind == typeTimestamp && to.kind == typeTimestampZone {
			return fitsAll
		}
		return fitsSome
	case isBytes(from.kind) && isBytes(to.kind):
		if to.kind == typeBlob || to.kind == typeVarbinary && to.length >= from.length && from.length > 0 {
			return fitsAll
		}
		return fitsSome
	case from.kind == typeBoolean && to.isNumber():
		return fitsAll
	}
	return fitsAsText
}

func isBytes(k typeKind) bool { return k == typeBinary || k == typeVarbinary || k == typeBlob }

// numberFits weighs a change from one type of numbers to another.
func numberFits(from, to sqlType) fit {
	digits := func(t sqlType) int {
		if n := typeNumber(t.said.Args, 0); n > 0 && t.said.Name == "number" {
			return n - negativeNumber(t.said.Args, 1) // Oracle says them
		}
		return map[typeKind]int{typeTinyint: 3, typeSmallint: 5, typeInteger: 10, typeBigint: 19}[t.kind]
	}
	switch {
	case negativeNumber(to.said.Args, 1) < negativeNumber(from.said.Args, 1):
		return fitsSome // numeric(5,-2) rounds to hundreds
	case from.isInteger() && to.isInteger():
		if digits(to) > digits(from) || digits(to) == digits(from) && to.unsigned == from.unsigned {
			if !to.unsigned || from.unsigned {
				return fitsAll
			}
		}
	case from.isInteger() && to.kind == typeDecimal:
		if to.precision < 0 || to.precision-max(to.scale, 0) >= digits(from) {
			return fitsAll
		}
	case from.kind == typeDecimal && to.kind == typeDecimal:
		if to.precision < 0 || from.precision >= 0 && to.precision-max(to.scale, 0) >= from.precision-max(from.scale, 0) && max(to.scale, 0) >= max(from.scale, 0) {
			return fitsAll
		}
	case from.kind == typeFloat && to.kind == typeDouble, from.kind == to.kind:
		return fitsAll
	case from.isInteger() && to.kind == typeDouble && from.kind != typeBigint:
		return fitsAll
	}
	return fitsSome
}
