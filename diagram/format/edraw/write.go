package edraw

import (
	"fmt"
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"
)

// Write writes a diagram as an .eddx package of one page, as EdrawMax 12 does. The same
// diagram gives the same bytes.
//
// Everything that a database holds of tables and relationships is drawn: a Table shape for
// each table with a row for each column, a line for each relationship, a diamond for one
// of three ends or with attributes. What a drawing can't show is reported, and kept in a
// part of its own (see model.go) that Read takes back.
func Write(w io.Writer, d *diagram.Diagram) ([]diagram.Loss, error) {
	s, err := newSheet(d)
	if err != nil {
		return nil, fmt.Errorf("draw diagram %q: %w", d.Name, err)
	}
	page := eddx.Part{Name: "pages/page1.xml", Data: s.page()}
	pages := []eddx.Part{page}
	parts := []eddx.Part{
		{Name: "document.xml", Data: writeDocument(digest(pages))},
		page,
		{Name: "rels/_rels.xml", Data: writeRelations()},
		{Name: "rels/page1_rels.xml", Data: writeRelations()},
		{Name: "theme.xml", Data: writeTheme()},
	}
	losses := notDrawn(d)
	losses = append(losses, s.losses...)
	model, err := writeModel(d, pages)
	if err != nil {
		losses = append(losses, diagram.Loss{Code: "no-model", Where: modelPart,
			Message: "The diagram can't be kept whole in the file, so what isn't drawn is lost: " + err.Error()})
	} else {
		parts = append(parts, eddx.Part{Name: modelPart, Data: model})
	}
	if err := checkSize(parts); err != nil {
		return nil, err
	}
	if err := eddx.Write(w, parts); err != nil {
		return nil, fmt.Errorf("write diagram %q: %w", d.Name, err)
	}
	return losses, nil
}

// checkSize refuses to write a package that no reader would take.
func checkSize(parts []eddx.Part) error {
	size := 0
	for _, p := range parts {
		size += len(p.Data)
	}
	if size > eddx.MaxUnpacked {
		return diagram.Errorf(diagram.TooLarge, "The drawing would have more than %d MB; export a part of the diagram.", eddx.MaxUnpacked>>20)
	}
	return nil
}
