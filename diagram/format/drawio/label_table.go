package drawio

import (
	"math"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
	"crowsfoot/diagram/naming"
)

// boxShapes are the shapes of plain boxes that may stand for an entity.
var boxShapes = map[string]bool{"": true, "rounded": true, "rect": true, "rectangle": true, "label": true, "html": true,
	"ext": true, "process": true, "text": true, "partialRectangle": true, "whiteSpace": true, "entity": true,
	"associativeEntity": true, "weakEntity": true, "swimlane": true, "internalStorage": true, "cube": true, "plaque": true}

func isBox(c *mxgraph.Cell) bool {
	if !c.Vertex || c.OnEdge || c.Style.Is("edgeLabel") || c.Style.Is("group") || c.Style.Is("image") {
		return false
	}
	return boxShapes[c.Style.Shape()]
}

// touch counts the lines at a shape: all, those with crow's feet, those to ovals and
// those to rhombs. A ruled shape has a stroke drawn across it, below its title.
type touch struct {
	lines, er, ovals, rhombs int
	ruled                    bool
}

// findLabels takes single shapes whose text is a whole table: an HTML table, sections
// between rules, or a title with lines below it.
func (r *reader) findLabels() {
	touched := r.countTouches()
	titles, rules := r.titleBoxes(), r.rules()
	// Boxes with a title on top come first, so that no title of two lines counts as a
	// table.
	for _, wantHead := range []bool{true, false} {
		for c := range r.cells {
			if r.taken[c] || !isBox(c) || c.Has(isShape) {
				continue
			}
			head := titles.above(c)
			if head != nil && (r.taken[head] || touched[head].ovals > 0) {
				head = nil
			}
			if wantHead == (head == nil) {
				continue
			}
			t := touched[c]
			if head != nil {
				t.lines, t.er = t.lines+touched[head].lines, t.er+touched[head].er
			}
			t.ruled = rules.under(c)
			e := r.labelTable(c, head, t)
			if e == nil {
				continue
			}
			r.entities = append(r.entities, e)
			r.take(e, c)
			if head != nil {
				r.take(e, head)
				e.box = e.box.Union(boxOf(head))
			}
		}
	}
}

func (r *reader) countTouches() map[*mxgraph.Cell]touch {
	touched := map[*mxgraph.Cell]touch{}
	for _, l := range r.lines {
		for i, end := range l.ends {
			if end.shape == nil {
				continue
			}
			t := touched[end.shape]
			t.lines++
			if l.isRelation() || r.atAssociation(l) {
				t.er++
			}
			switch other := l.ends[1-i].shape; {
			case other == nil || r.associations[other]:
			case isOval(other):
				t.ovals++
			case isRhomb(other):
				t.rhombs++
			}
			touched[end.shape] = t
		}
	}
	return touched
}

// rules finds the strokes that people draw across boxes.
func (r *reader) rules() *index {
	ix := newIndex()
	for c := range r.cells {
		if c.Vertex && c.Style.Is("line") && !r.taken[c] && c.W > 2*c.H {
			ix.add(c)
		}
	}
	return ix
}

// under tells whether a stroke runs across a box in its upper half, from side to side.
func (ix *index) under(box *mxgraph.Cell) bool {
	found := false
	ix.meeting(boxOf(box), func(rule *mxgraph.Cell) {
		y := rule.Y + rule.H/2
		found = found || y > box.Y+minLine && y < box.Y+box.H/2+minLine && math.Abs(rule.X-box.X) <= 2*cornerStep && math.Abs(rule.W-box.W) <= 4*cornerStep
	})
	return found
}

// labelTable reads a shape with several lines, or gives nil when the lines are just a
// text. Head is a box on top of it that holds the title, or nil.
func (r *reader) labelTable(c, head *mxgraph.Cell, t touch) *entity {
	lines := c.Label().Lines
	if len(lines) < 2 || t.ovals > 0 {
		return nil
	}
	e := &entity{cell: c, form: formLabel, box: boxOf(c)}
	hasGrid, last := false, lines[len(lines)-1]
	for _, l := range lines {
		hasGrid = hasGrid || l.Row > 0
	}
	switch {
	case hasGrid:
		if !r.htmlTable(e, lines) || !(t.lines > 0 || e.looksTyped()) {
			return nil
		}
	case last.Section > 0:
		n := 0
		for n < len(lines) && lines[n].Section == 0 {
			n++
		}
		if n == 0 {
			n = 1
		}
		e.name = labelTitle(lines[:n])
		r.labelRows(e, lines[n:])
		if t.lines == 0 && !e.looksTyped() {
			return nil
		}
		e.kind = diagram.KindClass
	default:
		body := lines[1:]
		if head != nil {
			e.name, body = title(head), lines
		} else {
			e.name = labelTitle(lines[:1])
		}
		r.labelRows(e, body)
		// At a rhomb a box of two lines is rather a long name.
		atRhomb := t.rhombs > 0 && (len(body) > 1 || head != nil || body[0].Underline)
		if t.er == 0 && hint(c) == "" && !(t.ruled && t.lines > 0) && !(atRhomb && r.hasTables()) && !(e.looksTyped() && (t.lines > 0 || !c.Style.Is("text"))) && !(e.bulleted(body) && t.lines > 0 && !c.Style.Is("text")) && !(e.looksNamed() && t.lines > 0) {
			return nil
		}
		e.why = "one box with several lines, read as a table"
	}
	e.named = e.name != ""
	if len(e.columns) == 0 && t.er == 0 {
		return nil
	}
	return e
}

// hasTables tells whether lists or tables were found on the page before.
func (r *reader) hasTables() bool { return len(r.entities) > 0 }

func labelTitle(lines []mxgraph.Line) string {
	var parts []string
	for _, l := range lines {
		if strings.HasPrefix(l.Text, "<<") || strings.HasPrefix(l.Text, "«") {
			continue
		}
		parts = append(parts, l.Text)
	}
	return diagram.CutName(strings.TrimSuffix(strings.Join(parts, " "), ":"))
}

// looksTyped tells whether at least half of the columns have marks, or types that
// databases know; one row in a text is not enough.
func (e *entity) looksTyped() bool {
	n := 0
	for _, c := range e.columns {
		if c.mark.isSet() && c.refTable == "" || looksTyped(c.typ) {
			n++
		}
	}
	return n > 1 && 2*n >= len(e.columns)
}

// looksNamed tells whether the columns are called as those of databases are: all without
// spaces, and one of them as a key.
func (e *entity) looksNamed() bool {
	keys := 0
	for _, c := range e.columns {
		if strings.ContainsAny(c.name, " ,;!?") {
			return false
		}
		if namedAsKey(c.name) {
			keys++
		}
	}
	return keys > 0 && len(e.columns) > 1
}

// namedAsKey tells names such as id, user_id and IdUser.
func namedAsKey(name string) bool {
	words := naming.Words(name)
	return len(words) > 0 && (words[len(words)-1] == "id" || words[0] == "id")
}

// bulleted tells whether most lines begin with a bullet.
func (e *entity) bulleted(lines []mxgraph.Line) bool {
	n := 0
	for _, l := range lines {
		if bullet.MatchString(l.Text) {
			n++
		}
	}
	return n >= 2 && 3*n >= 2*len(lines)
}

// labelRows reads the lines below a title. Where most lines have bullets, the ones
// without are headings.
func (r *reader) labelRows(e *entity, lines []mxgraph.Line) {
	headings := e.bulleted(lines)
	for i, l := range lines {
		if len(e.columns) > diagram.MaxColumns {
			return // one too many already: the diagram is going to be refused
		}
		if isRuler(l.Text) {
			continue
		}
		t := readRow(l.Text, r.ambiguous)
		if t.isMethod && (l.Section > 1 || t.hadBullet) {
			r.warn("dropped-row", e.cell, "The method %q of %q is no column and was left out.", l.Text, e.name)
			continue
		}
		if headings && !t.hadBullet {
			r.warn("dropped-row", e.cell, "The line %q of %q stands without a bullet and was read as a heading.", l.Text, e.name)
			continue
		}
		if col := e.addRow(t, e.cell, i+1); col != nil {
			col.underlined = l.Underline
			col.emphatic = l.Underline && l.Bold
		}
	}
}

// htmlTable reads a label with a <table>: the title is the text before it, or a first
// row of one cell; a row's first cell may hold keys.
func (r *reader) htmlTable(e *entity, lines []mxgraph.Line) bool {
	n := 0
	for n < len(lines) && lines[n].Row == 0 {
		n++
	}
	e.name = labelTitle(lines[:n])
	var g grid
	for i := n; i < len(lines); {
		j := i
		var cells [][]mxgraph.Line
		for ; j < len(lines) && lines[j].Row == lines[i].Row && lines[j].Row > 0; j++ {
			for len(cells) < min(lines[j].Cell, maxCells) {
				cells = append(cells, nil)
			}
			if k := len(cells) - 1; k >= 0 {
				cells[k] = append(cells[k], lines[j])
			}
		}
		if j == i { // text after the table
			i++
			continue
		}
		if e.name == "" && len(cells) == 1 {
			e.name = labelTitle(cells[0])
		} else {
			g.addLabelRow(e, cells)
		}
		i = j
	}
	if e.name == "" {
		return false
	}
	g.takeHeader()
	g.vote()
	g.columns(r, e)
	return len(e.columns) > 0
}

// maxCells is the most cells of a row that are read.
const maxCells = 64

// addLabelRow makes rows of the cells of an HTML table. Cells of several lines are
// several rows; a key of one line belongs to the first of them.
func (g *grid) addLabelRow(e *entity, cells [][]mxgraph.Line) {
	height := 0
	for _, lines := range cells {
		height = max(height, len(lines))
	}
	for y := range height {
		row := gridRow{cell: e.cell}
		for _, lines := range cells {
			cell := gridCell{cell: e.cell}
			if y < len(lines) {
				cell.text = lines[y].Text
				cell.underline = lines[y].Underline
				cell.emphatic = lines[y].Underline && lines[y].Bold
			}
			row.cells = append(row.cells, cell)
		}
		g.rows = append(g.rows, row)
	}
}
