package formattest

import (
	"crowsfoot/diagram"
)

// pictures are drawings inside of pictures, and what only looks like it: numbers 30 to 34.
func pictures() []Item {
	return []Item{
		{Number: 30, Name: "PNG with a chunk beyond the file", Code: diagram.Unreadable, Says: "longer than the file", Data: text("\x89PNG\r\n\x1a\n\xff\xff\xff\xfftEXtmxfile")},
		{Number: 31, Name: "PNG with a bomb in zTXt", Code: diagram.TooLarge, Says: "200 times", Data: func() []byte {
			return PNG(Chunk("zTXt", append([]byte("mxfile\x00\x00"), bomb()...)))
		}},
		{Number: 31, Name: "PNG with a bomb in iTXt", Code: diagram.TooLarge, Says: "200 times", Data: func() []byte {
			return PNG(Chunk("iTXt", append([]byte("mxfile\x00\x01\x00\x00\x00"), bomb()...)))
		}},
		{Number: 31, Name: "PNG with much in zTXt", Code: diagram.TooLarge, Says: "67108864 bytes", Data: func() []byte {
			return PNG(Chunk("zTXt", append([]byte("mxfile\x00\x00"), wide(80)...)))
		}},
		{Number: 32, Name: "PNG without a drawing", Code: diagram.Unreadable, Says: "holds no drawing", Data: func() []byte {
			return PNG(Chunk("IHDR", make([]byte, 13)), Chunk("IEND", nil))
		}},
		{Number: 33, Name: "SVG of which only the content is taken", Want: "city(id)",
			Data: text(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)" content="` + Escaped(city()) + `"><script>alert(1)</script><text>SECRET</text></svg>`)},
		{Number: 34, Name: "line break in an attribute", Want: "city(id, size)", Data: text(Drawing(List("t", "city", "1", "id int&#10;size int")))},
	}
}
