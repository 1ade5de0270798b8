package lint

import "crowsfoot/diagram"

// KeyShare returns how many of the tables with a primary key of one column have one of
// this family of types, 0 to 1; 1 for a diagram that has no such keys to learn from.
func (f *Facts) KeyShare(family diagram.Family) float64 {
	k := f.keyFamilies()
	if k.all == 0 {
		return 1
	}
	return float64(k.of[family]) / float64(k.all)
}

// keyFamilies counts tables by the type of their primary key.
type keyFamilies struct {
	all int
	of  map[diagram.Family]int
}

func (f *Facts) learnKeyFamilies() keyFamilies {
	k := keyFamilies{of: map[diagram.Family]int{}}
	for _, t := range f.Tables {
		pk := t.PrimaryKey()
		if pk == nil || len(pk.Columns) != 1 {
			continue
		}
		if c := t.Column(pk.Columns[0]); c != nil {
			k.all++
			k.of[f.types[c.Type].Family()]++
		}
	}
	return k
}
