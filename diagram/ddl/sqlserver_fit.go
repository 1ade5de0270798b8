package ddl

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// sqlserverPrepare finds the actions of foreign keys that would be a second way to the
// same rows, and gives child columns the types of their parents: SQL Server refuses a
// foreign key between different lengths. In a diagram that speaks SQL Server itself both
// are mistakes that the linter reports; only the first of them stops the script.
func sqlserverPrepare(w *writer) {
	var onDelete, onUpdate CascadeWays
	for _, r := range w.relationships {
		f := w.foreign[r.ID]
		if f == nil || f.why != "" {
			continue
		}
		second := func(ways *CascadeWays, a diagram.Action) bool {
			switch a {
			case diagram.ActionSetNull:
				if slices.ContainsFunc(f.from, func(c *columnPlan) bool { return c.notNull }) {
					return false
				}
			case diagram.ActionSetDefault:
				if slices.ContainsFunc(f.from, func(c *columnPlan) bool { return c.notNull && strings.TrimSpace(c.c.Default) == "" }) {
					return false
				}
			case diagram.ActionCascade:
			default:
				return false
			}
			return !ways.Add(f.parent.t.ID, f.child.t.ID, a == diagram.ActionCascade)
		}
		f.secondDelete, f.secondUpdate = second(&onDelete, r.OnDelete), second(&onUpdate, r.OnUpdate)
	}
	if !w.same {
		for _, t := range w.tables {
			sqlserverUnpad(w, t)
		}
	}
	w.fitToParents(func(a, b string) bool { return a == b })
}

// Bounds of a row and of keys in SQL Server, in bytes. What is padded to its length must
// fit, or the table or index is not made (1701, 1944); other values may, row by row.
const (
	sqlserverRow       = 8000 // of 8,060: the others are for the row itself
	sqlserverClustered = 900
	sqlserverKey       = 1700
)

// sqlserverUnpad makes nvarchar of nchar where rows or keys would be too long.
func sqlserverUnpad(w *writer, t *tablePlan) {
	unpad := func(columns []*columnPlan, most int, what string, spare func(*columnPlan) bool) {
		padded := func() []*columnPlan {
			return slices.DeleteFunc(slices.Clone(columns), func(c *columnPlan) bool { return !strings.HasPrefix(c.typeName, "nchar(") || spare(c) })
		}
		size := func() (n int) {
			for _, c := range columns {
				if name, _, _ := strings.Cut(c.typeName, "("); name == "nchar" || name == "char" || name == "binary" || !strings.HasSuffix(c.typeName, ")") {
					n += sqlserverBytes(c.typeName)
				}
			}
			return n
		}
		for list := padded(); len(list) > 0 && size() > most; list = padded() {
			c := slices.MaxFunc(list, func(a, b *columnPlan) int { return sqlserverBytes(a.typeName) - sqlserverBytes(b.typeName) })
			c.typeName = "nvarchar" + strings.TrimPrefix(c.typeName, "nchar")
			w.note(&t.notes, c.c.ID, "type-changed", t.where(c), "%s is %s, which keeps no blanks at its end, because %s.", t.where(c), c.typeName, what)
		}
	}
	none := func(*columnPlan) bool { return false }
	if t.primary != nil {
		unpad(t.primary.columns, sqlserverClustered, "a key holds 900 bytes", none)
	}
	for _, k := range t.uniques {
		unpad(k.columns, sqlserverKey, "a key holds 1700 bytes", none)
	}
	for _, x := range t.indexes {
		if columns := x.plainColumns(); columns != nil {
			unpad(columns, sqlserverKey, "an index holds 1700 bytes", none)
		}
	}
	unpad(t.columns, sqlserverRow, "a row holds 8060 bytes", func(c *columnPlan) bool { return c.keyed })
}

// sqlserverFit writes unique keys over columns that take NULL as unique indexes over the
// rows without: a unique key of SQL Server holds one NULL only. A key that a foreign key
// refers to must stay one.
func sqlserverFit(w *writer, t *tablePlan) {
	if t.primary != nil {
		for _, c := range t.primary.columns {
			c.storedInKey = true
		}
		sqlserverLongKey(w, t, t.primary.columns, sqlserverClustered, "primary key")
	}
	for _, c := range t.columns {
		// Points are computed with errors, and only stored ones are sorted (2799).
		if c.typeName == "real" || strings.HasPrefix(c.typeName, "float") {
			c.storedInKey = c.storedInKey || t.sorts(c)
		}
	}
	for _, x := range t.indexes {
		if x.method == "clustered" && t.primary != nil {
			x.method = ""
			w.note(&t.notes, x.x.ID, "index-method", t.t.Name, "The index %s of %s is of the usual kind: the rows lie in the order of the primary key.", x.name, t.t.Name)
		}
	}
	if w.same {
		return
	}
	var kept []*keyPlan
	for _, k := range t.uniques {
		where, why := sqlserverNotNull(w, t, k.columns)
		switch {
		case where == "":
			kept = append(kept, k)
			continue
		case why != "":
			kept = append(kept, k)
			w.note(&t.notes, k.id, "unique-null", t.t.Name, "The unique key %s of %s takes one row with NULL only: %s.", k.name, t.t.Name, why)
			continue
		}
		t.indexes = append(t.indexes, &indexPlan{x: &diagram.Index{ID: k.id}, name: k.name, unique: true, where: where, parts: wholeParts(k.columns)})
		w.note(&t.notes, k.id, "unique-index", t.t.Name, "The unique key %s of %s is a unique index over the rows without NULL: a key of SQL Server would take one NULL only.", k.name, t.t.Name)
	}
	t.uniques = kept
	for _, x := range t.indexes {
		columns := x.plainColumns()
		if !x.unique || x.x.Unique != x.unique || columns == nil {
			continue
		}
		where, why := sqlserverNotNull(w, t, columns)
		if x.where != "" {
			where, why = sqlserverNotNull(w, t, slices.DeleteFunc(columns, func(c *columnPlan) bool { return strings.Contains(x.where, w.id(c.name)+" IS NOT NULL") }))
		}
		switch {
		case where == "":
		case why != "":
			w.note(&t.notes, x.x.ID, "unique-null", t.t.Name, "The unique index %s of %s takes one row with NULL only: %s.", x.name, t.t.Name, why)
		case x.where != "":
			x.where += " AND " + where
		default:
			x.where = where
			w.note(&t.notes, x.x.ID, "unique-index", t.t.Name, "The unique index %s of %s is over the rows without NULL, because SQL Server would take one NULL only.", x.name, t.t.Name)
		}
	}
	for _, x := range t.indexes {
		if columns := x.plainColumns(); columns != nil && x.method != "columnstore" {
			sqlserverLongKey(w, t, columns, sqlserverKey, "index "+x.name)
		}
	}
	for _, k := range t.uniques {
		sqlserverLongKey(w, t, k.columns, sqlserverKey, "unique key "+k.name)
	}
}

// sqlserverNotNull writes the condition that leaves out rows with NULL in one of these
// columns; it is empty when they all refuse NULL. why says why there can't be one.
func sqlserverNotNull(w *writer, t *tablePlan, columns []*columnPlan) (where, why string) {
	var list []string
	for _, c := range columns {
		if !c.notNull {
			list = append(list, w.id(c.name)+" IS NOT NULL")
		}
		if strings.TrimSpace(c.c.Generated) != "" {
			why = "no index is filtered by a computed column"
		}
	}
	if w.isReferred(t, columns) {
		why = "a foreign key refers to it"
	}
	return strings.Join(list, " AND "), why
}

// sqlserverLongKey notes that rows may be refused whose key is too long.
func sqlserverLongKey(w *writer, t *tablePlan, columns []*columnPlan, most int, what string) {
	size := 0
	for _, c := range columns {
		size += sqlserverBytes(c.typeName)
	}
	if size > most {
		w.note(&t.notes, t.t.ID, "long-key", t.t.Name, "The %s of %s may be longer than %d bytes: SQL Server refuses such rows.", what, t.t.Name, most)
	}
}

// sqlserverBytes is the most that a value of a type takes in a key.
func sqlserverBytes(typeName string) int {
	name, args, ok := strings.Cut(typeName, "(")
	if !ok {
		return 8
	}
	n, _ := strconv.Atoi(strings.TrimRight(args, ")"))
	switch name {
	case "nvarchar", "nchar":
		return 2 * n
	case "varchar", "char", "varbinary", "binary":
		return n
	}
	return 16
}
