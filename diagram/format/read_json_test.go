package format_test

import (
	"encoding/json"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
)

// TestReadJSON compares the whole contract, field by field.
func TestReadJSON(t *testing.T) {
	p := diagram.NewPage("Page-1")
	d := p.Diagram
	users := d.AddTable(&diagram.Table{Name: "users", Columns: []*diagram.Column{{Name: "id", Type: "int"}}})
	users.Keys = []*diagram.Key{{Primary: true, Columns: []diagram.ID{users.Columns[0].ID}}}
	orders := d.AddTable(&diagram.Table{Name: "orders <1>", Kind: diagram.KindEntity, Columns: []*diagram.Column{
		{Name: "user_id", Type: "int", NotNull: true}, {Name: "marked"}, {Name: "plain"},
	}})
	p.ForeignMarks[orders.Columns[1].ID] = true
	p.Guess(orders.Columns[2].ID, "its row has no text")
	key := d.AddRelationship(&diagram.Relationship{
		Ends: diagram.Between(orders.ID, diagram.ZeroMany, users.ID, diagram.One), Directed: true, Name: "places",
		Pairs: []diagram.Pair{{From: orders.Columns[0].ID, To: users.Columns[0].ID}},
	})
	p.Guess(key.ID, "the line ends near the row")
	d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(orders.ID, "", users.ID, diagram.One)})
	d.AddRelationship(&diagram.Relationship{
		Ends: diagram.Between(orders.ID, diagram.Many, users.ID, diagram.ZeroMany), Attributes: []diagram.Attribute{{Name: "since"}},
	})
	d.AddRelationship(&diagram.Relationship{Ends: diagram.Between(orders.ID, diagram.One, users.ID, diagram.One), Inheritance: true, Directed: true})
	d.AddRelationship(&diagram.Relationship{Name: "meets", Ends: []diagram.End{{Table: orders.ID, Card: diagram.Many}, {Table: users.ID}, {Table: "gone", Card: diagram.One}}})
	d.AddNote(&diagram.Note{Text: "Ask & check"})

	got, err := format.ReadJSON("x.drawio", &diagram.Source{
		Format: "drawio", Pages: []*diagram.Page{p, diagram.NewPage("Empty")},
		Warnings: []diagram.Loss{{Code: "loose-end", Message: "A line ends nowhere.", Where: "Page-1, line 7", Object: key.ID}},
	})
	require.NoError(t, err)
	require.JSONEq(t, `{"file":"x.drawio","format":"drawio","pages":[{"name":"Page-1",
	"tables":[
		{"name":"users","kind":"table","columns":[{"name":"id","type":"int","pk":true,"fk":false,"not_null":true,"confidence":"certain"}]},
		{"name":"orders <1>","kind":"entity","columns":[
			{"name":"user_id","type":"int","pk":false,"fk":true,"not_null":true,"confidence":"certain"},
			{"name":"marked","type":"","pk":false,"fk":true,"not_null":false,"confidence":"certain"},
			{"name":"plain","type":"","pk":false,"fk":false,"not_null":false,"confidence":"guessed"}]}],
	"relationships":[
		{"from":"orders <1>","from_columns":["user_id"],"to":"users","to_columns":["id"],"name":"places","kind":"foreign-key","directed":true,
			"from_card":"zero_many","to_card":"one","attributes":[],"confidence":"guessed","why":"the line ends near the row"},
		{"from":"orders <1>","from_columns":[],"to":"users","to_columns":[],"name":"","kind":"foreign-key","directed":false,
			"from_card":"unknown","to_card":"one","attributes":[],"confidence":"certain"},
		{"from":"orders <1>","from_columns":[],"to":"users","to_columns":[],"name":"","kind":"many-to-many","directed":false,
			"from_card":"many","to_card":"zero_many","attributes":["since"],"confidence":"certain"},
		{"from":"orders <1>","from_columns":[],"to":"users","to_columns":[],"name":"","kind":"inheritance","directed":true,
			"from_card":"one","to_card":"one","attributes":[],"confidence":"certain"},
		{"from_columns":[],"to_columns":[],"name":"meets","kind":"n-ary","directed":false,"attributes":[],"confidence":"certain",
			"ends":[{"table":"orders <1>","card":"many"},{"table":"users","card":"unknown"},{"table":"","card":"one"}]}],
	"notes":["Ask & check"]},
	{"name":"Empty","tables":[],"relationships":[],"notes":[]}],
	"warnings":[{"code":"loose-end","message":"A line ends nowhere.","where":"Page-1, line 7"}]}`, string(got))
	require.Contains(t, string(got), `"orders <1>"`, "names are not escaped")

	empty, err := format.ReadJSON("-", &diagram.Source{Format: "sql"})
	require.NoError(t, err)
	require.JSONEq(t, `{"file":"-","format":"sql","pages":[],"warnings":[]}`, string(empty))
	require.True(t, json.Valid(empty))
}
