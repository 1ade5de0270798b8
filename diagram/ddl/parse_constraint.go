package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// tableConstraint reads a constraint or an index that stands in a table by itself.
func (r *sqlReader) tableConstraint(t *sqlTable, c *sqlCursor) {
	at, name := c.tok(), ""
	if c.accept("constraint") {
		switch c.word() {
		case "primary", "unique", "foreign", "check":
			// Without a name in MySQL, unless the word is itself the name.
			if w := r.word(c.peek(1)); w == "primary" || w == "unique" || w == "foreign" || w == "check" {
				name, _ = c.name()
			}
		default:
			name, _ = c.name()
			c.acceptDotted(&name)
		}
	}
	switch {
	case c.accept("primary", "key"):
		r.keyConstraint(t, name, true, c, at)
	case c.accept("unique"):
		if c.accept("key") || c.accept("index") {
			c.accept("if", "not", "exists")
		}
		r.keyConstraint(t, name, false, c, at)
	case c.accept("foreign", "key"):
		c.accept("if", "not", "exists")
		if !c.isMark('(') {
			index, _ := c.name()
			if name == "" {
				name = index
			}
		}
		r.foreignKey(t, name, c, at)
		c.constraintRest()
	case c.accept("check"):
		c.accept("not", "for", "replication")
		inside, ok := c.group()
		if !ok {
			r.syntax(at, "this check is left out")
			return
		}
		r.addCheck(t, name, r.expression(inside, true), at)
		c.constraintRest()
	case c.accept("not", "null"):
		if column, ok := c.name(); ok {
			if col := t.column(column); col != nil {
				r.did()
				col.NotNull = true
			}
		}
	case c.accept("default"):
		r.defaultFor(t, name, c, at)
	case c.is("key"), c.is("index"):
		c.i++
		r.indexInTable(t, "", c, at)
	case c.is("fulltext"), c.is("spatial"), c.is("vector"):
		method := c.word()
		c.i++
		if !c.accept("key") {
			c.accept("index")
		}
		r.indexInTable(t, method, c, at)
	case c.is("exclude"):
		r.leave("EXCLUDE", becauseKind, c.t)
	case c.is("period"):
		c.leaveAll("PERIOD", becauseHistory)
	case c.is("supplemental"):
		c.leaveAll("SUPPLEMENTAL LOG", becauseServer)
	default:
		r.syntax(at, "this constraint is left out")
	}
}

// acceptDotted moves over the rest of a name with a schema before it.
func (c *sqlCursor) acceptDotted(name *string) {
	for c.isMark('.') {
		c.i++
		*name, _ = c.name()
	}
}

// defaultFor reads DEFAULT value FOR column of SQL Server.
func (r *sqlReader) defaultFor(t *sqlTable, constraint string, c *sqlCursor, at sqlToken) {
	var value diagram.Column
	r.defaultValue(&value, c)
	if !c.accept("for") {
		r.syntax(at, "this constraint is left out")
		return
	}
	name, _ := c.name()
	if col := t.column(name); col != nil {
		r.did()
		col.Default = value.Default
		t.nameDefault(constraint, col)
		if value.Identity != "" {
			col.Identity = value.Identity
		}
		return
	}
	r.noColumn(t, name, at, "a default")
}

// noColumn reports that something names a column which its table does not have.
func (r *sqlReader) noColumn(t *sqlTable, column string, at sqlToken, what string) {
	r.warn("unresolved-reference", at, t.ID, "The table %q has no column %q, which %s names; that is left out.", t.Name, column, what)
}

// keyConstraint reads the rest of PRIMARY KEY or UNIQUE. A unique key over expressions
// or beginnings of columns is a unique index.
func (r *sqlReader) keyConstraint(t *sqlTable, name string, primary bool, c *sqlCursor, at sqlToken) {
	for !c.done() && !c.isMark('(') {
		switch {
		case c.accept("clustered"), c.accept("nonclustered"), c.accept("hash"), c.accept("nulls", "distinct"):
		case c.accept("nulls", "not", "distinct"):
			c.leaveFrom(c.i-3, "NULLS NOT DISTINCT", becauseKind)
		case c.is("using", "index"):
			c.i += 2
			r.keyFromIndex(t, name, primary, c, at)
			return
		case c.accept("using"):
			c.one()
		default:
			if word, ok := c.name(); !ok {
				r.syntax(c.tok(), "this key is left out")
				return
			} else if name == "" {
				name = word
			}
		}
	}
	inside, closed := c.group()
	if !closed || len(inside) == 0 {
		r.syntax(at, "this key is left out, because its columns are missing")
		return
	}
	parts, ok := r.indexParts(t, inside, "a key")
	if !ok {
		return
	}
	ids := make([]diagram.ID, 0, len(parts))
	plain := true
	for _, p := range parts {
		ids = append(ids, p.Column)
		plain = plain && p.Column != "" && p.Length == 0
	}
	if plain || primary && len(parts) > 0 && !hasExpression(parts) {
		r.addKey(t, name, primary, ids, at)
		if r.dialect == "oracle" {
			r.dropKeyIndex(t, name, ids, c)
		}
	} else {
		r.addIndex(t, &diagram.Index{Name: name, Unique: true, Parts: parts}, at)
	}
	c.constraintRest()
}

// dropKeyIndex drops the index that Oracle's tools make for a key before the key: they are
// one thing. It is called as the key is, or as USING INDEX names it.
func (r *sqlReader) dropKeyIndex(t *sqlTable, name string, ids []diagram.ID, c *sqlCursor) {
	if c.is("using", "index") && (c.peek(2).kind == sqlQuoted || c.peek(2).kind == sqlWord) {
		if p, ok := r.on(c.t[c.i+2:]).path(); ok {
			name = p.name
		}
	}
	if name == "" || !r.spend(len(t.Indexes)) {
		return
	}
	t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool {
		return strings.EqualFold(x.Name, name) && x.Unique && slices.Equal(x.ColumnIDs(), ids)
	})
}

// constraintRest reads what stands behind a constraint, and says what a diagram does not
// keep of it.
func (c *sqlCursor) constraintRest() {
	for !c.done() {
		from := c.i
		switch {
		case c.accept("not", "deferrable"), c.accept("using", "index", "tablespace"):
		case c.is("using", "index"), c.is("with") && c.markAt(1, '('):
			c.i++
			c.one()
			c.group()
		case c.accept("deferrable"), c.accept("initially", "deferred"):
			c.accept("initially", "deferred")
			c.accept("initially", "immediate")
			c.leaveFrom(from, "DEFERRABLE", becauseChecked)
		case c.accept("not", "enforced"), c.accept("not", "valid"), c.accept("disable"), c.accept("novalidate"):
			c.accept("novalidate")
			c.leaveFrom(from, "NOT ENFORCED", becauseChecked)
		case c.accept("on", "conflict"):
			c.one()
			c.leaveFrom(from, "ON CONFLICT", becauseKind)
		case c.accept("include"):
			c.group()
			c.leaveFrom(from, "INCLUDE", becauseKind)
		case c.accept("nulls", "not", "distinct"):
			c.leaveFrom(from, "NULLS NOT DISTINCT", becauseKind)
		default:
			c.one()
		}
	}
}

func hasExpression(parts []diagram.IndexPart) bool {
	for _, p := range parts {
		if p.Column == "" {
			return true
		}
	}
	return false
}

// keyFromIndex reads ADD CONSTRAINT … USING INDEX: the index becomes the key.
func (r *sqlReader) keyFromIndex(t *sqlTable, name string, primary bool, c *sqlCursor, at sqlToken) {
	p, _ := c.path()
	for i, x := range t.Indexes {
		if !r.spend(1) {
			return
		}
		if !strings.EqualFold(x.Name, p.name) {
			continue
		}
		if ids := x.ColumnIDs(); len(ids) > 0 {
			t.Indexes = append(t.Indexes[:i:i], t.Indexes[i+1:]...)
			r.addKey(t, name, primary, ids, at)
			return
		}
	}
	r.warn("unresolved-reference", at, t.ID, "The table %q has no index %q to make a key of; that is left out.", t.Name, p.name)
}

// addKey puts a key into a table. A second primary key is what the first one already
// says, or is kept for the linter to report.
func (r *sqlReader) addKey(t *sqlTable, name string, primary bool, columns []diagram.ID, at sqlToken) {
	if len(columns) == 0 {
		return
	}
	if primary {
		if old, _ := t.primary(); old != nil && diagram.SameColumns(old.Columns, columns) {
			if old.Name == "" {
				old.Name = name
			}
			return
		}
	}
	parts := []string{t.schema, t.Name, "key", name}
	for _, id := range columns {
		parts = append(parts, string(id))
	}
	k := &diagram.Key{ID: r.id(parts...), Name: name, Primary: primary, Columns: columns}
	t.Keys = append(t.Keys, k)
	if primary {
		t.keyKnown = false
	}
	r.page.Places[k.ID] = r.place(at.start)
}

func (r *sqlReader) addCheck(t *sqlTable, name, text string, at sqlToken) {
	k := &diagram.Check{ID: r.id(t.schema, t.Name, "check", name, text), Name: name, Expression: text}
	t.Checks = append(t.Checks, k)
	r.page.Places[k.ID] = r.place(at.start)
}

// sqlReference is a foreign key that waits until all tables are known.
type sqlReference struct {
	child    *sqlTable
	name     string
	from, to []string
	parent   sqlPath
	current  string // the current schema where it stood
	at       sqlToken
	rel      diagram.Relationship
}

// foreignKey reads the rest of FOREIGN KEY from its columns on.
func (r *sqlReader) foreignKey(t *sqlTable, name string, c *sqlCursor, at sqlToken) {
	inside, ok := c.group()
	if !ok || !c.accept("references") {
		r.syntax(c.tok(), "this foreign key is left out")
		return
	}
	r.reference(t, name, r.nameList(inside), c, at)
}

// nameList reads names with commas between.
func (r *sqlReader) nameList(tokens []sqlToken) []string {
	var names []string
	for _, part := range r.parts(tokens) {
		c := r.on(part)
		if len(part) > 1 {
			c.accept("period") // a span of time of PostgreSQL 18
		}
		if name, ok := c.name(); ok {
			names = append(names, name)
		}
	}
	return names
}

// reference reads what stands behind REFERENCES and keeps the foreign key for later.
func (r *sqlReader) reference(t *sqlTable, name string, from []string, c *sqlCursor, at sqlToken) {
	if r.full() {
		return
	}
	if len(r.references) >= maxSQLReferences {
		r.once("The script has more than 50,000 foreign keys; the rest is left out.")
		return
	}
	r.objects++
	ref := &sqlReference{child: t, name: name, from: from, at: at, current: r.current}
	var ok bool
	if ref.parent, ok = c.path(); !ok {
		r.syntax(c.tok(), "this foreign key is left out")
		return
	}
	if inside, closed := c.group(); closed {
		ref.to = r.nameList(inside)
	}
	for {
		switch {
		case c.accept("on", "delete"):
			ref.rel.OnDelete = c.action()
		case c.accept("on", "update"):
			ref.rel.OnUpdate = c.action()
		case c.accept("match"):
			c.one()
		case c.accept("not", "deferrable"):
			ref.rel.Deferrable = false
		case c.accept("deferrable"):
			ref.rel.Deferrable = true
		case c.accept("initially", "deferred"):
			ref.rel.Deferrable, ref.rel.InitiallyDeferred = true, true
		case c.accept("initially", "immediate"), c.accept("not", "for", "replication"), c.accept("enable"), c.accept("validate"):
		default:
			r.references = append(r.references, ref)
			return
		}
	}
}

// action reads what ON DELETE or ON UPDATE does.
func (c *sqlCursor) action() diagram.Action {
	switch {
	case c.accept("no", "action"):
		return diagram.ActionNoAction
	case c.accept("restrict"):
		return diagram.ActionRestrict
	case c.accept("cascade"):
		return diagram.ActionCascade
	case c.accept("set", "null"):
		c.group() // PostgreSQL: only these columns
		return diagram.ActionSetNull
	case c.accept("set", "default"):
		c.group()
		return diagram.ActionSetDefault
	}
	return diagram.ActionDefault
}
