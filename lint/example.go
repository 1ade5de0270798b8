package lint

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
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

// Example is one example of a rule.
type Example struct {
	SQL, Dialect string
	// Lines are drawn between tables, in Mermaid's notation, one per text line: "students
	// }o--o{ courses : attends" (?? is an end that says nothing). A line between columns is a
	// foreign key that is drawn with these cardinalities, the child on the left:
	// "orders.customer_id }o--|| customers.id".
	Lines string
	// Modules are one per text line with its tables and the modules that it may refer to:
	// "sales: orders, items -> shop, stock".
	Modules string
}

// BadExample is the example in which the rule finds something.
func (r *Rule) BadExample() Example {
	return Example{r.Bad, cmp.Or(r.Dialect, "postgres"), r.BadLines, r.BadModules}
}

// GoodExample is the example in which it finds nothing.
func (r *Rule) GoodExample() Example {
	return Example{r.Good, cmp.Or(r.Dialect, "postgres"), "", r.GoodModules}
}

// Read makes a diagram of the example. The error names what is not plain SQL, or speaks of
// a table, column or module that is not there.
func (e Example) Read() (*diagram.Page, error) {
	source := ddl.Parse([]byte(e.SQL), e.Dialect)
	for _, w := range source.Warnings {
		return nil, fmt.Errorf("example: %s: %s", w.Where, w.Message)
	}
	page := source.Pages[0]
	for line := range strings.Lines(e.Lines) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if err := drawLine(page.Diagram, line); err != nil {
			return nil, err
		}
	}
	if err := addModules(page.Diagram, e.Modules); err != nil {
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

// CheckExample reads the bad example of a rule and returns what the rule finds there. All
// are the rules that run beside those about ignores, which speak of what others find.
func CheckExample(ctx context.Context, r *Rule, all []*Rule) (*diagram.Page, []Finding, error) {
	page, err := r.BadExample().Read()
	if err != nil {
		return nil, nil, err
	}
	rules := []*Rule{r}
	if r.books != nil {
		rules = all
	}
	found := Run(ctx, page.Diagram, rules, Config{Today: exampleDay})
	return page, slices.DeleteFunc(found, func(f Finding) bool { return f.Rule != r.Code }), nil
}

// exampleDay is the day on which examples are looked at.
const exampleDay = "2026-01-01"

// HasFix tells whether a rule offers a fix for its own bad example.
func HasFix(r *Rule, all []*Rule) bool {
	_, found, err := CheckExample(context.Background(), r, all)
	return err == nil && slices.ContainsFunc(found, func(f Finding) bool { return len(f.Fixes) > 0 })
}
