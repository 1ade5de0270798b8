package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X005", Name: "unsupported-index", Severity: lint.Warning, Since: "0.1",
	What: "An index is partial, on an expression, of a kind or with included columns that the chosen database does not know.",
	Why: "The script writes it for all rows, without the columns, or not at all. A unique index of some rows cannot become one of " +
		"all rows: the rule that it guarded is gone.",
	How: "Index a computed column instead of an expression. For a unique index of some rows, make a computed column that is NULL " +
		"in the others and a unique key on it.",
	Bad: `CREATE TABLE users (id int PRIMARY KEY, email varchar(200) NOT NULL, deleted boolean NOT NULL);
CREATE UNIQUE INDEX users_email_key ON users (email) WHERE NOT deleted;`,
	Good: `CREATE TABLE users (id int PRIMARY KEY, email varchar(200) NOT NULL, deleted boolean NOT NULL);
CREATE UNIQUE INDEX users_email_key ON users (email);`,
	Dialect: "mysql",
	Table:   unsupportedIndex,
})

func unsupportedIndex(p *lint.Pass, t *diagram.Table) {
	if len(t.Indexes) == 0 {
		return
	}
	can, ok := p.Capability()
	if !ok {
		return
	}
	for _, x := range t.Indexes {
		s := sorter{index: x, parts: x.Parts}
		clash, severity, why := indexClash(can, x)
		if clash == "" {
			continue
		}
		p.Report(lint.Finding{
			Severity: severity,
			Objects:  []lint.Object{p.TableObject(t), s.object(p, t)},
			Message:  fmt.Sprintf("%s %s.", s.onTable(p, t), clash),
			Evidence: []string{why},
			Fixes:    plainIndex(can, t, s),
		})
	}
}

// indexClash says what of an index a database has not, how bad that is, and what becomes
// of the index.
func indexClash(can *ddl.Capability, x *diagram.Index) (clash string, severity lint.Severity, why string) {
	none := ", and " + can.Title + " has no such indexes"
	switch {
	case !can.HasIndexMethod(x.Method) && x.Method != "hash":
		return "is of the kind " + x.Method + none, lint.Warning, "The index is left out"
	case hasExpression(x) && can.Name == "mysql":
		return "holds an expression, and scripts for MySQL leave such indexes out", lint.Info, "MySQL 8.0.13 has them, older versions and MariaDB have not"
	case hasExpression(x) && !can.ExpressionIndexes:
		return "holds an expression" + none, lint.Warning, "The index is left out"
	case x.Where != "" && !can.PartialIndexes && x.Unique:
		return "is partial" + none, lint.Warning, "As an index of all rows it would refuse more rows"
	case x.Where != "" && !can.PartialIndexes:
		return "is partial" + none, lint.Info, "The script makes it one of all rows"
	case len(x.Include) > 0 && !can.IncludedColumns:
		return "has included columns" + none, lint.Info, "The index is written without them"
	case !can.HasIndexMethod(x.Method):
		return "is of the kind " + x.Method + none, lint.Info, "The script makes it one of the usual kind"
	}
	return "", "", ""
}

func hasExpression(x *diagram.Index) bool {
	for _, part := range x.Parts {
		if part.Column == "" {
			return true
		}
	}
	return false
}

// plainIndex is the fix that makes an index what the script makes of it.
func plainIndex(can *ddl.Capability, t *diagram.Table, s sorter) []lint.Fix {
	x := s.index
	left := !can.HasIndexMethod(x.Method) && x.Method != "hash" || hasExpression(x) && !can.ExpressionIndexes
	if left || x.Unique && x.Where != "" && !can.PartialIndexes {
		return []lint.Fix{s.drop(t, false)}
	}
	return []lint.Fix{{
		Title: fmt.Sprintf("Make %s a plain one", s.title(t)),
		Ops: func() []op.Op {
			var ops []op.Op
			if x.Where != "" && !can.PartialIndexes {
				ops = append(ops, op.SetTo(x.ID, "where", ""))
			}
			if len(x.Include) > 0 && !can.IncludedColumns {
				ops = append(ops, op.SetTo(x.ID, "include", []diagram.ID{}))
			}
			if !can.HasIndexMethod(x.Method) {
				ops = append(ops, op.SetTo(x.ID, "method", ""))
			}
			return ops
		},
	}}
}
