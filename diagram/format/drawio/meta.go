package drawio

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
	"crowsfoot/diagram/format/internal/xmldoc"
	"crowsfoot/diagram/merge"
	"crowsfoot/diagram/op"
)

// memory brings back what a drawing can't show. Write keeps each object in an attribute of
// its cell (see setData), and draw.io keeps the attribute while people edit the drawing.
//
// What they edited is found by comparing two readings by the rules alone: of the drawing
// as it is, and of one that Write makes of the kept objects. What differs was edited, and
// the drawing holds; all else is as it was kept.
type memory struct {
	seen map[diagram.ID]bool // objects of earlier pages
}

// restore replaces the page's reading by the rules with the kept objects and what was
// edited since. A page that keeps nothing stays as it was read.
// It returns what gives an object of the reading by the rules the ID that it has now.
func (m *memory) restore(r *reader) (now func(diagram.ID) diagram.ID) {
	k := m.collect(r)
	if k != nil && cellsFor(k.doc.Snapshot()) > maxDrawn {
		r.warn("broken-data", nil, "The cells keep more for Crowsfoot than a drawing can hold; only the drawing itself was read.")
		k = nil
	}
	if k == nil {
		return func(id diagram.ID) diagram.ID { return id }
	}
	theirs := k.withOwnIDs(r.out.Diagram)
	k.forgetDeleted(theirs)
	mine := k.doc.Snapshot()
	base := newReader(mxgraph.ReadModel(pageName(mine), drawn(mine).model), r.number)
	base.read()
	own := *k
	own.objects = cellIDs(mine)
	merged := merge.Three(own.withOwnIDs(base.out.Diagram), mine, theirs)
	now = r.rename(k, mine)
	r.out.Diagram, r.kept = merged, k.objects
	if len(merged.Tables) > 0 {
		r.losses = slices.DeleteFunc(r.losses, func(l diagram.Loss) bool { return l.Code == "not-er" })
	}
	return now
}

// maxDrawn is the most cells that are drawn of what a page keeps. A page that is read has
// fewer, but a few bytes of a relationship may stand for many cells.
const maxDrawn = xmldoc.MaxElements / 2

// cellsFor is about how many cells a diagram is drawn with.
func cellsFor(d *diagram.Diagram) int {
	n := len(d.Notes) + len(d.Frames)
	for _, t := range d.Tables {
		n += 1 + 3*len(t.Columns)
	}
	for _, r := range d.Relationships {
		n += 1 + len(r.Ends) + len(r.Pairs) + 2*len(r.Attributes)
	}
	return n
}

// drawn draws a whole diagram.
func drawn(d *diagram.Diagram) *sheet {
	s := newSheet(d)
	s.draw()
	return s
}

// kept are the objects that the cells of a page keep.
type kept struct {
	doc *op.Document
	// objects are the objects by the IDs of their cells.
	objects map[string]diagram.ID
	// drawn are the objects that have cells of their own.
	drawn map[diagram.ID]bool
}

// keeper is a cell with what it keeps.
type keeper struct {
	cell    *mxgraph.Cell
	objects []op.Object
}

// collect reads what the cells of a page keep; nil for nothing.
func (m *memory) collect(r *reader) *kept {
	var keepers []keeper
	first := map[diagram.ID]*mxgraph.Cell{} // the cell that an object belongs to
	for _, c := range r.page.Cells {
		if c.Hidden || c.Data(dataKey) == "" {
			continue
		}
		objects, err := keptObjects(c)
		if err != nil {
			r.warn("broken-data", c, "What the cell keeps for Crowsfoot is damaged and was left out; the drawing itself was read.")
			continue
		}
		if len(objects) == 0 {
			continue
		}
		keepers = append(keepers, keeper{c, objects})
		if id := objects[0].ID; first[id] == nil || c.ID == cellID(id) {
			first[id] = c
		}
	}
	if len(keepers) == 0 {
		return nil
	}
	if m.seen == nil {
		m.seen = map[diagram.ID]bool{}
	}
	k := &kept{doc: op.NewDocument(), objects: map[string]diagram.ID{}, drawn: map[diagram.ID]bool{}}
	var here []diagram.ID
	for _, at := range keepers {
		isRoot := at.cell.Parent == nil
		id := at.objects[0].ID
		if !isRoot && (first[id] != at.cell || m.seen[id]) {
			at.objects = copied(at.objects, strconv.Itoa(r.number), at.cell.ID)
			id = at.objects[0].ID
		}
		if err := k.add(at.objects, isRoot); err != nil {
			r.warn("broken-data", at.cell, "What the cell keeps for Crowsfoot is damaged and was left out; the drawing itself was read.")
			continue
		}
		if !isRoot {
			k.objects[at.cell.ID], k.drawn[id] = id, true
			here = append(here, id)
		}
	}
	for _, id := range here {
		m.seen[id] = true
	}
	return k
}

// keptObjects reads the objects that a cell keeps.
func keptObjects(c *mxgraph.Cell) ([]op.Object, error) {
	var text strings.Builder
	for n := 1; ; n++ {
		part := c.Data(dataName(n))
		if part == "" {
			break
		}
		text.WriteString(part)
	}
	var objects []op.Object
	if err := json.Unmarshal([]byte(text.String()), &objects); err != nil {
		return nil, fmt.Errorf("read kept objects: %w", err)
	}
	return objects, nil
}

// copied gives objects of a cell that was copied in draw.io IDs of their own. They follow
// from the cell, so that reading the file again gives them again.
func copied(objects []op.Object, place ...string) []op.Object {
	ids := map[diagram.ID]diagram.ID{}
	for _, o := range objects {
		ids[o.ID] = diagram.DerivedID(append([]string{"drawio copy", string(o.ID)}, place...)...)
	}
	now := func(id diagram.ID) diagram.ID {
		if id, ok := ids[id]; ok {
			return id
		}
		return id
	}
	doc, err := op.FromObjects(objects)
	if err != nil {
		return objects // told of when they are added
	}
	d := merge.Renumber(doc.Snapshot(), func(_ diagram.Kind, id diagram.ID) diagram.ID { return now(id) })
	return objectsByCell(d)[now(objects[0].ID)]
}

// add takes objects in, all or none. Only the root cell speaks of the diagram itself.
func (k *kept) add(objects []op.Object, isRoot bool) error {
	var ops []op.Op
	for _, o := range objects {
		if o.ID == diagram.RootID {
			for _, name := range slices.Sorted(maps.Keys(o.Props)) {
				if isRoot {
					ops = append(ops, op.Op{Verb: op.Set, ID: o.ID, Property: name, Value: o.Props[name]})
				}
			}
			continue
		}
		ops = append(ops, op.Op{Verb: op.Put, ID: o.ID, Kind: o.Kind, Parent: o.Parent, Order: o.Order, Props: o.Props})
	}
	_, err := k.doc.Apply(ops)
	return err
}

// cellIDs are the objects of a diagram by the IDs of the cells that Write gives them.
func cellIDs(d *diagram.Diagram) map[string]diagram.ID {
	ids := map[string]diagram.ID{}
	for _, o := range op.FromDiagram(d) {
		if o.Parent == "" {
			ids[cellID(o.ID)] = o.ID
		}
	}
	return ids
}

// forgetDeleted drops relationships of tables that were deleted in draw.io, where no line
// is left of them.
func (k *kept) forgetDeleted(theirs *diagram.Diagram) {
	mine := k.doc.Snapshot()
	var ops []op.Op
	for _, r := range mine.SortedRelationships() {
		isGone := func(e diagram.End) bool { return mine.Tables[e.Table] == nil }
		if k.drawn[r.ID] && theirs.Relationships[r.ID] == nil && slices.ContainsFunc(r.Ends, isGone) {
			ops = append(ops, op.DeleteOf(r.ID))
		}
	}
	_, _ = k.doc.Apply(ops) // objects that are there can be deleted
}

// rename brings what the page tells of its objects to the IDs that they have now. What was
// kept is certain.
func (r *reader) rename(k *kept, mine *diagram.Diagram) (now func(diagram.ID) diagram.ID) {
	ids := k.ids(r.out.Diagram)
	certain := map[diagram.ID]bool{}
	for _, o := range op.FromDiagram(mine) {
		certain[o.ID] = true
	}
	readings, marks := map[diagram.ID]diagram.Reading{}, map[diagram.ID]bool{}
	for id, reading := range r.out.Readings {
		if reading.Object = ids.now("", id); !certain[reading.Object] {
			readings[reading.Object] = reading
		}
	}
	for id := range r.out.ForeignMarks {
		marks[ids.now("", id)] = true
	}
	r.out.Readings, r.out.ForeignMarks = readings, marks
	return func(id diagram.ID) diagram.ID { return ids.now("", id) }
}
