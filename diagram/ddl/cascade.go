package ddl

import "crowsfoot/diagram"

// CascadeWays are foreign keys, from parent to child, along which a change of a parent row
// travels. A cascade travels on; what sets NULL or a default ends at the child. The zero
// value holds none.
// https://learn.microsoft.com/en-us/sql/relational-databases/tables/primary-and-foreign-key-constraints
type CascadeWays struct {
	number   map[diagram.ID]int // of tables
	down     [][]way
	up       [][]int // parents by cascades
	stamp    int
	reached  []int // the stamp that a table was reached under
	downhill []int // a second set, for what lies below the child
	queue    []int // is used again and again
}

type way struct {
	child  int
	onward bool
}

// Add keeps a new way, unless a change would then reach a table a second time or come
// back to where it began; then it returns false.
func (w *CascadeWays) Add(parent, child diagram.ID, onward bool) bool {
	known := len(w.down)
	from, to := w.of(parent), w.of(child)
	// Where one of the two is new, the way joins nothing.
	if (from < known && to < known || from == to) && w.meets(from, to, onward) {
		return false
	}
	w.down[from] = append(w.down[from], way{to, onward})
	if onward {
		w.up[to] = append(w.up[to], from)
	}
	return true
}

func (w *CascadeWays) of(t diagram.ID) int {
	n, ok := w.number[t]
	if !ok {
		if w.number == nil {
			w.number = map[diagram.ID]int{}
		}
		n = len(w.down)
		w.number[t] = n
		w.down, w.up = append(w.down, nil), append(w.up, nil)
		w.reached, w.downhill = append(w.reached, 0), append(w.downhill, 0)
	}
	return n
}

// meets tells whether a new way from parent to child would lead to a table that is
// reached already, from the parent or from above it, or back to the parent.
func (w *CascadeWays) meets(parent, child int, onward bool) bool {
	w.stamp++
	below := w.spread(child, onward)
	w.stamp++
	above := append(w.queue[:0], parent)
	defer func() { w.queue = above }()
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
func (w *CascadeWays) spread(child int, onward bool) int {
	mark := w.stamp
	w.downhill[child] = mark
	if !onward {
		return mark
	}
	queue := append(w.queue[:0], child)
	defer func() { w.queue = queue }()
	for i := 0; i < len(queue); i++ {
		at := queue[i]
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
