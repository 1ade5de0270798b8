package naming

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// aboutColumn gathers what a column says, whatever it is compared with.
func (v *View) aboutColumn(t *table, c *column, l list) list {
	bare := c.marked == unmarked
	own := t.isWholeKey(c.Column)
	l.when(c.marked == weakly, fMarkedWeak)
	l.when(c.marked == strongly, fMarkedStrong)
	l.when(own, fOwnKey)
	l.when(!own && slices.Contains(t.pk, c.ID), fPartOfKey)
	l.when(!own && slices.Contains(t.unique, c.ID), fChildUnique)
	l.when(polymorphic(t, c), fPolymorphic)
	l.when(slices.ContainsFunc(c.words, func(w string) bool { return externals[w] }), fExternal)
	l.when(counts(c), fCounter)
	l.when(bare && c.class == number, fBareNumber)
	l.when(bare && c.class == text, fBareText)
	l.when(t.Columns[0] == c.Column, fFirstColumn)
	l.value(fLonger, float64(len(c.base)))
	l.when(c.name == t.compact || c.name == t.short && len(v.find(&v.byName, c.name)) == 1, fOwnName)
	l.when(c.words[len(c.words)-1] != c.single[len(c.single)-1], fPlural)
	l.when(slices.ContainsFunc(t.single, func(w string) bool { return copies[w] }), fCopyTable)
	l.when(c.NotNull, fNotNull)
	l.when(c.class == uuid, fUUID)
	if bare {
		l.value(fBareAgainstUse, v.markedSteps())
	}
	l.when(len(t.pk) == 0, fKeyless)
	l.value(fRefused, steps(v.refusals(c)))
	return l
}

// aboutMatch adds what speaks for and against one reading of a column.
func (v *View) aboutMatch(m *match, l list) list {
	c, t, p := m.column, m.child, m.parent
	bare, self := c.marked == unmarked, m.kind == bySelfRole
	l.when(true, fKind+feature(m.kind))

	l.value(fDropped, float64(min(m.dropped, 3)))
	l.when(m.dropped > 0 && !m.role, fDroppedUnknown)
	l.when(m.role && !self, fRoleWord)
	l.when(m.related, fRelated)
	l.when(m.partly, fPartly)
	l.when(m.lent, fLent)
	l.when(m.covered, fCovered)
	if m.person != noPerson {
		l.when(true, fPersonRole+feature(m.person-personRole))
		l.when(p.login, fLogin)
		l.when(!p.login && v.hasLogins(), fNoLogin)
	}
	l.when(self && m.role, fPlainSelf)
	if t == p && !self {
		dropped := c.base[:min(m.dropped, len(c.base))]
		if m.after {
			dropped = c.plain.single[len(c.plain.single)-min(m.dropped, len(c.plain.single)):]
		}
		role := slices.ContainsFunc(dropped, func(w string) bool { return selfRoles[w] })
		l.when(!role, fSelf)
		l.when(role, fSelfNamed)
	}
	named := m.kind == byKeyName || m.kind == byRoleKey
	if partial[m.kind] {
		l.when(bare, fBareTail)
		l.when(c.marked == strongly, fStrongTail)
	}
	l.when(bare && named, fBareKey)
	if bare && !named {
		l.value(fBareUsual, math.Min(1, v.bareSteps()/4))
	}

	l.when(m.same > 1, fSame2)
	l.when(m.same > 3, fSame4)
	l.when(m.kind == byKeyName && m.same == 1, fSole)
	if m.kind == byTable {
		l.value(fShortened, float64(len(p.single)-len(p.core)))
	}

	class := v.classOf(m.key.Type)
	if !named {
		key := v.split(m.key.Name)
		other := !genericKeys[key.raw] && !strings.HasSuffix(c.plain.compact, key.compact)
		l.when(other, fOtherKey)
		l.when(other && bare, fBareOtherKey)
	}
	unique := p.proof != guessedKey && !p.isWholeKey(m.key) && !(p.numbered && m.key == p.key)
	l.when(p.proof == guessedKey, fGuessedKey)
	l.when(p.proof == guessedKey && t.isWholeKey(c.Column), fGuessedBoth)
	l.when(unique, fUniqueKey)
	l.when(unique && named, fUniqueNamed)
	l.when(v.sameType(c.Type, m.key.Type), fSameType)
	l.when(c.class == anything || class == anything, fUnknownType)
	l.when(!compatible(c.class, class), fMismatch)
	l.when(len(p.Columns) <= 3, fSmall)
	l.value(fKnown, steps(p.known))
	l.when(t.Schema == p.Schema, fSameSchema)
	l.when(m.kind == byKeyName && before(p, t), fEarlier)

	l.when(len(v.drawn) > 0 && v.drawn[pairOf(t, p)] > 0, fDrawn)
	if m.kind == byEnding {
		l.value(fEndShare, m.share)
		l.value(fEndTaught, steps(m.taught))
		l.when(bare, fEndBare)
	} else {
		l.value(fShare, m.share)
		l.value(fTaught, steps(m.taught))
	}
	if h := v.habit(c); h.all > 0 {
		if t == p {
			l.value(fSelfHabit, quarter(h.self, h.all))
		} else if m.covered {
			l.value(fCoveredHabit, quarter(h.covered, h.all))
		} else {
			l.value(fHabitDenies, quarter(h.self+h.covered, h.all))
		}
	}
	if declared := v.taught(v.declared, taughtName, c.compact); len(declared) > 0 && m.kind != byNamesake {
		l.when(!slices.ContainsFunc(declared, func(d declaredTarget) bool { return d.t == p }), fTeachDenies)
	}
	return l
}

// partial are the kinds that rest on a part of the table's name.
var partial = [kinds]bool{
	byTableTail: true, byRoleTail: true, byTableHead: true, byRoleTable: true,
	byShortWord: true, byPrefix: true, byInitials: true, byStem: true,
}

// steps is how often n can be halved before nothing is left. Counts are weighed by it, and
// so coarsely that one more or less rarely matters.
func steps(n int) float64 { return float64(bits.Len(uint(max(n, 0)))) }

// polymorphic tells whether a column beside this one names the table it refers to:
// subject_type beside subject_id.
func polymorphic(t *table, c *column) bool {
	prefix, ok := strings.CutSuffix(c.raw, "id")
	if !ok || prefix == "" || c.words[len(c.words)-1] != "id" {
		return false
	}
	for _, o := range t.columns {
		if rest, ok := strings.CutPrefix(o.raw, prefix); ok && (rest == "type" || rest == "class") {
			return true
		}
	}
	return false
}

// counts tells whether a name is that of an amount or a flag.
func counts(c *column) bool {
	w := c.plain.words
	if len(w) > 2 && slices.Contains(w[1:len(w)-1], "count") && c.marked == unmarked {
		return true // tag_count_artist
	}
	return len(w) > 1 && (counterStarts[w[0]] || counterEnds[w[len(w)-1]]) || len(w) == 1 && counterEnds[w[0]]
}
