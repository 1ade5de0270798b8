// Package drawio reads drawings of draw.io (diagrams.net) as diagrams: native tables,
// lists, UML classes, HTML labels, boxes with crow's feet, stacks and rows of boxes, and
// Chen's rhombs and ovals.
//
// It says what shapes mean. Unpacking files is the work of mxgraph below it, and what
// a relationship should have been is the linter's: a rhomb stays a relationship, a line
// without columns stays one, and names are given as drawn.
//
// Start at Read; reader in page.go shows the order of the steps.
package drawio

import (
	"errors"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
	"crowsfoot/diagram/format/internal/xmldoc"
)

// sniffed is how much of a file is looked at to recognise it.
const sniffed = 8 << 10

// Sniff tells whether a file that begins with head may be a drawing of draw.io: an
// mxfile or mxGraphModel, an SVG or PNG picture, or the packed text of a drawing.
func Sniff(head []byte) bool { return mxgraph.Sniff(head[:min(len(head), sniffed)]) }

// Read reads a whole file, page by page in the order of the file. Shapes that are no
// part of an ER diagram are no error; what was read with a doubt or left out is in
// Source.Warnings. Objects get IDs that follow from page and cell, so that reading a
// file again meets the same objects. The error is a *diagram.Error.
func Read(data []byte) (*diagram.Source, error) {
	f, err := mxgraph.Read(data)
	if err != nil {
		return nil, readable(err)
	}
	src := &diagram.Source{Format: "drawio"}
	for _, o := range f.Oddities {
		src.Warnings = append(src.Warnings, diagram.Loss{Code: o.Code, Message: o.Message, Where: o.Where})
	}
	tables := 0
	var kept memory
	for i, p := range f.Pages {
		r := newReader(p, i)
		r.read()
		kept.restore(r)
		if err := r.out.Diagram.CheckLimits(); err != nil {
			return nil, err
		}
		src.Pages = append(src.Pages, r.out)
		src.Warnings = append(src.Warnings, r.losses...)
		tables += len(r.out.Diagram.Tables)
	}
	if tables == 0 && !slices.ContainsFunc(src.Warnings, func(l diagram.Loss) bool { return l.Code == "not-er" }) {
		src.Warnings = append(src.Warnings, diagram.Loss{Code: "not-er", Message: "The drawing is empty.", Where: "file"})
	}
	return src, nil
}

// readable turns an error of the containers into one for people.
func readable(err error) *diagram.Error {
	var x *xmldoc.Error
	if !errors.As(err, &x) {
		return diagram.Errorf(diagram.Unreadable, "The drawing can't be read.")
	}
	code := diagram.Unreadable
	if x.TooLarge {
		code = diagram.TooLarge
	}
	// A page's number was put before the sentence on the way here.
	where := strings.TrimSuffix(strings.TrimSuffix(err.Error(), x.Error()), ": ")
	message := x.Error()
	if where != "" {
		message = strings.TrimSuffix(message, ".") + ", in " + where + "."
	}
	return diagram.Errorf(code, "%s", message).At(x.Line, x.Column)
}
