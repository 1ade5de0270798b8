package normal

import "slices"

// class is a set of left sides that determine each other, with all that they determine
// directly.
type class struct {
	keys  []Set
	holds Set
}

// ThirdNormalForm takes the relation apart into third normal form, losing neither rows nor
// dependencies: a part for each left side of the cover, one for left sides that determine
// each other, and a key of the whole where no part holds one (Bernstein, "Synthesizing
// third normal form relations from functional dependencies", 1976). Without a minimal cover
// there is nothing to start from: the answer is not Sure and has no parts.
func (a *Analysis) ThirdNormalForm() *Decomposition {
	if !a.Minimal {
		return &Decomposition{Form: Third}
	}
	a.work.left = maxWork
	var parts []Part
	rest := a.all()
	for _, c := range a.classes() {
		parts = append(parts, Part{Columns: c.holds, Key: c.keys[0]})
		rest = rest.Minus(c.holds)
	}
	if !slices.ContainsFunc(parts, func(p Part) bool { return a.IsKey(p.Columns) }) {
		parts = append(parts, Part{Columns: a.Keys[0], Key: a.Keys[0]})
	}
	return a.finish(Third, parts, !a.work.spent())
}

// classes groups the cover. The dependencies between left sides of one class stand for
// themselves; of the others, what follows once these are there is dropped again.
func (a *Analysis) classes() []class {
	var classes []class
	at := map[string]int{}
	of := make([]int, len(a.Cover)) // the class of each dependency
	for i, d := range a.Cover {
		k := a.Closure(d.From).key()
		n, ok := at[k]
		if !ok {
			n = len(classes)
			at[k] = n
			classes = append(classes, class{holds: NewSet(a.Size)})
		}
		of[i] = n
		classes[n].keys = append(classes[n].keys, d.From)
		classes[n].holds = classes[n].holds.Union(d.From)
	}
	var list []Dependency
	for _, c := range classes {
		for i, k := range c.keys {
			if next := c.keys[(i+1)%len(c.keys)]; len(c.keys) > 1 {
				list = append(list, Dependency{k, next.Minus(k)})
			}
		}
	}
	first := len(list)
	var owner []int
	for i, d := range a.Cover {
		if to := d.To.Minus(classes[of[i]].holds); !to.Empty() {
			list = append(list, Dependency{d.From, to})
			owner = append(owner, of[i])
		}
	}
	a.reduceRight(list, newCloser(a.Size, list, a.work), first)
	for i, d := range list[first:] {
		n := owner[i]
		classes[n].holds = classes[n].holds.Union(d.To)
	}
	return classes
}
