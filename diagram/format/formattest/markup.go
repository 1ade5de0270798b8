package formattest

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strings"

	"crowsfoot/diagram"
)

// bomb is packed data of which more comes out than may, nothing but zeros.
func bomb() []byte { return deflatedTimes("", string(make([]byte, 1<<20)), 80, "") }

// markup are the files that are XML, plain or packed: numbers 1 to 29.
func markup() []Item {
	return []Item{
		{Number: 1, Name: "billion laughs", Code: diagram.Unreadable, Says: "DOCTYPE",
			Data: text(`<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><mxfile>&b;</mxfile>`)},
		{Number: 2, Name: "entity of a file", Code: diagram.Unreadable, Says: "DOCTYPE",
			Data: text(`<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><mxfile>&x;</mxfile>`)},
		{Number: 2, Name: "entity that nothing declares", Code: diagram.Unreadable, Says: "line 2",
			Data: text("<mxfile>\n<diagram>&x;</diagram></mxfile>")},
		{Number: 3, Name: "external DTD", Want: "city(id)",
			Data: text(`<!DOCTYPE mxfile SYSTEM "http://evil.test/x.dtd">` + city())},
		{Number: 4, Name: "DOCTYPE of 15 MB", Code: diagram.Unreadable, Says: "DOCTYPE",
			Data: func() []byte {
				return []byte("<!-- <mxfile> --><!DOCTYPE l " + strings.Repeat("x ", 15<<19) + ">" + city())
			}},
		{Number: 5, Name: "a million nested elements", Code: diagram.TooLarge, Says: "nested deeper than 256",
			Data: func() []byte { return []byte("<mxfile>" + strings.Repeat("<a>", 1_000_000)) }},
		{Number: 6, Name: "26 million elements", Code: diagram.TooLarge, Says: "32 MB",
			Data: func() []byte { return []byte("<mxfile>" + strings.Repeat("<a/>", 26_000_000) + "</mxfile>") }},
		{Number: 6, Name: "elements of 32 MB", Code: diagram.TooLarge, Says: "500000 elements",
			Data: func() []byte { return []byte("<mxfile>" + strings.Repeat("<a/>", 8<<20-10) + "</mxfile>") }},
		{Number: 6, Name: "as many elements as are allowed", Warning: "not-er", Where: "file",
			Data: func() []byte {
				return []byte("<mxfile>" + strings.Repeat("<a b='' c='' d='' e='' f=''/>", 249_000) + "</mxfile>")
			}},
		{Number: 7, Name: "a million attributes", Code: diagram.TooLarge, Says: "more than 1000 attributes", Data: func() []byte { return attributes(1_000_000) }},
		{Number: 7, Name: "attributes of 32 MB", Code: diagram.TooLarge, Says: "more than 1000 attributes", Data: func() []byte { return attributes(2_700_000) }},
		{Number: 7, Name: "attributes on many elements", Code: diagram.TooLarge, Says: "1250000 attributes", Data: func() []byte {
			return []byte("<mxfile>" + strings.Repeat("<a"+strings.Repeat(" b=''", 999)+"/>", 6_000) + "</mxfile>")
		}},
		{Number: 8, Name: "attribute of 50 MB", Code: diagram.TooLarge, Says: "32 MB",
			Data: func() []byte { return []byte(`<mxfile a="` + strings.Repeat("x", 50<<20) + `"/>`) }},
		{Number: 8, Name: "attribute of 31 MB", Code: diagram.TooLarge, Says: "attribute a is longer than 8 MB",
			Data: func() []byte { return []byte(`<mxfile a="` + strings.Repeat("x", 31<<20) + `"/>`) }},
		{Number: 8, Name: "attribute without an end", Code: diagram.TooLarge, Says: "attribute a is longer than 8 MB",
			Data: func() []byte { return []byte(`<mxfile a="` + strings.Repeat("x", 31<<20)) }},
		{Number: 9, Name: "element name of 10 MB", Code: diagram.TooLarge, Says: "name of an XML element",
			Data: func() []byte { return []byte("<mxfile><" + strings.Repeat("x", 10<<20) + "/></mxfile>") }},
		{Number: 9, Name: "attribute name of 10 MB", Code: diagram.TooLarge, Says: "name of an XML attribute",
			Data: func() []byte { return []byte("<mxfile " + strings.Repeat("x", 10<<20) + "='1'/>") }},
		// Number 10, files that were cut, is a test of its own.
		{Number: 11, Name: "two roots", Code: diagram.Unreadable, Says: "second root element <mxfile> (line 1", Data: text("<mxfile/><mxfile/>")},
		{Number: 12, Name: "trailing garbage", Code: diagram.Unreadable, Says: "text after the end of the XML document (line 2", Data: text(city() + "\ngarbage")},
		{Number: 13, Name: "empty file", Code: diagram.Unreadable, Says: "empty", Data: text("")},
		{Number: 13, Name: "only white space", Code: diagram.Unreadable, Says: "empty", Data: text(" \n\t ")},
		{Number: 14, Name: "UTF-16 little endian with mark", Want: "città(id)",
			Data: utf16With(binary.LittleEndian, true, `<?xml version="1.0" encoding="UTF-16"?>`+Drawing(List("t", "città", "1", "id")))},
		{Number: 14, Name: "UTF-16 big endian with mark", Want: "città(id)",
			Data: utf16With(binary.BigEndian, true, Drawing(List("t", "città", "1", "id")))},
		{Number: 15, Name: "UTF-16 without mark", Code: diagram.Unreadable, Says: "control character", Data: utf16With(binary.LittleEndian, false, city())},
		{Number: 16, Name: "ISO-8859-1 declared", Want: "città(id)",
			Data: text(`<?xml version="1.0" encoding="ISO-8859-1"?>` + Drawing(List("t", "citt\xe0", "1", "id")))},
		{Number: 16, Name: "GB2312 declared", Want: "中(id)",
			Data: text(`<?xml version="1.0" encoding="GB2312"?>` + Drawing(List("t", "\xd6\xd0", "1", "id")))},
		{Number: 16, Name: "unknown encoding", Code: diagram.Unreadable, Says: "x-klingon", Data: text(`<?xml version="1.0" encoding="x-klingon"?><mxfile/>`)},
		{Number: 17, Name: "invalid UTF-8", Code: diagram.Unreadable, Says: "UTF-8", Data: text(Drawing(List("t", "\xff\xfe\xc3", "1", "id")))},
		{Number: 18, Name: "NUL", Code: diagram.Unreadable, Says: "control character that XML does not allow (line 2", Data: text("<!-- -->\n" + Drawing(List("t", "a\x00b", "1", "id")))},
		{Number: 18, Name: "reference to NUL", Code: diagram.Unreadable, Says: "line 1", Data: text(Drawing(List("t", "a&#0;b", "1", "id")))},
		{Number: 18, Name: "reference to a control character", Code: diagram.Unreadable, Says: "line 1", Data: text(Drawing(List("t", "a&#1;b", "1", "id")))},
		{Number: 19, Name: "half surrogate", Want: "a\ufffdb(id)", Warning: "repaired-text", Where: "line 1",
			Data: text(Drawing(List("t", "a&#xD800;b", "1", "id")))},
		{Number: 20, Name: "duplicate attribute", Want: "second()", Warning: "duplicate-attribute", Where: `page "P", cell t`,
			Data: text(Drawing(`<mxCell id="t" value="first" value="second" style="swimlane;childLayout=stackLayout;" vertex="1" parent="1"/>`))},
		{Number: 21, Name: "duplicate cell ids", Want: "a(id, id); b()", Warning: "duplicate-id", Where: `page "P", cell t~6`,
			Data: text(Drawing(List("t", "a", "1", "id") + List("t", "b", "1", "id")))},
		{Number: 22, Name: "parents in a circle", Want: "city(id)", Warning: "parent-cycle", Where: `page "P", cell b`,
			Data: text(Drawing(`<mxCell id="a" style="group" vertex="1" parent="b"/><mxCell id="b" style="group" vertex="1" parent="a"/>` + List("t", "city", "a", "id")))},
		{Number: 23, Name: "line to a missing cell", Want: "a(id)", Warning: "missing-end", Where: `page "P", cell e`,
			Data: text(Drawing(List("t", "a", "1", "id") + `<mxCell id="e" edge="1" parent="1" source="t" target="gone" style="endArrow=ERmany"><mxGeometry relative="1" as="geometry"/></mxCell>`))},
		{Number: 24, Name: "line to itself", Want: "a(id); a - a",
			Data: text(Drawing(List("t", "a", "1", "id") + `<mxCell id="e" edge="1" parent="1" source="t" target="t" style="endArrow=ERmany;startArrow=ERone"><mxGeometry relative="1" as="geometry"/></mxCell>`))},
		{Number: 25, Name: "coordinates that are none", Want: "a(id)", Warning: "bad-number", Where: `page "P", cell t`,
			Data: text(strings.NewReplacer(`x="40"`, `x="NaN"`, `y="40"`, `y="1e308"`, `width="160" height="52"`, `width="Infinity" height="-0"`).Replace(Drawing(List("t", "a", "1", "id"))))},
		{Number: 26, Name: "10,000 pages", Code: diagram.TooLarge, Says: "more than 1000 pages", Data: text("<mxfile>" + strings.Repeat("<diagram/>", 10_000) + "</mxfile>")},
		{Number: 27, Name: "packed page that is a bomb", Code: diagram.TooLarge, Says: `page "Plan"`, Data: func() []byte {
			return packedPage(base64.StdEncoding.EncodeToString(bomb()))
		}},
		{Number: 27, Name: "packed page that is as large as is allowed", Warning: "not-er", Data: func() []byte {
			return packedPage(base64.StdEncoding.EncodeToString(wide(62)))
		}},
		{Number: 28, Name: "bad base64", Code: diagram.Unreadable, Says: `not base64, in page "Plan"`, Data: func() []byte { return packedPage("@@@@") }},
		{Number: 28, Name: "base64 of single letters", Code: diagram.Unreadable, Says: `page "Plan"`,
			Data: func() []byte { return packedPage(strings.Repeat("a ", 15<<20)) }},
		{Number: 28, Name: "zlib header in the place of raw deflate", Want: "city(id)", Data: func() []byte {
			return packedPage(base64.StdEncoding.EncodeToString(zlibbed([]byte(model(List("t", "city", "1", "id"))))))
		}},
		{Number: 29, Name: "encoded twice", Want: "100%2525 city(id)", Data: func() []byte {
			once := strings.NewReplacer("%", "%25", "<", "%3C").Replace(model(List("t", "100%2525 city", "1", "id")))
			return packedPage(Packed(once))
		}},
	}
}

// attributes is a drawing with one element of n attributes.
func attributes(n int) []byte {
	var b strings.Builder
	b.WriteString("<mxfile")
	for i := range n {
		fmt.Fprintf(&b, ` a%x=""`, i)
	}
	b.WriteString("/>")
	return []byte(b.String())
}

// wide is a packed page of so many megabytes. It packs well, but not so well that the
// ratio gives it away.
func wide(megabytes int) []byte {
	var b strings.Builder
	for i := uint32(1); b.Len() < 1<<20; i++ {
		b.WriteString(`%3Cp a="` + strings.Repeat(fmt.Sprintf("%08x", i*2654435761), 15) + `"/%3E`)
	}
	return deflatedTimes("%3CmxGraphModel%3E%3Croot%3E", b.String(), megabytes, "%3C/root%3E%3C/mxGraphModel%3E")
}
