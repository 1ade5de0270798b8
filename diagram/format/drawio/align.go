package drawio

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/merge"
)

// align gives the objects of a diagram the IDs that the same objects have in a reading of
// its file: objects of one ID, else of one cell, else of one name.
// It returns also which object of the reading an object of d is.
func align(d, reading *diagram.Diagram) (aligned *diagram.Diagram, is map[diagram.ID]diagram.ID) {
	a := aligner{is: map[diagram.ID]diagram.ID{}, used: map[diagram.ID]bool{}}
	pairUp(a, d.SortedTables(), reading.SortedTables(), func(t *diagram.Table) mark { return mark{t.ID, t.Source, ""} })
	for _, t := range d.SortedTables() {
		if r := reading.Tables[a.is[t.ID]]; r != nil {
			a.parts(t, r)
		}
	}
	pairUp(a, d.SortedRelationships(), reading.SortedRelationships(), func(r *diagram.Relationship) mark { return mark{r.ID, r.Source, ""} })
	pairUp(a, d.SortedNotes(), reading.SortedNotes(), func(n *diagram.Note) mark { return mark{n.ID, n.Source, ""} })
	pairUp(a, d.SortedFrames(), reading.SortedFrames(), func(f *diagram.Frame) mark { return mark{f.ID, f.Source, ""} })
	pairUp(a, d.SortedDomains(), reading.SortedDomains(), func(o *diagram.Domain) mark { return mark{o.ID, "", o.Name} })
	return merge.Renumber(d, func(_ diagram.Kind, id diagram.ID) diagram.ID {
		if is, ok := a.is[id]; ok {
			return is
		}
		return id
	}), a.is
}

// aligner collects which object is which.
type aligner struct {
	is   map[diagram.ID]diagram.ID
	used map[diagram.ID]bool // of the reading
}

// mark is what tells an object: its ID, its cell, its name.
type mark struct {
	id           diagram.ID
	source, name string
}

// pairUp meets the objects of two lists of one kind, the surest signs first.
func pairUp[T any](a aligner, list, reading []T, of func(T) mark) {
	for _, sign := range []func(m mark, isRead bool) string{
		func(m mark, _ bool) string { return string(m.id) },
		func(m mark, _ bool) string { return m.source + "\x00" + m.name },
		func(m mark, _ bool) string { return m.source },
		func(m mark, isRead bool) string {
			if isRead {
				return m.source
			}
			return cellID(m.id) // it was put there before
		},
		func(m mark, _ bool) string { return strings.ToLower(m.name) },
	} {
		open := map[string][]diagram.ID{}
		for _, o := range reading {
			if m := of(o); !a.used[m.id] {
				key := sign(m, true)
				open[key] = append(open[key], m.id)
			}
		}
		for _, o := range list {
			m := of(o)
			key := sign(m, false)
			if _, done := a.is[m.id]; done || strings.Trim(key, "\x00") == "" || len(open[key]) == 0 {
				continue
			}
			a.is[m.id], a.used[open[key][0]] = open[key][0], true
			open[key] = open[key][1:]
		}
	}
}

// parts meets what belongs to a table. Keys are met by their columns where their IDs differ.
func (a aligner) parts(t, reading *diagram.Table) {
	pairUp(a, t.Columns, reading.Columns, func(c *diagram.Column) mark { return mark{c.ID, c.Source, c.Name} })
	columnsOf := func(k *diagram.Key) string {
		var ids []string
		for _, id := range k.Columns {
			if is, ok := a.is[id]; ok {
				id = is
			}
			ids = append(ids, string(id))
		}
		slices.Sort(ids)
		return strings.Join(ids, " ")
	}
	for _, primary := range []bool{true, false} {
		of := func(keys []*diagram.Key) []*diagram.Key {
			return slices.DeleteFunc(slices.Clone(keys), func(k *diagram.Key) bool { return k.Primary != primary })
		}
		pairUp(a, of(t.Keys), of(reading.Keys), func(k *diagram.Key) mark {
			name := "primary"
			if !k.Primary {
				name = columnsOf(k)
			}
			return mark{k.ID, "", name}
		})
	}
}
