package drawio

import (
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
	// why is why the line is a guess as a whole, or empty.
	why string
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
	paired bool   // the text is a pair such as 0,n
	counts bool   // the text says many, and is no plain number such as the steps of a flow have
	why    string // why the cardinality is a guess, or empty
	// fixed is the place of the end where lines were joined to this one.
	fixed *mxgraph.Point
}

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
	r.joinBranches()
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

// isRelation tells lines that can join nothing but entities: with a crow's foot, or with
// numbers at both ends of which one is N, * or a range.
func (l *line) isRelation() bool {
	a, b := l.ends[0], l.ends[1]
	return l.isER || a.byText && b.byText && (a.counts || b.counts)
}

// middle stands for a cardinality in the middle of a line: for lines from an entity to
// a rhomb it is that of the entity, for others it says nothing.
const middle = -1

func (l *line) say(end int, card diagram.Cardinality, text string) {
	if end == middle {
		for i := range l.ends {
			if other := l.ends[1-i].shape; other != nil && (isRhomb(other) || isOval(other) && isPair(text)) {
				l.say(i, card, text)
			}
		}
		return
	}
	e := &l.ends[end]
	if _, isER, _ := markerCard(e.marker); !isER && !e.byText {
		e.card, e.byText = card, true
		_, e.minMax, _ = endCard(text)
		e.ranged, e.paired = strings.Contains(text, ".."), isPair(text)
		e.counts = card.IsMany() && (text == "" || strings.Trim(text, " 0123456789") != "")
	}
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
	case "extends", "extend", "inherits":
		return true
	}
	return isISA(text)
}

// isDependency tells dashed arrows of UML, which say that something uses something.
func (l *line) isDependency() bool {
	if l.cell.Style.Get("dashed") != "1" || l.isER {
		return false
	}
	return l.ends[0].marker == "open" || l.ends[1].marker == "open"
}
