package format_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/format/formattest"
)

// TestLargeTexts reads texts of some megabytes that nobody means well with: each is read
// or refused with a sentence within seconds, whatever repeats in it.
func TestLargeTexts(t *testing.T) {
	const size = 2 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	numbered := func(n int, form string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, form, i)
		}
		return b.String()
	}
	wide := numbered(1999, "a_%d int\n")
	for _, c := range []struct{ name, format, text string }{
		{"open lists", "dbml", "Table a {\n" + repeat("x y [\n")},
		{"one open list", "dbml", "Table a {\nx y [" + repeat("x\n")},
		{"open braces", "dbml", "Table a {\n" + repeat("{ [ ( ")},
		{"open quotes", "dbml", "Table a {\n" + repeat("x '''\n")},
		{"one line", "dbml", numbered(15000, "Table t%d{id int[pk] x int[ref: > t1.id]} ")},
		{"one name", "dbml", repeat("Table t {\nid int\n}\n")[:30*15000]},
		{"too many tables", "dbml", repeat("Table t {\n}\n")},
		{"groups", "dbml", "Table t {\nid int\n}\n" + numbered(19000, "TableGroup g%d {\nt\n}\n")},
		{"partials", "dbml", "TablePartial p {\n" + wide + "}\n" + numbered(5000, "Table t%d {\n~p\n}\n")},
		{"references", "dbml", "Table a {\n" + wide + "}\n" + repeat("Ref: a.a_1 > a.a_2\n")},
		{"values", "dbml", "Enum e {\n" + repeat("x\n") + "}"},
		{"odd characters", "dbml", "Table a {\n" + repeat("^")},
		{"letters", "dbml", "Table a {\n" + repeat("é ")},
		{"names in a line", "mermaid", "erDiagram\n" + repeat("a;")},
		{"open quotes", "mermaid", "erDiagram\n" + repeat("\"a;")},
		{"fences", "mermaid", repeat("```mermaid\nerDiagram\na\n```\n")},
		{"attributes", "mermaid", "erDiagram\na {\n" + repeat("int x PK ")},
		{"lines", "mermaid", "erDiagram\n" + numbered(40000, "a_%d ||--o{ b : x\n")},
		{"wide lines", "mermaid", "erDiagram\na {\n" + numbered(1999, "int b_%d_id\n") + "}\n" + numbered(15000, "b_%d ||--o{ a : x\n")},
		{"one line of lines", "mermaid", "erDiagram\n" + repeat("a ||--o{ b : \"x\";")},
		{"groups", "mermaid", "erDiagram\n" + repeat("subgraph a\n")},
		{"fields", "prisma", "model a {\n" + repeat("x Int @id\n")},
		{"open parentheses", "prisma", "model a {\n" + repeat("x Int @id(\n")},
		{"attributes", "prisma", "model a {\nx Int\n" + repeat("@@index([x])\n") + "}"},
		{"comments", "prisma", repeat("/// x\n") + "model a {\nx Int @id\n}"},
		{"models", "prisma", repeat("model a { }\n")},
		{"blocks", "csv", repeat("a,b\n\n")},
		{"names", "csv", repeat("a\n\n")},
		{"an open quote", "csv", "a,b\n\"" + repeat("x\n")},
		{"quotes", "csv", repeat("\"\n")},
		{"cells", "csv", repeat("a,")},
		{"rows", "csv", "a,b\n" + repeat("1,2\n")},
	} {
		t.Run(c.format+", "+c.name, func(t *testing.T) {
			var s *diagram.Source
			var err error
			begin := time.Now()
			used := formattest.Measure(func() { s, err = format.Read("x", []byte(c.text), c.format) })
			took := time.Since(begin)
			t.Logf("%.1f MB: %d ms, at most %d MB of heap", float64(len(c.text))/(1<<20), took.Milliseconds(), used.Heap>>20)
			require.Less(t, took, 10*time.Second)
			require.Less(t, used.Heap, uint64(formattest.MaxHeap))
			if err != nil {
				require.Nil(t, s)
				requireSentence(t, err)
				return
			}
			require.LessOrEqual(t, len(s.Warnings), diagram.MaxLosses)
		})
	}
}
