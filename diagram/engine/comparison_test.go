package engine_test

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// comparison holds what was read of a database against the diagram that its script was
// written from.
type comparison struct {
	*figures
	report         func(format string, args ...any)
	want, got      *diagram.Diagram
	source, target string
	plain          bool
	// notes are the codes of the notes of the script, by object.
	notes map[diagram.ID]map[string]bool
	wrong int
	// found are the tables that were read, by those wanted; columns likewise by ID.
	found   map[diagram.ID]*diagram.Table
	columns map[diagram.ID]*diagram.Column
}

func (c *comparison) fail(format string, args ...any) {
	if c.wrong++; c.wrong <= 8 {
		c.report(format, args...)
	}
}

// noted tells whether a note of one of the codes speaks of an object.
func (c *comparison) noted(id diagram.ID, codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return c.notes[id][code] })
}

// renamed are the codes of notes about names.
var renamed = []string{"name-changed", "name-cut", "name-taken", "name-missing", "no-schemas"}

func newComparison(want, got *diagram.Diagram, target string, script ddl.Script, report func(format string, args ...any)) *comparison {
	c := &comparison{report: report, figures: &figures{noted: map[string]int{}}, want: want, got: got, source: want.Dialect, target: target, notes: map[diagram.ID]map[string]bool{}}
	for _, n := range script.Notes {
		if c.notes[n.Object] == nil {
			c.notes[n.Object] = map[string]bool{}
		}
		c.notes[n.Object][n.Code] = true
		c.figures.noted[n.Code]++
	}
	return c
}

func (c *comparison) run(script ddl.Script) {
	c.found, c.columns = map[diagram.ID]*diagram.Table{}, map[diagram.ID]*diagram.Column{}
	read := map[string]*diagram.Table{}
	for _, t := range c.got.Tables {
		read[c.schemaName(c.got, t)+"."+t.Name] = t
	}
	// The names in the script, which may be others than in the diagram.
	for _, st := range script.Statements {
		t := c.want.Tables[st.Object]
		if t == nil || c.found[t.ID] != nil || !strings.HasPrefix(st.Text, "CREATE TABLE") {
			continue
		}
		for _, w := range ddl.Parse([]byte(st.Text), c.target).Pages {
			for _, x := range w.Diagram.Tables {
				c.found[t.ID] = read[c.schemaName(w.Diagram, x)+"."+x.Name]
			}
		}
	}
	tables := 0
	for _, t := range c.want.SortedTables() {
		if t.Kind == diagram.KindView {
			continue
		}
		if c.noted(t.ID, "no-columns") {
			continue
		}
		tables++
		got := c.found[t.ID]
		if got == nil {
			c.fail("the table %s is missing", t.Name)
			continue
		}
		c.table(t, got)
	}
	n := 0
	for _, t := range c.got.Tables {
		if t.Kind != diagram.KindView {
			n++
		}
	}
	if n != tables {
		c.fail("%d tables are there, %d were wanted", n, tables)
	}
	c.foreignKeys()
	for _, t := range c.want.SortedTables() {
		if got := c.found[t.ID]; got != nil {
			c.uniqueKeys(t, got)
			if !c.plain {
				c.plainIndexes(t, got)
			}
		}
	}
}

func (c *comparison) schemaName(d *diagram.Diagram, t *diagram.Table) string {
	if s := d.Schemas[t.Schema]; s != nil {
		return s.Name
	}
	return ""
}

func (c *comparison) table(want, got *diagram.Table) {
	if want.Name != got.Name && !c.noted(want.ID, renamed...) && !c.noted("", "no-schemas") {
		c.fail("the table %s is called %s", want.Name, got.Name)
	}
	if len(want.Columns) != len(got.Columns) {
		c.fail("%s has %d columns, not %d", want.Name, len(got.Columns), len(want.Columns))
		return
	}
	c.figures.tables++
	for i, w := range want.Columns {
		c.columns[w.ID] = got.Columns[i]
		c.column(want, got, w, got.Columns[i])
	}
	var key, gotKey []diagram.ID
	if k := want.PrimaryKey(); k != nil && !c.noted(k.ID, "key-left-out") {
		key = k.Columns
	}
	if k := got.PrimaryKey(); k != nil {
		gotKey = k.Columns
	}
	if w, g := c.names(key), got.Names(gotKey); !slices.Equal(w, g) {
		c.fail("the primary key of %s is %v, not %v", want.Name, g, w)
	} else if len(key) > 0 {
		c.keys++
	}
}

// names are the names in the database of columns wanted.
func (c *comparison) names(ids []diagram.ID) []string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		if o := c.columns[id]; o != nil {
			names = append(names, o.Name)
		} else {
			names = append(names, "?")
		}
	}
	return names
}

func (c *comparison) column(wantTable, gotTable *diagram.Table, want, got *diagram.Column) {
	where := wantTable.Name + "." + want.Name
	before := c.wrong
	if want.Name != got.Name && !c.noted(want.ID, renamed...) {
		c.fail("the column %s is called %s", where, got.Name)
	}
	if !c.plain {
		if w, g := logical(c.want, c.source, want.Type, c.target), logical(c.got, c.target, got.Type, c.target); w != g && !c.noted(want.ID, "type-changed", "type-missing") {
			c.fail("%s is %s (%s), not %s (%s)", where, got.Type, g, want.Type, w)
		}
		if w, g := c.notNull(wantTable, want), gotTable.NotNull(got); w != g {
			c.fail("%s refuses NULL: %v, not %v", where, g, w)
		}
		if w, g := c.numbers(want), got.Identity != ""; w != g && !c.noted(want.ID, "identity-left-out") {
			c.fail("%s numbers rows: %v, not %v", where, g, w)
		}
		if w, g := want.Default != "", got.Default != ""; w != g && !c.noted(want.ID, "default-left-out") && want.Identity == "" && !c.domainDefault(want) {
			c.fail("%s has the default %q, not %q", where, got.Default, want.Default)
		}
		if w, g := want.Generated != "", got.Generated != ""; w != g && !c.noted(want.ID, "generated-left-out") {
			c.fail("%s is computed: %q, not %q", where, got.Generated, want.Generated)
		}
	}
	if c.wrong == before {
		c.figures.columns++
	}
}

// notNull tells whether a column refuses NULL: by itself, by its domain, or because it
// numbers rows.
func (c *comparison) notNull(t *diagram.Table, o *diagram.Column) bool {
	if t.NotNull(o) {
		return true
	}
	if d := c.want.DomainNamed(diagram.ParseType(o.Type).Name); d != nil && d.NotNull {
		return true
	}
	return c.numbers(o) && !c.noted(o.ID, "identity-left-out") && c.target != "sqlite"
}

// numbers tells whether a column numbers rows: it says so, or its type does.
func (c *comparison) numbers(o *diagram.Column) bool {
	return o.Identity != "" || strings.Contains(diagram.ParseType(o.Type).Name, "serial")
}

func (c *comparison) domainDefault(o *diagram.Column) bool {
	d := c.want.DomainNamed(diagram.ParseType(o.Type).Name)
	return d != nil && d.Default != ""
}

// uniqueKeys compares unique keys and unique indexes as what they are, sets of columns
// that are unique; a database may make one of the other.
func (c *comparison) uniqueKeys(want, got *diagram.Table) {
	var w, g []string
	primary := want.PrimaryKey()
	for _, k := range want.Keys {
		if k != primary && len(k.Columns) > 0 && !c.noted(k.ID, "key-left-out", "key-twice") {
			w = append(w, strings.Join(c.names(k.Columns), ","))
		}
	}
	for _, x := range want.Indexes {
		if x.Unique && !c.noted(x.ID, "index-left-out") && !c.plain {
			w = append(w, c.indexText(want, x, true))
		}
	}
	for _, k := range got.Keys {
		if !k.Primary {
			g = append(g, strings.Join(got.Names(k.Columns), ","))
		}
	}
	for _, x := range got.Indexes {
		if x.Unique {
			g = append(g, c.indexText(got, x, false))
		}
	}
	c.figures.uniques += c.same(want.Name+": unique", w, g)
}

// indexText says what an index is.
func (c *comparison) indexText(t *diagram.Table, x *diagram.Index, wanted bool) string {
	var parts []string
	prefix := wanted && c.noted(x.ID, "index-prefix")
	for _, p := range x.Parts {
		text := "(expression)"
		if p.Column != "" && wanted {
			text = c.names([]diagram.ID{p.Column})[0]
		} else if p.Column != "" {
			text = t.Names([]diagram.ID{p.Column})[0]
		}
		if p.Length > 0 && c.target == "mariadb" && c.source != "mysql" {
			prefix = true
		}
		if p.Descending && (!wanted || c.method(x, wanted) == "") {
			text += " desc"
		}
		if c.target == "postgres" && (!wanted || c.method(x, wanted) == "") && p.Nulls != "" && (p.Nulls == "first") != p.Descending {
			text += " nulls " + p.Nulls
		}
		parts = append(parts, text)
	}
	_ = prefix
	text := strings.Join(parts, ",")
	if x.Where != "" && !(wanted && c.noted(x.ID, "index-partial", "expression-left-out")) {
		text += " where"
	}
	if m := c.method(x, wanted); m != "" {
		text += " using " + m
	}
	if len(x.Include) > 0 && !(wanted && c.noted(x.ID, "index-include")) {
		text += fmt.Sprintf(" include %d", len(x.Include))
	}
	return text
}

func (c *comparison) method(x *diagram.Index, wanted bool) string {
	if x.Method == "btree" || wanted && c.noted(x.ID, "index-method") {
		return ""
	}
	return x.Method
}

// plainIndexes compares the indexes that are not unique. InnoDB makes one for each foreign
// key where none is there, and lets it go where another comes.
func (c *comparison) plainIndexes(want, got *diagram.Table) {
	var w, g []string
	for _, x := range want.Indexes {
		if !x.Unique && !c.noted(x.ID, "index-left-out") {
			w = append(w, c.indexText(want, x, true))
		}
	}
	added := 0
	for _, o := range want.Columns {
		if c.noted(o.ID, "index-added") {
			added++
		}
	}
	for _, x := range got.Indexes {
		if x.Unique {
			continue
		}
		text := c.indexText(got, x, false)
		if c.target == "mariadb" && !slices.Contains(w, text) {
			if c.isForeignIndex(got, x) {
				continue
			}
			if added--; added >= 0 {
				continue
			}
		}
		g = append(g, text)
	}
	c.figures.indexes += c.same(want.Name+": index", w, g)
}

func (c *comparison) isForeignIndex(t *diagram.Table, x *diagram.Index) bool {
	for _, r := range c.got.Relationships {
		if r.Ends[0].Table == t.ID && slices.Equal(r.FromColumns(), x.ColumnIDs()) {
			return true
		}
	}
	return false
}

// same compares two lists without regard to order and returns how many are equal.
func (c *comparison) same(what string, want, got []string) int {
	rest := slices.Clone(got)
	equal := 0
	for _, w := range want {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			equal++
			continue
		}
		c.fail("%s %q is missing; there is %q", what, w, got)
	}
	for _, g := range rest {
		c.fail("%s %q is there and was not wanted (%q)", what, g, want)
	}
	return equal
}

// foreignKeys compares the foreign keys of all tables.
func (c *comparison) foreignKeys() {
	var want, got []string
	for _, r := range c.want.SortedRelationships() {
		child, parent, ok := c.want.ForeignKey(r)
		if !ok || c.noted(r.ID, "foreign-key-left-out") {
			continue
		}
		a, b := c.found[child.ID], c.found[parent.ID]
		if a == nil || b == nil {
			c.fail("the foreign key of %s to %s has no table", child.Name, parent.Name)
			continue
		}
		text := c.reference(a.Name, b.Name, c.names(r.FromColumns()), c.names(r.ToColumns()))
		if !c.plain {
			onDelete, onUpdate := c.action(r.OnDelete), c.action(r.OnUpdate)
			if c.noted(r.ID, "action-left-out") {
				onDelete, onUpdate = c.actionsNoted(r, onDelete, onUpdate)
			}
			text += onDelete + onUpdate + c.deferred(r)
		}
		want = append(want, text)
	}
	for _, r := range c.got.SortedRelationships() {
		child, parent, ok := c.got.ForeignKey(r)
		if !ok {
			c.fail("a relationship that is no foreign key was read")
			continue
		}
		text := c.reference(child.Name, parent.Name, child.Names(r.FromColumns()), parent.Names(r.ToColumns()))
		if !c.plain {
			text += c.action(r.OnDelete) + c.action(r.OnUpdate) + c.deferred(r)
		}
		got = append(got, text)
	}
	c.references += c.same("foreign key", want, got)
}

// reference says what a foreign key joins; the order of its pairs is nothing.
func (c *comparison) reference(child, parent string, from, to []string) string {
	pairs := make([]string, len(from))
	for i := range from {
		pairs[i] = from[i] + "=" + to[i]
	}
	slices.Sort(pairs)
	return child + " to " + parent + " (" + strings.Join(pairs, ", ") + ") "
}

// action says what a database does: no action and, where nothing is deferred, restrict
// are its default.
func (c *comparison) action(a diagram.Action) string {
	if a == diagram.ActionNoAction || a == diagram.ActionRestrict && c.target == "mariadb" {
		a = ""
	}
	return "[" + string(a) + "]"
}

// actionsNoted leaves out those of the two actions that the target refuses.
func (c *comparison) actionsNoted(r *diagram.Relationship, onDelete, onUpdate string) (string, string) {
	capability, _ := ddl.CapabilityOf(c.target)
	notNull, bringsNull := false, false
	for _, p := range r.Pairs {
		child := c.found[r.Ends[0].Table].NotNull(c.columns[p.From])
		notNull = notNull || child
		bringsNull = bringsNull || child && !c.found[r.Ends[1].Table].NotNull(c.columns[p.To])
	}
	if capability.RefusesAction(r.OnDelete, false) != "" || r.OnDelete == diagram.ActionSetNull && notNull {
		onDelete = "[]"
	}
	if capability.RefusesAction(r.OnUpdate, true) != "" || r.OnUpdate == diagram.ActionSetNull && notNull || r.OnUpdate == diagram.ActionCascade && bringsNull {
		onUpdate = "[]"
	}
	return onDelete, onUpdate
}

func (c *comparison) deferred(r *diagram.Relationship) string {
	if c.target == "mariadb" {
		return ""
	}
	return fmt.Sprint(r.Deferrable, r.InitiallyDeferred)
}

// logical says what a type means on a database, by the table of types that all scripts
// follow; it knows nothing of how scripts are written. The target's own words come back as
// the same.
func logical(d *diagram.Diagram, dialect, text, target string) string {
	t := diagram.ParseType(text)
	array := t.Array > 0
	if o := d.DomainNamed(t.Name); o != nil && t.Name != "" {
		if o.IsEnum() {
			t.Values = o.Values
		} else {
			t = diagram.ParseType(o.Type)
			if base := d.DomainNamed(t.Name); base != nil {
				t = diagram.ParseType(base.Type)
			}
			array = array || t.Array > 0
		}
	}
	if array {
		if target == "postgres" {
			t.Array = 0
			return logical(d, dialect, t.String(), target) + "[]"
		}
		return map[string]string{"mariadb": "json", "sqlite": "text"}[target]
	}
	name := strings.ToLower(t.Name)
	arg := func(i int) string {
		if i < len(t.Args) {
			return unitless(t.Args[i]) // 20 CHAR, 20 BYTE
		}
		return ""
	}
	switch f := t.Family(); f {
	case diagram.FamilyInteger:
		return logicalInteger(name, dialect, target, t)
	case diagram.FamilyBoolean:
		return "boolean"
	case diagram.FamilyDecimal:
		if dialect == "oracle" && name == "number" && arg(0) == "" {
			return "decimal"
		}
		if name == "money" || name == "smallmoney" {
			if dialect == "postgres" && target == "postgres" {
				return "money"
			}
			return map[string]string{"money": "decimal(19,4)", "smallmoney": "decimal(10,4)"}[name]
		}
		return logicalDecimal(arg(0), arg(1), target)
	case diagram.FamilyFloat:
		if target == "sqlite" {
			return "float"
		}
		return "float " + floatWidth(name, arg(0), dialect)
	case diagram.FamilyText:
		return logicalText(name, arg(0), target)
	case diagram.FamilyBinary:
		if target == "postgres" && dialect == "postgres" && strings.Contains(name, "bit") {
			return name + arg(0)
		}
		return "binary"
	case diagram.FamilyEnum:
		if target == "sqlite" {
			return "text"
		}
		return "enum " + strings.Join(t.Values, "|")
	case diagram.FamilyUUID, diagram.FamilyJSON, diagram.FamilyNetwork, diagram.FamilySpatial, diagram.FamilyInterval:
		if target == "sqlite" {
			return "text"
		}
		return string(f)
	case diagram.FamilyDate:
		if dialect == "oracle" {
			return "timestamp"
		}
		return "date"
	case diagram.FamilyTimestamp, diagram.FamilyTime:
		zone := strings.Contains(name, "with time zone") || strings.HasSuffix(name, "tz") || name == "datetimeoffset" || dialect == "mysql" && name == "timestamp" || dialect == "mariadb" && name == "timestamp"
		if target == "postgres" && zone {
			return string(f) + " zone"
		}
		return string(f)
	}
	if target != "postgres" || dialect != "postgres" {
		return "text"
	}
	return name
}

// logicalInteger says how wide a whole number is.
func logicalInteger(name, dialect, target string, t diagram.DataType) string {
	width := 4
	switch strings.TrimPrefix(name, "pg_catalog.") {
	case "tinyint", "int1":
		width = 1
		if dialect == "sqlserver" {
			width = 2
		}
	case "smallint", "int2", "smallserial", "serial2", "year":
		width = 2
	case "bigint", "int8", "bigserial", "serial8", "long":
		width = 8
	case "number": // Oracle's
		digits := 0
		fmt.Sscan(t.Args[0], &digits)
		switch {
		case digits <= 4:
			width = 2
		case digits <= 9:
			width = 4
		case digits <= 18:
			width = 8
		default:
			return logicalDecimal(t.Args[0], "0", target)
		}
	}
	switch {
	case target == "sqlite":
		return "integer"
	case target == "postgres" && t.Unsigned && width < 8:
		width *= 2
	case target == "postgres" && t.Unsigned:
		return "decimal(20)"
	}
	if target == "postgres" && width < 2 {
		width = 2
	}
	return fmt.Sprint("integer ", width)
}

func logicalDecimal(precision, scale, target string) string {
	if precision == "" && target == "mariadb" {
		return "decimal(10)"
	}
	if precision == "" {
		return "decimal"
	}
	if scale == "" || scale == "0" {
		return "decimal(" + precision + ")"
	}
	return "decimal(" + precision + "," + scale + ")"
}

func floatWidth(name, bits, dialect string) string {
	n := 0
	fmt.Sscan(bits, &n)
	switch {
	case name == "real" && (dialect == "mysql" || dialect == "mariadb"), n > 24, strings.Contains(name, "double"), name == "float8", name == "binary_double",
		name == "float" && bits == "" && (dialect == "postgres" || dialect == "sqlserver" || dialect == "oracle"):
		return "8"
	}
	return "4"
}

func logicalText(name, length, target string) string {
	switch {
	case length != "" && length != "max" && strings.Contains(name, "char"):
		if strings.Contains(name, "var") || target == "sqlite" {
			return "varchar(" + length + ")"
		}
		return "char(" + length + ")"
	case (name == "char" || name == "character" || name == "nchar") && target != "sqlite":
		return "char(1)"
	}
	return "text"
}

// unitless is an argument of a type without its unit: 20 of "20 CHAR".
func unitless(arg string) string {
	arg = strings.ToLower(arg)
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(arg, "char"), "byte"))
}
