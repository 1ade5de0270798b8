package rule

import (
	"fmt"
	"strings"
	"unicode"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X006", Name: "case-folded-name", Severity: lint.Info, Since: "0.1",
	What: "Names hold capitals that the chosen database folds away unless they stand in quotes.",
	Why: "PostgreSQL reads orderId as orderid and Oracle as ORDERID: every statement that leaves out the quotes once looks for " +
		"another name, and does not find it.",
	How: "Write names in small letters with underscores. Schemas that a program alone reads, which quotes every name, may stay " +
		"as they are.",
	Bad:   `CREATE TABLE orders (id int PRIMARY KEY, "customerName" text, "shipTo" text);`,
	Good:  `CREATE TABLE orders (id int PRIMARY KEY, customer_name text, ship_to text);`,
	Table: caseFolded,
})

func caseFolded(p *lint.Pass, t *diagram.Table) {
	can, ok := p.Capability()
	if !ok || can.Folds == "" {
		return
	}
	var mixed []*diagram.Column
	for _, c := range t.Columns {
		if isFolded(c.Name) {
			mixed = append(mixed, c)
		}
	}
	self := isFolded(t.Name)
	if !self && len(mixed) == 0 {
		return
	}
	f := lint.Finding{Tier: lint.Hint, Confidence: .6, Evidence: []string{fmt.Sprintf("%s reads bare names in %s case", can.Title, can.Folds)}}
	switch {
	case self && len(mixed) > 0:
		f.Message = fmt.Sprintf("The names of %s and of its %s need quotes.", p.TableName(t), columnCount(len(mixed)))
	case self:
		f.Message = fmt.Sprintf("The name of %s needs quotes.", p.TableName(t))
	default:
		f.Message = fmt.Sprintf("%s of %s %s quotes.", listed(names(mixed)), p.TableName(t), need(len(mixed)))
	}
	f.Objects = append([]lint.Object{p.TableObject(t)}, p.ColumnObjects(t, mixed...)...)
	free := !self || !p.HasTable(foldedName(t.Name, can.Folds)) || strings.EqualFold(t.Name, foldedName(t.Name, can.Folds))
	if free && !hasExpressions(t) && keepsApart(t, mixed, can.Folds) {
		what := columnCount(len(mixed)) + " of " + p.TableName(t)
		switch {
		case self && len(mixed) > 0:
			what = p.TableName(t) + " and " + columnCount(len(mixed))
		case self:
			what = p.TableName(t)
		}
		f.Fixes = []lint.Fix{{
			Title: fmt.Sprintf("Rename %s to %s case", what, can.Folds),
			Ops: func() []op.Op {
				var ops []op.Op
				if self {
					ops = append(ops, op.SetTo(t.ID, "name", foldedName(t.Name, can.Folds)))
				}
				for _, c := range mixed {
					ops = append(ops, op.SetTo(c.ID, "name", foldedName(c.Name, can.Folds)))
				}
				return ops
			},
		}}
	}
	p.Report(f)
}

func columnCount(n int) string {
	if n == 1 {
		return "one column"
	}
	return fmt.Sprintf("%d columns", n)
}

func need(n int) string {
	if n == 1 {
		return "needs"
	}
	return "need"
}

// isFolded tells whether a name means another one without quotes. What is written in one
// case throughout is left out: it mostly comes from a script without quotes.
func isFolded(name string) bool {
	var upper, lower bool
	for _, r := range name {
		upper = upper || unicode.IsUpper(r)
		lower = lower || unicode.IsLower(r)
	}
	return upper && lower
}

// foldedName writes a name in one case, with underscores between its words.
func foldedName(name, folds string) string {
	var b strings.Builder
	before := rune(0)
	for _, r := range name {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte('_')
		}
		b.WriteRune(r)
		before = r
	}
	if folds == "upper" {
		return strings.ToUpper(b.String())
	}
	return strings.ToLower(b.String())
}

// keepsApart tells whether the columns keep names of their own when they are folded.
func keepsApart(t *diagram.Table, mixed []*diagram.Column, folds string) bool {
	taken := map[string]bool{}
	for _, c := range t.Columns {
		name := c.Name
		for _, m := range mixed {
			if m == c {
				name = foldedName(c.Name, folds)
			}
		}
		if name = strings.ToLower(name); taken[name] {
			return false
		}
		taken[name] = true
	}
	return true
}

// hasExpressions tells whether a table holds SQL that names its columns.
func hasExpressions(t *diagram.Table) bool {
	if len(t.Checks) > 0 {
		return true
	}
	for _, c := range t.Columns {
		if c.Check != "" || c.Generated != "" {
			return true
		}
	}
	for _, x := range t.Indexes {
		if x.Where != "" || hasExpression(x) {
			return true
		}
	}
	return false
}
