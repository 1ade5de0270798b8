package lint

import "crowsfoot/diagram"

// usualKey is the type of a single primary key and how it is numbered.
type usualKey struct {
	typ      string
	identity diagram.Identity
}

// usualKeys count what single primary keys are like.
type usualKeys struct {
	votes map[usualKey]int
	of    map[diagram.ID]usualKey // what each table was counted as
	best  usualKey
}

// UsualKey returns the type that most single primary keys of the diagram have and how
// they are numbered; bigint, numbered, for a diagram that has none.
func (f *Facts) UsualKey() (typ string, identity diagram.Identity) {
	f.note(usualThing, "")
	return f.keys.best.typ, f.keys.best.identity
}

// countKey counts the key of a table anew; t is nil for one that is gone.
func (f *Facts) countKey(id diagram.ID, t *diagram.Table) {
	if was, ok := f.keys.of[id]; ok {
		f.keys.votes[was]--
		delete(f.keys.of, id)
	}
	if t == nil || t.Kind == diagram.KindView {
		return
	}
	k := t.PrimaryKey()
	if k == nil || len(k.Columns) != 1 {
		return
	}
	c := t.Column(k.Columns[0])
	if c == nil || len(f.byColumn[c.ID]) > 0 {
		return
	}
	switch f.Type(c.Type).Family() {
	case diagram.FamilyInteger, diagram.FamilyUUID:
		v := usualKey{c.Type, c.Identity}
		f.keys.votes[v]++
		f.keys.of[id] = v
	}
}

// findUsualKey chooses the key that most have, by its text among equals.
func (f *Facts) findUsualKey() {
	f.keys.best = usualKey{"bigint", diagram.IdentityByDefault}
	most := 0
	for k, n := range f.keys.votes {
		b := f.keys.best
		if n > most || n == most && n > 0 && (k.typ < b.typ || k.typ == b.typ && k.identity < b.identity) {
			most, f.keys.best = n, k
		}
	}
}
