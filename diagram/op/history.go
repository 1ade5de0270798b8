package op

import (
	"slices"

	"crowsfoot/diagram"
)

// History keeps the undo and redo stacks of every person from the log, so that they
// survive a reload. Undo sends the stored inverse as a new batch, without what somebody
// else changed since. It reads entries in log order; it is not safe for use by several
// goroutines.
type History struct {
	people  map[string]*stacks
	written map[touch]writers // who wrote a property of an object
	objects map[diagram.ID]writers
	parents map[diagram.ID]diagram.ID
}

type stacks struct {
	undo, redo []step
}

// step is a batch that can be taken back.
type step struct {
	id      string
	label   string
	seq     int64
	inverse []Op
}

type touch struct {
	id       diagram.ID
	property string
}

type writer struct {
	actor string
	seq   int64
}

// writers are the last one to write something, and the last one before by another name.
type writers struct {
	last, other writer
}

// wrote returns the writers after one more write.
func (w writers) wrote(by writer) writers {
	if w.last.actor != by.actor {
		w.other = w.last
	}
	w.last = by
	return w
}

// besides returns the last writer who is not the actor.
func (w writers) besides(actor string) writer {
	if w.last.actor != actor {
		return w.last
	}
	return w.other
}

// maxSteps bounds each stack; older steps are forgotten.
const maxSteps = 500

// Skipped is a part of an undo that was left out, because somebody else changed it
// after the step that is being undone.
type Skipped struct {
	ID       diagram.ID
	Property string // empty when the whole object was to go
	By       string // the actor who changed it
}

// NewHistory returns a history without entries.
func NewHistory() *History {
	return &History{
		people:  map[string]*stacks{},
		written: map[touch]writers{},
		objects: map[diagram.ID]writers{},
		parents: map[diagram.ID]diagram.ID{},
	}
}

func (h *History) of(actor string) *stacks {
	s := h.people[actor]
	if s == nil {
		s = &stacks{}
		h.people[actor] = s
	}
	return s
}

// Add takes in the next entry of the log.
func (h *History) Add(e Entry) {
	h.note(e)
	if len(e.Inverse) == 0 && e.Undoes == "" {
		return // changed nothing
	}
	s := h.of(e.Actor)
	this := step{e.ID, e.Label, e.Seq, e.Inverse}
	if e.Undoes != "" {
		if removeStep(&s.undo, e.Undoes) {
			s.redo = append(s.redo, this)
			return
		}
		if removeStep(&s.redo, e.Undoes) {
			s.undo = append(s.undo, this)
			return
		}
	}
	s.redo = nil
	s.undo = append(s.undo, this)
	if len(s.undo) > maxSteps {
		s.undo = slices.Delete(s.undo, 0, len(s.undo)-maxSteps)
	}
}

func removeStep(stack *[]step, id string) bool {
	for i := len(*stack) - 1; i >= 0; i-- {
		if (*stack)[i].id == id {
			*stack = slices.Delete(*stack, i, i+1)
			return true
		}
	}
	return false
}

// note remembers who touched what.
func (h *History) note(e Entry) {
	w := writer{e.Actor, e.Seq}
	for i := range e.Ops {
		o := &e.Ops[i]
		switch o.Verb {
		case Put:
			if o.Parent != "" {
				h.parents[o.ID] = o.Parent
			}
		case Set:
			at := touch{o.ID, o.Property}
			h.written[at] = h.written[at].wrote(w)
		}
		h.objects[o.ID] = h.objects[o.ID].wrote(w)
		if p := h.parents[o.ID]; p != "" {
			h.objects[p] = h.objects[p].wrote(w)
		}
	}
}

// Undo returns the batch that takes the actor's last step back, without an ID; ok is
// false when there is none. Skipped names what was left out.
func (h *History) Undo(actor string) (b Batch, skipped []Skipped, ok bool) {
	return h.back(actor, h.of(actor).undo, "Undo: ")
}

// Redo returns the batch that takes the actor's last undo back.
func (h *History) Redo(actor string) (b Batch, skipped []Skipped, ok bool) {
	return h.back(actor, h.of(actor).redo, "Redo: ")
}

func (h *History) back(actor string, stack []step, prefix string) (Batch, []Skipped, bool) {
	if len(stack) == 0 {
		return Batch{}, nil, false
	}
	last := stack[len(stack)-1]
	var ops []Op
	var skipped []Skipped
	for _, o := range last.inverse {
		if by, changed := h.changedSince(o, actor, last.seq); changed {
			skipped = append(skipped, Skipped{o.ID, o.Property, by})
			continue
		}
		ops = append(ops, o)
	}
	return Batch{Label: prefix + plainLabel(last.label), Ops: ops, Undoes: last.id}, skipped, true
}

// changedSince tells whether somebody else touched what the inverse would overwrite.
func (h *History) changedSince(o Op, actor string, seq int64) (by string, changed bool) {
	var w writer
	switch o.Verb {
	case Set:
		w = h.written[touch{o.ID, o.Property}].besides(actor)
	case Delete, Put:
		w = h.objects[o.ID].besides(actor)
	}
	return w.actor, w.seq > seq
}

// plainLabel strips the prefixes that Undo and Redo put before a label.
func plainLabel(label string) string {
	for _, p := range []string{"Undo: ", "Redo: "} {
		if len(label) > len(p) && label[:len(p)] == p {
			return label[len(p):]
		}
	}
	return label
}

// Labels returns what the actor's next undo and redo would do; empty means nothing.
func (h *History) Labels(actor string) (undo, redo string) {
	s := h.of(actor)
	if n := len(s.undo); n > 0 {
		undo = plainLabel(s.undo[n-1].label)
	}
	if n := len(s.redo); n > 0 {
		redo = plainLabel(s.redo[n-1].label)
	}
	return undo, redo
}
