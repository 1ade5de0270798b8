package drawio

import (
	"regexp"
	"strings"

	"crowsfoot/diagram"
)

// markers are the ends of lines that draw.io has for crow's feet.
var markers = map[string]diagram.Cardinality{
	"ERone":        diagram.One,
	"ERmandOne":    diagram.One,
	"ERzeroToOne":  diagram.ZeroOne,
	"ERmany":       diagram.Many,
	"ERoneToMany":  diagram.OneMany,
	"ERzeroToMany": diagram.ZeroMany,
}

// markerCard reads the name of a line end. isER tells crow's feet from other arrows,
// known from names that draw.io does not have (people and programs make them up).
func markerCard(name string) (card diagram.Cardinality, isER, known bool) {
	if c, ok := markers[name]; ok {
		return c, true, true
	}
	if !strings.HasPrefix(name, "ER") {
		return diagram.Unknown, false, true
	}
	lower := strings.ToLower(name)
	switch {
	case strings.Contains(lower, "zero") && strings.Contains(lower, "many"):
		return diagram.ZeroMany, true, false
	case strings.Contains(lower, "many"):
		return diagram.Many, true, false
	case strings.Contains(lower, "zero"):
		return diagram.ZeroOne, true, false
	}
	return diagram.One, true, false
}

var (
	spacesOrParens = strings.NewReplacer(" ", "", "(", "", ")", "", "[", "", "]", "", "{", "", "}", "", "…", "..", "...", "..", "∞", "*", "‥", "..")
	rangeForm      = regexp.MustCompile(`^(\d+|[nmNM*])(?:\.{1,3}|,|;)(\d+|[nmNMkpKP*]|many)$`)
	countForm      = regexp.MustCompile(`^\d{1,4}$`)
	wholeForm      = regexp.MustCompile(`^(?i)\(?\s*(0\.\.1|1\.\.1|0\.\.[*nm]|1\.\.[*nm]|[01nm*])\s*(?::|-|–|—|to|/|x)\s*(0\.\.1|1\.\.1|0\.\.[*nm]|1\.\.[*nm]|[1nm*])\s*\)?$`)
	wholeWords     = regexp.MustCompile(`^(?i)\(?(one|many|zero or one)[ -_]*to[ -_]*(one|many)\)?$`)
)

// endCard reads the text at one end of a line: 1, N, 0..*, (1,N), 1(0), cn. A pair in
// parentheses is Chen's (min,max) notation, which counts how often the entity it stands
// at takes part.
func endCard(text string) (card diagram.Cardinality, minMax, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" || len(text) > 14 {
		return diagram.Unknown, false, false
	}
	minMax = strings.HasPrefix(text, "(") && strings.Contains(text, ",")
	if strings.HasSuffix(text, "(0)") || strings.HasSuffix(text, "(1)") { // M(0), 1(0), N(1)
		inner, _, known := endCard(text[:len(text)-3])
		if !known {
			return diagram.Unknown, false, false
		}
		zero := strings.HasSuffix(text, "(0)")
		switch {
		case inner.IsMany() && zero:
			return diagram.ZeroMany, false, true
		case inner.IsMany():
			return diagram.OneMany, false, true
		case zero:
			return diagram.ZeroOne, false, true
		}
		return diagram.One, false, true
	}
	s := spacesOrParens.Replace(text)
	switch strings.ToLower(s) {
	case "1", "one", "1..1", "1,1":
		return diagram.One, minMax, true
	case "0..1", "0,1", "c", "01", "0/1":
		return diagram.ZeroOne, minMax, true
	case "n", "m", "p", "k", "*", "many", "+":
		if s == "+" {
			return diagram.OneMany, false, true
		}
		return diagram.Many, minMax, true
	case "cn", "cm", "mc", "nc", "0n", "0m", "0..", "0+":
		return diagram.ZeroMany, minMax, true
	case "1n", "1m", "1+", "1..":
		return diagram.OneMany, minMax, true
	}
	if m := rangeForm.FindStringSubmatch(s); m != nil {
		many := m[2] != "1" && m[2] != "0"
		switch {
		case many && m[1] == "0":
			return diagram.ZeroMany, minMax, true
		case many && countForm.MatchString(m[1]):
			return diagram.OneMany, minMax, true
		case many:
			return diagram.Many, minMax, true
		case m[1] == "0":
			return diagram.ZeroOne, minMax, true
		}
		return diagram.One, minMax, true
	}
	if countForm.MatchString(s) && s != "0" { // exactly 2, at most 11
		return diagram.Many, false, true
	}
	return diagram.Unknown, false, false
}

// wholeCards reads a text that speaks of both ends: 1:N, 1 : N, N:M, one to many.
func wholeCards(text string) (source, target diagram.Cardinality, ok bool) {
	text = strings.TrimSpace(text)
	if len(text) > 20 {
		return source, target, false
	}
	if m := wholeForm.FindStringSubmatch(text); m != nil {
		source, _, _ = endCard(m[1])
		target, _, _ = endCard(m[2])
		if m[1] == "0" {
			source = diagram.ZeroOne
		}
		return source, target, true
	}
	if m := wholeWords.FindStringSubmatch(text); m != nil {
		word := func(s string) diagram.Cardinality {
			switch strings.ToLower(s) {
			case "many":
				return diagram.Many
			case "zero or one":
				return diagram.ZeroOne
			}
			return diagram.One
		}
		return word(m[1]), word(m[2]), true
	}
	return source, target, false
}
