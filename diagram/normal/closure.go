package normal

import "slices"

// closer computes closures in time linear in the dependencies it uses: each has a counter
// of the attributes of From that are still missing, and fires at zero (Beeri and
// Bernstein, "Computational problems related to the design of normal form relational
// schemas", 1979).
type closer struct {
	from [][]int // by attribute: the dependencies that wait for it
	to   [][]int // by dependency: what it gives
	wait []int32 // by dependency: the size of From
	free []int   // dependencies with an empty From
	left []int32 // wait, counted down
	size int     // of a closure's bookkeeping
	todo []int   // attributes that are not looked at yet
	work *meter
}

func newCloser(size int, list []Dependency, work *meter) *closer {
	c := &closer{from: make([][]int, size), to: make([][]int, len(list)), wait: make([]int32, len(list)), left: make([]int32, len(list)), work: work}
	for i, d := range list {
		members := d.From.Members()
		c.wait[i] = int32(len(members))
		for _, a := range members {
			c.from[a] = append(c.from[a], i)
		}
		if len(members) == 0 {
			c.free = append(c.free, i)
		}
		c.to[i] = d.To.Members()
		c.size++
	}
	return c
}

// of returns the closure of x without dependency number skip (-1 leaves none out). When
// goal is not nil, it may stop as soon as the goal is reached.
func (c *closer) of(x, goal Set, skip int) Set {
	out := slices.Clone(x)
	missing := -1
	if goal != nil {
		if missing = goal.Minus(x).Len(); missing == 0 {
			return out
		}
	}
	copy(c.left, c.wait)
	c.todo = c.todo[:0]
	work := len(c.left)/8 + len(x)
	fire := func(i int) bool {
		if i == skip {
			return false
		}
		for _, b := range c.to[i] {
			if out.Has(b) {
				continue
			}
			out.add(b)
			c.todo = append(c.todo, b)
			if goal != nil && goal.Has(b) {
				if missing--; missing == 0 {
					return true
				}
			}
		}
		work += len(c.to[i])
		return false
	}
	defer func() { c.work.spend(work) }()
	for _, i := range c.free {
		if fire(i) {
			return out
		}
	}
	c.todo = append(c.todo, x.Members()...)
	for len(c.todo) > 0 {
		a := c.todo[len(c.todo)-1]
		c.todo = c.todo[:len(c.todo)-1]
		work += len(c.from[a])
		for _, i := range c.from[a] {
			if c.left[i]--; c.left[i] == 0 && fire(i) {
				return out
			}
		}
	}
	return out
}

// give replaces what a dependency gives.
func (c *closer) give(i int, to Set) { c.to[i] = to.Members() }

// release makes a dependency wait for one attribute less.
func (c *closer) release(i, attribute int) {
	c.from[attribute] = slices.DeleteFunc(c.from[attribute], func(d int) bool { return d == i })
	if c.wait[i]--; c.wait[i] == 0 {
		c.free = append(c.free, i)
	}
}
