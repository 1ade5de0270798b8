package ddl

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// Parse reads a script of any dialect as one page. It never fails: what it cannot read
// is skipped up to the end of the column or statement and reported, with its place as
// line:column, in the warnings of the result. A dialect that is empty or not known means:
// guess; the page's diagram says which one was taken.
//
// Understood are CREATE TABLE, VIEW, INDEX, TYPE, DOMAIN and SCHEMA, ALTER of these, COMMENT
// ON, DROP and RENAME; everything else (data, rights, routines) is moved over and listed
// in the warnings, each with its beginning and the reason. Places of
// the result say where each object is declared, and comments "-- lint:ignore K001 reason"
// and "-- lint:ignore K001 until 2027-01-31 reason" on a line or above it become ignored
// findings of the object declared there; a comment "-- dependency: a, b -> c; why" above a
// table declares a functional dependency.
func Parse(data []byte, dialect string) *diagram.Source {
	src, encodingLoss := sqlText(data)
	if !Reads(dialect) {
		dialect = guessDialect(src)
	}
	r := newSQLReader(src, dialect)
	if encodingLoss != "" {
		r.general("encoding", encodingLoss)
	}
	split := newSQLSplitter(src, dialect, &r.left)
	for {
		st, ok := split.next()
		if !ok {
			break
		}
		if !st.follows {
			r.inside = ""
		}
		r.statement(r.on(st.tokens))
	}
	for _, span := range split.triggers {
		r.numberingTrigger(span)
	}
	for _, offset := range split.lex.open {
		r.syntax(sqlToken{start: int32(offset)}, "its closing quote is missing, and the text ends with the line")
	}
	if at := split.lex.endless; at > 0 {
		r.syntax(sqlToken{start: int32(at - 1)}, "the end of this comment is missing, and all that follows is taken for a part of it")
	}
	r.finish(split.lex.comments)
	return &diagram.Source{Format: "sql", Pages: []*diagram.Page{r.page}, Warnings: r.losses()}
}

// ReadDialects returns the names of the dialects that Parse reads each in its own way.
func ReadDialects() []string { return slices.Clone(sqlDialects) }

// Reads tells whether Parse knows a dialect of this name.
func Reads(dialect string) bool { return slices.Contains(sqlDialects, dialect) }

// sqlDialects are the dialects that are read each in its own way.
var sqlDialects = []string{"postgres", "mysql", "mariadb", "sqlite", "sqlserver", "oracle"}

// sqlText turns the bytes of a file into text: UTF-8, UTF-16 with a byte order mark (as
// SQL Server's tools write), else Latin-1. The second result says so if that was a guess.
func sqlText(data []byte) (text, loss string) {
	big := len(data) >= 2 && data[0] == 0xfe && data[1] == 0xff
	if big || len(data) >= 2 && data[0] == 0xff && data[1] == 0xfe {
		units := make([]uint16, 0, len(data)/2)
		for i := 2; i+1 < len(data); i += 2 {
			if big {
				units = append(units, uint16(data[i])<<8|uint16(data[i+1]))
			} else {
				units = append(units, uint16(data[i+1])<<8|uint16(data[i]))
			}
		}
		return lineEnds(string(utf16.Decode(units))), ""
	}
	if utf8.Valid(data) {
		return lineEnds(string(data)), ""
	}
	var b strings.Builder
	for _, c := range data {
		b.WriteRune(rune(c))
	}
	return lineEnds(b.String()), "The script is not UTF-8; its letters were read as Latin-1, so names with other letters may be wrong."
}

// lineEnds gives a text whose lines end with a carriage return only, as old programs on
// the Macintosh wrote, the line ends of all others; no place in it moves.
func lineEnds(text string) string {
	if strings.IndexByte(text, '\n') < 0 {
		return strings.ReplaceAll(text, "\r", "\n")
	}
	return text
}

// maxSQLCopied bounds the columns that LIKE, INHERITS and PARTITION OF copy, so that no
// short script makes a huge diagram.
const maxSQLCopied = 200_000

// sqlReader builds a page from statements.
type sqlReader struct {
	src     string
	dialect string
	page    *diagram.Page
	lines   []int32 // offsets of the starts of the lines
	runes   []int32 // characters before every runeStep bytes

	warnings []sqlWarning
	silent   int     // warnings that were left out
	left     sqlLeft // what a diagram has no place for
	effects  int     // what statements did that makes no object

	tables []*sqlTable
	exact  map[string]*sqlTable // by schema and name
	folded map[string]*sqlTable // by schema and name in lower case
	named  map[string]*sqlTable // by name in lower case, whatever the schema

	schemas    map[string]diagram.ID // by lower-case name
	defaults   map[string]bool       // lower-case names of the default schema
	current    string                // the schema that unqualified names are in, or empty
	inside     string                // the schema of the CREATE SCHEMA that the statement is a part of, or empty
	live       map[diagram.ID]bool   // the IDs that objects have
	used       map[diagram.ID]int    // how often an ID was wanted again
	references []*sqlReference
	sequences  map[string]diagram.ID      // sequence → the column that it numbers
	declared   map[string]sqlSpan         // sequence → the statement that makes it
	variables  map[string]string          // texts that a script of SQL Server keeps under a name
	domains    map[string]*diagram.Domain // by lower-case name, with and without schema
	conditions map[diagram.ID][]sqlCondition
	composites map[string]*sqlTable // types made of several parts, by lower-case schema and name
	copied     int
	dropped    int // tables
	objects    int // made or waiting
	work       int // see spend
}

// sqlTable is a table that is being read.
type sqlTable struct {
	*diagram.Table
	schema  string // name of its schema, empty for the default one
	known   string // its name as the database knows it
	at      sqlToken
	columns map[string]*diagram.Column // by name as written and in lower case
	// defaults are the columns by the lower-case name that SQL Server knows their default by.
	defaults map[string]*diagram.Column
	dropped  bool
	// key is the primary key with its columns, once it was looked for; see primary.
	key        *diagram.Key
	keyColumns []*diagram.Column
	keyKnown   bool
}

// primary returns the primary key and its columns, or nil.
func (t *sqlTable) primary() (*diagram.Key, []*diagram.Column) {
	if t.keyKnown {
		return t.key, t.keyColumns
	}
	t.keyKnown, t.keyColumns = true, nil
	if t.key = t.PrimaryKey(); t.key != nil {
		for _, id := range t.key.Columns {
			t.keyColumns = append(t.keyColumns, t.Column(id))
		}
	}
	return t.key, t.keyColumns
}

func newSQLReader(src, dialect string) *sqlReader {
	r := &sqlReader{
		src: src, dialect: dialect, page: diagram.NewPage(""), lines: []int32{0},
		exact: map[string]*sqlTable{}, folded: map[string]*sqlTable{}, named: map[string]*sqlTable{},
		schemas: map[string]diagram.ID{}, defaults: map[string]bool{}, live: map[diagram.ID]bool{}, used: map[diagram.ID]int{}, domains: map[string]*diagram.Domain{},
		sequences: map[string]diagram.ID{}, declared: map[string]sqlSpan{}, conditions: map[diagram.ID][]sqlCondition{}, composites: map[string]*sqlTable{},
	}
	r.page.Diagram.Dialect = dialect
	switch dialect {
	case "postgres", "":
		r.defaults["public"] = true
	case "sqlserver":
		r.defaults["dbo"] = true
	case "sqlite":
		r.defaults["main"] = true
	}
	for i := 0; ; {
		n := strings.IndexByte(src[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		r.lines = append(r.lines, int32(i))
	}
	return r
}

func (r *sqlReader) mysql() bool { return r.dialect == "mysql" || r.dialect == "mariadb" }

// id returns an ID derived from these parts that no object has yet.
func (r *sqlReader) id(parts ...string) diagram.ID {
	parts = append([]string{"sql"}, parts...)
	r.objects++
	base := diagram.DerivedID(parts...)
	id := base
	for r.live[id] {
		r.used[base]++
		id = diagram.DerivedID(append(parts, "again", fmt.Sprint(r.used[base]))...)
	}
	r.live[id] = true
	return id
}

// did counts an effect of a statement that makes no object.
func (r *sqlReader) did() { r.effects++ }

// progress grows with all that a statement can do: make something, change something, be
// reported.
func (r *sqlReader) progress() int {
	return r.objects + r.effects + r.left.total + len(r.warnings) + r.silent
}

// statement reads one statement by its first words. One that has no effect and was not
// spoken of was not understood, and is reported.
func (r *sqlReader) statement(c *sqlCursor) {
	if r.full() {
		return
	}
	before := r.progress()
	r.byFirstWord(c)
	if r.progress() == before {
		r.leave("unknown statement", becauseUnknown, c.t)
	}
}

func (r *sqlReader) byFirstWord(c *sqlCursor) {
	switch c.word() {
	case "create":
		c.i++
		r.create(c)
	case "alter":
		c.i++
		r.alter(c)
	case "comment":
		c.i++
		r.comment(c)
	case "drop":
		c.i++
		r.drop(c)
	case "rename":
		c.i++
		r.renameTables(c)
	case "use":
		c.i++
		r.use(c)
	case "set":
		c.i++
		r.set(c)
	case "reset":
		if c.i++; c.is("search_path") {
			r.current = ""
			r.did()
			return
		}
		c.leaveAll("RESET", becauseSession)
	case "exec", "execute":
		c.i++
		r.execute(c)
	}
}

// use obeys USE of MySQL: the first database counts as the default schema.
func (r *sqlReader) use(c *sqlCursor) {
	name, ok := c.name()
	if !ok || !r.mysql() && r.dialect != "" {
		c.leaveAll("USE", becauseSession)
		return
	}
	r.did()
	if len(r.defaults) == 0 || r.dialect == "" {
		r.defaults[strings.ToLower(name)] = true
	}
	r.current = r.schemaName(name)
}

// set obeys SET search_path of PostgreSQL: its first schema takes the tables. It keeps
// the texts that SQL Server's SET @name = N'text' names.
func (r *sqlReader) set(c *sqlCursor) {
	for c.accept("session") || c.accept("local") {
	}
	if w := c.word(); r.dialect == "sqlserver" && strings.HasPrefix(w, "@") && c.markAt(1, '=') && c.peek(2).kind == sqlString {
		if r.variables == nil {
			r.variables = map[string]string{}
		}
		if len(r.variables) < maxSQLVariables {
			r.variables[w] = r.bounded(r.stringOf(c.peek(2)), diagram.MaxText, c.peek(2))
		}
	}
	if c.is("quoted_identifier", "on") {
		r.did() // names in double quotes are names, as they are read anyway
		return
	}
	if !c.accept("search_path") || !c.acceptMark('=') && !c.accept("to") {
		c.leaveAll("SET", becauseSession)
		return
	}
	r.did()
	name, ok := c.name()
	if !ok || name == "" || name == "$user" || strings.EqualFold(name, "default") || strings.EqualFold(name, "pg_catalog") {
		r.current = ""
		return
	}
	r.current = r.schemaName(name)
}

// maxSQLVariables bounds the texts that are kept under a name.
const maxSQLVariables = 1000

// schemaName returns a schema's name, or empty for the default one.
func (r *sqlReader) schemaName(name string) string {
	if r.defaults[strings.ToLower(name)] {
		return ""
	}
	return name
}

// schemaID returns the ID of a schema; it is made when it is met first.
func (r *sqlReader) schemaID(name string, at sqlToken) diagram.ID {
	if name == "" {
		return ""
	}
	key := strings.ToLower(name)
	if id, ok := r.schemas[key]; ok {
		return id
	}
	if len(r.schemas) >= diagram.MaxOthers {
		r.once("The script has more schemas than a diagram can hold; the rest is left out.")
		return ""
	}
	s := r.page.Diagram.AddSchema(&diagram.Schema{ID: r.id("schema", name), Name: name})
	r.schemas[key] = s.ID
	r.page.Places[s.ID] = r.place(at.start)
	return s.ID
}

func sqlTableKey(schema, name string) string { return schema + "\x00" + name }

// sameName returns what the database knows a name by: PostgreSQL and Oracle fold names
// without quotes, one to small letters, the other to capitals; the others are taken at
// their word.
func (r *sqlReader) sameName(p sqlPath) string {
	switch {
	case p.quoted:
	case r.dialect == "postgres":
		return strings.ToLower(p.name)
	case r.dialect == "oracle":
		return strings.ToUpper(p.name)
	}
	return p.name
}

// home returns the schema a path names; an unqualified name is in the current one.
func (r *sqlReader) home(p sqlPath) (schema string) {
	if p.schema == "" && r.inside != "" {
		return r.inside
	}
	if p.schema == "" {
		return r.current
	}
	return r.schemaName(p.schema)
}

// table finds a table as a database would: by its exact name, then without regard to
// case, in the schema named or else in the current, the default and any schema.
func (r *sqlReader) table(p sqlPath) *sqlTable {
	schemas := []string{r.home(p)}
	if p.schema == "" && r.current != "" {
		schemas = append(schemas, "")
	}
	for _, s := range schemas {
		if t := r.exact[sqlTableKey(s, r.sameName(p))]; t != nil {
			return t
		}
	}
	for _, s := range schemas {
		if t := r.folded[strings.ToLower(sqlTableKey(s, p.name))]; t != nil {
			return t
		}
	}
	if p.schema == "" || r.mysql() {
		return r.named[strings.ToLower(p.name)]
	}
	return nil
}

// addTable makes a table and files it under its names.
func (r *sqlReader) addTable(p sqlPath, kind diagram.TableKind) *sqlTable {
	schema := r.home(p)
	t := &sqlTable{
		Table:   &diagram.Table{ID: r.id(schema, p.name), Name: p.name, Kind: kind, Schema: r.schemaID(schema, p.at)},
		schema:  schema,
		known:   r.sameName(p),
		at:      p.at,
		columns: map[string]*diagram.Column{},
	}
	r.tables = append(r.tables, t)
	r.file(t)
	r.page.Places[t.ID] = r.place(p.at.start)
	return t
}

func (r *sqlReader) file(t *sqlTable) {
	r.exact[sqlTableKey(t.schema, t.known)] = t
	if key := strings.ToLower(sqlTableKey(t.schema, t.Name)); r.folded[key] == nil {
		r.folded[key] = t
	}
	if key := strings.ToLower(t.Name); r.named[key] == nil {
		r.named[key] = t
	}
}

// unfile takes a table out of the lists of names.
func (r *sqlReader) unfile(t *sqlTable) {
	take := func(list map[string]*sqlTable, key string) {
		if list[key] == t {
			delete(list, key)
		}
	}
	take(r.exact, sqlTableKey(t.schema, t.known))
	take(r.folded, strings.ToLower(sqlTableKey(t.schema, t.Name)))
	take(r.named, strings.ToLower(t.Name))
}

// column finds a column by its exact name, then without regard to case.
func (t *sqlTable) column(name string) *diagram.Column {
	if c := t.columns[name]; c != nil {
		return c
	}
	return t.columns[strings.ToLower(name)]
}

// index files a column under its names.
func (t *sqlTable) index(c *diagram.Column) {
	t.columns[c.Name] = c
	if key := strings.ToLower(c.Name); t.columns[key] == nil {
		t.columns[key] = c
	}
}

// nameDefault remembers the name of a column's default, if it has one.
func (t *sqlTable) nameDefault(name string, c *diagram.Column) {
	if name == "" {
		return
	}
	if t.defaults == nil {
		t.defaults = map[string]*diagram.Column{}
	}
	t.defaults[strings.ToLower(name)] = c
}

// unindex takes a column out of the names; another one of the same name in other letters
// takes its place.
func (t *sqlTable) unindex(gone *diagram.Column) {
	folded := strings.ToLower(gone.Name)
	for _, key := range []string{gone.Name, folded} {
		if t.columns[key] == gone {
			delete(t.columns, key)
		}
	}
	for _, c := range t.Columns {
		if c != gone && t.columns[folded] == nil && strings.EqualFold(c.Name, gone.Name) {
			t.columns[folded] = c
		}
	}
}
