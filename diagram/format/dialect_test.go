package format_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format"
)

func TestReadDialect(t *testing.T) {
	script := []byte("CREATE TABLE t (id int PRIMARY KEY);")
	for _, dialect := range []string{"mysql", "sqlserver", "oracle"} {
		s, err := format.ReadDialect("t.sql", script, "", dialect)
		require.NoError(t, err)
		require.Equal(t, dialect, s.Pages[0].Diagram.Dialect)
	}
	s, err := format.Read("t.sql", script, "")
	require.NoError(t, err)
	require.NotEqual(t, "oracle", s.Pages[0].Diagram.Dialect)

	// A drawing that says no dialect gets it; a file that says one keeps its own.
	drawing, err := os.ReadFile("../../testdata/drawio/shop.drawio")
	require.NoError(t, err)
	s, err = format.ReadDialect("shop.drawio", drawing, "", "mysql")
	require.NoError(t, err)
	require.Equal(t, "mysql", s.Pages[0].Diagram.Dialect)
	s, err = format.ReadDialect("s.json", []byte(`{"dialect":"postgres","tables":[{"name":"t","columns":[{"name":"id","type":"int"}]}]}`), "", "mysql")
	require.NoError(t, err)
	require.Equal(t, "postgres", s.Pages[0].Diagram.Dialect)
}
