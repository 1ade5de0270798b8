package ddl

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// writer makes one script. It plans everything first (names, types, keys, what must be
// left out), because one part's fate decides another's; then it writes.
type writer struct {
	d   *diagram.Diagram
	to  *Dialect
	opt Options
	// source is the meaning of the diagram's own types and expressions; empty for a
	// drawing in nobody's words.
	source string
	// same tells that types and expressions are in the script's own words.
	same bool
	// schemas tells that the script has schemas.
	schemas bool
	// live tells that all that the diagram says is there: nothing is left out as useless.
	live bool
	// given are names that are settled already; see givenKey.
	given map[givenKey]string

	// relationships are those of the diagram in their order.
	relationships []*diagram.Relationship

	tables  []*tablePlan
	views   []*tablePlan
	types   []*typePlan
	byID    map[diagram.ID]*tablePlan
	domains map[diagram.ID]*typePlan
	// domainsByName finds a domain by its lower-case name, with and without its schema.
	domainsByName map[string]*diagram.Domain
	enums         map[*columnPlan]*typePlan // of columns; see enumType
	// foreign are the foreign keys by their relationships.
	foreign map[diagram.ID]*foreignPlan
	// read are the types by their texts.
	read map[string]sqlType
	// cut are the answers of atomize.
	cut map[string]cutText
	// queries are the answers of atomizeQuery, and queryNames that of namesForQueries.
	queries    map[string]cutText
	queryNames *queryNames
	// groups are the answers of joined.
	groups map[*columnPlan][]*columnPlan
	// schemaNames are the names of the schemas that are not the default one.
	schemaNames map[diagram.ID]string
	// relations are the names taken in each schema.
	relations map[string]*names
	// foreignNames are the names of foreign keys and checks, where a database shares them.
	foreignNames *names
	// constraints and indexes are the names taken in each schema, where a database shares
	// them there.
	constraints, indexes map[string]*names
	extensions           []string
	// ignores are the ignored findings by object, and told the objects whose are written.
	ignores map[diagram.ID][]*diagram.Ignore
	told    map[diagram.ID]bool

	// notes of the script as a whole, and of relationships that are no foreign keys.
	notes  []diagram.Loss
	ending []diagram.Loss

	// out is the script so far, and spans are its statements; start is where the one begins
	// that is being written.
	out    []byte
	spans  []span
	start  int
	script Script
	// isPart tells that this is one of several scripts, called partName: mine are its
	// foreign keys, nil being all, and everything is what the scripts make together. Only
	// the last script tells what is left over.
	isPart, isLast bool
	partName       string
	mine           func(*foreignPlan) bool
	everything     []*tablePlan
	// makesSchemas makes the schemas, drops has planned what is to be dropped first, and
	// linked are the tables whose foreign keys are added.
	makesSchemas bool
	drops        *writer
	linked       []*tablePlan
	// seeds are the rows of look-up tables.
	seeds map[diagram.ID][]string
	// batch tells that statements stand in a batch that is not ended yet.
	batch bool
}

// tablePlan is one table as it will stand in the script.
type tablePlan struct {
	t            *diagram.Table
	schema, name string
	columns      []*columnPlan
	primary      *keyPlan
	uniques      []*keyPlan
	indexes      []*indexPlan
	checks       []checkPlan
	foreign      []*foreignPlan
	// referring are the foreign keys of other tables, and of this one, that refer to it.
	referring []*foreignPlan
	// notes stand before the table in the script, later ones behind it.
	notes, later []diagram.Loss
	// constraintNames and indexNames are the names taken in the table.
	constraintNames, indexNames *names
}

// columnPlan is one column as it will stand in the script.
type columnPlan struct {
	table    *tablePlan
	c        *diagram.Column
	place    int // among all columns
	name     string
	sql      sqlType
	typeName string
	recast   bool // sql is not what the diagram says
	notNull  bool
	identity diagram.Identity
	// identityName is a name for the sequence, where the usual one is taken.
	identityName string
	def          string
	// defaultName is the name of the default, where it is a constraint.
	defaultName string
	onUpdate    string
	generated   string
	stored      bool
	collation   string
	// check is a condition that keeps the values to those of the type.
	check string
	// parents are the columns that its foreign keys refer to, and children those that refer
	// to it.
	parents, children []*columnPlan
	// keyed columns are in a key, a unique index or a foreign key on either side, and
	// indexed ones in any index, so that the database must be able to sort them.
	keyed, indexed bool
	// inlineKey makes the column's definition carry the primary key (SQLite).
	inlineKey bool
	// storedInKey makes a computed column be stored, because it is in the primary key.
	storedInKey bool
}

// keyPlan is the primary key or a unique constraint.
type keyPlan struct {
	id      diagram.ID
	name    string
	columns []*columnPlan
}

// checkPlan is a condition as it will stand in the script.
type checkPlan struct {
	id        diagram.ID // of the check, or of the column it belongs to; empty where its type needs it
	own       string     // its name in the diagram
	of        *columnPlan
	name, sql string
	columns   []*columnPlan // that it speaks of
}

// typePlan is a named type: a domain or an enumeration.
type typePlan struct {
	domain       *diagram.Domain // nil for the enumeration of a column
	root         diagram.ID      // of the column that an enumeration without a domain is named by
	schema, name string
	base         sqlType
	notes        []diagram.Loss
}

// where names a column for people.
func (t *tablePlan) where(c *columnPlan) string {
	return cmp.Or(t.t.Name, t.name) + "." + cmp.Or(strings.TrimSpace(c.c.Name), c.name)
}

// byID finds a column; nil where there is none, or no table.
func (t *tablePlan) byID(id diagram.ID) *columnPlan {
	if t == nil {
		return nil
	}
	for _, c := range t.columns {
		if c.c.ID == id {
			return c
		}
	}
	return nil
}

// note keeps a loss where it will stand in the script.
func (w *writer) note(at *[]diagram.Loss, id diagram.ID, code, where, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if len(message) > maxNote {
		message = strings.ToValidUTF8(message[:maxNote], "") + "…"
	}
	if at == nil {
		at = &w.notes
	}
	*at = append(*at, diagram.Loss{Code: code, Message: oneLine(message), Where: where, Object: id})
}

// maxNote bounds one note in bytes; names and expressions in it may be long.
const maxNote = 500

// meaningOf maps Settings.Dialect to the words its types are in.
func meaningOf(dialect string) string {
	if d := dialects[strings.ToLower(dialect)]; d != nil {
		return d.meaning
	}
	return ""
}

// plan decides everything.
func (w *writer) plan() {
	w.planSchemas()
	w.planTables()
	w.planDomains()
	w.planColumns()
	for _, t := range w.tables {
		w.planKeys(t)
	}
	w.planEach((*writer).planIndexes)
	for _, t := range w.tables {
		w.nameIndexes(t)
	}
	for _, t := range w.tables {
		w.planIdentity(t)
	}
	w.planForeignKeys()
	w.planIgnores()
	if w.to.prepare != nil {
		w.to.prepare(w)
	}
	if w.to.fit != nil {
		for _, t := range w.tables {
			w.to.fit(w, t)
		}
	}
	w.planEach((*writer).planExpressions)
	for _, t := range w.tables {
		w.nameExpressions(t)
	}
	for _, v := range w.views {
		if list, why := w.atomizeQuery(v.t.Definition); why == "" && w.same {
			_ = w.callsOwn(list) // for the extensions; writeView asks again
		}
	}
}

// planSchemas names the schemas. Two of one name, as the database compares them, are one.
func (w *writer) planSchemas() {
	seen := map[string]string{}
	for _, s := range w.d.SortedSchemas() {
		if isDefaultSchema(s.Name) {
			continue
		}
		name := w.to.shorten(w.to.cleanName(s.Name, "schema"))
		if w.schemas && w.to.refusesSchema != nil && w.to.refusesSchema(name) {
			w.note(nil, s.ID, "name-changed", s.Name, "%s keeps the schema %q for itself; it is called %q.", w.to.Title, s.Name, "s_"+name)
			name = w.to.shorten("s_" + name)
		}
		if first, ok := seen[w.to.sameName(name)]; ok {
			name = first
		}
		seen[w.to.sameName(name)] = name
		w.schemaNames[s.ID] = name
	}
}

// schemaOf returns the name of a schema in the script; empty is the default one.
func (w *writer) schemaOf(id diagram.ID) string { return w.schemaNames[id] }

// isDefaultSchema tells of names that mean "no schema" where they come from.
func isDefaultSchema(name string) bool {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "", "public", "dbo", "main":
		return true
	}
	return false
}

func (w *writer) relationsOf(schema string) *names { return w.namesOf(w.relations, schema) }

func (w *writer) namesOf(sets map[string]*names, schema string) *names {
	if sets[schema] == nil {
		sets[schema] = newNames(w.to)
		if len(sets) == 1 { // most diagrams have one schema
			sets[schema].used = make(map[string]bool, w.countNames())
		}
	}
	return sets[schema]
}

// countNames tells about how many names the script has.
func (w *writer) countNames() int {
	n := len(w.relationships)
	for _, t := range w.d.Tables {
		n += 1 + len(t.Keys) + len(t.Indexes) + len(t.Checks)
		if w.to.namesDefaults {
			n += len(t.Columns)
		}
	}
	return n
}

// namesIn returns the set of names of a scope that a table is in.
func (w *writer) namesIn(scope nameScope, t *tablePlan) *names {
	switch scope {
	case namesOfRelations:
		return w.relationsOf(t.schema)
	case namesOfConstraints:
		return w.namesOf(w.constraints, t.schema)
	case namesOfIndexes:
		return w.namesOf(w.indexes, t.schema)
	case namesInDatabase:
		return w.foreignNames
	case namesInTable:
		return t.constraintNames
	}
	return t.indexNames
}

// planTables chooses the tables and views, and names them.
func (w *writer) planTables() {
	if w.opt.Module != "" && w.d.Modules[w.opt.Module] == nil {
		w.note(nil, w.opt.Module, "no-module", "", "The diagram has no module %q, so the script is empty.", w.opt.Module)
	}
	flattened := false
	for _, t := range w.d.SortedTables() {
		if w.opt.Module != "" && t.Module != w.opt.Module {
			continue
		}
		p := &tablePlan{t: t, constraintNames: newNames(w.to), indexNames: newNames(w.to)}
		if t.Kind == diagram.KindView {
			w.views = append(w.views, p)
		} else if len(t.Columns) == 0 && !w.to.emptyTables {
			w.note(nil, t.ID, "no-columns", t.Name, "The table %q is left out: it has no columns, and %s has no such tables.", t.Name, w.to.Title)
			continue
		} else {
			w.tables = append(w.tables, p)
			w.byID[t.ID] = p
		}
		p.schema = w.schemaOf(t.Schema)
		if p.schema != "" && !w.schemas {
			flattened = true
		}
	}
	if flattened {
		why := cmp.Or(w.to.noSchemas, w.to.Title+" has no schemas inside a database")
		if w.to.schemas || w.opt.Schemas == SchemasWithout {
			why = "Schemas are left out"
		}
		w.note(nil, "", "no-schemas", "", "%s; all tables stand side by side.", why)
	}
	for _, p := range slices.Concat(w.tables, w.views) {
		what := "table"
		if p.t.Kind == diagram.KindView {
			what = "view"
		}
		own := p.t.Name
		if p.schema != "" && !w.schemas {
			if w.relationsOf("").has(w.to.cleanName(own, what)) {
				w.note(&p.notes, p.t.ID, "name-taken", own, "The table %q of %s is called %q, because the name is taken.", own, p.schema, p.schema+"_"+own)
				own = p.schema + "_" + own
			}
			p.schema = ""
		}
		if w.to.refusesTable != nil && w.to.refusesTable(own) {
			w.note(&p.notes, p.t.ID, "name-changed", own, "%s keeps names like %q for itself.", w.to.Title, own)
			own = "t_" + own
		}
		if schema, name, ok := w.givenTable(p.t.ID); ok {
			p.schema, p.name = schema, name
		} else {
			p.name = w.name(w.relationsOf(p.schema), own, what, what, func() string { return p.t.Name }, p.t.ID, &p.notes)
		}
	}
}
