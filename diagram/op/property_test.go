package op_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// drawOps returns a few random operations on a small set of IDs, so that deletes, puts
// over deleted objects and orders under deleted tables meet often.
func drawOps(t *rapid.T) []op.Op {
	tables := []diagram.ID{"t1", "t2", "t3"}
	columns := []diagram.ID{"c1", "c2", "c3", "c4"}
	var ops []op.Op
	for range rapid.IntRange(1, 6).Draw(t, "ops") {
		id := rapid.SampledFrom(append(tables, columns...)).Draw(t, "id")
		order := diagram.OrderAt(rapid.IntRange(0, 5).Draw(t, "order"))
		o := op.Op{Verb: rapid.SampledFrom([]op.Verb{op.Put, op.Put, op.Set, op.Set, op.Delete, op.Undelete, op.Order}).Draw(t, "verb"), ID: id}
		switch o.Verb {
		case op.Put:
			o.Kind, o.Order = diagram.KindTable, order
			if id[0] == 'c' {
				o.Kind, o.Parent = diagram.KindColumn, rapid.SampledFrom(tables).Draw(t, "parent")
			}
		case op.Set:
			o = op.SetTo(id, "name", rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "name"))
		case op.Order:
			o.Order = order
			if id[0] == 'c' && rapid.Bool().Draw(t, "move") {
				o.Parent = rapid.SampledFrom(tables).Draw(t, "parent")
			}
		}
		ops = append(ops, o)
	}
	return ops
}

func TestInverseTakesBackAnyBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := op.NewDocument()
		for range rapid.IntRange(1, 12).Draw(t, "batches") {
			before := visible(doc)
			stored := marshal(t, doc)
			inverse, err := doc.Apply(drawOps(t))
			if err != nil {
				require.Equal(t, stored, marshal(t, doc), "a refused batch changes nothing")
				continue
			}
			loaded, err := op.Load([]byte(marshal(t, doc)))
			require.NoError(t, err)
			require.Equal(t, marshal(t, doc), marshal(t, loaded), "a document loads as it was saved")
			after := visible(doc)
			redo, err := doc.Apply(inverse)
			require.NoError(t, err)
			require.Equal(t, before, visible(doc))
			_, err = doc.Apply(redo)
			require.NoError(t, err)
			require.Equal(t, after, visible(doc))
		}
	})
}

func TestDiffLeadsFromOneDiagramToAnother(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		build := func() *op.Document {
			doc := op.NewDocument()
			for range rapid.IntRange(0, 8).Draw(t, "batches") {
				_, _ = doc.Apply(drawOps(t))
			}
			// What is deleted is not part of a diagram.
			fresh := op.NewDocument()
			_, err := fresh.Apply(visible(doc))
			require.NoError(t, err)
			return fresh
		}
		a, b := build(), build()
		_, err := a.Apply(op.Diff(a.Snapshot(), b.Snapshot()))
		require.NoError(t, err)
		require.Equal(t, visible(b), visible(a))
		require.Empty(t, op.Diff(a.Snapshot(), b.Snapshot()))
	})
}

// Figma's rule: undo a lot, copy something, redo to the present: the document must not
// have changed.
func TestUndoAllRedoAllIsIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := newLog()
		for range rapid.IntRange(1, 15).Draw(t, "batches") {
			log.apply("ann", op.Batch{Label: "Edit", Ops: drawOps(t)})
		}
		present := visible(log.doc)
		undone := 0
		for log.undo(t, "ann") {
			undone++
		}
		require.Empty(t, visible(log.doc))
		for range undone {
			require.True(t, log.redo(t, "ann"))
		}
		require.False(t, log.redo(t, "ann"))
		require.Equal(t, present, visible(log.doc))
	})
}

// log is a room in miniature: a document, its log and its history.
type log struct {
	doc     *op.Document
	history *op.History
	seq     int64
}

func newLog() *log { return &log{doc: op.NewDocument(), history: op.NewHistory()} }

func (l *log) apply(actor string, b op.Batch) bool {
	inverse, err := l.doc.Apply(b.Ops)
	if err != nil {
		return false
	}
	l.seq++
	if b.ID == "" {
		b.ID = fmt.Sprintf("%s:%d", actor, l.seq)
	}
	l.history.Add(op.Entry{Seq: l.seq, Actor: actor, Batch: b, Inverse: inverse})
	return true
}

func (l *log) undo(t require.TestingT, actor string) bool {
	b, _, ok := l.history.Undo(actor)
	if ok {
		require.True(t, l.apply(actor, b))
	}
	return ok
}

func (l *log) redo(t require.TestingT, actor string) bool {
	b, _, ok := l.history.Redo(actor)
	if ok {
		require.True(t, l.apply(actor, b))
	}
	return ok
}

func TestUndoLeavesOthersWorkAlone(t *testing.T) {
	l := newLog()
	require.True(t, l.apply("ann", op.Batch{Label: "Add table", Ops: []op.Op{{Verb: op.Put, ID: "t1", Kind: diagram.KindTable, Order: "V"}}}))
	require.True(t, l.apply("ann", op.Batch{Label: "Rename", Ops: []op.Op{op.SetTo("t1", "name", "orders"), op.SetTo("t1", "comment", "all orders")}}))
	require.True(t, l.apply("ben", op.Batch{Label: "Rename", Ops: []op.Op{op.SetTo("t1", "name", "sales")}}))

	b, skipped, ok := l.history.Undo("ann")
	require.True(t, ok)
	require.Equal(t, []op.Skipped{{ID: "t1", Property: "name", By: "ben"}}, skipped)
	require.True(t, l.apply("ann", b))
	require.Equal(t, "sales", l.doc.Snapshot().Tables["t1"].Name)
	require.Empty(t, l.doc.Snapshot().Tables["t1"].Comment)

	b, skipped, ok = l.history.Undo("ann")
	require.True(t, ok)
	require.Equal(t, []op.Skipped{{ID: "t1", By: "ben"}}, skipped, "a table that somebody else works on stays")
	require.Empty(t, b.Ops)
}

func TestLabels(t *testing.T) {
	l := newLog()
	undo, redo := l.history.Labels("ann")
	require.Empty(t, undo+redo)
	require.True(t, l.apply("ann", op.Batch{Label: "Add table", Ops: []op.Op{{Verb: op.Put, ID: "t1", Kind: diagram.KindTable, Order: "V"}}}))
	require.True(t, l.undo(t, "ann"))
	undo, redo = l.history.Labels("ann")
	require.Equal(t, [2]string{"", "Add table"}, [2]string{undo, redo})
	require.True(t, l.redo(t, "ann"))
	undo, redo = l.history.Labels("ann")
	require.Equal(t, [2]string{"Add table", ""}, [2]string{undo, redo})
}
