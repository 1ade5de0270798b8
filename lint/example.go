package lint

import (
	"fmt"
	"regexp"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

var lineForm = regexp.MustCompile(`^(\S+)\s+([|}o][|o{}]|\?\?)--([|o{][|o{]|\?\?)\s+(\S+)(?:\s*:\s*(.*))?$`)

// lineCards are Mermaid's signs for the left and the right end of a line.
var lineCards = map[string]diagram.Cardinality{
	"||": diagram.One, "|o": diagram.ZeroOne, "}o": diagram.ZeroMany, "}|": diagram.OneMany,
	"o|": diagram.ZeroOne, "o{": diagram.ZeroMany, "|{": diagram.OneMany,
	"??": diagram.Unknown,
}

// Example reads the example of a rule: SQL, lines drawn between its tables in Mermaid's
// notation, one per text line: "students }o--o{ courses : attends" (?? is an end that says
// nothing), and modules, one per text line with its tables and the modules that it may
// refer to: "sales: orders, items -> shop, stock". The error names what is not plain SQL,
// or speaks of a table or module that is not there.
func Example(sql, lines, modules, dialect string) (*diagram.Page, error) {
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
	if err := addModules(page.Diagram, modules); err != nil {
		return nil, err
	}
	return page, nil
}

// addModules makes all modules first, because a module may refer to one below it.
func addModules(d *diagram.Diagram, lines string) error {
	named := map[string]*diagram.Module{}
	for line := range strings.Lines(lines) {
		name, _, ok := strings.Cut(line, ":")
		if name = strings.TrimSpace(name); ok && name != "" {
			named[name] = d.AddModule(&diagram.Module{ID: diagram.DerivedID("module", name), Name: name})
		} else if strings.TrimSpace(line) != "" {
			return fmt.Errorf("example: not a module with its tables: %s", line)
		}
	}
	for line := range strings.Lines(lines) {
		name, rest, _ := strings.Cut(line, ":")
		m := named[strings.TrimSpace(name)]
		tables, allows, _ := strings.Cut(rest, "->")
		for _, other := range listOf(allows) {
			if named[other] == nil {
				return fmt.Errorf("example: no such module: %s", other)
			}
			m.Allows = append(m.Allows, named[other].ID)
		}
		for _, table := range listOf(tables) {
			t := tableNamed(d, table)
			if t == nil {
				return fmt.Errorf("example: no such table: %s", table)
			}
			t.Module = m.ID
		}
	}
	return nil
}

// listOf returns the names between commas.
func listOf(text string) []string {
	var list []string
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.TrimSpace(name); name != "" {
			list = append(list, name)
		}
	}
	return list
}

func drawLine(d *diagram.Diagram, line string) error {
	m := lineForm.FindStringSubmatch(line)
	if m == nil {
		return fmt.Errorf("example: not a line between two tables: %s", line)
	}
	a, b := tableNamed(d, m[1]), tableNamed(d, m[4])
	if a == nil || b == nil {
		return fmt.Errorf("example: no such table: %s", line)
	}
	d.AddRelationship(&diagram.Relationship{
		ID:   diagram.DerivedID("line", line),
		Name: m[5],
		Ends: diagram.Between(a.ID, lineCards[m[2]], b.ID, lineCards[m[3]]),
	})
	return nil
}

func tableNamed(d *diagram.Diagram, name string) *diagram.Table {
	for _, t := range d.Tables {
		if t.Name == name {
			return t
		}
	}
	return nil
}
