package edraw_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write what is read into the .txt files beside the drawings")

const fixtures = "../../../testdata/edraw"

// TestRead reads the drawings of testdata/edraw and compares them with the .txt files
// beside them. A .xml file is a page; the test packs it as EdrawMax does.
func TestRead(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.*"))
	require.NoError(t, err)
	tested := 0
	for _, file := range files {
		ext := filepath.Ext(file)
		if ext == ".txt" {
			continue
		}
		tested++
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			if ext == ".xml" {
				data = pack(t, part{"document.xml", document}, part{"pages/page1.xml", string(data)}, part{"theme.xml", "<Themes/>"})
			}
			require.True(t, edraw.Sniff(data))
			src, err := edraw.Read(data)
			require.NoError(t, err)
			for _, p := range src.Pages {
				requireSound(t, p, file)
				requireMarked(t, p, file)
			}
			got := describe(src)
			golden := strings.TrimSuffix(file, ext) + ".txt"
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), got)
		})
	}
	require.Greater(t, tested, 10)
}

// TestClinicIsItsParts holds the packed drawing to the parts that it was packed from.
func TestClinicIsItsParts(t *testing.T) {
	z, err := zip.OpenReader(filepath.Join(fixtures, "clinic.eddx"))
	require.NoError(t, err)
	defer z.Close()
	count := 0
	require.NoError(t, filepath.WalkDir(filepath.Join(fixtures, "clinic"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			count++
		}
		return err
	}))
	require.Len(t, z.File, count)
	for _, f := range z.File {
		packed, err := fs.ReadFile(z, f.Name)
		require.NoError(t, err)
		loose, err := os.ReadFile(filepath.Join(fixtures, "clinic", f.Name))
		require.NoError(t, err)
		require.Equal(t, string(loose), string(packed), f.Name)
	}
}

// TestReadsTheSameIDsAgain reads a drawing twice: a second import must meet the objects
// of the first.
func TestReadsTheSameIDsAgain(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(fixtures, "clinic.eddx"))
	require.NoError(t, err)
	first, err := edraw.Read(data)
	require.NoError(t, err)
	second, err := edraw.Read(data)
	require.NoError(t, err)
	require.Equal(t, first, second)
}

func TestSniffRefusesOtherFiles(t *testing.T) {
	for name, data := range map[string]string{
		"empty":         "",
		"draw.io":       `<mxfile host="x"><diagram/></mxfile>`,
		"other XML":     `<Document Version="1"><Body/></Document>`,
		"inner element": `<x><Document Version="1"><Page/></Document></x>`,
		"SQL":           "CREATE TABLE a (id int);",
		"other ZIP":     string(pack(t, part{"word/document.xml", "<w/>"})),
	} {
		require.False(t, edraw.Sniff([]byte(data)), name)
	}
}

const document = `<?xml version="1.0" encoding="utf-8"?><Document Version="12.0.1"><Pages V="1"/></Document>`

// part is a file of a package.
type part struct{ name, text string }

// pack packs parts as EdrawMax does.
func pack(t require.TestingT, parts ...part) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p.name)
		require.NoError(t, err)
		_, err = w.Write([]byte(p.text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// describe writes what was read, one line for each thing.
func describe(src *diagram.Source) string {
	var b strings.Builder
	for _, p := range src.Pages {
		fmt.Fprintf(&b, "page %s\n", p.Name)
		for _, t := range p.Diagram.SortedTables() {
			fmt.Fprintf(&b, "  table %s%s at %g,%g", t.Name, word(string(t.Kind)), t.Pos.X, t.Pos.Y)
			if t.Width != 0 {
				fmt.Fprintf(&b, " width %g", t.Width)
			}
			fmt.Fprintf(&b, " from shape %s%s\n", t.Source, guessed(p, t.ID))
			for _, c := range t.Columns {
				b.WriteString("    " + c.Name + word(c.Type))
				for _, f := range []struct {
					set  bool
					name string
				}{
					{t.InPrimaryKey(c.ID), "primary"}, {p.ForeignMarks[c.ID], "foreign"}, {c.NotNull, "not-null"},
					{!t.InPrimaryKey(c.ID) && t.IsUnique([]diagram.ID{c.ID}), "unique"}, {c.Identity != "", "identity"}, {c.Default != "", "default=" + c.Default},
				} {
					if f.set {
						b.WriteString(" [" + f.name + "]")
					}
				}
				if c.Comment != "" {
					b.WriteString(" -- " + c.Comment)
				}
				b.WriteString(guessed(p, c.ID) + "\n")
			}
			for _, k := range t.Keys {
				if !k.Primary && len(k.Columns) > 1 {
					b.WriteString("    unique together: " + strings.Join(t.Names(k.Columns), ", ") + "\n")
				}
			}
		}
		for _, r := range p.Diagram.SortedRelationships() {
			b.WriteString("  relationship" + word(r.Name) + ":")
			for i, e := range r.Ends {
				t := p.Diagram.Tables[e.Table]
				columns := ""
				if len(r.Pairs) > 0 {
					columns = "(" + strings.Join(t.Names([][]diagram.ID{r.FromColumns(), r.ToColumns()}[i]), ",") + ")"
				}
				arrow := " --"
				switch {
				case i == 0:
					arrow = ""
				case r.Inheritance:
					arrow = " is a"
				case r.Directed:
					arrow = " ->"
				}
				fmt.Fprintf(&b, "%s %s%s %s", arrow, t.Name, columns, e.Card)
			}
			for _, a := range r.Attributes {
				b.WriteString(" {" + a.Name + word(a.Type) + "}")
			}
			if r.Identifying {
				b.WriteString(" identifying")
			}
			b.WriteString(guessed(p, r.ID) + "\n")
		}
		for _, f := range p.Diagram.SortedFrames() {
			fmt.Fprintf(&b, "  frame %q at %g,%g of %g x %g\n", f.Title, f.Pos.X, f.Pos.Y, f.Size.W, f.Size.H)
		}
		for _, n := range p.Diagram.SortedNotes() {
			fmt.Fprintf(&b, "  note %q at %g,%g\n", n.Text, n.Pos.X, n.Pos.Y)
		}
	}
	for _, w := range src.Warnings {
		fmt.Fprintf(&b, "warning %s: %s (%s)\n", w.Code, w.Message, w.Where)
	}
	return b.String()
}

func word(s string) string {
	if s == "" {
		return ""
	}
	return " " + s
}

func guessed(p *diagram.Page, id diagram.ID) string {
	if r, ok := p.Readings[id]; ok && r.Guessed {
		return " (guessed: " + r.Why + ")"
	}
	return ""
}
