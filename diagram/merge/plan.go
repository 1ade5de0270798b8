package merge

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Choices are what a person decided about a plan. The zero value takes every change and
// no rename that is only offered.
type Choices struct {
	// Renames are the offers that are accepted; What, Old and New count.
	Renames []Rename `json:"renames,omitempty"`
	// LeftOut are the IDs of changes that do not come: their objects stay as they are.
	LeftOut []diagram.ID `json:"left_out,omitempty"`
	// Document is the open document of mine, where there is one. It knows what was deleted:
	// those IDs are not given to other objects, and Ops lets nothing deleted come back with
	// a table. It is read while Make and Ops run, and not changed.
	Document *op.Document `json:"-"`
}

// Plan is what importing a file into an open diagram would do. As JSON it is the preview:
// what is new, changed, removed or renamed.
type Plan struct {
	// Diagram is mine with all changes that are not left out.
	Diagram *diagram.Diagram `json:"-"`
	// Changes lists what the file brings, left-out changes included: tables, relationships,
	// notes, frames, then what is behind them.
	Changes []Change `json:"changes"`
	// Renames are the certain and accepted ones, then the offers, best first.
	Renames []Rename `json:"renames"`

	mine     *diagram.Diagram
	document *op.Document
}

// Make plans how the newer reading of a file comes into an open diagram. The diagrams are
// not changed, and the same arguments give the same plan.
//
// It merges as Align and Three do, with more regard for people's work: tables,
// relationships and other objects that people changed since base stay when the file has
// them no more (places, widths, pins and modules are no such change), and places on the
// canvas that people gave stay. A new table comes where it is in the file, out of the way
// of other cards. Without a base all new objects come as one block, which stands to the
// right of the diagram if it would lie upon a card; tables that have no places in the file
// (diagram.Page.Positioned) should get them before, by a layout, or come in rows.
func Make(base, mine, theirs *diagram.Diagram, choices Choices) *Plan {
	mine = orEmpty(mine)
	a := newAligner(base, mine, theirs, buried(choices.Document))
	found := a.align(choices.Renames)
	merge := func(left map[diagram.ID]bool) *merger {
		m := newMerger(found.Base, mine, found.Theirs)
		m.careful, m.own, m.left = true, a.own, left
		m.run()
		return m
	}
	whole := merge(nil)
	spots := findSpots(whole.out, mine, base == nil)
	spots.apply(whole.out)
	p := &Plan{Diagram: whole.out, Renames: append([]Rename{}, found.Renames...), mine: mine, document: choices.Document}
	left := setOf(choices.LeftOut)
	if len(left) > 0 {
		p.Diagram = merge(left).out
		spots.apply(p.Diagram)
	}
	p.Changes = changes(whole, p.Diagram, left)
	return p
}

// Ops returns the operations that turn mine into the plan's diagram: one batch, and so
// one step to undo.
func (p *Plan) Ops() []op.Op {
	from, to := differing(p.mine, p.Diagram)
	ops := op.Diff(from, to)
	if p.document == nil {
		return ops
	}
	var revived map[diagram.ID]diagram.Kind
	for _, o := range p.document.Objects() {
		if o.Parent == "" || o.Deleted || p.mine.Tables[o.Parent] != nil || p.Diagram.Tables[o.Parent] == nil {
			continue
		}
		// A part of a table that was deleted and comes back: the file does not have it.
		if revived == nil {
			revived = objectIDs(p.Diagram)
		}
		if _, wanted := revived[o.ID]; !wanted {
			ops = append(ops, op.DeleteOf(o.ID))
		}
	}
	return ops
}

// buried returns the IDs of what was deleted in a document.
func buried(doc *op.Document) []diagram.ID {
	if doc == nil {
		return nil
	}
	live := objectIDs(doc.Snapshot())
	var ids []diagram.ID
	for _, o := range doc.Objects() {
		if _, is := live[o.ID]; !is {
			ids = append(ids, o.ID)
		}
	}
	return slices.Clip(ids)
}

// differing returns both diagrams without the objects that they share, so that only the
// others are compared closely.
func differing(a, b *diagram.Diagram) (x, y *diagram.Diagram) {
	x, y = diagram.New(), diagram.New()
	x.Settings, y.Settings = a.Settings, b.Settings
	keepDiffering(&schemas, a, b, x, y)
	keepDiffering(&domains, a, b, x, y)
	keepDiffering(&modules, a, b, x, y)
	keepDiffering(&tables, a, b, x, y)
	keepDiffering(&relationships, a, b, x, y)
	keepDiffering(&notes, a, b, x, y)
	keepDiffering(&frames, a, b, x, y)
	keepDiffering(&ignores, a, b, x, y)
	return x, y
}

func keepDiffering[T any](k *kind[T], a, b, x, y *diagram.Diagram) {
	for id, o := range k.in(a) {
		if k.in(b)[id] != o {
			k.in(x)[id] = o
		}
	}
	for id, o := range k.in(b) {
		if k.in(a)[id] != o {
			k.in(y)[id] = o
		}
	}
}
