package drawio

import (
	"regexp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// chen is what a page holds in Chen's notation: boxes are entities, rhombs are
// relationships, ovals are attributes, triangles are subtypes.
type chen struct {
	// joined are the shapes at the other ends of a shape's lines.
	joined map[*mxgraph.Cell][]neighbour
	// attributes are boxes that stand for ovals.
	attributes map[*mxgraph.Cell]bool
	// ovals are the shapes of attributes, with the entity that each belongs to.
	ovals map[*mxgraph.Cell]*entity
}

type neighbour struct {
	shape *mxgraph.Cell
	line  *line
	end   int // of the line, at the neighbour
}

func isRhomb(c *mxgraph.Cell) bool {
	return c.Style.Is("rhombus") || c.Style.Is("mxgraph.flowchart.decision") || c.Style.Is("mxgraph.basic.diamond") ||
		c.Style.Get("perimeter") == "rhombusPerimeter"
}

func isOval(c *mxgraph.Cell) bool {
	return c.Style.Is("ellipse") || c.Style.Is("doubleEllipse") || c.Style.Is("mxgraph.flowchart.on-page_reference")
}

// isSplit tells the small circles d, o and U of extended diagrams, which divide an entity
// into subtypes as a triangle does.
func isSplit(c *mxgraph.Cell) bool {
	if !isOval(c) || c.W > 60 {
		return false
	}
	switch strings.ToLower(joined(c)) {
	case "d", "o", "u", "∪", "x":
		return true
	}
	return false
}

func isTriangle(c *mxgraph.Cell) bool {
	return c.Style.Is("triangle") || c.Style.Is("mxgraph.flowchart.merge_or_storage") || c.Style.Is("mxgraph.flowchart.extract_or_measurement") ||
		c.Style.Is("mxgraph.basic.acute_triangle") || c.Style.Is("mxgraph.basic.orthogonal_triangle") || isRhomb(c) && isISA(joined(c))
}

// isISA tells the words that mark subtypes.
func isISA(text string) bool {
	switch strings.ToLower(strings.Trim(text, "<>«» ")) {
	case "isa", "is a", "is-a", "is_a":
		return true
	}
	return false
}

// findChen takes boxes with ovals or rhombs at them as entities, and makes
// relationships of the rhombs. Flow charts, which have rhombs too, are left alone.
func (r *reader) findChen() {
	r.chen.joined = map[*mxgraph.Cell][]neighbour{}
	for _, l := range r.lines {
		a, b := r.node(l.ends[0].shape), r.node(l.ends[1].shape)
		if a == nil || b == nil || a == b && !isBox(a) {
			continue
		}
		r.chen.joined[a] = append(r.chen.joined[a], neighbour{b, l, 1})
		if a != b {
			r.chen.joined[b] = append(r.chen.joined[b], neighbour{a, l, 0})
		}
	}
	var rhombs, ovals, triangles []*mxgraph.Cell
	for c := range r.cells {
		switch {
		case !c.Vertex || r.taken[c] || r.associations[c]:
		case isTriangle(c), isSplit(c):
			triangles = append(triangles, c)
		case isRhomb(c):
			rhombs = append(rhombs, c)
		case isOval(c):
			ovals = append(ovals, c)
		}
	}
	if !r.looksChen(rhombs, ovals) {
		return
	}
	r.readNearCards()
	r.chen.attributes, r.chen.ovals = map[*mxgraph.Cell]bool{}, map[*mxgraph.Cell]*entity{}
	if len(ovals) == 0 {
		r.boxesForOvals()
	}
	r.boxesAtRhombs(rhombs)
	r.readWholeCards()
	r.rangesAsTimes(rhombs)
	if !r.hasCards(rhombs) {
		r.arrowsAsOne(rhombs)
	}
	for c := range r.cells {
		if r.taken[c] || !isChenBox(c) || c.Text() == "" || r.chen.attributes[c] {
			continue
		}
		if hint(c) == hintEntity || slices.ContainsFunc(r.chen.joined[c], func(n neighbour) bool {
			return isRhomb(n.shape) || isTriangle(n.shape) || isSplit(n.shape) || r.isAttribute(n.shape)
		}) {
			e := &entity{cell: c, form: formChen, name: title(c), named: true, box: boxOf(c), kind: diagram.KindEntity}
			if r.adopted(c) {
				e.why = overlaid
			}
			r.entities = append(r.entities, e)
			r.takeAll(e, c)
		}
	}
	for _, e := range r.entities {
		if e.into == nil {
			r.ovalsOf(e)
		}
	}
	for _, c := range rhombs {
		r.rhomb(c)
	}
	r.ovalsBeside()
	for _, c := range triangles {
		r.triangle(c)
	}
}

func isChenBox(c *mxgraph.Cell) bool {
	return isBox(c) && !c.Style.Is("text") || c.Vertex && c.Style.Is("swimlane") && len(c.Children) == 0
}

// node is the shape that counts as the end of a line in Chen's notation: a rhomb, an
// oval, a box, or the cell of a table that was found before.
func (r *reader) node(c *mxgraph.Cell) *mxgraph.Cell {
	for at := c; at != nil; at = at.Parent {
		if e := r.owner[at].whole(); e != nil {
			return e.cell
		}
		if isRhomb(at) || isOval(at) || isTriangle(at) || isChenBox(at) {
			return at
		}
	}
	return nil
}

var answers = regexp.MustCompile(`^(?i)(?:yes|no|y|true|false|да|нет|так|ні|sim|não|nao|sí|si|oui|non|ja|nein|はい|いいえ|是|否|ya|tidak|tak|nie|evet|hayır)$`)

// looksChen tells a conceptual model from a flow chart or a use-case diagram: its rhombs
// have boxes around them and no answers at their lines, its ovals hang on boxes.
func (r *reader) looksChen(rhombs, ovals []*mxgraph.Cell) bool {
	for c := range r.cells {
		if c.Style.Is("umlActor") || c.Style.Is("actor") {
			return false
		}
	}
	if slices.ContainsFunc(rhombs, func(c *mxgraph.Cell) bool { return hint(c) != "" }) ||
		slices.ContainsFunc(r.page.Cells, func(c *mxgraph.Cell) bool { return hint(c) == hintEntity }) {
		return true
	}
	answered, questions, relations, attributes, carded := 0, 0, 0, 0, 0
	for _, l := range r.lines {
		if answers.MatchString(l.name) {
			answered++
		}
	}
	for _, c := range rhombs {
		boxes, cards := 0, 0
		for _, n := range r.chen.joined[c] {
			if isChenBox(n.shape) || r.owner[n.shape] != nil {
				boxes++
				if n.line.ends[n.end].card != diagram.Unknown {
					cards++
				}
			}
		}
		if strings.HasSuffix(c.Text(), "?") {
			questions++
		}
		if boxes >= 2 {
			relations++
			if cards > 0 {
				carded++
			}
		}
	}
	for _, c := range ovals {
		n := len(r.chen.joined[c])
		if n == 0 || n > 3 {
			continue
		}
		for _, nb := range r.chen.joined[c] {
			if isChenBox(nb.shape) || isRhomb(nb.shape) || r.owner[nb.shape] != nil || isOval(nb.shape) {
				attributes++
				break
			}
		}
	}
	if answered > 0 || 2*questions > len(rhombs) && questions > 0 {
		return false
	}
	switch {
	case attributes >= 3 && (relations >= 1 || len(rhombs) == 0 && r.plainLines() && r.hasAttributes()):
		return true
	case relations >= 1 && (carded > 0 || len(r.entities) > 0 || r.plainLines()):
		return true
	}
	return false
}

// hasAttributes tells whether a box has two ovals or more; in mind maps, ovals hang on
// ovals.
func (r *reader) hasAttributes() bool {
	for c, around := range r.chen.joined {
		ovals := 0
		for _, n := range around {
			if isOval(n.shape) {
				ovals++
			}
		}
		if ovals > 1 && (isChenBox(c) || r.owner[c] != nil) {
			return true
		}
	}
	return false
}

// plainLines tells whether most lines of the page have no arrow heads.
func (r *reader) plainLines() bool {
	plain := 0
	for _, l := range r.lines {
		if isPlain(l.ends[0].marker) && isPlain(l.ends[1].marker) {
			plain++
		}
	}
	return 2*plain > len(r.lines)
}

func isPlain(marker string) bool { return marker == "" || marker == "none" }
