package edraw

import (
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/eddx"
)

// kind is what a shape is taken for.
type kind int

const (
	entity    kind = iota // becomes a table
	attribute             // an oval: becomes a column
	relation              // a diamond: becomes a relationship
	caption               // a cardinality written beside a line
	label                 // any other text
	circle                // of a specialisation: joins an entity and its subtypes
)

// node is a shape, or a group of shapes, that means one thing.
type node struct {
	kind  kind
	shape *shape
	box   diagram.Rect
	lines []eddx.Line // its text
	named bool        // the name of its master says what it is, not only its form

	name      string // of an entity or relation
	tableKind diagram.TableKind
	// physical entities hold their columns in the drawing itself, Chen's have ovals.
	physical bool
	columns  []*column
	key      bool // an attribute whose form, not its text, marks the key
	weight   int  // wires that end here
	hidden   bool // taken for something else or for nothing
	doubtful bool // a table of no known master whose body is empty

	guess string // why it is concluded rather than read, or empty
}

// text returns the text of the node on one line.
func (n *node) text() string { return strings.ReplaceAll(plain(n.lines), "\n", " ") }

// row is a group of boxes side by side that may be a row of a table.
type row struct {
	shape *shape
	cells []*shape
}

// reader turns the shapes of one page into nodes, wires and relations.
type reader struct {
	d       *drawing
	nodes   []*node
	of      map[*shape]*node // every shape that belongs to a node
	rowOf   map[*shape]place // shapes that stand for one column
	lines   []*shape
	rows    []row
	empties []*shape // outlines without a text
	foreign map[string]int
	glued   map[*shape]int

	wires    []*wire
	links    []*link
	notes    []*node
	frames   []*shape
	warnings []warning
	where    func(*shape) string
}

// place is a column of an entity.
type place struct {
	node   *node
	column *column
}

// The masters of the stencils for entity-relationship drawings, in lower case.
var (
	entityMasters    = wordList("entity|entity 2|entity 3|strong entity|weak entity|data entity|entity with items|entity with items 2|associative entity")
	attributeMasters = wordList("attribute|key attribute|weak key attribute|derived attribute|multi-valued attribute|multivalued attribute|composite attribute|data item")
	relationMasters  = wordList("relationship|strong relationship|weak relationship|identifying relationship|associative relationship")
	captionMasters   = wordList("one to one caption|one to many caption|many to many caption|many to one caption|one|many|mandatory|optional|variable to variable")
	// foreignMasters belong to other kinds of drawings; a page with some of them is
	// not taken for an entity-relationship diagram by its form alone.
	foreignMasters = wordList("data store|data process|data flow|external entity|actor|system actor|system container|use case container|pipe flow arrow|control flow|object flow|sequence flow|message flow|include|extend|lifeline|object lifeline|activation|system boundary|state|initial state|final state|start node|end|swimlane|vertical swimlane|horizontal swimlane|document|predefined process|manual input|data|subprocess|activity|object|package|component|node|interface|boundary lifeline|control lifeline|entity lifeline|system|yes or no|stored data|external data|preparation|manual operation|delay|display|database|decision node|merge node|fork|join|message")
)

func wordList(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		set[w] = true
	}
	return set
}

func newReader(d *drawing, where func(*shape) string) *reader {
	r := &reader{d: d, of: map[*shape]*node{}, rowOf: map[*shape]place{}, foreign: map[string]int{}, glued: map[*shape]int{}, where: where}
	for _, s := range d.all {
		if s.line == nil {
			continue
		}
		for _, e := range s.line.ends {
			if e.glued != nil {
				r.glued[e.glued]++
			}
		}
	}
	for _, s := range d.shapes {
		r.classify(s)
	}
	r.adoptTexts()
	r.findCaptions()
	r.mergeTwins()
	r.placeRows()
	r.settleDoubts()
	r.readStrips()
	r.readContainers()
	return r
}

// add makes a node of a shape and everything in it.
func (r *reader) add(k kind, s *shape, lines []eddx.Line) *node {
	n := &node{kind: k, shape: s, box: s.box, lines: lines}
	n.name = nameOf(n.text())
	r.nodes = append(r.nodes, n)
	s.walk(func(c *shape) {
		if r.of[c] == nil {
			r.of[c] = n
		}
	})
	return n
}

// classify says what a shape, and what is in it, is.
func (r *reader) classify(s *shape) {
	name := strings.ToLower(s.nameU)
	if foreignMasters[name] {
		r.foreign[name]++
	}
	if s.line != nil {
		r.lines = append(r.lines, s)
		return
	}
	if r.addRemark(s) {
		return
	}
	switch s.typ {
	case "Image", "MetaFile":
		return
	case "Table":
		r.addTable(s)
		return
	case "TableUnit":
		r.addUnit(s)
		return
	}
	if len(s.children) == 0 {
		r.classifyLeaf(s, s.lines())
		return
	}
	var texted []*shape
	for _, c := range s.children {
		c.walk(func(d *shape) {
			if d.line == nil && d.text() != "" {
				texted = append(texted, d)
			}
		})
	}
	switch {
	case len(texted) == 0 && s.text() != "":
		r.classifyLeaf(s, s.lines())
	case len(texted) == 1 && s.text() == "" && masterKind(name) >= 0 && texted[0].typ != "Table":
		r.classifyLeaf(s, texted[0].lines())
	case s.text() == "" && sideBySide(s, texted):
		r.rows = append(r.rows, row{s, texted})
	default:
		if s.text() != "" {
			n := r.add(label, s, s.lines())
			for _, c := range s.children {
				c.walk(func(d *shape) { delete(r.of, d) })
			}
			n.box = s.box
		}
		for _, c := range s.children {
			r.classify(c)
		}
	}
}

// sideBySide tells whether a group is nothing but two or more boxes with text in a row.
func sideBySide(s *shape, texted []*shape) bool {
	if s.typ != "Group" || len(texted) < 2 || len(texted) > 6 || len(texted) != len(s.children) {
		return false
	}
	for _, c := range texted {
		if c.parent != s || c.outline != rectangle || math.Abs(c.centre().Y-s.centre().Y) > s.box.H/4 || len(c.lines()) > 2 {
			return false
		}
	}
	slices.SortStableFunc(texted, func(a, b *shape) int { return compare(a.box.X, b.box.X) })
	return true
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// masterKind returns what a master of the stencils stands for, or -1.
func masterKind(name string) kind {
	switch {
	case entityMasters[name]:
		return entity
	case attributeMasters[name]:
		return attribute
	case relationMasters[name]:
		return relation
	}
	return -1
}

// classifyLeaf makes a node of a shape that is one thing, by its master, else its form.
func (r *reader) classifyLeaf(s *shape, lines []eddx.Line) {
	name := strings.ToLower(s.nameU)
	form := formOf(s)
	empty := plain(lines) == ""
	k := label
	named := false
	switch m := masterKind(name); {
	case m >= 0:
		k, named = m, true
	case s.typ == "TextBlock" || s.typ == "TextPath" || captionMasters[name]:
	case form == rectangle:
		k = entity
	case form == oval:
		k = attribute
	case form == diamond:
		k = relation
	}
	if empty {
		if k != label && s.box.W > 8 && s.box.H > 8 {
			r.empties = append(r.empties, s)
		}
		return
	}
	n := r.add(k, s, lines)
	n.named = named
	if k == entity {
		n.tableKind = diagram.KindEntity
	}
}

// formOf returns the outline of a shape, or of the first of its parts that has one.
func formOf(s *shape) outline {
	best := s.outline
	for _, c := range s.children {
		if best == noOutline {
			best = formOf(c)
		}
	}
	return best
}

// adoptTexts gives texts that lie on empty outlines to them: many people write beside a
// box rather than into it. A diamond in an empty box is an entity of its own.
func (r *reader) adoptTexts() {
	for _, s := range r.empties {
		if s.box.W <= 0 || s.box.H <= 0 {
			continue
		}
		if n := r.twinOf(s); n != nil {
			r.of[s] = n
			continue
		}
		var best *node
		most := .6
		for _, n := range r.nodes {
			if n.hidden || n.shape == s || n.kind != label && n.kind != relation {
				continue
			}
			area := overlap(s.box, n.box) / (s.box.W * s.box.H)
			if n.kind == relation && (area < .8 || n.box.W*n.box.H > 1.3*s.box.W*s.box.H || formOf(s) != rectangle) {
				continue
			}
			// A page-wide frame is no home for the texts in it.
			if area > most || area == most && best == nil {
				best, most = n, area
			}
		}
		if best == nil {
			best = r.onlyTextIn(s)
		}
		if best == nil && r.glued[s] > 1 && masterKind(strings.ToLower(s.nameU)) == relation {
			r.add(relation, s, nil).named = true // a relationship without a name
		}
		if best == nil {
			continue
		}
		if best.kind == relation {
			best.kind, best.tableKind, best.named = entity, diagram.KindEntity, true
			r.of[s] = best
			continue
		}
		best.hidden = true
		r.classifyLeaf(s, best.lines)
		if n := r.of[s]; n != nil {
			r.of[best.shape] = n
		}
	}
	r.nodes = slices.DeleteFunc(r.nodes, func(n *node) bool { return n.hidden })
}

// onlyTextIn returns the one text whose middle lies in the shape, or nil when there are
// none or several.
func (r *reader) onlyTextIn(s *shape) *node {
	var found *node
	for _, n := range r.nodes {
		if n.hidden || n.kind != label || !s.box.Contains(middle(n.box)) {
			continue
		}
		if n.box.W > 2*s.box.W || n.box.H > 3*s.box.H {
			continue
		}
		if found != nil {
			return nil
		}
		found = n
	}
	return found
}

// findCaptions tells cardinalities from other texts.
func (r *reader) findCaptions() {
	for _, n := range r.nodes {
		if _, ok := readCardinality(n.text()); !ok || n.physical || n.kind == entity && n.named {
			continue
		}
		small := n.box.W <= 60 && n.box.H <= 45
		text := n.kind == label && n.box.W <= 220 && n.box.H <= 130
		if text || small && r.glued[n.shape] == 0 {
			n.kind = caption
		}
	}
}

// placeRows gives rows of boxes, and ovals, that lie on a table to the table as columns.
// Rows that lie on none are read as shapes of their own.
func (r *reader) placeRows() {
	var tables []*node
	for _, n := range r.nodes {
		if n.kind == entity && n.physical {
			tables = append(tables, n)
		}
	}
	under := func(p diagram.Point) *node {
		for i := len(tables) - 1; i >= 0; i-- {
			if tables[i].box.Contains(p) {
				return tables[i]
			}
		}
		return nil
	}
	for _, w := range r.rows {
		t := under(w.shape.centre())
		if t == nil {
			for _, c := range w.shape.children {
				r.classify(c)
			}
			continue
		}
		c, ok := readColumn(firstLine(w.cells[0].lines()), mode{typed: true})
		if !ok {
			continue
		}
		for _, cell := range w.cells[1:] {
			c.typeCell(plain(cell.lines()))
		}
		t.addRow(r, c, w.shape)
	}
	for _, n := range r.nodes {
		if n.kind != attribute {
			continue
		}
		if t := under(middle(n.box)); t != nil {
			n.hidden = true
			for i, l := range n.lines {
				if c, ok := readColumn(l, mode{}); ok {
					c.middle = n.box.Y + n.box.H*(float64(i)+.5)/float64(len(n.lines))
					t.addRow(r, c, n.shape)
				}
			}
		}
	}
	r.nodes = slices.DeleteFunc(r.nodes, func(n *node) bool { return n.hidden })
	for _, t := range tables {
		markUnderlined(t.columns, false)
	}
}

func firstLine(lines []eddx.Line) eddx.Line {
	for _, l := range lines {
		if lineText(l) != "" {
			return l
		}
	}
	return nil
}

// addRow appends a column that has a shape of its own.
func (n *node) addRow(r *reader, c column, s *shape) {
	if c.middle == 0 {
		c.middle = s.centre().Y
	}
	c.source = s.id
	n.columns = append(n.columns, &c)
	s.walk(func(d *shape) {
		r.of[d] = n
		r.rowOf[d] = place{n, &c}
	})
}

// markUnderlined makes underlined names the primary key. In a list, underlining means
// something only while most lines are plain.
func markUnderlined(columns []*column, single bool) {
	under := 0
	for _, c := range columns {
		if c.underlined {
			under++
		}
	}
	if !single && len(columns) > 1 && under*2 > len(columns) {
		return
	}
	for _, c := range columns {
		c.pk = c.pk || c.underlined
	}
}

func middle(b diagram.Rect) diagram.Point { return diagram.Point{X: b.X + b.W/2, Y: b.Y + b.H/2} }

// overlap returns the area that two boxes share.
func overlap(a, b diagram.Rect) float64 {
	if a.X >= b.Right() || b.X >= a.Right() || a.Y >= b.Bottom() || b.Y >= a.Bottom() {
		return 0
	}
	w := math.Min(a.Right(), b.Right()) - math.Max(a.X, b.X)
	h := math.Min(a.Bottom(), b.Bottom()) - math.Max(a.Y, b.Y)
	return w * h
}
