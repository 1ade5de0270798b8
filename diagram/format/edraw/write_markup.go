package edraw

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// markup writes XML, one element on each line.
type markup struct {
	bytes.Buffer
	lean bool // leave out what every cell of a table has from its table
}

// declaration begins every part.
const declaration = `<?xml version="1.0" encoding="utf-8"?>` + "\n"

func newMarkup() *markup {
	m := &markup{}
	m.WriteString(declaration)
	return m
}

// open begins an element; the attributes are names and values in turn.
func (m *markup) open(tag string, attributes ...string) {
	m.tag(tag, attributes)
	m.WriteString(">\n")
}

// close ends an element.
func (m *markup) close(tag string) {
	m.WriteString("</" + tag + ">\n")
}

// leaf writes an element without content.
func (m *markup) leaf(tag string, attributes ...string) {
	m.tag(tag, attributes)
	m.WriteString("/>\n")
}

// value writes an element that says a value, as most do.
func (m *markup) value(tag, v string, more ...string) {
	m.leaf(tag, append([]string{"V", v}, more...)...)
}

// measure writes an element that says a number.
func (m *markup) measure(tag string, v float64, more ...string) { m.value(tag, num(v), more...) }

// text writes an element with a text, which is kept as it is.
func (m *markup) text(tag, text string, attributes ...string) {
	m.tag(tag, attributes)
	m.WriteByte('>')
	m.escape(text)
	m.WriteString("</" + tag + ">\n")
}

func (m *markup) tag(tag string, attributes []string) {
	m.WriteString("<" + tag)
	for i := 0; i+1 < len(attributes); i += 2 {
		m.WriteString(" " + attributes[i] + `="`)
		m.escape(attributes[i+1])
		m.WriteByte('"')
	}
}

// escape writes a text without what XML forbids, escaped or not.
func (m *markup) escape(s string) {
	_ = xml.EscapeText(m, []byte(strings.Map(allowed, s))) // a buffer takes everything
}

// allowed drops the characters that XML 1.0 forbids.
func allowed(r rune) rune {
	switch {
	case r < 0x20 && r != '\t' && r != '\n' && r != '\r', r == 0xfffe, r == 0xffff, r >= 0xd800 && r <= 0xdfff:
		return -1
	}
	return r
}

// num writes a number with up to three decimals.
func num(v float64) string {
	v = math.Round(v*1000) / 1000
	if v == 0 {
		return "0" // not -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
