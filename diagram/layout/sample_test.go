package layout_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// readSample builds a diagram of the small text form in testdata/layout.
func readSample(t testing.TB, file string) *diagram.Diagram {
	t.Helper()
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	d := diagram.New()
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.Contains(line, ":"):
			head, columns, _ := strings.Cut(line, ":")
			name, module, _ := strings.Cut(head, " @")
			tb := &diagram.Table{ID: diagram.ID(name), Name: name, Module: diagram.ID(module)}
			if module != "" && d.Modules[diagram.ID(module)] == nil {
				d.AddModule(&diagram.Module{ID: diagram.ID(module), Name: module})
			}
			for _, c := range strings.Fields(columns) {
				tb.Columns = append(tb.Columns, &diagram.Column{ID: columnID(name, c), Name: c})
			}
			d.AddTable(tb)
		case strings.Contains(line, " -> "):
			from, to, _ := strings.Cut(line, " -> ")
			child, column, hasColumn := strings.Cut(from, ".")
			parent, target, _ := strings.Cut(to, ".")
			r := &diagram.Relationship{ID: diagram.ID(fmt.Sprintf("r%d", i)), Directed: true,
				Ends: diagram.Between(diagram.ID(child), diagram.ZeroMany, diagram.ID(parent), diagram.One)}
			if hasColumn {
				r.Pairs = []diagram.Pair{{From: columnID(child, column), To: columnID(parent, target)}}
			}
			d.AddRelationship(r)
		default:
			r := &diagram.Relationship{ID: diagram.ID(fmt.Sprintf("r%d", i))}
			for _, name := range strings.Fields(line) {
				r.Ends = append(r.Ends, diagram.End{Table: diagram.ID(name), Card: diagram.ZeroMany})
			}
			d.AddRelationship(r)
		}
	}
	return d
}

func columnID(table, column string) diagram.ID { return diagram.ID(table + "-" + column) }

// random builds a diagram of this many tables and references; most references go to
// tables of near numbers, a few to one that is referred to by many.
func random(seed uint64, tables, references int) *diagram.Diagram {
	r := rand.New(rand.NewPCG(seed, 1))
	d := diagram.New()
	for i := range tables {
		name := fmt.Sprintf("table%d", i)
		t := &diagram.Table{ID: diagram.ID(name), Name: name}
		if r.IntN(20) == 0 {
			t.Width = 300
		}
		for j := range 1 + r.IntN(12) {
			t.Columns = append(t.Columns, &diagram.Column{ID: columnID(name, fmt.Sprint(j)), Name: fmt.Sprint("column", j)})
		}
		d.AddTable(t)
	}
	for i := range references {
		child := r.IntN(tables)
		parent := min(max(child+r.IntN(21)-10, 0), tables-1)
		if r.IntN(12) == 0 {
			parent = r.IntN(1 + tables/50)
		}
		from, to := d.Tables[diagram.ID(fmt.Sprintf("table%d", child))], d.Tables[diagram.ID(fmt.Sprintf("table%d", parent))]
		rel := &diagram.Relationship{ID: diagram.ID(fmt.Sprintf("r%d", i)), Directed: true, Ends: diagram.Between(from.ID, diagram.ZeroMany, to.ID, diagram.One)}
		if r.IntN(8) > 0 {
			rel.Pairs = []diagram.Pair{{From: from.Columns[r.IntN(len(from.Columns))].ID, To: to.Columns[0].ID}}
		}
		d.AddRelationship(rel)
	}
	return d
}

// shuffled returns the same diagram put together in another order, with other order keys.
func shuffled(d *diagram.Diagram, seed uint64) *diagram.Diagram {
	r := rand.New(rand.NewPCG(seed, 2))
	c := diagram.New()
	for _, m := range d.SortedModules() {
		o := *m
		c.AddModule(&o)
	}
	tables := d.SortedTables()
	r.Shuffle(len(tables), func(i, j int) { tables[i], tables[j] = tables[j], tables[i] })
	for _, t := range tables {
		o := *t
		o.Order = ""
		c.AddTable(&o)
	}
	relationships := d.SortedRelationships()
	r.Shuffle(len(relationships), func(i, j int) { relationships[i], relationships[j] = relationships[j], relationships[i] })
	for _, rel := range relationships {
		o := *rel
		o.Order = ""
		c.AddRelationship(&o)
	}
	return c
}

func arrange(t testing.TB, d *diagram.Diagram, opt layout.Options) map[diagram.ID]diagram.Point {
	t.Helper()
	pos, err := layout.Arrange(context.Background(), d, opt)
	require.NoError(t, err)
	return pos
}

func place(t testing.TB, d *diagram.Diagram, ids []diagram.ID) map[diagram.ID]diagram.Point {
	t.Helper()
	pos, err := layout.Place(context.Background(), d, ids)
	require.NoError(t, err)
	return pos
}

func tidy(t testing.TB, d *diagram.Diagram, opt layout.Options) layout.Places {
	t.Helper()
	to, err := layout.Tidy(context.Background(), d, opt)
	require.NoError(t, err)
	return to
}
