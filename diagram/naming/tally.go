package naming

// tally counts things. While an update is under way it keeps how many there were before.
type tally[K comparable] struct {
	n      map[K]int
	before map[K]int // of what was counted since begin; nil when no update is under way
}

func newTally[K comparable]() tally[K] { return tally[K]{n: map[K]int{}} }

func (t *tally[K]) add(key K, by int) {
	n := t.n[key]
	if t.before != nil {
		if _, known := t.before[key]; !known {
			t.before[key] = n
		}
	}
	if n += by; n == 0 {
		delete(t.n, key)
	} else {
		t.n[key] = n
	}
}

func (t *tally[K]) begin() { t.before = map[K]int{} }

// end returns what was counted since begin where view sees another number now.
func (t *tally[K]) end(view func(int) int) []K {
	var changed []K
	for key, was := range t.before {
		if view(was) != view(t.n[key]) {
			changed = append(changed, key)
		}
	}
	t.before = nil
	return changed
}
