package drawio

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// buildTables puts the entities into the diagram, so that names can be compared.
func (r *reader) buildTables() {
	// Entities were found form by form; people think in the order of drawing.
	slices.SortStableFunc(r.entities, func(a, b *entity) int { return cmp.Compare(a.cell.Order(), b.cell.Order()) })
	names := map[string]bool{}
	for _, e := range r.entities {
		if e.into != nil {
			continue
		}
		if e.isEnum {
			r.out.Diagram.AddDomain(r.domain(e))
			continue
		}
		if e.name == "" {
			r.warn("no-name", e.cell, "A table has no name.")
		} else if names[strings.ToLower(e.name)] {
			r.warn("duplicate-name", e.cell, "There is more than one table called %q.", e.name)
		}
		names[strings.ToLower(e.name)] = true
		e.table = r.buildTable(e)
		r.out.Diagram.AddTable(e.table)
		if e.why != "" {
			r.out.Guess(e.table.ID, e.why)
		}
	}
}

func (r *reader) buildTable(e *entity) *diagram.Table {
	t := &diagram.Table{ID: r.id(e.cell), Name: e.name, Kind: e.kind, Source: diagram.SourceID(e.cell.ID),
		Pos: diagram.Point{X: diagram.Clamp(e.box.X), Y: diagram.Clamp(e.box.Y)}}
	if e.form != formChen && e.form != formBox {
		t.Width = min(max(e.box.W, diagram.CardMinWidth), diagram.CardMaxWidth)
	}
	used := map[string]bool{}
	var primary []diagram.ID
	for _, c := range e.columns {
		col := &diagram.Column{
			ID: r.id(c.cell, "column", strconv.Itoa(c.line)), Name: c.name, Type: diagram.CutName(c.typ),
			NotNull: c.notNull, Default: diagram.CutName(c.def), Comment: diagram.CutName(c.comment), Source: diagram.SourceID(c.cell.ID),
		}
		if c.identity {
			col.Identity = diagram.IdentityByDefault
		}
		if used[strings.ToLower(c.name)] {
			r.warn("duplicate-name", c.cell, "The table %q has more than one column called %q.", e.name, c.name)
		}
		used[strings.ToLower(c.name)] = true
		c.built = col
		t.Columns = append(t.Columns, col)
		if c.why != "" {
			r.out.Guess(col.ID, c.why)
		}
		if c.mark.foreign {
			r.out.ForeignMarks[col.ID] = true
		}
		if c.mark.primary {
			primary = append(primary, col.ID)
		} else if c.mark.unique {
			t.Keys = append(t.Keys, &diagram.Key{ID: r.id(c.cell, "key", strconv.Itoa(c.line)), Columns: []diagram.ID{col.ID}})
		}
	}
	if len(primary) > 0 {
		key := &diagram.Key{ID: r.id(e.cell, "primary key"), Primary: true, Columns: primary}
		t.Keys = append([]*diagram.Key{key}, t.Keys...)
	}
	return t
}

// buildRelationships puts the relationships into the diagram.
func (r *reader) buildRelationships() {
	for _, rel := range r.relations {
		if rel.merged {
			continue
		}
		out := &diagram.Relationship{ID: r.id(rel.cell), Name: rel.name, Source: diagram.SourceID(rel.cell.ID),
			Directed: rel.directed, Inheritance: rel.inheritance, Identifying: rel.identifying, Attributes: rel.attributes}
		if rel.part != "" {
			out.ID = r.id(rel.cell, rel.part)
		}
		if rel.inRow {
			out.Source = ""
		}
		for _, end := range rel.ends {
			out.Ends = append(out.Ends, diagram.End{Table: end.entity.table.ID, Card: end.card})
		}
		inKey := len(rel.pairs) > 0
		for _, p := range rel.pairs {
			out.Pairs = append(out.Pairs, diagram.Pair{From: p.from.built.ID, To: p.to.built.ID})
			inKey = inKey && p.from.mark.primary
		}
		out.Identifying = out.Identifying || inKey
		r.out.Diagram.AddRelationship(out)
		if rel.why != "" {
			r.out.Guess(out.ID, rel.why)
		}
	}
}

// buildNotes keeps the free texts of the page.
func (r *reader) buildNotes() {
	for c := range r.cells {
		if !c.Vertex || r.taken[c] || c.OnEdge || c.Style.Is("group") || c.Has(isShape) {
			continue
		}
		text := c.Text()
		if text == "" || len(text) > diagram.MaxText {
			continue
		}
		if _, _, isCard := endCard(text); isCard {
			continue
		}
		r.out.Diagram.AddNote(&diagram.Note{ID: r.id(c), Text: text, Source: diagram.SourceID(c.ID),
			Pos: diagram.Point{X: diagram.Clamp(c.X), Y: diagram.Clamp(c.Y)}, Size: diagram.Size{W: c.W, H: c.H}})
	}
}
