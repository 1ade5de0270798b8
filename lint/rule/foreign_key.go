package rule

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// foreignKey builds the foreign key from columns of child to columns of parent with the
// cardinalities that NULL and keys imply.
func foreignKey(p *lint.Pass, code string, child *diagram.Table, columns []*diagram.Column, parent *diagram.Table, parentColumns []*diagram.Column) *diagram.Relationship {
	r := &diagram.Relationship{
		Directed:    true,
		Ends:        diagram.Between(child.ID, childCard(child, ids(columns)), parent.ID, parentCard(child, columns)),
		Identifying: inKey(child, ids(columns)),
		Order:       afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order }),
	}
	parts := []string{"fix", code, string(child.ID), string(parent.ID)}
	for i, c := range columns {
		r.Pairs = append(r.Pairs, diagram.Pair{From: c.ID, To: parentColumns[i].ID})
		parts = append(parts, string(c.ID), string(parentColumns[i].ID))
	}
	r.ID = diagram.DerivedID(parts...)
	return r
}

// addForeignKey builds the operations that add a foreign key. A line that is drawn
// between the tables and holds no columns yet becomes the key.
func addForeignKey(p *lint.Pass, code string, child *diagram.Table, columns []*diagram.Column, parent *diagram.Table, parentColumns []*diagram.Column) []op.Op {
	r := foreignKey(p, code, child, columns, parent, parentColumns)
	line := drawnLine(p, child.ID, parent.ID)
	if line == nil {
		return []op.Op{op.PutOf("", r)}
	}
	ends := r.Ends
	for i, e := range ends {
		for _, drawn := range line.Ends {
			if drawn.Table != e.Table || child == parent {
				continue
			}
			ends[i].Role = drawn.Role
			// What was drawn stays, when it says no less than the columns do.
			if drawn.Card.IsMany() == e.Card.IsMany() && drawn.Card != diagram.Unknown && drawn.Card != "" {
				ends[i].Card = drawn.Card
			}
		}
	}
	return []op.Op{
		op.SetTo(line.ID, "ends", ends),
		op.SetTo(line.ID, "pairs", r.Pairs),
		op.SetTo(line.ID, "directed", true),
		op.SetTo(line.ID, "identifying", r.Identifying),
	}
}

// drawnLine returns the one line between two tables that holds no columns and is not
// many-to-many, or nil when there is none or more than one.
func drawnLine(p *lint.Pass, child, parent diagram.ID) *diagram.Relationship {
	var found *diagram.Relationship
	for _, r := range p.LinesBetween(child, parent) {
		if r.IsManyToMany() || r.Inheritance {
			continue
		}
		if found != nil {
			return nil
		}
		found = r
	}
	return found
}

// childCard is how many child rows one parent row has.
func childCard(child *diagram.Table, columns []diagram.ID) diagram.Cardinality {
	if child.IsUnique(columns) {
		return diagram.ZeroOne
	}
	return diagram.ZeroMany
}

// parentCard is how many parent rows one child row has.
func parentCard(child *diagram.Table, columns []*diagram.Column) diagram.Cardinality {
	for _, c := range columns {
		if !child.NotNull(c) {
			return diagram.ZeroOne
		}
	}
	return diagram.One
}

// inKey tells whether all columns are part of the primary key.
func inKey(t *diagram.Table, columns []diagram.ID) bool {
	for _, id := range columns {
		if !t.InPrimaryKey(id) {
			return false
		}
	}
	return true
}

func ids(columns []*diagram.Column) []diagram.ID {
	list := make([]diagram.ID, len(columns))
	for i, c := range columns {
		list[i] = c.ID
	}
	return list
}

func columnsOf(t *diagram.Table, list []diagram.ID) []*diagram.Column {
	var columns []*diagram.Column
	for _, id := range list {
		if c := t.Column(id); c != nil {
			columns = append(columns, c)
		}
	}
	return columns
}

// afterLast returns an order key behind the last of a sorted list.
func afterLast[T any](list []T, order func(T) string) string {
	if len(list) == 0 {
		return diagram.OrderAt(0)
	}
	return diagram.OrderBetween(order(list[len(list)-1]), "")
}

func keyOrder(k *diagram.Key) string     { return k.Order }
func indexOrder(x *diagram.Index) string { return x.Order }

// referenceType is the type of a column that refers to a column of this type: counters
// that number rows become the integers they count in.
func referenceType(typ string) string {
	t := diagram.ParseType(typ)
	switch t.Name {
	case "serial", "serial4":
		return "integer"
	case "bigserial", "serial8":
		return "bigint"
	case "smallserial", "serial2":
		return "smallint"
	case "autoincrement", "auto_increment", "autonumber", "identity", "counter", "increments", "id", "pk":
		return "integer"
	case "bigincrements":
		return "bigint"
	}
	return typ
}

// maxListed is how many names a sentence holds; of more it says how many.
const maxListed = 8

// listed writes names as people read them: a, b and c.
func listed(names []string) string {
	switch n := len(names); {
	case n == 0:
		return ""
	case n == 1:
		return names[0]
	case n > maxListed:
		return strings.Join(names[:maxListed-1], ", ") + fmt.Sprintf(" and %d more", n-maxListed+1)
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// path names columns of a table: orders.customer_id, or orders (a, b) for several.
func path(table string, columns []string) string {
	if len(columns) == 1 {
		return table + "." + columns[0]
	}
	return table + " (" + strings.Join(columns, ", ") + ")"
}

// columnPath names a column with its table.
func columnPath(p *lint.Pass, t *diagram.Table, c *diagram.Column) string {
	return p.TableName(t) + "." + c.Name
}

// tableNames are the names of tables as messages show them.
func tableNames(p *lint.Pass, tables []*diagram.Table) []string {
	list := make([]string, len(tables))
	for i, t := range tables {
		list[i] = p.TableName(t)
	}
	return list
}

func names(columns []*diagram.Column) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = c.Name
	}
	return list
}

// freeName returns the name, or the name with a number behind it when it is taken.
func freeName(name string, taken func(string) bool) string {
	if !taken(name) {
		return name
	}
	for i := 2; ; i++ {
		if n := name + "_" + strconv.Itoa(i); !taken(n) {
			return n
		}
	}
}

// hasColumn tells whether a column of this name, in any case, is among them.
func hasColumn(columns []*diagram.Column, name string) bool {
	return slices.ContainsFunc(columns, func(c *diagram.Column) bool { return strings.EqualFold(c.Name, name) })
}
