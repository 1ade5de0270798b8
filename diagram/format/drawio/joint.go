package drawio

import (
	"math"

	"crowsfoot/diagram/format/internal/mxgraph"
)

// maxJoint is the largest size in pixels of a circle that joins lines; attributes are
// larger.
const maxJoint = 32

func isJoint(c *mxgraph.Cell) bool {
	return c != nil && isOval(c) && c.W <= maxJoint && c.H <= maxJoint && !isSplit(c)
}

// joinLines makes one line of lines that meet in a small circle or in one point of the
// page: of two, the line between their other ends; of more, a line from the only end
// that is one to each of the others.
func (r *reader) joinLines() {
	joints := newJoints()
	for _, l := range r.lines {
		a, okA := joints.at(l.ends[0])
		b, okB := joints.at(l.ends[1])
		switch {
		case okA && okB:
			joints.unite(a, b)
			l.joined = true
		case okA:
			joints.hang(a, lineAt{l, 1})
		case okB:
			joints.hang(b, lineAt{l, 0})
		}
	}
	for _, group := range joints.groups() {
		group = r.distinct(group)
		if len(group) < 2 || len(group) > maxJoined {
			continue
		}
		r.lines = append(r.lines, r.spliced(group)...)
	}
	kept := r.lines[:0]
	for _, l := range r.lines {
		if !l.joined {
			kept = append(kept, l)
		}
	}
	r.lines = kept
}

// maxJoined is the most lines that may meet in a point.
const maxJoined = 64

// lineAt is a line and the end of it that is away from the joint.
type lineAt struct {
	line *line
	end  int
}

// away is that end, with its place on the page.
func (at lineAt) away() lineEnd {
	end := at.line.ends[at.end]
	if p, ok := at.line.anchor(at.end); ok {
		end.fixed = &p
	}
	return end
}

// distinct leaves out lines that only thicken another one: strokes of a crow's foot that
// somebody drew by hand.
func (r *reader) distinct(group []lineAt) []lineAt {
	type place struct{ shape, node *mxgraph.Cell }
	seen := map[place]bool{}
	var out []lineAt
	// Glued ends come first: two of them at one shape's rows may mean two things.
	for _, glued := range []bool{true, false} {
		for _, at := range group {
			end := at.line.ends[at.end]
			if end.shape == nil || end.glued != glued {
				continue
			}
			key := place{node: r.node(end.shape)}
			if glued {
				key.shape = end.shape
			}
			if !seen[key] {
				out = append(out, at)
			}
			seen[key], seen[place{node: key.node}] = true, true
		}
	}
	return out
}

// spliced makes the lines that a group of lines stands for; none when it is not plain
// which they are.
func (r *reader) spliced(group []lineAt) []*line {
	hub := -1
	if len(group) == 2 {
		hub = 0
	} else {
		for i, at := range group {
			if !at.line.ends[at.end].card.IsOne() {
				continue
			}
			if hub >= 0 {
				return nil
			}
			hub = i
		}
	}
	if hub < 0 {
		return nil
	}
	var out []*line
	one := group[hub]
	for i, at := range group {
		if i == hub {
			continue
		}
		a, b := one.away(), at.away()
		if a.shape == nil || b.shape == nil || r.node(a.shape) == r.node(b.shape) {
			continue
		}
		out = append(out, &line{cell: at.line.cell, spliced: true, ends: [2]lineEnd{a, b}, isER: one.line.isER || at.line.isER, name: at.line.name,
			why: "lines that meet in a point are read as one line"})
		at.line.joined, one.line.joined = true, true
	}
	return out
}

// joints are the places where lines meet, joined to groups by the lines between them.
type joints struct {
	place  map[any]int // a circle, or a square of the page with a point in it
	points map[[2]int]mxgraph.Point
	up     []int // the group of a place: itself, or another place of it
	ends   [][]lineAt
}

func newJoints() *joints { return &joints{place: map[any]int{}, points: map[[2]int]mxgraph.Point{}} }

// at returns the joint at an end of a line, if one may be there.
func (j *joints) at(e lineEnd) (int, bool) {
	var key any
	switch {
	case isJoint(e.shape):
		key = e.shape
	case e.shape == nil && e.point != nil:
		key = j.near(*e.point)
	default:
		return 0, false
	}
	n, ok := j.place[key]
	if !ok {
		n = len(j.up)
		j.place[key] = n
		j.up = append(j.up, n)
		j.ends = append(j.ends, nil)
	}
	return n, true
}

// near is the key of a point: that of a point that is a joint already and no further
// away than an end may be from a shape, or else its own.
func (j *joints) near(p mxgraph.Point) [2]int {
	own := [2]int{int(math.Round(p.X / snapSure)), int(math.Round(p.Y / snapSure))}
	if _, ok := j.place[own]; ok {
		return own
	}
	for dx := -1; dx <= 1; dx++ {
		for dy := -1; dy <= 1; dy++ {
			key := [2]int{own[0] + dx, own[1] + dy}
			if at, ok := j.points[key]; ok && math.Hypot(at.X-p.X, at.Y-p.Y) <= snapSure {
				return key
			}
		}
	}
	j.points[own] = p
	return own
}

func (j *joints) root(n int) int {
	for j.up[n] != n {
		j.up[n] = j.up[j.up[n]]
		n = j.up[n]
	}
	return n
}

func (j *joints) unite(a, b int) { j.up[j.root(a)] = j.root(b) }

func (j *joints) hang(n int, at lineAt) { j.ends[n] = append(j.ends[n], at) }

// groups returns the lines of each group in the order of the file.
func (j *joints) groups() [][]lineAt {
	byRoot := map[int][]lineAt{}
	var order []int
	for n := range j.up {
		root := j.root(n)
		if byRoot[root] == nil {
			order = append(order, root)
		}
		byRoot[root] = append(byRoot[root], j.ends[n]...)
	}
	out := make([][]lineAt, 0, len(order))
	done := map[int]bool{}
	for _, root := range order {
		if !done[root] {
			done[root] = true
			out = append(out, byRoot[root])
		}
	}
	return out
}
