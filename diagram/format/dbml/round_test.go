package dbml_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/dbml"
	"crowsfoot/diagram/op"
)

// TestRoundTrip writes random diagrams and reads them: what comes back is the diagram
// less what was reported as lost, object by object.
func TestRoundTrip(t *testing.T) {
	for name, o := range map[string]diagramtest.Options{"plain": {}, "hostile": {Hostile: true, Invisible: true}} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				d := diagramtest.Generate(t, o)
				var out bytes.Buffer
				losses, err := dbml.Write(&out, d)
				require.NoError(t, err)
				fitted := dbml.Fit(d)
				requireReported(t, d, fitted, losses)
				s, err := dbml.Read(out.Bytes())
				if len(fitted.Tables)+len(fitted.Domains)+len(fitted.Modules)+len(fitted.Notes) == 0 && fitted.Name == "" {
					return // an empty text
				}
				require.NoError(t, err, out.String())
				require.Empty(t, s.Warnings, out.String())
				got := s.Pages[0].Diagram
				for _, n := range got.Notes {
					n.Size = diagram.Size{}
				}
				require.Equal(t, diagramtest.Objects(diagramtest.Renumbered(fitted)), diagramtest.Objects(diagramtest.Renumbered(got)), out.String())
			})
		})
	}
}

// requireReported requires a loss for every object that is not in the result as it was,
// and none for one that is.
func requireReported(t *rapid.T, d, fitted *diagram.Diagram, losses []diagram.Loss) {
	reported := map[diagram.ID]bool{}
	for _, l := range losses {
		reported[l.Object] = true
	}
	before, after := content(d), content(fitted)
	for id, want := range before {
		require.Equal(t, after[id] != want, reported[id], "%s: %s became %s", id, want, after[id])
	}
}

// content writes the objects of a diagram without what a text has no places for.
func content(d *diagram.Diagram) map[diagram.ID]string {
	c := d.Snapshot()
	if c.Notation == "crowsfoot" {
		c.Notation = ""
	}
	for id, t := range c.Tables {
		x := *t
		x.Pos, x.Width, x.Pinned, x.Source = diagram.Point{}, 0, false, ""
		x.Columns = nil
		for _, o := range t.Columns {
			y := *o
			y.Source = ""
			x.Columns = append(x.Columns, &y)
		}
		c.Tables[id] = &x
	}
	for id, r := range c.Relationships {
		x := *r
		x.Source = ""
		c.Relationships[id] = &x
	}
	for id, n := range c.Notes {
		x := *n
		x.Pos, x.Size, x.Source = diagram.Point{}, diagram.Size{}, ""
		c.Notes[id] = &x
	}
	out := map[diagram.ID]string{}
	for _, o := range op.FromDiagram(c) {
		raw, err := json.Marshal(o)
		if err != nil {
			panic(err)
		}
		fields := map[string]any{}
		if err := json.Unmarshal(raw, &fields); err != nil {
			panic(err)
		}
		delete(fields, "order")
		text, err := json.Marshal(fields)
		if err != nil {
			panic(err)
		}
		out[o.ID] += string(text)
	}
	return out
}
