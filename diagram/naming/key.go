package naming

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// keyOf is a column that identifies the rows of a table.
type keyOf struct {
	t *table
	c *diagram.Column
	// related tells that its name is the table's and an affix, partly that one of the two
	// names holds the other.
	related, partly bool
}

// proof says how sure it is that the column identifies a row.
type proof int

const (
	guessedKey proof = iota
	uniqueKey
	primaryKey
)

// findKey chooses the column that references to the table mean.
func (v *View) findKey(t *table) {
	for _, c := range t.Columns {
		if slices.Contains(t.unique, c.ID) || len(t.pk) == 1 && t.pk[0] == c.ID {
			t.keys = append(t.keys, c)
		}
	}
	switch {
	case len(t.pk) == 1 && t.Column(t.pk[0]) != nil:
		t.key, t.proof = t.Column(t.pk[0]), primaryKey
		t.preferUnique(v)
	case len(t.pk) > 1:
		return
	case len(t.keys) > 0:
		t.key, t.proof = t.keys[0], uniqueKey
	case len(t.Columns) > 0:
		v.guessKey(t)
	}
}

// preferUnique takes a unique column named after the table instead of a primary key that
// only numbers rows.
func (t *table) preferUnique(v *View) {
	if !rowKeys[v.split(t.key.Name).raw] {
		return
	}
	for _, c := range t.keys {
		if c != t.key && !genericKeys[v.split(c.Name).raw] {
			t.key, t.numbered = c, true
			return
		}
	}
}

// guessKey takes the first column as key of a table that declares none, when its name
// says that it numbers the rows of this table.
func (v *View) guessKey(t *table) {
	c := t.Columns[0]
	s := v.split(c.Name)
	if len(s.single) == 0 || v.classOf(c.Type) == noKey {
		return
	}
	t.key, t.proof = c, guessedKey
	if whole, _ := v.keyNamesTable(t, c); !whole && !numbersRows[s.raw] {
		t.key = nil
		return
	}
	t.keys = append(t.keys, c)
}

// columnPrefix returns the prefix that all columns of a table share (c_custkey,
// c_name), with its separator, or nothing.
func columnPrefix(t *diagram.Table) string {
	if len(t.Columns) < 3 {
		return ""
	}
	first, _, ok := strings.Cut(t.Columns[0].Name, "_")
	if !ok || first == "" || len(first) > 5 {
		return ""
	}
	prefix := first + "_"
	for _, c := range t.Columns {
		if len(c.Name) <= len(prefix) || !strings.EqualFold(c.Name[:len(prefix)], prefix) {
			return ""
		}
	}
	return prefix
}

// isWholeKey tells whether the column alone is the primary key.
func (t *table) isWholeKey(c *diagram.Column) bool { return len(t.pk) == 1 && t.pk[0] == c.ID }
