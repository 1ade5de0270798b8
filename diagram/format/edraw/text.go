package edraw

import (
	"strings"
	"unicode"

	"crowsfoot/diagram/format/internal/eddx"

	"github.com/beevik/etree"
)

// styleBits of Character@Style.
const (
	boldBit      = 1
	italicBit    = 2
	underlineBit = 4
)

// blockLines reads the lines of a text element in either dialect. It is given a TextBlock
// or an outer Text of the newer one, a Text with RTF of the older one.
func blockLines(e *etree.Element) []eddx.Line {
	if e == nil {
		return nil
	}
	if rtf := e.SelectAttrValue("Rtf", ""); rtf != "" {
		return trimmed(eddx.RTF(rtf))
	}
	tb := e
	if e.Tag != "TextBlock" {
		if inner := child(e, "TextBlock"); inner != nil {
			tb = inner
		}
	}
	content := child(tb, "Text")
	if content == nil {
		if e.Tag == "Text" && child(e, "pp") == nil && child(e, "TextBlock") == nil {
			return trimmed(eddx.RTF(e.Text()))
		}
		content = tb
	}
	if child(content, "pp") == nil {
		return trimmed(eddx.RTF(content.Text()))
	}
	styles := characterStyles(tb)
	var lines []eddx.Line
	for _, pp := range content.ChildElements() {
		if pp.Tag != "pp" {
			continue
		}
		var line eddx.Line
		for _, tp := range pp.ChildElements() {
			if tp.Tag != "tp" {
				continue
			}
			bits := styles[tp.SelectAttrValue("CX", pp.SelectAttrValue("CX", "0"))]
			// U+2028 is a line break that does not begin a new paragraph.
			for i, s := range strings.FieldsFunc(tp.Text(), func(r rune) bool { return r == '\u2028' || r == '\n' || r == '\r' }) {
				if i > 0 {
					lines = append(lines, line)
					line = nil
				}
				line = append(line, eddx.Run{Text: s, Bold: bits&boldBit != 0, Italic: bits&italicBit != 0, Underline: bits&underlineBit != 0})
			}
		}
		lines = append(lines, line)
	}
	return trimmed(lines)
}

// characterStyles returns the style bits of a text block by the index of the style.
func characterStyles(tb *etree.Element) map[string]int {
	styles := map[string]int{}
	for _, c := range tb.ChildElements() {
		if c.Tag == "Character" {
			styles[c.SelectAttrValue("IX", "0")] = int(number(c.SelectAttrValue("Style", "0")))
		}
	}
	return styles
}

// trimmed drops blank lines at the end; those between lines stay, since some drawings
// place key marks by them.
func trimmed(lines []eddx.Line) []eddx.Line {
	for len(lines) > 0 && lineText(lines[len(lines)-1]) == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// lineText returns the text of a line with its white space trimmed.
func lineText(l eddx.Line) string {
	var b strings.Builder
	for _, r := range l {
		b.WriteString(r.Text)
	}
	return strings.TrimFunc(b.String(), blank)
}

// blank tells of characters that show nothing.
func blank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff' || r == '\u00a0'
}

// plain returns lines as text without blank lines.
func plain(lines []eddx.Line) string {
	var out []string
	for _, l := range lines {
		if t := lineText(l); t != "" {
			out = append(out, t)
		}
	}
	return strings.Join(out, "\n")
}

// underlined tells whether most of the letters of a line are underlined.
func underlined(l eddx.Line) bool {
	under, all := 0, 0
	for _, r := range l {
		n := len(strings.TrimFunc(r.Text, blank))
		all += n
		if r.Underline {
			under += n
		}
	}
	return under > 0 && under*2 > all
}
