package naming

import (
	"strings"
	"unicode"
)

// Style is a way to write several words as one name.
type Style int

// The styles.
const (
	Snake      Style = iota // order_item
	UpperSnake              // ORDER_ITEM
	Camel                   // orderItem
	Pascal                  // OrderItem
	Spaced                  // Order Item
)

// StyleOf tells how a name is written; ok is false for a name that fits several styles,
// such as one lower-case word.
func StyleOf(name string) (s Style, ok bool) {
	var lower, upper bool
	inner := false
	for i, r := range name {
		lower = lower || unicode.IsLower(r)
		upper = upper || unicode.IsUpper(r)
		inner = inner || i > 0 && unicode.IsUpper(r)
	}
	first := strings.IndexFunc(name, unicode.IsLetter)
	startsUpper := first >= 0 && unicode.IsUpper([]rune(name[first:])[0])
	switch {
	case strings.Contains(name, " "):
		return Spaced, true
	case upper && !lower:
		return UpperSnake, len(name) > 2
	case strings.Contains(name, "_"):
		return Snake, true
	case startsUpper && lower:
		return Pascal, true
	case inner && lower:
		return Camel, true
	}
	return Snake, false
}

// Join writes words as one name.
func (s Style) Join(words ...string) string {
	var parts []string
	for _, w := range words {
		if w != "" {
			parts = append(parts, w)
		}
	}
	switch s {
	case UpperSnake:
		return strings.ToUpper(strings.Join(parts, "_"))
	case Camel, Pascal:
		for i, w := range parts {
			if s == Pascal || i > 0 {
				parts[i] = capital(w)
			}
		}
		return strings.Join(parts, "")
	case Spaced:
		for i, w := range parts {
			parts[i] = capital(w)
		}
		return strings.Join(parts, " ")
	}
	return strings.Join(parts, "_")
}

func capital(w string) string {
	r := []rune(w)
	r[0] = unicode.ToUpper(r[0])
	return string(r)
}

// styleThing stands for the styles that are usual.
const styleThing = 'S'

// TableStyle is the style that most names of tables are written in.
func (v *View) TableStyle() Style {
	v.reads.Note(ThingOf(styleThing, ""))
	return most(v.tableStyles)
}

// ColumnStyle is the style that most names of columns are written in.
func (v *View) ColumnStyle() Style {
	v.reads.Note(ThingOf(styleThing, ""))
	return most(v.columnStyles)
}

// countStyles counts the names of a table in (1) or out (-1).
func (v *View) countStyles(t *table, by int) {
	if t.styled {
		v.tableStyles[t.style] += by
	}
	for _, c := range t.columns {
		if c.styled {
			v.columnStyles[c.style] += by
		}
	}
}

// most returns the style with most votes, the first of equals.
func most(votes [Spaced + 1]int) Style {
	best := Snake
	for s, n := range votes {
		if n > votes[best] {
			best = Style(s)
		}
	}
	return best
}
