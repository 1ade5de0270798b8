package merge

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// mostNames bounds the columns that are named of a new table.
const mostNames = 8

// partsOf returns the IDs of what belongs to a table, columns first.
func (w *wording) partsOf(t *diagram.Table) []diagram.ID {
	return slices.Concat(columns.ids(t.Columns), keys.ids(t.Keys), indexes.ids(t.Indexes), checks.ids(t.Checks), dependencies.ids(t.Dependencies))
}

// table tells what changes in a table, or, without one before, what comes with it.
func (w *wording) table(before, after *diagram.Table) []string {
	if before == nil {
		return newTable(after)
	}
	list := differences(w, "", before, after, []string{"name"})
	list = append(list, w.columns(before, after)...)
	partDifferences(w, &list, &keys, before, after, func(k *diagram.Key) string {
		if k.Primary {
			return "primary key " + w.list(k.Columns)
		}
		return "unique key " + w.list(k.Columns)
	})
	partDifferences(w, &list, &indexes, before, after, func(x *diagram.Index) string {
		if x.Name != "" {
			return "index " + x.Name
		}
		return "index on " + w.list(x.ColumnIDs())
	})
	partDifferences(w, &list, &checks, before, after, func(c *diagram.Check) string { return "check " + short(c.Expression) })
	partDifferences(w, &list, &dependencies, before, after, func(f *diagram.Dependency) string {
		return "dependency " + w.list(f.Determinant) + " → " + w.list(f.Dependent)
	})
	return list
}

func newTable(t *diagram.Table) []string {
	if len(t.Columns) == 0 {
		return nil
	}
	var names []string
	for _, c := range t.Columns[:min(len(t.Columns), mostNames)] {
		names = append(names, c.Name)
	}
	if len(t.Columns) > mostNames {
		names = append(names, "…")
	}
	noun := "columns"
	if len(t.Columns) == 1 {
		noun = "column"
	}
	return []string{fmt.Sprintf("%d %s: %s", len(t.Columns), noun, strings.Join(names, ", "))}
}

// columns tells what changes in the columns of a table.
func (w *wording) columns(before, after *diagram.Table) []string {
	var list []string
	was := make(map[diagram.ID]*diagram.Column, len(before.Columns))
	for _, c := range before.Columns {
		was[c.ID] = c
	}
	for _, c := range after.Columns {
		b := was[c.ID]
		switch {
		case b == c:
		case b != nil:
			if b.Name != c.Name {
				list = append(list, fmt.Sprintf("column %s renamed to %s", b.Name, c.Name))
			}
			list = append(list, differences(w, c.Name, b, c, []string{"name"})...)
		case w.were[c.ID] != "":
			list = append(list, fmt.Sprintf("column %s moved here from %s", c.Name, w.names[w.were[c.ID]]))
		default:
			list = append(list, "column "+c.Name+" added")
		}
	}
	now := setOf(columns.ids(after.Columns))
	for _, c := range before.Columns {
		switch home := w.homes[c.ID]; {
		case now[c.ID]:
		case home != "":
			list = append(list, fmt.Sprintf("column %s moved to %s", c.Name, w.names[home]))
		default:
			list = append(list, "column "+c.Name+" removed")
		}
	}
	if moved(columns.ids(before.Columns), columns.ids(after.Columns)) {
		list = append(list, "columns in another order")
	}
	return list
}

// partDifferences tells what comes, goes and changes among the parts of one kind.
func partDifferences[T any](w *wording, list *[]string, k *kind[T], before, after *diagram.Table, name func(*T) string) {
	was := make(map[diagram.ID]*T, len(*k.of(before)))
	for _, o := range *k.of(before) {
		was[k.id(o)] = o
	}
	for _, o := range *k.of(after) {
		b := was[k.id(o)]
		delete(was, k.id(o))
		switch {
		case b == nil:
			*list = append(*list, name(o)+" added")
		case b != o && differ(b, o, []string{"source"}):
			if x, y := name(b), name(o); x != y {
				*list = append(*list, x+" becomes "+y)
			} else {
				*list = append(*list, name(o)+" changed")
			}
		}
	}
	for _, o := range *k.of(before) {
		if was[k.id(o)] != nil {
			*list = append(*list, name(o)+" removed")
		}
	}
}

// line names a relationship by its own name or by its tables.
func (w *wording) line(r *diagram.Relationship) string {
	if r.Name != "" {
		return r.Name
	}
	words := make([]string, len(r.Ends))
	for i, e := range r.Ends {
		words[i] = w.names[e.Table]
	}
	if r.Directed {
		return strings.Join(words, " → ")
	}
	return strings.Join(words, " – ")
}

// relationship tells what changes in a relationship.
func (w *wording) relationship(before, after *diagram.Relationship) []string {
	if before == nil {
		return nil
	}
	list := differences(w, "", before, after, []string{"ends", "pairs", "attributes"})
	if sameTables(before, after) {
		for i, e := range after.Ends {
			list = append(list, differences(w, w.names[e.Table], &before.Ends[i], &after.Ends[i], nil)...)
		}
	} else if isFlipped(before, after) {
		list = append(list, "child and parent changed places")
	} else {
		list = append(list, "leads from "+w.ends(before)+" to other tables: "+w.ends(after))
	}
	if !slices.Equal(before.Pairs, after.Pairs) && !isFlipped(before, after) {
		list = append(list, "columns: "+w.pairs(before)+" → "+w.pairs(after))
	}
	if !slices.Equal(before.Attributes, after.Attributes) {
		list = append(list, "attributes changed")
	}
	return list
}

func (w *wording) ends(r *diagram.Relationship) string {
	words := make([]string, len(r.Ends))
	for i, e := range r.Ends {
		words[i] = w.names[e.Table]
	}
	return strings.Join(words, ", ")
}

func (w *wording) pairs(r *diagram.Relationship) string {
	if len(r.Pairs) == 0 || len(r.Ends) < 2 {
		return "none"
	}
	words := make([]string, len(r.Pairs))
	for i, p := range r.Pairs {
		words[i] = w.column(r.Ends[0].Table, p.From) + " = " + w.column(r.Ends[1].Table, p.To)
	}
	return strings.Join(words, ", ")
}
