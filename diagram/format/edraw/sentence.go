package edraw

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// sentence is what the name of a line, as the outline of EdrawMax lists it, says of a
// relationship: "orders (customer_id) → customers (id)". A drawing has no other place
// where several columns of one foreign key, or the lack of a direction, could stand. Names
// that are not plain words are quoted; "name#2" is the second column of that name.
type sentence struct {
	name     string // of the relationship, where the drawing had no room for it
	tables   [2]string
	columns  [2][]string // of the pairs, in their order
	directed bool        // from the first table to the second
}

const (
	directedSign   = "→"
	undirectedSign = "—"
)

// String writes the sentence.
func (s sentence) String() string {
	sign := undirectedSign
	if s.directed {
		sign = directedSign
	}
	side := func(i int) string {
		if len(s.columns[i]) == 0 {
			return wordOf(s.tables[i])
		}
		return wordOf(s.tables[i]) + " (" + strings.Join(s.columns[i], ", ") + ")"
	}
	text := side(0) + " " + sign + " " + side(1)
	if s.name != "" {
		text = wordOf(s.name) + ": " + text
	}
	return text
}

var plainWord = regexp.MustCompile(`^[\p{L}\p{N}_]+`)

// wordOf writes a name, in quotes when it is not a plain word.
func wordOf(name string) string {
	if plainWord.FindString(name) == name && name != "" {
		return name
	}
	return quoted(name)
}

// cutWord takes a name from the front of a text.
func cutWord(text string) (name, rest string, ok bool) {
	if name, rest, ok = cutQuoted(text); ok {
		return name, rest, true
	}
	name = plainWord.FindString(text)
	return name, text[len(name):], name != ""
}

// readSentence reads what String wrote; ok is false for any other text.
func readSentence(text string) (s sentence, ok bool) {
	rest := text
	if name, after, ok := cutWord(rest); ok && strings.HasPrefix(after, ": ") {
		s.name, rest = name, after[2:]
	}
	for i := range s.tables {
		if s.tables[i], rest, ok = cutWord(rest); !ok {
			return s, false
		}
		if inner, found := strings.CutPrefix(rest, " ("); found {
			if s.columns[i], rest, ok = cutList(inner); !ok {
				return s, false
			}
		}
		if i > 0 {
			break
		}
		if after, found := strings.CutPrefix(rest, " "+directedSign+" "); found {
			s.directed, rest = true, after
		} else if rest, found = strings.CutPrefix(rest, " "+undirectedSign+" "); !found {
			return s, false
		}
	}
	return s, rest == "" && len(s.columns[0]) == len(s.columns[1])
}

// cutList takes names with commas between them, up to the closing parenthesis. They stay
// as they were written.
func cutList(text string) (words []string, rest string, ok bool) {
	for {
		_, after, ok := cutWord(text)
		if !ok {
			return nil, "", false
		}
		after = strings.TrimLeft(strings.TrimPrefix(after, "#"), "0123456789")
		words = append(words, text[:len(text)-len(after)])
		if rest, found := strings.CutPrefix(after, ")"); found {
			return words, rest, true
		}
		if text, ok = strings.CutPrefix(after, ", "); !ok {
			return nil, "", false
		}
	}
}

// columnWord writes column i of a list of names, so that columnAt finds it again.
func columnWord(names []string, i int) string {
	nth := 1
	for _, n := range names[:i] {
		if n == names[i] {
			nth++
		}
	}
	if nth == 1 {
		return wordOf(names[i])
	}
	return wordOf(names[i]) + "#" + strconv.Itoa(nth)
}

// columnAt returns the column that a word of a sentence names, or nil.
func (n *node) columnAt(word string) *column {
	name, number, ok := cutWord(word)
	if !ok {
		return nil
	}
	nth := 1
	if number != "" {
		nth, _ = strconv.Atoi(strings.TrimPrefix(number, "#"))
	}
	for _, c := range n.columns {
		if diagram.CutName(c.name) == name {
			if nth--; nth == 0 {
				return c
			}
		}
	}
	return nil
}

// identifyingMaster is the double diamond of the stencil.
const identifyingMaster = "Identifying Relationship"

// state takes what the name of the line says for the link. It does nothing when there is no
// such sentence, or when the line was drawn to other tables or rows since: then the drawing
// counts, not the name.
func (l *link) state() {
	s, ok := readSentence(l.source.name)
	if !ok || len(l.ends) != 2 {
		return
	}
	for i, e := range l.ends {
		if diagram.CutName(e.node.name) != s.tables[i] {
			return
		}
		if e.column != nil && (len(s.columns[i]) == 0 || e.node.columnAt(s.columns[i][0]) != e.column) {
			return
		}
	}
	var pairs [][2]*column
	for k := range s.columns[0] {
		pair := [2]*column{l.ends[0].node.columnAt(s.columns[0][k]), l.ends[1].node.columnAt(s.columns[1][k])}
		if pair[0] == nil || pair[1] == nil || slices.Contains(pairs, pair) {
			return
		}
		pairs = append(pairs, pair)
	}
	if l.name == "" {
		l.name = s.name
	}
	l.said, l.stated, l.directed = true, pairs, s.directed || l.isA
	l.identifying = !l.source.dashed && !l.isA
	if l.source.line == nil {
		l.identifying = strings.EqualFold(l.source.nameU, identifyingMaster)
	}
}
