// Package dbml reads and writes DBML, the database markup language of dbdiagram.io.
//
// The grammar is that of https://dbml.dbdiagram.io/docs with the marks of old files ("id
// int pk", keywords in any case) and optional ends of relationships ("?>"). Read never
// fails on a fault in the text: it reports line:column and goes on with the next line or
// element, so that the rest is there. Imports of other files, records and what only
// pictures need (colours of headers, views of diagrams) are left out with a warning.
//
// Some things of a diagram have no word in DBML. Write reports each of them: first fit
// makes a diagram that DBML can say and lists what that cost, then the printer in write.go
// writes it, and Read of the result gives that diagram again, but for IDs and places.
//
// Start at Read and Write.
package dbml

import (
	"fmt"
	"regexp"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/plaintext"
)

// beginning is an element that no other text begins a line with.
var beginning = regexp.MustCompile(`(?im)^[ \t\x{feff}]*(table|tablepartial|tablegroup|enum|project|ref|note|records)\b[^\n{}();=]*(\[[^\]]*\]\s*)?\{|^[ \t\x{feff}]*ref\b[^\n{}();=]*:[^\n]*[<>-]|^[ \t]*(re)?use\s*(\*|\{[^}]*\})\s*from\s*'`)

// foreigner is a block of another language that has enumerations in braces as well: of
// Prisma, GraphQL or a programming language.
var foreigner = regexp.MustCompile(`(?m)^[ \t]*(export[ \t]+|public[ \t]+)?(model|datasource|generator|type|interface|input|class|struct|package|namespace)[ \t]+\w+[^\n]*\{`)

// Sniff tells whether a text that begins with head looks like DBML.
func Sniff(head []byte) bool { return beginning.Match(head) && !foreigner.Match(head) }

// Read reads a whole text as one page. Its tables have no places. The error is a
// *diagram.Error, for a text that has no element of DBML.
func Read(data []byte) (*diagram.Source, error) {
	text := plaintext.Read(data)
	p := parse(text)
	if text.Latin {
		p.losses.Add(diagram.Loss{Code: "encoding", Where: "file",
			Message: "The file is not UTF-8; its letters were read as Latin-1, so names with other letters may be wrong."})
	}
	if p.seen == 0 {
		message := "This is no DBML: it has no table, enumeration or relationship."
		if len(p.losses) > 0 && p.losses[0].Code == "syntax" {
			message += " " + p.losses[0].Message
		}
		line, column := text.Place(p.firstFault())
		return nil, diagram.Errorf(diagram.Unreadable, "%s", message).At(line, column)
	}
	b := newBuilder(p)
	b.build()
	if err := b.d.CheckLimits(); err != nil {
		return nil, err
	}
	slices.SortStableFunc(p.order, func(a, b string) int { return p.left[a].at - p.left[b].at })
	for _, what := range p.order {
		left := p.left[what]
		p.report("not-kept", left.at, fmt.Sprintf("A diagram has no place for %s, so %d of them are left out.", what, left.n))
	}
	return &diagram.Source{Format: "dbml", Pages: []*diagram.Page{b.page}, Warnings: p.losses}, nil
}

// firstFault is the offset of the first token that could not be read.
func (p *parser) firstFault() int {
	first := parser{source: p.source, lexer: lexer{text: p.text, fault: func(int, string) {}}}
	return first.next().start
}
