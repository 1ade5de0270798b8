package web

import (
	"cmp"
	"net/http"
	"strings"
	"unicode/utf16"

	"github.com/alecthomas/chroma/v2"
	"github.com/alecthomas/chroma/v2/lexers"
	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
)

// mostMarked bounds the text that one request may ask the colours of, in bytes: some
// screens full. Pages ask for what is in view.
const mostMarked = 64 << 10

// mark is how a piece of SQL is coloured; the page has a class for each.
type mark int

const (
	markPlain mark = iota
	markKeyword
	markType
	markString
	markNumber
	markComment
)

// run is a piece of a line of one colour.
type run struct {
	Text string
	Mark mark
}

// markSQL answers the colours of lines of SQL: for each line pairs of a number of UTF-16
// code units, which is what the page counts in, and a mark.
func (s *Server) markSQL(c echo.Context) error {
	var ask struct {
		Dialect string   `json:"dialect"`
		Lines   []string `json:"lines"`
	}
	if err := c.Bind(&ask); err != nil {
		return diagram.Errorf(diagram.Invalid, "The lines to colour can't be read.")
	}
	text := strings.Join(ask.Lines, "\n")
	if len(text) > mostMarked || strings.Count(text, "\n")+1 != max(1, len(ask.Lines)) {
		return diagram.Errorf(diagram.TooLarge, "No more than %d KB of lines are coloured at once.", mostMarked>>10)
	}
	marks := make([][]int, 0, len(ask.Lines))
	for _, line := range sqlRuns(text, ask.Dialect) {
		pairs := make([]int, 0, 2*len(line))
		for _, r := range line {
			pairs = append(pairs, utf16Length(r.Text), int(r.Mark))
		}
		marks = append(marks, pairs)
	}
	return c.JSON(http.StatusOK, map[string]any{"marks": marks[:len(ask.Lines)]})
}

func utf16Length(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// sqlRuns takes a text apart into lines of runs. The lines joined are the text.
func sqlRuns(text, dialect string) [][]run {
	lines := [][]run{{}}
	add := func(s string, m mark) {
		for i, part := range strings.Split(s, "\n") {
			if i > 0 {
				lines = append(lines, nil)
			}
			if part == "" {
				continue
			}
			last := &lines[len(lines)-1]
			if n := len(*last); n > 0 && (*last)[n-1].Mark == m {
				(*last)[n-1].Text += part
			} else {
				*last = append(*last, run{part, m})
			}
		}
	}
	tokens, err := lexerOf(dialect).Tokenise(&chroma.TokeniseOptions{State: "root"}, text)
	if err != nil {
		add(text, markPlain)
		return lines
	}
	for t := tokens(); t != chroma.EOF; t = tokens() {
		add(t.Value, markOf(t.Type))
	}
	return lines
}

// lexerOf returns chroma's lexer of a dialect of ours.
func lexerOf(dialect string) chroma.Lexer {
	names := map[string]string{"postgres": "postgres", "mysql": "mysql", "mariadb": "mysql"}
	return lexers.Get(cmp.Or(names[dialect], "sql"))
}

func markOf(t chroma.TokenType) mark {
	switch {
	case t == chroma.NameBuiltin, t == chroma.KeywordType:
		return markType
	case t.InCategory(chroma.Keyword):
		return markKeyword
	case t.InSubCategory(chroma.LiteralString):
		return markString
	case t.InSubCategory(chroma.LiteralNumber):
		return markNumber
	case t.InCategory(chroma.Comment):
		return markComment
	}
	return markPlain
}
