package normal

import "slices"

// findCover makes the canonical cover: what follows is taken from the right sides, what is
// not needed from the left sides, until nothing changes; then equal left sides are joined.
func (a *Analysis) findCover() {
	var list []Dependency
	for _, d := range a.Given {
		if !d.trivial() {
			list = append(list, Dependency{d.From, d.To.Minus(d.From)})
		}
	}
	list = joined(list)
	c := newCloser(a.Size, list, a.work)
	for changed := true; changed && !a.work.spent(); {
		changed = a.reduceLeft(list, c)
		if a.reduceRight(list, c, 0) {
			changed = true
		}
	}
	a.Minimal = !a.work.spent()
	a.Cover = joined(slices.DeleteFunc(list, func(d Dependency) bool { return d.To.Empty() }))
}

// reduceLeft takes from the left sides what the rest of it does without.
func (a *Analysis) reduceLeft(list []Dependency, c *closer) (changed bool) {
	for i := range list {
		if list[i].To.Empty() || list[i].From.Len() < 2 {
			continue
		}
		for _, x := range slices.Backward(list[i].From.Members()) {
			if a.work.spent() {
				return changed
			}
			if less := list[i].From.without(x); list[i].To.Within(c.of(less, list[i].To, -1)) {
				list[i].From = less
				c.release(i, x)
				changed = true
			}
		}
	}
	return changed
}

// reduceRight takes from the right sides what follows anyway, of the dependencies from
// first on.
func (a *Analysis) reduceRight(list []Dependency, c *closer, first int) (changed bool) {
	given := make([]int, a.Size) // how many dependencies give an attribute
	for _, d := range list {
		for _, b := range d.To.Members() {
			given[b]++
		}
	}
	for i := len(list) - 1; i >= first; i-- {
		for _, b := range list[i].To.Members() {
			if given[b] < 2 {
				continue
			}
			if a.work.spent() {
				return changed
			}
			rest := list[i].To.without(b)
			if !c.of(list[i].From.Union(rest), NewSet(a.Size, b), i).Has(b) {
				continue
			}
			list[i].To = rest
			c.give(i, rest)
			given[b]--
			changed = true
		}
	}
	return changed
}

// joined makes one dependency of those with the same left side; each stands where the
// first of them stood.
func joined(list []Dependency) []Dependency {
	at := map[string]int{}
	var out []Dependency
	for _, d := range list {
		k := d.From.key()
		if i, ok := at[k]; ok {
			out[i].To = out[i].To.Union(d.To)
			continue
		}
		at[k] = len(out)
		out = append(out, d)
	}
	return out
}
