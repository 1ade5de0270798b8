package drawio

import "crowsfoot/diagram/format/internal/mxgraph"

// findFrames takes boxes at lines with crow's feet that have loose texts in them: the
// box's own text or the first of them is the title, the others hold the columns.
func (r *reader) findFrames() {
	touched := r.countTouches()
	texts := newIndex()
	for c := range r.cells {
		if c.Vertex && !c.OnEdge && !r.taken[c] && !c.Has(isShape) && c.Text() != "" && isBox(c) {
			texts.add(c)
		}
	}
	for c := range r.cells {
		if r.taken[c] || !isBox(c) || touched[c].er == 0 && hint(c) == "" || len(c.Label().Lines) > 1 || c.H < 2*minLine {
			continue
		}
		var inside []*mxgraph.Cell
		texts.meeting(boxOf(c), func(t *mxgraph.Cell) {
			if t != c && !r.taken[t] && t.W*t.H < c.W*c.H && overlap(boxOf(t), boxOf(c)) >= .9*t.W*t.H {
				inside = append(inside, t)
			}
		})
		sortByY(inside)
		e := &entity{cell: c, form: formLabel, name: title(c), box: boxOf(c)}
		if e.name == "" && len(inside) > 0 && len(inside[0].Label().Lines) == 1 {
			e.name = title(inside[0])
			r.take(e, inside[0])
			inside = inside[1:]
		}
		if e.name == "" || len(inside) == 0 {
			if len(inside) == 0 && e.name != "" && c.Text() == "" {
				r.box(e, c)
			}
			continue
		}
		e.named = true
		e.why = "a box with texts in it, read as a table"
		for _, t := range inside {
			body := &entity{cell: t, name: e.name}
			r.labelRows(body, t.Label().Lines)
			e.columns = append(e.columns, body.columns...)
			if len(t.Label().Lines) == 1 && len(body.columns) == 1 {
				r.rows[t] = body.columns[0]
			}
			r.take(e, t)
		}
		r.take(e, c)
		r.entities = append(r.entities, e)
	}
}
