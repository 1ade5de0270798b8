package render

import (
	"math"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// level says how much of a table is drawn.
type level int

const (
	levelRows   level = iota // everything
	levelBars                // bars for the texts
	levelBlocks              // a block with its spine
)

// scene is the whole picture, ready to be written: every number is text already.
type scene struct {
	palette
	viewBox       string
	width, height string // of the picture on the page
	x, y, w, h    string // of the ground
	title, label  string
	stroke        string
	frames        []frameView
	lines         []lineView
	rings         []ringView
	cards         []cardView
	notes         []noteView
	level         level
	exact         map[diagram.Point]bool // where a line starts with "exactly one"
	empty         *emptyView
	look          diagram.Look
	fonts         cardFonts
	rowSize       string
	typeSize      string
	shapes        map[diagram.ID]diagram.Shape
	foreign       map[diagram.ID]bool // columns that foreign keys start at
}

// frameView is a titled area behind the tables.
type frameView struct {
	box             rectView
	fill, edge, ink string
	title           string
	titleX, titleY  string
	size            string
	area            diagram.Rect
}

// rectView is a rectangle with round corners.
type rectView struct{ x, y, w, h, r string }

func newRect(x, y, w, h, r float64) rectView {
	return rectView{num(x), num(y), num(w), num(h), num(r)}
}

// noteView is a note with its text broken into lines.
type noteView struct {
	box             rectView
	fill, edge, ink string
	lines           []textView
}

// textView is one line of text. When fit is not empty, the text is drawn this wide even
// where the font is another one; so it never runs into what stands beside it.
type textView struct{ x, y, text, fit string }

// newText makes a line of text that may take up so much room. Only where it needs most of
// it, and where the estimate of its width is good, the width is fixed.
func newText(x, y float64, text string, font style, room float64) textView {
	t := textView{x: num(x), y: num(y), text: text}
	if w := font.width(text); w > room*.8 && plain(text) {
		t.fit = num(w)
	}
	return t
}

func plain(text string) bool {
	for _, r := range text {
		if r < ' ' || r > '~' && r != '…' {
			return false
		}
	}
	return text != ""
}

// emptyView is what a diagram without anything shows.
type emptyView struct {
	text, x, y, size string
	boxes            []rectView
}

const (
	padding    = 40.0
	emptyWidth = 640.0
	emptyHigh  = 400.0
)

func newScene(d *diagram.Diagram, routes []layout.Route, opt Options) *scene {
	s := &scene{palette: opt.Theme.palette(), title: clean(d.Name)}
	if s.title == "" {
		s.title = "Diagram"
	}
	s.label = summary(d, s.title)
	if opt.Thumbnail == (diagram.Size{}) {
		s.look = opt.Look
	}
	s.addShapes(d)
	if s.look != (diagram.Look{}) {
		routes = s.fitted(d, routes)
	}
	area := d.BoundsWith(s.box)
	for i := range routes {
		for _, line := range routes[i].Lines() {
			for _, p := range line {
				area = area.Union(diagram.Rect{X: p.X - 1, Y: p.Y - 1, W: 2, H: 2})
			}
		}
	}
	pad := opt.Padding
	if pad <= 0 {
		pad = padding
	}
	if area == (diagram.Rect{}) {
		area = diagram.Rect{W: emptyWidth - 2*pad, H: emptyHigh - 2*pad}
		s.empty = newEmpty(area)
	}
	area = diagram.Rect{X: area.X - pad, Y: area.Y - pad, W: area.W + 2*pad, H: area.H + 2*pad}
	scale, width, height := 1.0, area.W, area.H
	if opt.Thumbnail.W > 0 && opt.Thumbnail.H > 0 {
		width, height = opt.Thumbnail.W, opt.Thumbnail.H
		scale = math.Min(1, math.Min(width/area.W, height/area.H))
		s.level = levelAt(scale)
		// The ground covers the whole small picture, whatever its shape.
		w, h := width/scale, height/scale
		area = diagram.Rect{X: area.X - (w-area.W)/2, Y: area.Y - (h-area.H)/2, W: w, H: h}
	}
	s.x, s.y, s.w, s.h = num(area.X), num(area.Y), num(area.W), num(area.H)
	s.viewBox = strings.Join([]string{s.x, s.y, s.w, s.h}, " ")
	s.width, s.height = num(width), num(height)
	s.stroke = num(math.Max(s.palette.stroke, 1/scale))
	if s.level == levelBlocks {
		// Between blocks, lines only hint at what belongs together.
		s.line, s.stroke = blend(s.lineDim, s.canvas, .8), num(.7/scale)
	}
	s.addFrames(d, scale)
	s.addLines(d, routes)
	s.addCards(d)
	s.addNotes(d)
	return s
}

// levelAt returns how much can be made out at this scale.
func levelAt(scale float64) level {
	switch {
	case scale >= .75:
		return levelRows
	case scale >= .1:
		return levelBars
	}
	return levelBlocks
}

func newEmpty(area diagram.Rect) *emptyView {
	cx, cy := area.X+area.W/2, area.Y+area.H/2
	return &emptyView{
		text: "No tables yet", x: num(cx), y: num(cy + 62), size: "15",
		boxes: []rectView{newRect(cx-88, cy-44, 72, 72, 8), newRect(cx+16, cy-44, 72, 72, 8)},
	}
}

// summary tells people who cannot see the picture what is in it.
func summary(d *diagram.Diagram, title string) string {
	return title + ": " + diagram.Counted(len(d.Tables), "table") + ", " + diagram.Counted(len(d.Relationships), "relationship")
}

func (s *scene) addFrames(d *diagram.Diagram, scale float64) {
	for _, f := range d.SortedFrames() {
		color := f.Color
		title := f.Title
		if m := d.Modules[f.Module]; m != nil {
			if color == "" {
				color = m.Color
			}
			if title == "" {
				title = m.Name
			}
		}
		c, ok := s.modules[color]
		if !ok {
			c = moduleColors{s.lineDim, s.card, s.ink2}
		}
		size := math.Min(26, math.Max(13, 9/scale))
		v := frameView{
			area: diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H},
			box:  newRect(f.Pos.X, f.Pos.Y, f.Size.W, f.Size.H, 14),
			fill: blend(c.tint, s.canvas, .62), edge: blend(c.spine, s.canvas, s.frameEdge), ink: c.ink,
			titleX: num(f.Pos.X + 14), titleY: num(f.Pos.Y + 8 + size*1.1), size: num(size),
			title: style{bold: true, size: size}.cut(clean(title), f.Size.W-28),
		}
		if s.level != levelRows {
			v.title = ""
		}
		s.frames = append(s.frames, v)
	}
}

// ground is the colour behind a point.
func (s *scene) ground(p diagram.Point) string {
	for i := len(s.frames) - 1; i >= 0; i-- {
		if s.frames[i].area.Contains(p) {
			return s.frames[i].fill
		}
	}
	return s.canvas
}

func (s *scene) addNotes(d *diagram.Diagram) {
	const lineHeight, margin = 18.0, 12.0
	for _, n := range d.SortedNotes() {
		v := noteView{box: newRect(n.Pos.X, n.Pos.Y, n.Size.W, n.Size.H, 6), fill: s.note, edge: s.noteLine, ink: s.noteInk}
		if c, ok := s.modules[n.Color]; ok {
			v.fill, v.edge, v.ink = c.tint, blend(c.spine, s.canvas, .45), c.ink
		}
		if s.level == levelRows {
			room := int((n.Size.H - 2*margin + 4) / lineHeight)
			for i, line := range (style{size: 12.5}).wrap(n.Text, n.Size.W-2*margin, room) {
				if line != "" {
					v.lines = append(v.lines, newText(n.Pos.X+margin, n.Pos.Y+margin+10+lineHeight*float64(i), line, style{size: 12.5}, n.Size.W-2*margin))
				}
			}
		}
		s.notes = append(s.notes, v)
	}
}
