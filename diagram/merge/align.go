package merge

import (
	"maps"
	"strconv"
	"sync"

	"crowsfoot/diagram"
)

// Alignment is what Align found out: the same diagrams with IDs that mean the same in
// all of them, so that Three can merge them.
type Alignment struct {
	// Base is the earlier edition with mine's IDs; nil when there was none.
	Base *diagram.Diagram
	// Theirs is the newer reading with mine's IDs.
	Theirs *diagram.Diagram
	// IDs leads from the IDs that theirs had to those that it has now, where they differ.
	IDs map[diagram.ID]diagram.ID
	// Renames are tables and columns that go by another name now: those that are certain,
	// and those that a person may accept. See Rename.
	Renames []Rename
}

// Align gives the objects of theirs, and of base, the IDs of the objects of mine that they
// are. The three are not changed.
//
// With a base, an edition of the same file that mine was made of, shapes with one ID in
// the file are one object, if they have anything in common: a table its name or a column.
// Then objects are met by name without regard to case: tables with their schema, columns
// in their table, relationships by their ends and pairs, notes by their text. Without a
// base names alone count, because unrelated files use the same IDs for their shapes.
//
// What is met by nothing is new. It keeps its ID, unless mine or base has an object of
// that ID; then it gets another, which is the same each time.
//
// Accepted renames are in force: a person said that those objects are one. What, Old and
// New count.
func Align(base, mine, theirs *diagram.Diagram, accepted ...Rename) *Alignment {
	return newAligner(base, mine, theirs, nil).align(accepted)
}

// aligner gives IDs to the objects of theirs.
type aligner struct {
	base, mine, theirs *diagram.Diagram
	used               map[diagram.ID]bool // by base alone, or by what was deleted
	// What IDs are in mine and in theirs; looked up for what is new only.
	inMine, inTheirs func() map[diagram.ID]diagram.Kind
	// own are objects of mine that base has only by name: people made them again. That the
	// file has them no more does not concern them.
	own map[diagram.ID]bool
	// toBase and toMine lead from theirs; toBase is nil without a base.
	toBase, toMine *matcher
}

// idsOf returns what looks up the objects of a diagram.
func idsOf(d *diagram.Diagram) func() map[diagram.ID]diagram.Kind {
	return sync.OnceValue(func() map[diagram.ID]diagram.Kind { return objectIDs(d) })
}

// newAligner brings base to mine's IDs. The IDs in buried belong to deleted objects, which
// those of base may be; they are not used again for others.
func newAligner(base, mine, theirs *diagram.Diagram, buried []diagram.ID) *aligner {
	mine, theirs = orEmpty(mine), orEmpty(theirs)
	a := &aligner{base: base, mine: mine, theirs: theirs, used: map[diagram.ID]bool{}, own: map[diagram.ID]bool{},
		inMine: idsOf(mine), inTheirs: idsOf(theirs)}
	if base != nil {
		m := newMatcher(base, mine)
		m.kin, m.open = true, true
		m.run()
		for kind, twins := range m.twins {
			for from, to := range twins {
				if to != from && to != derivedID(kind, from, 0) {
					a.own[to] = true
				}
			}
		}
		ids := a.idsBy(idsOf(base), m)
		alone := map[diagram.ID]bool{}
		a.base = renumber(base, false, func(kind diagram.Kind, id diagram.ID) diagram.ID {
			to := ids(kind, id)
			if m.twin(kind, id) == "" {
				alone[to] = true
			}
			return to
		})
		// Not before all of base has its IDs: an object and what speaks of it get one.
		maps.Copy(a.used, alone)
	}
	for _, id := range buried {
		a.used[id] = true
	}
	return a
}

// idsBy returns what names objects by their twins, and
// others by an ID that is not used. What is no object at all is named by an ID that
// nothing has.
func (a *aligner) idsBy(kinds func() map[diagram.ID]diagram.Kind, m *matcher) func(diagram.Kind, diagram.ID) diagram.ID {
	return func(kind diagram.Kind, id diagram.ID) diagram.ID {
		if kind != "" {
			if twin := m.twin(kind, id); twin != "" {
				return twin
			}
		}
		has, known := kinds()[id]
		if kind == "" {
			if kind = has; kind == diagram.KindDiagram {
				return id
			}
			if twin := m.twin(kind, id); twin != "" {
				return twin
			}
		}
		if !known {
			return a.unusedID("none", id)
		}
		return a.newID(kind, id, has)
	}
}

// newID returns the ID of an object that is met by nothing. has is the kind that counts
// for the ID where a file uses it for objects of several kinds.
func (a *aligner) newID(kind diagram.Kind, id diagram.ID, has diagram.Kind) diagram.ID {
	if _, taken := a.inMine()[id]; !taken && kind == has && !a.used[id] && id.Valid() {
		return id
	}
	return a.unusedID(kind, id)
}

// unusedID derives an ID that no object of the three has.
func (a *aligner) unusedID(kind diagram.Kind, id diagram.ID) diagram.ID {
	for n := 0; ; n++ {
		derived := derivedID(kind, id, n)
		_, inMine := a.inMine()[derived]
		_, inTheirs := a.inTheirs()[derived]
		if !inMine && !inTheirs && !a.used[derived] {
			return derived
		}
	}
}

// derivedID is the ID of an object whose own is taken already; n counts up while the
// derived one is, too.
func derivedID(kind diagram.Kind, id diagram.ID, n int) diagram.ID {
	return diagram.DerivedID("merge", string(kind), string(id), strconv.Itoa(n))
}

// align matches theirs, first as the renames say that a person accepted.
func (a *aligner) align(accepted []Rename) *Alignment {
	a.toMine = newMatcher(a.theirs, a.mine)
	if a.base != nil {
		a.toBase = newMatcher(a.theirs, a.base)
		a.toBase.kin = true
		a.accept(accepted, a.toBase)
		a.toBase.run()
		// What base has and mine has not was deleted in mine: it is met all the same.
		a.toMine.twins, a.toMine.taken = a.toBase.twins, a.toBase.taken
	}
	a.accept(accepted, a.toMine)
	a.toMine.run()
	out := &Alignment{Base: a.base, IDs: map[diagram.ID]diagram.ID{}}
	now := a.idsBy(a.inTheirs, a.toMine)
	out.Theirs = renumber(a.theirs, a.base == nil, func(kind diagram.Kind, id diagram.ID) diagram.ID {
		to := now(kind, id)
		if to != id && (kind == "" || kind == a.inTheirs()[id]) {
			out.IDs[id] = to
		}
		return to
	})
	if a.base == nil {
		a.dropForeignSources(out.Theirs)
	}
	out.Renames = a.renames(accepted)
	return out
}

// dropForeignSources empties the sources of theirs that mine uses, too. A source is a
// shape of the file that the diagram was made of; an unrelated file counts its shapes the
// same way, and an export into the first file would take the one for the other.
func (a *aligner) dropForeignSources(theirs *diagram.Diagram) {
	used := map[string]bool{}
	eachSource(a.mine, func(s *string) { used[*s] = true })
	eachSource(theirs, func(s *string) {
		if used[*s] {
			*s = ""
		}
	})
}

func eachSource(d *diagram.Diagram, fn func(*string)) {
	for _, t := range d.Tables {
		fn(&t.Source)
		for _, c := range t.Columns {
			fn(&c.Source)
		}
	}
	for _, r := range d.Relationships {
		fn(&r.Source)
	}
	for _, n := range d.Notes {
		fn(&n.Source)
	}
	for _, f := range d.Frames {
		fn(&f.Source)
	}
}
