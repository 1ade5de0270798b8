package formattest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// packages are the ZIP archives: numbers 35 to 47, and variants of numbers before them.
func packages() []Item {
	page := Part{"pages/page1.xml", edrawPage}
	refused := func(number int, name, says string, data func() []byte) Item {
		return Item{Number: number, Name: name, Data: data, Code: diagram.Unreadable, Says: says}
	}
	large := func(number int, name, says string, data func() []byte) Item {
		return Item{Number: number, Name: name, Data: data, Code: diagram.TooLarge, Says: says}
	}
	with := func(parts ...Part) func() []byte {
		return func() []byte { return Package(append([]Part{page}, parts...)...) }
	}
	only := func(parts ...Part) func() []byte { return func() []byte { return Package(parts...) } }
	return []Item{
		refused(1, "billion laughs in a package", "pages/page1.xml", only(Part{page.Name, `<!DOCTYPE l [<!ENTITY a "ha">]>` + edrawPage})),
		large(6, "elements of all pages of a package", "500000 XML elements", func() []byte {
			return stored(manyPages(3, `<Page Name="P">`+strings.Repeat("<a/>", 200_000)+`</Page>`)...)
		}),
		large(26, "501 pages of a package", "501 pages", func() []byte { return Package(manyPages(501, edrawPage)...) }),
		large(27, "page of a package that is a bomb", "200 times", func() []byte {
			return Package(Part{page.Name, edrawPage + strings.Repeat(" ", 20<<20)})
		}),
		refused(35, "name that leads out", "leads out of the package", with(Part{"../../x", "x"})),
		refused(35, "name that leads out inside", "leads out of the package", with(Part{"pages/../../page2.xml", edrawPage})),
		refused(36, "absolute name", "absolute or Windows path", with(Part{"/etc/x", "x"})),
		refused(36, "drive name", "absolute or Windows path", with(Part{`C:x`, "x"})),
		refused(36, "backslash name", "absolute or Windows path", with(Part{`pages\page2.xml`, edrawPage})),
		{Number: 37, Name: "symbolic link", Want: "city(id)", Data: symlink},
		{Number: 38, Name: "archive in the archive", Want: "city(id)", Data: func() []byte {
			return Package(page, Part{"media/42.zip", string(zeros())})
		}},
		large(38, "bomb beside the pages", "more than 64 MB", zeros),
		refused(39, "entries that overlap", "overlap", overlapping),
		large(39, "1,900 entries of 31 MB in one place", "more than 64 MB", overlappingBomb),
		large(40, "70,000 entries", "more than 2000 entries", func() []byte { return manyEntries(70_000) }),
		large(40, "2,001 entries", "more than 2000 entries", func() []byte { return manyEntries(2_001) }),
		refused(41, "size that is too small", "pages/page1.xml", patched(func(h []byte, at fields) { put32(h, at.size, 3) })),
		refused(41, "size that is too large", "pages/page1.xml", patched(func(h []byte, at fields) { put32(h, at.size, 60<<20) })),
		refused(42, "encrypted entry", "encrypted", patched(func(h []byte, at fields) { h[at.flags] |= 1 })),
		refused(43, "two entries of one name", `"pages/page1.xml" twice`, with(page)),
		refused(44, "data before the archive", "that can be read", func() []byte { return append([]byte("GIF89a......"), Package(page)...) }),
		refused(44, "archive behind a picture", "PNG picture", func() []byte {
			return append(PNG(Chunk("IHDR", make([]byte, 13)), Chunk("IEND", nil)), Package(page)...)
		}),
		{Number: 44, Name: "data behind the archive", Want: "city(id)", Data: func() []byte { return append(Package(page), "<mxfile/>"...) }},
		refused(45, "page without content", "pages/page1.xml", only(Part{page.Name, ""})),
		refused(45, "no page", "no pages/page1.xml", only(Part{"document.xml", "<Document/>"}, Part{"theme.xml", "<Themes/>"})),
		refused(45, "no page but its directory", "pages of a drawing", only(Part{"pages/", ""})),
		{Number: 45, Name: "no document.xml", Want: "city(id)", Data: with()},
		refused(46, "wrong checksum", "pages/page1.xml", patched(func(h []byte, at fields) { put32(h, at.sum, 1) })),
		refused(47, "NUL in a name", "control characters", with(Part{"a\x00b", "x"})),
		refused(47, "mark of direction in a name", "control characters", with(Part{"a\u202eb.xml", "x"})),
		refused(47, "name of 10 kB", "more than 1024 bytes", with(Part{strings.Repeat("n", 10_000), "x"})),
	}
}

// edrawPage is a page of EdrawMax with one table.
var edrawPage = EdrawPage("city", "id")

// EdrawPage is a page of EdrawMax with a table of one row. Name and row stand in the file
// as they are, so their markup has to be escaped already.
func EdrawPage(name, row string) string {
	cell := func(y, text string) string {
		return `<TableCell><Position X="0" Y="` + y + `" Width="160" Height="30"/><TextBlock><Text><pp><tp>` + text + `</tp></pp></Text></TextBlock></TableCell>`
	}
	return `<Page ID="100" Type="Page" Name="P"><Layers/><Shape ID="101" Type="Table" NameU="Entity 3">` +
		`<Transform><Width V="160"/><Height V="60"/><GPinX V="180"/><GPinY V="130"/><LocPinX V="80"/><LocPinY V="30"/></Transform><TableCells>` +
		cell("0", name) + cell("30", row) + `</TableCells></Shape></Page>`
}

// Part is a file of a package.
type Part struct{ Name, Text string }

// Package packs parts as EdrawMax does.
func Package(parts ...Part) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p.Name)
		must(err)
		if !strings.HasSuffix(p.Name, "/") {
			_, err = w.Write([]byte(p.Text))
			must(err)
		}
	}
	must(z.Close())
	return out.Bytes()
}

// stored puts parts into a package as they are, because what packs too well is refused
// for that alone.
func stored(parts ...Part) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Store})
		must(err)
		_, err = w.Write([]byte(p.Text))
		must(err)
	}
	must(z.Close())
	return out.Bytes()
}

func manyPages(n int, text string) []Part {
	parts := make([]Part, n)
	for i := range parts {
		parts[i] = Part{"pages/page" + strconv.Itoa(i+1) + ".xml", text}
	}
	return parts
}

func manyEntries(n int) []byte { return Package(manyPages(n, "")...) }

// zeros is a package that unpacks to more than the limit in entries nobody reads.
func zeros() []byte {
	text := strings.Repeat("0", 20<<20)
	return Package(Part{"pages/page1.xml", edrawPage}, Part{"media/a.png", text}, Part{"media/b.png", text}, Part{"media/c.png", text}, Part{"media/d.png", text})
}

func symlink() []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.Create("pages/page1.xml")
	must(err)
	_, err = w.Write([]byte(edrawPage))
	must(err)
	h := &zip.FileHeader{Name: "pages/page2.xml"}
	h.SetMode(os.ModeSymlink | 0o777)
	w, err = z.CreateHeader(h)
	must(err)
	_, err = w.Write([]byte("/etc/passwd"))
	must(err)
	must(z.Close())
	return out.Bytes()
}

// fields are the places of fields in a header of a ZIP (APPNOTE 4.3.7 and 4.3.12).
type fields struct{ flags, sum, size int }

var (
	local     = fields{6, 14, 22}
	directory = fields{8, 16, 24}
)

// offsetAt is where an entry of the directory says where its header is, packedSizeAt
// where it says how long its packed bytes are.
const (
	offsetAt     = 42
	packedSizeAt = 20
)

func put32(h []byte, at int, v uint32) { binary.LittleEndian.PutUint32(h[at:], v) }

// patched makes a package whose page was changed in both of its headers. The entry is
// stored with its sizes in front, as most programs do.
func patched(change func(header []byte, at fields)) func() []byte {
	return func() []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		size := uint64(len(edrawPage))
		w, err := z.CreateRaw(&zip.FileHeader{
			Name: "pages/page1.xml", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(edrawPage)), CompressedSize64: size, UncompressedSize64: size,
		})
		must(err)
		_, err = w.Write([]byte(edrawPage))
		must(err)
		must(z.Close())
		data := out.Bytes()
		change(data, local)
		change(data[bytes.Index(data, []byte("PK\x01\x02")):], directory)
		return data
	}
}

// overlapping is a package whose second entry is packed where the first one is.
func overlapping() []byte {
	data := Package(Part{"pages/page1.xml", edrawPage}, Part{"pages/page2.xml", edrawPage})
	put32(data[bytes.LastIndex(data, []byte("PK\x01\x02")):], offsetAt, 0)
	return data
}

// overlappingBomb is a package of 31 MB whose directory names the same packed bytes as
// 1,900 pages.
func overlappingBomb() []byte {
	parts := manyPages(1_900, "")
	parts[0].Text = edrawPage + strings.Repeat(" ", 31<<20)
	data := stored(parts...)
	mark := []byte("PK\x01\x02")
	for at := bytes.Index(data, mark); at < len(data); {
		put32(data[at:], offsetAt, 0)
		put32(data[at:], directory.size, 31<<20)
		put32(data[at:], packedSizeAt, 31<<20)
		next := bytes.Index(data[at+4:], mark)
		if next < 0 {
			break
		}
		at += 4 + next
	}
	return data
}
