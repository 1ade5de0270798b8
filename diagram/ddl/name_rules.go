package ddl

import "strings"

// NameRules says what a database takes as the name of a table or a column.
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
