package edraw

import (
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"crowsfoot/diagram"
)

// margin is the place of the topmost, leftmost thing of a page.
const margin = 40

// builder makes a diagram of what was read of one page.
type builder struct {
	r       *reader
	page    *diagram.Page
	index   int // of the page in the file
	tables  map[*node]*diagram.Table
	columns map[*column]diagram.ID
	shift   diagram.Point
}

// build reads one page and reports into the source what was odd.
func build(d *drawing, index int, src *diagram.Source) *diagram.Page {
	page := diagram.NewPage(diagram.CutName(d.name))
	page.Positioned = true
	where := func(s *shape) string {
		if s == nil {
			return fmt.Sprintf("page %q", page.Name)
		}
		return fmt.Sprintf("page %q, shape %s", page.Name, diagram.CutName(s.id))
	}
	if d.lost > 0 {
		src.Warnings = append(src.Warnings, diagram.Loss{Code: "too-many-shapes", Where: where(nil),
			Message: fmt.Sprintf("The page has more than %d shapes; %d were left out.", maxShapes, d.lost)})
	}
	r := newReader(d, where)
	r.readListings()
	r.findWires()
	r.readWireTexts()
	e := r.weigh()
	if !r.looksLikeER(e) {
		page.Sketch = sketchOf(d, diagram.Point{})
		if len(d.all) > 0 {
			src.Warnings = append(src.Warnings, diagram.Loss{Code: "not-er", Where: where(nil),
				Message: "The page doesn't look like an entity-relationship diagram, so no tables were made of it."})
		}
		return page
	}
	r.dropBoxes(e)
	r.findLinks()
	r.mergeNamesakes()
	b := &builder{r: r, page: page, index: index, tables: map[*node]*diagram.Table{}, columns: map[*column]diagram.ID{}}
	b.place()
	page.Sketch = sketchOf(d, b.shift)
	for _, n := range r.nodes {
		if n.kind == entity {
			b.table(n)
		}
	}
	b.relationships()
	for _, s := range r.frames {
		b.frame(s)
	}
	for _, n := range r.notes {
		if n.isNote() || len([]rune(n.text())) > 1 {
			b.note(n) // single letters are signs of the drawing, such as ∪
		}
	}
	src.Warnings = append(src.Warnings, b.losses()...)
	return page
}

// maxWarnings bounds the warnings of one code on one page; more help nobody.
const maxWarnings = 100

// losses returns the warnings of the page with the tables they concern.
func (b *builder) losses() []diagram.Loss {
	var out []diagram.Loss
	count := map[string]int{}
	for _, w := range b.r.warnings {
		if count[w.loss.Code]++; count[w.loss.Code] > maxWarnings {
			continue
		}
		if t := b.tables[w.about]; t != nil {
			w.loss.Object = t.ID
		}
		out = append(out, w.loss)
	}
	for _, code := range slices.Sorted(maps.Keys(count)) {
		if n := count[code] - maxWarnings; n > 0 {
			out = append(out, diagram.Loss{Code: code, Where: b.r.where(nil), Message: fmt.Sprintf("There are %d more such warnings on the page.", n)})
		}
	}
	return out
}

// id returns the ID of an object that comes from a shape. It is the same each time the
// file is read.
func (b *builder) id(kind string, parts ...string) diagram.ID {
	return diagram.DerivedID(append([]string{Format, strconv.Itoa(b.index), kind}, parts...)...)
}

// place finds the shift that brings the drawing to the margin.
func (b *builder) place() {
	x, y := math.Inf(1), math.Inf(1)
	for _, n := range b.r.nodes {
		if n.kind == entity {
			x, y = math.Min(x, n.box.X), math.Min(y, n.box.Y)
		}
	}
	for _, n := range b.r.notes {
		x, y = math.Min(x, n.box.X), math.Min(y, n.box.Y)
	}
	if !math.IsInf(x, 0) {
		b.shift = diagram.Point{X: margin - x*b.r.d.scale, Y: margin - y*b.r.d.scale}
	}
}

// at returns the top left corner of a box on the canvas.
func (b *builder) at(box diagram.Rect) diagram.Point {
	round := func(v float64) float64 { return diagram.Clamp(math.Round(v*100) / 100) }
	return diagram.Point{X: round(box.X*b.r.d.scale + b.shift.X), Y: round(box.Y*b.r.d.scale + b.shift.Y)}
}

// table makes a table of an entity.
func (b *builder) table(n *node) {
	t := &diagram.Table{ID: b.id("table", n.shape.id), Name: n.name, Kind: n.tableKind, Pos: b.at(n.box), Source: diagram.SourceID(n.shape.id)}
	if n.physical {
		t.Width = math.Round(math.Max(diagram.CardMinWidth, math.Min(diagram.CardMaxWidth, n.box.W*b.r.d.scale)))
	}
	if t.Name == "" {
		t.Name = "table " + n.shape.id
		b.page.Guess(t.ID, "The drawing gives the table no name.")
	}
	if n.guess != "" {
		b.page.Guess(t.ID, n.guess)
	}
	if b.page.Diagram.Tables[t.ID] != nil {
		// Two shapes with one id: a damaged file, but both were drawn.
		t.ID = b.id("table", n.shape.id, strconv.Itoa(n.shape.order))
	}
	var all []diagram.ID
	for i, c := range n.columns {
		if i >= diagram.MaxColumns {
			b.r.warn("too-many-columns", n.shape, fmt.Sprintf("The table %q has more than %d columns; the rest was left out.", t.Name, diagram.MaxColumns))
			break
		}
		id := b.id("column", n.shape.id, strconv.Itoa(n.shape.order), strconv.Itoa(i))
		if b.columns[c] == "" {
			b.columns[c] = id
		}
		t.Columns = append(t.Columns, &diagram.Column{
			ID: id, Name: diagram.CutName(c.name), Type: cutType(c.typ), NotNull: c.notNull, Default: c.def,
			Identity: identity(c), Comment: cutProse(c.comment), Source: diagram.SourceID(c.source),
		})
		all = append(all, id)
		if c.fk {
			b.page.ForeignMarks[id] = true
		}
		if c.guessed != "" {
			b.page.Guess(id, c.guessed)
		}
	}
	t.Keys = b.uniqueKeys(n, all)
	if primary := n.primaryKey(all); len(primary) > 0 {
		t.Keys = append([]*diagram.Key{{ID: b.id("key", n.shape.id, "primary"), Primary: true, Columns: primary}}, t.Keys...)
	}
	b.tables[n] = b.page.Diagram.AddTable(t)
}

func identity(c *column) diagram.Identity {
	if c.auto {
		return diagram.IdentityByDefault
	}
	return diagram.IdentityNone
}

// cutProse cuts a text to what a diagram can hold.
func cutProse(s string) string {
	s, _ = cut(s, min(len(s), diagram.MaxText))
	return s
}

// note keeps a free text.
func (b *builder) note(n *node) {
	text := cutProse(n.textOf())
	id := b.id("note", n.shape.id, strconv.Itoa(n.shape.order))
	if b.page.Diagram.Notes[id] != nil {
		id = b.id("note", n.shape.id, strconv.Itoa(n.shape.order), strconv.Itoa(len(b.page.Diagram.Notes)))
	}
	b.page.Diagram.AddNote(&diagram.Note{
		ID: id, Text: text, Pos: b.at(n.box), Source: diagram.SourceID(n.shape.id),
		Size: diagram.Size{W: math.Max(80, math.Round(n.box.W*b.r.d.scale)), H: math.Max(24, math.Round(n.box.H*b.r.d.scale))},
	})
}

// relationships makes relationships of the links whose ends all became tables.
func (b *builder) relationships() {
	links := slices.DeleteFunc(b.r.links, func(l *link) bool {
		return slices.ContainsFunc(l.ends, func(e linkEnd) bool { return b.tables[e.node] == nil })
	})
	for _, l := range links {
		l.state()
	}
	b.refer(links)
	for _, l := range links {
		b.relationship(l)
	}
}

// relationship makes a relationship of a link.
func (b *builder) relationship(l *link) {
	rel := &diagram.Relationship{
		ID: b.id("relationship", l.source.id, strconv.Itoa(l.source.order)), Name: diagram.CutName(l.name), Source: diagram.SourceID(l.source.id),
		Directed: l.directed, Inheritance: l.isA, Identifying: l.identifying,
	}
	if b.page.Diagram.Relationships[rel.ID] != nil {
		rel.ID = b.id("relationship", l.source.id, strconv.Itoa(l.source.order), strconv.Itoa(len(b.page.Diagram.Relationships)))
	}
	for _, c := range l.attributes {
		rel.Attributes = append(rel.Attributes, diagram.Attribute{Name: diagram.CutName(c.name), Type: cutType(c.typ)})
	}
	for _, e := range l.ends {
		rel.Ends = append(rel.Ends, diagram.End{Table: b.tables[e.node].ID, Card: e.card})
	}
	if l.from != nil {
		rel.Pairs = []diagram.Pair{{From: b.columns[l.from], To: b.columns[l.to]}}
	}
	for _, p := range l.stated {
		rel.Pairs = append(rel.Pairs, diagram.Pair{From: b.columns[p[0]], To: b.columns[p[1]]})
	}
	if l.guessed != "" {
		b.page.Guess(rel.ID, l.guessed)
	}
	b.page.Diagram.AddRelationship(rel)
}
