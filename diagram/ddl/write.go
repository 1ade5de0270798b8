package ddl

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// Write makes the script that creates a diagram in a dialect. It never fails: what the
// dialect, or any database, can't hold is left out or changed with a note. The same
// diagram and options give the same script, byte by byte.
func Write(d *diagram.Diagram, dialect *Dialect, opt Options) Script {
	w := newWriter(d, dialect, opt, nil)
	w.plan()
	w.isLast, w.makesSchemas, w.drops, w.linked = true, true, w, w.tables
	return w.finished()
}

// newWriter returns a writer that has planned nothing yet.
func newWriter(d *diagram.Diagram, dialect *Dialect, opt Options, given map[givenKey]string) *writer {
	var seeds map[diagram.ID][]string
	if opt.Lookups {
		d, seeds = withLookups(d)
	}
	w := &writer{
		d: d, to: dialect, opt: opt, source: meaningOf(d.Dialect), given: given, relationships: d.SortedRelationships(),
		byID:    make(map[diagram.ID]*tablePlan, len(d.Tables)),
		domains: map[diagram.ID]*typePlan{}, domainsByName: map[string]*diagram.Domain{}, enums: map[*columnPlan]*typePlan{}, groups: map[*columnPlan][]*columnPlan{},
		foreign: make(map[diagram.ID]*foreignPlan, len(d.Relationships)), read: map[string]sqlType{}, cut: map[string]cutText{},
		relations: map[string]*names{}, constraints: map[string]*names{}, indexes: map[string]*names{}, schemaNames: map[diagram.ID]string{}, foreignNames: newNames(dialect),
	}
	w.seeds = seeds
	w.same = w.source == dialect.meaning
	switch opt.Schemas {
	case SchemasWith:
		w.schemas = dialect.schemas || dialect.noSchemas != "" || dialect.meaning == "mysql"
	case SchemasWithout:
	default:
		// A diagram read from MySQL calls its databases schemas.
		w.schemas = dialect.schemas || dialect.meaning == "mysql" && w.same
	}
	return w
}

// finished writes what is planned and returns the script.
func (w *writer) finished() Script {
	w.out = buffer()
	w.write()
	w.finish()
	if w.to.caution != nil {
		w.cautious(w.to.caution(w.script.SQL))
	}
	return w.script
}

// write puts the plan into words, in an order in which every statement finds what it
// names.
func (w *writer) write() {
	title := w.to.Title + " script"
	if name := oneLine(w.d.Name); name != "" {
		title += " of " + name
	}
	if w.isPart {
		title += ": " + oneLine(w.partName)
	}
	w.put("-- ", title, "\n")
	if w.opt.IfNotExists && w.to.laterKeys && w.to.dropForeign == "" && w.to.unless == nil && slices.ContainsFunc(w.linked, func(t *tablePlan) bool { return slices.ContainsFunc(t.foreign, w.isMine) }) {
		w.note(nil, "", "not-repeatable", "", "%s can't add a foreign key only where it is missing: a second run stops at the first one.", w.to.Title)
	}
	w.flush(w.notes)
	if w.to.begin != nil {
		w.to.begin(w)
	}
	if w.opt.Drop && w.drops != nil {
		w.writeDrops()
	}
	if w.makesSchemas {
		w.writeSchemas()
	}
	for _, e := range w.extensions {
		w.statement("", "CREATE EXTENSION IF NOT EXISTS ", w.to.identifier(e, true))
	}
	for _, p := range w.types {
		w.writeType(p)
	}
	w.writeEach(w.tables, (*writer).writeTable)
	w.writeEach(w.linked, (*writer).writeForeignKeys)
	w.writeViews()
	if w.isLast {
		w.noteIgnores()
	}
	w.flush(w.ending)
}

// writeDrops removes everything that the scripts make.
func (w *writer) writeDrops() {
	tables, views, types := w.tables, w.views, w.types
	w.tables, w.views, w.types = w.drops.tables, w.drops.views, w.drops.types
	w.to.drop(w)
	w.tables, w.views, w.types = tables, views, types
}

// isMine tells whether this script makes a foreign key.
func (w *writer) isMine(f *foreignPlan) bool { return w.mine == nil || w.mine(f) }

// id writes a name.
func (w *writer) id(name string) string { return w.to.identifier(name, w.opt.Quote == QuoteAll) }

// table writes the name of a table or view with its schema.
func (w *writer) table(t *tablePlan) string { return w.qualified(t.schema, t.name) }

func (w *writer) qualified(schema, name string) string {
	if schema == "" {
		return w.id(name)
	}
	return w.id(schema) + "." + w.id(name)
}

// endBatch ends the batch of statements that is open, where the database knows such.
func (w *writer) endBatch() {
	if w.batch && w.to.batchEnd != "" {
		w.put(w.to.batchEnd, "\n")
	}
	w.batch = false
}

// ifNotExists are the words of CREATE that leave alone what exists.
func (w *writer) ifNotExists() string {
	if w.opt.IfNotExists && w.to.unless == nil {
		return "IF NOT EXISTS "
	}
	return ""
}

// cautious puts a note below the title of the script.
func (w *writer) cautious(why string) {
	if why == "" {
		return
	}
	n := diagram.Loss{Code: "client", Message: why}
	w.script.Notes = slices.Insert(w.script.Notes, 0, n)
	title, rest, _ := strings.Cut(w.script.SQL, "\n")
	w.script.SQL = title + "\n\n-- note: " + why + "\n" + rest
}

// flush writes notes as comments. What happens in the same way to several columns of a
// table is one line.
func (w *writer) flush(notes []diagram.Loss) {
	if len(notes) == 0 {
		return
	}
	w.script.Notes = append(w.script.Notes, notes...)
	type line struct {
		wheres []string
		text   string
	}
	var lines []*line
	byText := map[string]*line{}
	for _, n := range notes {
		where := oneLine(n.Where)
		text, ok := strings.CutPrefix(n.Message, where+": ")
		if l := byText[text]; ok && l != nil {
			l.wheres = append(l.wheres, where)
			continue
		}
		l := &line{text: n.Message}
		if ok {
			l.wheres, l.text = []string{where}, text
			byText[text] = l
		}
		lines = append(lines, l)
	}
	w.put("\n")
	for _, l := range lines {
		text := l.text
		if more := len(l.wheres) - maxWheres; more > 0 {
			text = strings.Join(l.wheres[:maxWheres], ", ") + " and " + strconv.Itoa(more) + " more: " + text
		} else if len(l.wheres) > 0 {
			text = strings.Join(l.wheres, ", ") + ": " + text
		}
		w.put("-- note: ", text, "\n")
	}
}

// maxWheres bounds the columns that one line names.
const maxWheres = 8

func (w *writer) writeSchemas() {
	if !w.schemas {
		return
	}
	used := map[string]bool{}
	for _, t := range slices.Concat(w.tables, w.views, w.everything) {
		used[t.schema] = true
	}
	for _, p := range w.types {
		used[p.schema] = true
	}
	done := map[string]bool{}
	for _, s := range w.d.SortedSchemas() {
		name := w.schemaNames[s.ID]
		if name == "" || done[name] || w.opt.Module != "" && !used[name] {
			continue
		}
		done[name] = true
		w.to.schema(w, name, s)
	}
}

// plainSchema writes CREATE SCHEMA where that takes IF NOT EXISTS.
func plainSchema(w *writer, name string, s *diagram.Schema) {
	create := "CREATE SCHEMA "
	if w.opt.IfNotExists || w.opt.Drop || w.to.meaning == "mysql" {
		create += "IF NOT EXISTS "
	}
	w.statement(s.ID, create, w.id(name))
}

// writeType writes a domain or an enumeration; only PostgreSQL has them.
func (w *writer) writeType(p *typePlan) {
	id := p.object()
	text := w.typeText(p)
	if w.opt.IfNotExists {
		tag := "$do$"
		for strings.Contains(text, tag) {
			tag = "$o" + tag[1:]
		}
		text = "DO " + tag + " BEGIN\n  " + text + ";\nEXCEPTION WHEN duplicate_object THEN NULL;\nEND " + tag
	}
	w.flush(p.notes)
	w.statement(id, text)
	if comment := p.comment(); comment != "" {
		w.statement(id, "COMMENT ON ", p.word(), " ", w.qualified(p.schema, p.name), " IS ", w.to.literal(comment))
	}
}

// typeText writes CREATE TYPE or CREATE DOMAIN.
func (w *writer) typeText(p *typePlan) string {
	if p.isEnum() {
		return "CREATE TYPE " + w.qualified(p.schema, p.name) + " AS ENUM (" + w.to.literals(p.base.values) + ")"
	}
	name := "CREATE DOMAIN " + w.qualified(p.schema, p.name)
	scratch := w.planDomain(p)
	c := scratch.columns[0]
	text := name + " AS " + c.typeName
	if c.def != "" {
		text += " DEFAULT " + c.def
	}
	if c.notNull {
		text += " NOT NULL"
	}
	if len(scratch.checks) > 0 {
		text += " CHECK (" + scratch.checks[0].sql + ")"
	}
	p.notes = append(p.notes, scratch.notes...)
	return text
}

// planDomain plans a domain as if it were the only column of a table, with at most one
// check.
func (w *writer) planDomain(p *typePlan) *tablePlan {
	o := p.domain
	scratch := &tablePlan{t: &diagram.Table{Name: o.Name}}
	c := &columnPlan{table: scratch, c: &diagram.Column{ID: o.ID, Name: o.Name, Type: o.Type, Default: o.Default}, sql: p.base, name: p.name, notNull: o.NotNull}
	scratch.columns = []*columnPlan{c}
	w.planType(scratch, c)
	w.planDefault(scratch, c)
	if sql := w.condition(scratch, o.Check, expressionScope{value: "VALUE", condition: true}, "check", o.Name, o.ID); sql != "" {
		scratch.checks = []checkPlan{{id: o.ID, sql: sql}}
	}
	return scratch
}

// writeTable writes CREATE TABLE with its keys and checks, its indexes and comments.
func (w *writer) writeTable(t *tablePlan) {
	w.flush(t.notes)
	w.ignored(t.t.ID)
	if w.to.lineComments {
		w.lineComment(t.t.Comment)
	}
	w.dependencies(t)
	w.create(made{kind: "TABLE", schema: t.schema, name: t.name}, t.t.ID, func() {
		w.put("CREATE TABLE ", w.ifNotExists(), w.table(t))
		w.putBody(t)
	})
	w.writeSeeds(t)
	if !w.to.indexInTable {
		for _, x := range t.indexes {
			w.writeIndex(t, x)
		}
	}
	if w.to.comment != nil {
		w.to.comment(w, t)
	}
}

// tableText is CREATE TABLE under the name given, as it is written.
func (w *writer) tableText(name string, t *tablePlan) string {
	return "CREATE TABLE " + name + w.textOf(func() { w.putBody(t) })
}

// putBody writes what stands behind the name in CREATE TABLE.
func (w *writer) putBody(t *tablePlan) {
	w.put(" (")
	w.putDefinitions(t)
	w.put(")")
	if w.to.afterTable != nil {
		w.put(w.to.afterTable(w, t))
	} else if w.opt.TableOptions != "" {
		w.put(" ", w.opt.TableOptions)
	}
}

// putDefinitions writes what stands between the brackets of CREATE TABLE: columns, keys,
// checks, and indexes and foreign keys where the dialect has them there. A "--" comment
// stands behind the comma of its definition.
func (w *writer) putDefinitions(t *tablePlan) {
	empty, comment := true, ""
	endLine := func(comma string) {
		if empty {
			return
		}
		w.put(comma)
		if comment != "" {
			w.put(" -- ", comment)
			comment = ""
		}
		w.put("\n")
	}
	define := func(id diagram.ID) {
		endLine(",")
		if empty {
			w.put("\n")
			empty = false
		}
		w.put("  ")
		for _, line := range w.ignoreLines(id) {
			w.put(line, "\n  ")
		}
	}
	for _, c := range t.columns {
		define(c.c.ID)
		w.to.column(w, t, c)
		if w.to.lineComments {
			comment = oneLine(c.c.Comment)
		}
	}
	if t.primary != nil && !slices.ContainsFunc(t.columns, func(c *columnPlan) bool { return c.inlineKey }) {
		define(t.primary.id)
		if !w.to.indexInTable {
			w.put("CONSTRAINT ", w.id(t.primary.name), " ")
		}
		w.put("PRIMARY KEY (")
		w.putIDs(t.primary.columns)
		w.put(")")
	}
	for _, k := range t.uniques {
		define(k.id)
		w.put("CONSTRAINT ", w.id(k.name), " UNIQUE (")
		w.putIDs(k.columns)
		w.put(")")
	}
	if w.to.indexInTable {
		for _, x := range t.indexes {
			define(x.x.ID)
			w.putIndexLine(x)
		}
	}
	for _, k := range t.checks {
		define(k.id)
		w.put("CONSTRAINT ", w.id(k.name), " CHECK (", k.sql, ")")
	}
	if !w.to.laterKeys {
		for _, f := range t.foreign {
			if f.why == "" {
				define(f.r.ID)
				w.putForeignKey(f)
			}
		}
	}
	endLine("")
}

// lineComment writes a comment on its own line before a statement.
func (w *writer) lineComment(text string) {
	if text = oneLine(text); text != "" {
		w.put("\n-- ", text)
	}
}

// writeIndex writes CREATE INDEX.
func (w *writer) writeIndex(t *tablePlan, x *indexPlan) {
	w.ignored(x.x.ID)
	w.create(made{kind: "INDEX", schema: t.schema, name: t.name, part: x.name}, t.t.ID, func() { w.putIndex(x, x.name, t) })
}

// indexText is CREATE INDEX under the name given, as it is written.
func (w *writer) indexText(x *indexPlan, name string, t *tablePlan) string {
	return w.textOf(func() { w.putIndex(x, name, t) })
}

func (w *writer) putIndex(x *indexPlan, name string, t *tablePlan) {
	w.put("CREATE ")
	if x.unique {
		w.put("UNIQUE ")
	}
	before, after := "", ""
	if w.to.indexWords != nil {
		before, after = w.to.indexWords(x)
	}
	if w.to.placesIndexes {
		name = w.qualified(t.schema, name)
	} else {
		name = w.id(name)
	}
	w.put(before, "INDEX ", w.ifNotExists(), name, " ON ", w.table(t))
	if x.method != "" && w.to.indexWords == nil {
		w.put(" USING ", x.method)
	}
	w.put(" (")
	w.putIndexParts(x)
	w.put(")", after)
	if len(x.include) > 0 {
		w.put(" INCLUDE (")
		w.putIDs(x.include)
		w.put(")")
	}
	if x.where != "" {
		w.put(" WHERE ", x.where)
	}
}

// writeForeignKeys adds the foreign keys of a table, and says which are left out.
func (w *writer) writeForeignKeys(t *tablePlan) {
	var left []string
	for _, f := range t.foreign {
		switch {
		case !w.isMine(f):
		case f.why != "":
			left = append(left, oneLine(w.textOf(func() { w.putAddForeignKey(f) })))
		case w.to.laterKeys:
			if w.opt.IfNotExists && w.to.dropForeign != "" {
				w.statement(f.r.ID, "ALTER TABLE ", w.table(t), " ", w.to.dropForeign, " ", w.id(f.name))
			}
			w.ignored(f.r.ID)
			w.create(made{kind: "FOREIGN KEY", schema: t.schema, name: f.name}, f.r.ID, func() { w.putAddForeignKey(f) })
		}
	}
	w.flush(slices.DeleteFunc(slices.Clone(t.later), func(n diagram.Loss) bool {
		f := w.foreign[n.Object]
		return f != nil && !w.isMine(f) || f == nil && w.mine != nil && w.partName == Between
	}))
	for _, text := range left {
		w.put("-- ", text, ";\n")
	}
}
