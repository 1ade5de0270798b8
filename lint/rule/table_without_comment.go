package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "D001", Name: "table-without-comment", Severity: lint.Info, Since: "0.1", Pedantic: true,
	What: "A table has no comment.",
	Why:  "What one row stands for, who writes it and how long it is kept is not in any name.",
	How:  "Say in one sentence what a row is. The rule runs under the preset strict, or where its level is set.",
	Bad:  `CREATE TABLE holds (id int PRIMARY KEY, copy_id int, until date);`,
	Good: `CREATE TABLE holds (id int PRIMARY KEY, copy_id int, until date);
COMMENT ON TABLE holds IS 'A reader has asked to be told when the copy is back.';`,
	Table: tableWithoutComment,
})

func tableWithoutComment(p *lint.Pass, t *diagram.Table) {
	if t.Comment == "" {
		p.Report(lint.Finding{
			Objects: []lint.Object{p.TableObject(t)},
			Message: fmt.Sprintf("%s has no comment.", p.TableName(t)),
		})
	}
}
