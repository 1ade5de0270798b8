package format_test

import (
	"bytes"
	"fmt"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestCrowsfootLosesNothing writes diagrams with any values in any field and gets the
// same diagrams back.
func TestCrowsfootLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyDiagram(t)
		var out bytes.Buffer
		lost, err := format.Named("crowsfoot").Write(&out, want, format.Options{})
		require.NoError(t, err)
		require.Empty(t, lost)
		f, err := format.Detect("x", out.Bytes())
		require.NoError(t, err)
		require.Equal(t, "crowsfoot", f.Name)
		s, err := format.Read("x", out.Bytes(), "")
		require.NoError(t, err)
		require.Len(t, s.Pages, 1)
		require.True(t, s.Pages[0].Positioned)
		require.Equal(t, want, s.Pages[0].Diagram)
	})
}

// maker gives every object an ID and an order of its own; all else is drawn at random.
type maker struct {
	t *rapid.T
	n int
}

func (m *maker) head(id *diagram.ID, order *string) {
	*id, *order = diagram.ID(fmt.Sprintf("object-%d", m.n)), diagram.OrderAt(m.n)
	m.n++
}

// some returns up to three objects.
func some[T any](m *maker, label string, fix func(*T)) []*T {
	var out []*T
	for range rapid.IntRange(0, 3).Draw(m.t, label) {
		o := rapid.Make[T]().Draw(m.t, label)
		fix(&o)
		out = append(out, &o)
	}
	return out
}

func anyDiagram(t *rapid.T) *diagram.Diagram {
	m := &maker{t: t}
	d := diagram.New()
	d.Settings = rapid.Make[diagram.Settings]().Draw(t, "settings")
	// Empty lists are left out.
	if len(d.Lint.Levels) == 0 {
		d.Lint.Levels = nil
	}
	if len(d.Lint.Thresholds) == 0 {
		d.Lint.Thresholds = nil
	}
	if w := d.Lint.Dictionaries; w != nil {
		for _, list := range []*[]string{&w.Roles, &w.External, &w.Snapshots, &w.Affixes} {
			if len(*list) == 0 {
				*list = nil
			}
		}
		if len(w.Abbreviations) == 0 {
			w.Abbreviations = nil
		}
	}
	for _, o := range some(m, "schemas", func(o *diagram.Schema) { m.head(&o.ID, &o.Order) }) {
		d.AddSchema(o)
	}
	for _, o := range some(m, "domains", func(o *diagram.Domain) { m.head(&o.ID, &o.Order) }) {
		d.AddDomain(o)
	}
	for _, o := range some(m, "modules", func(o *diagram.Module) { m.head(&o.ID, &o.Order) }) {
		d.AddModule(o)
	}
	for range rapid.IntRange(0, 3).Draw(t, "tables") {
		d.AddTable(anyTable(m))
	}
	for _, o := range some(m, "relationships", func(o *diagram.Relationship) {
		m.head(&o.ID, &o.Order)
		o.Ends = append(o.Ends, diagram.End{Table: "a"}, diagram.End{Table: "b", Card: diagram.One, Role: "x"})
	}) {
		d.AddRelationship(o)
	}
	for _, o := range some(m, "notes", func(o *diagram.Note) { m.head(&o.ID, &o.Order); within(&o.Pos) }) {
		d.AddNote(o)
	}
	for _, o := range some(m, "frames", func(o *diagram.Frame) { m.head(&o.ID, &o.Order); within(&o.Pos) }) {
		d.AddFrame(o)
	}
	for _, o := range some(m, "ignores", func(o *diagram.Ignore) { m.head(&o.ID, &o.Order) }) {
		d.AddIgnore(o)
	}
	return d
}

func anyTable(m *maker) *diagram.Table {
	t := &diagram.Table{
		Name: rapid.String().Draw(m.t, "name"), Kind: diagram.TableKind(rapid.String().Draw(m.t, "kind")),
		Schema: "object-0", Module: "object-1", Comment: rapid.String().Draw(m.t, "comment"), Definition: "SELECT <1> & '\u2028'",
		Pos:   diagram.Point{X: rapid.Float64().Draw(m.t, "x"), Y: rapid.Float64().Draw(m.t, "y")},
		Width: rapid.Float64Range(0, 1000).Draw(m.t, "width"), Pinned: rapid.Bool().Draw(m.t, "pinned"), Source: rapid.String().Draw(m.t, "source"),
	}
	m.head(&t.ID, &t.Order)
	within(&t.Pos)
	t.Columns = some(m, "columns", func(o *diagram.Column) { m.head(&o.ID, &o.Order) })
	t.Keys = some(m, "keys", func(o *diagram.Key) { m.head(&o.ID, &o.Order) })
	t.Indexes = some(m, "indexes", func(o *diagram.Index) { m.head(&o.ID, &o.Order) })
	t.Checks = some(m, "checks", func(o *diagram.Check) { m.head(&o.ID, &o.Order) })
	t.Dependencies = some(m, "dependencies", func(o *diagram.Dependency) { m.head(&o.ID, &o.Order) })
	return t
}

func within(p *diagram.Point) { p.X, p.Y = diagram.Clamp(p.X), diagram.Clamp(p.Y) }

func FuzzCrowsfoot(f *testing.F) {
	f.Add([]byte(`{"crowsfoot":1,"name":"x","tables":[{"id":"t","order":"V","name":"a","columns":[{"id":"c","order":"V","name":"id"}]}],
		"relationships":[{"id":"r","order":"V","ends":[{"table":"t","card":"one"},{"table":"t","card":"many"}],"pairs":[{"from":"c","to":"c"}]}]}`))
	f.Add([]byte(`{"crowsfoot":1,"notes":[{"id":"n","order":"1V","text":"x","pos":{"x":1e300,"y":-0}}],"lint":{"levels":{"K001":"off"}}}`))
	f.Fuzz(func(t *testing.T, data []byte) { readTwice(t, data, "crowsfoot") })
}
