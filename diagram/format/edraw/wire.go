package edraw

import (
	"math"
	"slices"

	"crowsfoot/diagram"
)

// The reach of a line, in page units.
const (
	reach      = 12 // of a loose end to the box it means
	meet       = 8  // between loose ends that are meant to touch
	touch      = 3  // of an end to the box that it touches beyond doubt
	doubled    = 30 // between the far ends of two lines that run side by side
	footLength = 70 // of the strokes of a crow's foot drawn by hand
)

// wire is one drawn connection between two nodes. It may be made of several lines.
type wire struct {
	shape *shape // the first line
	lines []*shape
	box   diagram.Rect // around the lines
	ends  [2]terminal
	cards [2]cardinality
	name  string
	hosts []*shape // lines in whose middle it begins or ends
	isA   int      // the end that is the general kind of the other, or -1
	guess string   // why it is concluded rather than read, or empty
}

// terminal is where a wire meets a node.
type terminal struct {
	node   *node
	column *column // the row it meets, or nil
	at     diagram.Point
	arrow  int
	many   bool // a crow's foot drawn by hand
	point  int  // the connection point it is glued to, or 0
}

// joint is a place where ends of lines meet without a shape.
type joint struct {
	at      diagram.Point
	members []openEnd
	hub     int // the member all others lead to, or -1; see hubOf
	hubbed  bool
}

// openEnd is an end of a line that meets no node.
type openEnd struct {
	line *shape
	end  int
}

// wiring is the state of findWires.
type wiring struct {
	r      *reader
	nodes  map[openEnd]terminal
	joints map[openEnd]*joint
	lines  grid[*shape]
	used   map[*shape]bool
	hosts  map[openEnd]*shape // what hostOf found, nil too
}

// findWires makes wires of the lines of the page: it drops the strokes of crow's feet
// drawn by hand, finds what loose ends mean, and joins lines that meet.
func (r *reader) findWires() {
	r.dropFeet()
	w := &wiring{r: r, nodes: map[openEnd]terminal{}, joints: map[openEnd]*joint{}, used: map[*shape]bool{}, hosts: map[openEnd]*shape{}}
	for _, l := range r.lines {
		w.lines.add(grown(l.line.box, meet), l)
	}
	w.meetNodes()
	w.meetLines()
	for _, l := range r.lines {
		if !w.used[l] {
			w.trace(l)
		}
	}
}

// meetNodes finds the node at each end: the glued one, else the nearest within reach.
func (w *wiring) meetNodes() {
	var targets grid[*node]
	for _, n := range w.r.nodes {
		if n.kind == entity || n.kind == attribute || n.kind == relation {
			targets.add(grown(turnedBox(n.box, n.shape.angle), reach), n)
		}
	}
	loose := w.looseEnds()
	for _, l := range w.r.lines {
		for i := range l.line.ends {
			e := &l.line.ends[i]
			t := terminal{at: e.at, arrow: e.arrow, many: e.many, point: e.point}
			if e.glued != nil {
				t.node, t.column = w.r.gluedTo(e)
				if t.node != nil && stale(t.node, e) {
					t.node, t.column = nil, nil
				}
			}
			lollipop := (e.arrow == hollowCircle || e.arrow == filledCircle) && len(l.blocks) > 0
			if t.node == nil && !lollipop && (e.glued == nil || e.glued.line == nil) {
				t.node = nearest(&targets, e.at, loose.toNext(openEnd{l, i}))
			}
			if t.node != nil {
				w.nodes[openEnd{l, i}] = t
			}
		}
	}
}

// looseEnds are the ends of lines that are glued to nothing, by their places.
type looseEnds struct{ grid grid[openEnd] }

func (w *wiring) looseEnds() *looseEnds {
	var loose looseEnds
	for _, l := range w.r.lines {
		for i, e := range l.line.ends {
			if e.glued == nil {
				loose.grid.add(grown(diagram.Rect{X: e.at.X, Y: e.at.Y}, reach), openEnd{l, i})
			}
		}
	}
	return &loose
}

// toNext returns how far an end is from the nearest loose end of another line. Lines that
// run side by side are double lines and don't meet each other.
func (l *looseEnds) toNext(e openEnd) float64 {
	at, origin := e.line.line.ends[e.end].at, e.line.line.ends[1-e.end].at
	least := math.Inf(1)
	for o := range l.grid.at(at) {
		if o.line != e.line && distance(origin, o.line.line.ends[1-o.end].at) > doubled {
			least = math.Min(least, distance(at, o.line.line.ends[o.end].at))
		}
	}
	return least
}

// stale tells whether an end is drawn far from the shape it is said to stick to: ids of
// deleted shapes are given to new ones.
func stale(n *node, e *lineEnd) bool {
	far := 60.0
	if e.glued.angle != n.shape.angle {
		far += math.Max(n.box.W, n.box.H) / 2 // a part that is turned on its own
	}
	return n.to(e.at) > far
}

// gluedTo returns the node, and the column, that an end sticks to.
func (r *reader) gluedTo(e *lineEnd) (*node, *column) {
	for s := e.glued; s != nil; s = s.parent {
		if p, ok := r.rowOf[s]; ok {
			return p.node, p.column
		}
		if n := r.of[s]; n != nil && n.kind != label && n.kind != caption {
			return n, n.rowAt(e)
		}
	}
	return nil, nil
}

// firstRowPoint is the first id of connection points that stand for rows. EdrawMax
// numbers its own from 1; its extra points at a quarter of a side mean no row.
const firstRowPoint = 101

// atRow tells whether an end is glued to the point of a row, which nobody does by mistake.
func (t terminal) atRow() bool { return t.point >= firstRowPoint }

// rowAt returns the column whose row holds the connection point, or nil.
func (n *node) rowAt(e *lineEnd) *column {
	if e.point < firstRowPoint {
		return nil
	}
	p, ok := n.shape.points[e.point]
	if !ok {
		return nil
	}
	var best *column
	for _, c := range n.columns {
		if c.middle != 0 && math.Abs(c.middle-p.Y) < 3 {
			best = c
		}
	}
	return best
}

// to returns how far a point is from the outline of a node; inside it is 0.
func (n *node) to(p diagram.Point) float64 {
	p = turned(p, middle(n.box), -n.shape.angle)
	d := toBox(p, n.box)
	if d > reach || n.box.W <= 0 || n.box.H <= 0 || n.shape.onEdge {
		return d
	}
	m, half, tall := middle(n.box), n.box.W/2, n.box.H/2
	x, y := math.Abs(p.X-m.X)/half, math.Abs(p.Y-m.Y)/tall
	switch n.kind {
	case relation:
		return math.Max(0, (x+y-1)*math.Min(half, tall))
	case attribute:
		return math.Max(0, (math.Hypot(x, y)-1)*math.Min(half, tall))
	}
	return d
}

// nearest returns the node whose outline is nearest to a point, within reach and nearer
// than the next loose end of a line. Of two that hold the point, the smaller one is meant.
func nearest(nodes *grid[*node], p diagram.Point, next float64) *node {
	var best *node
	least, area := math.Inf(1), math.Inf(1)
	for n := range nodes.at(p) {
		d := n.to(p)
		if d > reach || d > least || d > touch && d > next {
			continue
		}
		if a := n.box.W * n.box.H; d < least || a < area {
			best, least, area = n, d, a
		}
	}
	return best
}

// meetLines gathers the ends that meet no node by their places.
func (w *wiring) meetLines() {
	type square struct{ x, y int }
	squareAt := func(p diagram.Point) square {
		return square{int(math.Floor(p.X / meet)), int(math.Floor(p.Y / meet))}
	}
	grid := map[square][]*joint{}
	for _, l := range w.r.lines {
		for i, e := range l.line.ends {
			key := openEnd{l, i}
			if _, ok := w.nodes[key]; ok {
				continue
			}
			at := squareAt(e.at)
			var found *joint
			for dx := -1; dx <= 1 && found == nil; dx++ {
				for dy := -1; dy <= 1 && found == nil; dy++ {
					for _, j := range grid[square{at.x + dx, at.y + dy}] {
						if distance(j.at, e.at) <= meet {
							found = j
							break
						}
					}
				}
			}
			if found == nil {
				found = &joint{at: e.at, hub: -1}
				grid[at] = append(grid[at], found)
			}
			found.members = append(found.members, key)
			w.joints[key] = found
		}
	}
}

// trace follows a line both ways and keeps the wire when it joins two nodes.
func (w *wiring) trace(l *shape) {
	w.used[l] = true
	out := &wire{shape: l, lines: []*shape{l}, isA: -1}
	hub := false
	for i := range out.ends {
		t, atHub := w.follow(openEnd{l, i}, out, 0)
		out.ends[i] = t
		hub = hub || atHub
	}
	a, b := out.ends[0].node, out.ends[1].node
	switch {
	case hub:
		// The other lines of the star lead here.
	case a == nil || b == nil || w.repeats(out):
		w.r.looseLine(out)
	case a == b && (inside(out, a.box) || l.line.length() < 3*reach) && !out.ends[0].atRow() && !out.ends[1].atRow():
		w.r.lineWithin(out, a)
	default:
		for i := range out.ends {
			if isTriangle(out.ends[i].arrow) && !isTriangle(out.ends[1-i].arrow) {
				out.isA = i
			}
		}
		for _, l := range out.lines {
			out.box = out.box.Union(l.line.box)
		}
		w.r.wires = append(w.r.wires, out)
		a.weight++
		b.weight++
	}
}

// repeats tells whether a line that ends in the middle of another one only joins what
// that one joins already: a loose end that happens to touch a line.
func (w *wiring) repeats(out *wire) bool {
	for _, h := range out.hosts {
		a, aok := w.nodes[openEnd{h, 0}]
		b, bok := w.nodes[openEnd{h, 1}]
		if !aok || !bok {
			continue
		}
		x, y := out.ends[0].node, out.ends[1].node
		if a.node == x && b.node == y || a.node == y && b.node == x {
			return true
		}
	}
	return false
}

// maxSteps bounds the lines of one wire.
const maxSteps = 64

// follow returns where an end of a line leads. AtHub is true for the line of a star
// that the others lead to.
func (w *wiring) follow(e openEnd, out *wire, steps int) (t terminal, atHub bool) {
	if t, ok := w.nodes[e]; ok {
		return t, false
	}
	if steps == maxSteps {
		return terminal{}, false
	}
	j := w.joints[e]
	switch others := len(j.members) - 1; {
	case others == 1 && w.hostOf(e, j) == nil:
		o := j.members[0]
		if o == e {
			o = j.members[1]
		}
		if o.line == e.line || w.used[o.line] {
			return terminal{}, false
		}
		w.used[o.line] = true
		out.lines = append(out.lines, o.line)
		return w.follow(openEnd{o.line, 1 - o.end}, out, steps+1)
	case others > 1:
		hub := w.hubOf(j)
		if hub < 0 {
			return terminal{}, false
		}
		h := j.members[hub]
		if h.line == e.line {
			return terminal{}, true
		}
		t := w.nodes[openEnd{h.line, 1 - h.end}]
		if isTriangle(h.line.line.ends[0].arrow) || isTriangle(h.line.line.ends[1].arrow) {
			t.arrow = arrowTriangle
		} else {
			out.guess = "Several lines meet in one place; they were read as leading to the table of the first."
		}
		return t, false
	}
	// An end in the middle of another line means what that line means there.
	if host := w.hostOf(e, j); host != nil {
		out.hosts = append(out.hosts, host)
		out.guess = "The line ends in the middle of another one; it was read as leading where that one leads."
		return w.follow(openEnd{host, e.end}, out, steps+1)
	}
	return terminal{}, false
}

// hubOf returns the member of a star that leads to the node all others are related to:
// the one with the arrow of a generalisation, else the first that reaches a node.
func (w *wiring) hubOf(j *joint) int {
	if j.hubbed {
		return j.hub
	}
	j.hubbed = true
	for i, m := range j.members {
		if _, ok := w.nodes[openEnd{m.line, 1 - m.end}]; !ok {
			continue
		}
		if isTriangle(m.line.line.ends[0].arrow) || isTriangle(m.line.line.ends[1].arrow) {
			j.hub = i
			break
		}
		if j.hub < 0 {
			j.hub = i
		}
	}
	return j.hub
}

// hostOf returns the line that an end is glued to or lies on, or nil. Lines that end at
// the same place are no hosts.
func (w *wiring) hostOf(e openEnd, j *joint) *shape {
	host, known := w.hosts[e]
	if !known {
		host = w.findHost(e, j)
		w.hosts[e] = host
	}
	return host
}

func (w *wiring) findHost(e openEnd, j *joint) *shape {
	meets := func(l *shape) bool {
		return slices.ContainsFunc(j.members, func(m openEnd) bool { return m.line == l })
	}
	end := e.line.line.ends[e.end]
	if end.glued != nil && end.glued.line != nil && !meets(end.glued) {
		return end.glued
	}
	var best *shape
	least := float64(meet)
	for l := range w.lines.at(end.at) {
		if !grown(l.line.box, meet).Contains(end.at) || meets(l) {
			continue
		}
		if d := toPath(end.at, l.line.path); d < least {
			best, least = l, d
		}
	}
	return best
}

// inside tells whether a wire never leaves a box.
func inside(w *wire, b diagram.Rect) bool {
	b = grown(b, 5)
	for _, l := range w.lines {
		for _, p := range l.line.path {
			if !b.Contains(p) {
				return false
			}
		}
	}
	return true
}

// lineWithin deals with a line inside a shape: below the text of an oval it underlines
// it, which marks a key.
func (r *reader) lineWithin(w *wire, n *node) {
	e := w.shape.line.ends
	if n.kind == attribute && len(w.lines) == 1 && math.Abs(e[0].at.Y-e[1].at.Y) < 3 && w.shape.line.length() > n.box.W*.25 && e[0].at.Y > n.box.Y+n.box.H*.45 {
		for _, l := range n.lines {
			for i := range l {
				l[i].Underline = true
			}
		}
	}
	r.textsOf(w.shape)
}

// looseLine reports a line that does not join two nodes.
func (r *reader) looseLine(w *wire) {
	if r.lollipop(w) {
		return
	}
	for _, l := range w.lines {
		r.textsOf(l)
	}
	known := w.ends[0].node
	if known == nil {
		known = w.ends[1].node
	}
	if known == nil || w.shape.line.length() < 15 || known.kind == attribute {
		return
	}
	what := "a shape"
	if known.name != "" {
		what = `"` + known.name + `"`
	}
	r.warnAbout("loose-end", w.shape, known, "A line from "+what+" ends at no table, so no relationship was made of it.")
}

// textsOf keeps the texts of a line that came to nothing, as captions for the lines
// around it.
func (r *reader) textsOf(l *shape) {
	for _, b := range l.blocks {
		n := &node{kind: label, shape: l, box: b.box, lines: b.lines}
		if _, ok := readCardinality(n.text()); ok {
			n.kind = caption
		}
		r.nodes = append(r.nodes, n)
	}
}
