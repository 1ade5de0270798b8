package rule

// Absent is a check that other tools have and this one leaves out, because it can't be
// made from a schema alone.
type Absent struct {
	// Name states the problem, as a rule's name does.
	Name string
	// What is found, in one sentence; Needs is what would be needed beyond the schema.
	What, Needs string
}

// LeftOut are checks that need rows, statistics or queries. A diagram has none of them,
// and names are too weak a sign to guess from.
var LeftOut = []Absent{
	{"orphaned-rows", "Rows refer to rows that do not exist.", "The rows of both tables. Once the foreign key is there, the database refuses such rows by itself."},
	{"undeclared-dependency", "One column determines another, but nobody declared it.", "Rows, and enough of them: what holds in a few rows may be chance. Declared dependencies are checked."},
	{"wrong-cardinality", "A relationship is drawn as one to one, but the rows say one to many.", "The rows of both tables."},
	{"empty-column", "A column is NULL, or the same, in every row.", "The rows, or the database's statistics of them."},
	{"values-of-another-type", "A text column holds nothing but numbers, dates or IDs.", "The rows. Where the name says so as well, the rules on types find it."},
	{"unused-table", "Nothing reads or writes a table any more.", "The database's statistics of use."},
	{"unused-index", "An index that no query uses costs every write.", "The database's statistics of use. Indexes that repeat others are found."},
	{"index-of-few-values", "An index on a column of a few values helps no query.", "The number of different values in the rows."},
	{"missing-index-for-query", "A query reads a whole table for a few rows.", "The queries, and how often they run. Foreign keys without an index are found."},
	{"bloated-table", "A table takes up far more room than its rows need.", "The sizes of tables on disk."},
	{"fast-growing-table", "A table grows so fast that it should be split or cleared.", "Sizes over time."},
	{"risky-query", "A query selects all columns, compares text by pattern, or sorts at random.", "The queries of the application."},
}
