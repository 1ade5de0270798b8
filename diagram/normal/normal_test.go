package normal_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram/normal"
)

// relation draws a small relation with dependencies, small enough for the oracles below,
// which try all subsets.
func relation(t *rapid.T) (size int, given []normal.Dependency) {
	size = rapid.IntRange(1, 7).Draw(t, "size")
	members := rapid.SliceOfN(rapid.IntRange(0, size-1), 1, 3)
	for range rapid.IntRange(0, 7).Draw(t, "dependencies") {
		given = append(given, normal.Dependency{
			From: normal.NewSet(size, members.Draw(t, "from")...),
			To:   normal.NewSet(size, members.Draw(t, "to")...),
		})
	}
	return size, given
}

// naive is the closure by the definition.
func naive(given []normal.Dependency, x normal.Set) normal.Set {
	for {
		before := x
		for _, d := range given {
			if d.From.Within(x) {
				x = x.Union(d.To)
			}
		}
		if x.Equal(before) {
			return x
		}
	}
}

// subsets returns all subsets of a set, smaller ones first.
func subsets(size int, of normal.Set) []normal.Set {
	list := []normal.Set{normal.NewSet(size)}
	for _, i := range of.Members() {
		for _, s := range slices.Clone(list) {
			list = append(list, s.Union(normal.NewSet(size, i)))
		}
	}
	slices.SortStableFunc(list, func(a, b normal.Set) int { return a.Len() - b.Len() })
	return list
}

// keysOf returns the candidate keys of a part, by trying everything.
func keysOf(size int, given []normal.Dependency, part normal.Set) []normal.Set {
	var keys []normal.Set
	for _, s := range subsets(size, part) {
		smaller := slices.ContainsFunc(keys, func(k normal.Set) bool { return k.Within(s) })
		if !smaller && part.Within(naive(given, s)) {
			keys = append(keys, s)
		}
	}
	return keys
}

// formOf returns the normal form of a part, by the definitions.
func formOf(size int, given []normal.Dependency, part normal.Set) normal.Form {
	keys := keysOf(size, given, part)
	primes := normal.NewSet(size)
	for _, k := range keys {
		primes = primes.Union(k)
	}
	form := normal.BoyceCodd
	for _, x := range subsets(size, part) {
		held := naive(given, x).And(part)
		if held.Equal(x) || held.Equal(part) {
			continue
		}
		form = min(form, normal.Third)
		if loose := held.Minus(x).Minus(primes); !loose.Empty() {
			form = min(form, normal.Second)
			if slices.ContainsFunc(keys, func(k normal.Set) bool { return x.Within(k) && !x.Equal(k) }) {
				form = normal.First
			}
		}
	}
	return form
}

func TestClosure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size, given := relation(t)
		if rapid.Bool().Draw(t, "constant") {
			given = append(given, normal.Dependency{From: normal.NewSet(size), To: normal.NewSet(size, 0)})
		}
		a := normal.Analyse(size, given)
		for _, x := range subsets(size, normal.Full(size)) {
			require.Equal(t, naive(given, x), a.Closure(x))
			require.Equal(t, normal.Full(size).Within(naive(given, x)), a.IsKey(x))
		}
	})
}

func TestCover(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size, given := relation(t)
		a := normal.Analyse(size, given)
		require.True(t, a.Minimal)
		for _, d := range given {
			require.True(t, d.To.Within(naive(a.Cover, d.From)), "the cover says all that is given")
		}
		for i, d := range a.Cover {
			require.True(t, d.To.Within(naive(given, d.From)), "the cover says no more")
			require.False(t, d.From.Meets(d.To))
			for j, o := range a.Cover {
				require.False(t, i != j && d.From.Equal(o.From), "each left side once")
			}
			for _, x := range d.From.Members() {
				require.False(t, d.To.Within(naive(given, d.From.Minus(normal.NewSet(size, x)))), "an attribute on the left to spare")
			}
			for _, y := range d.To.Members() {
				less := slices.Clone(a.Cover)
				less[i].To = d.To.Minus(normal.NewSet(size, y))
				require.False(t, naive(less, d.From).Has(y), "an attribute on the right to spare")
			}
		}
	})
}

func TestKeysAndForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size, given := relation(t)
		a := normal.Analyse(size, given)
		all := normal.Full(size)
		want := keysOf(size, given, all)
		require.True(t, a.AllKeys)
		require.ElementsMatch(t, want, a.Keys)
		primes := normal.NewSet(size)
		for _, k := range want {
			primes = primes.Union(k)
		}
		require.Equal(t, primes, a.Primes)
		require.Equal(t, formOf(size, given, all), a.Form)
		require.Equal(t, a.Form == normal.BoyceCodd, len(a.Violations) == 0)
		for _, v := range a.Violations {
			require.Greater(t, v.Breaks, a.Form)
			require.True(t, v.To.Within(naive(given, v.From)))
			require.False(t, a.IsKey(v.From))
			if v.Breaks == normal.Second {
				require.True(t, v.From.Within(v.Key) && !v.From.Equal(v.Key))
			}
			require.Equal(t, v.Breaks == normal.BoyceCodd, v.To.Within(primes))
		}
	})
}

// sets are the columns of the parts.
func sets(d *normal.Decomposition) []normal.Set {
	var list []normal.Set
	for _, p := range d.Parts {
		list = append(list, p.Columns)
	}
	return list
}

// decomposed checks what any decomposition promises.
func decomposed(t *rapid.T, size int, given []normal.Dependency, a *normal.Analysis, d *normal.Decomposition) {
	require.True(t, d.Sure)
	require.True(t, normal.Lossless(size, given, sets(d)), "rows are lost")
	union := normal.NewSet(size)
	for i, p := range d.Parts {
		union = union.Union(p.Columns)
		require.GreaterOrEqual(t, formOf(size, given, p.Columns), d.Form, "part %v", p.Columns.Members())
		keys := keysOf(size, given, p.Columns)
		for _, k := range append(slices.Clone(p.Others), p.Key) {
			require.True(t, slices.ContainsFunc(keys, k.Equal), "%v is no key of %v", k.Members(), p.Columns.Members())
		}
		for j, q := range d.Parts {
			require.False(t, i != j && p.Columns.Within(q.Columns), "a part within another")
		}
	}
	require.Equal(t, normal.Full(size), union, "an attribute is lost")
	// What the parts can hold, together with what is named as lost, is all there was.
	var held []normal.Dependency
	for _, p := range d.Parts {
		for _, x := range subsets(size, p.Columns) {
			held = append(held, normal.Dependency{From: x, To: naive(given, x).And(p.Columns)})
		}
	}
	for _, f := range a.Cover {
		lost := f.To.Minus(naive(held, f.From))
		at := slices.IndexFunc(d.Lost, func(l normal.Dependency) bool { return l.From.Equal(f.From) })
		require.Equal(t, !lost.Empty(), at >= 0)
		if at >= 0 {
			require.Equal(t, lost, d.Lost[at].To)
		}
	}
}

func TestThirdNormalForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size, given := relation(t)
		a := normal.Analyse(size, given)
		d := a.ThirdNormalForm()
		require.Equal(t, normal.Third, d.Form)
		decomposed(t, size, given, a, d)
		require.Empty(t, d.Lost)
	})
}

func TestBoyceCoddForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size, given := relation(t)
		a := normal.Analyse(size, given)
		d := a.BoyceCoddForm()
		require.Equal(t, normal.BoyceCodd, d.Form)
		decomposed(t, size, given, a, d)
	})
}

// The chase agrees with the test for two parts: what they share determines one of them.
func TestLossless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size, given := relation(t)
		part := rapid.SliceOfN(rapid.IntRange(0, size-1), 0, size)
		x, y := normal.NewSet(size, part.Draw(t, "x")...), normal.NewSet(size, part.Draw(t, "y")...)
		y = y.Union(normal.Full(size).Minus(x))
		shared := naive(given, x.And(y))
		require.Equal(t, x.Within(shared) || y.Within(shared), normal.Lossless(size, given, []normal.Set{x, y}))
	})
}

// A relation of n pairs that determine each other has 2^n keys: the search ends and says
// that it is not whole.
func TestManyKeys(t *testing.T) {
	const pairs = 40
	var given []normal.Dependency
	for i := range pairs {
		x, y := normal.NewSet(2*pairs, 2*i), normal.NewSet(2*pairs, 2*i+1)
		given = append(given, normal.Dependency{From: x, To: y}, normal.Dependency{From: y, To: x})
	}
	start := time.Now()
	a := normal.Analyse(2*pairs, given)
	require.False(t, a.AllKeys)
	require.Len(t, a.Keys, normal.MaxKeys)
	d := a.BoyceCoddForm()
	require.True(t, normal.Lossless(2*pairs, given, sets(d)))
	require.Less(t, time.Since(start), 10*time.Second)
}

// A part in which any of many subsets could split it is not looked at for ever.
func TestHardSplit(t *testing.T) {
	const n = 60
	var given []normal.Dependency
	for i := range n {
		from := normal.NewSet(n)
		for j := range n / 2 {
			from = from.Union(normal.NewSet(n, (i+j*7+1)%n))
		}
		given = append(given, normal.Dependency{From: from.Minus(normal.NewSet(n, i)), To: normal.NewSet(n, i)})
	}
	start := time.Now()
	a := normal.Analyse(n, given)
	a.ThirdNormalForm()
	a.BoyceCoddForm()
	require.Less(t, time.Since(start), 10*time.Second)
}

// The largest table that a diagram may hold, with as many and as long dependencies as one
// could declare, is given up in time.
func TestHugeTable(t *testing.T) {
	const n = 2000
	var given []normal.Dependency
	for i := range n {
		from, to := normal.NewSet(n), normal.NewSet(n)
		for j := range 60 {
			from = from.Union(normal.NewSet(n, (i*31+j*j*7)%n))
			to = to.Union(normal.NewSet(n, (i*17+j*13+5)%n))
		}
		given = append(given, normal.Dependency{From: from, To: to})
	}
	given = append(given, normal.Dependency{From: normal.NewSet(n, 0), To: normal.Full(n)})
	start := time.Now()
	a := normal.Analyse(n, given)
	took := time.Since(start)
	require.False(t, a.Minimal)
	require.False(t, a.AllKeys)
	require.NotEmpty(t, a.Keys)
	require.False(t, a.ThirdNormalForm().Sure)
	require.False(t, a.BoyceCoddForm().Sure)
	require.Less(t, took, 20*time.Second)
	t.Logf("%d columns, %d dependencies of %d columns: %v", n, len(given), 60, took)
}

// wide makes a relation of a key and n columns, with dependencies among neighbours.
func wide(n int) []normal.Dependency {
	given := []normal.Dependency{}
	for i := 1; i+4 < n; i += 5 {
		given = append(given,
			normal.Dependency{From: normal.NewSet(n, i), To: normal.NewSet(n, i+1, i+2)},
			normal.Dependency{From: normal.NewSet(n, i+1, i+3), To: normal.NewSet(n, i+4)})
	}
	return append(given, normal.Dependency{From: normal.NewSet(n, 0), To: normal.Full(n)})
}

func BenchmarkAnalyse(b *testing.B) {
	for _, n := range []int{10, 100, 400, 1600} {
		given := wide(n)
		b.Run(fmt.Sprintf("%d columns, %d dependencies", n, len(given)), func(b *testing.B) {
			for b.Loop() {
				normal.Analyse(n, given)
			}
		})
		b.Run(fmt.Sprintf("%d columns, with decompositions", n), func(b *testing.B) {
			for b.Loop() {
				a := normal.Analyse(n, given)
				a.ThirdNormalForm()
				a.BoyceCoddForm()
			}
		})
	}
}
