package edraw

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"

	"crowsfoot/diagram"
)

// Columns of one unique key share the number of their mark: UK1 on two columns is one key
// over both, UK1 and UK2 are two keys. A number that only one column has means nothing. The
// numbers of PK1 and PK2 are places in the one primary key.

var numberedKey = regexp.MustCompile(`^(pk|uk|uq|un|ak|unique)(\d{1,4})$`)

// numberedMark returns what a mark such as "uk2" or "pk1" sets, or nil.
func numberedMark(mark string) func(*column) {
	m := numberedKey.FindStringSubmatch(mark)
	if m == nil {
		return nil
	}
	n, _ := strconv.Atoi(m[2]) // four digits
	if m[1] == "pk" {
		return func(c *column) { c.pk, c.place = true, n }
	}
	return func(c *column) { c.groups = append(c.groups, n) }
}

// primaryKey returns the columns of the primary key: by their places when they have such,
// else as they stand in the table.
func (n *node) primaryKey(ids []diagram.ID) []diagram.ID {
	var key []int
	for i, c := range n.columns[:len(ids)] {
		if c.pk {
			key = append(key, i)
		}
	}
	slices.SortStableFunc(key, func(a, b int) int { return cmp.Compare(n.columns[a].place, n.columns[b].place) })
	out := make([]diagram.ID, len(key))
	for i, k := range key {
		out[i] = ids[k]
	}
	return out
}

// isUnique tells whether the column has any mark of a unique key.
func (c *column) isUnique() bool { return c.unique || len(c.groups) > 0 }

// uniqueKeys returns the unique keys of a table's columns in the order of their first
// columns. The primary key's own columns have no key of one column each, because it says
// the same.
func (b *builder) uniqueKeys(n *node, ids []diagram.ID) []*diagram.Key {
	columns := n.columns[:len(ids)]
	members := map[int][]diagram.ID{}
	for i, c := range columns {
		for _, g := range c.groups {
			members[g] = append(members[g], ids[i])
		}
	}
	var keys []*diagram.Key
	for i, c := range columns {
		alone := c.unique
		for _, g := range c.groups {
			switch m := members[g]; {
			case len(m) == 1:
				alone = true
			case m[0] == ids[i]:
				keys = append(keys, &diagram.Key{ID: b.id("key", n.shape.id, strconv.Itoa(i), strconv.Itoa(g)), Columns: m})
			}
		}
		if alone && !c.pk {
			keys = append(keys, &diagram.Key{ID: b.id("key", n.shape.id, strconv.Itoa(i)), Columns: []diagram.ID{ids[i]}})
		}
	}
	return keys
}
