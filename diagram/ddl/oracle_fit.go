package ddl

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// oraclePrepare gives child columns the types of their parents; what stands in brackets
// may differ.
func oraclePrepare(w *writer) {
	for _, t := range w.tables {
		oracleReferences(w, t)
	}
	w.fitToParents(func(a, b string) bool {
		a, _, _ = strings.Cut(a, "(")
		b, _, _ = strings.Cut(b, "(")
		return a == b
	})
}

// oracleReferences keeps one of the foreign keys of a table that join the same columns
// (ORA-02275), best one that does something when a row is deleted.
func oracleReferences(w *writer, t *tablePlan) {
	for i, f := range t.foreign {
		j := slices.IndexFunc(t.foreign[:i], func(o *foreignPlan) bool {
			return o.why == "" && f.why == "" && o.parent == f.parent && slices.Equal(o.from, f.from) && slices.Equal(o.to, f.to)
		})
		if j < 0 {
			continue
		}
		kept, left := t.foreign[j], f
		if !kept.deletes() && f.deletes() {
			kept, left = f, kept
		}
		left.why = kept.name + " says the same"
		w.note(&t.later, left.r.ID, "foreign-key-left-out", left.name, "The foreign key %s of %s to %s is left out: %s.", left.name, t.t.Name, left.parent.t.Name, left.why)
	}
}

// deletes tells whether the foreign key deletes or empties its rows with those it refers to.
func (f *foreignPlan) deletes() bool {
	return f.r.OnDelete == diagram.ActionCascade || f.r.OnDelete == diagram.ActionSetNull
}

// oracleKeyBytes is what a key of an index holds with blocks of 8 KB.
const oracleKeyBytes = 6398

// oracleFit leaves out indexes that Oracle has already, and what is too long for a key.
func oracleFit(w *writer, t *tablePlan) {
	oracleTargets(w, t)
	keys := map[string]string{}
	fit := func(k *keyPlan, what string) {
		keys[(&indexPlan{parts: wholeParts(k.columns)}).order()] = what
		oracleFitKey(w, t, k.columns)
	}
	if t.primary != nil {
		fit(t.primary, "the primary key")
	}
	for _, k := range t.uniques {
		fit(k, "the key "+k.name)
		if !w.same && len(k.columns) > 1 && slices.ContainsFunc(k.columns, func(c *columnPlan) bool { return !c.notNull }) {
			w.note(&t.notes, k.id, "unique-null", t.t.Name, "The unique key %s of %s refuses rows that are alike in all but columns with NULL, which other databases take.", k.name, t.t.Name)
		}
	}
	// Of two over the same columns the unique one is needed more.
	slices.SortStableFunc(t.indexes, func(a, b *indexPlan) int {
		switch {
		case a.unique == b.unique:
			return 0
		case a.unique:
			return -1
		}
		return 1
	})
	t.indexes = slices.DeleteFunc(t.indexes, func(x *indexPlan) bool {
		for _, part := range x.x.Parts {
			for _, c := range w.mentions(t, part.Expression) {
				if oracleUnsortable(c) {
					w.note(&t.notes, x.x.ID, "index-left-out", t.t.Name, "The index %s of %s is left out: Oracle can't sort values of type %s.", x.name, t.t.Name, c.typeName)
					return true
				}
			}
		}
		order := x.order()
		if what := keys[order]; what != "" {
			w.note(&t.notes, x.x.ID, "index-left-out", t.t.Name, "The index %s of %s is left out: %s holds the same columns, and Oracle allows one index on them.", x.name, t.t.Name, what)
			return true
		}
		keys[order] = "the index " + x.name
		if columns := x.plainColumns(); columns != nil && x.unique {
			oracleFitKey(w, t, columns)
		} else if columns != nil && oracleKeySize(columns) > oracleKeyBytes {
			w.note(&t.notes, x.x.ID, "index-left-out", t.t.Name, "The index %s of %s is left out: its values may be longer than %d bytes.", x.name, t.t.Name, oracleKeyBytes)
			return true
		}
		return false
	})
}

// order says by what an index sorts, the same for two that Oracle takes for one.
func (x *indexPlan) order() string {
	var b strings.Builder
	for _, p := range x.parts {
		if p.column != nil {
			b.WriteString(string(p.column.c.ID))
		} else {
			b.WriteString("(" + p.expression + ")")
		}
		if p.descending {
			b.WriteString(" desc")
		}
		b.WriteByte(',')
	}
	return b.String()
}

// oracleTargets makes unique keys of the unique indexes that foreign keys refer to: in
// Oracle these refer to keys only.
func oracleTargets(w *writer, t *tablePlan) {
	t.indexes = slices.DeleteFunc(t.indexes, func(x *indexPlan) bool {
		columns := x.plainColumns()
		if !x.unique || columns == nil || !w.isReferred(t, columns) || t.isKey(columns) {
			return false
		}
		k := &keyPlan{id: x.x.ID, columns: columns, name: x.name}
		if constraints := w.namesIn(namesOfConstraints, t); constraints.has(x.name) {
			k.name = w.freeName(t, "", x.name, x.x.ID, w.to.keyNames)
		} else {
			constraints.reserve(x.name)
		}
		t.uniques = append(t.uniques, k)
		w.note(&t.notes, x.x.ID, "unique-key", t.t.Name, "The unique index %s of %s is the unique key %s, because a foreign key refers to it.", x.name, t.t.Name, k.name)
		return true
	})
}

// oracleFitKey shortens the columns of a key that is too long.
func oracleFitKey(w *writer, t *tablePlan, columns []*columnPlan) {
	if oracleKeySize(columns) <= oracleKeyBytes {
		return
	}
	each := oracleKeyBytes/len(columns) - 8
	for _, c := range columns {
		if oracleBytes(c.typeName) <= each {
			continue
		}
		name, _, _ := strings.Cut(c.typeName, "(")
		c.typeName = sized(name, each)
		w.note(&t.notes, c.c.ID, "type-changed", t.where(c), "%s: cut to %s, because a key holds %d bytes at most.", t.where(c), c.typeName, oracleKeyBytes)
	}
}

func oracleKeySize(columns []*columnPlan) int {
	sum := 0
	for _, c := range columns {
		sum += oracleBytes(c.typeName) + 2
	}
	return sum
}

// oracleBytes is the most that a value of a type takes in a key.
func oracleBytes(typeName string) int {
	name, args, _ := strings.Cut(typeName, "(")
	number, unit, _ := strings.Cut(strings.TrimRight(args, ")"), " ")
	n, _ := strconv.Atoi(number)
	switch name {
	case "varchar2", "nvarchar2", "varchar", "char", "nchar":
		if unit == "char" || name[0] == 'n' {
			n = min(4*n, 4000)
		}
		return n
	case "raw":
		return n
	}
	return 22
}
