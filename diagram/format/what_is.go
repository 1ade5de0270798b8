package format

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// beginnings are how files that are often brought by mistake begin.
var beginnings = []struct{ magic, what string }{
	{"\x89PNG\r\n\x1a\n", "a PNG picture without a diagram embedded in it"},
	{"\xff\xd8\xff", "a JPEG picture, which holds pixels only"},
	{"GIF8", "a GIF picture, which holds pixels only"},
	{"%PDF-", "a PDF document"},
	{"PK\x03\x04", "a ZIP archive without the pages of a drawing in it"},
	{"PK\x05\x06", "an empty ZIP archive"},
	{"\x1f\x8b", "a gzip archive; unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"},
	{"Rar!", "a RAR archive; unpack it first"},
	{"SQLite format 3\x00", "a SQLite database file, not a script"},
	{"PGDMP", "a binary PostgreSQL dump; make a plain one with pg_restore -f"},
	{"\xd0\xcf\x11\xe0", "an old Office document"},
}

// whatIs says in a few words what a file is that no format knows.
func whatIs(data []byte) string {
	for _, b := range beginnings {
		if bytes.HasPrefix(data, []byte(b.magic)) {
			return b.what
		}
	}
	text := trimText(data)
	switch {
	case len(text) == 0:
		return "empty"
	case text[0] == '<':
		return describeXML(text)
	case text[0] == '{' || text[0] == '[':
		if err := json.Unmarshal(text, new(json.RawMessage)); err != nil {
			return fmt.Sprintf("not valid JSON (%v)", err)
		}
		return "JSON without the keys of a schema (\"tables\") or of a Crowsfoot file (\"crowsfoot\")"
	case isBinary(data):
		return "binary data of an unknown sort"
	}
	return "text without a statement that creates or alters a table, and no table of cells"
}

func describeXML(text []byte) string {
	head := bytes.ToLower(text[:min(len(text), 1024)])
	switch {
	case bytes.Contains(head, []byte("<svg")):
		return "an SVG picture without a diagram embedded in it"
	case bytes.Contains(head, []byte("<html")) || bytes.HasPrefix(head, []byte("<!doctype html")):
		return "a web page without a diagram embedded in it"
	}
	return "XML that is no drawing"
}

// trimText drops a byte order mark and white space from the front.
func trimText(data []byte) []byte {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	return bytes.TrimLeft(data, " \t\r\n")
}

// isBinary tells whether the first bytes cannot be text: a NUL outside of UTF-16, or
// too much that is neither UTF-8 nor a printable Latin-1 letter.
func isBinary(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		return false
	}
	head := data[:min(len(data), 4096)]
	if bytes.IndexByte(head, 0) >= 0 {
		return true
	}
	odd := 0
	for _, r := range string(head) {
		if r == utf8.RuneError || r < 0x20 && r != '\t' && r != '\n' && r != '\r' && r != '\f' {
			odd++
		}
	}
	return odd*10 > len(head)
}
