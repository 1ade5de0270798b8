package ddl

import (
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// indexParts reads the columns and expressions of a key or an index. A column that does
// not exist is reported, and ok is false.
func (r *sqlReader) indexParts(t *sqlTable, tokens []sqlToken, what string) (parts []diagram.IndexPart, ok bool) {
	for _, part := range r.parts(tokens) {
		c := r.on(part)
		if c.done() {
			continue
		}
		if len(parts) == diagram.MaxColumns {
			r.warn("too-large", part[0], t.ID, "A key or index of the table %q has more than %d parts; it is left out.", t.Name, diagram.MaxColumns)
			return nil, false
		}
		p, missing := r.indexPart(t, c)
		if missing != "" {
			r.noColumn(t, missing, part[0], what)
			return nil, false
		}
		if p.Column == "" && p.Expression == "" {
			r.syntax(part[0], "this key or index is left out")
			return nil, false
		}
		parts = append(parts, p)
	}
	return parts, len(parts) > 0
}

// indexPart reads one part: a column or an expression, then its order. missing is the
// name of a column that the table does not have.
func (r *sqlReader) indexPart(t *sqlTable, c *sqlCursor) (p diagram.IndexPart, missing string) {
	from := c.i
	switch {
	case c.isMark('('):
		c.group()
	case c.isName():
		name, _ := c.name()
		col := t.column(name)
		switch {
		case c.isMark('(') && col != nil && c.peek(1).kind == sqlNumber && c.markAt(2, ')'):
			p.Column = col.ID
			p.Length, _ = strconv.Atoi(c.text(c.peek(1)))
			c.i += 3
		case c.isMark('.') || c.isMark('('):
			for c.acceptMark('.') {
				c.name()
			}
			c.group()
		case col != nil:
			p.Column = col.ID
		default:
			missing = name
		}
	default:
		c.one()
	}
	end := c.i
	for !c.done() {
		switch {
		case c.accept("asc"):
		case c.accept("desc"):
			p.Descending = true
		case c.accept("nulls", "first"):
			p.Nulls = "first"
		case c.accept("nulls", "last"):
			p.Nulls = "last"
		case c.accept("collate"):
			// An index in another order than the column's is an expression.
			c.path()
			end, p.Column, missing = c.i, "", ""
		case c.is("with") || c.is("without"):
			c.i = len(c.t)
		case c.tok().kind == sqlWord && p.Class == "" && c.i == end:
			class, _ := c.path()
			p.Class = class.name
			if class.schema != "" && !r.defaults[strings.ToLower(class.schema)] {
				p.Class = diagram.CutName(class.schema + "." + class.name)
			}
			c.group()
		default:
			// An expression without parentheses, as SQLite allows: a || b.
			for c.tok().kind == sqlMark && !c.isMark('(') {
				c.i++
			}
			c.one()
			if c.isMark('(') {
				c.group()
			}
			end, p.Column, p.Class, missing = c.i, "", "", ""
		}
	}
	if p.Column == "" {
		p.Expression = r.expression(c.t[from:end], true)
	}
	return p, missing
}

// addIndex puts an index into a table.
func (r *sqlReader) addIndex(t *sqlTable, x *diagram.Index, at sqlToken) {
	parts := []string{t.schema, t.Name, "index", x.Name}
	for _, p := range x.Parts {
		parts = append(parts, string(p.Column), p.Expression)
	}
	x.ID = r.id(parts...)
	t.Indexes = append(t.Indexes, x)
	r.page.Places[x.ID] = r.place(at.start)
}

// indexInTable reads KEY or INDEX inside of a table behind these words.
func (r *sqlReader) indexInTable(t *sqlTable, method string, c *sqlCursor, at sqlToken) {
	x := &diagram.Index{Method: method}
	c.accept("if", "not", "exists")
	for !c.done() && !c.isMark('(') {
		switch {
		case c.accept("using"):
			x.Method = diagram.CutName(c.word())
			c.one()
		case x.Name != "" && c.accept("unique"):
			x.Unique = true
		case x.Name != "" && (c.accept("clustered") || c.accept("nonclustered")):
		default:
			name, ok := c.name()
			if !ok {
				r.syntax(c.tok(), "this index is left out")
				return
			}
			x.Name = name
		}
	}
	r.indexRest(t, x, c, at)
}

// createIndex reads CREATE INDEX behind these words.
func (r *sqlReader) createIndex(c *sqlCursor, unique bool, method string) {
	at := c.tok()
	x := &diagram.Index{Unique: unique, Method: method}
	if !c.accept("concurrently") && r.word(c.peek(1)) != "on" {
		c.accept("async") // Aurora
	}
	c.accept("if", "not", "exists")
	if !c.is("on") {
		p, _ := c.path()
		x.Name = p.name
	}
	if c.accept("using") {
		x.Method = diagram.CutName(c.word())
		c.one()
	}
	if !c.accept("on") {
		r.syntax(c.tok(), "this index is left out")
		return
	}
	c.accept("only")
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "this index is left out")
		return
	}
	t := r.table(p)
	if t == nil {
		r.warn("unresolved-reference", p.at, "", "The index %q is on the table %q, which is not in the script; it is left out.", x.Name, p.name)
		return
	}
	if t.Kind == diagram.KindView {
		r.left["index of a view"]++
		return
	}
	if c.accept("using") {
		x.Method = diagram.CutName(c.word())
		c.one()
	}
	r.indexRest(t, x, c, at)
}

// indexRest reads an index from its columns on.
func (r *sqlReader) indexRest(t *sqlTable, x *diagram.Index, c *sqlCursor, at sqlToken) {
	if x.Method == "columnstore" && !c.isMark('(') {
		r.left["columnstore index"]++ // it is the table itself, stored by columns
		return
	}
	inside, closed := c.group()
	if !closed {
		r.syntax(at, "this index is left out, because its columns are missing")
		return
	}
	if len(t.Columns) == 0 {
		return // the columns of a table that is made from a query are not known
	}
	var ok bool
	if x.Parts, ok = r.indexParts(t, inside, "an index"); !ok {
		return
	}
	for !c.done() {
		switch {
		case c.accept("include"):
			inside, _ := c.group()
			x.Include = r.columnIDs(t, r.nameList(inside))
			x.Include = x.Include[:min(len(x.Include), diagram.MaxColumns)]
		case c.accept("using"):
			x.Method = diagram.CutName(c.word())
			c.one()
		case r.dialect == "oracle" && c.accept("reverse"):
			x.Method = "reverse"
		case c.accept("where"):
			from := c.i
			for !c.done() && (!c.is("with") || c.timeZone()) && !c.is("tablespace") {
				c.one()
			}
			x.Where = r.expression(c.t[from:c.i], true)
		default:
			c.one()
		}
	}
	if x.Method == "btree" {
		x.Method = "" // the default everywhere
	}
	r.addIndex(t, x, at)
}
