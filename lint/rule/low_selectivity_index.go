package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I008", Name: "low-selectivity-index", Severity: lint.Info, Since: "0.1",
	What: "An index holds nothing but a column of two or three values.",
	Why:  "It finds half of the table at a time, so that databases read the table instead; it only costs writes.",
	How:  "Drop it, put a column in front that tells more, or make it a partial index of the rare value (WHERE NOT done).",
	Bad: `CREATE TABLE tasks (id int PRIMARY KEY, done boolean NOT NULL);
CREATE INDEX tasks_done_idx ON tasks (done);`,
	Good: `CREATE TABLE tasks (id int PRIMARY KEY, done boolean NOT NULL);
CREATE INDEX tasks_open_idx ON tasks (id) WHERE NOT done;`,
	Table: lowSelectivity,
})

func lowSelectivity(p *lint.Pass, t *diagram.Table) {
	for _, x := range t.Indexes {
		if len(x.Parts) != 1 || x.Unique || !isOrdinary(x) || x.Where != "" || len(x.Include) > 0 {
			continue
		}
		c := t.Column(x.Parts[0].Column)
		if c == nil || isReference(p, c) {
			continue
		}
		typ := p.Type(c.Type)
		values := 2
		switch p.TypeFamily(c.Type) {
		case diagram.FamilyBoolean:
		case diagram.FamilyEnum:
			if values = len(typ.Values); values == 0 || values > 3 || typ.Name == "set" {
				continue
			}
		default:
			continue
		}
		if typ.Array > 0 {
			continue
		}
		s := sorter{index: x, parts: x.Parts}
		p.Report(lint.Finding{
			Objects:  append(p.ColumnObjects(t, c), s.object(p, t)),
			Message:  fmt.Sprintf("%s holds %s alone, which has %d values.", s.onTable(p, t), c.Name, values),
			Evidence: []string{fmt.Sprintf("The type is %s", typeLabel(c)), "It holds all rows, not those of the rare value"},
			Tier:     lint.Likely, Confidence: .8,
			Fixes: []lint.Fix{s.drop(t, false)},
		})
	}
}
