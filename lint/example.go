package lint

import (
	"fmt"
	"regexp"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

var lineForm = regexp.MustCompile(`^(\S+)\s+([|}o][|o{}])--([|o{][|o{])\s+(\S+)(?:\s*:\s*(.*))?$`)

// lineCards are Mermaid's signs for the left and the right end of a line.
var lineCards = map[string]diagram.Cardinality{
	"||": diagram.One, "|o": diagram.ZeroOne, "}o": diagram.ZeroMany, "}|": diagram.OneMany,
	"o|": diagram.ZeroOne, "o{": diagram.ZeroMany, "|{": diagram.OneMany,
}

// Example reads the example of a rule: SQL, and lines drawn between its tables in
// Mermaid's notation, one per text line: "students }o--o{ courses : attends". A line
// between columns is a foreign key that is drawn with these cardinalities, the child on
// the left: "orders.customer_id }o--|| customers.id". The error names what is not plain
// SQL, or no line between two of the tables.
func Example(sql, lines, dialect string) (*diagram.Page, error) {
	source := ddl.Parse([]byte(sql), dialect)
	for _, w := range source.Warnings {
		return nil, fmt.Errorf("example: %s: %s", w.Where, w.Message)
	}
	page := source.Pages[0]
	for line := range strings.Lines(lines) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := drawLine(page.Diagram, line); err != nil {
			return nil, err
		}
	}
	return page, nil
}

func drawLine(d *diagram.Diagram, line string) error {
	m := lineForm.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("example: not a line between two tables: %s", line)
	}
	a, from := sideNamed(d, m[1])
	b, to := sideNamed(d, m[4])
	if a == nil || b == nil || (from == nil) != (to == nil) {
		return fmt.Errorf("example: no such table or column: %s", line)
	}
	r := &diagram.Relationship{
		ID:   diagram.DerivedID("line", line),
		Name: m[5],
		Ends: diagram.Between(a.ID, lineCards[m[2]], b.ID, lineCards[m[3]]),
	}
	if from != nil {
		r.Directed, r.Pairs = true, []diagram.Pair{{From: from.ID, To: to.ID}}
	}
	d.AddRelationship(r)
	return nil
}

// sideNamed finds the table that a side of a line names, and the column when it names one.
func sideNamed(d *diagram.Diagram, name string) (*diagram.Table, *diagram.Column) {
	if t := tableNamed(d, name); t != nil {
		return t, nil
	}
	table, column, _ := strings.Cut(name, ".")
	if t := tableNamed(d, table); t != nil {
		if c := t.ColumnNamed(column); c != nil {
			return t, c
		}
	}
	return nil, nil
}

func tableNamed(d *diagram.Diagram, name string) *diagram.Table {
	for _, t := range d.Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}
