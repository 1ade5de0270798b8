package naming

import (
	"math"
	"slices"
	"strings"
)

// aboutColumn gathers what a column says, whatever it is compared with.
func (v *View) aboutColumn(t *table, c *column) (l list) {
	bare := c.marked == unmarked
	own := t.isWholeKey(c.Column)
	l.when(c.marked == weakly, fMarkedWeak)
	l.when(c.marked == strongly, fMarkedStrong)
	l.when(own, fOwnKey)
	l.when(!own && t.inPK[c.ID], fPartOfKey)
	l.when(!own && t.unique[c.ID], fChildUnique)
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
	l.when(m.covered, fCovered)
	if m.person != noPerson {
		l.when(true, fPersonRole+feature(m.person-personRole))
		l.when(v.others == 0 && (m.person == personBy || m.person == personAuthor), fSolePeople)
		l.value(fOtherPeople, float64(min(v.others, 3)))
	}
	l.when(self && m.role, fPlainSelf)
	if t == p && !self {
		role := slices.ContainsFunc(c.base[:min(m.dropped, len(c.base))], func(w string) bool { return selfRoles[w] })
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
		l.value(fBareUsual, v.bareShare())
	}

	l.when(m.same > 1, fSame2)
	l.when(m.same > 3, fSame4)
	l.value(fRival, m.rival)
	if m.kind == byKeyName {
		l.when(m.same == 1, fSole)
		l.value(fRepeated, math.Log1p(float64(v.namesakes(c)-1)))
		l.when(begins(p.core, t.core), fParentBegins)
		l.when(begins(t.core, p.core), fChildBegins)
	}

	class := v.classOf(m.key.Type)
	unique := p.proof != guessedKey && !p.isWholeKey(m.key) && !(p.numbered && m.key == p.key)
	l.when(p.proof == guessedKey, fGuessedKey)
	l.when(p.proof == guessedKey && t.isWholeKey(c.Column), fGuessedBoth)
	l.when(unique, fUniqueKey)
	l.when(unique && named, fUniqueNamed)
	l.when(v.sameType(c.Type, m.key.Type), fSameType)
	l.when(c.class == anything || class == anything, fUnknownType)
	l.when(c.class == text && class == text, fTextToText)
	l.when(!compatible(c.class, class), fMismatch)
	l.value(fKnown, p.logKnown())
	l.when(p.known == 0, fPopularLeaf)
	l.when(t.Schema == p.Schema, fSameSchema)
	l.when(m.kind == byKeyName && before(p, t), fEarlier)

	l.when(len(v.drawn) > 0 && v.drawn[pairOf(t, p)] > 0, fDrawn)
	l.value(fShare, m.share)
	l.value(fTaught, math.Log1p(float64(m.taught)))
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

// begins tells whether the words of a are the first of b, which has more.
func begins(a, b []string) bool {
	return len(a) < len(b) && slices.Equal(a, b[:len(a)])
}

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
	return len(w) > 1 && (counterStarts[w[0]] || counterEnds[w[len(w)-1]]) || len(w) == 1 && counterEnds[w[0]]
}
