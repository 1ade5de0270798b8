package mxgraph

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// Text is the raw text of a cell, with its markup, that can be edited line by line. Lines
// are those of Label. What an edit does not speak of stays as it is, to the byte.
type Text struct {
	Value string
	HTML  bool
}

// RawText returns the cell's text as the file has it.
func (c *Cell) RawText() Text { return Text{c.value, c.Style.Get("html") == "1"} }

// Lines are the lines as Label gives them.
func (t Text) Lines() []Line { return readLabel(t.Value, t.HTML).Lines }

// isMarkup tells whether the text is read as HTML.
func (t Text) isMarkup() bool { return t.HTML || markup.MatchString(t.Value) }

// Replace gives line n another text. Only the letters that differ change; a text without
// any line gets one.
func (t Text) Replace(n int, text string) Text {
	raw := t.scan()
	if n < 0 || n >= len(raw.lines) {
		if len(raw.lines) > 0 {
			return t.Insert(len(raw.lines)-1, text)
		}
		t.Value = t.escape(text)
		return t
	}
	want := make([]string, 0, len(raw.lines))
	for i, l := range raw.lines {
		if i == n {
			want = append(want, text)
		} else {
			want = append(want, l.text())
		}
	}
	edited := t
	edited.Value = raw.lines[n].replaced(t.Value, text, t.escape)
	return edited.orPlain(want)
}

// Insert adds a line behind line n.
func (t Text) Insert(n int, text string) Text { return t.insert(n, text, true) }

// InsertBefore adds a line before line n.
func (t Text) InsertBefore(n int, text string) Text { return t.insert(n, text, false) }

func (t Text) insert(n int, text string, behind bool) Text {
	raw := t.scan()
	if len(raw.lines) == 0 {
		return Text{t.escape(text), t.HTML}
	}
	want := make([]string, 0, len(raw.lines)+1)
	for _, l := range raw.lines {
		want = append(want, l.text())
	}
	n = min(max(n, 0), len(want)-1)
	at, fresh, gap := span{raw.lines[n].from(), raw.lines[n].to()}, t.escape(text), t.lineBreak()
	if block, ok := raw.block(n, 1); ok {
		at, gap = block.span, ""
		fresh = Text{t.Value[block.from:block.to], true}.Replace(0, text).Value
	}
	edited := t
	if behind {
		want = slices.Insert(want, n+1, text)
		edited.Value = t.Value[:at.to] + gap + fresh + t.Value[at.to:]
	} else {
		want = slices.Insert(want, n, text)
		edited.Value = t.Value[:at.from] + fresh + gap + t.Value[at.from:]
	}
	return edited.orPlain(want)
}

// Remove takes line n out.
func (t Text) Remove(n int) Text {
	raw := t.scan()
	if n < 0 || n >= len(raw.lines) {
		return t
	}
	var want []string
	for i, l := range raw.lines {
		if i != n {
			want = append(want, l.text())
		}
	}
	edited := t
	if block, ok := raw.block(n, 1); ok {
		edited.Value = t.Value[:block.from] + t.Value[block.to:]
		return edited.orPlain(want)
	}
	edited.Value = raw.lines[n].replaced(t.Value, "", t.escape)
	cut := len(t.Value) - len(edited.Value)
	from, to := raw.lines[n].from(), raw.lines[n].to()
	for _, b := range raw.breaks {
		if b.from >= to && (n+1 == len(raw.lines) || b.to <= raw.lines[n+1].from()) {
			edited.Value = edited.Value[:b.from-cut] + edited.Value[b.to-cut:]
			return edited.orPlain(want)
		}
	}
	for _, b := range slices.Backward(raw.breaks) {
		if b.to <= from {
			edited.Value = edited.Value[:b.from] + edited.Value[b.to:]
			break
		}
	}
	return edited.orPlain(want)
}

// Row returns the place of a row of an HTML table as a text of its own, by one of its
// lines: what stands before it, itself, and what stands after it.
func (t Text) Row(n int) (before string, row Text, after string, ok bool) {
	lines := t.Lines()
	if n < 0 || n >= len(lines) || lines[n].Row == 0 {
		return "", t, "", false
	}
	first, count := n, 0
	for first > 0 && lines[first-1].Row == lines[n].Row {
		first--
	}
	for first+count < len(lines) && lines[first+count].Row == lines[n].Row {
		count++
	}
	for _, b := range t.scan().blocks {
		if b.tag == "tr" && b.first == first && b.count == count {
			return t.Value[:b.from], Text{t.Value[b.from:b.to], true}, t.Value[b.to:], true
		}
	}
	return "", t, "", false
}

// orPlain returns the text if it has the wanted lines, else these lines without markup.
func (t Text) orPlain(want []string) Text {
	want = slices.DeleteFunc(slices.Clone(want), func(s string) bool { return Plain(s) == "" })
	reads := func(t Text) bool {
		return slices.EqualFunc(t.Lines(), want, func(l Line, s string) bool { return l.Text == Plain(s) })
	}
	if reads(t) {
		return t
	}
	if !t.HTML {
		if plain := (Text{Value: strings.Join(want, "\n")}); reads(plain) {
			return plain
		}
	}
	for i := range want {
		want[i] = t.escape(want[i])
	}
	t.Value = strings.Join(want, t.lineBreak())
	return t
}

func (t Text) escape(s string) string {
	if t.isMarkup() {
		return html.EscapeString(s)
	}
	return s
}

func (t Text) lineBreak() string {
	if t.isMarkup() {
		return "<br>"
	}
	return "\n"
}

// rawLabel is where the lines of a label stand in its raw text.
type rawLabel struct {
	lines  []rawLine
	breaks []span  // line breaks: <br> and \n
	blocks []block // elements that hold whole lines, inner ones first
}

type span struct{ from, to int }

type block struct {
	span
	tag          string
	first, count int // the lines in it
}

// rawLine is a line letter by letter, folded as Label folds it.
type rawLine []rawLetter

type rawLetter struct {
	span
	letter rune
}

func (l rawLine) from() int { return l[0].span.from }
func (l rawLine) to() int   { return l[len(l)-1].span.to }

func (l rawLine) text() string {
	var b strings.Builder
	for _, c := range l {
		b.WriteRune(c.letter)
	}
	return b.String()
}

// replaced returns the raw text with other letters in the line. Tags between the letters
// that go stay.
func (l rawLine) replaced(value, text string, escape func(string) string) string {
	now := []rune(text)
	head := 0
	for head < len(l) && head < len(now) && l[head].letter == now[head] {
		head++
	}
	tail := 0
	for tail < len(l)-head && tail < len(now)-head && l[len(l)-1-tail].letter == now[len(now)-1-tail] {
		tail++
	}
	fresh := escape(string(now[head : len(now)-tail]))
	old := l[head : len(l)-tail]
	if len(old) == 0 {
		at := l.from()
		if head > 0 {
			at = l[head-1].span.to
		}
		return value[:at] + fresh + value[at:]
	}
	var out strings.Builder
	out.WriteString(value[:old[0].span.from])
	out.WriteString(fresh)
	for i := range len(old) - 1 {
		if from, to := old[i].span.to, old[i+1].span.from; from < to && strings.Contains(value[from:to], "<") {
			out.WriteString(value[from:to])
		}
	}
	out.WriteString(value[old[len(old)-1].span.to:])
	return out.String()
}

// block returns the smallest element that holds these lines and no other.
func (r *rawLabel) block(first, count int) (block, bool) {
	for _, b := range r.blocks {
		if b.tag != "tr" && b.tag != "td" && b.tag != "th" && b.first == first && b.count == count {
			return b, true
		}
	}
	return block{}, false
}

// entity is one character that HTML writes in another way.
var entity = regexp.MustCompile(`^&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);?`)

// scan finds the lines in the raw text, as readLabel does.
func (t Text) scan() *rawLabel {
	w := rawWriter{out: &rawLabel{}}
	if !t.isMarkup() {
		// Other programs write this without saying html=1; see readLabel.
		const blank = "&nbsp;"
		for at, rest := 0, t.Value; rest != ""; {
			part, behind, found := strings.Cut(rest, blank)
			w.plain(part, at)
			if at += len(part); found {
				w.add(' ', span{at, at + len(blank)})
				at += len(blank)
			}
			rest = behind
		}
		w.end()
		return w.out
	}
	z := html.NewTokenizer(strings.NewReader(t.Value))
	at, muted := 0, 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			w.end()
			return w.out
		}
		raw := string(z.Raw())
		tag := span{at, at + len(raw)}
		switch kind {
		case html.TextToken:
			if muted == 0 {
				w.markup(raw, at)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			switch lineEffect(string(name)) {
			case "br":
				w.end()
				w.out.breaks = append(w.out.breaks, tag)
			case "mute":
				muted++
			case "block":
				w.end()
				w.open = append(w.open, block{span: tag, tag: string(name), first: len(w.out.lines)})
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			switch lineEffect(string(name)) {
			case "mute":
				muted = max(0, muted-1)
			case "block":
				w.end()
				w.close(string(name), tag.to)
			}
		}
		at = tag.to
	}
}

// lineEffect sorts tags by what they do to lines.
func lineEffect(tag string) string {
	switch tag {
	case "br", "hr":
		return "br"
	case "script", "style":
		return "mute"
	case "div", "p", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "table", "tr", "td", "th":
		return "block"
	}
	return ""
}

// rawWriter collects lines.
type rawWriter struct {
	out   *rawLabel
	line  rawLine
	space span // white space that a letter has not followed yet
	open  []block
}

func (w *rawWriter) add(letter rune, at span) {
	folded := spaces.Replace(string(letter))
	switch {
	case folded == "": // no width
	case strings.TrimFunc(folded, unicode.IsSpace) == "":
		if w.space == (span{}) {
			w.space = at
		}
		w.space.to = at.to
	default:
		if len(w.line) > 0 && w.space != (span{}) {
			w.line = append(w.line, rawLetter{w.space, ' '})
		}
		w.space = span{}
		w.line = append(w.line, rawLetter{at, letter})
	}
}

// plain reads a text without markup.
func (w *rawWriter) plain(s string, at int) {
	for i, c := range s {
		to := i + len(string(c))
		if c == '\n' {
			w.end()
			w.out.breaks = append(w.out.breaks, span{at + i, at + to})
			continue
		}
		w.add(c, span{at + i, at + to})
	}
}

// markup reads a text of HTML, with characters written in other ways.
func (w *rawWriter) markup(s string, at int) {
	for len(s) > 0 {
		if m := entity.FindString(s); m != "" {
			if plain := html.UnescapeString(m); plain != m {
				for _, c := range plain {
					w.add(c, span{at, at + len(m)})
				}
				s, at = s[len(m):], at+len(m)
				continue
			}
		}
		n := 1
		for n < len(s) && s[n] != '&' {
			n++
		}
		w.plain(s[:n], at)
		s, at = s[n:], at+n
	}
}

func (w *rawWriter) end() {
	if len(w.line) > 0 {
		w.out.lines = append(w.out.lines, w.line)
	}
	w.line, w.space = nil, span{}
}

// close ends the innermost open element of this name.
func (w *rawWriter) close(tag string, to int) {
	for i := len(w.open) - 1; i >= 0; i-- {
		if b := w.open[i]; b.tag == tag {
			b.to, b.count = to, len(w.out.lines)-b.first
			w.out.blocks = append(w.out.blocks, b)
			w.open = w.open[:i]
			return
		}
	}
}
