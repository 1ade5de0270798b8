package ddl_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

func TestCapabilityOfEveryDialect(t *testing.T) {
	for _, d := range ddl.All() {
		c, ok := ddl.CapabilityOf(d.Name)
		require.True(t, ok, d.Name)
		require.Equal(t, d.Title, c.Title)
	}
	for _, name := range []string{"sqlserver", "oracle"} {
		_, ok := ddl.CapabilityOf(name)
		require.True(t, ok, name)
	}
	for _, name := range []string{"", "cobol"} {
		_, ok := ddl.CapabilityOf(name)
		require.False(t, ok, name)
	}
}

func TestFit(t *testing.T) {
	tests := []struct {
		dialect, typ, written string
		native, lossy         bool
	}{
		{"postgres", "VARCHAR(20)", "varchar(20)", true, false},
		{"postgres", "datetime", "timestamp", false, false},
		{"postgres", "serial", "serial", true, false},
		{"postgres", "bogus", "text", false, true},
		{"postgres", "int[]", "int", true, false},
		{"mysql", "uuid", "char(36)", false, false},
		{"mysql", "interval", "varchar(64)", false, true},
		{"mysql", "enum('a','b')", "enum('a','b')", true, false},
		{"mariadb", "uuid", "uuid", true, false},
		{"sqlite", "numeric(10,2)", "numeric(10,2)", true, false},
		{"sqlserver", "nvarchar(max)", "nvarchar(max)", true, false},
		{"sqlserver", "boolean", "bit", false, false},
		{"sqlserver", "jsonb", "nvarchar(max)", false, false},
		{"oracle", "number(10)", "number(10)", true, false},
		{"oracle", "bigint", "number(19)", false, false},
		{"oracle", "uuid", "raw(16)", false, false},
	}
	for _, test := range tests {
		t.Run(test.dialect+" "+test.typ, func(t *testing.T) {
			c, ok := ddl.CapabilityOf(test.dialect)
			require.True(t, ok)
			fit := c.Fit(diagram.ParseType(test.typ))
			require.Equal(t, test.written, fit.Written)
			require.Equal(t, test.native, fit.Native)
			require.Equal(t, test.lossy, fit.Loss != "", fit.Loss)
		})
	}
}

func TestRefusesAction(t *testing.T) {
	tests := []struct {
		dialect  string
		action   diagram.Action
		onUpdate bool
		refused  bool
	}{
		{"postgres", diagram.ActionSetDefault, false, false},
		{"mysql", diagram.ActionSetDefault, false, true},
		{"mysql", diagram.ActionRestrict, false, false},
		{"sqlserver", diagram.ActionRestrict, true, true},
		{"sqlserver", diagram.ActionCascade, true, false},
		{"oracle", diagram.ActionCascade, false, false},
		{"oracle", diagram.ActionCascade, true, true},
		{"oracle", diagram.ActionDefault, true, false},
	}
	for _, test := range tests {
		c, ok := ddl.CapabilityOf(test.dialect)
		require.True(t, ok)
		require.Equal(t, test.refused, c.RefusesAction(test.action, test.onUpdate) != "", "%+v", test)
	}
}

func TestDefaultMisfit(t *testing.T) {
	tests := []struct {
		dialect, typ, text string
		misfit             bool
	}{
		{"postgres", "int", "1", false},
		{"postgres", "int", "'1'", false},
		{"postgres", "int", "'one'", true},
		{"postgres", "int", "now()", true},
		{"postgres", "smallint", "40000", true},
		{"postgres", "date", "CURRENT_DATE", false},
		{"postgres", "date", "now()", false},
		{"postgres", "date", "'infinity'", false},
		{"postgres", "date", "0", true},
		{"postgres", "boolean", "'yes'", false},
		{"postgres", "boolean", "'maybe'", true},
		{"postgres", "varchar(3)", "'EURO'", true},
		{"postgres", "varchar(3)", "12", false},
		{"postgres", "text", "'new'::text", false},
		{"postgres", "text[]", "'{}'", false},
		{"postgres", "text[]", "'a'", true},
		{"postgres", "jsonb", "'{'", true},
		{"postgres", "numeric", "(1 + 2)", false},
		{"postgres", "mood", "'sad'", false},
		{"mysql", "enum('a','b')", "'c'", true},
		{"mysql", "tinyint(1)", "'0'", false},
		{"mysql", "datetime", "'0000-00-00 00:00:00'", false},
		{"mysql", "bit(1)", "b'0'", false},
		{"sqlite", "integer", "CURRENT_TIMESTAMP", false},
		{"", "int", "'x'", true},
		{"sqlserver", "bit", "((1))", false},
		{"sqlserver", "datetime2", "(getdate())", false},
		{"oracle", "date", "SYSDATE", false},
	}
	for _, test := range tests {
		got := ddl.DefaultMisfit(test.dialect, diagram.ParseType(test.typ), test.text)
		require.Equal(t, test.misfit, got != "", "%s %s DEFAULT %s: %s", test.dialect, test.typ, test.text, got)
	}
}
