// Package edraw says what the shapes of an EdrawMax drawing mean as tables, columns and
// relationships, and draws them. It reads .eddx packages (versions 7.6 and later) and .edx
// files (5 to 7.2), by their content and not by their name, and writes .eddx packages.
//
// Tables may be drawn as Table shapes, as UML classes, as rows of boxes, as texts of
// several lines, or in Chen's way with ovals and diamonds. What a drawing leaves open is
// concluded from names where the evidence is good, and marked as a guess; one odd shape
// gives a warning and never fails the whole file. The package doesn't lint and doesn't
// correct names.
//
// Start at Read. A page goes through readPage (shapes), newReader (what each shape is),
// and build (the diagram). Write goes the other way: newSheet (what is drawn, and where),
// then page.
package edraw

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"
	"crowsfoot/diagram/format/internal/xmldoc"

	"github.com/beevik/etree"
)

// Format is the name of this reader in diagram.Source.
const Format = "edraw"

// maxPages bounds the pages of a file; the most seen in a real one is five.
const maxPages = 500

// maxFileShapes bounds the shapes of all pages together.
const maxFileShapes = 50_000

// Sniff tells whether data, a file or its first few kilobytes, looks like a drawing of
// EdrawMax of either kind.
func Sniff(data []byte) bool {
	if eddx.IsPackage(data) {
		return true
	}
	head := data[:min(len(data), 4096)]
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil) // UTF-16; the names are plain letters
	}
	root := rootForm.FindSubmatch(bytes.TrimPrefix(head, []byte("\ufeff")))
	return root != nil && bytes.Contains(root[1], []byte("Version=")) &&
		(bytes.Contains(head, []byte("<DocProps")) || bytes.Contains(head, []byte("<Page")))
}

// rootForm matches a Document as the first element, behind a declaration and comments.
var rootForm = regexp.MustCompile(`^\s*(?:<\?[^>]*>\s*|<!--[^>]*-->\s*)*<Document(\s[^>]*)>`)

// Read reads a whole file. A page that doesn't look like an entity-relationship diagram
// comes without tables and with the warning not-er. The error is a *diagram.Error: the
// file is not what it should be, or passes a limit.
func Read(data []byte) (*diagram.Source, error) {
	if len(data) > eddx.MaxBytes {
		return nil, diagram.Errorf(diagram.TooLarge, "The file is larger than %d MB, the limit for drawings.", eddx.MaxBytes>>20)
	}
	src := &diagram.Source{Format: Format}
	pages, model, err := pageElements(data, src)
	if err != nil {
		return nil, err
	}
	odd := len(src.Warnings)
	room := maxFileShapes
	for i, e := range pages {
		d := readPage(e, room)
		room -= len(d.all)
		before := len(src.Warnings)
		page := build(d, i, src)
		for j := range src.Warnings[before:] {
			src.Warnings[before+j].Page = i + 1
		}
		if err := page.Diagram.CheckLimits(); err != nil {
			return nil, err
		}
		src.Pages = append(src.Pages, page)
	}
	if model != nil {
		src.Warnings = src.Warnings[:odd]
		useModel(model, src)
	}
	return src, nil
}

// pageElements returns the Page elements of a file of either kind, in page order, and the
// model that a package of our own may hold.
func pageElements(data []byte, src *diagram.Source) ([]*etree.Element, *diagram.Diagram, error) {
	if bytes.HasPrefix(data, []byte("PK")) {
		return packagePages(data, src)
	}
	doc, err := parse(data, "", src)
	if err != nil {
		return nil, nil, unreadable(err, "The file")
	}
	root := doc.Root()
	if root.Tag == "Page" {
		return []*etree.Element{root}, nil, nil
	}
	pages := named(root, "Page")
	if root.Tag != "Document" || len(pages) == 0 {
		return nil, nil, diagram.Errorf(diagram.Unreadable, "The file is XML, but not a drawing of EdrawMax: it holds no Document with a Page.")
	}
	return pages, nil, checkPages(len(pages))
}

func checkPages(n int) error {
	if n > maxPages {
		return diagram.Errorf(diagram.TooLarge, "The drawing has %d pages; the limit is %d.", n, maxPages)
	}
	return nil
}

func packagePages(data []byte, src *diagram.Source) ([]*etree.Element, *diagram.Diagram, error) {
	p, err := eddx.Open(data, xmldoc.ReadInflated)
	if err != nil {
		return nil, nil, unreadable(err, "The package")
	}
	if err := checkPages(len(p.Pages)); err != nil {
		return nil, nil, err
	}
	model := modelOf(p, src)
	pages, err := parsePages(p, src)
	if model != nil {
		err = nil // it says all, even where its drawing is too large to be read
	}
	return pages, model, err
}

// parsePages returns the Page elements of a package.
func parsePages(p *eddx.Package, src *diagram.Source) ([]*etree.Element, error) {
	var pages []*etree.Element
	var first error
	elements := 0 // of all pages: their trees are in memory together
	for _, part := range p.Pages {
		doc, err := parse(part.Data, diagram.CutName(part.Name), src)
		if err == nil {
			if elements += doc.Elements; elements > xmldoc.MaxElements {
				return nil, diagram.Errorf(diagram.TooLarge, "The pages of the package have more than %d XML elements together, the limit for drawings.", xmldoc.MaxElements)
			}
			if doc.Root().Tag == "Page" {
				pages = append(pages, doc.Root())
				continue
			}
			err = diagram.Errorf(diagram.Unreadable, "The part %s of the package is not a page of a drawing.", diagram.CutName(part.Name))
		}
		err = unreadable(err, "The part "+diagram.CutName(part.Name)+" of the package")
		var e *diagram.Error
		if errors.As(err, &e) && e.Code == diagram.TooLarge {
			return nil, err
		}
		if first == nil {
			first = err
		}
		src.Warnings = append(src.Warnings, diagram.Loss{Code: "broken-page", Message: err.Error() + " The page was left out.", Where: diagram.CutName(part.Name)})
	}
	if len(pages) == 0 {
		return nil, first
	}
	return pages, nil
}

// parse reads the XML of one part and reports what had to be repaired.
func parse(data []byte, name string, src *diagram.Source) (*xmldoc.Doc, error) {
	doc, err := xmldoc.ParseRepaired(data)
	if err != nil {
		return nil, err
	}
	where := "file"
	if name != "" {
		where = name
	}
	if doc.Repaired > 0 {
		src.Warnings = append(src.Warnings, diagram.Loss{
			Code:    "control-characters",
			Message: fmt.Sprintf("Control characters that XML does not allow were dropped: %d, the first one in line %d.", doc.Repaired, doc.RepairedLine),
			Where:   fmt.Sprintf("%s, line %d", where, doc.RepairedLine),
		})
	}
	if doc.Duplicates > 0 {
		src.Warnings = append(src.Warnings, diagram.Loss{
			Code:    "duplicate-attribute",
			Message: fmt.Sprintf("Attributes stand twice on one XML element: %d. The last one of each holds.", doc.Duplicates),
			Where:   where + shapeOf(doc.Doubled),
		})
	}
	return doc, nil
}

// shapeOf names the shape that an element is a part of, or nothing.
func shapeOf(e *etree.Element) string {
	for ; e != nil; e = e.Parent() {
		if id := e.SelectAttrValue("ID", ""); e.Tag == "Shape" && id != "" {
			return ", shape " + diagram.CutName(id)
		}
	}
	return ""
}

// unreadable turns an error of the containers into one for people.
func unreadable(err error, what string) error {
	var own *diagram.Error
	if errors.As(err, &own) {
		return own
	}
	var pack *eddx.Error
	if errors.As(err, &pack) {
		if pack.TooLarge {
			return diagram.Errorf(diagram.TooLarge, "%s", pack.What)
		}
		return diagram.Errorf(diagram.Unreadable, "%s", pack.What)
	}
	var part *eddx.PartError
	if errors.As(err, &part) {
		what = "The part " + part.Name + " of the package"
	}
	var doc *xmldoc.Error
	if errors.As(err, &doc) {
		code := diagram.Unreadable
		if doc.TooLarge {
			code = diagram.TooLarge
		}
		return diagram.Errorf(code, "%s can't be read: %s", what, doc).At(doc.Line, doc.Column)
	}
	return fmt.Errorf("read drawing: %w", err)
}
