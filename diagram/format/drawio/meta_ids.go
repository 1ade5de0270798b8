package drawio

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/merge"
	"crowsfoot/diagram/op"
)

// withOwnIDs returns a reading whose objects have the IDs of the kept objects that their
// cells belong to.
func (k *kept) withOwnIDs(reading *diagram.Diagram) *diagram.Diagram {
	return merge.Renumber(reading, k.ids(reading).now)
}

// identities say which kept object an object of a reading is.
type identities struct {
	is map[diagram.ID]diagram.ID
	// taken are the IDs of all kept objects: nothing else may have one.
	taken map[diagram.ID]bool
}

// now returns the ID that an object of the reading has from now on.
func (ids identities) now(_ diagram.Kind, id diagram.ID) diagram.ID {
	if is, ok := ids.is[id]; ok {
		return is
	}
	if ids.taken[id] {
		return diagram.DerivedID("drawio beside", string(id))
	}
	return id
}

// ids finds out which kept objects the objects of a reading are, by the cells that they
// were read from.
func (k *kept) ids(reading *diagram.Diagram) identities {
	mine := k.doc.Snapshot()
	ids := identities{is: map[diagram.ID]diagram.ID{}, taken: map[diagram.ID]bool{}}
	for _, o := range op.FromDiagram(mine) {
		ids.taken[o.ID] = true
	}
	used := map[diagram.ID]bool{}
	same := func(read diagram.ID, source string, isThere func(diagram.ID) bool) {
		if id, ok := k.objects[source]; ok && isThere(id) && !used[id] {
			ids.is[read], used[id] = id, true
		}
	}
	for _, t := range reading.SortedTables() {
		same(t.ID, t.Source, func(id diagram.ID) bool { return mine.Tables[id] != nil })
		if own := mine.Tables[ids.is[t.ID]]; own != nil {
			ids.ofTable(t, own)
		}
	}
	for _, r := range reading.SortedRelationships() {
		same(r.ID, r.Source, func(id diagram.ID) bool { return mine.Relationships[id] != nil })
	}
	for _, n := range reading.SortedNotes() {
		same(n.ID, n.Source, func(id diagram.ID) bool { return mine.Notes[id] != nil })
	}
	for _, f := range reading.SortedFrames() {
		same(f.ID, f.Source, func(id diagram.ID) bool { return mine.Frames[id] != nil })
	}
	return ids
}

// meet takes columns of two tables for the same where their marks are equal, in order. It
// tells whether there were any.
func (ids identities) meet(read, own *diagram.Table, readMark, ownMark func(*diagram.Column) string) bool {
	met := map[diagram.ID]bool{}
	for _, c := range read.Columns {
		met[ids.is[c.ID]] = true
	}
	open := map[string][]*diagram.Column{}
	for _, o := range own.Columns {
		if !met[o.ID] {
			open[ownMark(o)] = append(open[ownMark(o)], o)
		}
	}
	any := false
	for _, c := range read.Columns {
		mark := readMark(c)
		if _, done := ids.is[c.ID]; !done && len(open[mark]) > 0 {
			ids.is[c.ID] = open[mark][0].ID
			open[mark], any = open[mark][1:], true
		}
	}
	return any
}

// ofTable meets columns by the IDs of their rows. Rows of a table that was copied have IDs
// of their own: they are met by name, and what is left, if it is as many on both sides, in
// order.
func (ids identities) ofTable(read, own *diagram.Table) {
	if !ids.meet(read, own, func(c *diagram.Column) string { return c.Source }, func(o *diagram.Column) string { return cellID(o.ID) }) {
		ids.meet(read, own, func(c *diagram.Column) string { return c.Name }, func(o *diagram.Column) string { return shown(o.Name) })
		if len(read.Columns) == len(own.Columns) {
			anything := func(*diagram.Column) string { return "" }
			ids.meet(read, own, anything, anything)
		}
	}
	for _, key := range read.Keys {
		if key.Primary {
			if o := own.PrimaryKey(); o != nil {
				ids.is[key.ID] = o.ID
			}
		} else if o := uniqueKey(own, ids.now("", key.Columns[0])); o != nil {
			ids.is[key.ID] = o.ID
		}
	}
}
