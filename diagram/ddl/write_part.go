package ddl

import (
	"maps"
	"slices"
	"sync"

	"crowsfoot/diagram"
	"crowsfoot/diagram/parallel"
)

// tablesAtOnce are the tables that one worker takes in one go.
const tablesAtOnce = 32

// inParts does something with the tables on all processors. Each part of the tables has a
// writer of its own, with the plan so far; they are returned in the order of the tables.
func (w *writer) inParts(tables []*tablePlan, do func(part *writer, some []*tablePlan)) []*writer {
	var parts []*writer
	var jobs []func()
	for some := range slices.Chunk(tables, tablesAtOnce) {
		part := *w
		part.notes, part.extensions = nil, nil
		part.out, part.spans, part.script, part.batch = nil, nil, Script{}, false
		part.told, part.cut, part.read, part.groups = map[diagram.ID]bool{}, map[string]cutText{}, map[string]sqlType{}, map[*columnPlan][]*columnPlan{}
		parts = append(parts, &part)
		jobs = append(jobs, func() { do(&part, some) })
	}
	parallel.Do(jobs...)
	return parts
}

// planInParts plans what of one table hangs on no other: no names that tables share.
func (w *writer) planInParts(plan func(part *writer, some []*tablePlan)) {
	for _, part := range w.inParts(w.tables, plan) {
		w.notes = append(w.notes, part.notes...)
		for _, e := range part.extensions {
			w.extend(e)
		}
	}
}

// planEach plans something of each table; see planInParts.
func (w *writer) planEach(plan func(*writer, *tablePlan)) {
	w.planInParts(func(part *writer, some []*tablePlan) {
		for _, t := range some {
			plan(part, t)
		}
	})
}

// writeEach writes something of each table: the plan stands, so that what is written of
// one hangs on no other. What the parts wrote follows in the order of the tables.
func (w *writer) writeEach(tables []*tablePlan, write func(*writer, *tablePlan)) {
	parts := w.inParts(tables, func(part *writer, some []*tablePlan) {
		part.out = buffer()
		for _, t := range some {
			write(part, t)
		}
	})
	text, spans := 0, 0
	for _, part := range parts {
		text += len(part.out)
		spans += len(part.spans)
	}
	w.out, w.spans = slices.Grow(w.out, text), slices.Grow(w.spans, spans)
	for _, part := range parts {
		for _, s := range part.spans {
			w.spans = append(w.spans, span{len(w.out) + s.from, len(w.out) + s.to, s.object})
		}
		w.out = append(w.out, part.out...)
		w.script.Notes = append(w.script.Notes, part.script.Notes...)
		w.batch = w.batch || part.batch
		maps.Copy(w.told, part.told)
		buffers.Put(&part.out)
	}
}

// buffer returns an empty buffer.
func buffer() []byte { return (*buffers.Get().(*[]byte))[:0] }

// buffers are kept from one script to the next.
var buffers = sync.Pool{New: func() any { return new([]byte) }}
