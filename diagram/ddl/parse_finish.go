package ddl

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// finish builds the diagram: tables in their order, foreign keys now that all tables are
// known, ignored findings, and a word about what was left out.
func (r *sqlReader) finish(comments []sqlComment) {
	for _, t := range r.tables {
		if !t.dropped {
			r.page.Diagram.AddTable(t.Table)
		}
	}
	unique := map[*sqlTable]map[string]bool{}
	for _, f := range r.references {
		if !f.child.dropped {
			r.resolve(f, unique)
		}
	}
	r.prune()
	r.comments(comments)
	r.loneSequences()
	r.reportLeft()
	if r.silent > 0 {
		r.general("more-warnings", fmt.Sprintf("%d more warnings are not listed.", r.silent))
	}
}

// prune removes the places of keys and indexes that later statements dropped.
func (r *sqlReader) prune() {
	there := map[diagram.ID]bool{}
	d := r.page.Diagram
	for id := range d.Schemas {
		there[id] = true
	}
	for id := range d.Domains {
		there[id] = true
	}
	for id := range d.Relationships {
		there[id] = true
	}
	for id, t := range d.Tables {
		there[id] = true
		for _, c := range t.Columns {
			there[c.ID] = true
		}
		for _, k := range t.Keys {
			there[k.ID] = true
		}
		for _, x := range t.Indexes {
			there[x.ID] = true
		}
		for _, k := range t.Checks {
			there[k.ID] = true
		}
	}
	maps.DeleteFunc(r.page.Places, func(id diagram.ID, _ diagram.Position) bool { return !there[id] })
}

// losses returns the warnings in the order of the script, those about the whole of it at
// the end.
func (r *sqlReader) losses() []diagram.Loss {
	slices.SortStableFunc(r.warnings, func(a, b sqlWarning) int { return cmp.Compare(uint32(a.at), uint32(b.at)) })
	out := make([]diagram.Loss, len(r.warnings))
	for i, w := range r.warnings {
		out[i] = w.loss
	}
	return out
}

// resolve makes a relationship of a foreign key. One whose table or columns are missing
// is reported and left out.
func (r *sqlReader) resolve(f *sqlReference, unique map[*sqlTable]map[string]bool) {
	r.current = f.current
	parent := r.table(f.parent)
	if parent == nil {
		r.warn("unresolved-reference", f.at, f.child.ID,
			"The foreign key of the table %q refers to %q, which is not in the script; it is left out.", f.child.Name, f.parent.name)
		return
	}
	from, ok := r.referenceColumns(f, f.child, f.from)
	if !ok {
		return
	}
	var to []*diagram.Column
	if len(f.to) > 0 {
		if to, ok = r.referenceColumns(f, parent, f.to); !ok {
			return
		}
	} else {
		_, to = parent.primary()
	}
	if len(to) != len(from) || len(from) == 0 || len(from) > diagram.MaxColumns {
		r.warn("unresolved-reference", f.at, f.child.ID,
			"The foreign key from %q to %q has %s on one side and %s on the other; it is left out.", f.child.Name, parent.Name,
			diagram.Counted(len(from), "column"), diagram.Counted(len(to), "column"))
		return
	}
	rel := f.rel
	rel.Name, rel.Directed, rel.Identifying = f.name, true, true
	childCard, parentCard := diagram.ZeroMany, diagram.One
	parts := []string{f.child.schema, f.child.Name, "reference", parent.schema, parent.Name}
	var ids []diagram.ID
	primary, _ := f.child.primary()
	for i, c := range from {
		inKey := primary != nil && slices.Contains(primary.Columns, c.ID)
		rel.Pairs = append(rel.Pairs, diagram.Pair{From: c.ID, To: to[i].ID})
		rel.Identifying = rel.Identifying && inKey
		if !c.NotNull && !inKey {
			parentCard = diagram.ZeroOne
		}
		ids = append(ids, c.ID)
		parts = append(parts, c.Name, to[i].Name)
	}
	if uniqueColumns(f.child, unique)[columnSet(ids)] {
		childCard = diagram.ZeroOne
	}
	rel.ID = r.id(parts...)
	rel.Ends = diagram.Between(f.child.ID, childCard, parent.ID, parentCard)
	r.page.Diagram.AddRelationship(&rel)
	r.page.Places[rel.ID] = r.place(f.at.start)
}

func (r *sqlReader) referenceColumns(f *sqlReference, t *sqlTable, names []string) ([]*diagram.Column, bool) {
	columns := make([]*diagram.Column, 0, len(names))
	for _, name := range names {
		c := t.column(name)
		if c == nil {
			r.noColumn(t, name, f.at, fmt.Sprintf("a foreign key of %q", f.child.Name))
			return nil, false
		}
		columns = append(columns, c)
	}
	return columns, true
}

// uniqueColumns returns the sets of columns that are unique in a table; it is
// diagram.Table.IsUnique for very many questions.
func uniqueColumns(t *sqlTable, known map[*sqlTable]map[string]bool) map[string]bool {
	if sets, ok := known[t]; ok {
		return sets
	}
	sets := map[string]bool{}
	for _, k := range t.Keys {
		sets[columnSet(k.Columns)] = true
	}
	for _, x := range t.Indexes {
		if ids := x.ColumnIDs(); x.Unique && x.Where == "" && len(ids) > 0 {
			sets[columnSet(ids)] = true
		}
	}
	known[t] = sets
	return sets
}

func columnSet(ids []diagram.ID) string {
	var b strings.Builder
	for _, id := range slices.Sorted(slices.Values(ids)) {
		b.WriteString(string(id))
		b.WriteByte(' ')
	}
	return b.String()
}

// rank sorts objects of one place: tables and columns before the keys made with them.
func (r *sqlReader) rank(id diagram.ID) int {
	if r.page.Diagram.Tables[id] != nil {
		return 0
	}
	if r.page.Diagram.Relationships[id] != nil {
		return 2
	}
	return 1
}
