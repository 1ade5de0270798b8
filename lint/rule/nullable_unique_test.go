package rule_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/lint"
	"crowsfoot/lint/linttest"
	"crowsfoot/lint/rule"
)

func TestOneNullableUniqueColumnMattersInSQLServer(t *testing.T) {
	d := linttest.Read(t, `CREATE TABLE people (id int PRIMARY KEY, email text UNIQUE);`, "", "postgres").Diagram
	found := linttest.Check(d, rule.Find("K011"))
	require.Len(t, found, 1)
	require.Equal(t, lint.Hint, found[0].Tier)
	d.Dialect = "sqlserver"
	found = linttest.Check(d, rule.Find("K011"))
	require.Len(t, found, 1)
	require.Equal(t, lint.Certain, found[0].Tier)
	require.Equal(t, "people.email may be NULL in one row only, because it is unique.", found[0].Message)
}
