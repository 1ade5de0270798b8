package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X008", Name: "check-ignored", Severity: lint.Error, Since: "0.1",
	What: "MySQL or MariaDB refuses a check, or an old version of MySQL reads and forgets it.",
	Why: "A check may not name a column that numbers rows, or one that a foreign key changes; and before 8.0.16 MySQL took checks " +
		"without ever looking at them, so that rows that break them may be there.",
	How: "Take the action off the foreign key, or check the column in the program. With 8.0.16 or newer on every server the hint " +
		"on other checks may be ignored.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int CHECK (customer_id > 0),
  FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL
);`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (
  id int PRIMARY KEY,
  customer_id int,
  FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL
);`,
	Dialect: "mysql",
	Table:   checkIgnored,
})

func checkIgnored(p *lint.Pass, t *diagram.Table) {
	mysql := p.Diagram.Dialect == "mysql"
	if !mysql && p.Diagram.Dialect != "mariadb" {
		return
	}
	kept := 0
	for _, c := range t.Columns {
		if c.Check == "" {
			continue
		}
		if !refusedCheck(p, t, c.Check, c.ID, "check") {
			kept++
		}
	}
	for _, k := range t.Checks {
		if !refusedCheck(p, t, k.Expression, k.ID, "") {
			kept++
		}
	}
	if kept == 0 || !mysql {
		return
	}
	p.Report(lint.Finding{
		Objects:  []lint.Object{p.TableObject(t)},
		Message:  fmt.Sprintf("MySQL before 8.0.16 forgets the %s of %s.", checkCount(kept), p.TableName(t)),
		Evidence: []string{"A diagram does not tell the version of the server"},
		Tier:     lint.Hint, Confidence: .3,
	})
}

func checkCount(n int) string {
	if n == 1 {
		return "check"
	}
	return fmt.Sprintf("%d checks", n)
}

// refusedCheck reports a check that names a column which MySQL and MariaDB allow none on.
// It belongs to the object of this ID, as its property or as a whole.
func refusedCheck(p *lint.Pass, t *diagram.Table, text string, id diagram.ID, property string) bool {
	c, why := uncheckable(p, t, text)
	if c == nil {
		return false
	}
	p.Report(lint.Finding{
		Objects:  p.ColumnObjects(t, c),
		Message:  fmt.Sprintf("A check names %s, which %s.", columnPath(p, t, c), why),
		Evidence: []string{"The check is " + shortText(text)},
		Fixes: []lint.Fix{{
			Title: "Drop the check on " + columnPath(p, t, c),
			Ops: func() []op.Op {
				if property == "" {
					return []op.Op{op.DeleteOf(id)}
				}
				return []op.Op{op.SetTo(id, property, "")}
			},
		}},
	})
	return true
}

// uncheckable finds the first column of a check that may not be in one, and says why.
func uncheckable(p *lint.Pass, t *diagram.Table, text string) (c *diagram.Column, why string) {
	for _, k := range p.ForeignKeysOf(t.ID) {
		changes := k.OnUpdate == diagram.ActionCascade || k.OnUpdate == diagram.ActionSetNull || k.OnDelete == diagram.ActionSetNull
		for _, c := range k.Columns {
			if changes && mentions(text, c.Name) {
				return c, "a foreign key changes"
			}
		}
	}
	for _, c := range t.Columns {
		if c.Identity != diagram.IdentityNone && mentions(text, c.Name) {
			return c, "numbers its rows"
		}
	}
	return nil, ""
}
