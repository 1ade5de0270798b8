package plantuml_test

import (
	"bytes"
	"flag"
	"os"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/dbml"
	"crowsfoot/diagram/format/formattest"
	"crowsfoot/diagram/format/plantuml"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestShop writes a whole diagram; a person reads the difference to the golden file.
func TestShop(t *testing.T) {
	data, err := os.ReadFile("../../../testdata/dbml/shop.dbml")
	require.NoError(t, err)
	s, err := dbml.Read(data)
	require.NoError(t, err)
	d := s.Pages[0].Diagram
	var out bytes.Buffer
	losses, err := plantuml.Write(&out, d)
	require.NoError(t, err)
	for _, l := range losses {
		out.WriteString("LOST " + l.Message + "\n")
	}
	const file = "../../../testdata/plantuml/shop.golden"
	if *update {
		require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
}

// TestAny writes random diagrams: one entity for each table, nothing in a name that means
// something to PlantUML, and what is lost is told in sentences.
func TestAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true, Invisible: true})
		var out, again bytes.Buffer
		losses, err := plantuml.Write(&out, d)
		require.NoError(t, err)
		_, err = plantuml.Write(&again, d)
		require.NoError(t, err)
		require.Equal(t, out.String(), again.String(), "the same diagram gives the same text")
		entities, rows := 0, 0
		lines := bytes.Split(bytes.TrimSpace(out.Bytes()), []byte("\n"))
		require.Equal(t, "@startuml", string(lines[0]))
		require.Equal(t, "@enduml", string(lines[len(lines)-1]))
		for _, l := range lines {
			line := string(l)
			switch {
			case entity.MatchString(line):
				entities++
			case row.MatchString(line):
				rows++
			default:
				require.Regexp(t, others, line)
			}
		}
		require.Len(t, d.Tables, entities)
		columns := 0
		for _, x := range d.Tables {
			columns += len(x.Columns)
		}
		require.GreaterOrEqual(t, rows, columns, "each column has a row; lines of notes look like rows, too")
		requireSentences(t, losses)
	})
}

var (
	// plain is a text in which nothing means something.
	plain  = `(<U\+[0-9A-F]+>|[\pL\pM\pN ]|[_.,:()\[\]'=-])*`
	entity = regexp.MustCompile(`^ *entity ("` + plain + `" as )?[A-Za-z_][A-Za-z0-9_]*( <<view>>)? \{$`)
	row    = regexp.MustCompile(`^ +(\* )?` + plain + `( <<(PK|FK|generated|unique)>>)*$`)
	others = regexp.MustCompile(`^(@startuml|@enduml|title .*|hide (circle|methods)|skinparam linetype ortho|package "` + plain + `"( #[0-9a-f]{6})? \{| *--| *\}|` +
		`note as note_[0-9]+|end note|note_[0-9]+ \.\. \w+|<> relationship_[0-9]+|\w+ [|}o]{0,2}(--|\.\.)[|{o]{0,2}(\|>)? \w+( : ` + plain + `)?)$`)
)

func requireSentences(t require.TestingT, losses []diagram.Loss) {
	for _, l := range losses {
		require.NoError(t, formattest.Sentence(l.Message))
	}
}
