package normal

// BoyceCoddForm takes the relation apart into Boyce-Codd normal form without losing rows.
// It starts from the third normal form and splits only the parts that fall short, so that
// as few dependencies as can be are lost; some may be, and then no decomposition keeps
// them all.
func (a *Analysis) BoyceCoddForm() *Decomposition {
	third := a.ThirdNormalForm()
	if !third.Sure {
		return &Decomposition{Form: BoyceCodd}
	}
	a.work.left = maxWork
	sure := true
	var parts []Part
	open := third.Parts
	for len(open) > 0 {
		p := open[0]
		open = open[1:]
		x, certain := a.splitter(p.Columns)
		sure = sure && certain
		if x == nil {
			parts = append(parts, Part{Columns: p.Columns, Key: p.Key})
			continue
		}
		held := a.Closure(x).And(p.Columns)
		rest := p.Columns.Minus(held).Union(x)
		key := p.Key
		if !key.Within(rest) {
			key = nil
		}
		open = append([]Part{{Columns: rest, Key: key}, {Columns: held, Key: x}}, open...)
	}
	return a.finish(BoyceCodd, parts, sure)
}

// maxSubsets bounds the sets that splitter tries in one part.
const maxSubsets = 1 << 14

// splitter returns attributes of a part that determine others of it but not all, so that
// the part is not in Boyce-Codd normal form; nil when there are none. Which dependencies
// hold inside a part is a question that may take exponential time: certain is false when
// the search was given up.
func (a *Analysis) splitter(part Set) (x Set, certain bool) {
	var weak []Dependency // whose left side does not determine the part
	right := NewSet(a.Size)
	for _, d := range a.Cover {
		held := a.Closure(d.From)
		if part.Within(held) {
			continue
		}
		if d.From.Within(part) && !held.And(part).Equal(d.From) {
			return d.From, true
		}
		weak = append(weak, d)
		right = right.Union(d.To)
	}
	// What does not determine the part determines by weak dependencies only.
	tries, certain := 0, true
	inner := newCloser(a.Size, weak, a.work)
	for _, goal := range right.And(part).Members() {
		target := NewSet(a.Size, goal)
		help := a.helpers(weak, target).And(part).Minus(target)
		if !inner.of(help, target, -1).Has(goal) {
			continue
		}
		members := help.Members()
		for n := 1; n <= len(members) && certain; n++ {
			found, whole := chooseSets(members, n, func(chosen []int) bool {
				if tries++; tries > maxSubsets || a.work.spent() {
					certain = false
					return false
				}
				held := a.Closure(NewSet(a.Size, chosen...))
				return !held.Has(goal) || part.Within(held)
			})
			if !whole && certain {
				return NewSet(a.Size, found...), true
			}
		}
	}
	return nil, certain
}

// helpers returns the attributes that take part in determining the target.
func (a *Analysis) helpers(list []Dependency, target Set) Set {
	help := target
	for {
		before := help
		for _, d := range list {
			if d.To.Meets(help) {
				help = help.Union(d.From)
			}
		}
		if help.Equal(before) {
			return help
		}
	}
}

// chooseSets hands all choices of n members to try until it returns false; whole is true
// when it never did, else last is the choice at which it stopped.
func chooseSets(members []int, n int, try func([]int) bool) (last []int, whole bool) {
	at := make([]int, n)
	for i := range at {
		at[i] = i
	}
	chosen := make([]int, n)
	for {
		for i, m := range at {
			chosen[i] = members[m]
		}
		if !try(chosen) {
			return chosen, false
		}
		i := n - 1
		for i >= 0 && at[i] == len(members)-n+i {
			i--
		}
		if i < 0 {
			return nil, true
		}
		for at[i]++; i+1 < n; i++ {
			at[i+1] = at[i] + 1
		}
	}
}
