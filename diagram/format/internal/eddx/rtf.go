package eddx

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// Run is a piece of text in one style.
type Run struct {
	Text      string
	Bold      bool
	Italic    bool
	Underline bool
}

// Line is one line of text: its runs from left to right. A blank line has none.
type Line []Run

// maxGroups bounds the depth of braces in an RTF text.
const maxGroups = 512

// RTF reads the lines of an RTF text (Rich Text Format 1.9). It keeps bold, italic and
// underline and drops all other formatting, pictures and tables of fonts. Broken RTF
// gives what could be read; a text that is not RTF at all is taken as plain lines.
//
// The bytes of \'hh are in the code page of the current font's \fcharset, not of
// \ansicpg: EdrawMax writes GBK bytes below \ansicpg1252.
func RTF(text string) []Line {
	if !strings.HasPrefix(strings.TrimSpace(text), `{\rtf`) {
		return plainLines(text)
	}
	d := &rtf{in: text, page: charmap.Windows1252, fonts: map[int]encoding.Encoding{}, symbols: map[int]bool{}}
	d.state.ucSkip = 1
	d.read()
	return d.done()
}

func plainLines(text string) []Line {
	if text == "" {
		return nil
	}
	var lines []Line
	for s := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if s == "" {
			lines = append(lines, nil)
			continue
		}
		lines = append(lines, Line{{Text: s}})
	}
	for len(lines) > 0 && len(lines[len(lines)-1]) == 0 {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// style is what a group of RTF inherits and gives back at its closing brace.
type style struct {
	bold, italic, underline bool
	font                    int
	ucSkip                  int  // characters that stand in for a \u
	hidden                  bool // inside a destination that is not text
	fontTable               bool
}

type rtf struct {
	in    string
	pos   int
	state style
	stack []style

	page  encoding.Encoding // of \ansicpg
	fonts map[int]encoding.Encoding
	// symbols are the fonts whose characters are pictures, as of Wingdings; an arrow
	// would read as a letter with a ring.
	symbols map[int]bool
	deff    int

	lines []Line
	line  Line
	text  strings.Builder // of the run being read
	run   style           // the style of that run
	raw   []byte          // \'hh bytes that wait for their code page
	high  rune            // first half of a surrogate pair, or 0
	skip  int             // stand-in characters still to skip after a \u
}

func (d *rtf) read() {
	for d.pos < len(d.in) {
		c := d.in[d.pos]
		switch c {
		case '{':
			d.flushRaw()
			d.pos++
			if len(d.stack) == maxGroups {
				return
			}
			d.stack = append(d.stack, d.state)
		case '}':
			d.flushRaw()
			d.pos++
			d.skip = 0
			if n := len(d.stack); n > 0 {
				d.state = d.stack[n-1]
				d.stack = d.stack[:n-1]
			}
			if len(d.stack) == 0 {
				return
			}
		case '\\':
			d.control()
		case '\r', '\n':
			d.pos++
		default:
			end := d.pos + 1
			for end < len(d.in) && !strings.ContainsRune("{}\\\r\n", rune(d.in[end])) {
				end++
			}
			d.plain(d.in[d.pos:end])
			d.pos = end
		}
	}
}

// control reads what follows a backslash.
func (d *rtf) control() {
	d.pos++
	if d.pos == len(d.in) {
		return
	}
	c := d.in[d.pos]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' {
		word, arg, has := d.word()
		d.apply(word, arg, has)
		return
	}
	d.pos++
	switch c {
	case '\'':
		if d.pos+2 > len(d.in) {
			d.pos = len(d.in)
			return
		}
		b, err := strconv.ParseUint(d.in[d.pos:d.pos+2], 16, 8)
		d.pos += 2
		if err != nil || d.state.hidden {
			return
		}
		if d.skip > 0 {
			d.skip--
			return
		}
		d.raw = append(d.raw, byte(b))
	case '*':
		d.state.hidden = true
	case '~':
		d.plain("\u00a0")
	case '_':
		d.plain("-")
	case '{', '}', '\\':
		d.plain(string(c))
	case '\r', '\n':
		d.newLine()
	}
}

// word reads a control word, its number and the one space that may end it.
func (d *rtf) word() (word string, arg int, has bool) {
	start := d.pos
	for d.pos < len(d.in) && (d.in[d.pos] >= 'a' && d.in[d.pos] <= 'z' || d.in[d.pos] >= 'A' && d.in[d.pos] <= 'Z') {
		d.pos++
	}
	word = d.in[start:d.pos]
	start = d.pos
	if d.pos < len(d.in) && d.in[d.pos] == '-' {
		d.pos++
	}
	for d.pos < len(d.in) && d.in[d.pos] >= '0' && d.in[d.pos] <= '9' && d.pos-start < 12 {
		d.pos++
	}
	arg, err := strconv.Atoi(d.in[start:d.pos])
	if d.pos < len(d.in) && d.in[d.pos] == ' ' {
		d.pos++
	}
	return word, arg, err == nil
}

func (d *rtf) apply(word string, arg int, has bool) {
	d.flushRaw()
	on := !has || arg != 0
	switch word {
	case "fonttbl":
		d.state.hidden, d.state.fontTable = true, true
	case "colortbl", "stylesheet", "info", "pict", "header", "footer", "listtable", "generator", "object":
		d.state.hidden = true
	case "ansicpg":
		if e := codePage(arg); e != nil {
			d.page = e
		}
	case "deff":
		d.deff, d.state.font = arg, arg
	case "f":
		d.state.font = arg
	case "fcharset":
		if !d.state.fontTable {
			break
		}
		d.symbols[d.state.font] = arg == symbolCharset
		if e := fontCharset(arg); e != nil {
			d.fonts[d.state.font] = e
		}
	case "par", "line", "row":
		d.newLine()
	case "tab", "cell":
		d.plain("\t")
	case "ul", "uldb", "ulw", "uld", "uldash", "ulwave", "ulth":
		d.state.underline = on
	case "ulnone":
		d.state.underline = false
	case "b":
		d.state.bold = on
	case "i":
		d.state.italic = on
	case "plain":
		d.state.bold, d.state.italic, d.state.underline, d.state.font = false, false, false, d.deff
	case "uc":
		d.state.ucSkip = max(0, min(arg, 8))
	case "u":
		if has {
			d.unicode(arg)
		}
	case "emdash":
		d.plain("\u2014")
	case "endash":
		d.plain("\u2013")
	case "lquote":
		d.plain("\u2018")
	case "rquote":
		d.plain("\u2019")
	case "ldblquote":
		d.plain("\u201c")
	case "rdblquote":
		d.plain("\u201d")
	case "bullet":
		d.plain("\u2022")
	}
}

// unicode takes a UTF-16 unit, which RTF writes as a signed number.
func (d *rtf) unicode(arg int) {
	r := rune(uint16(int16(arg)))
	if !d.state.hidden {
		switch {
		case r >= 0xd800 && r < 0xdc00:
			d.high = r
		case d.high != 0:
			d.write(string(utf16.DecodeRune(d.high, r)))
			d.high = 0
		default:
			d.write(string(r))
		}
	}
	d.skip = d.state.ucSkip
}

// plain takes characters that stand as they are.
func (d *rtf) plain(s string) {
	d.flushRaw()
	if d.state.hidden {
		return
	}
	for ; d.skip > 0 && s != ""; d.skip-- {
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
	}
	d.write(s)
}

func (d *rtf) write(s string) {
	if strings.ContainsFunc(s, forbidden) {
		s = strings.Map(func(r rune) rune {
			if forbidden(r) {
				return -1
			}
			return r
		}, s)
	}
	if s == "" || d.symbols[d.state.font] {
		return
	}
	if d.state.bold != d.run.bold || d.state.italic != d.run.italic || d.state.underline != d.run.underline {
		d.endRun()
		d.run = d.state
	}
	d.text.WriteString(s)
}

// flushRaw decodes the bytes that were collected, in the code page of the font.
func (d *rtf) flushRaw() {
	if len(d.raw) == 0 {
		return
	}
	e := d.fonts[d.state.font]
	if e == nil {
		e = d.page
	}
	if out, err := e.NewDecoder().Bytes(d.raw); err == nil {
		d.write(string(out))
	}
	d.raw = d.raw[:0]
}

// forbidden tells of characters that no text of a drawing means.
func forbidden(r rune) bool {
	return r < 0x20 && r != '\t' || r == 0x7f || r == 0xfffe || r == 0xffff
}

func (d *rtf) endRun() {
	if d.text.Len() > 0 {
		d.line = append(d.line, Run{Text: d.text.String(), Bold: d.run.bold, Italic: d.run.italic, Underline: d.run.underline})
		d.text.Reset()
	}
}

func (d *rtf) newLine() {
	d.flushRaw()
	if d.state.hidden {
		return
	}
	d.skip = 0
	d.endRun()
	d.lines = append(d.lines, d.line)
	d.line = nil
}

func (d *rtf) done() []Line {
	d.flushRaw()
	d.endRun()
	if len(d.line) > 0 {
		d.lines = append(d.lines, d.line)
	}
	// The \par that closes every RTF text is not a blank line of its own.
	return d.lines
}
