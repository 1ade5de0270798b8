package diagram

import "slices"

// TableKind says what a table was drawn or declared as.
type TableKind string

// The kinds of tables. The empty kind is a plain table.
const (
	KindPlain    TableKind = ""         // a table that a database holds
	KindView     TableKind = "view"     // a view; Table.Definition is its query
	KindEntity   TableKind = "entity"   // an entity of a Chen drawing
	KindClass    TableKind = "class"    // a class of a UML drawing
	KindJunction TableKind = "junction" // made to hold a many-to-many relationship
)

// Table is a table or a view with everything that belongs to it. Tables of a shared
// diagram are never changed in place.
type Table struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	Name string    `json:"name"`
	Kind TableKind `json:"kind"`
	// Schema is the ID of the namespace, or empty for the default one.
	Schema ID `json:"schema"`
	// Module is the ID of the module that owns the table, or empty.
	Module  ID     `json:"module"`
	Comment string `json:"comment"`
	// Definition is the query of a view, verbatim.
	Definition string `json:"definition"`
	// Pos is the top left corner of the card.
	Pos Point `json:"pos"`
	// Width of the card in world units; 0 means the default width.
	Width float64 `json:"width"`
	// Pinned cards keep their place when a layout is made.
	Pinned bool `json:"pinned"`
	// Source is the ID of the object in the imported file, or empty.
	Source string `json:"source"`

	Columns      []*Column     `json:"-"`
	Keys         []*Key        `json:"-"`
	Indexes      []*Index      `json:"-"`
	Checks       []*Check      `json:"-"`
	Dependencies []*Dependency `json:"-"`
}

// Column returns the column with this ID, or nil.
func (t *Table) Column(id ID) *Column {
	for _, c := range t.Columns {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// ColumnNamed returns the first column of exactly this name, or nil.
func (t *Table) ColumnNamed(name string) *Column {
	for _, c := range t.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// PrimaryKey returns the primary key, or nil. When two people made one each, the first
// counts; the linter reports the second.
func (t *Table) PrimaryKey() *Key {
	for _, k := range t.Keys {
		if k.Primary && len(k.Columns) > 0 {
			return k
		}
	}
	return nil
}

// InPrimaryKey tells whether the column is part of the primary key.
func (t *Table) InPrimaryKey(column ID) bool {
	k := t.PrimaryKey()
	return k != nil && slices.Contains(k.Columns, column)
}

// NotNull tells whether the column refuses NULL, by its own property or as part of the
// primary key.
func (t *Table) NotNull(c *Column) bool { return c.NotNull || t.InPrimaryKey(c.ID) }

// IsUnique tells whether these columns, in any order, are exactly the columns of the
// primary key, of a unique key, or of a unique index without expression and condition.
func (t *Table) IsUnique(columns []ID) bool {
	if len(columns) == 0 {
		return false
	}
	for _, k := range t.Keys {
		if SameColumns(k.Columns, columns) {
			return true
		}
	}
	for _, x := range t.Indexes {
		if x.Unique && x.Where == "" && SameColumns(x.ColumnIDs(), columns) {
			return true
		}
	}
	return false
}

// SameColumns tells whether a and b hold the same column IDs in any order.
func SameColumns(a, b []ID) bool {
	switch {
	case len(a) != len(b):
		return false
	case len(a) == 1:
		return a[0] == b[0]
	}
	// Most keys are short: their copies stay on the stack.
	a, b = append(make([]ID, 0, 8), a...), append(make([]ID, 0, 8), b...)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// Names returns the names of these columns in the order given; IDs that the table does
// not hold are left out.
func (t *Table) Names(columns []ID) []string {
	names := make([]string, 0, len(columns))
	for _, id := range columns {
		if c := t.Column(id); c != nil {
			names = append(names, c.Name)
		}
	}
	return names
}
