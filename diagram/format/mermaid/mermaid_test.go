package mermaid_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/formattest"
	"crowsfoot/diagram/format/mermaid"
)

const fixtures = "../../../testdata/mermaid/"

func read(t testing.TB, text string) (*diagram.Page, []string) {
	t.Helper()
	s, err := mermaid.Read([]byte(text))
	require.NoError(t, err)
	require.NoError(t, formattest.Sound(s))
	var warnings []string
	for _, w := range s.Warnings {
		warnings = append(warnings, w.Where+" "+w.Code+": "+w.Message)
	}
	return s.Pages[0], warnings
}

// describe writes tables with columns and relationships with ends, one on a line.
func describe(d *diagram.Diagram) []string {
	var list []string
	for _, t := range d.SortedTables() {
		text := t.Name + ":"
		for _, c := range t.Columns {
			text += " " + c.Name + "=" + c.Type
			if t.InPrimaryKey(c.ID) {
				text += "*"
			}
		}
		list = append(list, text)
	}
	for _, r := range d.SortedRelationships() {
		a, b := d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]
		sign := "--"
		if r.Directed {
			sign = "->"
		}
		list = append(list, fmt.Sprintf("%s%v %s %s %s%v %s %q", a.Name, a.Names(r.FromColumns()), r.Ends[0].Card, sign, b.Name, b.Names(r.ToColumns()), r.Ends[1].Card, r.Name))
	}
	return list
}

func TestClinic(t *testing.T) {
	data, err := os.ReadFile(fixtures + "clinic.mmd")
	require.NoError(t, err)
	p, warnings := read(t, string(data))
	require.Equal(t, []string{"38:3 not-kept: A diagram has no place for styles of entities, so 3 of them are left out."}, warnings)
	require.Equal(t, "The clinic", p.Diagram.Name)
	require.Equal(t, "Patients and\n  their visits", p.Diagram.Comment)
	require.Equal(t, []string{
		"patient: id=int* name=varchar(80) insurer=string born=date",
		"Doctor's room: number=int* floor=int",
		"visit: id=int* patient_id=int seen_at=timestamp price=decimal(10,2) remarks=string[] room=int",
		"DRUG: code=string* what is in it=List<string>",
		"invoice: number=int*",
		"orders: id=int* visit_id=int",
		`visit[patient_id] zero_many -> patient[id] one "has"`,
		`visit[room] zero_many -> Doctor's room[number] zero_one ""`,
		`visit[] one_many -- DRUG[] zero_many "gets"`,
		`invoice[] zero_one -> visit[] one ""`,
		`orders[visit_id] one_many -> visit[id] one "asks for"`,
	}, describe(p.Diagram))
	require.Equal(t, "born <1900 is refused", p.Diagram.SortedTables()[0].Columns[3].Comment)
	orders := p.Diagram.SortedTables()[5]
	require.Equal(t, "shop", p.Diagram.Schemas[orders.Schema].Name)
	require.Equal(t, "Outside", p.Diagram.Modules[orders.Module].Name)
	require.Len(t, p.Readings, 3, "columns of lines are found, not read")
	require.True(t, p.ForeignMarks[orders.Columns[1].ID])
}

func TestMarkdown(t *testing.T) {
	data, err := os.ReadFile(fixtures + "two.md")
	require.NoError(t, err)
	s, err := mermaid.Read(data)
	require.NoError(t, err)
	require.Empty(t, s.Warnings)
	require.Len(t, s.Pages, 2)
	require.Equal(t, "First part", s.Pages[0].Name)
	require.Equal(t, []string{"a: id=int*", "b: a_id=int", `b[a_id] zero_many -> a[id] one "of"`}, describe(s.Pages[0].Diagram))
	require.Equal(t, "Second part", s.Pages[1].Name)
	require.Equal(t, []string{"c:"}, describe(s.Pages[1].Diagram))
}

// TestCardinalities reads every way to write a cardinality, from both sides.
func TestCardinalities(t *testing.T) {
	ways := map[diagram.Cardinality][]string{
		diagram.ZeroOne:  {"|o", "o|", "zero or one", "one or zero", "Zero Or One"},
		diagram.One:      {"||", "only one", "one", "1"},
		diagram.OneMany:  {"}|", "|{", "one or more", "one or many", "many(1)", "1+"},
		diagram.ZeroMany: {"}o", "o{", "zero or more", "zero or many", "many(0)", "many", "0+"},
	}
	for left, lefts := range ways {
		for right, rights := range ways {
			for _, l := range lefts {
				for _, r := range rights {
					for join, identifying := range map[string]bool{"--": true, "..": false, ".-": false, "-.": false, " to ": true, " optionally to ": false} {
						line := fmt.Sprintf("erDiagram\n  a %s%s%s b : has", l, join, r)
						p, warnings := read(t, line)
						require.Empty(t, warnings, line)
						rel := p.Diagram.SortedRelationships()[0]
						got := map[string]diagram.Cardinality{}
						for _, e := range rel.Ends {
							got[p.Diagram.Tables[e.Table].Name] = e.Card
						}
						require.Equal(t, map[string]diagram.Cardinality{"a": left, "b": right}, got, line)
						require.Equal(t, identifying && rel.Directed, rel.Identifying, line)
					}
				}
			}
		}
	}
}

func TestFaults(t *testing.T) {
	for text, want := range map[string][]string{
		"erDiagram\n  a {\n    int id PK\n": {`2:5 syntax: The brace that opens here is never closed.`},
		"erDiagram\n  a ||--o{ : x":         {`2:12 syntax: Here should be the name of an entity, but there is ": x".`},
		"erDiagram\n  a ||--o{ b":           {`2:13 syntax: A line has a colon and a label at its end.`},
		"erDiagram\n  a ||-- b : x":         {`2:5 syntax: Here should be the end of the line, but there is "||-- b : x".`},
		"erDiagram\n  ?? !\n  a":            {`2:3 syntax: Here should be the name of an entity, but there is "?? !".`},
		"erDiagram\n  a { int }":            {`2:7 syntax: An attribute has a type and a name, but there is only "int".`},
		"erDiagram\n  a { int x int x }":    {`2:13 duplicate-name: The entity "a" has two attributes named "x".`},
		"erDiagram\n  subgraph s\n  a":      {`2:3 syntax: The subgraph that begins here has no end.`},
	} {
		_, warnings := read(t, text)
		require.Equal(t, want, warnings, text)
	}
	_, err := mermaid.Read([]byte("flowchart TD\n  a --> b"))
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.NoError(t, formattest.Sentence(e.Message))
	require.Equal(t, 1, e.Line)
}

// TestRoundTrip writes random diagrams and reads them: tables, columns, primary keys and
// the ends of relationships come back but for what was reported.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true, Invisible: true})
		var out bytes.Buffer
		losses, err := mermaid.Write(&out, d)
		require.NoError(t, err)
		s, err := mermaid.Read(out.Bytes())
		require.NoError(t, err, out.String())
		lost := map[diagram.ID]string{}
		for _, l := range losses {
			lost[l.Object] += l.Message
		}
		got := s.Pages[0].Diagram
		for _, w := range s.Warnings { // of names that differ in what no one sees
			require.Equal(t, "duplicate-name", w.Code, out.String())
		}
		require.Len(t, got.Tables, len(d.Tables))
		same := map[diagram.ID]diagram.ID{}
		for i, want := range d.SortedTables() {
			have := got.SortedTables()[i]
			same[want.ID] = have.ID
			if !strings.Contains(lost[want.ID], "its very name") {
				require.Equal(t, want.Name, have.Name)
			}
			require.Len(t, have.Columns, len(want.Columns), out.String())
			for i, c := range want.Columns {
				g := have.Columns[i]
				if !strings.Contains(lost[c.ID], "its very name") {
					require.Equal(t, c.Name, g.Name, out.String())
				}
				if !strings.Contains(lost[c.ID], "its very type") {
					require.Equal(t, strings.ToLower(strings.ReplaceAll(c.Type, " ", "")), strings.ToLower(g.Type))
				}
				require.Equal(t, want.InPrimaryKey(c.ID), have.InPrimaryKey(g.ID))
				require.Equal(t, strings.Map(printable, c.Comment), g.Comment)
			}
		}
		var wanted, ends []string
		for _, r := range d.SortedRelationships() {
			if len(r.Ends) == 2 && !strings.Contains(lost[r.ID], "left open") {
				wanted = append(wanted, endText(same[r.Ends[0].Table], r.Ends[0].Card, same[r.Ends[1].Table], r.Ends[1].Card))
			}
		}
		for _, r := range got.SortedRelationships() {
			ends = append(ends, endText(r.Ends[0].Table, r.Ends[0].Card, r.Ends[1].Table, r.Ends[1].Card))
		}
		for _, w := range wanted {
			i := slices.Index(ends, w)
			require.GreaterOrEqual(t, i, 0, "%s\n%s", w, out.String())
			ends = slices.Delete(ends, i, i+1)
		}
	})
}

func printable(r rune) rune {
	if r < 0x20 && r != '\n' && r != '\t' && r != '\r' && r != '\v' && r != '\b' {
		return -1
	}
	return r
}

func endText(a diagram.ID, ac diagram.Cardinality, b diagram.ID, bc diagram.Cardinality) string {
	list := []string{string(a) + string(ac), string(b) + string(bc)}
	slices.Sort(list)
	return strings.Join(list, " ")
}

// TestColumnsComeBack writes foreign keys without names and finds their columns again.
func TestColumnsComeBack(t *testing.T) {
	p, _ := read(t, "erDiagram\n  users {\n    int id PK\n  }\n  orders {\n    int id PK\n    int buyer FK\n    int seller FK\n  }\n"+
		"  users ||..o{ orders : buyer\n  users |o..o{ orders : seller\n")
	var out bytes.Buffer
	losses, err := mermaid.Write(&out, p.Diagram)
	require.NoError(t, err)
	require.Empty(t, losses)
	again, warnings := read(t, out.String())
	require.Empty(t, warnings)
	require.Equal(t, describe(p.Diagram), describe(again.Diagram))
	require.Contains(t, describe(again.Diagram), `orders[seller] zero_many -> users[id] zero_one ""`)
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(fixtures + "*")
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Add([]byte("erDiagram\n a[\"b c\"] { int? `x y` PK, FK \"c\" }\n a many to 1 \"d #quot; e\":::s : \"l\"\n subgraph g [t u]\n direction LR\n x\n end"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := formattest.Try(mermaid.Read, data)
		require.NoError(t, err)
		if s == nil {
			return
		}
		var out bytes.Buffer
		_, err = mermaid.Write(&out, s.Pages[0].Diagram)
		require.NoError(t, err)
		again, err := mermaid.Read(out.Bytes())
		require.NoError(t, err, out.String())
		require.Len(t, again.Pages[0].Diagram.Tables, len(s.Pages[0].Diagram.Tables), out.String())
		require.Len(t, again.Pages[0].Diagram.Relationships, len(s.Pages[0].Diagram.Relationships), out.String())
		for _, w := range again.Warnings {
			require.Equal(t, "duplicate-name", w.Code, "%+v\n%s", w, out.String())
		}
	})
}

func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("erDiagram\n")
	for i := range 1000 {
		fmt.Fprintf(&text, "  table_%d {\n    int id PK\n", i)
		for c := range 8 {
			fmt.Fprintf(&text, "    varchar(%d) column_%d \"number %d\"\n", 10+c, c, c)
		}
		fmt.Fprintf(&text, "    int table_%d_id FK\n  }\n  table_%d ||--o{ table_%d : has\n", i/2, i/2, i)
	}
	data := []byte(text.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		s, err := mermaid.Read(data)
		require.NoError(b, err)
		require.Len(b, s.Pages[0].Diagram.Tables, 1000)
	}
}
