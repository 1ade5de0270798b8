package edraw_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

const emptyPage = `<Page ID="100" Type="Page" Name="P"><Layers/></Page>`

// TestHostilePackages holds packages that no drawing program writes. The numbers are
// those of the list of hostile inputs in the security notes of the product.
func TestHostilePackages(t *testing.T) {
	page := part{"pages/page1.xml", emptyPage}
	for name, data := range map[string][]byte{
		"35 name leads out":            pack(t, page, part{"../../x", "x"}),
		"35 name leads out inside":     pack(t, page, part{"pages/../../page2.xml", emptyPage}),
		"36 absolute name":             pack(t, page, part{"/etc/x", "x"}),
		"36 drive name":                pack(t, page, part{`C:x`, "x"}),
		"36 backslash name":            pack(t, page, part{`pages\page2.xml`, emptyPage}),
		"39 entries that overlap":      overlapping(t),
		"40 too many entries":          manyEntries(t, 70_000),
		"40 a few too many entries":    manyEntries(t, 2_001),
		"41 size too small":            patched(t, func(h []byte, local bool) { put32(h, sizeAt(local), 3) }),
		"41 size too large":            patched(t, func(h []byte, local bool) { put32(h, sizeAt(local), 60<<20) }),
		"42 encrypted entry":           patched(t, func(h []byte, local bool) { h[flagsAt(local)] |= 1 }),
		"43 two entries of one name":   pack(t, page, page),
		"44 data before the archive":   append([]byte("GIF89a......"), pack(t, page)...),
		"45 page without content":      pack(t, part{"pages/page1.xml", ""}),
		"45 no page":                   pack(t, part{"document.xml", document}, part{"theme.xml", "<Themes/>"}),
		"45 no page but its directory": pack(t, part{"pages/", ""}),
		"46 wrong checksum":            patched(t, func(h []byte, local bool) { put32(h, crcAt(local), crc32.ChecksumIEEE([]byte("other"))) }),
		"47 NUL in a name":             pack(t, page, part{"a\x00b", "x"}),
		"47 mark of direction":         pack(t, page, part{"a\u202eb.xml", "x"}),
		"47 long name":                 pack(t, page, part{strings.Repeat("n", 10_000), "x"}),
		"directory is cut off":         pack(t, page)[:60],
		"only the first bytes":         []byte("PK\x03\x04"),
		"two bytes":                    []byte("PK"),
		"bomb in a page":               pack(t, part{"pages/page1.xml", emptyPage + strings.Repeat(" ", 20<<20)}),
		"bomb beside the pages":        bomb(t),
		"too many pages":               pack(t, manyPages(501, emptyPage)...),
		"too many elements together":   plain(t, manyPages(3, strings.Replace(emptyPage, "<Layers/>", strings.Repeat("<a/>", 200_000), 1))...),
		"page of another format":       pack(t, part{"pages/page1.xml", "<mxfile/>"}),
		"page with entities":           pack(t, part{"pages/page1.xml", `<!DOCTYPE p [<!ENTITY a "b">]>` + emptyPage}),
		"XML without a page":           []byte(`<Document Version="7.2"><DocProps/></Document>`),
		"not XML":                      []byte("hello"),
		"empty":                        nil,
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
		"37 symlink is ignored":         withSymlink(t),
		"38 nested archive stays shut":  pack(t, page, part{"media/42.zip", string(bomb(t))}),
		"45 missing document.xml":       pack(t, page),
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

// TestEveryCut reads a drawing that was cut off at every byte.
func TestEveryCut(t *testing.T) {
	packed, err := os.ReadFile(filepath.Join(fixtures, "clinic.eddx"))
	require.NoError(t, err)
	plain, err := os.ReadFile(filepath.Join(fixtures, "keys.edx"))
	require.NoError(t, err)
	for i := range packed {
		_, err := edraw.Read(packed[:i])
		requireRefused(t, err)
	}
	for i := range bytes.LastIndex(plain, []byte("</Document")) {
		_, err := edraw.Read(plain[:i])
		requireRefused(t, err)
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

// The places of fields in the headers of a ZIP (APPNOTE 4.3.7 and 4.3.12).
func flagsAt(local bool) int { return pick(local, 6, 8) }
func crcAt(local bool) int   { return pick(local, 14, 16) }
func sizeAt(local bool) int  { return pick(local, 22, 24) }

func pick(local bool, a, b int) int {
	if local {
		return a
	}
	return b
}

func put32(h []byte, at int, v uint32) { binary.LittleEndian.PutUint32(h[at:], v) }

// patched returns a package whose first page was changed in both of its headers. The
// entry is stored with its sizes in front, as most programs do.
func patched(t *testing.T, change func(header []byte, local bool)) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: "pages/page1.xml", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(emptyPage)),
		CompressedSize64: uint64(len(emptyPage)), UncompressedSize64: uint64(len(emptyPage)),
	})
	require.NoError(t, err)
	_, err = w.Write([]byte(emptyPage))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	data := out.Bytes()
	_, err = edraw.Read(data)
	require.NoError(t, err, "the package must be good before it is changed")
	change(data, true)
	change(data[bytes.Index(data, []byte("PK\x01\x02")):], false)
	return data
}

// overlapping returns a package whose second entry is packed where the first one is.
func overlapping(t *testing.T) []byte {
	t.Helper()
	data := pack(t, part{"pages/page1.xml", emptyPage}, part{"pages/page2.xml", emptyPage})
	second := bytes.LastIndex(data, []byte("PK\x01\x02"))
	const offsetAt = 42
	put32(data[second:], offsetAt, 0)
	return data
}

func manyEntries(t *testing.T, n int) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := range n {
		_, err := z.Create("pages/page" + strconv.Itoa(i) + ".xml")
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

// bomb returns a package that unpacks to more than the limit in entries nobody reads.
func bomb(t *testing.T) []byte {
	t.Helper()
	zeros := strings.Repeat("0", 20<<20)
	return pack(t, part{"pages/page1.xml", emptyPage}, part{"media/a.png", zeros}, part{"media/b.png", zeros}, part{"media/c.png", zeros}, part{"media/d.png", zeros})
}

func withSymlink(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("pages/page1.xml")
	require.NoError(t, err)
	_, err = w.Write([]byte(emptyPage))
	require.NoError(t, err)
	h := &zip.FileHeader{Name: "pages/page2.xml"}
	h.SetMode(os.ModeSymlink | 0o777)
	w, err = z.CreateHeader(h)
	require.NoError(t, err)
	_, err = w.Write([]byte("/etc/passwd"))
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return out.Bytes()
}

// manyPages returns n parts that all hold the same page.
func manyPages(n int, text string) []part {
	parts := make([]part, n)
	for i := range parts {
		parts[i] = part{"pages/page" + strconv.Itoa(i+1) + ".xml", text}
	}
	return parts
}

// plain puts parts into a package as they are, because what packs too well is refused
// for that alone.
func plain(t testing.TB, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
		require.NoError(t, err)
		_, err = w.Write([]byte(p.text))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}
