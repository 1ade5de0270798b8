package render

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// lineView is the line of one relationship.
type lineView struct {
	label string
	halos []haloView
	run   string // the line itself
	feet  string // strokes of both ends
	rings []rectView
	dash  bool       // in IDEF1X: the parent does not identify the child
	dots  []rectView // at children in IDEF1X
	caps  string     // diamonds at parents that need not be there
	marks []textView // letters at the ends
	// diamond is where the legs of a relationship with more than two ends meet.
	diamond string
	pills   []pillView
}

// haloView parts a line from another one that it passes over.
type haloView struct{ path, color string }

// ringView is a ring with nothing shining through, drawn above all lines.
type ringView struct{ x, y, r, fill string }

// pillView is a label on a line or at a stub.
type pillView struct {
	box     rectView
	shape   string // a diamond instead of the box
	fill    string
	edge    string
	text    textView
	anchor  string
	ink     string
	tooltip string
	size    string
}

var pillStyle = style{size: 12}

const (
	pillHeight = 22.0
	pillMax    = 180.0 // width of the text on the longest pill
	diamond    = 13.0  // half the size of the diamond
	haloWidth  = 6.0
)

func (s *scene) addLines(d *diagram.Diagram, routes []layout.Route) {
	references := layout.References(d)
	done := map[string]bool{} // ends that are drawn already: lines to one row share theirs
	s.exact = exactEnds(d, routes)
	room := newRoom(d, s.box, routes)
	for i := range routes {
		r := &routes[i]
		rel := d.Relationships[r.Relationship]
		if rel == nil {
			continue
		}
		switch {
		case r.Stub && s.level == levelRows:
			s.addStub(d, rel, r, references, done)
		case !r.Stub:
			s.lines = append(s.lines, s.newLine(d, rel, r, i, room, done))
		}
	}
}

func (s *scene) newLine(d *diagram.Diagram, rel *diagram.Relationship, r *layout.Route, number int, room *room, done map[string]bool) lineView {
	v := lineView{label: sentence(d, rel)}
	v.dash = s.look.Notation == diagram.IDEF1X && !rel.Identifying && !rel.Inheritance
	var run, feet pen
	for i, line := range r.Lines() {
		if len(line) < 2 {
			continue
		}
		line = slices.Clone(line)
		if s.level == levelRows {
			s.end(&v, &feet, line, rel, i, done)
			if len(r.Legs) == 0 {
				slices.Reverse(line)
				s.end(&v, &feet, line, rel, 1, done)
				slices.Reverse(line)
			}
			v.halos = append(v.halos, s.halos(line, r.Over)...)
		}
		run.rounded(line)
	}
	v.run, v.feet = run.String(), feet.String()
	if s.level != levelRows {
		return v
	}
	text := caption(rel)
	if s.look.Notation == diagram.Chen && !rel.Inheritance {
		s.addVerb(&v, rel, r, text, number, room)
		return v
	}
	if c, ok := r.Centre(); ok {
		v.diamond = diamondPath(c, diamond, diamond)
		if text != "" {
			v.pills = append(v.pills, s.pill(text, diagram.Point{X: c.X, Y: c.Y + diamond + pillHeight/2 + 4}))
		}
	} else if text != "" && len(r.Points) > 1 {
		v.pills = append(v.pills, s.pill(text, room.label(r.Points, number, pillWidth(text), pillHeight)))
	}
	return v
}

func card(rel *diagram.Relationship, i int) diagram.Cardinality {
	if i >= len(rel.Ends) {
		return diagram.Unknown
	}
	return rel.Ends[i].Card
}

// leave draws the foot at the beginning of the line, unless a line before has the same,
// and lets the line start behind it.
func (s *scene) leave(v *lineView, feet *pen, line []diagram.Point, c diagram.Cardinality, done map[string]bool) {
	dx, dy := towards(line[0], line[1])
	if c == diagram.ZeroOne && s.exact[line[0]] {
		// Another line has "exactly one" at this very place: its bars serve both, and the
		// ring stands behind them.
		p := diagram.Point{X: line[0].X + dx*sharedRing, Y: line[0].Y + dy*sharedRing}
		if key := fmt.Sprint("ring ", p); !done[key] {
			done[key] = true
			s.rings = append(s.rings, ringView{num(p.X), num(p.Y), num(layout.FootRing), s.ground(p)})
		}
		return
	}
	e := foot(line[0], dx, dy, c)
	drawn := done[e.strokes]
	done[e.strokes] = true
	if !drawn {
		feet.WriteString(e.strokes)
	}
	if e.ring != nil && !drawn {
		v.rings = append(v.rings, rectView{x: num(e.ring.X), y: num(e.ring.Y), r: num(layout.FootRing)})
	}
	if start := math.Min(e.start, math.Hypot(line[1].X-line[0].X, line[1].Y-line[0].Y)); start > 0 {
		line[0] = diagram.Point{X: line[0].X + dx*start, Y: line[0].Y + dy*start}
	}
}

// sharedRing is how far from the card the ring stands behind the bars of another line.
const sharedRing = layout.OneBar2 + layout.FootRing + 3

// exactEnds returns the places where a line starts with "exactly one".
func exactEnds(d *diagram.Diagram, routes []layout.Route) map[diagram.Point]bool {
	out := map[diagram.Point]bool{}
	for i := range routes {
		r := &routes[i]
		rel := d.Relationships[r.Relationship]
		if rel == nil {
			continue
		}
		for k, line := range r.Lines() {
			if len(line) > 0 && card(rel, k) == diagram.One {
				out[line[0]] = true
			}
			if n := len(line); n > 0 && len(r.Legs) == 0 && card(rel, 1) == diagram.One {
				out[line[n-1]] = true
			}
		}
	}
	return out
}

// halos returns short strokes in the colour of the ground along the line, below it, at
// the points where it passes over others.
func (s *scene) halos(line []diagram.Point, over []diagram.Point) []haloView {
	byColor := map[string]*pen{}
	for _, p := range over {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			on := a.X == b.X && a.X == p.X && p.Y > math.Min(a.Y, b.Y) && p.Y < math.Max(a.Y, b.Y) ||
				a.Y == b.Y && a.Y == p.Y && p.X > math.Min(a.X, b.X) && p.X < math.Max(a.X, b.X)
			if !on {
				continue
			}
			color := s.ground(p)
			if byColor[color] == nil {
				byColor[color] = &pen{}
			}
			dx, dy := towards(a, b)
			const reach = 3
			byColor[color].to('M', p.X-dx*reach, p.Y-dy*reach)
			byColor[color].to('L', p.X+dx*reach, p.Y+dy*reach)
			break
		}
	}
	out := make([]haloView, 0, len(byColor))
	for color, p := range byColor {
		out = append(out, haloView{p.String(), color})
	}
	slices.SortFunc(out, func(a, b haloView) int { return cmp.Compare(a.color, b.color) })
	return out
}

func pillWidth(text string) float64 { return math.Min(pillMax, pillStyle.width(text)) + 20 }

func (s *scene) pill(text string, at diagram.Point) pillView {
	short := pillStyle.cut(text, pillMax)
	w := pillWidth(text)
	return pillView{
		box:  newRect(at.X-w/2, at.Y-pillHeight/2, w, pillHeight, pillHeight/2),
		fill: s.card, edge: s.hairlineCard, ink: s.ink2, anchor: "middle",
		text: textView{x: num(at.X), y: num(at.Y + 4.2), text: short}, size: "12", tooltip: text,
	}
}

// caption is the text on a line: what the relationship says. The name of a foreign key's
// constraint is not drawn; it is noise on the picture.
func caption(rel *diagram.Relationship) string {
	switch {
	case rel.Verb != "":
		return clean(rel.Verb)
	case rel.Name != "" && len(rel.Pairs) == 0:
		return clean(rel.Name)
	case rel.Inheritance:
		return "is a"
	}
	return ""
}

// sentence says in words what a line shows.
func sentence(d *diagram.Diagram, rel *diagram.Relationship) string {
	text := ""
	for i, e := range rel.Ends {
		if i > 0 {
			text += " to "
		}
		if t := d.Tables[e.Table]; t != nil {
			text += clean(t.Name)
		}
		if w := words[e.Card]; w != "" {
			text += " (" + w + ")"
		}
	}
	if c := caption(rel); c != "" {
		text += ": " + c
	}
	return text
}

var words = map[diagram.Cardinality]string{
	diagram.One: "exactly one", diagram.ZeroOne: "zero or one", diagram.Many: "many",
	diagram.OneMany: "one or many", diagram.ZeroMany: "zero or many",
}

// addStub draws a reference to a hub: a short piece at the child that names the hub, and
// one at the hub that counts the references, drawn once for each place it starts from.
func (s *scene) addStub(d *diagram.Diagram, rel *diagram.Relationship, r *layout.Route, references map[diagram.ID]int, done map[string]bool) {
	v := lineView{label: sentence(d, rel)}
	var run, feet pen
	hub := rel.Ends[1].Table
	for i, leg := range r.Legs {
		if len(leg) < 2 || i > 1 {
			continue
		}
		key := fmt.Sprint("hub ", leg[0])
		if i == 1 && done[key] {
			continue
		}
		done[key] = done[key] || i == 1
		line := slices.Clone(leg)
		s.end(&v, &feet, line, rel, i, done)
		run.rounded(line)
		text := ""
		if t := d.Tables[hub]; t != nil {
			text = clean(t.Name)
		}
		if i == 1 {
			text = num(float64(references[hub])) + " references"
		}
		v.pills = append(v.pills, s.stubLabel(text, leg[0], leg[len(leg)-1]))
	}
	v.run, v.feet = run.String(), feet.String()
	s.lines = append(s.lines, v)
}

// stubRoom is the width of the text at a stub: the usual channel less the stub.
const stubRoom = 88.0

func (s *scene) stubLabel(text string, from, to diagram.Point) pillView {
	short := tailStyle.cut(text, stubRoom)
	w := tailStyle.width(short) + 8
	p := pillView{fill: s.ground(to), edge: "none", ink: s.ink3, anchor: "start", tooltip: text, size: "11"}
	x, textX := to.X, to.X+4
	if to.X < from.X {
		x, textX, p.anchor = to.X-w, to.X-4, "end"
	}
	p.box = newRect(x, to.Y-8, w, 16, 4)
	p.text = textView{x: num(textX), y: num(to.Y + 3.8), text: short}
	return p
}
