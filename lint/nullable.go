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
func (f *Facts) Nullable() Nullable {
	return ask(f, "nullable", func(f *Facts) Nullable {
		switch {
		case 10*f.nullable > 7*f.optional || f.optional == 0:
			return MostNullable
		case 2*f.nullable < f.optional:
			return FewNullable
		}
		return ManyNullable
	})
}
