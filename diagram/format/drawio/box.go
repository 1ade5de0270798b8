package drawio

import (
	"crowsfoot/diagram/format/internal/mxgraph"
)

// findBoxes takes plain boxes at lines with crow's feet, or with numbers at both ends, as
// entities without columns.
func (r *reader) findBoxes() {
	for _, l := range r.lines {
		if !l.isRelation() && !r.atAssociation(l) {
			continue
		}
		for _, end := range l.ends {
			c := end.shape
			for c != nil && c.Text() == "" && c.Parent != nil && c.Parent.Vertex {
				c = c.Parent
			}
			if c == nil || r.taken[c] || !isBox(c) || c.Text() == "" {
				continue
			}
			if _, _, isCard := endCard(joined(c)); isCard {
				continue
			}
			if e, _ := r.entityAt(c); e != nil {
				continue
			}
			r.box(&entity{cell: c, name: title(c), box: boxOf(c)}, c)
		}
	}
}

// findHinted takes boxes as entities that are marked as ones.
func (r *reader) findHinted() {
	for c := range r.cells {
		if hint(c) == hintBox && !r.taken[c] && isBox(c) {
			r.box(&entity{cell: c, name: title(c), box: boxOf(c)}, c)
		}
	}
}

// box takes a named box as an entity without columns.
func (r *reader) box(e *entity, c *mxgraph.Cell) {
	e.form, e.named = formBox, true
	e.why = "a box at a line with cardinalities, read as a table"
	r.entities = append(r.entities, e)
	r.takeAll(e, c)
}
