package edraw

import (
	"regexp"
	"strings"

	"crowsfoot/diagram"
)

// cardinality is what a caption says.
type cardinality struct {
	card diagram.Cardinality
	// pair is true for (min,max) in parentheses: it counts how often the entity it
	// stands at takes part, and so speaks of the other end.
	pair bool
}

var rangeForm = regexp.MustCompile(`^([01nm*∞])(?:\.{1,3}|,|-|:|…|or)([1nmk*∞])$`)

// readCardinality reads a caption such as "1", "N", "0..*", "(1, N)" or "1 or N".
func readCardinality(text string) (cardinality, bool) {
	s := strings.ToLower(ascii(text))
	s = strings.Join(strings.Fields(s), "")
	pair := strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")")
	if pair {
		s = s[1 : len(s)-1]
	}
	s = strings.Trim(s, `"'[]`)
	var c diagram.Cardinality
	switch s {
	case "1", "one", "一":
		c = diagram.One
	case "n", "m", "м", "*", "∞", "many", "k", "多": // the second m is Cyrillic
		c = diagram.Many
	case "0*", "*0", "0n", "zeroormany", "0ormore", "zeroormore":
		c = diagram.ZeroMany
	case "1*", "1n", "1m", "oneormany", "1ormore", "oneormore":
		c = diagram.OneMany
	case "zeroorone", "0or1":
		c = diagram.ZeroOne
	case "1and1only", "1andonly1", "oneandonlyone":
		c = diagram.One
	default:
		m := rangeForm.FindStringSubmatch(s)
		if m == nil {
			return cardinality{}, false
		}
		many := m[2] != "1"
		switch {
		case m[1] == "0" && many:
			c = diagram.ZeroMany
		case m[1] == "0":
			c = diagram.ZeroOne
		case m[1] == "1" && many:
			c = diagram.OneMany
		case m[1] == "1":
			c = diagram.One
		case many:
			// "n..m" is a ratio, not a range; it says nothing of one end.
			return cardinality{}, false
		default:
			return cardinality{}, false
		}
		if m[1] != "0" && strings.ContainsAny(s, ":-") {
			// "1:N" speaks of both ends; "0-N" can only be a range.
			return cardinality{}, false
		}
		return cardinality{c, pair && strings.Contains(s, ",")}, true
	}
	return cardinality{c, false}, true
}

var ratioForm = regexp.MustCompile(`^\(?([1nm*∞]|one|many)(?:\s*[:：\-–/]\s*|\s+to\s+|-to-)([1nm*∞]|one|many)\)?$`)

// readRatio reads a caption that speaks of both ends, such as "1:N" or "one to many"; first
// is what stands first.
func readRatio(text string) (first, second diagram.Cardinality, ok bool) {
	m := ratioForm.FindStringSubmatch(strings.ToLower(strings.TrimSpace(ascii(text))))
	if m == nil {
		return "", "", false
	}
	card := func(s string) diagram.Cardinality {
		if s == "1" || s == "one" {
			return diagram.One
		}
		return diagram.Many
	}
	return card(m[1]), card(m[2]), true
}

// The arrow heads that say something. The program's own list is not documented; these
// ids were read from drawings whose captions, masters or screenshots tell their meaning.
const (
	arrowTriangle     = 9  // is-a
	arrowTriangleWide = 11 // is-a
	arrowOne          = 23 // one bar
	arrowExactlyOne   = 24 // two bars
	arrowMany         = 35 // crow's foot
	arrowOneMany      = 36 // crow's foot and bar
)

// plainArrows are heads that show at most a direction: none, the defaults of the
// themes, open and filled arrows, circles and diamonds of class diagrams.
var plainArrows = map[int]bool{0: true, 1: true, 2: true, 3: true, 4: true, 5: true, 16: true, 18: true, 19: true, 22: true, 30: true, 47: true}

// arrowCardinality returns what an arrow head says. Known is false for heads that were
// never seen in a drawing; the list is ordered, so those beside the crow's feet count
// as many and those beside the bars as one.
func arrowCardinality(id int) (c diagram.Cardinality, known bool) {
	switch id {
	case arrowOne, arrowExactlyOne:
		return diagram.One, true
	case arrowMany:
		return diagram.Many, true
	case arrowOneMany:
		return diagram.OneMany, true
	}
	switch {
	case id >= 37 && id <= 40:
		return diagram.Many, false
	case id >= 25 && id <= 34 && id != 30:
		return diagram.One, false
	}
	return diagram.Unknown, true
}

// isTriangle tells whether an arrow head says that the other end is a kind of this one.
func isTriangle(id int) bool { return id == arrowTriangle || id == arrowTriangleWide }
