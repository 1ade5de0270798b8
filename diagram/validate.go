package diagram

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Limits of a model. They bound memory and screens, not taste: what is merely odd is
// kept, and the linter speaks of it.
const (
	MaxTables = 20_000
	// MaxRelationships bounds the lines, MaxOthers schemas, domains, modules, notes, frames
	// and ignores, of each.
	MaxRelationships = 50_000
	MaxOthers        = 20_000
	MaxColumns       = 2_000 // in one table
	MaxName          = 255   // runes in a name
	MaxText          = 65_536
	MaxSource        = 1024 // characters in the ID of an element of the file that something was read from
	MaxOrder         = 512  // characters in an order key
)

func equalFold(a, b string) bool { return strings.EqualFold(a, b) }

// CheckLimits returns a TooLarge error when the diagram has more of something, or a table
// more columns, than the limits allow.
func (d *Diagram) CheckLimits() error {
	for _, list := range []struct {
		n, limit int
		names    string
	}{
		{len(d.Tables), MaxTables, "tables"},
		{len(d.Relationships), MaxRelationships, "relationships"},
		{len(d.Schemas), MaxOthers, "schemas"},
		{len(d.Domains), MaxOthers, "domains"},
		{len(d.Modules), MaxOthers, "modules"},
		{len(d.Notes), MaxOthers, "notes"},
		{len(d.Frames), MaxOthers, "frames"},
		{len(d.Ignores), MaxOthers, "ignored findings"},
	} {
		if list.n > list.limit {
			return Errorf(TooLarge, "The diagram has %d %s; the limit is %d.", list.n, list.names, list.limit)
		}
	}
	for _, t := range d.SortedTables() {
		if len(t.Columns) > MaxColumns {
			return Errorf(TooLarge, "The table %q has %d columns; the limit is %d.", t.Name, len(t.Columns), MaxColumns)
		}
		// The other parts of a table have the same limit, because each change of one
		// copies the list that it is in.
		for _, part := range []struct {
			n     int
			names string
		}{{len(t.Keys), "keys"}, {len(t.Indexes), "indexes"}, {len(t.Checks), "checks"}, {len(t.Dependencies), "functional dependencies"}} {
			if part.n > MaxColumns {
				return Errorf(TooLarge, "The table %q has %d %s; the limit is %d.", t.Name, part.n, part.names, MaxColumns)
			}
		}
	}
	return nil
}

// IsASCII tells whether a text holds nothing but ASCII characters.
func IsASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// CutName shortens a name read from a file to MaxName runes, drops control characters
// and folds white space to single spaces.
func CutName(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\t' || r == '\n' || r == '\r' || r == '\u2028':
			return ' '
		case r < 0x20 || r == 0x7f || r == 0xfffe || r == 0xffff || r == '\u200b' || r == '\ufeff':
			return -1
		}
		return r
	}, s)
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > MaxName {
		s = string(r[:MaxName])
	}
	return s
}

// NumberedName returns a name with a number behind it, "orders_2", of no more than MaxName
// runes.
func NumberedName(name string, number int) string {
	tail := "_" + strconv.Itoa(number)
	r := []rune(name)
	return string(r[:min(len(r), MaxName-len(tail))]) + tail
}

// SourceID returns the ID of an element of a file, or "" when it is longer than MaxSource:
// such an element is not found again.
func SourceID(id string) string {
	if utf8.RuneCountInString(id) > MaxSource {
		return ""
	}
	return id
}
