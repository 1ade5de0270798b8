package xmldoc

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/beevik/etree"
	"github.com/stretchr/testify/require"
)

// slow reads a document as parse does when readPlain gives up.
func slow(text []byte) (*Doc, error) {
	elements, duplicates, err := scan(text)
	if err != nil {
		return nil, err
	}
	tree := etree.NewDocument()
	tree.ReadSettings = etree.ReadSettings{CharsetReader: converted, MaxDepth: MaxDepth + 1}
	if err := tree.ReadFromBytes(text); err != nil {
		return nil, err
	}
	return &Doc{Tree: tree, Elements: elements, Duplicates: duplicates}, nil
}

// requireSame checks that a text that readPlain reads is read alike by the slow way.
func requireSame(t *testing.T, text []byte) (wasPlain bool) {
	t.Helper()
	text, _, err := clean(text, true)
	if err != nil {
		return false
	}
	plain := readPlain(text)
	if plain == nil {
		return false
	}
	want, err := slow(text)
	require.NoError(t, err, "the fast way reads what the slow one refuses")
	require.Equal(t, want.Elements, plain.Elements)
	require.Equal(t, want.Duplicates, plain.Duplicates)
	requireSameTokens(t, &want.Tree.Element, &plain.Tree.Element)
	return true
}

func requireSameTokens(t *testing.T, want, got *etree.Element) {
	t.Helper()
	require.Equal(t, len(want.Child), len(got.Child))
	for i, w := range want.Child {
		g := got.Child[i]
		require.IsType(t, w, g)
		require.Equal(t, i, g.Index())
		require.Same(t, got, g.Parent())
		switch w := w.(type) {
		case *etree.Element:
			g := g.(*etree.Element)
			require.Equal(t, w.Tag, g.Tag)
			require.Equal(t, w.Space, g.Space)
			require.Equal(t, len(w.Attr), len(g.Attr))
			for j := range w.Attr {
				require.Equal(t, w.Attr[j].FullKey(), g.Attr[j].FullKey())
				require.Equal(t, w.Attr[j].Value, g.Attr[j].Value)
			}
			requireSameTokens(t, w, g)
		case *etree.CharData:
			g := g.(*etree.CharData)
			require.Equal(t, w.Data, g.Data)
			require.Equal(t, w.IsWhitespace(), g.IsWhitespace())
		case *etree.Comment:
			require.Equal(t, w.Data, g.(*etree.Comment).Data)
		case *etree.ProcInst:
			require.Equal(t, w.Target, g.(*etree.ProcInst).Target)
			require.Equal(t, w.Inst, g.(*etree.ProcInst).Inst)
		default:
			t.Fatalf("a token %T in a plain document", w)
		}
	}
}

var plainSeeds = map[string]bool{ // true where the fast way must do
	`<r a="x&#10;y" b='&lt;"&gt;&apos;&amp;'><b/>text &quot;<!-- c --></r>`:        true,
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<r><a b = \"1\"\tb='2' /> </r>\n": true,
	"<r a=\"Имя\">日本</r>":       true,
	"<a><b><c/></b ></a>":       true,
	`<?xml version="1.1"?><r/>`: false,
	`<r a="1"b="2"/>`:           false,
	`<r a="<"/>`:                false,
	"<r>a ]]> b</r>":            false,
	"<r>a\r\nb</r>":             false,
	"<r><![CDATA[x]]></r>":      false,
	"<r>&nbsp;</r>":             false,
	"<r>&#xD800;x</r>":          true, // clean puts U+FFFD there
	"<r><!-- a -- b --></r>":    false,
	"<r a='1' a=2/>":            false,
	"<x:r xmlns:x='u'/>":        false,
	"<r/><r/>":                  false,
	"<r></s>":                   false,
	"x<r/>":                     false,
	"<!DOCTYPE r><r/>":          false,
	"<r>":                       false,
	"<r a":                      false,
	"<r a='":                    false,
	"":                          false,
}

func TestReadPlain(t *testing.T) {
	for text, want := range plainSeeds {
		t.Run(text, func(t *testing.T) { require.Equal(t, want, requireSame(t, []byte(text))) })
	}
}

// TestReadPlainFixtures checks that the drawings of the tests take the fast way.
func TestReadPlainFixtures(t *testing.T) {
	files, err := filepath.Glob("../../../../testdata/drawio/*.drawio")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		require.True(t, requireSame(t, data), file)
	}
}

// FuzzReadPlain looks for texts that the two ways read differently.
func FuzzReadPlain(f *testing.F) {
	for text := range plainSeeds {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) { requireSame(t, data) })
}
