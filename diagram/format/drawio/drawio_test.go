package drawio_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

const fixtures = "../../../testdata/drawio"

var update = flag.Bool("update", false, "rewrite the goldens in testdata/drawio")

// TestRead reads each fixture and compares it with the text beside it.
func TestRead(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.drawio"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".drawio"), func(t *testing.T) {
			src := readFile(t, file)
			for _, p := range src.Pages {
				require.True(t, p.Positioned)
				requireWhole(t, p)
			}
			golden := strings.TrimSuffix(file, ".drawio") + ".golden"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(describe(src)), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), describe(src))
		})
	}
}

// TestContainers reads one drawing out of everything that draw.io puts one into.
func TestContainers(t *testing.T) {
	want := describe(readFile(t, filepath.Join(fixtures, "clinic.drawio")))
	require.Contains(t, want, "table prescriptions")
	for _, name := range []string{"clinic.drawio.svg", "clinic.drawio.png", "clinic-old.png", "clinic.txt"} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(fixtures, name))
			require.NoError(t, err)
			require.True(t, drawio.Sniff(data))
			got := describe(readFile(t, filepath.Join(fixtures, name)))
			// The bare text has no name for its page.
			require.Equal(t, want, strings.Replace(got, `page "Page-1"`, `page "Clinic"`, 1))
		})
	}
}

// TestIDs checks that a second reading meets the objects of the first, and that two
// pages share none.
func TestIDs(t *testing.T) {
	first, second := readFile(t, filepath.Join(fixtures, "shop.drawio")), readFile(t, filepath.Join(fixtures, "shop.drawio"))
	require.Equal(t, first.Pages[0].Diagram, second.Pages[0].Diagram)
	seen := map[diagram.ID]bool{}
	for _, p := range readFile(t, filepath.Join(fixtures, "pages.drawio")).Pages {
		for id := range p.Diagram.Tables {
			require.True(t, id.Valid())
			require.False(t, seen[id])
			seen[id] = true
		}
	}
}

// TestShop holds what other tests of the product rely on: reviews.user_id is a column
// without a relationship.
func TestShop(t *testing.T) {
	p := readFile(t, filepath.Join(fixtures, "shop.drawio")).Pages[0]
	require.Len(t, p.Diagram.Tables, 5)
	for _, r := range p.Diagram.Relationships {
		child, parent, ok := p.Diagram.ForeignKey(r)
		require.True(t, ok)
		require.False(t, child.Name == "reviews" && parent.Name == "users")
	}
}

func TestSniff(t *testing.T) {
	cases := map[string]struct {
		head string
		want bool
	}{
		"mxfile":         {`<?xml version="1.0"?><mxfile host="x">`, true},
		"model":          {`<mxGraphModel><root/>`, true},
		"svg":            {`<svg xmlns="http://www.w3.org/2000/svg">`, true},
		"png":            {"\x89PNG\r\n\x1a\n", true},
		"UTF-16":         {"\xff\xfe<\x00m\x00x\x00f\x00i\x00l\x00e\x00", true},
		"packed text":    {strings.Repeat("7Vpbc9o4FP41zOw+", 4), true},
		"SQL":            {"CREATE TABLE users (id int primary key);", false},
		"another XML":    {"<diagram><table/></diagram>", false},
		"an Edraw file":  {"PK\x03\x04", false},
		"nothing":        {"", false},
		"a line of text": {"users orders products reviews baskets shipments", false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) { require.Equal(t, c.want, drawio.Sniff([]byte(c.head))) })
	}
}

func readFile(t *testing.T, file string) *diagram.Source {
	t.Helper()
	data, err := os.ReadFile(file)
	require.NoError(t, err)
	data = bytes.Clone(data)
	src, err := drawio.Read(data)
	require.NoError(t, err)
	return src
}
