package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T007", Name: "timestamp-without-zone", Severity: lint.Info, Since: "0.1",
	What: "Points in time are stored without a time zone.",
	Why: "In PostgreSQL a timestamp is what a clock on some wall showed: two programs in different zones, or one in the hour " +
		"that summer time repeats, read it as different moments.",
	How: "Take timestamptz, which stores the moment itself and takes no more room. Times that are meant for the wall wherever " +
		"one is (opening hours, alarms) may stay, and so may schemas that agree on UTC everywhere.",
	Bad:   `CREATE TABLE orders (id int PRIMARY KEY, created_at timestamp NOT NULL, paid_at timestamptz);`,
	Good:  `CREATE TABLE orders (id int PRIMARY KEY, created_at timestamptz NOT NULL, paid_at timestamptz);`,
	Table: withoutZone,
})

func withoutZone(p *lint.Pass, t *diagram.Table) {
	if p.Diagram.Dialect != "postgres" {
		return
	}
	var plain []*diagram.Column
	zoned := ""
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyTimestamp {
			continue
		}
		switch typ := p.Type(c.Type); {
		case typ.Name == "timestamptz" || typ.Name == "timestamp with time zone":
			zoned = c.Name
		case (typ.Name == "timestamp" || typ.Name == "timestamp without time zone") && p.TypeFit(c.Type).Native && c.Generated == "":
			if diagram.ParseType(c.Type).Name == typ.Name { // else it is a domain's
				plain = append(plain, c)
			}
		}
	}
	if len(plain) == 0 {
		return
	}
	f := lint.Finding{
		Objects:  p.ColumnObjects(t, plain...),
		Message:  fmt.Sprintf("%s %s no time zone.", path(p.TableName(t), names(plain)), has(len(plain))),
		Evidence: []string{fmt.Sprintf("%s is a time on some wall, not a moment", plain[0].Type)},
		Tier:     lint.Hint, Confidence: .5,
		Fixes: []lint.Fix{{
			Title: "Change type of " + path(p.TableName(t), names(plain)) + " to timestamptz",
			Ops: func() []op.Op {
				var ops []op.Op
				for _, c := range plain {
					ops = append(ops, changeType(p, t, c, withZone(p.Type(c.Type)))...)
				}
				return ops
			},
		}},
	}
	if zoned != "" {
		f.Tier, f.Confidence = lint.Likely, .9
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s beside it has one", zoned))
	}
	p.Report(f)
}

func has(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// withZone is the type with a zone for one without, of the same precision.
func withZone(t diagram.DataType) string {
	s := "timestamptz"
	if len(t.Args) > 0 {
		s += "(" + strings.Join(t.Args, ",") + ")"
	}
	return s + strings.Repeat("[]", t.Array)
}
