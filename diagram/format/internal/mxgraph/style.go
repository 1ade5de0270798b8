package mxgraph

import (
	"strconv"
	"strings"
)

// Style is the look of a cell: bare words, which name classes of a style sheet, and
// values by key. Later tokens win.
type Style struct {
	words  []string
	values map[string]string
}

// The bits of fontStyle.
const (
	Bold      = 1
	Italic    = 2
	Underline = 4
)

func readStyle(s string) Style {
	var st Style
	for token := range strings.SplitSeq(s, ";") {
		token = strings.TrimSpace(token)
		if token == "" {
			continue
		}
		key, value, isPair := strings.Cut(token, "=")
		if !isPair {
			st.words = append(st.words, token)
			continue
		}
		if st.values == nil {
			st.values = map[string]string{}
		}
		st.values[key] = value
	}
	return st
}

// Get returns the value of a key, or "".
func (s Style) Get(key string) string { return s.values[key] }

// Has tells whether the key is there, even with an empty value.
func (s Style) Has(key string) bool {
	_, ok := s.values[key]
	return ok
}

// Is tells whether the cell has this shape, written as shape=name or as a bare word.
func (s Style) Is(shape string) bool {
	if s.values["shape"] == shape {
		return true
	}
	for _, w := range s.words {
		if w == shape {
			return true
		}
	}
	return false
}

// Shape returns the name of the shape: the value of shape, or the first bare word, or "".
func (s Style) Shape() string {
	if v := s.values["shape"]; v != "" {
		return v
	}
	if len(s.words) > 0 {
		return s.words[0]
	}
	return ""
}

// Number returns a numeric value, or 0.
func (s Style) Number(key string) float64 {
	v, err := strconv.ParseFloat(s.values[key], 64)
	if err != nil {
		return 0
	}
	v, _ = clamp(v)
	return v
}

// Font returns the bits of fontStyle.
func (s Style) Font() int { return int(s.Number("fontStyle")) }
