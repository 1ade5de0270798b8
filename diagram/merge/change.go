package merge

import (
	"cmp"
	"strings"

	"crowsfoot/diagram"
)

// ChangeKind says what happens to an object.
type ChangeKind string

// The kinds of changes.
const (
	New     ChangeKind = "new"
	Changed ChangeKind = "changed"
	Removed ChangeKind = "removed"
	Renamed ChangeKind = "renamed" // and perhaps changed in other ways, too
	// Kept objects are gone from the file, but stay, because people changed them since.
	// Nothing happens to them.
	Kept ChangeKind = "kept"
)

// Change is what happens to one object of the diagram, with all that belongs to it.
type Change struct {
	Kind ChangeKind `json:"kind"`
	ID   diagram.ID `json:"id"`
	// What is the noun for the object: "table", "relationship", "note" …
	What string `json:"what"`
	Name string `json:"name"`
	// OldName is what a renamed object was called.
	OldName string `json:"old_name,omitempty"`
	// Details say in plain words what changes: "column email added".
	Details []string `json:"details,omitempty"`
	// Conflicts are what the file and people both changed since base. The file's comes.
	Conflicts []Conflict `json:"conflicts,omitempty"`
	// LeftOut changes do not come, because a person left them out or because they need a
	// new table that is left out.
	LeftOut bool `json:"left_out,omitempty"`
}

// Conflict is one thing that both sides changed.
type Conflict struct {
	Of     string `json:"of"` // "type of price"
	Mine   string `json:"mine"`
	Theirs string `json:"theirs"`
}

// noun is how changes of one kind of objects are told.
type noun[T any] struct {
	*kind[T]
	name func(*T) string
	// what is the word for an object; nil means that of its kind.
	what func(*T) string
	// details tells what differs; nil means property by property.
	details func(before, after *T) []string
	// parts are the IDs of what belongs to an object; nil means that nothing does.
	parts func(*T) []diagram.ID
}

// telling gathers what the whole merge changes.
type telling struct {
	*merger
	*wording
	// wanted is the merge without what was left out.
	wanted *diagram.Diagram
	list   []Change
}

// changes lists all that the whole merge does. What was left out, and what therefore is
// in the diagram wanted as it is in mine, is marked.
func changes(m *merger, wanted *diagram.Diagram, left map[diagram.ID]bool) []Change {
	t := &telling{merger: m, wording: newWording(m), wanted: wanted, list: []Change{}}
	tell(t, left, &noun[diagram.Table]{
		kind: &tables, details: t.table, parts: t.partsOf,
		name: func(o *diagram.Table) string { return o.Name },
		what: func(o *diagram.Table) string {
			if o.Kind == diagram.KindView {
				return "view"
			}
			return "table"
		},
	})
	tell(t, left, &noun[diagram.Relationship]{kind: &relationships, name: t.line, details: t.relationship})
	tell(t, left, &noun[diagram.Note]{kind: &notes, name: func(o *diagram.Note) string { return short(o.Text) }})
	tell(t, left, &noun[diagram.Frame]{kind: &frames, name: func(o *diagram.Frame) string { return o.Title }})
	tell(t, left, &noun[diagram.Schema]{kind: &schemas, name: func(o *diagram.Schema) string { return o.Name }})
	tell(t, left, &noun[diagram.Module]{kind: &modules, name: func(o *diagram.Module) string { return o.Name }})
	tell(t, left, &noun[diagram.Domain]{kind: &domains, name: func(o *diagram.Domain) string { return o.Name }})
	tell(t, left, &noun[diagram.Ignore]{
		kind: &ignores, name: func(o *diagram.Ignore) string { return strings.TrimSpace(o.Rule + " " + t.names[o.Object]) },
		what: func(*diagram.Ignore) string { return "ignored finding" },
	})
	if details := differences(t.wording, "", &m.mine.Settings, &m.out.Settings, nil); len(details) > 0 {
		t.list = append(t.list, Change{
			Kind: Changed, ID: diagram.RootID, What: "diagram", Name: m.mine.Name, Details: details,
			Conflicts: t.conflicts(m, diagram.RootID, "", nil), LeftOut: left[diagram.RootID],
		})
	}
	return t.list
}

// tell adds the changes of one kind: in the order of the merged diagram, then what is
// removed.
func tell[T any](t *telling, left map[diagram.ID]bool, n *noun[T]) {
	mine, out, want := n.in(t.mine), n.in(t.merger.out), n.in(t.wanted)
	add := func(before, after *T) {
		c, ok := changeOf(t, n, before, after)
		if ok {
			c.LeftOut = c.Kind != Kept && (left[c.ID] || want[c.ID] == before)
			t.list = append(t.list, c)
		}
	}
	for _, o := range n.sorted(t.merger.out) {
		if before := mine[n.id(o)]; before != o || t.kept[n.id(o)] {
			add(before, o)
		}
	}
	for _, o := range n.sorted(t.merger.mine) {
		if out[n.id(o)] == nil {
			add(o, nil)
		}
	}
}

// changeOf tells what happens to one object; ok is false when people see nothing of it.
func changeOf[T any](t *telling, n *noun[T], before, after *T) (c Change, ok bool) {
	told := cmp.Or(after, before)
	c = Change{ID: n.id(told), What: string(n.kind.name), Name: n.name(told)}
	if n.what != nil {
		c.What = n.what(told)
	}
	switch {
	case t.kept[c.ID]:
		c.Kind = Kept
	case after == nil:
		c.Kind = Removed
	case before == nil:
		c.Kind = New
		if n.details != nil {
			c.Details = n.details(nil, after)
		}
	default:
		c.Kind = Changed
		if n.details != nil {
			c.Details = n.details(before, after)
		} else {
			c.Details = differences(t.wording, "", before, after, nil)
		}
		// Notes and relationships have no name of their own that they could change.
		was := n.name(before)
		if was != c.Name && n.kind.name != diagram.KindRelationship && n.kind.name != diagram.KindNote {
			c.Kind, c.OldName = Renamed, was
		} else if len(c.Details) == 0 {
			return c, false
		}
	}
	var parts []diagram.ID
	if n.parts != nil {
		parts = n.parts(told)
		if before != nil && before != told {
			parts = append(parts, n.parts(before)...)
		}
	}
	c.Conflicts = t.conflicts(t.merger, c.ID, c.What, parts)
	return c, true
}
