package merge

import (
	"cmp"
	"slices"
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
	what func(*T) string
	name func(*T) string
	// details tells what differs, and conflicts of the object itself are told with them.
	details func(before, after *T) []string
	// of are the IDs of what belongs to the object, for conflicts; may be nil.
	parts func(*T) []diagram.ID
}

// changes lists all that the whole merge does. What was left out, and what therefore is
// in the diagram wanted as it is in mine, is marked.
func changes(m *merger, wanted *diagram.Diagram, left map[diagram.ID]bool) []Change {
	w := newWording(m)
	list := changesOf(nil, m, wanted, left, w, &noun[diagram.Table]{
		kind: &tables, details: w.table,
		name: func(o *diagram.Table) string { return o.Name },
		what: func(o *diagram.Table) string {
			if o.Kind == diagram.KindView {
				return "view"
			}
			return "table"
		},
		parts: w.partsOf,
	})
	list = changesOf(list, m, wanted, left, w, &noun[diagram.Relationship]{kind: &relationships, name: w.line, details: w.relationship})
	list = changesOf(list, m, wanted, left, w, &noun[diagram.Note]{kind: &notes, name: func(o *diagram.Note) string { return short(o.Text) }})
	list = changesOf(list, m, wanted, left, w, &noun[diagram.Frame]{kind: &frames, name: func(o *diagram.Frame) string { return o.Title }})
	list = changesOf(list, m, wanted, left, w, &noun[diagram.Schema]{kind: &schemas, name: func(o *diagram.Schema) string { return o.Name }})
	list = changesOf(list, m, wanted, left, w, &noun[diagram.Module]{kind: &modules, name: func(o *diagram.Module) string { return o.Name }})
	list = changesOf(list, m, wanted, left, w, &noun[diagram.Domain]{kind: &domains, name: func(o *diagram.Domain) string { return o.Name }})
	list = changesOf(list, m, wanted, left, w, &noun[diagram.Ignore]{
		kind: &ignores, name: func(o *diagram.Ignore) string { return strings.TrimSpace(o.Rule + " " + w.names[o.Object]) },
		what: func(*diagram.Ignore) string { return "ignored finding" },
	})
	if details := differences(w, "", &m.mine.Settings, &m.out.Settings, nil); len(details) > 0 {
		list = append(list, Change{
			Kind: Changed, ID: diagram.RootID, What: "diagram", Name: m.mine.Name, Details: details,
			Conflicts: w.conflicts(m, diagram.RootID, "", nil),
			LeftOut:   left[diagram.RootID],
		})
	}
	return list
}

// changesOf adds the changes of one kind: in the order of the merged diagram, then what is
// removed.
func changesOf[T any](list []Change, m *merger, wanted *diagram.Diagram, left map[diagram.ID]bool, w *wording, n *noun[T]) []Change {
	mine, out, want := n.in(m.mine), n.in(m.out), n.in(wanted)
	if n.what == nil {
		n.what = func(*T) string { return string(n.kind.name) }
	}
	if n.details == nil {
		n.details = func(before, after *T) []string { return differences(w, "", before, after, nil) }
	}
	add := func(before, after *T) {
		c := Change{}
		told := cmp.Or(after, before)
		c.ID = n.id(told)
		c.What, c.Name = n.what(told), n.name(told)
		switch {
		case after == nil:
			c.Kind = Removed
		case before == nil:
			c.Kind = New
			if n.parts != nil {
				c.Details = n.details(nil, after)
			}
		default:
			c.Kind = Changed
			c.Details = n.details(before, after)
			if was := n.name(before); was != c.Name && n.kind.name != diagram.KindRelationship && n.kind.name != diagram.KindNote {
				c.Kind, c.OldName = Renamed, was
			}
			if m.kept[c.ID] {
				c.Kind, c.Details = Kept, nil
			} else if len(c.Details) == 0 && c.Kind == Changed {
				return // nothing that people see
			}
		}
		var parts []diagram.ID
		if n.parts != nil {
			parts = n.parts(told)
			if before != nil && before != told {
				parts = append(parts, n.parts(before)...)
			}
		}
		c.Conflicts = w.conflicts(m, c.ID, c.What, parts)
		c.LeftOut = c.Kind != Kept && (left[c.ID] || want[c.ID] == before)
		list = append(list, c)
	}
	for _, o := range n.sorted(m.out) {
		if before := mine[n.id(o)]; before != o || m.kept[n.id(o)] {
			add(before, o)
		}
	}
	for _, o := range n.sorted(m.mine) {
		if out[n.id(o)] == nil {
			add(o, nil)
		}
	}
	return slices.Clip(list)
}
