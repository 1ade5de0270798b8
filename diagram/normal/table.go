package normal

import (
	"slices"

	"crowsfoot/diagram"
)

// Table is the analysis of a table: attribute i is its column i.
type Table struct {
	*Analysis
	Table *diagram.Table
	// Declared are the dependencies that a designer declared, as far as they say anything;
	// Given[i] is Declared[i]. Behind them Given holds what the keys imply.
	Declared []*diagram.Dependency
	// Primary are the columns of the primary key, or nil.
	Primary Set

	place map[diagram.ID]int
}

// Of analyses a table. Besides the dependencies that are declared, its keys say some: the
// primary key, and unique keys and indexes over columns that refuse NULL. A unique column
// that may be NULL tells rows apart only where it has a value, so it is no key.
func Of(t *diagram.Table) *Table {
	n := &Table{Table: t, place: make(map[diagram.ID]int, len(t.Columns))}
	for i, c := range t.Columns {
		n.place[c.ID] = i
	}
	size := len(t.Columns)
	var given []Dependency
	for _, d := range t.Dependencies {
		from, whole := n.Set(d.Determinant)
		to, _ := n.Set(d.Dependent)
		if whole && !from.Empty() && !to.Empty() {
			given = append(given, Dependency{from, to})
			n.Declared = append(n.Declared, d)
		}
	}
	keys := n.unique()
	for i := len(keys) - 1; i >= 0; i-- {
		to := Full(size)
		if i > 0 {
			to = keys[0] // and so all: many keys shall not make many long dependencies
		}
		given = append(given, Dependency{keys[i], to})
	}
	n.Analysis = Analyse(size, given)
	return n
}

// unique returns the columns of all keys without NULL, the primary key first.
func (n *Table) unique() []Set {
	var keys []Set
	add := func(ids []diagram.ID) Set {
		s, whole := n.Set(ids)
		if !whole || s.Empty() {
			return nil
		}
		for _, i := range s.Members() {
			if !n.Table.NotNull(n.Table.Columns[i]) {
				return nil
			}
		}
		if !slices.ContainsFunc(keys, s.Equal) {
			keys = append(keys, s)
		}
		return s
	}
	if k := n.Table.PrimaryKey(); k != nil {
		n.Primary = add(k.Columns)
	}
	for _, k := range n.Table.Keys {
		add(k.Columns)
	}
	for _, x := range n.Table.Indexes {
		if x.Unique && x.Where == "" {
			add(x.ColumnIDs())
		}
	}
	return keys
}

// Set returns the attributes of these columns; whole is false when the table lacks one.
func (n *Table) Set(ids []diagram.ID) (s Set, whole bool) {
	s, whole = NewSet(len(n.Table.Columns)), true
	for _, id := range ids {
		if i, ok := n.place[id]; ok {
			s.add(i)
		} else {
			whole = false
		}
	}
	return s, whole
}

// Place returns the attribute that a column is.
func (n *Table) Place(id diagram.ID) (i int, ok bool) {
	i, ok = n.place[id]
	return i, ok
}

// Columns returns the columns of a set in the order of the table.
func (n *Table) Columns(s Set) []*diagram.Column {
	list := make([]*diagram.Column, 0, s.Len())
	for _, i := range s.Members() {
		list = append(list, n.Table.Columns[i])
	}
	return list
}

// Names returns the names of the columns of a set in the order of the table.
func (n *Table) Names(s Set) []string {
	list := make([]string, 0, s.Len())
	for _, c := range n.Columns(s) {
		list = append(list, c.Name)
	}
	return list
}
