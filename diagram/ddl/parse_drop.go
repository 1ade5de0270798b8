package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// alterDrop reads DROP of a column, a constraint, a key or an index. kind is the sort of
// what was dropped before it in SQL Server's lists; the result is the sort of this one.
func (r *sqlReader) alterDrop(t *sqlTable, c *sqlCursor, kind string) string {
	at := c.tok()
	if !r.spend(len(t.Keys) + len(t.Indexes) + len(t.Checks) + len(t.Columns) + len(r.references)) {
		return ""
	}
	defer func() { t.keyKnown = false }()
	switch {
	case c.accept("primary", "key"):
		r.did()
		r.dropKeys(t, func(k *diagram.Key) bool { return k.Primary })
		return ""
	case c.is("unique") && c.markAt(1, '('): // Oracle
		r.did()
		c.i++
		inside, _ := c.group()
		names := r.nameList(inside)
		r.dropKeys(t, func(k *diagram.Key) bool {
			return !k.Primary && slices.EqualFunc(t.Names(k.Columns), names, strings.EqualFold)
		})
		return ""
	case c.accept("foreign", "key"), c.accept("constraint"), c.accept("check"):
		kind = "constraint"
	case c.accept("index"), c.accept("key"):
		kind = "index"
	case c.is("partition"):
		c.leaveAll("DROP PARTITION", becauseParts)
		return ""
	case c.is("period"), c.is("system", "versioning"):
		c.leaveAll("SYSTEM VERSIONING", becauseHistory)
		return ""
	case c.accept("default"):
		r.did()
		return ""
	case c.accept("column"), kind == "":
		kind = "column"
	}
	r.did()
	ifExists := c.accept("if", "exists")
	name, ok := c.name()
	if !ok {
		if inside, _ := c.group(); kind == "column" {
			for _, n := range r.nameList(inside) {
				r.dropColumn(t, n)
			}
		}
		return kind
	}
	switch {
	case kind == "column":
		if !r.dropColumn(t, name) && !ifExists {
			r.noColumn(t, name, at, "this statement")
		}
	case !r.dropNamed(t, name, kind == "constraint") && !ifExists:
		r.warn("unresolved-reference", at, t.ID, "The table %q has no constraint or index %q to drop.", t.Name, name)
	}
	return kind
}

// dropNamed drops the keys and indexes, and if asked for the other constraints, of a
// name; false means that there is none. A name in the very same letters goes before one
// in others, and the name that something was given goes before the one that PostgreSQL
// gives to what has none.
func (r *sqlReader) dropNamed(t *sqlTable, name string, constraints bool) bool {
	exact := func(n, _ string) bool { return n == name }
	folded := func(n, _ string) bool { return n != "" && strings.EqualFold(n, name) }
	implied := func(n, implied string) bool { return n == "" && strings.EqualFold(implied, name) }
	for _, same := range []func(name, implied string) bool{exact, folded, implied} {
		before := len(t.Keys) + len(t.Indexes) + len(t.Checks) + len(r.references)
		r.dropKeys(t, func(k *diagram.Key) bool { return same(k.Name, r.impliedKey(t, k)) })
		t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool { return same(x.Name, "") })
		if constraints {
			t.Checks = slices.DeleteFunc(t.Checks, func(k *diagram.Check) bool { return same(k.Name, t.Name+"_check") })
			r.references = slices.DeleteFunc(r.references, func(f *sqlReference) bool {
				return f.child == t && same(f.name, t.Name+"_"+strings.Join(f.from, "_")+"_fkey")
			})
			for _, c := range t.Columns {
				if c.Check != "" && same("", t.Name+"_"+c.Name+"_check") {
					c.Check = ""
					return true
				}
			}
		}
		if len(t.Keys)+len(t.Indexes)+len(t.Checks)+len(r.references) < before {
			return true
		}
	}
	if col := t.defaults[strings.ToLower(name)]; col != nil && constraints {
		col.Default = ""
		return true
	}
	return false
}

// dropKeys drops keys. The columns of a primary key go on to refuse NULL, but in Oracle.
func (r *sqlReader) dropKeys(t *sqlTable, dropped func(*diagram.Key) bool) {
	t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool {
		if !dropped(k) {
			return false
		}
		if k.Primary && r.dialect != "oracle" {
			for _, id := range k.Columns {
				t.Column(id).NotNull = true
			}
		}
		return true
	})
}

// impliedKey is the name that the database gives to a key without one.
func (r *sqlReader) impliedKey(t *sqlTable, k *diagram.Key) string {
	columns := t.Names(k.Columns)
	switch {
	case r.mysql() && !k.Primary && len(columns) > 0:
		return columns[0]
	case k.Primary:
		return t.Name + "_pkey"
	}
	return t.Name + "_" + strings.Join(columns, "_") + "_key"
}

// dropColumn removes a column and what is built on it, as databases do; false means that
// there is none.
func (r *sqlReader) dropColumn(t *sqlTable, name string) bool {
	col := t.column(name)
	if col == nil {
		return false
	}
	t.Columns = slices.DeleteFunc(t.Columns, func(c *diagram.Column) bool { return c == col })
	t.unindex(col)
	r.free(col.ID)
	t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool { return slices.Contains(k.Columns, col.ID) })
	t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool {
		return slices.ContainsFunc(x.Parts, func(p diagram.IndexPart) bool { return p.Column == col.ID }) || slices.Contains(x.Include, col.ID)
	})
	t.Checks = slices.DeleteFunc(t.Checks, func(k *diagram.Check) bool {
		return r.spend(len(k.Expression)) && speaksOf(k.Expression, col.Name)
	})
	r.references = slices.DeleteFunc(r.references, func(f *sqlReference) bool {
		return f.child == t && slices.ContainsFunc(f.from, func(n string) bool { return strings.EqualFold(n, col.Name) })
	})
	return true
}

// speaksOf tells whether an expression names a column.
func speaksOf(expression, column string) bool {
	l := newSQLLexer(expression, "")
	for {
		t := l.next()
		switch t.kind {
		case sqlEnd:
			return false
		case sqlWord, sqlQuoted:
			if strings.EqualFold(strings.Trim(expression[t.start:t.end], "\"`[]"), column) {
				return true
			}
		}
	}
}
