package diagram_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"crowsfoot/diagram"

	"github.com/stretchr/testify/require"
)

func TestParseType(t *testing.T) {
	cases := []struct {
		text   string
		family diagram.Family
		want   diagram.DataType // without Raw
		// String, when it is not the text itself
		written string
	}{
		{"varchar(255)", diagram.FamilyText, diagram.DataType{Name: "varchar", Args: []string{"255"}}, ""},
		{"VARCHAR2(20 CHAR)", diagram.FamilyText, diagram.DataType{Name: "varchar2", Args: []string{"20 CHAR"}}, "varchar2(20 CHAR)"},
		{"character varying", diagram.FamilyText, diagram.DataType{Name: "character varying"}, ""},
		{"  Character   Varying ( 15 ) ", diagram.FamilyText, diagram.DataType{Name: "character varying", Args: []string{"15"}}, "character varying(15)"},
		{"nvarchar(max)", diagram.FamilyText, diagram.DataType{Name: "nvarchar", Args: []string{"max"}}, ""},
		{"[nvarchar](50)", diagram.FamilyText, diagram.DataType{Name: "nvarchar", Args: []string{"50"}}, "nvarchar(50)"},
		{"[int]", diagram.FamilyInteger, diagram.DataType{Name: "int"}, "int"},
		{"[dbo].[Flag]", diagram.FamilyBoolean, diagram.DataType{Name: "dbo.flag"}, "dbo.flag"},
		{`"public"."citext"`, diagram.FamilyText, diagram.DataType{Name: "public.citext"}, "public.citext"},
		{"pg_catalog.int4", diagram.FamilyInteger, diagram.DataType{Name: "pg_catalog.int4"}, ""},
		{"int unsigned", diagram.FamilyInteger, diagram.DataType{Name: "int", Unsigned: true}, ""},
		{"UNSIGNED BIG INT", diagram.FamilyInteger, diagram.DataType{Name: "big int", Unsigned: true}, "big int unsigned"},
		{"bigint(20) unsigned zerofill", diagram.FamilyInteger, diagram.DataType{Name: "bigint", Args: []string{"20"}, Unsigned: true}, "bigint(20) unsigned"},
		{"tinyint(1)", diagram.FamilyBoolean, diagram.DataType{Name: "tinyint", Args: []string{"1"}}, ""},
		{"tinyint(4)", diagram.FamilyInteger, diagram.DataType{Name: "tinyint", Args: []string{"4"}}, ""},
		{"bit(8)", diagram.FamilyBinary, diagram.DataType{Name: "bit", Args: []string{"8"}}, ""},
		{"timestamp(6) with time zone", diagram.FamilyTimestamp, diagram.DataType{Name: "timestamp with time zone", Args: []string{"6"}}, ""},
		{"TIME WITHOUT TIME ZONE", diagram.FamilyTime, diagram.DataType{Name: "time without time zone"}, "time without time zone"},
		{"timestamptz", diagram.FamilyTimestamp, diagram.DataType{Name: "timestamptz"}, ""},
		{"datetime", diagram.FamilyTimestamp, diagram.DataType{Name: "datetime"}, ""},
		{"double precision", diagram.FamilyFloat, diagram.DataType{Name: "double precision"}, ""},
		{"numeric(10, 2)", diagram.FamilyDecimal, diagram.DataType{Name: "numeric", Args: []string{"10", "2"}}, "numeric(10,2)"},
		{"NUMBER(10)", diagram.FamilyInteger, diagram.DataType{Name: "number", Args: []string{"10"}}, "number(10)"},
		{"number(10,2)", diagram.FamilyDecimal, diagram.DataType{Name: "number", Args: []string{"10", "2"}}, ""},
		{"number", diagram.FamilyDecimal, diagram.DataType{Name: "number"}, ""},
		{"string", diagram.FamilyText, diagram.DataType{Name: "string"}, ""},
		{"serial", diagram.FamilyInteger, diagram.DataType{Name: "serial"}, ""},
		{"uuid", diagram.FamilyUUID, diagram.DataType{Name: "uuid"}, ""},
		{"jsonb", diagram.FamilyJSON, diagram.DataType{Name: "jsonb"}, ""},
		{"inet", diagram.FamilyNetwork, diagram.DataType{Name: "inet"}, ""},
		{"geometry(Point,4326)", diagram.FamilySpatial, diagram.DataType{Name: "geometry", Args: []string{"Point", "4326"}}, ""},
		{"text[]", diagram.FamilyText, diagram.DataType{Name: "text", Array: 1}, ""},
		{"_text", diagram.FamilyText, diagram.DataType{Name: "text", Array: 1}, "text[]"},
		{"int[3][]", diagram.FamilyInteger, diagram.DataType{Name: "int", Array: 2}, "int[][]"},
		{"integer ARRAY", diagram.FamilyInteger, diagram.DataType{Name: "integer", Array: 1}, "integer[]"},
		{"integer ARRAY[4]", diagram.FamilyInteger, diagram.DataType{Name: "integer", Array: 1}, "integer[]"},
		{"array<string>", diagram.FamilyText, diagram.DataType{Name: "string", Array: 1}, "string[]"},
		{"varchar(10)[]", diagram.FamilyText, diagram.DataType{Name: "varchar", Args: []string{"10"}, Array: 1}, ""},
		{"enum('a','it''s')", diagram.FamilyEnum, diagram.DataType{Name: "enum", Values: []string{"a", "it's"}}, ""},
		{`ENUM("a, b", 'it\'s', c)`, diagram.FamilyEnum, diagram.DataType{Name: "enum", Values: []string{"a, b", "it's", "c"}}, "enum('a, b','it''s','c')"},
		{"set('x','')", diagram.FamilyEnum, diagram.DataType{Name: "set", Values: []string{"x", ""}}, ""},
		{"interval day(2) to second(6)", diagram.FamilyInterval, diagram.DataType{Name: "interval day to second", Args: []string{"2", "6"}}, ""},
		{"interval day to second(3)", diagram.FamilyInterval, diagram.DataType{Name: "interval day to second", Args: []string{"3"}}, ""},
		{"INTERVAL DAY(3) TO SECOND", diagram.FamilyInterval, diagram.DataType{Name: "interval day to second", Args: []string{"3", "6"}}, "interval day(3) to second(6)"},
		{"interval year(4) to month", diagram.FamilyInterval, diagram.DataType{Name: "interval year to month", Args: []string{"4"}}, ""},
		{"varchar(20) CHARACTER SET utf8 COLLATE utf8_bin", diagram.FamilyText, diagram.DataType{Name: "varchar", Args: []string{"20"}}, "varchar(20)"},
		{`text COLLATE "C"`, diagram.FamilyText, diagram.DataType{Name: "text"}, "text"},
		{"int NOT NULL AUTO_INCREMENT", diagram.FamilyInteger, diagram.DataType{Name: "int"}, "int"},
		{"int IDENTITY(1,1)", diagram.FamilyInteger, diagram.DataType{Name: "int"}, "int"},
		{"int); DROP TABLE y; --", diagram.FamilyInteger, diagram.DataType{Name: "int"}, "int"},
		{"varchar(10", diagram.FamilyText, diagram.DataType{Name: "varchar", Args: []string{"10"}}, "varchar(10)"},
		{"mood", diagram.FamilyUnknown, diagram.DataType{Name: "mood"}, ""},
		{"Größe", diagram.FamilyUnknown, diagram.DataType{Name: "größe"}, "größe"},
		{"", diagram.FamilyUnknown, diagram.DataType{}, ""},
		{"(10)", diagram.FamilyUnknown, diagram.DataType{}, ""},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			got := diagram.ParseType(c.text)
			require.Equal(t, c.text, got.Raw)
			got.Raw = ""
			require.Equal(t, c.want, got)
			require.Equal(t, c.family, got.Family())
			written := c.written
			if written == "" && c.want.Name != "" {
				written = c.text
			}
			require.Equal(t, written, got.String())
			again := diagram.ParseType(got.String())
			again.Raw = ""
			require.Equal(t, got, again, "its own writing reads the same")
		})
	}
}

func FuzzParseType(f *testing.F) {
	for _, s := range []string{"varchar(255)", "enum('a','it''s')", "[a].[b](1,2)[3]", "array<array<int>>", "timestamp(6) with time zone", `"x""y".z`, "collate collate x", "..", "interval year(4) to month", "interval day(2) to second(6)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := diagram.ParseType(s)
		require.Equal(t, s, got.Raw)
		require.Equal(t, strings.ToLower(got.Name), got.Name)
		require.True(t, utf8.ValidString(got.Name))
		require.LessOrEqual(t, got.Array, len(s))
		_ = got.Family()
		_ = got.String()
	})
}
