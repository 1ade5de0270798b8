package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M001", Name: "mixed-case-convention", Severity: lint.Info, Since: "0.1",
	What: "A name is not written in the case that nearly all other names of the diagram are written in.",
	Why: "Whoever writes a query has to look up how each name is written; and where names with capitals need quotes, a " +
		"forgotten one is an error.",
	How: "Rename it like the others. Names that another system dictates may stay; ignore the finding there.",
	Bad: `CREATE TABLE order_items (id int PRIMARY KEY, order_id int, unit_price numeric(10,2), sort_order int, added_at date);
CREATE TABLE order_notes (id int PRIMARY KEY, order_id int, note_text text, written_by text, written_at date);
CREATE TABLE order_taxes (id int PRIMARY KEY, order_id int, tax_rate numeric(5,2), "taxAmount" numeric(10,2));`,
	Good: `CREATE TABLE order_items (id int PRIMARY KEY, order_id int, unit_price numeric(10,2), sort_order int, added_at date);
CREATE TABLE order_notes (id int PRIMARY KEY, order_id int, note_text text, written_by text, written_at date);
CREATE TABLE order_taxes (id int PRIMARY KEY, order_id int, tax_rate numeric(5,2), tax_amount numeric(10,2));`,
	Table: mixedCase,
})

func mixedCase(p *lint.Pass, t *diagram.Table) {
	if habit := p.TableCase(); habit.Clear && lint.NameCaseOf(t.Name)&habit.Value == 0 {
		p.Report(lint.Finding{
			Objects: []lint.Object{p.TableObject(t)},
			Message: fmt.Sprintf("The name of %s is not written in %s like those of the other tables.", p.TableName(t), habit.Value),
			Tier:    lint.Likely, Confidence: .9,
			Evidence: []string{habitNote(habit, "tables")},
			Fixes:    fixTable(p, t, restyled(t.Name, habit.Value), true),
		})
	}
	habit := p.ColumnCase()
	if !habit.Clear {
		return
	}
	var odd []*diagram.Column
	var list []renaming
	for _, col := range t.Columns {
		if lint.NameCaseOf(col.Name)&habit.Value == 0 {
			odd = append(odd, col)
			list = append(list, renaming{col, restyled(col.Name, habit.Value)})
		}
	}
	if len(odd) == 0 {
		return
	}
	p.Report(lint.Finding{
		Objects: p.ColumnObjects(t, odd...),
		Message: fmt.Sprintf("%s %s not written in %s like the other columns.", path(p.TableName(t), names(odd)), isOrAre(len(odd)), habit.Value),
		Tier:    lint.Likely, Confidence: .9,
		Evidence: []string{habitNote(habit, "columns")},
		Fixes:    fixColumns(p, t, list, "to "+habit.Value.String(), true),
	})
}

// habitNote says how many follow a habit.
func habitNote(h lint.Habit[lint.NameCase], what string) string {
	return fmt.Sprintf("%s are written in %s", h.Share(what), h.Value)
}

func isOrAre(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
