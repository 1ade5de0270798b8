package naming

import (
	"slices"

	"crowsfoot/diagram"
)

// Target returns the column of a parent that a reference from this column goes to: its
// declared key; of a key of several columns the one of the same name, or else its id; with
// no key declared the column of the same name, or else the one that looks like the key,
// wherever it stands. It returns nil when nothing singles one out. From may be empty.
func (v *View) Target(parent, from diagram.ID) *diagram.Column {
	t := v.byID[parent]
	if t == nil {
		return nil
	}
	if len(t.pk) == 1 {
		return t.Column(t.pk[0])
	}
	candidates := t.Columns
	if len(t.pk) > 1 {
		candidates = candidates[:0:0]
		for _, id := range t.pk {
			if c := t.Column(id); c != nil {
				candidates = append(candidates, c)
			}
		}
	}
	if c := v.columns[from]; c != nil {
		for _, k := range candidates {
			if k.ID != from && v.split(k.Name).compact == c.plain.compact {
				return k
			}
		}
	}
	for _, k := range candidates {
		if k.ID != from && numbersRows[v.split(k.Name).raw] {
			return k
		}
	}
	if t.key != nil && t.key.ID != from && len(t.pk) == 0 {
		return t.key
	}
	return v.namedAfter(t, candidates, from)
}

// namedAfter returns the only one of some columns that is named after its table, in whole
// or, failing that, in part.
func (v *View) namedAfter(t *table, candidates []*diagram.Column, not diagram.ID) *diagram.Column {
	var whole, partly []*diagram.Column
	for _, k := range candidates {
		c := v.columns[k.ID]
		if k.ID == not || c == nil || c.marked != strongly {
			continue
		}
		switch all, some := v.keyNamesTable(t, k); {
		case all:
			whole = append(whole, k)
		case some && (len(v.find(&v.byName, c.name)) == 0 || slices.Contains(v.find(&v.byName, c.name), t)):
			// A column that bears the name of another table refers to that rather.
			partly = append(partly, k)
		}
	}
	for _, list := range [][]*diagram.Column{whole, partly} {
		if len(list) > 0 {
			if len(list) == 1 {
				return list[0]
			}
			return nil
		}
	}
	return nil
}
