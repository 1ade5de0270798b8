package diagram

// Index speeds up look-ups; a unique index also guards.
type Index struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`
	// Name of the index; empty lets the DDL writer name it.
	Name   string `json:"name"`
	Unique bool   `json:"unique"`
	// Method is the access method (btree, gin, hash, fulltext …); empty is the default.
	Method string      `json:"method"`
	Parts  []IndexPart `json:"parts"`
	// Include are column IDs stored with the index but not searched.
	Include []ID `json:"include"`
	// Where is the condition of a partial index, verbatim; empty means all rows.
	Where string `json:"where"`
}

// IndexPart is one sorted thing of an index: a column or an expression.
type IndexPart struct {
	Column     ID     `json:"column,omitempty"`
	Expression string `json:"expression,omitempty"` // verbatim SQL, when Column is empty
	Descending bool   `json:"desc,omitempty"`
	Nulls      string `json:"nulls,omitempty"`  // first, last or empty
	Length     int    `json:"length,omitempty"` // prefix length in MySQL; 0 means whole
	Class      string `json:"class,omitempty"`  // operator class in PostgreSQL
}

// ColumnIDs returns the columns in index order, or nil when a part is an expression.
func (x *Index) ColumnIDs() []ID {
	ids := make([]ID, 0, len(x.Parts))
	for _, p := range x.Parts {
		if p.Column == "" {
			return nil
		}
		ids = append(ids, p.Column)
	}
	return ids
}
