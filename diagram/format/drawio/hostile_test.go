package drawio_test

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/drawio"
)

// hostile is an input that somebody may send on purpose. The numbers are those of the
// product's list of hostile inputs.
type hostile struct {
	number int
	name   string
	data   func(t *testing.T) []byte
	// code is the error that must come; empty for inputs that are read.
	code diagram.Code
	// warning is a code that must be among the warnings.
	warning string
	check   func(t *testing.T, s *diagram.Source)
}

func text(s string) func(*testing.T) []byte { return func(*testing.T) []byte { return []byte(s) } }

// page wraps cells to a drawing of one page.
func page(cells string) string {
	return `<mxfile><diagram name="P"><mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>` + cells + `</root></mxGraphModel></diagram></mxfile>`
}

// list is a drawn table of one row.
func list(id, name, parent, row string) string {
	return `<mxCell id="` + id + `" value="` + name + `" style="swimlane;childLayout=stackLayout;startSize=26;" vertex="1" parent="` + parent + `"><mxGeometry x="40" y="40" width="160" height="52" as="geometry"/></mxCell>` +
		`<mxCell id="` + id + `-row" value="` + row + `" style="text;" vertex="1" parent="` + id + `"><mxGeometry y="26" width="160" height="26" as="geometry"/></mxCell>`
}

func shop(t *testing.T) []byte {
	data, err := os.ReadFile(filepath.Join(fixtures, "shop.drawio"))
	require.NoError(t, err)
	return data
}

func deflated(t *testing.T, data []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	require.NoError(t, err)
	_, err = w.Write(data)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return b.Bytes()
}

func packed(t *testing.T, xml string) string {
	return base64.StdEncoding.EncodeToString(deflated(t, []byte(url.PathEscape(xml))))
}

func chunk(kind string, body []byte) []byte {
	var b bytes.Buffer
	_ = binary.Write(&b, binary.BigEndian, uint32(len(body)))
	b.WriteString(kind)
	b.Write(body)
	_ = binary.Write(&b, binary.BigEndian, crc32.ChecksumIEEE(append([]byte(kind), body...)))
	return b.Bytes()
}

func png(chunks ...[]byte) []byte {
	return append([]byte("\x89PNG\r\n\x1a\n"), bytes.Join(chunks, nil)...)
}

func utf16With(order binary.AppendByteOrder, mark bool, s string) []byte {
	var out []byte
	if mark {
		out = order.AppendUint16(out, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func onlyTable(t *testing.T, s *diagram.Source) *diagram.Table {
	t.Helper()
	tables := s.Pages[0].Diagram.SortedTables()
	require.Len(t, tables, 1)
	return tables[0]
}

func named(name string) func(*testing.T, *diagram.Source) {
	return func(t *testing.T, s *diagram.Source) { require.Equal(t, name, onlyTable(t, s).Name) }
}

const bomb = 80 << 20 // more than may come out of any packed data

var hostiles = []hostile{
	{number: 1, name: "billion laughs", code: diagram.Unreadable,
		data: text(`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><mxfile>&b;</mxfile>`)},
	{number: 2, name: "entity of a file", code: diagram.Unreadable,
		data: text(`<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><mxfile>&x;</mxfile>`)},
	{number: 3, name: "external DTD is dropped unread", check: named("city"),
		data: text(`<!DOCTYPE mxfile SYSTEM "http://evil.test/x.dtd">` + page(list("t", "city", "1", "id")))},
	{number: 4, name: "DOCTYPE of 15 MB", code: diagram.Unreadable,
		data: text("<!DOCTYPE l " + strings.Repeat("x ", 15<<19) + "><mxfile/>")},
	{number: 5, name: "a million nested elements", code: diagram.TooLarge, data: text(strings.Repeat("<a>", 1_000_000))},
	{number: 6, name: "millions of elements", code: diagram.TooLarge,
		data: text("<mxfile>" + strings.Repeat("<a/>", 8<<20) + "</mxfile>")},
	{number: 7, name: "a million attributes", code: diagram.TooLarge, data: func(*testing.T) []byte {
		var b strings.Builder
		b.WriteString("<mxfile")
		for i := range 1_000_000 {
			fmt.Fprintf(&b, ` a%d="1"`, i)
		}
		b.WriteString("/>")
		return []byte(b.String())
	}},
	{number: 8, name: "attribute of 50 MB", code: diagram.TooLarge,
		data: text(`<mxfile a="` + strings.Repeat("x", 50<<20) + `"/>`)},
	{number: 9, name: "element name of 10 MB", code: diagram.TooLarge, data: text("<" + strings.Repeat("x", 10<<20) + "/>")},
	{number: 11, name: "two roots", code: diagram.Unreadable, data: text("<mxfile/><mxfile/>")},
	{number: 12, name: "trailing garbage", code: diagram.Unreadable, data: text(page("") + "garbage")},
	{number: 13, name: "empty file", code: diagram.Unreadable, data: text("")},
	{number: 13, name: "only white space", code: diagram.Unreadable, data: text(" \n\t ")},
	{number: 14, name: "UTF-16 little endian with mark", check: named("città"), data: func(*testing.T) []byte {
		return utf16With(binary.LittleEndian, true, `<?xml version="1.0" encoding="UTF-16"?>`+page(list("t", "città", "1", "id")))
	}},
	{number: 14, name: "UTF-16 big endian with mark", check: named("città"), data: func(*testing.T) []byte {
		return utf16With(binary.BigEndian, true, page(list("t", "città", "1", "id")))
	}},
	{number: 15, name: "UTF-16 without mark", code: diagram.Unreadable, data: func(*testing.T) []byte {
		return utf16With(binary.LittleEndian, false, page(""))
	}},
	{number: 16, name: "ISO-8859-1 declared", check: named("città"),
		data: text(`<?xml version="1.0" encoding="ISO-8859-1"?>` + page(list("t", "citt\xe0", "1", "id")))},
	{number: 16, name: "GB2312 declared", check: named("中"),
		data: text(`<?xml version="1.0" encoding="GB2312"?>` + page(list("t", "\xd6\xd0", "1", "id")))},
	{number: 16, name: "unknown encoding", code: diagram.Unreadable, data: text(`<?xml version="1.0" encoding="x-klingon"?><mxfile/>`)},
	{number: 17, name: "invalid UTF-8", code: diagram.Unreadable, data: text(page(list("t", "\xff\xfe\xc3", "1", "id")))},
	{number: 18, name: "NUL", code: diagram.Unreadable, data: text(page(list("t", "a\x00b", "1", "id")))},
	{number: 18, name: "reference to NUL", code: diagram.Unreadable, data: text(page(list("t", "a&#0;b", "1", "id")))},
	{number: 18, name: "reference to a control character", code: diagram.Unreadable, data: text(page(list("t", "a&#1;b", "1", "id")))},
	{number: 19, name: "half surrogate", warning: "repaired-text", check: named("a\ufffdb"), data: text(page(list("t", "a&#xD800;b", "1", "id")))},
	{number: 20, name: "duplicate attribute", warning: "duplicate-attribute", check: named("second"),
		data: text(page(`<mxCell id="t" value="first" value="second" style="swimlane;childLayout=stackLayout;" vertex="1" parent="1"/>`))},
	{number: 21, name: "duplicate cell ids", warning: "duplicate-id", data: text(page(list("t", "a", "1", "id") + list("t", "b", "1", "id"))),
		check: func(t *testing.T, s *diagram.Source) { require.Len(t, s.Pages[0].Diagram.Tables, 2) }},
	{number: 22, name: "parents in a circle", warning: "parent-cycle",
		data:  text(page(list("a", "a", "b", "id") + list("b", "b", "a", "id"))),
		check: func(t *testing.T, s *diagram.Source) { require.NotEmpty(t, s.Pages[0].Diagram.Tables) }},
	{number: 23, name: "line to a missing cell", warning: "missing-end",
		data:  text(page(list("t", "a", "1", "id") + `<mxCell id="e" edge="1" parent="1" source="t" target="gone" style="endArrow=ERmany"><mxGeometry relative="1" as="geometry"/></mxCell>`)),
		check: func(t *testing.T, s *diagram.Source) { require.Empty(t, s.Pages[0].Diagram.Relationships) }},
	{number: 24, name: "line to itself",
		data: text(page(list("t", "a", "1", "id") + `<mxCell id="e" edge="1" parent="1" source="t" target="t" style="endArrow=ERmany;startArrow=ERone"><mxGeometry relative="1" as="geometry"/></mxCell>`)),
		check: func(t *testing.T, s *diagram.Source) {
			rs := s.Pages[0].Diagram.SortedRelationships()
			require.Len(t, rs, 1)
			require.Equal(t, rs[0].Ends[0].Table, rs[0].Ends[1].Table)
		}},
	{number: 25, name: "coordinates that are none", warning: "bad-number", data: func(*testing.T) []byte {
		s := page(list("t", "a", "1", "id"))
		return []byte(strings.NewReplacer(`x="40"`, `x="NaN"`, `y="40"`, `y="1e308"`, `width="160"`, `width="Infinity"`, `height="52"`, `height="-0"`).Replace(s))
	}, check: func(t *testing.T, s *diagram.Source) {
		table := onlyTable(t, s)
		require.Equal(t, diagram.Point{X: 0, Y: diagram.MaxCoordinate}, table.Pos)
		require.Equal(t, diagram.CardMinWidth, table.Width)
	}},
	{number: 26, name: "10,000 pages", code: diagram.TooLarge, data: text("<mxfile>" + strings.Repeat("<diagram/>", 10_000) + "</mxfile>")},
	{number: 27, name: "packed page that is a bomb", code: diagram.TooLarge, data: func(t *testing.T) []byte {
		return []byte("<mxfile><diagram>" + base64.StdEncoding.EncodeToString(deflated(t, make([]byte, bomb))) + "</diagram></mxfile>")
	}},
	{number: 28, name: "bad base64", code: diagram.Unreadable, data: text("<mxfile><diagram>@@@@</diagram></mxfile>")},
	{number: 28, name: "zlib header in the place of raw deflate", check: named("city"), data: func(t *testing.T) []byte {
		var b bytes.Buffer
		w := zlib.NewWriter(&b)
		_, err := w.Write([]byte(url.PathEscape(`<mxGraphModel><root><mxCell id="0"/>` + list("t", "city", "0", "id") + `</root></mxGraphModel>`)))
		require.NoError(t, err)
		require.NoError(t, w.Close())
		return []byte("<mxfile><diagram>" + base64.StdEncoding.EncodeToString(b.Bytes()) + "</diagram></mxfile>")
	}},
	{number: 29, name: "encoded twice", check: named("100%2525 city"), data: func(t *testing.T) []byte {
		return []byte("<mxfile><diagram>" + packed(t, url.PathEscape(`<mxGraphModel><root><mxCell id="0"/>`+list("t", "100%2525 city", "0", "id")+`</root></mxGraphModel>`)) + "</diagram></mxfile>")
	}},
	{number: 30, name: "PNG with a chunk beyond the file", code: diagram.Unreadable,
		data: text("\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXtmxfile")},
	{number: 31, name: "PNG with a bomb in zTXt", code: diagram.TooLarge, data: func(t *testing.T) []byte {
		return png(chunk("zTXt", append([]byte("mxfile\x00\x00"), deflated(t, make([]byte, bomb))...)))
	}},
	{number: 31, name: "PNG with a bomb in iTXt", code: diagram.TooLarge, data: func(t *testing.T) []byte {
		return png(chunk("iTXt", append([]byte("mxfile\x00\x01\x00\x00\x00"), deflated(t, make([]byte, bomb))...)))
	}},
	{number: 32, name: "PNG without a drawing", code: diagram.Unreadable, data: func(*testing.T) []byte {
		return png(chunk("IHDR", make([]byte, 13)), chunk("IEND", nil))
	}},
	{number: 33, name: "SVG: only the content is taken", data: func(*testing.T) []byte {
		content := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(page(list("t", "city", "1", "id")))
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" content="` + content + `"><script>alert(1)</script><text>SECRET</text></svg>`)
	}, check: func(t *testing.T, s *diagram.Source) {
		require.Equal(t, "city", onlyTable(t, s).Name)
		require.NotContains(t, describe(s), "SECRET")
		require.NotContains(t, describe(s), "alert")
	}},
	{number: 34, name: "line break in an attribute", data: text(page(list("t", "city", "1", "id int&#10;name text"))),
		check: func(t *testing.T, s *diagram.Source) { require.Len(t, onlyTable(t, s).Columns, 2) }},
	{number: 48, name: "labels are text", check: named(`a<img src=x onerror=alert(1)>b`),
		data: text(page(list("t", "a&lt;img src=x onerror=alert(1)&gt;b", "1", "id")))},
}

func TestHostile(t *testing.T) {
	for _, h := range hostiles {
		t.Run(fmt.Sprintf("%02d %s", h.number, h.name), func(t *testing.T) {
			s, err := drawio.Read(h.data(t))
			if h.code != "" {
				var e *diagram.Error
				require.ErrorAs(t, err, &e)
				require.Equal(t, h.code, e.Code, e.Message)
				require.NotEmpty(t, e.Message)
				require.Less(t, len(e.Message), 1000)
				require.Nil(t, s)
				return
			}
			require.NoError(t, err)
			for _, p := range s.Pages {
				requireWhole(t, p)
			}
			if h.warning != "" {
				var codes []string
				for _, w := range s.Warnings {
					codes = append(codes, w.Code)
				}
				require.Contains(t, codes, h.warning)
			}
			if h.check != nil {
				h.check(t, s)
			}
		})
	}
}

// TestHostileCut is number 10: a drawing that was cut anywhere is refused, never half
// read.
func TestHostileCut(t *testing.T) {
	data := bytes.TrimSpace(shop(t))
	for n := 0; n < len(data)-1; n += 97 {
		_, err := drawio.Read(data[:n])
		var e *diagram.Error
		require.ErrorAs(t, err, &e, "cut at %d", n)
		require.Equal(t, diagram.Unreadable, e.Code)
	}
}

// TestCrowded reads pages that were made to be slow: thousands of shapes on top of each
// other, loose lines all over them, and a very long chain of shapes.
func TestCrowded(t *testing.T) {
	var b strings.Builder
	for i := range 4_000 {
		fmt.Fprintf(&b, `<mxCell id="b%d" value="t%d&#10;id int&#10;x int" vertex="1" parent="1"><mxGeometry x="%d" width="5000" height="5000" as="geometry"/></mxCell>`, i, i, i%3)
		fmt.Fprintf(&b, `<mxCell id="o%d" value="o" style="ellipse" vertex="1" parent="%s"><mxGeometry width="90" height="40" as="geometry"/></mxCell>`, i, map[bool]string{true: "1", false: fmt.Sprintf("o%d", i-1)}[i == 0])
		fmt.Fprintf(&b, `<mxCell id="e%d" style="endArrow=ERmany" edge="1" parent="1" source="b%d"><mxGeometry relative="1" as="geometry"><mxPoint x="%d" y="7" as="targetPoint"/></mxGeometry></mxCell>`, i, i, i%5000)
		fmt.Fprintf(&b, `<mxCell id="n%d" value="N" style="text" vertex="1" parent="1"><mxGeometry x="%d" width="20" height="20" as="geometry"/></mxCell>`, i, i%7)
	}
	s, err := drawio.Read([]byte(page(b.String())))
	require.NoError(t, err)
	requireWhole(t, s.Pages[0])
}
