package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K003", Name: "fk-type-mismatch", Severity: lint.Error, Since: "0.1",
	What: "A foreign key column has another type than the column it refers to.",
	Why: "MySQL and SQL Server refuse such a key; elsewhere each join converts every value and may lose the index, and a " +
		"narrower column runs full before its parent does.",
	How: "Give the child column the type of the parent column. Columns that number rows by themselves (serial, identity) " +
		"count as the integers they hold.",
	Bad: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id varchar(20) REFERENCES customers (id));`,
	Good: `CREATE TABLE customers (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));`,
	Relationship: typeMismatch,
})

func typeMismatch(p *lint.Pass, r *diagram.Relationship) {
	k := p.ForeignKey(r.ID)
	if k == nil {
		return
	}
	for i, c := range k.Columns {
		to := k.ParentColumns[i]
		why, severity := typesDiffer(p, c, to)
		if why == "" {
			continue
		}
		childPath := columnPath(p, k.Child, c)
		want := referenceType(to.Type)
		p.Report(lint.Finding{
			Severity: severity,
			Objects:  append(p.ColumnObjects(k.Child, c), p.ColumnObjects(k.Parent, to)...),
			Message: fmt.Sprintf("%s is %s, but refers to %s, which is %s.",
				childPath, typeText(c), columnPath(p, k.Parent, to), typeText(to)),
			Evidence: []string{why},
			Fixes: []lint.Fix{{
				Title: fmt.Sprintf("Change type of %s to %s", childPath, want),
				Safe:  widens(p, c, to),
				Ops:   func() []op.Op { return retype(p, k.Child, c, want, to.Collation, map[diagram.ID]bool{to.ID: true}) },
			}},
		})
	}
}

// retype gives a column another type and collation, and with it the columns that refer to
// it and had the same one: else they would not fit any more.
func retype(p *lint.Pass, t *diagram.Table, c *diagram.Column, typ, collation string, done map[diagram.ID]bool) []op.Op {
	done[c.ID] = true
	var ops []op.Op
	if c.Type != typ {
		ops = append(ops, op.SetTo(c.ID, "type", typ))
	}
	if c.Collation != collation {
		ops = append(ops, op.SetTo(c.ID, "collation", collation))
	}
	for _, k := range p.ForeignKeysTo(t.ID) {
		for i, to := range k.ParentColumns {
			from := k.Columns[i]
			if to != c || done[from.ID] {
				continue
			}
			if why, _ := typesDiffer(p, from, c); why == "" && from.Type != "" {
				ops = append(ops, retype(p, k.Child, from, typ, collation, done)...)
			}
		}
	}
	return ops
}

func typeText(c *diagram.Column) string {
	if c.Collation != "" {
		return c.Type + " collate " + c.Collation
	}
	return c.Type
}

// typesDiffer says in words how the types of a foreign key differ, or nothing when they
// don't, or when one of them is not said.
func typesDiffer(p *lint.Pass, child, parent *diagram.Column) (why string, severity lint.Severity) {
	if child.Type == "" || parent.Type == "" || strings.EqualFold(child.Type, parent.Type) && child.Collation == parent.Collation {
		return "", ""
	}
	a, b := p.Type(child.Type), p.Type(parent.Type)
	fa, fb := comparisonFamily(a), comparisonFamily(b)
	d := p.Diagram
	strict := d.Dialect == "mysql" || d.Dialect == "mariadb" || d.Dialect == "sqlserver"
	bySize := lint.Warning
	if strict {
		bySize = lint.Error
	}
	switch {
	case fa == diagram.FamilyUnknown || fb == diagram.FamilyUnknown:
		return "", ""
	case a.Array != b.Array || fa != fb:
		return fmt.Sprintf("%s and %s are different kinds of values", child.Type, parent.Type), lint.Error
	case a.Unsigned != b.Unsigned:
		return "One is unsigned, the other is not", bySize
	case d.Dialect == "sqlite":
		// SQLite stores all values of a kind alike.
		return "", ""
	case fa == diagram.FamilyInteger && integerBytes(a) != 0 && integerBytes(b) != 0 && integerBytes(a) != integerBytes(b):
		return fmt.Sprintf("%s holds %d bytes, %s %d", child.Type, integerBytes(a), parent.Type, integerBytes(b)), bySize
	case fa == diagram.FamilyDecimal && len(a.Args) > 0 && len(b.Args) > 0 && !sameArgs(a, b):
		return "Precision and scale differ", bySize
	case fa == diagram.FamilyText && shorter(a, b):
		return fmt.Sprintf("%s is too short for some values of %s", child.Type, parent.Type), lint.Warning
	case child.Collation != parent.Collation:
		return "The collations differ", lint.Warning
	}
	return "", ""
}

// comparisonFamily joins families whose values are told apart by size only: whole
// numbers may be written as decimals.
func comparisonFamily(t diagram.DataType) diagram.Family {
	f := t.Family()
	if f == diagram.FamilyDecimal && (len(t.Args) < 2 || t.Args[1] == "0") {
		return diagram.FamilyInteger
	}
	return f
}

// widths are the bytes of the integer types whose names say them.
var widths = map[string]int{
	"tinyint": 1, "int1": 1, "byteint": 1,
	"smallint": 2, "int2": 2, "smallserial": 2, "serial2": 2, "smallinteger": 2, "int16": 2, "short": 2,
	"mediumint": 3, "int3": 3, "middleint": 3,
	"int": 4, "integer": 4, "int4": 4, "serial": 4, "serial4": 4, "int32": 4, "autoincrement": 4, "increments": 4,
	"bigint": 8, "int8": 8, "bigserial": 8, "serial8": 8, "int64": 8, "long": 8, "biginteger": 8, "bigincrements": 8,
}

// integerBytes is how many bytes an integer takes; 0 when its name does not say.
func integerBytes(t diagram.DataType) int { return widths[t.Name] }

func sameArgs(a, b diagram.DataType) bool {
	scale := func(t diagram.DataType) []string {
		if len(t.Args) == 2 && t.Args[1] == "0" {
			return t.Args[:1]
		}
		return t.Args
	}
	return slices.Equal(scale(a), scale(b))
}

// shorter tells whether a text of type a may be too short for one of type b.
func shorter(a, b diagram.DataType) bool {
	la, lb := length(a), length(b)
	return la > 0 && (lb == 0 && isLongText(b) || lb > la)
}

// length is the number in varchar(20), or 0 for none.
func length(t diagram.DataType) int {
	if len(t.Args) == 0 {
		return 0
	}
	n := 0
	for _, r := range t.Args[0] {
		if r < '0' || r > '9' || n > 1<<24 {
			break
		}
		n = n*10 + int(r-'0')
	}
	return n
}

func isLongText(t diagram.DataType) bool {
	return strings.Contains(t.Name, "text") || strings.Contains(t.Name, "clob")
}

// widens tells whether the type of the parent holds every value of the child's type.
func widens(p *lint.Pass, child, parent *diagram.Column) bool {
	a, b := p.Type(child.Type), p.Type(parent.Type)
	if a.Array != b.Array || comparisonFamily(a) != comparisonFamily(b) || a.Unsigned != b.Unsigned {
		return false
	}
	switch comparisonFamily(a) {
	case diagram.FamilyInteger:
		return integerBytes(a) != 0 && integerBytes(a) <= integerBytes(b)
	case diagram.FamilyText:
		return shorter(a, b) || length(a) == length(b)
	}
	return false
}
