package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "I004", Name: "too-many-indexes", Severity: lint.Info, Since: "0.1",
	What: "A table has more indexes than is usual.",
	Why: "Every insert writes all of them, and many updates do: such tables are slow to write, and the indexes crowd each other " +
		"out of memory.",
	How: "Look which ones are read at all (pg_stat_user_indexes, sys.schema_unused_indexes) and drop the others; several on the " +
		"same first column can often be one.",
	Bad: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int, d int, e int, f int, g int, h int, i int, j int, k int, l int, m int);
CREATE INDEX orders_a ON orders (a); CREATE INDEX orders_b ON orders (b); CREATE INDEX orders_c ON orders (c);
CREATE INDEX orders_d ON orders (d); CREATE INDEX orders_e ON orders (e); CREATE INDEX orders_f ON orders (f);
CREATE INDEX orders_g ON orders (g); CREATE INDEX orders_h ON orders (h); CREATE INDEX orders_i ON orders (i);
CREATE INDEX orders_j ON orders (j); CREATE INDEX orders_k ON orders (k); CREATE INDEX orders_l ON orders (l);
CREATE INDEX orders_m ON orders (m);`,
	Good: `CREATE TABLE orders (id int PRIMARY KEY, a int, b int, c int);
CREATE INDEX orders_a ON orders (a); CREATE INDEX orders_b ON orders (b); CREATE INDEX orders_c ON orders (c);`,
	Table: tooManyIndexes,
})

// manyIndexes is how many indexes, beside keys, hardly any table has more of.
const manyIndexes = 12

func tooManyIndexes(p *lint.Pass, t *diagram.Table) {
	n := len(t.Indexes)
	if n <= manyIndexes {
		return
	}
	p.Report(lint.Finding{
		Objects:  []lint.Object{p.TableObject(t)},
		Message:  fmt.Sprintf("%s has %d indexes.", p.TableName(t), n),
		Evidence: []string{fmt.Sprintf("Hardly any table has more than %d", manyIndexes), fmt.Sprintf("It has %d columns", len(t.Columns))},
		Tier:     lint.Likely, Confidence: .8,
	})
}
