package drawio

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// reader reads one page. Its steps run in the order of read; each looks only at shapes
// that no step before it has taken.
type reader struct {
	page   *mxgraph.Page
	number int // of the page, from 0
	name   string
	out    *diagram.Page
	losses []diagram.Loss

	entities []*entity
	// taken are the shapes that are part of something; owner says of which entity.
	taken map[*mxgraph.Cell]bool
	owner map[*mxgraph.Cell]*entity
	// rows are the columns of row cells and of the cells in them.
	rows map[*mxgraph.Cell]*column

	lines []*line
	// under are the shapes that texts were laid over, by the texts; over are these shapes.
	under map[*mxgraph.Cell]*mxgraph.Cell
	over  map[*mxgraph.Cell]bool
	// joined are the shapes that lines end at, and the shapes around them.
	joined map[*mxgraph.Cell]bool
	// ambiguous tells that rows of this page plainly have types, so that "year date" is
	// a column called year.
	ambiguous bool

	// areas are the frames behind other shapes.
	areas []*mxgraph.Cell

	// kept are the objects that cells keep, by the IDs of the cells.
	kept map[string]diagram.ID

	chen chen
	// associations are the ovals that are relationships.
	associations map[*mxgraph.Cell]bool
	relations    []*relation
}

func newReader(p *mxgraph.Page, number int) *reader {
	name := diagram.CutName(p.Name)
	if name == "" {
		name = "Page-" + strconv.Itoa(number+1)
	}
	return &reader{
		page: p, number: number, name: name, out: diagram.NewPage(name),
		taken: map[*mxgraph.Cell]bool{}, owner: map[*mxgraph.Cell]*entity{}, rows: map[*mxgraph.Cell]*column{},
	}
}

func (r *reader) read() {
	r.out.Positioned = true
	r.out.Diagram.Name = r.name
	r.out.Sketch = sketchOf(r.page)
	if !slices.ContainsFunc(r.page.Cells, func(c *mxgraph.Cell) bool { return c.Vertex || c.Edge }) {
		return
	}
	for _, f := range r.page.Faults {
		r.report(f.Code, f.Cell, f.Message)
	}
	r.warnHidden()
	r.noticeTypes()
	r.noticeJoined()
	r.findAreas()
	r.findTables()
	r.findTitles()
	r.adoptTexts()
	r.findLines()
	r.findAssociations()
	r.findLabels()
	r.findFrames()
	r.findStrayRows()
	r.findStacks()
	r.findStrips()
	r.findChen()
	r.readNearCards()
	r.readWholeCards()
	r.findBoxes()
	r.findHinted()
	r.readAssociations()
	for _, e := range r.entities {
		e.finishKeys()
	}
	r.dropGrids()
	r.findEnums()
	r.findRelations()
	r.dropLists()
	r.buildTables()
	if len(r.out.Diagram.Tables) == 0 {
		r.warn("not-er", nil, "The page does not look like an ER diagram: it has no tables, lists or entities.")
		r.out.Diagram = diagram.New()
		r.out.Diagram.Name = r.name
		return
	}
	r.chooseColumns()
	r.buildRelationships()
	r.buildNotes()
	r.buildFrames()
}

// cells are the shapes and lines that are shown.
func (r *reader) cells(yield func(*mxgraph.Cell) bool) {
	for _, c := range r.page.Cells {
		if !c.Hidden && !yield(c) {
			return
		}
	}
}

// warnHidden tells that shapes on hidden layers are left out: people don't see them.
func (r *reader) warnHidden() {
	n := 0
	for _, c := range r.page.Cells {
		if c.Hidden && c.Vertex {
			n++
		}
	}
	if n > 0 {
		r.warn("hidden", nil, "%d shapes are hidden and were left out. Show their layer in draw.io to bring them along.", n)
	}
}

// maxWarnings is the most that is told of one page.
const maxWarnings = 1000

// warn reports something odd of this page.
func (r *reader) warn(code string, c *mxgraph.Cell, format string, args ...any) {
	for i, a := range args {
		if text, ok := a.(string); ok {
			args[i] = quotable(text)
		}
	}
	r.report(code, c, fmt.Sprintf(format, args...))
}

// report keeps a remark on this page: a full sentence.
func (r *reader) report(code string, c *mxgraph.Cell, message string) {
	switch len(r.losses) {
	case maxWarnings:
		return
	case maxWarnings - 1:
		code, message = "more", "There is more like this on the page than is told here."
	}
	l := diagram.Loss{Code: code, Message: message, Where: r.where(c), Page: r.number + 1}
	if c != nil {
		l.Source = c.ID
	}
	r.losses = append(r.losses, l)
}

// quotable cuts a text of the file to what people want to see of it in a message. What is
// no text grows up to tenfold when it is quoted, so that less of it is shown.
func quotable(text string) string {
	most := 80
	cut := []rune(text)
	if len(strconv.Quote(string(cut[:min(len(cut), most)]))) > 4*most {
		most = 20
	}
	if len(cut) <= most {
		return text
	}
	return string(cut[:most-1]) + "…"
}

// where names a place for people: page and shape.
func (r *reader) where(c *mxgraph.Cell) string {
	if c == nil {
		return fmt.Sprintf("page %q", r.name)
	}
	return fmt.Sprintf("page %q, cell %s", r.name, diagram.CutName(c.ID))
}

// id derives the ID of the object that a cell stands for. More parts tell objects of one
// cell apart.
func (r *reader) id(c *mxgraph.Cell, more ...string) diagram.ID {
	return diagram.DerivedID(append([]string{"drawio", strconv.Itoa(r.number), c.ID}, more...)...)
}

// take makes cells part of an entity.
func (r *reader) take(e *entity, cells ...*mxgraph.Cell) {
	for _, c := range cells {
		r.taken[c] = true
		r.owner[c] = e
	}
}

// takeAll makes a cell and everything below it part of an entity.
func (r *reader) takeAll(e *entity, c *mxgraph.Cell) {
	stack := []*mxgraph.Cell{c}
	for len(stack) > 0 {
		last := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if last.Edge {
			continue
		}
		r.take(e, last)
		stack = append(stack, last.Children...)
	}
}

// findTables takes native tables and lists, whose shapes alone say what they are.
func (r *reader) findTables() {
	for c := range r.cells {
		if !c.Vertex || r.taken[c] {
			continue
		}
		var e *entity
		switch {
		case c.Style.Is("table"):
			e = r.nativeTable(c)
		case c.Style.Is("swimlane"):
			e = r.list(c)
		}
		if e != nil {
			r.entities = append(r.entities, e)
		}
	}
}

// noticeJoined remembers which shapes lines end at.
func (r *reader) noticeJoined() {
	r.joined = map[*mxgraph.Cell]bool{}
	for c := range r.cells {
		if c.Edge {
			for _, end := range []*mxgraph.Cell{c.Source, c.Target} {
				for ; end != nil && !r.joined[end]; end = end.Parent {
					r.joined[end] = true
				}
			}
		}
	}
}

// noticeTypes looks for rows that plainly have types: "id int NOT NULL".
func (r *reader) noticeTypes() {
	typed, words := 0, 0
	for c := range r.cells {
		if !c.Vertex {
			continue
		}
		for _, l := range c.Label().Lines {
			if !strings.Contains(l.Text, " ") {
				continue
			}
			words++
			if t := readRow(l.Text, false); t.typ != "" && t.typeIsCertain {
				typed++
			}
		}
	}
	r.ambiguous = typed >= 2 && typed*5 >= words
}

// title joins the lines of a shape's own text to a name, without the stereotypes of UML.
func title(c *mxgraph.Cell) string {
	var lines []string
	for _, l := range c.Label().Lines {
		lines = append(lines, l.Text)
	}
	return readTitle(lines)
}

// readTitle joins the lines of a title. What stands in quotes is the name as it is.
func readTitle(lines []string) string {
	var parts []string
	for _, t := range lines {
		if strings.HasPrefix(t, "<<") && strings.HasSuffix(t, ">>") || strings.HasPrefix(t, "«") && strings.HasSuffix(t, "»") {
			continue
		}
		parts = append(parts, t)
	}
	text := strings.Join(parts, " ")
	if name, rest, ok := cutQuoted(text); ok && rest == "" {
		return diagram.CutName(name)
	}
	return diagram.CutName(kindPrefix.ReplaceAllString(text, ""))
}

// kindPrefix is a word before a title that says what it is the title of.
var kindPrefix = regexp.MustCompile(`^(?i)(?:table|entity|class)\s*:\s*`)
