// Package ddl carries diagrams over to SQL and back: Write makes a script of CREATE
// statements in one dialect, Migrate one that turns the database of one diagram into that of
// another, Parse reads scripts of any dialect, LineDiff compares two scripts for a preview.
//
// It runs nothing, opens no connection and changes no diagram; package engine proves a
// script on a database. Nothing that cannot be said in a dialect is dropped without a
// word: every lossy step is a diagram.Loss and a "-- note:" line in the script.
//
// A dialect is one file with one value of Dialect. Start at Write and at Dialect.
package ddl

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// Dialect is a way to write SQL. Its unexported parts say what the database can do; the
// writer asks them and never the name.
type Dialect struct {
	// Name is the word on the command line and in Settings.Dialect: "postgres".
	Name string
	// Title is the name people know: "PostgreSQL".
	Title string
	// Aliases are other names that Find takes.
	Aliases []string

	// meaning joins dialects that understand each other's types and expressions.
	meaning string
	// quote opens and closes an identifier, and is doubled inside.
	quote byte
	// foldsToLower is set where a bare name with capitals would become another name.
	foldsToLower bool
	// backslash is an escape in strings.
	backslash bool
	// lexing tells how expressions of this dialect are cut into atoms.
	lexing lexing
	// reserved words need quotes as names.
	reserved map[string]bool
	// harmless are those among them that the database takes bare, too.
	harmless map[string]bool
	// maxBytes or maxRunes bounds a name; the other is 0.
	maxBytes, maxRunes int
	// plainRunes is set where names hold no characters beyond U+FFFF.
	plainRunes bool
	// sameName folds a name to what the database compares columns by.
	sameName func(string) string
	// refusesColumn tells of names that no column may have.
	refusesColumn func(string) bool
	// refusesTable tells of names that no table may have.
	refusesTable func(string) bool

	// refusesSchema tells of names that no schema of ours may have.
	refusesSchema func(string) bool
	// computedKeys allows computed columns in a primary key.
	computedKeys bool

	// schemas exist as namespaces inside a database.
	schemas bool
	// namedTypes exist: CREATE TYPE and CREATE DOMAIN.
	namedTypes bool
	// emptyTables may have no column at all.
	emptyTables bool
	// laterKeys adds foreign keys by ALTER TABLE after all tables; else they stand in
	// CREATE TABLE.
	laterKeys bool
	// indexInTable writes indexes as part of CREATE TABLE.
	indexInTable bool
	// relationNames gives tables, keys and indexes of a schema one common set of names.
	relationNames bool
	// foreignNamesShared makes names of foreign keys and checks unique in the database
	// rather than in their table.
	foreignNamesShared bool
	// maxKeyColumns bounds the columns of a key or an index.
	maxKeyColumns int
	index         indexTraits
	// sharedIndexNames gives all indexes and tables one common set of names, but not keys.
	sharedIndexNames bool
	// deferrable foreign keys exist.
	deferrable bool
	// oneIdentity allows one column of a table to number rows.
	oneIdentity bool
	// lineComments writes comments of tables and columns as "--" comments.
	lineComments bool
	// plainSources allows computed columns to depend on plain columns only.
	plainSources bool
	// dropForeign is what ALTER TABLE says to remove a foreign key that may be missing.
	dropForeign string

	// native holds the type names this database knows itself; see nativeType.
	native map[string]arguments
	// typeName writes a type. loss is a sentence part about what is lost ("becomes text:
	// …"), or empty.
	typeName func(w *writer, c *columnPlan, t sqlType) (name, loss string)
	// unsortable tells of a column whose values no key and no usual index can hold.
	unsortable func(c *columnPlan) bool
	// identity prepares a column that numbers its rows, or says why it can't.
	identity func(w *writer, t *tablePlan, c *columnPlan) (why string)
	// indexMethod says why an index can't have a method.
	indexMethod func(x *indexPlan, method string) (why string)
	// foreign says why a foreign key that others would take is refused.
	foreign func(w *writer, f *foreignPlan) (why string)
	// defaultText writes a default that was understood.
	defaultText func(c *columnPlan, v defaultValue) (text string, ok bool)
	// fit adapts a planned table to limits of the database, before it is written.
	fit func(w *writer, t *tablePlan)
	// column writes one column definition.
	column func(w *writer, t *tablePlan, c *columnPlan) string
	// comment writes comments of tables and columns as statements of their own.
	comment func(w *writer, t *tablePlan)
	// afterTable is what stands behind the closing parenthesis of CREATE TABLE.
	afterTable func(w *writer, t *tablePlan) string
	// drop writes the statements that remove what the script makes.
	drop func(w *writer)
	// migrate writes the statements of a migration; nil where tables can't be altered yet.
	migrate func(g *migrator)
	alter   migrateTraits
}

// indexTraits say what an index of a dialect can be.
type indexTraits struct {
	expressions bool
	partial     bool
	nulls       bool
	include     bool
	classes     bool
	methods     []string // besides the default one
}

var dialects = map[string]*Dialect{}

// add registers a dialect. It panics on a name that is taken or a value that lacks a
// part: that is a mistake in the program.
func add(d *Dialect) *Dialect {
	if d.Name == "" || d.Title == "" || d.quote == 0 || d.typeName == nil || d.column == nil ||
		d.defaultText == nil || d.drop == nil || d.identity == nil || d.indexMethod == nil || d.sameName == nil || len(d.reserved) == 0 {
		panic("ddl: the dialect " + d.Name + " is not complete")
	}
	for _, name := range append([]string{d.Name}, d.Aliases...) {
		if dialects[name] != nil {
			panic("ddl: two dialects are called " + name)
		}
		dialects[name] = d
	}
	return d
}

// All returns the dialects that can be written, sorted by name.
func All() []*Dialect {
	var all []*Dialect
	for name, d := range dialects {
		if name == d.Name {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b *Dialect) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// Find returns the dialect of this name. The error is a diagram.Error: Unsupported for
// dialects that are read but not written, Invalid for unknown names.
func Find(name string) (*Dialect, error) {
	key := strings.ToLower(strings.TrimSpace(name))
	if d := dialects[key]; d != nil {
		return d, nil
	}
	names := make([]string, 0, 4)
	for _, d := range All() {
		names = append(names, d.Name)
	}
	known := strings.Join(names, ", ")
	switch key {
	case "sqlserver", "mssql", "oracle":
		return nil, diagram.Errorf(diagram.Unsupported, "DDL for %s is not written yet; choose one of %s.", key, known)
	}
	return nil, diagram.Errorf(diagram.Invalid, "There is no SQL dialect %q; choose one of %s.", name, known)
}

// Quoting says which names stand in quotes.
type Quoting string

// The ways of quoting. The empty value means QuoteNeeded.
const (
	// QuoteNeeded quotes reserved words, capitals where they would be lost, and whatever
	// is not a plain word.
	QuoteNeeded Quoting = "needed"
	// QuoteAll quotes every name.
	QuoteAll Quoting = "all"
)

// Options change what Write writes. The zero value is the usual script.
type Options struct {
	Quote Quoting
	// IfNotExists makes the script harmless where the tables exist already.
	IfNotExists bool
	// Drop removes what the script makes before it makes it.
	Drop bool
	// Module is the ID of the module whose tables are written; empty means all tables.
	Module diagram.ID
}

// Script is a diagram as SQL.
type Script struct {
	// SQL is the whole script, ready to run: statements, each ended by a semicolon, and
	// comments.
	SQL string
	// Notes are what the script lacks or changes, in the order of the script. The same
	// sentences stand in SQL as "-- note:" lines.
	Notes []diagram.Loss
	// Statements are the statements of SQL in order.
	Statements []Statement
}

// Statement is one statement of a script.
type Statement struct {
	// Text is the statement without its semicolon.
	Text string
	// Object is the ID of the table, domain, schema or relationship it makes, or empty.
	Object diagram.ID
}
