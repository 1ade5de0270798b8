package lint

// NullableShare is which part of the columns outside primary keys takes NULL, 0 to 1. A
// diagram near 1 doesn't say what may be missing, so that NULL tells nothing there.
func (f *Facts) NullableShare() float64 { return f.nullable() }

func (f *Facts) learnNullableShare() float64 {
	nullable, all := 0, 0
	for _, t := range f.Tables {
		pk := t.PrimaryKey()
		for _, c := range t.Columns {
			if pk != nil && t.InPrimaryKey(c.ID) {
				continue
			}
			all++
			if !c.NotNull {
				nullable++
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(nullable) / float64(all)
}
