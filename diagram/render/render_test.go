package render_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/render"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func table(d *diagram.Diagram, name string, module diagram.ID, x, y float64, columns ...string) *diagram.Table {
	t := &diagram.Table{ID: diagram.ID(name), Name: name, Module: module, Pos: diagram.Point{X: x, Y: y}}
	key := &diagram.Key{ID: diagram.ID(name + "-key"), Primary: true}
	for _, c := range columns {
		f := strings.Fields(c)
		col := &diagram.Column{ID: diagram.ID(name + "-" + f[0]), Name: f[0], Type: f[1], NotNull: true}
		for _, flag := range f[2:] {
			switch flag {
			case "pk":
				key.Columns = append(key.Columns, col.ID)
			case "u":
				t.Keys = append(t.Keys, &diagram.Key{ID: diagram.ID(name + "-" + f[0] + "-u"), Columns: []diagram.ID{col.ID}})
			case "null":
				col.NotNull = false
			}
		}
		t.Columns = append(t.Columns, col)
	}
	t.Keys = append(t.Keys, key)
	return d.AddTable(t)
}

func reference(d *diagram.Diagram, from, to string, child, parent diagram.Cardinality) {
	childTable, childColumn, _ := strings.Cut(from, ".")
	parentTable, parentColumn, _ := strings.Cut(to, ".")
	d.AddRelationship(&diagram.Relationship{ID: diagram.ID(childTable + "-" + childColumn + "-fk"), Directed: true,
		Ends:  diagram.Between(diagram.ID(childTable), child, diagram.ID(parentTable), parent),
		Pairs: []diagram.Pair{{From: diagram.ID(childTable + "-" + childColumn), To: diagram.ID(parentTable + "-" + parentColumn)}}})
}

// shop has one of everything that is drawn.
func shop() *diagram.Diagram {
	d := diagram.New()
	d.Name = "Shop"
	d.AddModule(&diagram.Module{ID: "sales", Name: "Sales", Color: "amber"})
	d.AddModule(&diagram.Module{ID: "people", Name: "People", Color: "teal"})
	d.AddFrame(&diagram.Frame{ID: "f", Module: "sales", Pos: diagram.Point{X: -40, Y: -40}, Size: diagram.Size{W: 640, H: 560}})
	table(d, "orders", "sales", 0, 0, "id uuid pk", "number varchar(20) u", "user_id uuid", "coupon_id int null", "parent_id uuid null")
	table(d, "order_items", "sales", 340, 60, "order_id uuid pk", "line_no smallint pk", "a_name_that_is_much_too_long_for_its_card character(2000)")
	table(d, "users", "people", 740, 0, "id uuid pk", "email varchar(255) u")
	table(d, "coupons", "", 340, 320, "id int pk")
	table(d, "shipments", "", 0, 340, "order_id uuid pk")
	d.AddTable(&diagram.Table{ID: "report", Name: "report", Kind: diagram.KindView, Pos: diagram.Point{X: 740, Y: 200}})
	reference(d, "order_items.order_id", "orders.id", diagram.OneMany, diagram.One)
	reference(d, "orders.user_id", "users.id", diagram.ZeroMany, diagram.One)
	reference(d, "orders.coupon_id", "coupons.id", diagram.Many, diagram.ZeroOne)
	reference(d, "orders.parent_id", "orders.id", diagram.ZeroMany, diagram.ZeroOne)
	reference(d, "shipments.order_id", "orders.id", diagram.ZeroOne, diagram.One)
	d.AddRelationship(&diagram.Relationship{ID: "wish", Verb: "wishes for", Ends: diagram.Between("users", diagram.ZeroMany, "coupons", diagram.ZeroMany)})
	d.AddRelationship(&diagram.Relationship{ID: "three", Name: "delivers", Ends: []diagram.End{
		{Table: "users", Card: diagram.One}, {Table: "shipments", Card: diagram.Many}, {Table: "coupons", Card: diagram.Unknown}}})
	d.AddNote(&diagram.Note{ID: "n", Text: "Prices stay on the line,\nbecause they change later and this text is longer than the note is high.",
		Pos: diagram.Point{X: 740, Y: 300}, Size: diagram.Size{W: 160, H: 80}})
	return d
}

func draw(t testing.TB, d *diagram.Diagram, opt render.Options) string {
	t.Helper()
	routes, err := layout.Routes(context.Background(), d)
	require.NoError(t, err)
	var b bytes.Buffer
	require.NoError(t, render.SVG(&b, d, routes, opt))
	return b.String()
}

// allowed are the elements and attributes of our pictures; nothing among them can run or
// load anything.
var allowed = map[string]string{
	"svg": "class xmlns width height viewBox role aria-label font-family font-size", "title": "",
	"g":    "class data-source transform fill stroke stroke-width stroke-linecap stroke-linejoin",
	"rect": "class x y width height rx fill stroke stroke-dasharray pointer-events", "path": "class d fill stroke stroke-width stroke-linecap stroke-dasharray",
	"circle": "cx cy r fill stroke stroke-width", "ellipse": "cx cy rx ry fill stroke",
	"text": "class x y font-size font-weight font-style font-family fill stroke stroke-width text-anchor text-decoration textLength lengthAdjust aria-hidden",
}

// requireSafe fails when the picture is not well-formed or holds anything but shapes and
// text, and returns all of its text.
func requireSafe(t *testing.T, svg string) string {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(svg))
	dec.Strict = true
	var text strings.Builder
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		require.NoError(t, err)
		switch e := token.(type) {
		case xml.StartElement:
			names, ok := allowed[e.Name.Local]
			require.True(t, ok, "element %s", e.Name.Local)
			for _, a := range e.Attr {
				require.Contains(t, strings.Fields(names), a.Name.Local, e.Name.Local)
				require.NotContains(t, a.Value, "url(")
			}
		case xml.CharData:
			text.Write(e)
			text.WriteByte('\n')
		case xml.Comment, xml.ProcInst, xml.Directive:
			t.Fatalf("unexpected %T", e)
		}
	}
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		name string
		d    *diagram.Diagram
		opt  render.Options
	}{
		{"shop-light", shop(), render.Options{}},
		{"shop-dark", shop(), render.Options{Theme: render.Dark}},
		{"shop-contrast", shop(), render.Options{Theme: render.Contrast, Padding: 20}},
		{"shop-thumbnail", shop(), render.Options{Thumbnail: diagram.Size{W: 320, H: 200}}},
		{"shop-tiny", shop(), render.Options{Thumbnail: diagram.Size{W: 96, H: 60}}},
		{"shop-idef1x", shop(), render.Options{Look: diagram.Look{Notation: diagram.IDEF1X}}},
		{"shop-chen", shop(), render.Options{Look: diagram.Look{Notation: diagram.Chen}, Theme: render.Dark}},
		{"shop-keys", shop(), render.Options{Look: diagram.Look{Display: diagram.DisplayKeys, Density: diagram.Compact}}},
		{"shop-names", shop(), render.Options{Look: diagram.Look{Display: diagram.DisplayNames}}},
		{"empty", diagram.New(), render.Options{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := draw(t, c.d, c.opt)
			requireSafe(t, got)
			requireGolden(t, c.name, got)
		})
	}
}

// requireGolden compares a picture with the one in testdata/svg.
func requireGolden(t *testing.T, name, got string) {
	t.Helper()
	got = strings.ReplaceAll(got, "><", ">\n<") // so that a difference can be read
	file := "../../testdata/svg/" + name + ".svg"
	if *update {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.True(t, string(want) == got, "%s differs; run with -update and look at the picture", file)
}

func TestNamesStayText(t *testing.T) {
	for _, name := range []string{
		`<img src=x onerror=alert(1)>`, `]]>`, `-->`, `<![CDATA[x`, `"><script>alert(1)</script>`, `' onload='x`, `&lt;b&gt; &#x3c;`, `{{.}}`, `</text></svg>`,
	} {
		t.Run(name, func(t *testing.T) {
			d := diagram.New()
			d.Name = name
			tb := table(d, "a", "m", 0, 0, "id int pk")
			d.AddModule(&diagram.Module{ID: "m", Name: name, Color: `red" onload="x`})
			tb.Name, tb.Width = name, 600
			tb.Columns[0].Name, tb.Columns[0].Type = name, name
			d.AddFrame(&diagram.Frame{Title: name, Color: name, Size: diagram.Size{W: 900, H: 300}})
			d.AddNote(&diagram.Note{Text: name, Color: name, Size: diagram.Size{W: 900, H: 300}})
			d.AddRelationship(&diagram.Relationship{ID: "r", Verb: name, Ends: diagram.Between("a", diagram.Cardinality(name), "a", diagram.One)})
			for _, opt := range []render.Options{{}, {Thumbnail: diagram.Size{W: 320, H: 200}}, {Look: diagram.Look{Notation: diagram.Chen}}, {Look: diagram.Look{Notation: diagram.IDEF1X}}} {
				require.Contains(t, requireSafe(t, draw(t, d, opt)), name)
			}
		})
	}
}

func TestCharactersThatNoPictureMayHold(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x1bc\x7f\u0085":   "abc",
		"pay\u202etxt.exe":        "pay\ufffdtxt.exe",
		"a\u2066b\u200f":          "a\ufffdb\ufffd",
		"line\nbreak\u2028s\ttab": "line break s tab",
		"bad\xff\xfeutf":          "bad\ufffdutf",
		"\ufeffx\uffff\ufffe":     "x",
		"naïve 表 🙂":               "naïve 表 🙂",
	} {
		d := diagram.New()
		table(d, "a", "", 0, 0).Name = in
		text := requireSafe(t, draw(t, d, render.Options{}))
		require.Contains(t, strings.Split(text, "\n"), want)
	}
}

func TestLongNamesAreCut(t *testing.T) {
	d := diagram.New()
	tb := table(d, "t", "", 0, 0, "id int pk")
	tb.Name = strings.Repeat("w", 200)
	tb.Columns[0].Name = strings.Repeat("表", 100)
	tb.Columns[0].Type = "varchar(20)"
	text := requireSafe(t, draw(t, d, render.Options{}))
	require.Contains(t, text, "wwww…\n")
	require.Contains(t, text, "表…\n")
	require.Contains(t, text, strings.Repeat("w", 200), "the whole name is in the title")
}

func TestThumbnailsLeaveOutWhatCannotBeRead(t *testing.T) {
	count := func(opt render.Options) int { return strings.Count(draw(t, shop(), opt), "<text") }
	full, small, tiny := count(render.Options{}), count(render.Options{Thumbnail: diagram.Size{W: 320, H: 200}}), count(render.Options{Thumbnail: diagram.Size{W: 64, H: 40}})
	require.Greater(t, full, 30)
	require.Zero(t, small, "bars stand for texts")
	require.Zero(t, tiny)
}

func TestStubsNameTheHubAndCountItsReferences(t *testing.T) {
	d := diagram.New()
	table(d, "hub", "", 0, 0, "id int pk")
	for i := range 160 {
		name := fmt.Sprint("t", i)
		table(d, name, "", 400, float64(i)*200, "id int pk", "hub_id int")
		if i < 30 {
			reference(d, name+".hub_id", "hub.id", diagram.ZeroMany, diagram.One)
		}
	}
	svg := draw(t, d, render.Options{})
	text := requireSafe(t, svg)
	require.Equal(t, 1, strings.Count(svg, ">30 references</text>"), "drawn once")
	require.Equal(t, 30, strings.Count(svg, ">hub</text>")-1, "each child names the hub")
	require.Contains(t, text, "t7 (zero or many) to hub (exactly one)")

	for _, r := range d.Relationships {
		r.Drawn = diagram.DrawnAsLine
	}
	svg = draw(t, d, render.Options{})
	require.NotContains(t, svg, "references</text>", "drawn as they say")
	require.Equal(t, 1, strings.Count(svg, ">hub</text>"), "the table itself")
}

func TestOddDiagramsAreDrawn(t *testing.T) {
	d := diagram.New()
	table(d, "a", "missing-module", 0, 0)
	d.AddTable(&diagram.Table{ID: "far", Pos: diagram.Point{X: diagram.MaxCoordinate, Y: -diagram.MaxCoordinate}, Width: 1})
	d.AddNote(&diagram.Note{Text: strings.Repeat("x", 5000)})
	d.AddFrame(&diagram.Frame{Title: "narrow"})
	d.AddRelationship(&diagram.Relationship{Ends: diagram.Between("a", diagram.Many, "far", diagram.One), Name: "goes far"})
	requireSafe(t, draw(t, d, render.Options{Padding: -5}))
	var b bytes.Buffer
	require.NoError(t, render.SVG(&b, d, []layout.Route{{Relationship: "unknown"}, {}}, render.Options{Theme: "none"}))
	requireSafe(t, b.String())
	require.Equal(t, render.Light, render.ThemeNamed("none"))
	require.Equal(t, render.Dark, render.ThemeNamed("dark"))
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestErrorsOfTheWriterComeBack(t *testing.T) {
	require.ErrorIs(t, render.SVG(broken{}, shop(), nil, render.Options{}), io.ErrClosedPipe)
}

func BenchmarkSVG(b *testing.B) {
	d := diagram.New()
	for i := range 200 {
		name := fmt.Sprint("table", i)
		table(d, name, "", 0, 0, "id uuid pk", "a int", "b text", "c text null", "d varchar(20) u", "e int", "f int", "g int", "h int", "parent_id uuid")
		if i > 0 {
			reference(d, name+".parent_id", fmt.Sprintf("table%d.id", i/3), diagram.ZeroMany, diagram.One)
		}
	}
	pos, err := layout.Arrange(context.Background(), d, layout.Options{})
	require.NoError(b, err)
	d = layout.Moved(d, pos)
	routes, err := layout.Routes(context.Background(), d)
	require.NoError(b, err)
	for b.Loop() {
		if err := render.SVG(io.Discard, d, routes, render.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
