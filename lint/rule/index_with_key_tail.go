package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I005", Name: "index-with-key-tail", Severity: lint.Info, Since: "0.1",
	What: "An index ends in the primary key, which InnoDB appends by itself.",
	Why: "Each index of InnoDB holds the primary key of its rows at its end, so that naming it adds nothing, and hides that the " +
		"index is the same as one without it.",
	How:     "Leave the columns of the primary key out of the index.",
	Bad:     `CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, note text, KEY orders_customer_idx (customer_id, id));`,
	Good:    `CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, note text, KEY orders_customer_idx (customer_id));`,
	Dialect: "mysql",
	Table:   keyTail,
})

func keyTail(p *lint.Pass, t *diagram.Table) {
	can, ok := p.Capability()
	pk := t.PrimaryKey()
	if !ok || !can.KeyInIndexes || pk == nil {
		return
	}
	for _, x := range t.Indexes {
		n := len(x.Parts) - len(pk.Columns)
		if x.Unique || !isOrdinary(x) || n < 1 {
			continue
		}
		tail := slices.EqualFunc(x.Parts[n:], pk.Columns, func(part diagram.IndexPart, id diagram.ID) bool {
			return part.Column == id && !part.Descending && part.Length == 0
		})
		if !tail {
			continue
		}
		s := sorter{index: x, parts: x.Parts}
		p.Report(lint.Finding{
			Objects:  []lint.Object{p.TableObject(t), s.object(p, t)},
			Message:  fmt.Sprintf("%s ends in the primary key, which %s appends by itself.", s.onTable(p, t), can.Title),
			Evidence: []string{"The primary key is " + listed(t.Names(pk.Columns))},
			Fixes: []lint.Fix{{
				Title: fmt.Sprintf("Leave %s out of %s", listed(t.Names(pk.Columns)), s.title(t)), Safe: true,
				Ops: func() []op.Op { return []op.Op{op.SetTo(x.ID, "parts", x.Parts[:n])} },
			}},
		})
	}
}
