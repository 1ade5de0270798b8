package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// addColumn puts a column at the end of a table.
func (r *sqlReader) addColumn(t *sqlTable, col *diagram.Column, at sqlToken) {
	col.ID = r.id(t.schema, t.Name, col.Name)
	t.Columns = append(t.Columns, col)
	t.index(col)
	r.page.Places[col.ID] = r.place(at.start)
}

// column reads one column definition and puts the column into the table. It stops where
// a forgotten comma shows, so that the caller can go on with the next column.
func (r *sqlReader) column(t *sqlTable, c *sqlCursor) *diagram.Column {
	at := c.tok()
	name, ok := c.name()
	if !ok || name == "" || at.kind == sqlString && r.dialect != "sqlite" && r.dialect != "" {
		r.syntax(at, "this part of the table is left out")
		c.i = len(c.t)
		return nil
	}
	if old := t.columns[name]; old != nil && old.Name == name {
		r.warn("duplicate-column", at, old.ID, "The table %q has the column %q twice; the first one counts.", t.Name, name)
		c.i = len(c.t)
		return old
	}
	if len(t.Columns) > diagram.MaxColumns {
		c.i = len(c.t) // the limits of a diagram refuse such a table
		return nil
	}
	col := &diagram.Column{Name: name}
	col.Type = r.typeText(c)
	r.addColumn(t, col, at)
	r.columnRest(t, col, c)
	r.numberedType(col)
	if r.mysql() && strings.EqualFold(col.Type, "serial") {
		r.addKey(t, "", false, []diagram.ID{col.ID}, at)
	}
	return col
}

// numberedType marks the serial types of PostgreSQL, which stand for numbering.
func (r *sqlReader) numberedType(col *diagram.Column) {
	switch strings.ToLower(col.Type) {
	case "serial", "bigserial", "smallserial", "serial4", "serial8", "serial2":
		col.Identity, col.NotNull = diagram.IdentityByDefault, true
	}
}

// sqlTypeEnds are the words behind a type.
var sqlTypeEnds = map[string]bool{
	"not": true, "null": true, "default": true, "constraint": true, "primary": true, "unique": true, "check": true,
	"references": true, "collate": true, "generated": true, "as": true, "auto_increment": true, "autoincrement": true,
	"comment": true, "on": true, "identity": true, "key": true, "deferrable": true, "initially": true, "invisible": true,
	"visible": true, "storage": true, "compression": true, "column_format": true, "enable": true, "disable": true, "encode": true,
	"sparse": true, "rowguidcol": true, "persisted": true, "virtual": true, "stored": true, "options": true, "foreign": true,
	"charset": true, "using": true, "with": true, "without": true, "index": true, "srid": true, "filestream": true, "masked": true,
	"first": true, "after": true, "enforced": true, "tablespace": true, "hidden": true, "cascade": true, "ascii": true, "unicode": true,
}

// typeText moves over a type and returns it as written, with white space normalised, and
// names without quotes and without the default schema before them.
func (r *sqlReader) typeText(c *sqlCursor) string {
	at := c.tok()
	return r.bounded(r.typeWords(c), maxSQLType, at)
}

func (r *sqlReader) typeWords(c *sqlCursor) string {
	var b strings.Builder
	from := c.i
	for !c.done() {
		t := c.tok()
		if t.kind == sqlWord && (sqlTypeEnds[c.word()] && !c.timeZone() || c.i > from && (c.is("character", "set") || c.is("serial", "default", "value") || r.mysql() && c.is("binary"))) {
			break
		}
		if c.i > from && c.missingComma(!c.follows('.')) && !c.is("array") {
			break
		}
		switch {
		case c.isMark('('):
			inside, _ := c.group()
			b.WriteString("(" + r.tight(inside) + ")")
			continue
		case c.isMark('.') || c.isMark('[') || c.isMark(']') || c.isMark('%') || c.isMark('<') || c.isMark('>'):
			b.WriteString(c.text(t))
		case t.kind == sqlNumber && c.follows('['):
			b.WriteString(c.text(t))
		case t.kind == sqlWord || t.kind == sqlQuoted:
			r.typeName(&b, c, from)
		default:
			return b.String()
		}
		c.i++
	}
	return b.String()
}

// typeName writes one word of a type.
func (r *sqlReader) typeName(b *strings.Builder, c *sqlCursor, from int) {
	t := c.tok()
	name := r.nameOf(t)
	if c.markAt(1, '.') && (r.defaults[strings.ToLower(name)] || strings.EqualFold(name, "pg_catalog") || strings.EqualFold(name, "sys")) {
		c.i++ // public.status is status
		return
	}
	if t.kind == sqlQuoted && name == "char" && r.dialect == "postgres" {
		name = `"char"` // another type than char
	}
	if c.i > from && b.Len() > 0 && !c.follows('.') && !c.follows('<') {
		b.WriteByte(' ')
	}
	b.WriteString(name)
}

// follows tells whether the token before is this mark.
func (c *sqlCursor) follows(mark byte) bool { return c.i > 0 && c.markAt(-1, mark) }

// tight writes the arguments of a type without needless spaces.
func (r *sqlReader) tight(tokens []sqlToken) string {
	var b strings.Builder
	for i, t := range tokens {
		wordy := func(k sqlKind) bool { return k != sqlMark }
		if i > 0 && wordy(t.kind) && wordy(tokens[i-1].kind) {
			b.WriteByte(' ')
		}
		b.WriteString(r.src[t.start:t.end])
	}
	return b.String()
}

// columnRest reads what stands behind the type of a column.
func (r *sqlReader) columnRest(t *sqlTable, col *diagram.Column, c *sqlCursor) {
	name := ""
	for !c.done() {
		at := c.tok()
		if c.missingComma(true) && !sqlColumnWords[c.word()] {
			r.syntax(at, "a comma before it is missing, and is taken as being there")
			return
		}
		switch {
		case c.accept("constraint"):
			name = ""
			if w := c.word(); w != "check" && w != "primary" && w != "unique" && w != "references" && w != "foreign" && w != "not" && w != "default" {
				name, _ = c.name()
			}
			continue
		case c.accept("not", "null"):
			col.NotNull = true
			c.accept("enable")
		case c.accept("not", "enforced"), c.accept("not", "valid"):
			c.leaveFrom(c.i-2, "NOT ENFORCED", becauseChecked)
		case c.accept("not"): // NOT DEFERRABLE, NOT FOR REPLICATION, NOT VISIBLE
			for c.accept("for") || c.accept("replication") || c.accept("deferrable") || c.accept("visible") {
			}
		case c.accept("null"):
			col.NotNull = false
		case c.accept("default"):
			r.defaultValue(col, c)
			t.nameDefault(name, col)
		case c.accept("serial", "default", "value"): // MySQL's word for these three
			col.Identity, col.NotNull = diagram.IdentityByDefault, true
			r.addKey(t, name, false, []diagram.ID{col.ID}, at)
		case c.accept("primary", "key"):
			r.keyOptions(c)
			r.addKey(t, name, true, []diagram.ID{col.ID}, at)
		case c.accept("key"):
			r.addKey(t, name, true, []diagram.ID{col.ID}, at)
		case c.accept("unique"):
			c.accept("key")
			r.keyOptions(c)
			r.addKey(t, name, false, []diagram.ID{col.ID}, at)
		case c.accept("check"):
			r.columnCheck(t, col, name, c, at)
		case c.is("references") || c.is("foreign", "key", "references"):
			c.accept("foreign", "key")
			c.i++
			r.reference(t, name, []string{col.Name}, c, at)
		case c.accept("collate"):
			if p, ok := c.path(); ok {
				col.Collation = p.name
			}
		case c.is("generated"), c.is("as"):
			r.generated(col, c)
		case c.accept("identity"):
			col.Identity, col.NotNull = diagram.IdentityByDefault, true
			c.numberingOptions()
		case c.accept("auto_increment"), c.accept("autoincrement"):
			col.Identity = diagram.IdentityByDefault
			c.numberingOptions()
		case c.accept("comment"):
			col.Comment = c.comment()
		case c.accept("on", "update"):
			from := c.i - 2
			c.one()
			if c.isMark('(') {
				c.group()
			}
			c.leaveFrom(from, "ON UPDATE", becauseOnUpdate)
		case c.accept("character", "set"), c.accept("charset"):
			c.name()
		case c.accept("storage"), c.accept("compression"), c.accept("column_format"), c.accept("encode"), c.accept("tablespace"):
			c.one()
		case r.dialect == "sqlserver" && c.accept("index"):
			r.columnIndex(t, col, c, at)
		case c.accept("srid"):
			c.one()
			c.leaveFrom(c.i-2, "SRID", becauseKind)
		case r.mysql() && c.accept("first"):
			r.moveColumn(t, col, nil)
		case r.mysql() && c.accept("after"):
			if before, ok := c.name(); ok && t.column(before) != nil {
				r.moveColumn(t, col, t.column(before))
			}
		case sqlColumnReasons[c.word()] != nil:
			word := c.word()
			c.i++
			c.leaveFrom(c.i-1, strings.ToUpper(word), sqlColumnReasons[word])
		case sqlColumnWords[c.word()]:
			c.i++
			if c.isMark('(') {
				c.group()
			}
		case c.isMark('('):
			c.group()
		default:
			r.syntax(at, "the rest of this column is left out")
			c.i = len(c.t)
		}
		name = ""
	}
}

// columnIndex reads INDEX name in a column definition of SQL Server.
func (r *sqlReader) columnIndex(t *sqlTable, col *diagram.Column, c *sqlCursor, at sqlToken) {
	x := &diagram.Index{Parts: []diagram.IndexPart{{Column: col.ID}}}
	x.Name, _ = c.name()
	x.Unique = c.accept("unique")
	r.keyOptions(c)
	r.addIndex(t, x, at)
}

// moveColumn puts a column behind another one of its table, or first.
func (r *sqlReader) moveColumn(t *sqlTable, col, before *diagram.Column) {
	if col == before || !r.spend(len(t.Columns)) {
		return
	}
	at := slices.Index(t.Columns, col)
	t.Columns = slices.Delete(t.Columns, at, at+1)
	t.Columns = slices.Insert(t.Columns, slices.Index(t.Columns, before)+1, col)
}

// sqlColumnReasons are words of a column definition that a diagram does not keep, with
// the reason.
var sqlColumnReasons = reasonWords(map[*sqlReason]string{
	becauseChecked: "deferrable disable novalidate",
	becauseHidden:  "invisible hidden",
	becauseServer:  "sparse filestream",
})

var becauseHidden = &sqlReason{text: "a diagram does not say what is hidden", list: 3}

// sqlColumnWords may stand in a column definition and say nothing that a diagram keeps.
var sqlColumnWords = map[string]bool{
	"deferrable": true, "initially": true, "deferred": true, "immediate": true, "invisible": true, "visible": true, "enable": true,
	"disable": true, "validate": true, "novalidate": true, "rely": true, "norely": true, "sparse": true, "rowguidcol": true, "persisted": true, "persistent": true,
	"virtual": true, "stored": true, "options": true, "with": true, "without": true, "using": true, "index": true, "filestream": true,
	"masked": true, "first": true, "enforced": true, "hidden": true, "cascade": true, "no": true, "inherit": true, "values": true,
	"asc": true, "desc": true, "clustered": true, "nonclustered": true, "on": true, "conflict": true, "abort": true, "ignore": true,
	"replace": true, "rollback": true, "fail": true, "ascii": true, "unicode": true, "binary": true, "valid": true, "system": true, "versioning": true,
	"constraint": true, "collate": true, "references": true, "generated": true, "as": true, "identity": true, "auto_increment": true,
	"autoincrement": true, "comment": true, "character": true, "storage": true, "compression": true, "srid": true, "after": true, "disk": true, "memory": true,
	"zerofill": true, "not": true, "null": true, "default": true, "primary": true, "key": true, "unique": true, "check": true, "foreign": true, "charset": true,
}

// defaultValue reads the expression of DEFAULT. A number taken from a sequence is what
// an identity column does.
func (r *sqlReader) defaultValue(col *diagram.Column, c *sqlCursor) {
	if c.accept("on", "null") { // Oracle: also where NULL is written
		for c.accept("for") || c.accept("insert") || c.accept("only") || c.accept("and") || c.accept("update") {
		}
	}
	tokens := c.expressionEnd()
	text := r.expression(tokens, false)
	first := r.on(tokens)
	if inside, ok := first.group(); ok && first.done() {
		first = r.on(inside) // SQL Server: (NEXT VALUE FOR s)
	} else {
		first.i = 0
	}
	if sequence, at, ok := first.nextValue(); ok {
		col.Identity, col.Default = diagram.IdentityByDefault, ""
		r.numberedBy(col, sequence, at)
		return
	}
	if strings.EqualFold(text, "null") {
		text = ""
	}
	col.Default = text
}

// nextValue recognises an expression that takes the next number of a sequence:
// nextval('s'), s.nextval and NEXT VALUE FOR s.
func (c *sqlCursor) nextValue() (sequence string, at sqlToken, ok bool) {
	if c.accept("next", "value", "for") {
		p, ok := c.path()
		return p.name, p.at, ok
	}
	p, ok := c.path()
	if !ok || !strings.EqualFold(p.name, "nextval") {
		return "", p.at, false
	}
	inside, called := c.group()
	for _, t := range inside {
		if t.kind == sqlString {
			return c.r.stringOf(t), t, true
		}
	}
	return p.schema, p.at, !called && c.done() && p.schema != ""
}

// numberedBy remembers which column a sequence numbers, and tells when it is a second.
func (r *sqlReader) numberedBy(col *diagram.Column, sequence string, at sqlToken) {
	key := strings.ToLower(sequence)
	if i := strings.LastIndexByte(key, '.'); i >= 0 {
		key = key[i+1:]
	}
	if other, taken := r.sequences[key]; taken && other != col.ID {
		if other == "" {
			return // said already
		}
		r.sequences[key] = ""
		r.warn("shared-sequence", at, col.ID, "The column %q shares the sequence %s with other columns; in the diagram each numbers its own rows.", col.Name, sequence)
		return
	}
	r.sequences[key] = col.ID
}

// generated reads GENERATED … AS IDENTITY and GENERATED ALWAYS AS (expression), also
// without the first two words.
func (r *sqlReader) generated(col *diagram.Column, c *sqlCursor) {
	identity := diagram.IdentityAlways
	if c.accept("generated") {
		c.accept("always")
		if c.accept("by", "default") {
			identity = diagram.IdentityByDefault
			c.accept("on", "null")
		}
	}
	c.accept("as")
	switch {
	case c.accept("identity"):
		col.Identity, col.NotNull = identity, true
		c.numberingOptions()
		return
	case c.accept("row"): // AS ROW START of tables that keep their history
		c.one()
		return
	}
	col.Generated = r.computed(col, c.expressionEnd())
	for {
		switch {
		case c.accept("stored"), c.accept("persisted"), c.accept("persistent"):
			col.Stored = true
		case c.accept("virtual"):
			col.Stored = false
		default:
			return
		}
	}
}

// computed reads the expression of a computed column. In dialects where the column has the
// type of its expression, a cast of all of it says what the type is, and is no part of it.
func (r *sqlReader) computed(col *diagram.Column, tokens []sqlToken) string {
	whole := r.expression(tokens, true)
	if to := dialects[r.dialect]; to == nil || !to.computedTypes {
		return whole
	}
	c := r.on(r.bared(tokens))
	if !c.accept("cast") {
		return whole
	}
	inside, ok := c.group()
	if !ok || !c.done() {
		return whole
	}
	c = r.on(inside)
	value := c.expressionEnd()
	if !c.accept("as") {
		return whole
	}
	typ := r.typeText(c)
	if !c.done() || typ == "" || col.Type != "" && !strings.EqualFold(col.Type, typ) || lengthInCast(typ) {
		return whole
	}
	col.Type = typ
	return r.expression(value, true)
}

// lengthInCast tells of types of SQL Server that are 30 characters long in a cast, and one
// in a column.
func lengthInCast(typ string) bool {
	switch strings.ToLower(typ) {
	case "char", "varchar", "nchar", "nvarchar", "binary", "varbinary":
		return true
	}
	return false
}

var becauseOnUpdate = &sqlReason{text: "a diagram does not say what a change of the row does to a column", list: 3}

// numberingOptions moves over where numbering begins and how it goes on.
func (c *sqlCursor) numberingOptions() {
	c.group()
	for {
		switch {
		case c.accept("start"), c.accept("increment"):
			for c.accept("with") || c.accept("by") || c.acceptMark('=') || c.acceptMark('-') {
			}
			c.one()
		case c.accept("noorder"), c.accept("order"):
		default:
			return
		}
	}
}

// columnCheck keeps a check at the column, or, when it has a name or is the second one,
// at the table.
func (r *sqlReader) columnCheck(t *sqlTable, col *diagram.Column, name string, c *sqlCursor, at sqlToken) {
	c.accept("not", "for", "replication")
	inside, ok := c.group()
	if !ok {
		r.syntax(at, "this check is left out")
		return
	}
	text := r.expression(inside, true)
	if name == "" && col.Check == "" {
		col.Check = text
		return
	}
	r.addCheck(t, name, text, at)
}

// keyOptions moves over what may stand behind PRIMARY KEY or UNIQUE.
func (r *sqlReader) keyOptions(c *sqlCursor) {
	for {
		switch {
		case c.accept("clustered"), c.accept("nonclustered"), c.accept("asc"), c.accept("desc"):
		case c.accept("nulls", "distinct"):
		case c.accept("nulls", "not", "distinct"):
			c.leaveFrom(c.i-3, "NULLS NOT DISTINCT", becauseKind)
		case c.accept("on", "conflict"):
			c.one()
			c.leaveFrom(c.i-3, "ON CONFLICT", becauseKind)
		case c.accept("using"):
			if c.accept("index") {
				c.accept("tablespace")
			}
			c.one()
		case c.is("with") && c.markAt(1, '('):
			c.i++
			c.group()
		default:
			return
		}
	}
}
