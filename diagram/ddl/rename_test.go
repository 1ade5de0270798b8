package ddl_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/ddl"
)

func TestRenamed(t *testing.T) {
	for _, c := range []struct{ text, dialect, from, to, want string }{
		{"price > 0 AND price_net > 0", "postgres", "price", "gross", "gross > 0 AND price_net > 0"},
		{"PRICE > 0", "postgres", "price", "order", `"order" > 0`},
		{`"Price" > 0 AND "price" = 1`, "postgres", "Price", "price", `price > 0 AND "price" = 1`},
		{"`price` > 0", "mysql", "price", "order", "`order` > 0"},
		{"kind <> 'price' AND price(kind) > 1 -- price", "postgres", "price", "x", "kind <> 'price' AND price(kind) > 1 -- price"},
		{"t.price::int", "postgres", "price", "total", "t.total::int"},
		{"", "", "a", "b", ""},
	} {
		require.Equal(t, c.want, ddl.Renamed(c.text, c.dialect, c.from, c.to), c.text)
	}
}

func TestNameRules(t *testing.T) {
	for _, c := range []struct {
		dialect  string
		reserved []string
		free     []string
		limit    string
	}{
		{"postgres", []string{"user", "ORDER"}, []string{"position", "values", "rank"}, "63 bytes"},
		{"", []string{"user"}, []string{"rank"}, "63 bytes"},
		{"mysql", []string{"rank", "key"}, []string{"user"}, "64 characters"},
		{"sqlite", []string{"order", "table"}, []string{"key", "user", "desc"}, ""},
		{"sqlserver", []string{"user", "plan"}, []string{"rank"}, "128 characters"},
		{"oracle", []string{"level", "date"}, []string{"key"}, "128 bytes"},
	} {
		n := ddl.NameRulesOf(c.dialect)
		require.Equal(t, c.limit, n.Limit, c.dialect)
		for _, w := range c.reserved {
			require.True(t, n.IsReserved(w), "%s: %s", c.dialect, w)
		}
		for _, w := range c.free {
			require.False(t, n.IsReserved(w), "%s: %s", c.dialect, w)
		}
	}
}
