package prisma_test

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
	"crowsfoot/diagram/format/prisma"
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
	losses, err := prisma.Write(&out, d, "")
	require.NoError(t, err)
	for _, l := range losses {
		out.WriteString("LOST " + l.Message + "\n")
	}
	const file = "../../../testdata/prisma/shop.golden"
	if *update {
		require.NoError(t, os.WriteFile(file, out.Bytes(), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), out.String())
}

// TestAny writes random diagrams: the text has each table once, its lines and names are
// sound, and what is lost is told in sentences.
func TestAny(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true, Invisible: true})
		var out, again bytes.Buffer
		losses, err := prisma.Write(&out, d, "")
		require.NoError(t, err)
		_, err = prisma.Write(&again, d, "")
		require.NoError(t, err)
		require.Equal(t, out.String(), again.String(), "the same diagram gives the same text")
		models, enums := 0, 0
		depth := 0
		names := map[string]bool{}
		for line := range bytes.Lines(out.Bytes()) {
			text := string(bytes.TrimSpace(line))
			if m := opening.FindStringSubmatch(text); m != nil && depth == 0 {
				depth++
				require.False(t, names[m[2]], "%s is there twice", m[2])
				names[m[2]] = true
				switch m[1] {
				case "model":
					models++
				case "enum":
					enums++
				}
				continue
			}
			switch {
			case text == "}":
				depth--
			case text == "", depth == 0 && comment.MatchString(text):
			default:
				require.Equal(t, 1, depth, out.String())
				require.Regexp(t, inside, text)
			}
		}
		require.Zero(t, depth)
		require.Len(t, d.Tables, models)
		require.LessOrEqual(t, enums, len(d.Domains))
		requireSentences(t, losses)
	})
}

var (
	opening = regexp.MustCompile(`^(model|enum|datasource) ([A-Za-z][A-Za-z0-9_]*) \{$`)
	comment = regexp.MustCompile(`^//`)
	inside  = regexp.MustCompile(`^(///.*|@@[a-z]+(\(.*\))?|(provider|schemas) +=.*|[A-Za-z][A-Za-z0-9_]*( .*)?)$`)
)

func requireSentences(t require.TestingT, losses []diagram.Loss) {
	for _, l := range losses {
		require.NoError(t, formattest.Sentence(l.Message))
	}
}
