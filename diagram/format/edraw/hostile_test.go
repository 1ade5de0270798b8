package edraw_test

import (
	"errors"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

const emptyPage = `<Page ID="100" Type="Page" Name="P"><Layers/></Page>`

// TestRefusals holds files that are no drawings, though they look like it. Hostile
// packages are tested through the door of all formats.
func TestRefusals(t *testing.T) {
	for name, data := range map[string][]byte{
		"only the first bytes":   []byte("PK\x03\x04"),
		"two bytes":              []byte("PK"),
		"page of another format": pack(t, part{"pages/page1.xml", "<mxfile/>"}),
		"XML without a page":     []byte(`<Document Version="7.2"><DocProps/></Document>`),
		"not XML":                []byte("hello"),
		"empty":                  nil,
	} {
		t.Run(name, func(t *testing.T) {
			src, err := edraw.Read(data)
			requireRefused(t, err)
			require.Nil(t, src)
		})
	}
}

// TestHarmlessOddities holds packages that are odd but readable.
func TestHarmlessOddities(t *testing.T) {
	page := part{"pages/page1.xml", emptyPage}
	for name, data := range map[string][]byte{
		"no XML declaration":            pack(t, part{"pages/page1.xml", emptyPage}),
		"pages in the order of numbers": pack(t, part{"pages/page10.xml", strings.Replace(emptyPage, `"P"`, `"Z"`, 1)}, part{"pages/page2.xml", emptyPage}),
		"a broken page beside a good":   pack(t, page, part{"pages/page2.xml", "<Page"}),
		"control characters":            pack(t, part{"pages/page1.xml", strings.Replace(emptyPage, `"P"`, "\"P\x16\"", 1)}),
	} {
		t.Run(name, func(t *testing.T) {
			src, err := edraw.Read(data)
			require.NoError(t, err)
			require.NotEmpty(t, src.Pages)
			require.Equal(t, "P", src.Pages[0].Name)
			switch name {
			case "a broken page beside a good":
				require.Len(t, src.Pages, 1)
				require.Equal(t, "broken-page", src.Warnings[0].Code)
			case "control characters":
				require.Equal(t, "control-characters", src.Warnings[0].Code)
			}
		})
	}
}

// TestHostileShapes reads pages whose shapes are built to cost time or memory, or to
// confuse; what they say must stay within the limits of a model.
func TestHostileShapes(t *testing.T) {
	shape := func(id, typ, more, inner string) string {
		return `<Shape ID="` + id + `" Type="` + typ + `" ` + more + `>` + inner + `</Shape>`
	}
	box := func(x string) string {
		return `<Transform><Width V="100"/><Height V="` + x + `"/><GPinX V="` + x + `"/><GPinY V="-1e308"/></Transform>`
	}
	header := `<TableCell><Position X="0" Y="0" Width="100" Height="20"/><TextBlock><Text><pp><tp>t</tp></pp></Text></TextBlock></TableCell>`
	text := func(s string) string {
		return `<TextBlock><Text><pp><tp>` + s + `</tp></pp></Text></TextBlock>`
	}
	body := func(s string) string {
		return `<TableCells>` + header + `<TableCell><Position X="0" Y="20" Width="100" Height="20"/>` + s + `</TableCell></TableCells>`
	}
	line := func(id, from, to string) string {
		return shape(id, "ConnectLine", "", `<ConPoints><BeginX V="0" F="Shape`+from+`.X"/><BeginY V="0"/><EndX V="1" F="Shape`+to+`.X"/><EndY V="1"/></ConPoints>`)
	}
	var lines, ovals, groups strings.Builder
	for i := range 3_000 {
		id := strconv.Itoa(1000 + i)
		lines.WriteString(line(id, strconv.Itoa(1000+(i+1)%3_000), strconv.Itoa(1000+(i+7)%3_000)))
		ovals.WriteString(shape(id, "Ellipse", `NameU="Attribute"`, `<Texts><Text>`+text("a,b,c")+`</Text></Texts>`) + line("9"+id, "1", id))
	}
	for range 200 {
		groups.WriteString(`<Shape ID="1" Type="Group">`)
	}
	for name, shapes := range map[string]string{
		"places that are no numbers":   shape("1", "Table", `NameU="Entity"`, box("NaN")+body(text("id"))) + shape("2", "Table", `NameU="Entity"`, box("1e999")+body(text("id"))),
		"one id for all":               strings.Repeat(shape("1", "Table", `NameU="Entity"`, box("1")+body(text("id"))), 50),
		"a line of a megabyte":         shape("1", "Table", `NameU="Entity"`, box("1")+body(text(strings.Repeat("not null ", 120_000)))),
		"a word of a megabyte":         shape("1", "Table", `NameU="Entity"`, box("1")+body(text(strings.Repeat("(", 1_000_000)))),
		"a hundred thousand columns":   shape("1", "Table", `NameU="Entity"`, box("1")+body(`<TextBlock><Text>`+strings.Repeat(`<pp><tp>a</tp></pp>`, 100_000)+`</Text></TextBlock>`)),
		"lines glued in circles":       lines.String(),
		"thousands of ovals on a box":  shape("1", "Rectangle", `NameU="Entity"`, box("1")+`<Texts><Text>`+text("e")+`</Text></Texts>`) + ovals.String(),
		"groups in groups":             groups.String() + strings.Repeat("</Shape>", 200),
		"more shapes than the limit":   strings.Repeat(shape("1", "Rectangle", "", ""), 21_000),
		"line glued to itself":         line("5", "5", "5") + shape("1", "Table", `NameU="Entity"`, box("1")+body(text("id"))),
		"RTF of braces":                shape("1", "Table", `NameU="Entity"`, body(`<Text>{\rtf1`+strings.Repeat("{", 100_000)+`</Text>`)),
		"RTF with numbers beyond":      shape("1", "Table", `NameU="Entity"`, body(`<Text>{\rtf1\uc99999999999\u-99999999 a\f999999999\'zz\'</Text>`)),
		"table without cells":          shape("1", "Table", `NameU="Entity"`, `<TableCells/>`),
		"cells without places":         shape("1", "Table", `NameU="Entity"`, `<TableCells><TableCell/><TableCell/></TableCells>`),
		"control characters in a name": shape("1", "Table", `NameU="Entity"`, body(text("a&#x202e;b&#x7f;c"))),
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			src, err := edraw.Read(pack(t, part{"pages/page1.xml", `<Page Name="P">` + shapes + `</Page>`}))
			runtime.ReadMemStats(&after)
			require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<30))
			if err != nil {
				requireRefused(t, err)
				return
			}
			for _, p := range src.Pages {
				requireSound(t, p, name)
				require.NoError(t, p.Diagram.CheckLimits())
				for _, table := range p.Diagram.Tables {
					require.LessOrEqual(t, len([]rune(table.Name)), diagram.MaxName)
					require.Equal(t, diagram.Clamp(table.Pos.X), table.Pos.X)
					require.Equal(t, diagram.Clamp(table.Pos.Y), table.Pos.Y)
				}
			}
		})
	}
}

// requireRefused holds an error to what people may read.
func requireRefused(t *testing.T, err error) {
	t.Helper()
	require.Error(t, err)
	var e *diagram.Error
	require.True(t, errors.As(err, &e), "%T: %v", err, err)
	require.Contains(t, []diagram.Code{diagram.Unreadable, diagram.TooLarge}, e.Code)
	require.True(t, strings.HasSuffix(e.Message, "."), e.Message)
}
