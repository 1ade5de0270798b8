package edraw

import (
	"regexp"
	"strconv"

	"crowsfoot/diagram"
)

// Columns of one unique key share the number of their mark: UK1 on two columns is one key
// over both, UK1 and UK2 are two keys. A number that only one column has means nothing.

var numberedUnique = regexp.MustCompile(`^(?:uk|uq|un|ak|unique)(\d{1,4})$`)

// setGroup notes the key that a mark such as "uk2" puts the column into.
func (c *column) setGroup(n int) { c.groups = append(c.groups, n) }

// numberOfKey returns the number in a mark such as "uk2".
func numberOfKey(mark string) (int, bool) {
	m := numberedUnique.FindStringSubmatch(mark)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	return n, err == nil
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
