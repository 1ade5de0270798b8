package diagram

// Cardinality says how many rows of the table at this end belong to one row of the
// other end (look-across).
type Cardinality string

// The cardinalities. One and Many leave open whether zero is allowed.
const (
	Unknown  Cardinality = "unknown"
	One      Cardinality = "one"       // exactly one
	ZeroOne  Cardinality = "zero_one"  // at most one
	Many     Cardinality = "many"      // several, optionality not said
	OneMany  Cardinality = "one_many"  // at least one
	ZeroMany Cardinality = "zero_many" // any number
)

// IsMany tells whether more than one row is allowed.
func (c Cardinality) IsMany() bool { return c == Many || c == OneMany || c == ZeroMany }

// IsOne tells whether at most one row is allowed.
func (c Cardinality) IsOne() bool { return c == One || c == ZeroOne }

// Action is what a database does to a child row when its parent row goes or changes.
type Action string

// The actions. The empty action is the database's default, NO ACTION.
const (
	ActionDefault    Action = ""
	ActionNoAction   Action = "no_action"
	ActionRestrict   Action = "restrict"
	ActionCascade    Action = "cascade"
	ActionSetNull    Action = "set_null"
	ActionSetDefault Action = "set_default"
)

// Drawing says how much of a relationship's line is drawn.
type Drawing string

// The drawings. By default references to a table that very many refer to are stubs: see
// package layout.
const (
	DrawnByDefault Drawing = ""
	DrawnAsLine    Drawing = "line"
	DrawnAsStub    Drawing = "stub" // a short labelled piece at each end; for two ends only
)

// Relationship joins two or more tables. A foreign key is a relationship with two ends
// and at least one column pair. One without pairs is a line that no database has yet; a
// many-to-many or n-ary relationship becomes a junction table later.
type Relationship struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	// Ends are two or more. In a directed relationship Ends[0] is the child, the side
	// that holds the foreign key, and Ends[1] the parent.
	Ends []End `json:"ends"`
	// Pairs match columns of Ends[0].Table with columns of Ends[1].Table.
	Pairs []Pair `json:"pairs"`
	// Directed is false when nothing says which side is the child.
	Directed bool `json:"directed"`
	// Inheritance marks a subtype relationship: Ends[0] is the subtype.
	Inheritance bool `json:"inheritance"`
	// Identifying relationships give the child part of its primary key.
	Identifying bool `json:"identifying"`

	// Name of the constraint or the drawn label; Verb and Inverse are the sentence in
	// both directions: "<parent> <Verb> <children>", "<child> <Inverse> <parent>".
	Name    string `json:"name"`
	Verb    string `json:"verb"`
	Inverse string `json:"inverse"`
	Comment string `json:"comment"`

	OnDelete          Action `json:"on_delete"`
	OnUpdate          Action `json:"on_update"`
	Deferrable        bool   `json:"deferrable"`
	InitiallyDeferred bool   `json:"initially_deferred"`

	// Attributes of the relationship itself (Chen); columns of the later junction table.
	Attributes []Attribute `json:"attributes"`
	// Drawn is how much of the line is drawn.
	Drawn Drawing `json:"drawn"`
	// Source is the ID of the object in the imported file, or empty.
	Source string `json:"source"`
}

// End is one end of a relationship.
type End struct {
	Table ID          `json:"table"`
	Card  Cardinality `json:"card"`
	// Role is what the table is called in this relationship, or empty.
	Role string `json:"role,omitempty"`
}

// Pair is one child column that refers to one parent column.
type Pair struct {
	From ID `json:"from"` // column of Ends[0].Table
	To   ID `json:"to"`   // column of Ends[1].Table
}

// Attribute is a column-to-be of a relationship.
type Attribute struct {
	Name string `json:"name"`
	Type string `json:"type,omitempty"`
}

// Between builds the two ends of a relationship from child to parent.
func Between(child ID, childCard Cardinality, parent ID, parentCard Cardinality) []End {
	return []End{{Table: child, Card: childCard}, {Table: parent, Card: parentCard}}
}

// Refer returns a foreign key from child to parent over these pairs as a database sees it:
// a child row has its parent unless one of its columns may be NULL, a parent row has any
// number of children unless the columns are unique, and a key whose columns are all part of
// the child's primary key identifies it.
func Refer(child, parent *Table, pairs []Pair) *Relationship {
	r := &Relationship{Pairs: pairs, Directed: true, Identifying: true}
	childCard, parentCard := ZeroMany, One
	if child.IsUnique(r.FromColumns()) {
		childCard = ZeroOne
	}
	for _, p := range pairs {
		inKey := child.InPrimaryKey(p.From)
		r.Identifying = r.Identifying && inKey
		if c := child.Column(p.From); !inKey && (c == nil || !c.NotNull) {
			parentCard = ZeroOne
		}
	}
	r.Ends = Between(child.ID, childCard, parent.ID, parentCard)
	return r
}

// IsForeignKey tells whether the relationship is one that a database can hold.
func (r *Relationship) IsForeignKey() bool { return len(r.Ends) == 2 && len(r.Pairs) > 0 }

// IsManyToMany tells whether both of two ends are many.
func (r *Relationship) IsManyToMany() bool {
	return len(r.Ends) == 2 && r.Ends[0].Card.IsMany() && r.Ends[1].Card.IsMany() && len(r.Pairs) == 0
}

// FromColumns returns the child columns of the pairs, in their order.
func (r *Relationship) FromColumns() []ID {
	ids := make([]ID, len(r.Pairs))
	for i, p := range r.Pairs {
		ids[i] = p.From
	}
	return ids
}

// ToColumns returns the parent columns of the pairs, in their order.
func (r *Relationship) ToColumns() []ID {
	ids := make([]ID, len(r.Pairs))
	for i, p := range r.Pairs {
		ids[i] = p.To
	}
	return ids
}

// Touches tells whether one of the ends is this table.
func (r *Relationship) Touches(table ID) bool {
	for _, e := range r.Ends {
		if e.Table == table {
			return true
		}
	}
	return false
}

// ForeignKey returns the child and parent table of a foreign key whose tables and
// columns all exist; ok is false for anything else.
func (d *Diagram) ForeignKey(r *Relationship) (child, parent *Table, ok bool) {
	if !r.IsForeignKey() {
		return nil, nil, false
	}
	child, parent = d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]
	if child == nil || parent == nil {
		return nil, nil, false
	}
	for _, p := range r.Pairs {
		if child.Column(p.From) == nil || parent.Column(p.To) == nil {
			return nil, nil, false
		}
	}
	return child, parent, true
}
