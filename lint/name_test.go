package lint_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

func TestNameCaseOf(t *testing.T) {
	const snake, upper, camel, pascal, capital = lint.SnakeCase, lint.UpperSnake, lint.CamelCase, lint.PascalCase, lint.CapitalSnake
	for name, want := range map[string]lint.NameCase{
		"order_item": snake, "_order_item_": snake, "ORDER_ITEM": upper, "CUSTOMER": upper, "orderItem": camel, "OrderItem": pascal,
		"HTTPServer": pascal, "imageURL": camel, "Order_Item": capital, "Date_of_Birth": capital, "order": snake | camel, "iso2": snake | camel,
		"Order": pascal | capital, "user_ID": 0, "Order_item": 0, "ID": 31, "URL": 31, "order item": 31, "größe": snake | camel, "顧客": 31, "": 31, "42": 31,
	} {
		require.Equal(t, want, lint.NameCaseOf(name), name)
	}
	for _, c := range []lint.NameCase{snake, upper, camel, pascal, capital} {
		require.NotZero(t, lint.NameCaseOf(c.Join("order", "item", "2nd"))&c, c.String())
	}
}

func TestGrammaticalNumber(t *testing.T) {
	for name, want := range map[string]int{
		"orders": 2, "order": 1, "Order_Items": 2, "ORDER_ITEM": 1, "news": 0, "audit_log": 0, "status": 0, "address_2": 0, "id": 0, "": 0,
		"boxes": 2, "categories": 2, "größen": 0, "customers_": 2,
	} {
		words := naming.Words(name)
		for i, w := range words {
			words[i] = naming.Singular(w)
		}
		require.Equal(t, want, lint.GrammaticalNumber(name, words), name)
	}
}

// TestMisspelt looks for one rare word beside one frequent word.
func TestMisspelt(t *testing.T) {
	for _, c := range []struct {
		rare, frequent string
		slip           bool
	}{
		{"custmer", "customer", true},
		{"custommer", "customer", true},
		{"adress", "address", true},
		{"recieved", "received", true},
		{"calcualtion", "calculation", true},
		{"descriptian", "description", false}, // another ending
		{"customers", "customer", false},
		{"described", "describe", false},
		{"organization", "organisation", false},
		{"licence", "license", false},
		{"cancelled", "canceled", false},
		{"colour", "color", false},
		{"interval", "internal", false},
		{"depleted", "deleted", false},
		{"contract", "contact", false},
		{"border", "order", false},
		{"price", "prize", false}, // short
		{"address2", "address", false},
	} {
		var sql strings.Builder
		for _, table := range []string{"a", "b", "c", "d", "e", "f", "g"} {
			sql.WriteString("CREATE TABLE " + table + " (id int, x_" + c.frequent + "_y int);\n")
		}
		sql.WriteString("CREATE TABLE h (id int, z_" + c.rare + "_y int);\n")
		facts := lint.Learn(ddl.Parse([]byte(sql.String()), "postgres").Pages[0].Diagram)
		found, ok := facts.Misspelt(naming.Singular(c.rare))
		require.Equal(t, c.slip, ok, "%s beside %s", c.rare, c.frequent)
		if ok {
			require.Equal(t, lint.Misspelling{Word: c.frequent, Count: 4, Rare: 1}, found)
		}
	}
}

func TestPedanticRulesRunWhenAskedFor(t *testing.T) {
	pedantic := *tooMany
	pedantic.Pedantic = true
	d := ddl.Parse([]byte("CREATE TABLE a (b int, c int, d int);"), "postgres").Pages[0].Diagram
	run := func(c lint.Config) int { return len(lint.Run(context.Background(), d, []*lint.Rule{&pedantic}, c)) }
	require.Equal(t, 0, run(lint.Config{}))
	require.Equal(t, 0, run(lint.Config{Preset: lint.Teaching}))
	require.Equal(t, 1, run(lint.Config{Preset: lint.Strict}))
	require.Equal(t, 1, run(lint.Config{Levels: map[string]string{"S999": "info"}}))
	require.Equal(t, 0, run(lint.Config{Preset: lint.Strict, Levels: map[string]string{"S999": "off"}}))
}
