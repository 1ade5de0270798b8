package ddl_test

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/merge"

	"pgregory.net/rapid"
)

// drawer draws diagrams that a database takes, and edits them as people do.
type drawer struct {
	t *rapid.T
	d *diagram.Diagram
	n int
	// dialect is the one of the database, native whether types are in its own words.
	dialect string
	native  bool
	// views hold the table that each view reads.
	views map[diagram.ID]diagram.ID
	said  []string
}

func (g *drawer) yes(label string) bool { return rapid.Bool().Draw(g.t, label) }

// seldom is true in one of n cases.
func (g *drawer) seldom(label string, n int) bool { return rapid.IntRange(1, n).Draw(g.t, label) == n }

func pickOf[T any](g *drawer, label string, list []T) T {
	return rapid.SampledFrom(list).Draw(g.t, label)
}

func (g *drawer) id(prefix string) diagram.ID {
	g.n++
	return diagram.ID(fmt.Sprintf("%s%d", prefix, g.n))
}

func (g *drawer) say(format string, args ...any) {
	g.said = append(g.said, fmt.Sprintf(format, args...))
}

var drawnNames = []string{"users", "orders", "lines", "Product", "order", "say \"hi\"", "two words", "größe", "it's", "back`tick", "a", "b", "select", "status", "total",
	"name", "email", "note", "Code", "state", "amount", strings.Repeat("long_", 12)}

// freeTable draws a table name that no table has.
func (g *drawer) freeTable() string {
	var used []string
	for _, t := range g.d.Tables {
		used = append(used, strings.ToLower(t.Name))
	}
	return g.freeName("table name", used)
}

func (g *drawer) freeName(label string, used []string) string {
	var free []string
	for _, n := range drawnNames {
		if !slices.Contains(used, strings.ToLower(n)) {
			free = append(free, n)
		}
	}
	if len(free) == 0 {
		g.n++
		return fmt.Sprintf("name_%d", g.n)
	}
	return pickOf(g, label, free)
}

func (g *drawer) freeColumn(t *diagram.Table) string {
	used := []string{"id"}
	for _, c := range t.Columns {
		used = append(used, strings.ToLower(c.Name))
	}
	return g.freeName("column name", used)
}

// drawnTypes are types in nobody's words; what is behind the bar are values of them.
var drawnTypes = []string{"int|1", "bigint|2", "smallint|3", "varchar(20)|'x'", "varchar(40)|'y'", "text|'z'", "decimal(10,2)|1.5", "decimal(6,1)|2.5", "boolean|true",
	"date|'2020-02-03'", "timestamp|'2021-02-03 04:05:06'", "double|0.5", "uuid|'11111111-2222-3333-4444-555555555555'", "json|", "blob|", "time|'10:20:30'", "char(3)|'abc'",
	"enum('1','2','3')|'1'", "enum('3','2','1','0')|'3'", "mood|'1'", "amount|7"}

var nativeDrawn = map[string][]string{
	"postgres": {"integer|1", "bigint|2", "character varying(20)|'x'", "text|'z'::text", "numeric(10,2)|1.5", "boolean|true", "date|CURRENT_DATE", "timestamp with time zone|now()",
		"jsonb|'{}'::jsonb", "bytea|", "uuid|gen_random_uuid()", "text[]|'{}'::text[]", "integer[]|", "inet|'10.0.0.1'", "mood|'1'::mood", "amount|7", "interval|", "bit(4)|B'1010'", "real|0.5"},
	"mariadb": {"int(11)|1", "bigint(20) unsigned|2", "varchar(20)|'x'", "text|", "mediumtext|", "decimal(10,2)|1.50", "tinyint(1)|1", "date|", "datetime|current_timestamp()", "json|", "longblob|",
		"enum('1','2','3')|'1'", "set('1','2')|'1'", "uuid|", "timestamp|current_timestamp()", "year(4)|", "float|0.5"},
	"sqlserver": {"int|1", "bigint|2", "nvarchar(20)|N'x'", "varchar(30)|'y'", "nvarchar(max)|N'z'", "decimal(10,2)|1.5", "bit|1", "date|getdate()", "datetime2|sysdatetime()", "datetime|getdate()",
		"uniqueidentifier|newid()", "varbinary(max)|", "xml|", "time|", "float|0.5", "money|1", "datetimeoffset|", "geography|", "nchar(3)|N'abc'"},
	"oracle": {"number(10)|1", "number(19)|2", "varchar2(20 char)|'x'", "varchar2(40 char)|'y'", "clob|", "number(10,2)|1.5", "number(1)|1", "date|SYSDATE", "timestamp(6)|SYSTIMESTAMP",
		"timestamp(6) with time zone|", "raw(16)|SYS_GUID()", "blob|", "binary_double|0.5", "interval day(2) to second(6)|", "char(3 char)|'abc'", "xmltype|", "nvarchar2(20)|", "float(20)|"},
	"sqlite": {"INTEGER|1", "TEXT|'z'", "VARCHAR(20)|'x'", "NUMERIC(10,2)|1.5", "REAL|0.5", "BLOB|", "DATE|CURRENT_DATE", "DATETIME|CURRENT_TIMESTAMP", "BOOLEAN|1"},
}

// giveType draws a type, and a default that fits it or none.
func (g *drawer) giveType(c *diagram.Column) {
	list := drawnTypes
	if g.native {
		list = nativeDrawn[g.dialect]
	}
	c.Type, c.Default, _ = strings.Cut(pickOf(g, "type", list), "|")
	if g.yes("no default") {
		c.Default = ""
	}
}

// number tells whether a column holds numbers, and can be calculated with.
func number(c *diagram.Column) bool {
	f := diagram.ParseType(c.Type).Family()
	return f == diagram.FamilyInteger && !strings.Contains(c.Type, "[")
}

func text(c *diagram.Column) bool {
	name := diagram.ParseType(c.Type).Name
	return !strings.Contains(c.Type, "[") && (name == "text" || name == "varchar" || name == "character varying")
}

func (g *drawer) quote(name string) string {
	if g.d.Dialect == "" {
		return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
	}
	d, _ := ddl.Find(g.dialect)
	return d.Identifier(name)
}

func (g *drawer) column(t *diagram.Table) *diagram.Column {
	c := &diagram.Column{ID: g.id("c"), Name: g.freeColumn(t)}
	g.giveType(c)
	c.NotNull = g.seldom("not null", 3)
	if g.seldom("comment", 4) {
		c.Comment = pickOf(g, "comment", []string{"what it is", "it's\na \"note\"", "back\\slash"})
	}
	g.giveExtras(t, c)
	return c
}

// giveExtras draws a check or an expression.
func (g *drawer) giveExtras(t *diagram.Table, c *diagram.Column) {
	c.Check, c.Generated, c.Stored = "", "", false
	switch {
	case number(c) && g.seldom("check", 4):
		c.Check = g.quote(c.Name) + pickOf(g, "bound", []string{" >= 0", " > -5"})
	case g.seldom("computed", 6):
		for _, o := range t.Columns {
			// Both hold numbers or both hold text: what it gives must be of its type.
			if o != c && o.Generated == "" && o.Identity == "" && (number(o) && number(c) || text(o) && c.Type == "text") {
				c.Generated, c.Stored, c.Default = g.quote(o.Name), g.yes("stored"), ""
				c.Default, c.NotNull = "", false
				if number(o) {
					c.Generated += " + 0"
				}
				return
			}
		}
	}
}

func (g *drawer) idType() string {
	switch {
	case !g.native:
		return "int"
	case g.dialect == "mariadb":
		return "int(11)"
	case g.dialect == "sqlite":
		return "INTEGER"
	}
	return "integer"
}

func (g *drawer) table() *diagram.Table {
	t := &diagram.Table{ID: g.id("t"), Name: g.freeTable(), Schema: g.schema()}
	id := &diagram.Column{ID: g.id("c"), Name: "id", Type: g.idType()}
	if g.seldom("capital", 5) {
		id.Name = "Id"
	}
	if g.yes("numbered") {
		id.Identity = diagram.IdentityByDefault
	}
	t.Columns = []*diagram.Column{id}
	for range rapid.IntRange(0, 5).Draw(g.t, "columns") {
		t.Columns = append(t.Columns, g.column(t))
	}
	if !g.seldom("no key", 8) {
		t.Keys = append(t.Keys, &diagram.Key{ID: g.id("k"), Primary: true, Columns: []diagram.ID{id.ID}})
	} else {
		id.Identity = ""
	}
	if g.seldom("table comment", 4) {
		t.Comment = "a table's comment"
	}
	for range rapid.IntRange(0, 2).Draw(g.t, "parts") {
		g.addPart(t)
	}
	for i, c := range t.Columns {
		c.Order = diagram.OrderAt(i)
	}
	g.d.AddTable(t)
	return t
}

func (g *drawer) schema() diagram.ID {
	if list := g.d.SortedSchemas(); len(list) > 0 && g.yes("in schema") {
		return pickOf(g, "schema", list).ID
	}
	return ""
}

// sortable tells whether every database takes the column into a key as it is.
func sortable(c *diagram.Column) bool {
	switch diagram.ParseType(c.Type).Family() {
	case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyDate:
		return !strings.Contains(c.Type, "[")
	}
	return strings.Contains(c.Type, "varchar") || strings.Contains(c.Type, "varying")
}

// addPart gives a table a unique key, an index or a check.
func (g *drawer) addPart(t *diagram.Table) {
	var fit []diagram.ID
	for _, c := range t.Columns {
		if sortable(c) {
			fit = append(fit, c.ID)
		}
	}
	name := ""
	if g.yes("named") {
		g.n++
		name = fmt.Sprintf("part_%d", g.n)
	}
	columns := fit
	if len(fit) > 0 {
		columns = rapid.SliceOfNDistinct(rapid.SampledFrom(fit), 1, min(2, len(fit)), rapid.ID[diagram.ID]).Draw(g.t, "part columns")
	}
	switch kind := rapid.IntRange(0, 3).Draw(g.t, "part"); {
	case len(fit) == 0:
	case kind == 0:
		t.Keys = append(t.Keys, &diagram.Key{ID: g.id("k"), Name: name, Columns: columns})
	case kind == 1:
		for _, c := range t.Columns {
			if number(c) {
				t.Checks = append(t.Checks, &diagram.Check{ID: g.id("ck"), Name: name, Expression: g.quote(c.Name) + " < 1000"})
				return
			}
		}
	default:
		x := &diagram.Index{ID: g.id("x"), Name: name, Unique: g.seldom("unique", 3)}
		for _, id := range columns {
			x.Parts = append(x.Parts, diagram.IndexPart{Column: id, Descending: !x.Unique && g.seldom("descending", 4)})
		}
		if c := t.Column(columns[0]); number(c) && g.seldom("partial", 4) {
			x.Where = g.quote(c.Name) + " > 0"
		}
		t.Indexes = append(t.Indexes, x)
	}
}

// addForeign adds a foreign key with a column for it, or over one that is there.
func (g *drawer) addForeign() {
	var parents []*diagram.Table
	for _, t := range g.d.SortedTables() {
		if t.PrimaryKey() != nil && len(t.PrimaryKey().Columns) == 1 && t.Kind != diagram.KindView {
			parents = append(parents, t)
		}
	}
	if len(parents) == 0 {
		return
	}
	parent := pickOf(g, "parent", parents)
	child := pickOf(g, "child", g.plainTables())
	key := parent.Column(parent.PrimaryKey().Columns[0])
	if key.Generated != "" {
		return
	}
	c := &diagram.Column{ID: g.id("c"), Name: g.freeColumn(child), Type: key.Type, Order: diagram.OrderAt(len(child.Columns))}
	c.NotNull = g.seldom("must refer", 4)
	child.Columns = append(child.Columns, c)
	r := &diagram.Relationship{ID: g.id("r"), Directed: true, Ends: diagram.Between(child.ID, diagram.Many, parent.ID, diagram.One), Pairs: []diagram.Pair{{From: c.ID, To: key.ID}}}
	r.OnDelete = pickOf(g, "on delete", []diagram.Action{"", "", diagram.ActionCascade, diagram.ActionSetNull, diagram.ActionRestrict})
	if c.NotNull && r.OnDelete == diagram.ActionSetNull {
		r.OnDelete = ""
	}
	r.Deferrable = g.seldom("deferrable", 4)
	if g.yes("foreign name") {
		r.Name = fmt.Sprintf("fk_%d", g.n)
	}
	g.d.AddRelationship(r)
}

func (g *drawer) plainTables() []*diagram.Table {
	return slices.DeleteFunc(g.d.SortedTables(), func(t *diagram.Table) bool { return t.Kind == diagram.KindView })
}

func (g *drawer) addView() {
	t := pickOf(g, "of table", g.plainTables())
	v := &diagram.Table{ID: g.id("v"), Kind: diagram.KindView, Name: fmt.Sprintf("view_%d", g.n), Definition: "?"}
	g.d.AddTable(v)
	g.views[v.ID] = t.ID
}

// settle writes the queries of views anew, with the names that tables have now, and gives
// children the types of their parents.
func (g *drawer) settle() {
	for range 4 {
		for _, r := range g.d.SortedRelationships() {
			if child, parent, ok := g.d.ForeignKey(r); ok {
				for _, p := range r.Pairs {
					child.Column(p.From).Type = parent.Column(p.To).Type
				}
			}
		}
	}
	for id, of := range g.views {
		v, t := g.d.Tables[id], g.d.Tables[of]
		if t == nil || v == nil {
			delete(g.d.Tables, id)
			continue
		}
		name := g.quote(t.Name)
		if s := g.d.Schemas[t.Schema]; s != nil && g.dialect == "postgres" {
			name = g.quote(s.Name) + "." + name
		}
		v.Definition = "SELECT count(*) AS n FROM " + name
	}
	for _, t := range g.d.Tables {
		slices.SortFunc(t.Columns, func(a, b *diagram.Column) int { return strings.Compare(a.Order, b.Order) })
	}
}

// drawSchema draws the diagram that a database is made of first.
func drawSchema(t *rapid.T, dialect string) *drawer {
	g := &drawer{t: t, d: diagram.New(), dialect: dialect, views: map[diagram.ID]diagram.ID{}}
	if g.native = g.yes("native"); g.native {
		g.d.Dialect = dialect
	}
	if dialect == "postgres" && g.yes("schema") {
		g.d.AddSchema(&diagram.Schema{ID: g.id("s"), Name: "sales"})
	}
	g.d.AddDomain(&diagram.Domain{ID: "mood", Name: "mood", Values: []string{"1", "2", "3"}})
	g.d.AddDomain(&diagram.Domain{ID: "amount", Name: "amount", Type: g.idType(), Check: "VALUE >= 0"})
	for range rapid.IntRange(1, 4).Draw(t, "tables") {
		g.table()
	}
	for range rapid.IntRange(0, 4).Draw(t, "foreign keys") {
		g.addForeign()
	}
	if g.seldom("view", 3) {
		g.addView()
	}
	g.settle()
	return g
}

// clone returns a drawer of a copy of the diagram.
func (g *drawer) clone() *drawer {
	c := *g
	c.d = merge.Renumber(g.d, func(_ diagram.Kind, id diagram.ID) diagram.ID { return id })
	c.views = map[diagram.ID]diagram.ID{}
	for k, v := range g.views {
		c.views[k] = v
	}
	c.said = nil
	return &c
}

// edits are what people do to a diagram.
var edits = map[string]func(g *drawer, t *diagram.Table, c *diagram.Column){
	"rename table":     func(g *drawer, t *diagram.Table, _ *diagram.Column) { t.Name = g.freeTable() },
	"rename column":    func(g *drawer, t *diagram.Table, c *diagram.Column) { g.renameColumn(t, c, g.freeColumn(t)) },
	"case of a column": func(g *drawer, t *diagram.Table, c *diagram.Column) { g.renameColumn(t, c, swapCase(c.Name)) },
	"case of a table":  func(g *drawer, t *diagram.Table, _ *diagram.Column) { t.Name = swapCase(t.Name) },
	"swap columns":     (*drawer).swapColumns,
	"swap tables":      (*drawer).swapTables,
	"add table":        func(g *drawer, _ *diagram.Table, _ *diagram.Column) { g.table() },
	"drop table":       func(g *drawer, t *diagram.Table, _ *diagram.Column) { g.dropTable(t) },
	"make table anew":  (*drawer).makeAnew,
	"reorder columns":  (*drawer).reorder,
	"reorder tables": func(g *drawer, t *diagram.Table, _ *diagram.Column) {
		t.Order = diagram.OrderAt(rapid.IntRange(0, 9).Draw(g.t, "order"))
	},
	"add column":        (*drawer).addColumn,
	"drop column":       (*drawer).dropColumn,
	"type":              func(g *drawer, _ *diagram.Table, c *diagram.Column) { g.retype(c) },
	"null":              func(_ *drawer, _ *diagram.Table, c *diagram.Column) { c.NotNull = !c.NotNull },
	"default":           func(g *drawer, _ *diagram.Table, c *diagram.Column) { g.redefault(c) },
	"numbered":          func(g *drawer, t *diagram.Table, _ *diagram.Column) { g.renumber(t) },
	"check or computed": func(g *drawer, t *diagram.Table, c *diagram.Column) { g.recompute(t, c) },
	"comments": func(g *drawer, t *diagram.Table, c *diagram.Column) {
		t.Comment, c.Comment = pickOf(g, "new comment", []string{"", "other"}), pickOf(g, "new comment", []string{"", "it's new"})
	},
	"add part":           func(g *drawer, t *diagram.Table, _ *diagram.Column) { g.addPart(t) },
	"drop part":          (*drawer).dropPart,
	"change part":        (*drawer).changePart,
	"add foreign key":    func(g *drawer, _ *diagram.Table, _ *diagram.Column) { g.addForeign() },
	"drop foreign key":   func(g *drawer, _ *diagram.Table, _ *diagram.Column) { g.dropForeign() },
	"change foreign key": func(g *drawer, _ *diagram.Table, _ *diagram.Column) { g.changeForeign() },
	"values":             func(g *drawer, _ *diagram.Table, _ *diagram.Column) { g.changeValues() },
	"domain":             func(g *drawer, _ *diagram.Table, _ *diagram.Column) { g.changeDomain() },
	"schema":             func(g *drawer, t *diagram.Table, _ *diagram.Column) { g.changeSchema(t) },
	"primary key":        (*drawer).changeKey,
	"view":               func(g *drawer, _ *diagram.Table, _ *diagram.Column) { g.addView() },
}

// edit does some edits.
func (g *drawer) edit() {
	var names []string
	for name := range edits {
		names = append(names, name)
	}
	slices.Sort(names)
	for range rapid.IntRange(1, 6).Draw(g.t, "edits") {
		if len(g.plainTables()) == 0 {
			g.table()
		}
		name := pickOf(g, "edit", names)
		t := pickOf(g, "edited table", g.plainTables())
		c := pickOf(g, "edited column", t.Columns)
		g.say("%s %q %q", name, t.Name, c.Name)
		edits[name](g, t, c)
		g.settle()
	}
}

func swapCase(name string) string {
	if upper := strings.ToUpper(name); upper != name {
		return upper
	}
	return strings.ToLower(name)
}

// renameColumn renames a column where expressions name it, too.
func (g *drawer) renameColumn(t *diagram.Table, c *diagram.Column, name string) {
	again := func(text string) string { return strings.ReplaceAll(text, g.quote(c.Name), g.quote(name)) }
	for _, o := range t.Columns {
		o.Check, o.Generated = again(o.Check), again(o.Generated)
	}
	for _, k := range t.Checks {
		k.Expression = again(k.Expression)
	}
	for _, x := range t.Indexes {
		x.Where = again(x.Where)
	}
	c.Name = name
}

func (g *drawer) swapColumns(t *diagram.Table, c *diagram.Column) {
	other := pickOf(g, "other column", t.Columns)
	a, b := c.Name, other.Name
	if other == c {
		return
	}
	g.renameColumn(t, c, "between")
	g.renameColumn(t, other, a)
	g.renameColumn(t, c, b)
}

func (g *drawer) swapTables(t *diagram.Table, _ *diagram.Column) {
	other := pickOf(g, "other table", g.plainTables())
	t.Name, other.Name = other.Name, t.Name
}

func (g *drawer) dropTable(t *diagram.Table) {
	delete(g.d.Tables, t.ID)
	for id, r := range g.d.Relationships {
		if r.Touches(t.ID) {
			delete(g.d.Relationships, id)
		}
	}
}

// makeAnew drops a table and makes another one of its name.
func (g *drawer) makeAnew(t *diagram.Table, _ *diagram.Column) {
	g.dropTable(t)
	g.table().Name = t.Name
}

func (g *drawer) reorder(t *diagram.Table, _ *diagram.Column) {
	for i, c := range rapid.Permutation(t.Columns).Draw(g.t, "columns") {
		c.Order = diagram.OrderAt(i)
	}
}

func (g *drawer) addColumn(t *diagram.Table, _ *diagram.Column) {
	c := g.column(t)
	c.Order = diagram.OrderAt(rapid.IntRange(0, len(t.Columns)).Draw(g.t, "place")) + "5"
	t.Columns = append(t.Columns, c)
}

// dropColumn drops a column with all that speaks of it.
func (g *drawer) dropColumn(t *diagram.Table, c *diagram.Column) {
	if len(t.Columns) == 1 {
		return
	}
	g.forget(t, c)
	t.Columns = slices.DeleteFunc(t.Columns, func(o *diagram.Column) bool { return o == c })
}

// forget drops what speaks of a column.
func (g *drawer) forget(t *diagram.Table, c *diagram.Column) {
	q := g.quote(c.Name)
	t.Keys = slices.DeleteFunc(t.Keys, func(k *diagram.Key) bool { return slices.Contains(k.Columns, c.ID) })
	t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool {
		return slices.ContainsFunc(x.Parts, func(p diagram.IndexPart) bool { return p.Column == c.ID }) || strings.Contains(x.Where, q)
	})
	t.Checks = slices.DeleteFunc(t.Checks, func(k *diagram.Check) bool { return strings.Contains(k.Expression, q) })
	for _, o := range t.Columns {
		if strings.Contains(o.Generated, q) {
			o.Generated = ""
		}
	}
	for id, r := range g.d.Relationships {
		if slices.Contains(r.FromColumns(), c.ID) || slices.Contains(r.ToColumns(), c.ID) {
			delete(g.d.Relationships, id)
		}
	}
}

func (g *drawer) retype(c *diagram.Column) {
	t := g.home(c)
	if t.InPrimaryKey(c.ID) {
		c.Type = map[string]string{"int": "bigint", "integer": "bigint", "int(11)": "bigint(20)", "INTEGER": "INTEGER"}[g.idType()]
		return
	}
	fits := sortable(c)
	num, txt := number(c), text(c)
	for range 5 {
		if g.giveType(c); !fits || sortable(c) {
			break
		}
	}
	if num && !number(c) || txt && !text(c) || fits && !sortable(c) {
		g.forgetUses(t, c)
	}
	if c.Generated != "" {
		c.Default = ""
	}
}

// forgetUses drops expressions and keys that the new type of a column may not fit.
func (g *drawer) forgetUses(t *diagram.Table, c *diagram.Column) {
	g.forget(t, c)
	c.Check, c.Generated, c.Identity = "", "", ""
}

func (g *drawer) home(c *diagram.Column) *diagram.Table {
	for _, t := range g.d.Tables {
		if slices.Contains(t.Columns, c) {
			return t
		}
	}
	return nil
}

func (g *drawer) redefault(c *diagram.Column) {
	if c.Generated != "" || c.Identity != "" {
		return
	}
	if c.Default != "" {
		c.Default = ""
		return
	}
	for _, list := range [][]string{drawnTypes, nativeDrawn[g.dialect]} {
		for _, entry := range list {
			if typ, value, _ := strings.Cut(entry, "|"); typ == c.Type {
				c.Default = value
			}
		}
	}
}

// renumber switches the numbering of a table's key on, over or off.
func (g *drawer) renumber(t *diagram.Table) {
	k := t.PrimaryKey()
	if k == nil || len(k.Columns) != 1 {
		return
	}
	c := t.Column(k.Columns[0])
	if !number(c) || c.Generated != "" {
		return
	}
	c.Default = ""
	c.Identity = pickOf(g, "identity", []diagram.Identity{"", diagram.IdentityByDefault, diagram.IdentityAlways})
}

func (g *drawer) recompute(t *diagram.Table, c *diagram.Column) {
	if t.InPrimaryKey(c.ID) || c.Identity != "" {
		return
	}
	for _, r := range g.d.Relationships {
		if slices.Contains(r.FromColumns(), c.ID) || slices.Contains(r.ToColumns(), c.ID) {
			return
		}
	}
	for _, o := range t.Columns {
		if o != c && strings.Contains(o.Generated, g.quote(c.Name)) {
			return
		}
	}
	g.giveExtras(t, c)
}

func (g *drawer) dropPart(t *diagram.Table, _ *diagram.Column) {
	switch kind := rapid.IntRange(0, 2).Draw(g.t, "dropped part"); {
	case kind == 0 && len(t.Keys) > 1:
		t.Keys = t.Keys[:len(t.Keys)-1]
	case kind == 1 && len(t.Checks) > 0:
		t.Checks = t.Checks[1:]
	case len(t.Indexes) > 0:
		t.Indexes = t.Indexes[1:]
	}
}

func (g *drawer) changePart(t *diagram.Table, _ *diagram.Column) {
	g.n++
	name := fmt.Sprintf("part_%d", g.n)
	switch kind := rapid.IntRange(0, 4).Draw(g.t, "changed part"); {
	case kind == 0 && len(t.Keys) > 0:
		t.Keys[len(t.Keys)-1].Name = name
	case kind == 1 && len(t.Checks) > 0:
		t.Checks[0].Name = name
	case kind == 2 && len(t.Checks) > 0:
		t.Checks[0].Expression += " OR 1 = 1"
	case kind == 3 && len(t.Indexes) > 0:
		t.Indexes[0].Name = name
	case len(t.Indexes) > 0:
		t.Indexes[0].Unique = !t.Indexes[0].Unique
	}
}

func (g *drawer) dropForeign() {
	if list := g.d.SortedRelationships(); len(list) > 0 {
		delete(g.d.Relationships, pickOf(g, "dropped foreign key", list).ID)
	}
}

func (g *drawer) changeForeign() {
	list := g.d.SortedRelationships()
	if len(list) == 0 {
		return
	}
	r := pickOf(g, "changed foreign key", list)
	switch rapid.IntRange(0, 2).Draw(g.t, "foreign change") {
	case 0:
		r.OnDelete = pickOf(g, "new action", []diagram.Action{"", diagram.ActionCascade, diagram.ActionRestrict})
	case 1:
		g.n++
		r.Name = fmt.Sprintf("fk_%d", g.n)
	default:
		r.Deferrable = !r.Deferrable
	}
}

func (g *drawer) changeValues() {
	o := g.d.Domains["mood"]
	switch rapid.IntRange(0, 4).Draw(g.t, "values") {
	case 0:
		o.Values = append(o.Values, fmt.Sprint(4+len(o.Values)))
	case 1:
		o.Values = slices.Insert(o.Values, 1, "it's")
	case 2:
		o.Values = slices.Insert(o.Values, 0, fmt.Sprint(-len(o.Values)))
	case 3:
		if len(o.Values) > 2 {
			o.Values = o.Values[:len(o.Values)-1]
		}
	default:
		slices.Reverse(o.Values)
	}
	o.Values = slices.Compact(o.Values)
	seen := map[string]bool{}
	o.Values = slices.DeleteFunc(o.Values, func(v string) bool { was := seen[v]; seen[v] = true; return was })
	if !slices.Contains(o.Values, "1") {
		o.Values = append(o.Values, "1")
	}
}

func (g *drawer) changeDomain() {
	o := g.d.Domains[pickOf(g, "domain", []diagram.ID{"mood", "amount"})]
	switch rapid.IntRange(0, 4).Draw(g.t, "domain change") {
	case 0:
		name := pickOf(g, "domain name", []string{"mood", "amount", "feeling", "sum_of"})
		for _, other := range g.d.Domains {
			if other.Name == name {
				return
			}
		}
		for _, t := range g.d.Tables {
			for _, c := range t.Columns {
				if c.Type == o.Name {
					c.Type = name
					c.Default = strings.ReplaceAll(c.Default, "::"+o.Name, "::"+name)
				}
			}
		}
		o.Name = name
	case 1:
		o.Comment = pickOf(g, "domain comment", []string{"", "a type"})
	case 2:
		if !o.IsEnum() {
			o.Check = pickOf(g, "domain check", []string{"", "VALUE >= 0", "VALUE > -10"})
		}
	case 3:
		if !o.IsEnum() {
			o.Default = pickOf(g, "domain default", []string{"", "5"})
		}
	default:
		if !o.IsEnum() {
			o.NotNull = !o.NotNull
		}
	}
}

func (g *drawer) changeSchema(t *diagram.Table) {
	if g.dialect != "postgres" {
		return
	}
	list := g.d.SortedSchemas()
	switch kind := rapid.IntRange(0, 2).Draw(g.t, "schema change"); {
	case len(list) == 0:
		g.d.AddSchema(&diagram.Schema{ID: g.id("s"), Name: "sales"})
		t.Schema = g.d.SortedSchemas()[0].ID
	case kind == 0:
		list[0].Name = pickOf(g, "schema name", []string{"sales", "shop"})
	case t.Schema == "":
		t.Schema = list[0].ID
	default:
		t.Schema = ""
	}
}

// changeKey takes the primary key away, or gives another one.
func (g *drawer) changeKey(t *diagram.Table, c *diagram.Column) {
	k := t.PrimaryKey()
	if k != nil {
		for _, o := range t.Columns {
			o.Identity = ""
		}
		for id, r := range g.d.Relationships {
			for _, p := range r.Pairs {
				if slices.Contains(k.Columns, p.To) {
					delete(g.d.Relationships, id)
				}
			}
		}
		t.Keys = slices.DeleteFunc(t.Keys, func(o *diagram.Key) bool { return o == k })
	}
	if sortable(c) && c.Generated == "" && g.yes("other key") {
		t.Keys = append(t.Keys, &diagram.Key{ID: g.id("k"), Primary: true, Columns: []diagram.ID{c.ID}})
	}
}
