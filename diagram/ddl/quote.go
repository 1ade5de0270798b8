package ddl

import (
	"maps"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// identifier writes a name, in quotes where it needs them or where all are quoted.
func (d *Dialect) identifier(name string, all bool) string {
	if !all && d.isBare(name) {
		return name
	}
	end := d.quote
	if d.closeQuote != 0 {
		end = d.closeQuote
	}
	if strings.IndexByte(name, end) >= 0 {
		name = strings.ReplaceAll(name, string(end), string([]byte{end, end}))
	}
	return string(d.quote) + name + string(end)
}

// isBare tells whether a name means itself without quotes.
func (d *Dialect) isBare(name string) bool {
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 'a' && c <= 'z' || c == '_' && (i > 0 || !d.foldsToUpper):
		case c >= 'A' && c <= 'Z' && !d.foldsToLower:
		case c >= '0' && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return name != "" && !d.isReserved(name)
}

// isReserved tells of reserved words in any case, of letters, digits and "_". Most names
// are told apart by their first letter and length.
func (d *Dialect) isReserved(name string) bool {
	first := name[0] | 0x20
	if first < 'a' || first > 'z' || d.reservedLengths[first-'a']&(1<<len(name)) == 0 {
		return false
	}
	return d.reserved[strings.ToLower(name)]
}

// literal writes a string. NUL, which no database takes, is left out.
func (d *Dialect) literal(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
	s = d.safeBreaks(s)
	if d.backslash {
		s = strings.ReplaceAll(s, `\`, `\\`)
	}
	s = "'" + strings.ReplaceAll(s, "'", "''") + "'"
	if d.nationalText {
		return "N" + s
	}
	return s
}

// unixLines makes all line ends alike.
var unixLines = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// safeBreaks makes a space of each line end that a client program would take for the end
// of a statement, although it stands in a string.
func (d *Dialect) safeBreaks(s string) string {
	if d.unsafeBreak == nil || !strings.ContainsAny(s, "\r\n") {
		return s
	}
	lines := strings.Split(unixLines.Replace(s), "\n")
	// The first and the last line share theirs with what stands around the string.
	text := lines[0]
	for i, next := range lines[1:] {
		if d.unsafeBreak(lines[i], next) {
			text += " " + next
		} else {
			text += "\n" + next
		}
	}
	return text
}

// literals writes strings separated by commas.
func (d *Dialect) literals(values []string) string {
	list := make([]string, len(values))
	for i, v := range values {
		list[i] = d.literal(v)
	}
	return strings.Join(list, ", ")
}

// oneLine makes a text fit for a "--" comment: every character that could end the line
// becomes a space.
func oneLine(s string) string {
	if isPlain(s) && !strings.Contains(s, "  ") {
		return s
	}
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// wordSet makes a set of the words of a list.
func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

// Identifier writes a name as an expression needs it: in quotes only where it must be.
func (d *Dialect) Identifier(name string) string { return d.identifier(name, false) }

// merge returns the union of two sets.
func merge(a, b map[string]bool) map[string]bool {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// commentText makes a comment fit for a database that bounds it, in bytes of UTF-8, or of
// UTF-16 where that is longer and strings are written so, and notes what is lost.
func (w *writer) commentText(s string, most int, where string, id diagram.ID) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\ufffd"), "\x00", "")
	s = unixLines.Replace(s)
	safe := w.to.safeBreaks(s)
	if safe != s {
		w.lossy(id, "comment-changed", where, "Line ends of the comment of %s become spaces, where client programs would take a line of it for a command.", where)
	}
	if 2*len(safe) <= most {
		return safe
	}
	bytesOf := utf8.RuneLen
	if w.to.nationalText {
		bytesOf = func(r rune) int { return max(utf8.RuneLen(r), 2*utf16.RuneLen(r)) }
	}
	const more = '…'
	cut, bytes := 0, 0
	for i, r := range safe {
		if bytes+bytesOf(more) <= most {
			cut = i
		}
		bytes += bytesOf(r)
	}
	if bytes <= most {
		return safe
	}
	w.lossy(id, "comment-cut", where, "The comment of %s is cut: %s holds %d bytes of it.", where, w.to.Title, most)
	return safe[:cut] + string(more)
}

// lossy notes a loss right before the statement that is written next.
func (w *writer) lossy(id diagram.ID, code, where, format string, args ...any) {
	var notes []diagram.Loss
	w.note(&notes, id, code, where, format, args...)
	w.flush(notes)
}
