package normal

import (
	"cmp"
	"slices"
)

// findForm decides the normal form. It is enough to look at a cover: when no dependency
// of it breaks a form, none that follows does.
func (a *Analysis) findForm() {
	for _, d := range a.Cover {
		if a.IsKey(d.From) {
			continue
		}
		v := Violation{Dependency: d, Breaks: BoyceCodd}
		if loose := d.To.Minus(a.Primes); !loose.Empty() {
			v.Breaks, v.To = Third, loose
			if k := a.keyAround(d.From); k != nil {
				v.Breaks, v.Key = Second, k
			}
		}
		a.Violations = append(a.Violations, v)
	}
	if !slices.ContainsFunc(a.Violations, func(v Violation) bool { return v.Breaks == Second }) {
		a.findPartial()
	}
	slices.SortStableFunc(a.Violations, func(x, y Violation) int { return cmp.Compare(x.Breaks, y.Breaks) })
	a.Form = BoyceCodd
	if len(a.Violations) > 0 {
		a.Form = a.Violations[0].Breaks - 1
	}
}

// keyAround returns a candidate key that x is a part of, or nil.
func (a *Analysis) keyAround(x Set) Set {
	for _, k := range a.Keys {
		if x.Within(k) && !x.Equal(k) {
			return k
		}
	}
	return nil
}

// findPartial looks for a dependency on a part of a key that only follows from several of
// the cover: A → B and B → C make C depend on A alone.
func (a *Analysis) findPartial() {
	if len(a.Violations) == 0 {
		return // what breaks the second form breaks the third
	}
	for _, k := range a.Keys {
		if k.Len() < 2 {
			continue
		}
		for _, i := range k.Members() {
			part := k.without(i)
			if a.work.spent() {
				return
			}
			if loose := a.Closure(part).Minus(part).Minus(a.Primes); !loose.Empty() {
				from := a.minimal(part, loose, NewSet(a.Size))
				a.Violations = append(a.Violations, Violation{Dependency: Dependency{from, loose}, Breaks: Second, Key: k})
				return
			}
		}
	}
}
