package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

// createView reads CREATE VIEW behind these words.
func (r *sqlReader) createView(c *sqlCursor, replace bool) {
	ifNot := c.accept("if", "not", "exists")
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a view")
		return
	}
	r.did()
	if !r.makeRoom(p, "view", replace, ifNot) {
		return
	}
	t := r.addTable(p, diagram.KindView)
	if inside, ok := c.group(); ok {
		for _, part := range r.parts(inside) {
			pc := r.on(part)
			at := pc.tok()
			if name, ok := pc.name(); ok && t.columns[name] == nil {
				r.addColumn(t, &diagram.Column{Name: name}, at)
			}
		}
	}
	for !c.done() && !c.is("as") {
		c.one()
	}
	if c.accept("as") {
		t.Definition = r.definition(c)
	}
}

// definition returns the query of a view, to the end of the statement.
func (r *sqlReader) definition(c *sqlCursor) string {
	if c.done() {
		return ""
	}
	last := len(c.t) - 1
	if r.on(c.t[max(last-1, 0):]).is("with", "data") {
		last -= 2 // of a materialized view; neither is part of the query
	} else if r.on(c.t[max(last-2, 0):]).is("with", "no", "data") {
		last -= 3
	}
	if last < c.i {
		return ""
	}
	return r.bounded(strings.TrimSpace(r.src[c.tok().start:c.t[last].end]), diagram.MaxText, c.tok())
}
