package lint

import (
	"strings"

	"crowsfoot/diagram"
)

// ColumnName is one name as written and the columns of tables, not of views, that bear
// it.
type ColumnName struct {
	Name string
	// Columns are in the order of the diagram.
	Columns []TableColumn
	// Concept joins names of the same words: userId, user_id and USER_ID.
	Concept *ColumnConcept
}

// TableColumn is a column with its table at hand.
type TableColumn struct {
	Table *diagram.Table
	*diagram.Column
}

// ColumnConcept is what names of the same words, in any style and number, mean.
type ColumnConcept struct {
	// Words are in the singular, lower-case, with the prefix that all columns of a table
	// have.
	Words []string
	// Names are the ways it is written, in the order of the diagram.
	Names []*ColumnName
	// Count is how many columns it has in all.
	Count int
	// Family is the family of types that most of its columns have that are no foreign keys,
	// FamilyCount how many have it or one like it; FamilyAll is how many are of any known
	// family, Example one of the most. They are known where three columns or more
	// have the concept and their types are not all written alike.
	Family                 diagram.Family
	FamilyCount, FamilyAll int
	Example                TableColumn

	synonym string // what schemas usually mean by it, or empty
	refers  bool   // under a table's own name; see Meaning
}

// columnNames are all names of columns.
type columnNames struct {
	list   []*ColumnName
	byName map[string]*ColumnName
}

// ColumnNames returns all names that columns bear, in the order of the diagram.
func (f *Facts) ColumnNames() []*ColumnName { return f.columnNames().list }

// ColumnNamed returns what is known of a name as written; nil when no column bears it.
func (f *Facts) ColumnNamed(name string) *ColumnName { return f.columnNames().byName[name] }

func (f *Facts) learnColumnNames() columnNames {
	n := columnNames{byName: map[string]*ColumnName{}}
	concepts := map[string]*ColumnConcept{}
	var all []*ColumnConcept
	for _, t := range f.Tables {
		for _, c := range t.Columns {
			e := n.byName[c.Name]
			if e == nil {
				e = &ColumnName{Name: c.Name}
				words := f.Names.Words(c.Name)
				key := strings.Join(words, " ")
				if e.Concept = concepts[key]; e.Concept == nil {
					e.Concept = &ColumnConcept{Words: words, synonym: synonyms[key]}
					all = append(all, e.Concept)
					concepts[key] = e.Concept
				}
				e.Concept.Names = append(e.Concept.Names, e)
				n.byName[c.Name] = e
				n.list = append(n.list, e)
			}
			e.Columns = append(e.Columns, TableColumn{t, c})
			e.Concept.Count++
		}
	}
	families := map[string]diagram.Family{} // by the type as written
	for _, c := range all {
		if c.Count >= 3 && !c.isOneType() {
			f.learnFamily(c, families)
		}
	}
	return n
}

// isOneType tells whether all columns of the concept have the same type as written.
func (c *ColumnConcept) isOneType() bool {
	first := c.Names[0].Columns[0].Type
	for _, n := range c.Names {
		for _, col := range n.Columns {
			if col.Type != first {
				return false
			}
		}
	}
	return true
}

func (f *Facts) learnFamily(c *ColumnConcept, families map[string]diagram.Family) {
	votes := map[diagram.Family]int{}
	for _, n := range c.Names {
		for _, col := range n.Columns {
			if len(f.byColumn[col.ID]) > 0 {
				continue
			}
			family, known := families[col.Type]
			if !known {
				family = f.Type(col.Type).Family()
				families[col.Type] = family
			}
			if family == diagram.FamilyUnknown {
				continue
			}
			c.FamilyAll++
			if votes[family]++; votes[family] > c.FamilyCount {
				c.Family, c.FamilyCount, c.Example = family, votes[family], col
			}
		}
	}
	c.FamilyCount = 0
	for family, n := range votes {
		if c.IsUsual(family) {
			c.FamilyCount += n
		}
	}
}

// IsUsual tells whether a family is the one that most columns of the concept have, or
// one that is alike.
func (c *ColumnConcept) IsUsual(family diagram.Family) bool {
	return family == c.Family || alike(family, c.Family)
}

// alike tells whether two families are read into the same values, so that a difference is
// a matter of precision or of the database, and other rules speak of it.
func alike(a, b diagram.Family) bool {
	kind := func(f diagram.Family) int {
		switch f {
		case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyFloat:
			return 1
		case diagram.FamilyText, diagram.FamilyEnum, diagram.FamilyUUID, diagram.FamilyJSON, diagram.FamilyNetwork:
			return 2
		case diagram.FamilyDate, diagram.FamilyTimestamp:
			return 3
		}
		return 0
	}
	switch x, y := kind(a), kind(b); {
	case x == y:
		return x != 0
	case a == diagram.FamilyBoolean && b == diagram.FamilyInteger, a == diagram.FamilyInteger && b == diagram.FamilyBoolean:
		return true // how databases without a boolean write one; T004 speaks of it
	}
	return false
}
