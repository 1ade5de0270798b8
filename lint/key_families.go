package lint

import "crowsfoot/diagram"

// keyFamilies count tables by the type of their primary key of one column.
type keyFamilies struct {
	all int
	of  map[diagram.Family]int
	by  map[diagram.ID]diagram.Family // what each table was counted as
}

// KeyShare returns how many of the tables with a primary key of one column have one of
// this family of types, 0 to 1; 1 for a diagram that has no such keys to learn from.
func (f *Facts) KeyShare(family diagram.Family) float64 {
	f.note(familyThing, "")
	if f.families.all == 0 {
		return 1
	}
	return float64(f.families.of[family]) / float64(f.families.all)
}

// countFamily counts the key of a table anew and tells whether it is another; t is nil for
// a table that is gone.
func (f *Facts) countFamily(id diagram.ID, t *diagram.Table) bool {
	was, had := f.families.by[id]
	var family diagram.Family
	has := false
	if t != nil && t.Kind != diagram.KindView {
		if k := t.PrimaryKey(); k != nil && len(k.Columns) == 1 {
			if c := t.Column(k.Columns[0]); c != nil {
				family, has = f.Type(c.Type).Family(), true
			}
		}
	}
	if has == had && family == was {
		return false
	}
	if had {
		f.families.all--
		f.families.of[was]--
		delete(f.families.by, id)
	}
	if has {
		f.families.all++
		f.families.of[family]++
		f.families.by[id] = family
	}
	return true
}
