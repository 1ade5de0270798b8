// Package mermaid reads and writes entity-relationship diagrams of Mermaid (erDiagram),
// alone or in the fences of a Markdown file.
//
// The grammar is that of mermaid-js, packages/mermaid/src/diagrams/er/parser/erDiagram.jison
// (version 11): entities with attributes, keys and comments, aliases in brackets,
// cardinalities as signs and as words, directions, styles, subgraphs, titles, front matter
// and %% comments. Signs that stand for letters ("#quot;", "#37;") are read and written.
//
// Mermaid does not say which columns a line joins. Read finds them by the label of the
// line, by keys and by names, and says so; what it can't find stays a line.
//
// Start at Read and Write.
package mermaid

import (
	"fmt"
	"regexp"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/plaintext"
)

var beginning = regexp.MustCompile(`(?im)^[ \t\x{feff}]*erDiagram\b`)

// Sniff tells whether a text that begins with head holds a diagram of Mermaid's.
func Sniff(head []byte) bool { return beginning.Match(head) }

// maxPages bounds the diagrams of one Markdown file.
const maxPages = 500

// Read reads a whole text: one page, or one for each diagram in the fences of Markdown.
// The tables have no places. The error is a *diagram.Error, for a text without a diagram.
func Read(data []byte) (*diagram.Source, error) {
	text := plaintext.Read(data)
	src := &diagram.Source{Format: "mermaid"}
	var losses diagram.Losses
	if text.Latin {
		losses.Add(diagram.Loss{Code: "encoding", Where: "file",
			Message: "The file is not UTF-8; its letters were read as Latin-1, so names with other letters may be wrong."})
	}
	blocks, fenced := fences(text.String)
	if !fenced {
		blocks = []block{{0, len(text.String), ""}}
	}
	for _, b := range blocks {
		begin := beginning.FindStringIndex(text.String[b.from:b.to])
		if begin == nil {
			continue
		}
		if len(src.Pages) == maxPages {
			losses.Add(diagram.Loss{Code: "too-large", Where: "file",
				Message: fmt.Sprintf("The file has more than %d diagrams; the rest is left out.", maxPages)})
			break
		}
		p := &parser{source: text, losses: &losses, s: text.String[:b.to], at: b.from, page: len(src.Pages)}
		p.head(b.from + begin[0])
		p.at = b.from + begin[1]
		p.diagram()
		page := build(p, b.heading)
		if err := page.Diagram.CheckLimits(); err != nil {
			return nil, err
		}
		src.Pages = append(src.Pages, page)
	}
	if len(src.Pages) == 0 {
		return nil, diagram.Errorf(diagram.Unreadable, "This is no entity-relationship diagram of Mermaid: there is no line that begins with erDiagram.").At(1, 1)
	}
	src.Warnings = losses
	return src, nil
}

// block is the text of a fence, and the heading above it.
type block struct {
	from, to int
	heading  string
}

var fence = regexp.MustCompile("^[ \t]*(`{3,}|~{3,}|:{3})[ \t]*\\{?[ \t]*mermaid\\b")

// fences finds the blocks of Mermaid in Markdown; found is false when there are none.
func fences(s string) (list []block, found bool) {
	at := 0
	heading, open := "", ""
	for line := range strings.Lines(s) {
		next := at + len(line)
		switch {
		case open != "":
			if t := strings.TrimSpace(line); strings.HasPrefix(t, open) && strings.Trim(t, open[:1]) == "" {
				list[len(list)-1].to = at
				open = ""
			}
		case strings.HasPrefix(line, "#"):
			heading = diagram.CutName(strings.Trim(line, "# \t\r\n"))
		default:
			if m := fence.FindStringSubmatch(line); m != nil {
				open, found = m[1], true
				list = append(list, block{from: next, to: len(s), heading: heading})
			}
		}
		at = next
	}
	return list, found
}
