package room

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// checkID refuses what is no batch ID, before anything is looked up by it.
func checkID(id string) error {
	b := op.Batch{ID: id, Ops: []op.Op{{}}}
	return b.Check()
}

// checkSize refuses operations that are too long, in bytes of their JSON values.
func checkSize(ops []op.Op, maxOne, maxAll int) error {
	all := 0
	for i := range ops {
		o := &ops[i]
		n := len(o.Value)
		for name, v := range o.Props {
			n += len(name) + len(v)
		}
		if n > maxOne {
			return diagram.Errorf(diagram.TooLarge, "Operation %d (%s %s) has %d bytes; the limit is %d. Shorten the text.", i+1, o.Verb, o.ID, n, maxOne)
		}
		all += n
	}
	if all > maxAll {
		return diagram.Errorf(diagram.TooLarge, "The change has %d bytes; the limit is %d. Make it in several steps.", all, maxAll)
	}
	return nil
}

// checkGrowth refuses operations after which the diagram would have too many tables, or
// a table too many columns.
func checkGrowth(doc *op.Document, ops []op.Op) error {
	tables, columns := 0, map[diagram.ID]int{}
	for i := range ops {
		if o := &ops[i]; o.Verb == op.Put && o.Kind == diagram.KindTable {
			tables++
		} else if o.Parent != "" && (o.Verb == op.Order || o.Kind == diagram.KindColumn) {
			columns[o.Parent]++
		}
	}
	if tables == 0 && len(columns) == 0 {
		return nil
	}
	// A put over an object that exists counts too: near the limit that is close enough.
	d := doc.Snapshot()
	if n := len(d.Tables) + tables; n > diagram.MaxTables && tables > 0 {
		return diagram.Errorf(diagram.TooLarge, "The diagram would have %d tables; the limit is %d.", n, diagram.MaxTables)
	}
	for id, more := range columns {
		if t := d.Tables[id]; t != nil {
			more += len(t.Columns)
		}
		if more > diagram.MaxColumns {
			return diagram.Errorf(diagram.TooLarge, "A table would have %d columns; the limit is %d.", more, diagram.MaxColumns)
		}
	}
	return nil
}
