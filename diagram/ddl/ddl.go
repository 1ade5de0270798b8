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
	// quote opens and closes an identifier, and is doubled inside; closeQuote closes it
	// where that is another sign.
	quote, closeQuote byte
	// foldsToLower is set where a bare name with capitals would become another name.
	foldsToLower bool
	// foldsToUpper is set where all bare names are in capitals, whatever is written; they
	// begin with a letter.
	foldsToUpper bool
	// nationalText writes strings as N'…'.
	nationalText bool
	// unsafeBreak tells of line ends in a string that client programs would take for the
	// end of a statement; the texts are those of the string before and behind.
	unsafeBreak func(before, after string) bool
	// maxLine bounds the lines of statements in bytes, where client programs do; 0 is no
	// bound.
	maxLine int
	// caution says what a client program has to be told before it runs a script, or is
	// empty.
	caution func(script string) string
	// backslash is an escape in strings.
	backslash bool
	// lexing tells how expressions of this dialect are cut into atoms.
	lexing lexing
	// reserved words need quotes as names.
	reserved map[string]bool
	// reservedLengths has, for each first letter, a bit for each length of a reserved word.
	reservedLengths [26]uint64
	// harmless are those among them that the database takes bare, too.
	harmless map[string]bool
	// maxBytes or maxRunes bounds a name; the other is 0. wideRunes counts characters
	// beyond U+FFFF twice.
	maxBytes, maxRunes int
	wideRunes          bool
	// maxFileBytes bounds a name as that of a file; 0 is no bound.
	maxFileBytes int
	// unnamable are characters that no name holds.
	unnamable string
	// plainRunes is set where names hold no characters beyond U+FFFF.
	plainRunes bool
	// sameName folds a name to what the database compares columns by.
	sameName func(string) string
	// refusesColumn tells of names that no column may have.
	refusesColumn func(string) bool
	// refusesTable tells of names that no table may have, refusesPart of those that no key,
	// index or check may have.
	refusesTable, refusesPart func(string) bool
	// refusesSchema tells of names that no schema of ours may have.
	refusesSchema func(string) bool
	// computedKeys allows computed columns in a primary key.
	computedKeys bool

	// schemas exist as namespaces inside a database; where they do not, noSchemas says why.
	schemas   bool
	noSchemas string
	// namedTypes exist: CREATE TYPE and CREATE DOMAIN.
	namedTypes bool
	// emptyTables may have no column at all.
	emptyTables bool
	// laterKeys adds foreign keys by ALTER TABLE after all tables; else they stand in
	// CREATE TABLE.
	laterKeys bool
	// indexInTable writes indexes as part of CREATE TABLE.
	indexInTable bool
	// keyNames, checkNames and indexNames are the sets of names that a key, a check or
	// foreign key, and an index must not meet.
	keyNames, checkNames, indexNames []nameScope
	// placesIndexes names an index with its schema, or it would be in that of whoever makes it.
	placesIndexes bool
	// bareDefaults takes calls and literals as defaults without brackets around them.
	bareDefaults bool
	// namesDefaults makes each default a constraint with a name.
	namesDefaults bool
	// maxKeyColumns bounds the columns of a key or an index.
	maxKeyColumns int
	index         indexTraits
	// deferrable foreign keys exist.
	deferrable bool
	// setNullWantsNull refuses ON DELETE SET NULL on columns that refuse NULL, and SET DEFAULT
	// on those without one.
	setNullWantsNull bool
	// noActionUnsaid has no words for NO ACTION, which is what stands where none is said.
	noActionUnsaid bool
	// emptyIsNull takes a string without characters for NULL.
	emptyIsNull bool
	// noTruth has no truth values: conditions stand where conditions are due, and true is 1.
	noTruth bool
	// strictDates reads no point in time from a string whose form it is not told.
	strictDates bool
	// ignoresCase compares texts without regard to the case of letters, by default.
	ignoresCase bool
	// wholeQuotients gives no fraction where whole numbers are divided.
	wholeQuotients bool
	// escapesLike takes a backslash in a pattern of LIKE for an escape.
	escapesLike bool
	// comparesNoLong compares no values of types that no key holds.
	comparesNoLong bool
	// countsDecimals numbers rows by decimals without a scale, too.
	countsDecimals bool
	// concat joins texts in expressions, or is empty where that needs a function.
	concat string
	// lengthOf is the function that counts the characters of a text.
	lengthOf string
	// refusesSign are the operators that others know and this one does not.
	refusesSign string
	// oneIdentity allows one column of a table to number rows.
	oneIdentity bool
	// lineComments writes comments of tables and columns as "--" comments.
	lineComments bool
	// computedTypes gives computed columns the types of their expressions.
	computedTypes bool
	// virtualOnly stores no computed columns, storedOnly stores them all.
	virtualOnly, storedOnly bool
	// plainSources allows computed columns to depend on plain columns only.
	plainSources bool
	// dropForeign is what ALTER TABLE says to remove a foreign key that may be missing.
	dropForeign string
	// replaceView makes a view also where there is one already.
	replaceView string
	// stopsAtErrors tells the usual client program not to go on behind a statement that
	// failed, where it would.
	stopsAtErrors string
	// batchEnd is the line that ends a batch, for statements that want one of their own.
	batchEnd string

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
	// prepare looks at all tables and foreign keys before any table is fitted.
	prepare func(w *writer)
	// hasFunction tells whether the database has a function of this lower-case name; nil where
	// nobody knows.
	hasFunction func(name string) bool
	// fit adapts a planned table to limits of the database, before it is written.
	fit func(w *writer, t *tablePlan)
	// schema writes what makes a schema.
	schema func(w *writer, name string, s *diagram.Schema)
	// begin writes what a script has to begin with.
	begin func(w *writer)
	// unless makes a statement that creates something harmless where that exists already;
	// nil is for databases whose CREATE takes IF NOT EXISTS.
	unless func(w *writer, o made, create string) string
	// indexWords are the words before INDEX and those behind the columns of an index; nil
	// is for databases that say USING method.
	indexWords func(x *indexPlan) (before, after string)
	// column writes one column definition.
	column func(w *writer, t *tablePlan, c *columnPlan)
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
	// filter says why a condition, written already, is none for a partial index.
	filter  func(w *writer, t *tablePlan, x *indexPlan) (why string)
	methods []string // besides the default one
}

// nameScope is a set of names of which no two may be the same.
type nameScope int

const (
	namesOfRelations   nameScope = iota // tables and views of a schema, and what shares their names
	namesOfConstraints                  // keys, checks and foreign keys of a schema
	namesOfIndexes                      // indexes of a schema
	namesInDatabase                     // foreign keys and checks of the whole database
	namesInTable                        // constraints of a table
	indexNamesInTable                   // indexes of a table
)

// made is what a statement creates: its kind in capitals, and its names as they stand in
// the script.
type made struct {
	kind         string // TABLE, INDEX, FOREIGN KEY, SCHEMA, COMMENT
	schema, name string // without quotes; of an index or a comment those of its table
	part         string // the name of an index, or the column of a comment
}

var dialects = map[string]*Dialect{}

// add registers a dialect. It panics on a name that is taken or a value that lacks a
// part: that is a mistake in the program.
func add(d *Dialect) *Dialect {
	if d.Name == "" || d.Title == "" || d.quote == 0 || d.typeName == nil || d.column == nil ||
		d.defaultText == nil || d.drop == nil || d.identity == nil || d.indexMethod == nil || d.sameName == nil || len(d.reserved) == 0 ||
		d.replaceView == "" || d.lengthOf == "" || len(d.keyNames)*len(d.checkNames)*len(d.indexNames) == 0 {
		panic("ddl: the dialect " + d.Name + " is not complete")
	}
	for word := range d.reserved {
		d.reservedLengths[word[0]-'a'] |= 1 << len(word)
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

// Find returns the dialect of this name. The error is a diagram.Error with the code
// Invalid.
func Find(name string) (*Dialect, error) {
	if d := dialects[strings.ToLower(strings.TrimSpace(name))]; d != nil {
		return d, nil
	}
	names := make([]string, 0, 6)
	for _, d := range All() {
		names = append(names, d.Name)
	}
	return nil, diagram.Errorf(diagram.Invalid, "There is no SQL dialect %q; choose one of %s.", name, strings.Join(names, ", "))
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
	// Schemas says whether tables stand in their schemas.
	Schemas Schemas
	// Lookups writes enumerations as tables that hold their values, with the rows.
	Lookups bool
	// TableOptions stand behind each CREATE TABLE, instead of those of the dialect; see
	// CheckTableOptions.
	TableOptions string
}

// Schemas says whether the tables of a script stand in their schemas.
type Schemas string

// The ways of writing schemas. The default schema is never written.
const (
	// SchemasUsual writes schemas where a database holds several of them.
	SchemasUsual Schemas = ""
	// SchemasWith writes them in every dialect that can name one: in MySQL they are
	// databases, in Oracle users.
	SchemasWith Schemas = "with"
	// SchemasWithout writes bare names, so that the script fills the schema it is run in.
	SchemasWithout Schemas = "without"
)

// Script is a diagram as SQL.
type Script struct {
	// SQL is the whole script, ready to run: statements, each ended by a semicolon,
	// comments, and the lines by which a database's own client program ends a batch.
	SQL string
	// Notes are what the script lacks or changes, in the order of the script. The same
	// sentences stand in SQL as "-- note:" lines.
	Notes []diagram.Loss
	// Statements are the statements of SQL in order.
	Statements []Statement
}

// Statement is one statement of a script.
type Statement struct {
	// Text is the statement without its semicolon; a block of PL/SQL keeps the one behind
	// its END.
	Text string
	// Object is the ID of the table, domain, schema or relationship it makes, or empty.
	Object diagram.ID
}
