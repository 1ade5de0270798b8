package ddl

import (
	"slices"
	"strings"
)

// sourceDialect is the dialect that the expressions of the diagram are in, or nil. MySQL
// and MariaDB mean the same.
func (w *writer) sourceDialect() *Dialect { return dialects[w.source] }

// otherMeaning says what an expression holds that every database takes and not every one
// understands alike: quotients of whole numbers, and patterns of LIKE with characters that
// stand for something, here or there.
func (w *writer) otherMeaning(list []atom, scope expressionScope) (why string) {
	from := w.sourceDialect()
	if from == nil {
		return ""
	}
	sets := func(d *Dialect) bool { return d.meaning == "sqlserver" } // [a-z] in a pattern
	for i, a := range list {
		switch {
		case a.is("/") && from.wholeQuotients != w.to.wholeQuotients && i > 0 && i+1 < len(list) && !isFraction(list, i-1, scope) && !isFraction(list, i+1, scope):
			if w.to.wholeQuotients {
				return "dividing whole numbers gives no fraction in " + w.to.Title
			}
			return "dividing whole numbers gives a fraction in " + w.to.Title
		case a.isWord("like") && i+1 < len(list) && list[i+1].kind == atomString:
			pattern := list[i+1].value
			if strings.Contains(pattern, "[") && sets(from) != sets(w.to) || strings.Contains(pattern, `\`) && from.escapesLike != w.to.escapesLike {
				return "the pattern " + list[i+1].raw + " means something else in " + w.to.Title
			}
		}
	}
	return ""
}

// isFraction tells whether a number that is no whole one stands at i.
func isFraction(list []atom, i int, scope expressionScope) bool {
	if list[i].kind == atomNumber {
		return strings.ContainsAny(list[i].raw, ".eE")
	}
	c := scope.column(list, i)
	return c != nil && slices.Contains([]typeKind{typeDecimal, typeFloat, typeDouble}, c.sql.kind)
}

// ignoresCaseIn tells whether a condition asks for the case of letters, which the database
// takes no notice of where the diagram comes from one that does.
func (w *writer) ignoresCaseIn(condition string) bool {
	if from := w.sourceDialect(); !w.to.ignoresCase || from == nil || from.ignoresCase {
		return false
	}
	list, _ := w.atomize(condition)
	compares := slices.ContainsFunc(list, func(a atom) bool { return a.kind == atomSign && strings.ContainsAny(a.value, "=<>") })
	return compares && slices.ContainsFunc(list, func(a atom) bool { return a.isWord("lower", "upper") })
}

// isUnstable tells whether SQL Server stores and sorts no value of a computed column,
// because it hangs on the session (4936).
func (w *writer) isUnstable(t *tablePlan, c *columnPlan) bool {
	if w.to.meaning != "sqlserver" || w.same {
		return false
	}
	return slices.ContainsFunc(w.mentions(t, c.c.Generated), func(o *columnPlan) bool {
		return c.sql.isText() && isPointInTime(o.sql.kind) || isPointInTime(c.sql.kind) && o.sql.isText()
	})
}

const unstable = "a point in time as text hangs on the session, and SQL Server neither stores nor sorts it"

// sorts tells whether a key or an index of the table holds a column.
func (t *tablePlan) sorts(c *columnPlan) bool {
	return t.primary != nil && slices.Contains(t.primary.columns, c) || slices.ContainsFunc(t.uniques, func(k *keyPlan) bool { return slices.Contains(k.columns, c) }) ||
		slices.ContainsFunc(t.indexes, func(x *indexPlan) bool {
			return slices.ContainsFunc(x.parts, func(p partPlan) bool { return p.column == c })
		})
}
