package drawio

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// chooseColumns finds out for each line which side is the child and which column of it
// holds the reference. It trusts, in this order: rows that the line joins and that are
// marked or named for it, cardinalities, marks and names of all columns.
func (r *reader) chooseColumns() {
	f := finder{r: r, view: naming.Look(r.sketch()), between: map[[2]*entity][]evidence{}, byID: map[diagram.ID]*column{}, glued: map[*column]bool{}}
	for _, e := range r.entities {
		for _, c := range e.columns {
			if c.built != nil {
				f.byID[c.built.ID] = c
			}
		}
	}
	for _, rel := range r.relations {
		for i := range rel.ends {
			end := &rel.ends[i]
			if end.row != nil && end.row.built == nil {
				end.row = nil // a row that speaks of other rows
			}
			if end.row != nil {
				f.glued[end.row] = true
			}
		}
	}
	var open []*relation
	for _, rel := range r.obeyHints() {
		if len(rel.ends) != 2 || rel.inheritance {
			continue
		}
		if f.byRows(rel) {
			continue
		}
		open = append(open, rel)
	}
	for _, rel := range open {
		f.direct(rel)
	}
	f.assign(open)
	for _, rel := range open {
		if len(rel.pairs) == 0 && rel.directed && rel.line != nil {
			f.lastOneLeft(rel)
		}
	}
	f.stated()
	r.mergeDoubles()
}

// sketch is the diagram with the lines as they were drawn, because a line between two
// tables is evidence too.
func (r *reader) sketch() *diagram.Diagram {
	d := r.out.Diagram.Snapshot()
	for _, rel := range r.relations {
		if len(rel.ends) == 2 && !rel.inheritance {
			d.AddRelationship(&diagram.Relationship{ID: r.id(rel.cell, rel.part), Ends: diagram.Between(
				rel.ends[0].entity.table.ID, rel.ends[0].card, rel.ends[1].entity.table.ID, rel.ends[1].card)})
		}
	}
	return d
}

// finder looks for the columns of lines.
type finder struct {
	r       *reader
	view    *naming.View
	between map[[2]*entity][]evidence
	byID    map[diagram.ID]*column
	glued   map[*column]bool // rows that lines end at
}

// evidence is a column that may be the reference from one entity to another.
type evidence struct {
	from   *column
	to     *column // nil when the parent has no key that is known
	weight float64 // 0 to 1, more with a mark of a foreign key
}

// markBonus is what the mark FK adds to the confidence of a name.
const markBonus = .5

// all returns the evidence for references from child to parent, the best first.
func (f *finder) all(child, parent *entity) []evidence {
	key := [2]*entity{child, parent}
	if found, ok := f.between[key]; ok {
		return found
	}
	var list []evidence
	known := map[*column]int{}
	for _, c := range f.view.Between(child.table.ID, parent.table.ID) {
		if len(c.Columns) != 1 || len(c.ParentColumns) != 1 {
			continue
		}
		from, to := f.byID[c.Columns[0].ID], f.byID[c.ParentColumns[0].ID]
		if from == nil || to == nil || from == to {
			continue
		}
		known[from] = len(list)
		list = append(list, evidence{from: from, to: to, weight: c.Confidence})
	}
	for _, c := range child.columns {
		weight := f.named(c, child, parent)
		if weight == 0 {
			continue
		}
		if at, ok := known[c]; ok {
			list[at].weight = max(list[at].weight, weight)
		} else if to := f.target(parent, c); to != c && (weight > bareName || to == nil || !clash(c.typ, to.typ)) {
			list = append(list, evidence{from: c, to: to, weight: weight})
		}
	}
	for i := range list {
		if list[i].from.mark.foreign {
			list[i].weight += markBonus
		}
	}
	for _, c := range child.columns {
		if c.refTable != "" && strings.EqualFold(c.refTable, parent.name) {
			to := parent.columnNamed(c.refColumn)
			if to == nil {
				to = f.target(parent, c)
			}
			if to != nil && to != c {
				list = append(list, evidence{from: c, to: to, weight: 2})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b evidence) int { return cmp.Compare(b.weight, a.weight) })
	f.between[key] = list
	return list
}

// of returns the evidence that this one column refers to parent, if there is any.
func (f *finder) of(c *column, child, parent *entity) (evidence, bool) {
	for _, ev := range f.all(child, parent) {
		if ev.from == c {
			return ev, true
		}
	}
	return evidence{}, false
}

// target is the column of a parent that a reference goes to: its primary key, else a
// column called like the child's, else the one whose name says that it is the key.
func (f *finder) target(parent *entity, from *column) *column {
	if keys := parent.primary(); len(keys) == 1 {
		return keys[0]
	} else if len(keys) > 1 {
		for _, k := range keys {
			if from != nil && strings.EqualFold(k.name, from.name) {
				return k
			}
		}
		for _, k := range keys {
			if strings.EqualFold(k.name, "id") {
				return k
			}
		}
		return nil
	}
	if from != nil {
		if c := parent.columnNamed(from.name); c != nil && c != from {
			return c
		}
		if c := f.afterTable(from, parent); c != nil {
			return c
		}
	}
	if key := f.view.KeyOf(parent.table.ID); key != nil && f.byID[key.ID] != from {
		return f.byID[key.ID]
	}
	return nil
}
