package diagram

// Key is the primary key or a unique constraint of a table.
type Key struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`
	// Name of the constraint; empty lets the DDL writer name it.
	Name    string `json:"name"`
	Primary bool   `json:"primary"`
	// Columns are column IDs in key order.
	Columns []ID `json:"columns"`
}

// Dependency is a functional dependency that a designer declared or confirmed: rows
// that agree on Determinant agree on Dependent.
type Dependency struct {
	ID          ID     `json:"-"`
	Order       string `json:"-"`
	Determinant []ID   `json:"determinant"` // column IDs of the same table
	Dependent   []ID   `json:"dependent"`   // column IDs of the same table
	Comment     string `json:"comment"`
}
