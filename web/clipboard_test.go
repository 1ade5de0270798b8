package web_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/op"
)

func TestScriptOfSomeTables(t *testing.T) {
	a := start(t)
	url := a.edited()
	d, _ := a.diagram(url)
	var answer struct{ SQL string }
	a.post(url+"/ddl/part", fmt.Sprintf(`{"dialect":"postgres","tables":[%q]}`, tableNamed(t, d, "orders").ID)).decode(t, &answer)
	require.Contains(t, answer.SQL, "CREATE TABLE orders")
	require.Contains(t, answer.SQL, "CREATE TYPE state", "what the table uses comes along")
	require.NotContains(t, answer.SQL, "CREATE TABLE users")
	require.NotContains(t, answer.SQL, "REFERENCES", "there is nothing to refer to")
	require.Equal(t, 400, a.post(url+"/ddl/part", `{"dialect":"cobol"}`).status)
	require.Equal(t, 400, a.post(url+"/ddl/part", `[`).status)
}

func TestReadPastedText(t *testing.T) {
	a := start(t)
	read := func(name, text string) answer {
		body, err := json.Marshal(map[string]string{"name": name, "text": text})
		require.NoError(t, err)
		return a.post("/read", string(body))
	}
	for name, text := range map[string]string{
		"pasted.sql":    "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));",
		"pasted.dbml":   "Table a { id int [pk] }\nTable b { id int [pk]\n a_id int [ref: > a.id] }",
		"pasted.mmd":    "erDiagram\n a { int id PK }\n b { int id PK\n int a_id FK }\n a ||--o{ b : has",
		"pasted.prisma": "model a { id Int @id\n bs b[] }\nmodel b { id Int @id\n a a @relation(fields: [aId], references: [id])\n aId Int }",
	} {
		var got struct{ Ops []op.Op }
		w := read(name, text)
		require.Equal(t, 200, w.status, w.body)
		w.decode(t, &got)
		tables, lines := 0, 0
		for _, o := range got.Ops {
			require.Equal(t, op.Put, o.Verb, name)
			switch o.Kind {
			case "table":
				tables++
			case "relationship":
				lines++
			}
		}
		require.Equal(t, []int{2, 1}, []int{tables, lines}, name)
	}
	w := read("pasted.sql", "SELECT 1;")
	require.Equal(t, 422, w.status, w.body)
	require.Contains(t, w.body, "holds nothing that looks like a table")
}
