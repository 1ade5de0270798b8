package web

import (
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"sync"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/op"
)

// The built-in samples: a script, and beside it how its tables stand on the canvas.
//
//go:embed sample/*.sql sample/*.json
var sampleFiles embed.FS

// sample is a diagram to learn from.
type sample struct {
	name, title, text string
	// read builds the diagram; it is done once, when somebody first looks.
	read func() (*diagram.Diagram, error)
}

// samples in the order of the library.
var samples = func() []sample {
	var list []sample
	for _, name := range []string{"shop", "library", "clinic", "saas", "flawed"} {
		plan := readPlan(name)
		list = append(list, sample{name, plan.Title, plan.Text, sync.OnceValues(func() (*diagram.Diagram, error) { return plan.build(name) })})
	}
	return list
}()

// plan says how the tables of a sample stand: columns of areas, an area is columns of
// tables, from left to right and top to bottom.
type plan struct {
	Title, Text string
	Columns     [][]area
}

// area is a module with its frame, or with no name just some tables.
type area struct {
	Module, Color string
	Tables        [][]string
}

// Spaces between things, in world units.
const (
	sampleGutter = 100.0 // between columns of tables: room for lines
	sampleGap    = 40.0  // between tables of a column
	framePadding = 40.0
	frameGutter  = 60.0
)

func readPlan(name string) plan {
	var p plan
	text, err := sampleFiles.ReadFile(path.Join("sample", name+".json"))
	if err == nil {
		err = json.Unmarshal(text, &p)
	}
	if err != nil {
		panic(fmt.Sprintf("sample %s: %v", name, err)) // embedded: a programmer's mistake
	}
	return p
}

// build reads the script and places its tables.
func (p plan) build(name string) (*diagram.Diagram, error) {
	script, err := sampleFiles.ReadFile(path.Join("sample", name+".sql"))
	if err != nil {
		return nil, err
	}
	read, err := format.ChoosePage(ddl.Parse(script, "postgres"), 0, false)
	if err != nil {
		return nil, fmt.Errorf("sample %s: %w", name, err)
	}
	doc := op.NewDocument()
	ops := append(op.FromDiagram(read.Diagram),
		op.SetTo(diagram.RootID, "name", p.Title), op.SetTo(diagram.RootID, "dialect", "postgres"))
	ops = append(ops, p.place(name, read.Diagram)...)
	if _, err := doc.Apply(ops); err != nil {
		return nil, fmt.Errorf("sample %s: %w", name, err)
	}
	return doc.Snapshot(), nil
}

// place returns the operations that make modules and frames and move the cards.
func (p plan) place(name string, d *diagram.Diagram) []op.Op {
	tables := map[string]*diagram.Table{}
	for _, t := range d.SortedTables() {
		tables[t.Name] = t
	}
	var ops []op.Op
	x, n := 0.0, 0
	for _, column := range p.Columns {
		y, width := 0.0, 0.0
		for _, a := range column {
			padding := 0.0
			var module diagram.ID
			if a.Module != "" {
				padding = framePadding
				module = diagram.DerivedID("sample", name, "module", a.Module)
				ops = append(ops, op.PutOf("", &diagram.Module{ID: module, Order: diagram.OrderAt(n), Name: a.Module, Color: a.Color}))
			}
			w, h := 0.0, 0.0
			for i, stack := range a.Tables {
				top := y + padding
				for _, table := range stack {
					t := tables[table]
					ops = append(ops, op.SetTo(t.ID, "pos", diagram.Point{X: x + padding + float64(i)*(diagram.CardWidth+sampleGutter), Y: top}))
					if module != "" {
						ops = append(ops, op.SetTo(t.ID, "module", module))
					}
					top += t.Box().H + sampleGap
				}
				h = max(h, top-sampleGap-y+padding)
				w = float64(i)*(diagram.CardWidth+sampleGutter) + diagram.CardWidth + 2*padding
			}
			if module != "" {
				ops = append(ops, op.PutOf("", &diagram.Frame{
					ID: diagram.DerivedID("sample", name, "frame", a.Module), Order: diagram.OrderAt(n), Title: a.Module,
					Color: a.Color, Module: module, Pos: diagram.Point{X: x, Y: y}, Size: diagram.Size{W: w, H: h},
				}))
			}
			n++
			y += h + frameGutter
			width = max(width, w)
		}
		x += width + sampleGutter
	}
	return ops
}

// findSample returns the sample of the address.
func findSample(c echo.Context) (*diagram.Diagram, error) {
	for _, s := range samples {
		if s.name == c.Param("name") {
			return s.read()
		}
	}
	return nil, diagram.Errorf(diagram.NotFound, "There is no sample %q.", c.Param("name"))
}

func (s *Server) openSample(c echo.Context) error {
	d, err := findSample(c)
	if err != nil {
		return err
	}
	id, err := s.open(c, d, "Open sample")
	if err != nil {
		return err
	}
	return created(c, id)
}

func (s *Server) sampleThumbnail(c echo.Context) error {
	d, err := findSample(c)
	if err != nil {
		return err
	}
	return s.picture(c, d, smallPicture(c))
}
