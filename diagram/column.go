package diagram

// Column is one column of a table.
type Column struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	Name string `json:"name"`
	// Type as written, in the words of the diagram's dialect, for instance
	// "varchar(255)", "int[]" or "enum('draft','paid')". ParseType reads it. A column may
	// also name a Domain of the diagram here. Empty means not said.
	Type string `json:"type"`
	// NotNull refuses NULL. Columns of the primary key refuse it anyway; see Table.NotNull.
	NotNull bool `json:"not_null"`
	// Default is an SQL expression, verbatim: "0", "'draft'", "now()"; empty means none.
	Default string `json:"default"`
	// Identity numbers rows by itself.
	Identity Identity `json:"identity"`
	// Generated is the expression of a computed column, verbatim; empty means none.
	Generated string `json:"generated"`
	// Stored keeps the computed value in the row instead of computing it on reading.
	Stored bool `json:"stored"`
	// Check is an SQL condition on this column alone, verbatim, without CHECK and its
	// parentheses.
	Check     string `json:"check"`
	Collation string `json:"collation"`
	Comment   string `json:"comment"`
	// Source is the ID of the object in the imported file, or empty.
	Source string `json:"source"`
}

// Identity says how a column numbers rows by itself.
type Identity string

// The ways of numbering. ByDefault is also what AUTO_INCREMENT and serial mean.
const (
	IdentityNone      Identity = ""
	IdentityByDefault Identity = "by_default"
	IdentityAlways    Identity = "always"
)

// Check is a condition over the columns of a table.
type Check struct {
	ID         ID     `json:"-"`
	Order      string `json:"-"`
	Name       string `json:"name"`
	Expression string `json:"expression"` // verbatim SQL without CHECK and its parentheses
}
