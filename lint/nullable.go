package lint

// Nullable says how much of a diagram takes NULL.
type Nullable int

// The shares of the columns outside primary keys that take NULL.
const (
	FewNullable  Nullable = iota // less than half
	ManyNullable                 // up to 70 in 100
	MostNullable                 // more: the diagram does not say what may be missing
)

// Nullable tells how much of the diagram takes NULL. Where most does, NULL says nothing
// about a table.
func (f *Facts) Nullable() Nullable { return f.nullable() }

func (f *Facts) learnNullable() Nullable {
	nullable, all := 0, 0
	for _, t := range f.Tables {
		for _, c := range t.Columns {
			if t.InPrimaryKey(c.ID) {
				continue
			}
			all++
			if !c.NotNull {
				nullable++
			}
		}
	}
	switch {
	case 10*nullable > 7*all || all == 0:
		return MostNullable
	case 2*nullable < all:
		return FewNullable
	}
	return ManyNullable
}
