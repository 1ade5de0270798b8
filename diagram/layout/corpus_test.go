package layout_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// The graphs of real schemas are other people's data and not part of the repository.
const corpus = "../../../shared/corpus/graphs"

// quality scores a layout the way shared/tools/layout_quality.mjs does.
type quality struct {
	lines, stubs, crossings, through int
	length, onEachOther              float64
	box                              diagram.Rect
}

func (q quality) String() string {
	return fmt.Sprintf("lines %d, stubs %d, crossings %d, over cards %d, length per line %.0f, on each other %.0f px, aspect %.2f, %.1f Mpx",
		q.lines, q.stubs, q.crossings, q.through, q.length/math.Max(1, float64(q.lines)), q.onEachOther, q.box.W/q.box.H, q.box.W*q.box.H/1e6)
}

func score(d *diagram.Diagram, all []layout.Route) quality {
	q := quality{box: d.Bounds()}
	type segment struct {
		x0, y0, x1, y1 float64
		route          int
	}
	var segments []segment
	for i, r := range all {
		if r.Stub {
			q.stubs++
			continue
		}
		q.lines++
		for k := 1; k < len(r.Points); k++ {
			a, b := r.Points[k-1], r.Points[k]
			q.length += math.Abs(a.X-b.X) + math.Abs(a.Y-b.Y)
			segments = append(segments, segment{math.Min(a.X, b.X), math.Min(a.Y, b.Y), math.Max(a.X, b.X), math.Max(a.Y, b.Y), i})
		}
	}
	sort.Slice(segments, func(i, j int) bool { return segments[i].x0 < segments[j].x0 })
	shared := func(a, b int) bool {
		r, s := d.Relationships[all[a].Relationship], d.Relationships[all[b].Relationship]
		return row(r, 0) == row(s, 0) || row(r, 1) == row(s, 1)
	}
	for i, s := range segments {
		for _, o := range segments[i+1:] {
			if o.x0 > s.x1 {
				break
			}
			if o.y0 > s.y1 || o.y1 < s.y0 || o.route == s.route {
				continue
			}
			upright, otherUpright := s.x0 == s.x1, o.x0 == o.x1
			switch {
			case upright != otherUpright:
				h, v := s, o
				if upright {
					h, v = o, s
				}
				if v.x0 > h.x0 && v.x0 < h.x1 && h.y0 > v.y0 && h.y0 < v.y1 {
					q.crossings++
				}
			case (upright && s.x0 == o.x0 || !upright && s.y0 == o.y0) && !shared(s.route, o.route):
				q.onEachOther += math.Max(0, math.Min(s.x1, o.x1)-math.Max(s.x0, o.x0)) + math.Max(0, math.Min(s.y1, o.y1)-math.Max(s.y0, o.y0))
			}
		}
	}
	q.through, _ = through(d, all)
	return q
}

// row names the row of the table where an end of a relationship is drawn.
func row(r *diagram.Relationship, end int) diagram.ID {
	switch {
	case len(r.Pairs) == 0:
		return r.Ends[end].Table
	case end == 0:
		return r.Pairs[0].From
	}
	return r.Pairs[0].To
}

func TestCorpus(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(corpus, "*.json"))
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("the corpus of graphs is not here: " + corpus)
	}
	for _, file := range files {
		if strings.HasPrefix(filepath.Base(file), "render-") {
			continue // random lines: for speed, not for looks
		}
		t.Run(filepath.Base(file), func(t *testing.T) {
			d := readGraph(t, file)
			d = layout.Moved(d, arrange(t, d, layout.Options{}))
			all := routes(t, d)
			requireApart(t, d, layout.Gutter)
			requireSound(t, d, all)
			q := score(d, all)
			t.Log(q)
			require.Zero(t, q.through)
			require.InDelta(t, 1.4, q.box.W/q.box.H, .8)
		})
	}
}

func readGraph(t testing.TB, file string) *diagram.Diagram {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	var g struct {
		Tables []struct {
			ID, Name string
			Cols     []struct{ N string }
		}
		Edges []struct{ S, SC, T, TC int }
	}
	require.NoError(t, json.Unmarshal(b, &g))
	d := diagram.New()
	var tables []*diagram.Table
	for i, in := range g.Tables {
		tb := &diagram.Table{ID: diagram.ID(fmt.Sprint("t", i)), Name: in.Name}
		if tb.Name == "" {
			tb.Name = in.ID
		}
		for j, c := range in.Cols {
			tb.Columns = append(tb.Columns, &diagram.Column{ID: diagram.ID(fmt.Sprintf("t%dc%d", i, j)), Name: c.N})
		}
		tables = append(tables, d.AddTable(tb))
	}
	for i, e := range g.Edges {
		s, p := tables[e.S], tables[e.T]
		if e.SC < len(s.Columns) && e.TC < len(p.Columns) {
			d.AddRelationship(&diagram.Relationship{ID: diagram.ID(fmt.Sprint("e", i)), Directed: true,
				Ends:  diagram.Between(s.ID, diagram.ZeroMany, p.ID, diagram.One),
				Pairs: []diagram.Pair{{From: s.Columns[e.SC].ID, To: p.Columns[e.TC].ID}}})
		}
	}
	return d
}
