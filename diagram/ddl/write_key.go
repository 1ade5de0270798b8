package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// planKeys plans the primary key and the unique constraints of a table.
func (w *writer) planKeys(t *tablePlan) {
	primary := t.t.PrimaryKey()
	if primary != nil {
		if columns := w.keyColumns(t, primary, "primary key"); columns != nil {
			t.primary = &keyPlan{id: primary.ID, columns: columns}
			t.primary.name = w.keyName(t, primary, t.name+"_pkey")
		}
	}
	for _, k := range t.t.Keys {
		if k == primary {
			continue
		}
		columns := w.keyColumns(t, k, "unique key")
		if columns == nil {
			continue
		}
		if k.Primary {
			w.note(&t.notes, k.ID, "second-primary-key", t.t.Name, "%s has a second primary key; it is written as a unique key.", t.t.Name)
		}
		if t.hasKey(columns) && !w.live {
			w.note(&t.notes, k.ID, "key-twice", t.t.Name, "A unique key of %s over (%s) is left out: another key holds the same columns.", t.t.Name, columnNames(columns))
			continue
		}
		t.uniques = append(t.uniques, &keyPlan{id: k.ID, columns: columns, name: w.keyName(t, k, t.name+"_"+joinNames(columns)+"_key")})
	}
}

// keyColumns returns the columns of a key, or nil after a note when it can't be written.
func (w *writer) keyColumns(t *tablePlan, k *diagram.Key, what string) []*columnPlan {
	var columns []*columnPlan
	why := ""
	for _, id := range k.Columns {
		c := t.byID(id)
		switch {
		case c == nil:
			why = "one of its columns is not there"
		case slices.Contains(columns, c):
		case what == "primary key" && !w.to.computedKeys && strings.TrimSpace(c.c.Generated) != "":
			why = w.to.Title + " has no computed columns in it"
		case w.to.unsortable != nil && w.to.unsortable(c):
			why = w.to.Title + " can't compare values of type " + c.typeName
		default:
			columns = append(columns, c)
		}
	}
	if len(k.Columns) == 0 {
		why = "it has no columns"
	}
	if why == "" && len(columns) > w.to.maxKeyColumns {
		why = "it has too many columns"
	}
	if why != "" {
		w.note(&t.notes, k.ID, "key-left-out", t.t.Name, "The %s of %s is left out: %s.", what, t.t.Name, why)
		return nil
	}
	return columns
}

// keyName names a key in all the sets of names that it must not meet.
func (w *writer) keyName(t *tablePlan, k *diagram.Key, fallback string) string {
	return w.freeName(t, k.Name, fallback, k.ID, w.to.keyNames)
}

// hasKey tells whether a key over exactly these columns, in this order, is planned.
func (t *tablePlan) hasKey(columns []*columnPlan) bool {
	if t.primary != nil && slices.Equal(t.primary.columns, columns) {
		return true
	}
	return slices.ContainsFunc(t.uniques, func(k *keyPlan) bool { return slices.Equal(k.columns, columns) })
}

// uniqueOver returns the columns, in the order of the key, of a planned key or unique
// index over exactly this set of columns, or nil.
func (t *tablePlan) uniqueOver(columns []*columnPlan) []*columnPlan {
	if t.primary != nil && sameColumns(t.primary.columns, columns) {
		return t.primary.columns
	}
	for _, k := range t.uniques {
		if sameColumns(k.columns, columns) {
			return k.columns
		}
	}
	for _, x := range t.indexes {
		if key := x.plainColumns(); x.unique && x.where == "" && key != nil && sameColumns(key, columns) {
			return key
		}
	}
	return nil
}

// isKey tells whether the primary key or a unique key is over exactly this set of columns.
func (t *tablePlan) isKey(columns []*columnPlan) bool {
	return t.primary != nil && sameColumns(t.primary.columns, columns) ||
		slices.ContainsFunc(t.uniques, func(k *keyPlan) bool { return sameColumns(k.columns, columns) })
}

// isReferred tells whether a foreign key refers to this set of columns.
func (w *writer) isReferred(t *tablePlan, columns []*columnPlan) bool {
	return slices.ContainsFunc(t.referring, func(f *foreignPlan) bool { return f.why == "" && sameColumns(f.to, columns) })
}

// sameColumns tells whether two lists hold the same columns in any order.
func sameColumns(a, b []*columnPlan) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(c *columnPlan) bool { return !slices.Contains(b, c) })
}

func joinNames(columns []*columnPlan) string {
	return strings.Join(planNames(columns), "_")
}

// planNames are the names of columns in the script.
func planNames(columns []*columnPlan) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.name
	}
	return list
}

// columnNames lists columns for people.
func columnNames(columns []*columnPlan) string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.c.Name
	}
	return strings.Join(list, ", ")
}

// planIdentity takes the numbering of rows away where the database can't do it.
func (w *writer) planIdentity(t *tablePlan) {
	numbered := false
	for _, c := range t.columns {
		if c.identity == "" {
			continue
		}
		var why string
		switch {
		case strings.TrimSpace(c.c.Generated) != "":
			why = "it is computed"
		case numbered && w.to.oneIdentity:
			why = w.to.Title + " numbers by one column of a table"
		default:
			why = w.to.identity(w, t, c)
		}
		if why != "" {
			w.note(&t.notes, c.c.ID, "identity-left-out", t.where(c), "%s does not number rows by itself: %s.", t.where(c), why)
			c.identity = ""
			continue
		}
		numbered = true
		c.notNull = true
	}
}

// isSequenced tells whether the default takes numbers from a sequence.
func (w *writer) isSequenced(c *columnPlan) bool {
	if !strings.Contains(strings.ToLower(c.c.Default), "nextval") {
		return false
	}
	list, why := w.atomize(c.c.Default)
	return why == "" && isSequence(unwrapped(list))
}
