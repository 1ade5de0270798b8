package drawio

import (
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// patch puts what changed in a diagram into the elements of the page that it was read
// from. The reading is what the page said before; see rounds.
type patch struct {
	r    *reader
	page *mxgraph.Page
	root *etree.Element
	base *diagram.Diagram          // what the page says
	d    *diagram.Diagram          // what it should say, with the IDs of base
	is   map[diagram.ID]diagram.ID // what the objects had as IDs in the diagram that was given → in d
	// first is the first round, or nil when this is it. Later rounds write whole texts anew
	// instead of changing words in them and say with hints what shapes mean; they add
	// nothing, and take out only what was there at first.
	first *patch

	// referred and refers are the columns of foreign keys in base and in d.
	referred, refers map[diagram.ID]bool

	entities  map[diagram.ID]*entity
	columns   map[diagram.ID]*column
	relations map[diagram.ID]*relation

	byID    map[string]*mxgraph.Cell
	renamed map[string]bool // tables that got another name, by their cells
	gone    map[*mxgraph.Cell]bool
	ids     map[string]bool // IDs of cells that are taken
	sheet   *sheet          // draws what is new
	changed bool
}

// newPatch reads the page and meets the diagram's objects with what was read.
func newPatch(page *mxgraph.Page, number int, d *diagram.Diagram, before *memory, first *patch) *patch {
	r := newReader(page, number)
	r.read()
	now := before.restore(r)
	p := &patch{r: r, page: page, root: page.Root(), base: r.out.Diagram, first: first,
		entities: map[diagram.ID]*entity{}, columns: map[diagram.ID]*column{}, relations: map[diagram.ID]*relation{},
		byID: map[string]*mxgraph.Cell{}, renamed: map[string]bool{}, gone: map[*mxgraph.Cell]bool{}, ids: map[string]bool{}}
	p.d, p.is = align(d, p.base)
	p.referred, p.refers = foreignColumns(p.base), foreignColumns(p.d)
	for _, e := range r.entities {
		if e.into != nil || e.table == nil {
			continue
		}
		p.entities[now(e.table.ID)] = e
		for _, c := range e.columns {
			if c.built != nil {
				p.columns[now(c.built.ID)] = c
			}
		}
	}
	for _, rel := range r.relations {
		if !rel.merged {
			p.relations[now(r.id(rel.cell, rel.parts()...))] = rel
		}
	}
	for _, c := range page.Cells {
		p.ids[c.ID], p.byID[c.ID] = true, c
	}
	p.prepareSheet()
	return p
}

// prepareSheet gets ready to draw new tables and lines on the page.
func (p *patch) prepareSheet() {
	s := newSheet(p.d)
	s.root, s.model = p.root, nil
	s.layer, s.fresh = p.layer(), p.fresh
	p.sheet = s
	for _, t := range p.d.SortedTables() {
		id := t.ID
		e := p.entities[id]
		if e == nil {
			s.cells[id] = p.fresh(cellID(id))
			for _, c := range t.Columns {
				s.cells[c.ID] = p.fresh(cellID(c.ID))
			}
			continue
		}
		s.cells[id], s.boxes[id] = e.cell.ID, e.box
		for _, c := range t.Columns {
			s.cells[c.ID] = p.rowCell(e, c.ID)
		}
	}
}

// rowCell is the cell that lines to a column end at: its row, or the table where the row
// is no shape of its own.
func (p *patch) rowCell(e *entity, column diagram.ID) string {
	if c := p.columns[column]; c != nil && p.r.rows[c.cell] == c {
		return c.cell.ID
	}
	return e.cell.ID
}

// layer is the cell that new shapes lie on: the layer of the first table, or the first.
func (p *patch) layer() string {
	for _, c := range p.page.Cells {
		if c.Parent != nil && c.Parent.Parent == nil && !c.Vertex && !c.Edge && !c.Hidden {
			return c.ID
		}
	}
	for _, c := range p.page.Cells {
		if c.Parent == nil {
			return c.ID
		}
	}
	return ""
}

// fresh returns the ID for a new cell.
func (p *patch) fresh(id string) string {
	for n := 2; p.ids[id]; n++ {
		id = strings.TrimSuffix(id, "."+strconv.Itoa(n-1)) + "." + strconv.Itoa(n)
	}
	p.ids[id] = true
	return id
}

// apply changes the page and tells whether it did.
func (p *patch) apply() bool {
	for _, r := range p.base.SortedRelationships() {
		if p.d.Relationships[r.ID] == nil && (p.first == nil || p.first.base.Relationships[r.ID] != nil) {
			p.deleteRelationship(r.ID)
		}
	}
	for _, t := range p.base.SortedTables() {
		if p.d.Tables[t.ID] == nil && (p.first == nil || p.first.base.Tables[t.ID] != nil) {
			p.deleteTable(p.entities[t.ID])
		}
	}
	p.notes()
	for _, t := range p.d.SortedTables() {
		if old := p.base.Tables[t.ID]; old != nil {
			p.changeTable(p.entities[t.ID], old, t)
		} else if p.first == nil {
			p.sheet.table(t)
			p.changed = true
		}
	}
	p.turnLines()
	p.keepKinds()
	for _, r := range p.d.SortedRelationships() {
		if old := p.base.Relationships[r.ID]; old != nil {
			p.changeRelationship(old, r)
		} else if p.first == nil {
			p.drawRelationship(r)
		}
	}
	p.sweep()
	p.refreshData()
	return p.changed
}

// keepKinds marks shapes that were read as tables or enumerations because of what was
// around them, when that is gone.
func (p *patch) keepKinds() {
	if p.first == nil {
		return
	}
	for _, t := range p.d.SortedTables() {
		if p.base.Tables[t.ID] != nil {
			continue
		}
		if e := p.first.entities[p.first.is[t.ID]]; e != nil && p.byID[e.cell.ID] != nil {
			what := hintBox
			if e.form == formChen {
				what = hintEntity
			}
			p.setStyle(p.byID[e.cell.ID], hintKey, what)
		}
	}
	for _, e := range p.r.entities {
		id := p.r.id(e.cell)
		if !e.isEnum && e.into == nil && p.first.base.Domains[id] != nil && p.d.Domains[id] != nil {
			p.setStyle(e.cell, hintKey, hintEnum)
		}
	}
}

// refreshData brings what our own cells keep up to date.
func (p *patch) refreshData() {
	data := objectsByCell(p.d)
	var root *mxgraph.Cell
	for _, c := range p.page.Cells {
		switch id, ok := p.r.kept[c.ID]; {
		case p.gone[c]:
		case ok:
			delete(p.sheet.data, id)
			if list := data[id]; list != nil {
				p.changed = setData(c.Element(), list) || p.changed
			}
		case c.Parent == nil && c.Data(dataKey) != "":
			root = c
		}
	}
	if root != nil {
		p.changed = setData(root.Element(), p.sheet.rest()) || p.changed
	}
}

// sweep removes lines whose ends are gone, or lets them end at the table of a row that is
// gone.
func (p *patch) sweep() {
	for _, c := range p.page.Cells {
		if !c.Edge || p.gone[c] {
			continue
		}
		for i, end := range []*mxgraph.Cell{c.Source, c.Target} {
			key := endKeys[i]
			if end == nil || !p.gone[end] || c.Core().SelectAttrValue(key, "") != end.ID {
				continue
			}
			if e := p.r.owner[end].whole(); e != nil && !p.gone[e.cell] {
				c.Core().CreateAttr(key, e.cell.ID)
				continue
			}
			p.remove(c)
			break
		}
	}
}

// endKeys are the attributes of the ends of lines.
var endKeys = [2]string{"source", "target"}

// parts are the further parts of the ID of a relationship.
func (rel *relation) parts() []string {
	if rel.part == "" {
		return nil
	}
	return []string{rel.part}
}
