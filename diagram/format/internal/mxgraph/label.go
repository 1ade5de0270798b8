package mxgraph

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Label is a text taken out of its markup, line by line. Nothing in it is markup any
// more, whatever it looks like.
type Label struct {
	Lines []Line
}

// Line is one line of a label. Empty lines are left out.
type Line struct {
	Text string
	// Bold and Underline tell how the line begins.
	Bold, Underline bool
	// Section counts the rules (<hr>) above the line.
	Section int
	// Row and Cell number the table row and the cell in it, from 1; 0 outside of tables.
	Row, Cell int
	// Header is true in a header cell of a table.
	Header bool
}

// Text joins the lines with line breaks.
func (l *Label) Text() string {
	if len(l.Lines) == 1 {
		return l.Lines[0].Text
	}
	texts := make([]string, len(l.Lines))
	for i, line := range l.Lines {
		texts[i] = line.Text
	}
	return strings.Join(texts, "\n")
}

// markup tells labels that hold tags although their style does not say so.
var markup = regexp.MustCompile(`(?i)</?(?:br|div|p|span|b|i|u|font|table|tr|td|hr|h[1-6]|strong)\b[^<>]*>`)

// pasted begins a drawing that landed in a label, as happens when a shape is pasted into
// a text; draw.io shows it as that text.
const pasted = "%3CmxGraphModel"

func readLabel(value string, isHTML bool) *Label {
	value, _, _ = strings.Cut(value, pasted)
	if value == "" {
		return &Label{}
	}
	w := labelWriter{label: &Label{}}
	if strings.IndexByte(value, '<') < 0 || !isHTML && !markup.MatchString(value) {
		if isHTML {
			value = html.UnescapeString(value)
		} else {
			value = strings.ReplaceAll(value, "&nbsp;", " ") // other programs write it without saying html=1
		}
		if isPlain(value) {
			return &Label{Lines: []Line{{Text: value}}}
		}
		for line := range strings.SplitSeq(value, "\n") {
			w.write(line)
			w.end()
		}
		return w.label
	}
	z := html.NewTokenizer(strings.NewReader(value))
	for {
		switch z.Next() {
		case html.ErrorToken: // the end; a tokenizer of a string has no other error
			w.end()
			return w.label
		case html.TextToken:
			if w.muted == 0 {
				// draw.io shows raw line breaks in HTML as such (mxText.replaceLinefeeds).
				for i, part := range strings.Split(string(z.Text()), "\n") {
					if i > 0 {
						w.end()
					}
					w.write(part)
				}
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attrs := z.TagName()
			w.open(string(name), attrs, z)
		case html.EndTagToken:
			name, _ := z.TagName()
			w.close(string(name))
		}
	}
}

// labelWriter collects the lines of a label.
type labelWriter struct {
	label *Label
	text  strings.Builder

	bold, underline, muted int
	// begun tells that the line has a letter; isBold and isUnderlined are its look.
	begun, isBold, isUnderlined bool

	section, row, cell int
	inTable            int
	header             bool
	styled             []styledTag // the open tags
}

// styledTag remembers what an open tag switched on, to switch it off at its end.
type styledTag struct {
	name            string
	bold, underline bool
}

func (w *labelWriter) write(s string) {
	w.text.WriteString(s)
	if strings.TrimSpace(spaces.Replace(s)) != "" {
		if !w.begun {
			w.begun, w.isBold, w.isUnderlined = true, w.bold > 0, w.underline > 0
		}
	}
}

// isPlain tells whether a text has no white space but single spaces between its words,
// and nothing but ASCII, so that it is a line as it stands.
func isPlain(s string) bool {
	space := true
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf || c < ' ' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space
}

// spaces makes every kind of white space a space and drops what has no width.
var spaces = strings.NewReplacer("\u00a0", " ", "\u2007", " ", "\u202f", " ", "\u3000", " ", "\t", " ", "\r", " ", "\n", " ",
	"\u2028", " ", "\u200b", "", "\u200c", "", "\u200d", "", "\ufeff", "")

func (w *labelWriter) end() {
	text := strings.Join(strings.Fields(spaces.Replace(w.text.String())), " ")
	if text != "" {
		line := Line{Text: text, Bold: w.isBold, Underline: w.isUnderlined, Section: w.section}
		if w.inTable > 0 {
			line.Row, line.Cell, line.Header = w.row, w.cell, w.header
		}
		w.label.Lines = append(w.label.Lines, line)
	}
	w.text.Reset()
	w.begun, w.isBold, w.isUnderlined = false, false, false
}

func (w *labelWriter) open(name string, hasAttrs bool, z *html.Tokenizer) {
	switch name {
	case "br", "div", "p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre":
		w.end()
	case "hr":
		w.end()
		w.section++
	case "table":
		w.end()
		w.inTable++
	case "tr":
		w.end()
		w.row, w.cell = w.row+1, 0
	case "td", "th":
		w.end()
		w.cell++
		w.header = name == "th"
	case "script", "style":
		w.muted++
	}
	tag := styledTag{name: name, bold: name == "b" || name == "strong", underline: name == "u"}
	for hasAttrs {
		var key, value []byte
		key, value, hasAttrs = z.TagAttr()
		if string(key) != "style" {
			continue
		}
		style := strings.ReplaceAll(strings.ToLower(string(value)), " ", "")
		tag.bold = tag.bold || strings.Contains(style, "font-weight:bold") || strings.Contains(style, "font-weight:700")
		tag.underline = tag.underline || strings.Contains(style, "text-decoration:underline")
	}
	switch name {
	case "br", "hr", "img", "input", "wbr":
		return // has no end
	}
	w.style(tag, 1)
	w.styled = append(w.styled, tag)
}

func (w *labelWriter) style(tag styledTag, by int) {
	if tag.bold {
		w.bold += by
	}
	if tag.underline {
		w.underline += by
	}
}

func (w *labelWriter) close(name string) {
	switch name {
	case "div", "p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "tr", "td", "th":
		w.end()
	case "table":
		w.end()
		w.inTable = max(0, w.inTable-1)
	case "script", "style":
		w.muted = max(0, w.muted-1)
	}
	// The tag that ends is nearly always the last one; an end that nothing opened is
	// looked for in vain among the last few only, so that bad markup costs no time.
	for i := len(w.styled) - 1; i >= max(0, len(w.styled)-8); i-- {
		if w.styled[i].name == name {
			for _, tag := range w.styled[i:] {
				w.style(tag, -1)
			}
			w.styled = w.styled[:i]
			return
		}
	}
}
