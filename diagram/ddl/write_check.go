package ddl

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// planGenerated writes the expression of a computed column.
func (w *writer) planGenerated(t *tablePlan, c *columnPlan) {
	w.planExpression(t, c)
	if c.generated != "" && c.sql.said.Name != "" && w.to.comparesNoLong && w.to.unsortable(c) {
		w.note(&t.notes, c.c.ID, "type-changed", t.where(c), "%s has the type of its expression: %s computes no values of type %s.", t.where(c), w.to.Title, c.typeName)
	}
	if w.to.computedTypes && c.generated == "" && strings.TrimSpace(c.c.Generated) != "" && strings.TrimSpace(c.c.Type) == "" {
		w.note(&t.notes, c.c.ID, "type-missing", t.where(c), "%s has no type; it is written as %s.", t.where(c), c.typeName)
	}
}

func (w *writer) planExpression(t *tablePlan, c *columnPlan) {
	if strings.TrimSpace(c.c.Generated) == "" || c.identity != "" {
		return
	}
	sql, why := w.expression(c.c.Generated, expressionScope{table: t})
	if why == "" {
		why = w.generatedFrom(t, c)
	}
	if why == "" && t.sorts(c) && w.isUnstable(t, c) {
		why = unstable
	}
	if why == "" && w.to.namedTypes && !w.same && w.isCondition(c.c.Generated) != (c.sql.kind == typeBoolean) {
		why = "its value is not of the type " + c.typeName
	}
	if why != "" {
		w.note(&t.notes, c.c.ID, "generated-left-out", t.where(c), "%s is written as a plain column: its expression is left out: %s: %s", t.where(c), why, c.c.Generated)
		return
	}
	c.generated, c.stored = sql, c.c.Stored
	if c.stored && w.to.meaning == "mysql" && w.changedByKeys(t, c) {
		c.stored = false
		w.note(&t.notes, c.c.ID, "generated-virtual", t.where(c), "%s is computed when it is read: it depends on a column that a foreign key changes, and %s stores no such value.", t.where(c), w.to.Title)
	}
	if c.stored && w.isUnstable(t, c) {
		c.stored = false
		w.note(&t.notes, c.c.ID, "generated-virtual", t.where(c), "%s is computed when it is read: %s.", t.where(c), unstable)
	}
	if !c.stored && w.to.storedOnly && w.source != "" {
		w.note(&t.notes, c.c.ID, "generated-stored", t.where(c), "%s is computed when a row is written: %s stores all computed values.", t.where(c), w.to.Title)
	}
	if c.stored && w.to.virtualOnly {
		w.note(&t.notes, c.c.ID, "generated-virtual", t.where(c), "%s is computed when it is read: %s stores no computed values.", t.where(c), w.to.Title)
	}
}

// generatedFrom says why a computed column can't depend on the columns it names.
func (w *writer) generatedFrom(t *tablePlan, c *columnPlan) (why string) {
	if c == t.columns[0] && !slices.ContainsFunc(t.columns, func(o *columnPlan) bool { return strings.TrimSpace(o.c.Generated) == "" }) {
		return "a table needs a plain column"
	}
	for _, o := range w.mentions(t, c.c.Generated) {
		switch {
		case o == c:
			return "it depends on itself"
		case strings.TrimSpace(o.c.Generated) != "" && (w.to.plainSources || slices.Index(t.columns, o) > slices.Index(t.columns, c)):
			return "it depends on another computed column"
		case w.to.meaning == "mysql" && o.identity != "":
			return "it depends on the column that numbers rows"
		case w.to.meaning == "mysql" && strings.HasPrefix(o.typeName, "char("):
			// Whether spaces at the end count depends on a setting of the server.
			return "it depends on a column of fixed length"
		}
	}
	return ""
}

// changedByKeys tells whether actions of foreign keys change what a computed column depends
// on (3192 in MySQL, 1901 in MariaDB). In a primary key it has to be stored.
func (w *writer) changedByKeys(t *tablePlan, c *columnPlan) bool {
	if t.primary != nil && slices.Contains(t.primary.columns, c) {
		return false
	}
	sources := w.mentions(t, c.c.Generated)
	return slices.ContainsFunc(t.foreign, func(f *foreignPlan) bool {
		return f.why == "" && (f.changes() || f.r.OnDelete == diagram.ActionCascade) && slices.ContainsFunc(f.from, func(o *columnPlan) bool { return slices.Contains(sources, o) })
	})
}

// mentions returns the columns of a table that an expression names.
func (w *writer) mentions(t *tablePlan, text string) []*columnPlan {
	var found []*columnPlan
	list, _ := w.atomize(text)
	for i := range list {
		if c := (expressionScope{table: t}).column(list, i); c != nil {
			found = append(found, c)
		}
	}
	return found
}

// checkedColumns says which column MySQL and MariaDB refuse in a check.
func (w *writer) checkedColumns(t *tablePlan, text string) (why string) {
	if w.to.meaning != "mysql" {
		return ""
	}
	for _, c := range w.mentions(t, text) {
		if c.identity != "" {
			return "that numbers rows"
		}
		for _, f := range t.foreign {
			if f.why == "" && f.changes() && slices.Contains(f.from, c) {
				return "that a foreign key changes"
			}
		}
	}
	return ""
}

// planExpressions writes the expressions of a table: what is computed, defaults, checks.
func (w *writer) planExpressions(t *tablePlan) {
	for _, c := range t.columns {
		w.planGenerated(t, c)
		w.planDefault(t, c)
	}
	w.planChecks(t)
}

// nameExpressions names those that are constraints.
func (w *writer) nameExpressions(t *tablePlan) {
	if w.to.namesDefaults {
		for _, c := range t.columns {
			if c.def != "" {
				c.defaultName = w.constraintName(t, "", t.name+"_"+c.name+"_default", c.c.ID)
			}
		}
	}
	for i := range t.checks {
		k := &t.checks[i]
		id, fallback := k.id, t.name+"_check"
		if k.of != nil {
			id, fallback = k.of.c.ID, t.name+"_"+k.of.name+"_check"
		}
		k.name = w.constraintName(t, k.own, fallback, id)
	}
}

// planChecks writes the conditions of columns, of their domains and of the table.
func (w *writer) planChecks(t *tablePlan) {
	add := func(k checkPlan, text, where string, scope expressionScope) {
		if strings.TrimSpace(text) == "" {
			return
		}
		scope.condition = true
		k.sql = w.condition(t, text, scope, "check", where, k.id)
		if k.sql == "" {
			return
		}
		if why := w.checkedColumns(t, text); why != "" {
			w.note(&t.notes, k.id, "expression-left-out", where, "The check of %s is left out: %s allows none on a column %s: %s", where, w.to.Title, why, text)
			return
		}
		if w.ignoresCaseIn(text) {
			w.note(&t.notes, k.id, "check-case", where, "The check of %s passes letters of any case: %s compares texts without it.", where, w.to.Title)
		}
		k.columns = w.mentions(t, text)
		if k.of != nil && !slices.Contains(k.columns, k.of) {
			k.columns = append(k.columns, k.of)
		}
		t.checks = append(t.checks, k)
	}
	for _, c := range t.columns {
		if c.check != "" {
			t.checks = append(t.checks, checkPlan{of: c, sql: c.check, columns: []*columnPlan{c}})
		}
		if c.c.Check != "" {
			add(checkPlan{id: c.c.ID, of: c}, c.c.Check, t.where(c), expressionScope{table: t})
		}
		if p := c.sql.domain; p != nil && p.name == "" && c.sql.array == 0 {
			add(checkPlan{id: c.c.ID, of: c}, p.domain.Check, t.where(c), expressionScope{value: w.id(c.name)})
		}
	}
	for _, k := range t.t.Checks {
		add(checkPlan{id: k.ID, own: k.Name}, k.Expression, t.t.Name, expressionScope{table: t})
	}
}

// constraintName names a check or a foreign key.
func (w *writer) constraintName(t *tablePlan, own, fallback string, id diagram.ID) string {
	return w.freeName(t, own, fallback, id, w.to.checkNames)
}

// freeName takes the own name or, where there is none, the fallback, in all the sets of
// names that it must not meet; it notes an own name that changes.
func (w *writer) freeName(t *tablePlan, own, fallback string, id diagram.ID, scopes []nameScope) string {
	taken := func(name string, scopes []nameScope) bool {
		return slices.ContainsFunc(scopes, func(s nameScope) bool { return w.namesIn(s, t).has(name) })
	}
	if name, ok := w.given[givenKey{"constraint", id}]; ok && strings.TrimSpace(own) == "" && !taken(name, scopes) {
		own, fallback = "", name
	}
	name := w.to.cleanName(own, fallback)
	switch w.to.sameName(name) {
	case "primary", "gen_clust_index":
		own, name = "", fallback // what MySQL calls every primary key, and what InnoDB keeps for itself
	}
	if w.to.refusesPart != nil && w.to.refusesPart(name) {
		name = "i_" + name
	}
	first := w.namesIn(scopes[0], t)
	got := first.take(name)
	for i := 2; taken(got, scopes[1:]) && i < 10_000; i++ {
		got = first.take(fmt.Sprintf("%s_%d", name, i))
	}
	for _, s := range scopes[1:] {
		w.namesIn(s, t).reserve(got)
	}
	if got != own && strings.TrimSpace(own) != "" {
		w.note(&t.notes, id, "name-changed", t.t.Name, "The constraint or index %q of %s is called %q.", own, t.t.Name, got)
	}
	return got
}
