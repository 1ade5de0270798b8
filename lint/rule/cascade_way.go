package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
)

// ways are the foreign keys, from parent to child, along which a change of a parent row
// travels. A cascade travels on; what sets NULL or a default ends at the child.
type ways struct {
	number   map[diagram.ID]int // of tables
	down     [][]way
	up       [][]int // parents by cascades
	stamp    int
	reached  []int // the stamp that a table was reached under
	downhill []int // a second set, for what lies below the child
}

type way struct {
	child  int
	onward bool
}

// cascadeWays reports foreign keys by which a change would reach a table a second time,
// or come back to where it began: SQL Server refuses them. Keys count in their order, so
// that without those reported each table is reached by one way.
// https://learn.microsoft.com/en-us/sql/relational-databases/tables/primary-and-foreign-key-constraints
func cascadeWays(p *lint.Pass, can *ddl.Capability, onUpdate bool) {
	w := &ways{number: map[diagram.ID]int{}}
	for _, k := range p.ForeignKeys {
		a := actionOf(k, onUpdate)
		if a != diagram.ActionCascade && a != diagram.ActionSetNull && a != diagram.ActionSetDefault {
			continue
		}
		if p.Stop() {
			return
		}
		parent, child := w.of(k.Parent), w.of(k.Child)
		onward := a == diagram.ActionCascade
		if w.meets(parent, child, onward) {
			target := path(p.TableName(k.Child), names(k.Columns))
			why := fmt.Sprintf("A change of %s, or of a table that it depends on, reaches %s or a table below it by two ways", p.TableName(k.Parent), p.TableName(k.Child))
			if k.Parent == k.Child {
				why = fmt.Sprintf("A change of %s comes back to %s", p.TableName(k.Parent), p.TableName(k.Child))
			}
			p.Report(lint.Finding{
				Objects:  append([]lint.Object{p.RelationshipObject(k.Relationship)}, p.ColumnObjects(k.Child, k.Columns...)...),
				Message:  fmt.Sprintf("%s has %s, which %s refuses: there is another way to the same rows.", target, actionText(a, onUpdate), can.Title),
				Evidence: []string{why},
				Fixes:    []lint.Fix{leaveOut(k, a, onUpdate, target, false)},
			})
			continue
		}
		w.down[parent] = append(w.down[parent], way{child, onward})
		if onward {
			w.up[child] = append(w.up[child], parent)
		}
	}
}

func (w *ways) of(t *diagram.Table) int {
	n, ok := w.number[t.ID]
	if !ok {
		n = len(w.down)
		w.number[t.ID] = n
		w.down, w.up = append(w.down, nil), append(w.up, nil)
		w.reached, w.downhill = append(w.reached, 0), append(w.downhill, 0)
	}
	return n
}

// meets tells whether a new way from parent to child would lead to a table that is
// reached already, from the parent or from above it, or back to the parent.
func (w *ways) meets(parent, child int, onward bool) bool {
	w.stamp++
	below := w.spread(child, onward)
	w.stamp++
	above := []int{parent}
	w.reached[parent] = w.stamp
	for i := 0; i < len(above); i++ {
		for _, t := range w.up[above[i]] {
			if w.reached[t] != w.stamp {
				w.reached[t] = w.stamp
				above = append(above, t)
			}
		}
	}
	// Everything that lies below those above, themselves among them.
	for i := 0; i < len(above); i++ {
		for _, next := range w.down[above[i]] {
			if w.downhill[next.child] == below {
				return true
			}
			if next.onward && w.reached[next.child] != w.stamp {
				w.reached[next.child] = w.stamp
				above = append(above, next.child)
			}
		}
		if w.downhill[above[i]] == below {
			return true
		}
	}
	return false
}

// spread marks the child, and what a change of it reaches, in downhill; it returns the
// mark.
func (w *ways) spread(child int, onward bool) int {
	mark := w.stamp
	w.downhill[child] = mark
	if !onward {
		return mark
	}
	queue := []int{child}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, next := range w.down[at] {
			if w.downhill[next.child] == mark {
				continue
			}
			w.downhill[next.child] = mark
			if next.onward {
				queue = append(queue, next.child)
			}
		}
	}
	return mark
}
