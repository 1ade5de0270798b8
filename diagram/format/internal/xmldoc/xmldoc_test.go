package xmldoc_test

import (
	"bytes"
	"compress/flate"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/beevik/etree"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/internal/xmldoc"
)

func TestParse(t *testing.T) {
	cases := map[string]struct {
		text string
		// want is the value of the root's attribute a.
		want                 string
		repaired, duplicates int
		// err is part of the error.
		err      string
		tooLarge bool
		line     int
	}{
		"plain":                      {text: `<r a="x"/>`, want: "x"},
		"byte order mark":            {text: "\xef\xbb\xbf<r a=\"x\"/>", want: "x"},
		"UTF-16":                     {text: "\xfe\xff\x00<\x00r\x00 \x00a\x00=\x00'\x00\xe9\x00'\x00/\x00>", want: "é"},
		"declared Latin-1":           {text: "<?xml version=\"1.0\" encoding='latin1'?><r a=\"\xe9\"/>", want: "é"},
		"harmless DOCTYPE":           {text: `<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd"><r a="x"/>`, want: "x"},
		"emoji as a surrogate pair":  {text: `<r a="&#xD83D;&#xDE00;"/>`, want: "😀", repaired: 1},
		"half surrogates":            {text: `<r a="&#55296;-&#xDC00;"/>`, want: "\ufffd-\ufffd", repaired: 2},
		"duplicate attribute":        {text: `<r a="1" a="2"/>`, want: "2", duplicates: 1},
		"line break in an attribute": {text: `<r a="1&#10;2"/>`, want: "1\n2"},
		"DOCTYPE with an entity":     {text: `<!DOCTYPE r [<!ENTITY x "y">]><r/>`, err: "DOCTYPE"},
		"control character":          {text: "<r>\n\x01</r>", err: "control character", line: 2},
		"reference to one":           {text: "<r>&#1;</r>", err: "broken"},
		"tag that is not closed":     {text: "<r>\n<a>\n</r>", err: "broken", line: 3},
		"two roots":                  {text: "<r/><r/>", err: "second root"},
		"text behind":                {text: "<r/> x", err: "after the end"},
		"text before":                {text: "x <r/>", err: "before the first"},
		"nothing":                    {text: " ", err: "empty"},
		"only a comment":             {text: "<!-- x -->", err: "no XML element"},
		"too deep":                   {text: strings.Repeat("<a>", xmldoc.MaxDepth+1), err: "nested", tooLarge: true},
		"too many elements":          {text: "<r>" + strings.Repeat("<a/>", xmldoc.MaxElements) + "</r>", err: "elements", tooLarge: true},
		"attribute too long":         {text: `<r><a b="` + strings.Repeat("x", xmldoc.MaxAttribute+1) + `"/></r>`, err: "longer", tooLarge: true},
		"name too long":              {text: "<" + strings.Repeat("x", xmldoc.MaxElementTag+1) + "/>", err: "longer", tooLarge: true},
		"name too long in an end":    {text: "<r></" + strings.Repeat("x", xmldoc.MaxElementTag+1) + ">", err: "longer", tooLarge: true},
		"attribute's name too long":  {text: "<r " + strings.Repeat("x", xmldoc.MaxElementTag+1) + "='1'/>", err: "longer", tooLarge: true},
		"attribute without its end":  {text: "<r a='" + strings.Repeat("x", xmldoc.MaxAttribute+1), err: "longer", tooLarge: true},
		"too many attributes":        {text: "<r" + strings.Repeat(" a='>'", xmldoc.MaxAttributes+1) + "/>", err: "attributes", tooLarge: true},
		"too many of all elements":   {text: "<r>" + strings.Repeat("<a"+strings.Repeat(" b=''", 900)+"/>", 2_300) + "</r>", err: "1250000 attributes", tooLarge: true},
		"long content of a picture":  {text: `<svg a="x" content="` + strings.Repeat("x", xmldoc.MaxAttribute+1) + `"/>`, want: "x"},
		"DOCTYPE of a megabyte":      {text: "<!DOCTYPE r " + strings.Repeat("x ", 1<<19) + "><r/>", err: "DOCTYPE"},
		"DOCTYPE inside":             {text: "<r>\n <!DOCTYPE r></r>", err: "DOCTYPE inside", line: 2},
		"text like markup":           {text: `<!DOCTYPE r "<'>"><!-- <a b="> --><?p <a '?><r a="<![CDATA[<a>]]>"/>`, err: "unescaped <"},
		"marks of tags in comments":  {text: `<!-- <a b="> --><?p <a '?><r a="x/>"><![CDATA[<a b='>]]></r>`, want: "x/>"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			doc, err := xmldoc.Parse([]byte(c.text))
			if c.err != "" {
				var e *xmldoc.Error
				require.ErrorAs(t, err, &e)
				require.Contains(t, e.What, c.err)
				require.Equal(t, c.tooLarge, e.TooLarge)
				if c.line > 0 {
					require.Equal(t, c.line, e.Line)
				}
				return
			}
			require.NoError(t, err)
			require.Equal(t, c.want, doc.Root().SelectAttrValue("a", ""))
			require.Equal(t, c.repaired, doc.Repaired)
			require.Equal(t, c.duplicates, doc.Duplicates)
		})
	}
}

func TestParseRepaired(t *testing.T) {
	doc, err := xmldoc.ParseRepaired([]byte("<r a=\"1\x02&#x16;2\uffff3\">&amp;&#65;</r>"))
	require.NoError(t, err)
	require.Equal(t, "123", doc.Root().SelectAttrValue("a", ""))
	require.Equal(t, "&A", doc.Root().Text())
	require.Equal(t, 3, doc.Repaired)
}

// TestBytes checks that labels of several lines survive a round trip, and that a DOCTYPE
// does not.
func TestBytes(t *testing.T) {
	doc, err := xmldoc.Parse([]byte(`<!DOCTYPE r><r a="1&#10;2&#9;&lt;&quot;"/>`))
	require.NoError(t, err)
	out, err := doc.Bytes()
	require.NoError(t, err)
	require.NotContains(t, string(out), "DOCTYPE")
	require.Contains(t, string(out), "&#xA;")
	again, err := xmldoc.Parse(out)
	require.NoError(t, err)
	require.Equal(t, "1\n2\t<\"", again.Root().SelectAttrValue("a", ""))
}

// TestBytesAreUTF8 checks that a document of another encoding says so no more when it is
// written.
func TestBytesAreUTF8(t *testing.T) {
	doc, err := xmldoc.Parse([]byte("<?xml version='1.0' encoding='GB2312'?><r a=\"\xd6\xd0\"/>"))
	require.NoError(t, err)
	out, err := doc.Bytes()
	require.NoError(t, err)
	require.Equal(t, `<?xml version="1.0" encoding="UTF-8"?><r a="中"/>`, string(out))
}

func TestInflate(t *testing.T) {
	pack := func(data []byte) []byte {
		var b bytes.Buffer
		w, err := flate.NewWriter(&b, flate.BestCompression)
		require.NoError(t, err)
		_, err = w.Write(data)
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return b.Bytes()
	}
	plain := []byte(strings.Repeat("orders and products, ", 1000))
	out, err := xmldoc.Inflate(pack(plain), xmldoc.MaxInflated)
	require.NoError(t, err)
	require.Equal(t, plain, out)

	refused := func(err error, tooLarge bool) {
		t.Helper()
		var e *xmldoc.Error
		require.True(t, errors.As(err, &e))
		require.Equal(t, tooLarge, e.TooLarge)
	}
	_, err = xmldoc.Inflate(pack(plain), 100)
	refused(err, true)
	_, err = xmldoc.Inflate(pack(make([]byte, 8<<20)), xmldoc.MaxInflated)
	refused(err, true) // more than 200 times its size
	_, err = xmldoc.Inflate(pack(plain)[:20], xmldoc.MaxInflated)
	refused(err, false)
	_, err = xmldoc.Inflate([]byte("\xff\xff\xff"), xmldoc.MaxInflated)
	refused(err, false)
	_, err = xmldoc.InflateZlib(pack(plain), xmldoc.MaxInflated)
	refused(err, false)
}

func elements(e *etree.Element) int {
	n := 1
	for _, child := range e.ChildElements() {
		n += elements(child)
	}
	return n
}

// FuzzParse checks that a document either fails with a sentence or can be written and
// read again as the same one.
// emptySpelled spells elements without content in one way.
func emptySpelled(text []byte) string {
	return regexp.MustCompile(`></[^<>]*>`).ReplaceAllString(string(text), "/>")
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{`<r a="x&#10;y"><b/>text</r>`, "\xff\xfe<\x00r\x00/\x00>\x00", `<?xml version="1.0" encoding="GB2312"?><r/>`,
		`<!DOCTYPE r><r xmlns:a="b" a:c="d"><![CDATA[x]]><?pi x?></r>`, "<r>&#xD83D;&#xDE00;\x01</r>",
		`<!--<a b="-><--><r a='">' b="/"><![CDATA[<a>]]></r>`, `<!DOCTYPE r "<>" <x>><r a="1" a="2"/>`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, parse := range []func([]byte) (*xmldoc.Doc, error){xmldoc.Parse, xmldoc.ParseRepaired} {
			doc, err := parse(data)
			if err != nil {
				var e *xmldoc.Error
				require.ErrorAs(t, err, &e)
				require.NotEmpty(t, e.What)
				continue
			}
			require.Equal(t, elements(doc.Root()), doc.Elements, "the limits were checked on other elements than were read")
			written, err := doc.Bytes()
			require.NoError(t, err)
			again, err := parse(written)
			require.NoError(t, err, "%s", written)
			twice, err := again.Bytes()
			require.NoError(t, err)
			// An empty CDATA section is written as no text at all: the first writing may
			// spell an element without content in another way than later ones.
			require.Equal(t, emptySpelled(written), emptySpelled(twice))
		}
	})
}
