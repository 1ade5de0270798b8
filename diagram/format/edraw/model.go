package edraw

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"
	"crowsfoot/diagram/op"
)

// modelPart is the part of a package that holds the whole model, as far as a drawing
// can't show it. It counts only while the pages are those it was written with: EdrawMax
// doesn't know it, so what a person changes there makes it void.
const modelPart = "crowsfoot/model.json"

const (
	// modelVersion is the version that is written; readers take no later one.
	modelVersion = 1
	// maxModel bounds the part in bytes, maxModelObjects the objects that are looked at.
	maxModel        = 48 << 20
	maxModelObjects = 1_000_000
)

// model is the part.
type model struct {
	Version int         `json:"version"`
	Pages   string      `json:"pages"` // SHA-256 over the pages, in hexadecimal
	Objects []op.Object `json:"objects"`
}

// digest returns the SHA-256 over the names and bytes of the pages.
func digest(pages []eddx.Part) string {
	h := sha256.New()
	for _, p := range pages {
		fmt.Fprintf(h, "%s\n%d\n", p.Name, len(p.Data))
		h.Write(p.Data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// writeModel returns the part for a diagram drawn on these pages. The error says that the
// diagram is none that operations could have made.
func writeModel(d *diagram.Diagram, pages []eddx.Part) ([]byte, error) {
	doc := op.NewDocument()
	if _, err := doc.Apply(op.FromDiagram(d)); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	if err := e.Encode(model{modelVersion, digest(pages), doc.Objects()}); err != nil {
		return nil, fmt.Errorf("write the model: %w", err)
	}
	if out.Len() > maxModel {
		return nil, diagram.Errorf(diagram.TooLarge, "The model has more than %d MB.", maxModel>>20)
	}
	return out.Bytes(), nil
}

// errStale says that the pages were changed since the model was written.
var errStale = errors.New("the pages are not those of the model")

// readModel reads the part of a package with these pages.
func readModel(data []byte, pages []eddx.Part) (*diagram.Diagram, error) {
	if len(data) > maxModel {
		return nil, fmt.Errorf("it is larger than %d MB", maxModel>>20)
	}
	m, err := decodeModel(data)
	switch {
	case err != nil:
		return nil, err
	case m.Version < 1 || m.Version > modelVersion:
		return nil, fmt.Errorf("it has the version %d, and this program reads up to %d", m.Version, modelVersion)
	case m.Pages != digest(pages):
		return nil, errStale
	}
	doc, err := op.FromObjects(m.Objects)
	if err != nil {
		return nil, err
	}
	d := doc.Snapshot()
	return d, d.CheckLimits()
}

// decodeModel reads the objects one by one, so that a list of millions of empty ones
// takes no memory.
func decodeModel(data []byte) (m model, err error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := expect(dec, json.Delim('{')); err != nil {
		return m, err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return m, err
		}
		switch key {
		case "version":
			err = dec.Decode(&m.Version)
		case "pages":
			err = dec.Decode(&m.Pages)
		case "objects":
			err = m.decodeObjects(dec)
		default:
			err = fmt.Errorf("it holds the unknown key %.40q", key)
		}
		if err != nil {
			return m, err
		}
	}
	if err := expect(dec, json.Delim('}')); err != nil {
		return m, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return m, errors.New("there is text behind its end")
	}
	return m, nil
}

func (m *model) decodeObjects(dec *json.Decoder) error {
	if err := expect(dec, json.Delim('[')); err != nil {
		return err
	}
	for dec.More() {
		if len(m.Objects) == maxModelObjects {
			return fmt.Errorf("it has more than %d objects", maxModelObjects)
		}
		var o op.Object
		if err := dec.Decode(&o); err != nil {
			return err
		}
		if !o.ID.Valid() {
			return errors.New("it holds an object without a valid ID")
		}
		m.Objects = append(m.Objects, o)
	}
	return expect(dec, json.Delim(']'))
}

func expect(dec *json.Decoder, want json.Delim) error {
	switch got, err := dec.Token(); {
	case err != nil:
		return err
	case got != want:
		return fmt.Errorf("it has %v where %v belongs", got, want)
	}
	return nil
}

// modelOf returns the model of a package, or nil. What is wrong with it is a warning: the
// drawing is read all the same.
func modelOf(p *eddx.Package, src *diagram.Source) *diagram.Diagram {
	data, err := p.Part(modelPart)
	if data == nil && err == nil {
		return nil
	}
	var d *diagram.Diagram
	if err == nil {
		d, err = readModel(data, p.Pages)
	}
	switch {
	case err == nil && len(p.Pages) == 1:
		return d
	case errors.Is(err, errStale):
		src.Warnings = append(src.Warnings, diagram.Loss{Code: "model-outdated", Where: modelPart,
			Message: "The drawing was changed since Crowsfoot wrote it, so it was read by its shapes; what it doesn't show, such as indexes and comments, is lost."})
	default:
		src.Warnings = append(src.Warnings, diagram.Loss{Code: "model-broken", Where: modelPart,
			Message: "The model that Crowsfoot keeps in the file is broken, so the drawing was read by its shapes; what it doesn't show, such as indexes and comments, is lost."})
	}
	return nil
}

// useModel puts the model in the place of what was concluded from the shapes.
func useModel(d *diagram.Diagram, src *diagram.Source) {
	if len(src.Pages) == 0 {
		src.Pages = []*diagram.Page{diagram.NewPage(d.Name)}
	}
	p := src.Pages[0]
	p.Diagram, p.Positioned = d, true
	p.Readings, p.ForeignMarks = map[diagram.ID]diagram.Reading{}, map[diagram.ID]bool{}
}
