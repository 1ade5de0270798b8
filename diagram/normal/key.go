package normal

// findKeys lists the candidate keys. Each further key holds, for some key K and some
// dependency X → Y, no more than X and K without Y; so it is found from those at hand
// (Lucchesi and Osborn, "Candidate keys for relations", 1978), in time that grows with the
// number of keys, not with the number of subsets.
func (a *Analysis) findKeys() {
	all := a.all()
	left, right := NewSet(a.Size), NewSet(a.Size)
	for _, d := range a.Cover {
		left, right = left.Union(d.From), right.Union(d.To)
	}
	core := all.Minus(right) // in every key
	found := func(k Set) {
		if !k.holdsAny(a.Keys) {
			a.Keys = append(a.Keys, k)
		}
	}
	// The keys that somebody named come first.
	for i := len(a.Given) - 1; i >= 0; i-- {
		if len(a.Keys) == MaxKeys || a.work.spent() {
			break
		}
		if d := a.Given[i]; a.Determines(d.From, all) {
			found(a.minimal(d.From, all, core))
		}
	}
	if len(a.Keys) == 0 {
		found(a.minimal(core.Union(left), all, core))
	}
	a.AllKeys = a.Minimal
search:
	for i := 0; i < len(a.Keys); i++ {
		for _, d := range a.Cover {
			if !d.To.Meets(a.Keys[i]) {
				continue
			}
			a.work.spend(len(a.Keys) + len(core))
			if a.work.spent() {
				a.AllKeys = false
				break search
			}
			super := d.From.Union(a.Keys[i].Minus(d.To))
			if super.holdsAny(a.Keys) {
				continue
			}
			if len(a.Keys) == MaxKeys {
				a.AllKeys = false
				break search
			}
			a.Keys = append(a.Keys, a.minimal(super, all, core))
		}
	}
	a.Primes = NewSet(a.Size)
	for _, k := range a.Keys {
		a.Primes = a.Primes.Union(k)
	}
}

// minimal returns a smallest part of x, in the sense that nothing more can go, that still
// determines goal. Attributes of keep are not tried; the last ones go first.
func (a *Analysis) minimal(x, goal, keep Set) Set {
	members := x.Minus(keep).Members()
	for i := len(members) - 1; i >= 0; i-- {
		if less := x.without(members[i]); a.Determines(less, goal) {
			x = less
		}
	}
	return x
}

// IsKey tells whether x determines everything.
func (a *Analysis) IsKey(x Set) bool { return a.Determines(x, a.all()) }
