package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

func TestDrawingThatNeverSaysNotNull(t *testing.T) {
	for _, c := range []struct {
		name, column string
		tier         lint.Tier
	}{
		{"no column says it", "total int", lint.Hint},
		{"another column says it", "total int NOT NULL", lint.Certain},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := linttest.Read(t, "CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE orders (id int PRIMARY KEY, customer_id int, "+c.column+");",
				"orders.customer_id }o--|| customers.id", "postgres").Diagram
			found := linttest.Check(d, rule.Find("K013"))
			require.Len(t, found, 1)
			require.Equal(t, c.tier, found[0].Tier)
		})
	}
}
