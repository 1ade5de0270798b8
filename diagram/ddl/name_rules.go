package ddl

import "strings"

// NameRules says what a database takes as the name of a table or a column. It is known
// for the databases that Write does not write, too.
type NameRules struct {
	// Title is the name of the database that people know: "PostgreSQL".
	Title string
	// Limit says in words how long a name may be: "63 bytes"; empty means any length.
	Limit string
	// Truncates is set where a name that is too long is cut without an error.
	Truncates bool
	// KeepsCase is set where names that differ in case only may live side by side, when
	// they stand in quotes.
	KeepsCase bool

	dialect *Dialect
}

// NameRulesOf returns the rules of a dialect; those of PostgreSQL for none and for a name
// that is not known.
func NameRulesOf(dialect string) NameRules {
	d := dialects[strings.ToLower(dialect)]
	if d == nil {
		d = readOnly[strings.ToLower(dialect)]
	}
	if d == nil {
		d = dialects["postgres"]
	}
	n := NameRules{Title: d.Title, dialect: d}
	if d.maxBytes > 0 || d.maxRunes > 0 {
		n.Limit = d.limit()
	}
	n.Truncates = d.meaning == "postgres"
	n.KeepsCase = d.meaning == "postgres" || d.meaning == "oracle"
	return n
}

// IsReserved tells whether a statement that names it bare is refused.
func (n NameRules) IsReserved(name string) bool {
	name = strings.ToLower(name)
	return n.dialect.reserved[name] && !n.dialect.harmless[name]
}

// Fits tells whether the name is no longer than the database allows.
func (n NameRules) Fits(name string) bool { return n.dialect.fits(name) }

// Same folds a name to what the database compares bare names by.
func (n NameRules) Same(name string) string { return n.dialect.sameName(name) }

// readOnly are the databases whose scripts are read but not written, with what their
// names are bound by.
var readOnly = map[string]*Dialect{
	// https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql
	"sqlserver": {
		Title: "SQL Server", meaning: "sqlserver", maxRunes: 128, sameName: foldCase,
		reserved: wordSet(`add all alter and any as asc authorization backup begin between break browse bulk by cascade case check checkpoint
			close clustered coalesce collate column commit compute constraint contains containstable continue convert create cross current
			current_date current_time current_timestamp current_user cursor database dbcc deallocate declare default delete deny desc disk
			distinct distributed double drop dump else end errlvl escape except exec execute exists exit external fetch file fillfactor for
			foreign freetext freetexttable from full function goto grant group having holdlock identity identity_insert identitycol if in
			index inner insert intersect into is join key kill left like lineno load merge national nocheck nonclustered not null nullif of
			off offsets on open opendatasource openquery openrowset openxml option or order outer over percent pivot plan precision primary
			print proc procedure public raiserror read readtext reconfigure references replication restore restrict return revert revoke
			right rollback rowcount rowguidcol rule save schema securityaudit select session_user set setuser shutdown some statistics
			system_user table tablesample textsize then to top tran transaction trigger truncate union unique unpivot update updatetext use
			user values varying view waitfor when where while with writetext`),
	},
	// https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Oracle-SQL-Reserved-Words.html
	// The length is that of version 12.2 and newer.
	"oracle": {
		Title: "Oracle", meaning: "oracle", maxBytes: 128, sameName: foldCase,
		reserved: wordSet(`access add all alter and any as asc audit between by char check cluster column column_value comment compress connect
			create current date decimal default delete desc distinct drop else exclusive exists file float for from grant group having
			identified immediate in increment index initial insert integer intersect into is level like lock long maxextents minus mlslabel
			mode modify nested_table_id noaudit nocompress not nowait null number of offline on online option or order pctfree prior public
			raw rename resource revoke row rowid rownum rows select session set share size smallint start successful synonym sysdate table
			then to trigger uid union unique update user validate values varchar varchar2 view whenever where with`),
	},
}
