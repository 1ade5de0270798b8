package drawio

import (
	"math"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// line is an edge with what is known of its two ends, source first.
type line struct {
	cell *mxgraph.Cell
	ends [2]lineEnd
	// name is the text on the line that is no cardinality.
	name string
	// isER is true when an end has a crow's foot.
	isER bool
	// joined lines are parts of another line.
	joined bool
	// spliced lines are made of several.
	spliced bool
	// child is 1 or 2 when the texts "parent" and "child" at the ends say that the first
	// or second end is the child, otherwise 0.
	child int
}

type lineEnd struct {
	// shape is the shape at the end, glued or snapped to; nil when the end is loose.
	shape   *mxgraph.Cell
	glued   bool
	snapped float64 // how far in pixels, for ends that were snapped with a doubt
	point   *mxgraph.Point

	marker string
	card   diagram.Cardinality // by its marker, or by a text at this end
	byText bool
	minMax bool   // the text is a (min,max) pair
	ranged bool   // the text is a range such as 1..1
	why    string // why the cardinality is a guess, or empty
	// fixed is the place of the end where lines were joined to this one.
	fixed *mxgraph.Point
}

// Loose ends snap to a shape this near in pixels without and with a doubt. Of the loose
// ends of real drawings 72 % lie within the first distance, 79 % within 25 pixels.
const (
	snapSure  = 12.0
	snapGuess = 30.0
)

// findLines reads the edges and snaps their loose ends.
func (r *reader) findLines() {
	for c := range r.cells {
		if !c.Edge {
			continue
		}
		l := &line{cell: c}
		l.ends[0] = lineEnd{shape: r.shape(shapeOf(c.Source)), glued: c.Source != nil, point: c.SourcePoint, marker: c.Style.Get("startArrow")}
		l.ends[1] = lineEnd{shape: r.shape(shapeOf(c.Target)), glued: c.Target != nil, point: c.TargetPoint, marker: c.Style.Get("endArrow")}
		if !c.Style.Has("endArrow") {
			l.ends[1].marker = "classic" // the style sheet's default
		}
		for i := range l.ends {
			e := &l.ends[i]
			card, isER, known := markerCard(e.marker)
			e.card = card
			l.isER = l.isER || isER
			if !known {
				r.warn("unknown-marker", c, "The line end %q is not one that draw.io has; it is read as %s.", diagram.CutName(e.marker), card)
			}
		}
		l.readTexts()
		r.lines = append(r.lines, l)
	}
	r.snapEnds()
	r.joinLines()
}

// shapeOf leaves out lines that end at another line.
func shapeOf(c *mxgraph.Cell) *mxgraph.Cell {
	for c != nil && c.OnEdge {
		c = c.Parent
	}
	if c == nil || c.Edge {
		return nil
	}
	return c
}

// readTexts reads the labels on a line: cardinalities of its ends, where no marker says
// one, and its name.
func (l *line) readTexts() {
	type text struct {
		s     string
		along float64
	}
	var texts []text
	if own := joined(l.cell); own != "" {
		texts = append(texts, text{own, 0})
	}
	for _, child := range l.cell.Children {
		if child.Vertex && !child.Hidden {
			if s := joined(child); s != "" {
				texts = append(texts, text{s, child.Along})
			}
		}
	}
	cards := 0
	for _, t := range texts {
		if _, _, ok := endCard(t.s); ok {
			cards++
		}
		// draw.io's own association has these two words at its ends.
		if strings.EqualFold(t.s, "child") && t.along != 0 {
			l.child = 1
			if t.along > 0 {
				l.child = 2
			}
		}
	}
	for _, t := range texts {
		if source, target, ok := wholeCards(t.s); ok {
			l.say(0, source, "")
			l.say(1, target, "")
			continue
		}
		card, _, ok := endCard(t.s)
		if !ok {
			if t.along != 0 && (strings.EqualFold(t.s, "child") || strings.EqualFold(t.s, "parent")) {
				continue
			}
			if len(t.s) > len(l.name) {
				l.name = t.s
			}
			continue
		}
		// With one label of two, or in the middle, the nearer end is meant.
		switch {
		case t.along < 0:
			l.say(0, card, t.s)
		case t.along > 0:
			l.say(1, card, t.s)
		case cards == 1:
			l.say(middle, card, t.s)
		}
	}
}

// middle stands for a cardinality in the middle of a line: for lines from an entity to
// a rhomb it is that of the entity, for others it says nothing.
const middle = -1

func (l *line) say(end int, card diagram.Cardinality, text string) {
	if end == middle {
		for i := range l.ends {
			if l.ends[1-i].shape != nil && isRhomb(l.ends[1-i].shape) {
				l.say(i, card, text)
			}
		}
		return
	}
	e := &l.ends[end]
	if _, isER, _ := markerCard(e.marker); !isER && !e.byText {
		e.card, e.byText = card, true
		_, e.minMax, _ = endCard(text)
		e.ranged = strings.Contains(text, "..")
	}
}

// snapEnds finds the shapes at loose ends: tables first, then other shapes by their
// border, then texts, which make the line a pointer and no relationship.
func (r *reader) snapEnds() {
	loose := false
	for _, l := range r.lines {
		for i := range l.ends {
			loose = loose || l.ends[i].shape == nil && l.ends[i].point != nil
		}
	}
	if !loose {
		return
	}
	tables, shapes, texts := newIndex(), newIndex(), newIndex()
	for _, e := range r.entities {
		if e.into == nil {
			tables.add(e.cell)
		}
	}
	for c := range r.cells {
		if !c.Vertex || r.taken[c] || c.OnEdge || c.W == 0 || c.H == 0 || c.Has(isShape) {
			continue
		}
		if c.Style.Is("text") || c.Style.Is("edgeLabel") {
			texts.add(c)
		} else {
			shapes.add(c)
		}
	}
	for _, l := range r.lines {
		for i := range l.ends {
			e := &l.ends[i]
			if e.shape != nil || e.point == nil {
				continue
			}
			near := func(ix *index, within float64, how func(diagram.Rect, mxgraph.Point) float64) bool {
				c, d := ix.nearest(*e.point, within, how)
				if c == nil {
					return false
				}
				e.shape = c
				if d > snapSure {
					e.snapped = d
				}
				return true
			}
			_ = near(tables, snapSure, distance) ||
				near(shapes, snapSure, borderDistance) ||
				near(texts, snapSure/2, distance) ||
				near(tables, snapGuess, distance) ||
				near(shapes, snapGuess, borderDistance)
		}
	}
}

// nearest returns the shape nearest to a point, and how far it is; nil when none is
// within reach. Of equals the smaller wins.
func (ix *index) nearest(p mxgraph.Point, within float64, how func(diagram.Rect, mxgraph.Point) float64) (*mxgraph.Cell, float64) {
	var best *mxgraph.Cell
	least := math.Inf(1)
	ix.meeting(diagram.Rect{X: p.X - within, Y: p.Y - within, W: 2 * within, H: 2 * within}, func(c *mxgraph.Cell) {
		d := how(boxOf(c), p)
		if d > within {
			return
		}
		if d < least || d == least && c.W*c.H < best.W*best.H {
			best, least = c, d
		}
	})
	return best, least
}

// entityAt returns the entity that a shape is or lies in, and the column whose row it
// is or lies in, up the chain of parents. A group stands for the one entity in it.
func (r *reader) entityAt(c *mxgraph.Cell) (*entity, *column) {
	var row *column
	for at := c; at != nil; at = at.Parent {
		if row == nil {
			row = r.rows[at]
		}
		if e := r.owner[at]; e != nil {
			return e.whole(), row
		}
		if at.Parent != nil && !at.Parent.Vertex {
			break
		}
	}
	if c != nil && !c.Style.Is("swimlane") && len(c.Children) > 0 && len(c.Children) <= 8 {
		var only *entity
		for _, child := range c.Children {
			if e := r.owner[child].whole(); e != nil {
				if only != nil && only != e {
					return nil, nil
				}
				only = e
			}
		}
		return only, nil
	}
	return nil, nil
}

// anchor is the point where a line meets a shape: at its fixed place if the style has
// one, else at the border on the way to the next point.
func (l *line) anchor(end int) (mxgraph.Point, bool) {
	e := l.ends[end]
	if e.fixed != nil {
		return *e.fixed, true
	}
	if e.shape == nil {
		if e.point != nil {
			return *e.point, true
		}
		return mxgraph.Point{}, false
	}
	if !e.glued && e.point != nil {
		return *e.point, true
	}
	c := e.shape
	key := "exit"
	if end == 1 {
		key = "entry"
	}
	s := l.cell.Style
	if s.Get(key+"X") != "" {
		p := mxgraph.Point{X: c.X + s.Number(key+"X")*c.W + s.Number(key+"Dx"), Y: c.Y + s.Number(key+"Y")*c.H + s.Number(key+"Dy")}
		if s.Get(key+"Perimeter") == "0" {
			return p, true
		}
		return onPerimeter(c, p), true
	}
	next, ok := l.next(end)
	if !ok {
		return mxgraph.Point{}, false
	}
	return border(boxOf(c), next), true
}

// onPerimeter pulls a point of a shape's box onto the border of the shape, towards its
// middle, where the shape is no box.
func onPerimeter(c *mxgraph.Cell, p mxgraph.Point) mxgraph.Point {
	dx, dy := p.X-c.X-c.W/2, p.Y-c.Y-c.H/2
	if c.W == 0 || c.H == 0 {
		return p
	}
	u, v := math.Abs(dx)*2/c.W, math.Abs(dy)*2/c.H
	far := 1.0
	switch {
	case isRhomb(c):
		far = u + v
	case isOval(c):
		far = math.Hypot(u, v)
	}
	if far <= 1 {
		return p
	}
	return mxgraph.Point{X: c.X + c.W/2 + dx/far, Y: c.Y + c.H/2 + dy/far}
}

// next is the point that a line runs to from an end: its first bend, or the middle of
// the shape at the other end.
func (l *line) next(end int) (mxgraph.Point, bool) {
	if n := len(l.cell.Bends); n > 0 {
		if end == 0 {
			return l.cell.Bends[0], true
		}
		return l.cell.Bends[n-1], true
	}
	other := l.ends[1-end]
	if other.shape != nil {
		return mxgraph.Point{X: other.shape.X + other.shape.W/2, Y: other.shape.Y + other.shape.H/2}, true
	}
	if other.point != nil {
		return *other.point, true
	}
	return mxgraph.Point{}, false
}

// border is where the way from the middle of a box to a point leaves the box.
func border(box diagram.Rect, to mxgraph.Point) mxgraph.Point {
	cx, cy := box.X+box.W/2, box.Y+box.H/2
	dx, dy := to.X-cx, to.Y-cy
	t := 1.0
	if dx != 0 {
		t = math.Min(t, box.W/2/math.Abs(dx))
	}
	if dy != 0 {
		t = math.Min(t, box.H/2/math.Abs(dy))
	}
	return mxgraph.Point{X: cx + t*dx, Y: cy + t*dy}
}

// isInheritance tells lines to a supertype: a hollow triangle, or the word Extends.
func (l *line) isInheritance() (supertype int, ok bool) {
	for i, key := range []string{"startFill", "endFill"} {
		m := l.ends[i].marker
		if (m == "block" || m == "blockThin") && l.cell.Style.Get(key) == "0" && !l.isER {
			return i, true
		}
	}
	return 1, isExtends(l.name) && !l.isER
}

// isExtends tells the words on a line to a supertype.
func isExtends(text string) bool {
	switch strings.ToLower(strings.Trim(text, "<>«» ")) {
	case "extends", "extend", "is a", "isa", "inherits":
		return true
	}
	return false
}

// isDependency tells dashed arrows of UML, which say that something uses something.
func (l *line) isDependency() bool {
	if l.cell.Style.Get("dashed") != "1" || l.isER {
		return false
	}
	return l.ends[0].marker == "open" || l.ends[1].marker == "open"
}
