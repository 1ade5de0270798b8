// Package normal is the theory of normal forms: from functional dependencies it works out
// candidate keys, a minimal cover, the normal form reached and why, and decompositions to
// third and Boyce-Codd normal form.
//
// It is mathematics over numbered attributes; Of is the one place that looks at a table.
// It changes nothing and names nothing: package decompose makes operations of a
// decomposition. It reads no clock. Where a question may take exponential time, the search
// is bounded by counted work, and the answer says that it is not whole.
//
// Start at Of, or at Analyse for plain attributes.
package normal

// Dependency says that rows which agree on From agree on To.
type Dependency struct{ From, To Set }

// trivial tells whether it says nothing.
func (d Dependency) trivial() bool { return d.To.Within(d.From) }

// Form is a normal form.
type Form int

// The normal forms that dependencies decide. First is taken for granted: whether a value
// is a list in disguise is not for dependencies to say.
const (
	First Form = iota + 1
	Second
	Third
	BoyceCodd
)

// String is the usual abbreviation.
func (f Form) String() string {
	switch f {
	case First:
		return "1NF"
	case Second:
		return "2NF"
	case Third:
		return "3NF"
	case BoyceCodd:
		return "BCNF"
	}
	return "?"
}

// Title is the name in words, lower-case but for proper names.
func (f Form) Title() string {
	switch f {
	case First:
		return "first normal form"
	case Second:
		return "second normal form"
	case Third:
		return "third normal form"
	case BoyceCodd:
		return "Boyce-Codd normal form"
	}
	return "no normal form"
}

// Violation is a dependency that keeps a relation out of a normal form.
type Violation struct {
	Dependency
	// Breaks is the lowest normal form that it breaks.
	Breaks Form
	// Key is, for Second, the candidate key that From is only a part of; else nil.
	Key Set
}

// Analysis is what dependencies say about one relation.
type Analysis struct {
	Size  int // number of attributes
	Given []Dependency
	// Cover is equivalent to Given, with nothing to spare: no dependency follows from the
	// others, no attribute on either side could be left out, and no two have the same From.
	Cover []Dependency
	// Keys are candidate keys, those that Given names first. AllKeys is false when there
	// are more than MaxKeys, or the search was given up.
	Keys    []Set
	AllKeys bool
	// Primes are the attributes of these keys.
	Primes Set
	// Form is the highest normal form reached; when AllKeys is false, it may be a higher one.
	Form Form
	// Violations are the dependencies of the cover that keep it there, and those of the
	// forms above, the lowest form first.
	Violations []Violation
	// Minimal is false when the search for a cover was given up: Cover is equivalent, but
	// may hold more than it must.
	Minimal bool

	close *closer
	work  *meter
}

// MaxKeys bounds the candidate keys that are listed: a relation of n attributes may have
// more than 2^n / n of them.
const MaxKeys = 256

// maxWork bounds the search for a cover, for keys, and for parts, each in steps of a few
// nanoseconds. What takes polynomial time and cannot be left out is not bounded.
const maxWork = 40_000_000

// Analyse works out what dependencies over size attributes say. Sets must have been made
// for this size. Of dependencies that could do the same, a later one is dropped first from
// the cover only if that leaves the earlier ones; so keys belong behind the others.
func Analyse(size int, given []Dependency) *Analysis {
	a := &Analysis{Size: size, Given: given, work: &meter{left: maxWork}}
	a.findCover()
	a.close = newCloser(size, a.Cover, a.work)
	a.work.left = maxWork
	a.findKeys()
	a.work.left = maxWork
	a.findForm()
	return a
}

// Closure returns all attributes that x determines, x among them.
func (a *Analysis) Closure(x Set) Set { return a.close.of(x, nil, -1) }

// Determines tells whether rows that agree on x agree on all of y.
func (a *Analysis) Determines(x, y Set) bool { return y.Within(a.close.of(x, y, -1)) }

// all is the set of all attributes.
func (a *Analysis) all() Set { return Full(a.Size) }

// meter counts work, so that nothing runs for ever.
type meter struct{ left int }

func (m *meter) spend(n int) { m.left -= n }

func (m *meter) spent() bool { return m.left <= 0 }
