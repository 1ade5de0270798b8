package lint

import "crowsfoot/diagram"

// usualKey is the type that most single primary keys of a diagram have.
type usualKey struct {
	typ      string
	identity diagram.Identity
}

// UsualKey returns the type that most single primary keys of the diagram have and how
// they are numbered; bigint, numbered, for a diagram that has none.
func (f *Facts) UsualKey() (typ string, identity diagram.Identity) {
	k := f.usual()
	return k.typ, k.identity
}

func (f *Facts) learnUsualKey() usualKey {
	best := usualKey{"bigint", diagram.IdentityByDefault}
	votes := map[usualKey]int{}
	for _, t := range f.Tables {
		k := t.PrimaryKey()
		if k == nil || len(k.Columns) != 1 {
			continue
		}
		c := t.Column(k.Columns[0])
		if c == nil || len(f.byColumn[c.ID]) > 0 {
			continue
		}
		switch diagram.ParseType(c.Type).Family() {
		case diagram.FamilyInteger, diagram.FamilyUUID:
		default:
			continue
		}
		v := usualKey{c.Type, c.Identity}
		if votes[v]++; votes[v] > votes[best] {
			best = v
		}
	}
	return best
}
