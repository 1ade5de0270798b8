package ddl

import (
	"slices"
	"strconv"
	"strings"
)

// Limits of InnoDB with utf8mb4, where a character takes up to four bytes.
// https://dev.mysql.com/doc/refman/8.4/en/innodb-limits.html
const (
	mysqlKeyBytes = 3072
	mysqlRowBytes = 65_535
)

// mysqlFit adapts a table to InnoDB's limits: bytes of a key, prefixes of long columns in
// indexes, bytes of a row.
func mysqlFit(w *writer, t *tablePlan) {
	if t.primary != nil {
		mysqlFitKey(w, t, t.primary.columns)
	}
	for _, k := range t.uniques {
		mysqlFitKey(w, t, k.columns)
	}
	for _, x := range t.indexes {
		// A prefix would make a unique index refuse more rows.
		if columns := x.plainColumns(); x.unique && columns != nil {
			mysqlFitKey(w, t, columns)
		}
	}
	for _, f := range t.foreign {
		if f.why == "" {
			mysqlFitKey(w, t, f.from)
		}
	}
	mysqlFitRow(w, t)
	for _, x := range t.indexes {
		if !x.unique || x.plainColumns() == nil {
			mysqlFitIndex(w, t, x)
		}
	}
}

// mysqlFitKey shortens the columns of a key that is longer than InnoDB allows.
func mysqlFitKey(w *writer, t *tablePlan, columns []*columnPlan) {
	fixed, texts := 0, 0
	for _, c := range columns {
		if n, _ := mysqlLength(c); n > 0 {
			texts++
			fixed += 2
		} else {
			fixed += mysqlBytes(c)
		}
	}
	if texts == 0 || mysqlKeySize(columns) <= mysqlKeyBytes {
		return
	}
	budget := (mysqlKeyBytes - fixed) / texts
	for _, c := range columns {
		n, perUnit := mysqlLength(c)
		if n*perUnit <= budget || n == 0 {
			continue
		}
		name, _, _ := strings.Cut(c.typeName, "(")
		c.typeName = sized(name, max(budget/perUnit, 1))
		w.note(&t.notes, c.c.ID, "type-changed", t.where(c), "%s: cut to %s, because a key holds %d bytes at most.", t.where(c), c.typeName, mysqlKeyBytes)
	}
}

func mysqlKeySize(columns []*columnPlan) int {
	sum := 0
	for _, c := range columns {
		sum += mysqlBytes(c)
	}
	return sum
}

// mysqlFitIndex gives long columns of an index a prefix.
func mysqlFitIndex(w *writer, t *tablePlan, x *indexPlan) {
	if x.method == "fulltext" || x.method == "spatial" {
		return
	}
	size, long := 0, 0
	for _, p := range x.parts {
		switch n, perUnit := mysqlLength(p.column); {
		case p.length > 0:
			size += p.length*max(perUnit, 1) + 2
		case mysqlIsLong(p.column) || n*perUnit > 4*255:
			long++
		default:
			size += mysqlBytes(p.column)
		}
	}
	room := mysqlKeyBytes - size
	for i := range x.parts {
		p := &x.parts[i]
		n, perUnit := mysqlLength(p.column)
		unbounded := mysqlIsLong(p.column)
		if p.length > 0 && n > 0 && p.length >= n {
			p.length = 0 // a prefix of everything
		}
		if p.length > 0 || !unbounded && n*perUnit <= 4*255 {
			continue
		}
		each := room/long - 2
		if unbounded {
			p.length = min(max(each/4, 1), 191)
		} else if n*perUnit > each {
			p.length = max(each/perUnit, 1)
		} else {
			continue
		}
		w.note(&t.notes, x.x.ID, "index-prefix", t.where(p.column), "The index %s of %s holds the first %d characters of %s: %s indexes no long values as a whole.", x.name, t.t.Name, p.length, p.column.c.Name, w.to.Title)
	}
}

// mysqlIsLong tells of types that an index holds a prefix of only.
func mysqlIsLong(c *columnPlan) bool {
	name, _, _ := strings.Cut(c.typeName, "(")
	return strings.HasSuffix(name, "text") || strings.HasSuffix(name, "blob")
}

// mysqlLength returns the length of a type of characters or bytes and the bytes of one of
// its units; 0 for other types.
func mysqlLength(c *columnPlan) (n, perUnit int) {
	name, args, ok := strings.Cut(c.typeName, "(")
	if !ok {
		return 0, 0
	}
	switch strings.TrimSpace(name) {
	case "varchar", "char", "character", "character varying":
		perUnit = 4
	case "varbinary", "binary":
		perUnit = 1
	default:
		return 0, 0
	}
	n, _ = strconv.Atoi(strings.TrimRight(args, ")"))
	return n, perUnit
}

// mysqlBytes is the most that a value takes in a row or a key.
func mysqlBytes(c *columnPlan) int {
	if n, perUnit := mysqlLength(c); n > 0 {
		return n*perUnit + 2
	}
	if mysqlIsLong(c) || mysqlUnsortable(c) {
		return 12
	}
	if args, ok := strings.CutPrefix(c.typeName, "decimal("); ok {
		n, _ := strconv.Atoi(strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ')' })[0])
		return n/2 + 2
	}
	if c.typeName == "uuid" || c.typeName == "inet6" {
		return 16
	}
	return 8
}

// mysqlFitRow turns the longest columns into text until a row fits.
func mysqlFitRow(w *writer, t *tablePlan) {
	sum := len(t.columns)/8 + 64
	for _, c := range t.columns {
		sum += mysqlBytes(c)
	}
	bound := t.bound()
	for sum > mysqlRowBytes {
		var longest *columnPlan
		for _, c := range t.columns {
			if n, _ := mysqlLength(c); n == 0 || bound[c] {
				continue
			}
			if longest == nil || mysqlBytes(c) > mysqlBytes(longest) {
				longest = c
			}
		}
		if longest == nil || mysqlBytes(longest) <= 16 {
			return
		}
		before := mysqlBytes(longest)
		name := "text"
		if strings.Contains(longest.typeName, "binary") {
			name = "blob"
		}
		w.note(&t.notes, longest.c.ID, "type-changed", t.where(longest), "%s: becomes %s, because a row holds %d bytes at most.", t.where(longest), name, mysqlRowBytes)
		longest.typeName = name
		sum -= before - mysqlBytes(longest)
	}
}

// bound returns the columns of keys, unique indexes and foreign keys, which must keep a
// length.
func (t *tablePlan) bound() map[*columnPlan]bool {
	set := map[*columnPlan]bool{}
	add := func(columns []*columnPlan) {
		for _, c := range columns {
			set[c] = true
		}
	}
	if t.primary != nil {
		add(t.primary.columns)
	}
	for _, k := range t.uniques {
		add(k.columns)
	}
	for _, f := range t.foreign {
		if f.why == "" {
			add(f.from)
		}
	}
	for _, x := range t.indexes {
		for _, p := range x.parts {
			if x.unique && p.column != nil {
				set[p.column] = true
			}
		}
	}
	return set
}

// mysqlPrepare gives child columns the number types of their parents: InnoDB refuses a
// foreign key between int and bigint, which PostgreSQL and SQLite take. What can't be
// compared then is left out.
func mysqlPrepare(w *writer) {
	number := func(name string) bool {
		name, _, _ = strings.Cut(strings.TrimSuffix(name, " unsigned"), "(")
		return slices.Contains([]string{"tinyint", "smallint", "mediumint", "int", "integer", "bigint", "decimal", "numeric", "float", "double", "bool", "boolean"}, name)
	}
	w.fitToParents(func(a, b string) bool { return !number(a) || !number(b) || mysqlBase(a) == mysqlBase(b) })
	w.leaveMisfits(mysqlComparable)
}

// mysqlComparable tells whether InnoDB takes a foreign key between two columns: texts may
// differ in their length, all else is of one type.
func mysqlComparable(a, b *columnPlan) bool {
	class := func(c *columnPlan) string {
		switch name, _, _ := strings.Cut(c.typeName, "("); name {
		case "char", "varchar", "character", "character varying":
			return "text"
		case "binary", "varbinary":
			return "bytes"
		case "enum", "set":
			return name
		}
		return mysqlBase(c.typeName)
	}
	return class(a) == class(b)
}

// mysqlBase is a type without its display width.
func mysqlBase(typeName string) string {
	name, rest, width := strings.Cut(typeName, "(")
	switch name {
	case "integer":
		name = "int"
	case "bool", "boolean":
		name = "tinyint"
	}
	if !width || strings.HasPrefix(name, "decimal") || strings.HasPrefix(name, "numeric") {
		return name + strings.TrimPrefix(typeName, strings.SplitN(typeName, "(", 2)[0])
	}
	_, sign, _ := strings.Cut(rest, ")")
	return name + sign
}
