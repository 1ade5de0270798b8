package ddl

import (
	"slices"
	"strconv"
)

// rename is a thing that has a name now and another one afterwards. A thing that goes
// later, or whose name is settled elsewhere, has none afterwards: it moves out of the way
// when another one wants its name.
type rename struct {
	from, to string
	// twice tells that the database does not take the new name at once, for instance when
	// it differs in case only.
	twice bool
	do    func(from, to string)
}

// asideName is the i-th name, from 1, with which something steps aside.
func (g *migrator) asideName(name string, i int) string {
	suffix := "_old"
	if i > 1 {
		suffix += strconv.Itoa(i)
	}
	return g.to.shortenFor(name, suffix)
}

// rename writes the renames of things that share one set of names, so that none meets
// another on the way: two that swap their names, or go round in a circle, take a step in
// between. same folds a name to what the database compares.
func (g *migrator) rename(list []*rename, same func(string) string) {
	held := map[string]*rename{}
	for _, r := range list {
		held[same(r.from)] = r
	}
	move := func(r *rename, to string) {
		r.do(r.from, to)
		delete(held, same(r.from))
		r.from = to
		held[same(to)] = r
	}
	wanted := map[string]bool{}
	for _, r := range list {
		wanted[same(r.to)] = true
	}
	aside := func(r *rename) {
		for i := 1; ; i++ {
			if name := g.asideName(r.from, i); held[same(name)] == nil && !wanted[same(name)] {
				move(r, name)
				return
			}
		}
	}
	pending := slices.DeleteFunc(slices.Clone(list), func(r *rename) bool { return r.to == "" || r.to == r.from })
	for len(pending) > 0 {
		done := false
		pending = slices.DeleteFunc(pending, func(r *rename) bool {
			holder := held[same(r.to)]
			if holder != nil && holder != r || holder == r && r.twice {
				return false
			}
			move(r, r.to)
			done = true
			return true
		})
		if done || len(pending) == 0 {
			continue
		}
		// Each that is left waits for another one, or for itself.
		aside(held[same(pending[0].to)])
	}
}
