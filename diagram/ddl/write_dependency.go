package ddl

import (
	"crowsfoot/diagram"
)

// dependencies writes the functional dependencies of a table above it, in the comments that
// Parse reads; no database knows them.
func (w *writer) dependencies(t *tablePlan) {
	for _, f := range t.t.Dependencies {
		from, to := t.plans(f.Determinant), t.plans(f.Dependent)
		if len(from) == 0 || len(to) == 0 {
			continue // being declared
		}
		text := sqlDependencyMark + " " + w.ids(from) + " -> " + w.ids(to)
		if why := oneLine(f.Comment); why != "" {
			text += "; " + why
		}
		w.lineComment(text)
	}
}

// plans returns the columns of these IDs as they stand in the script, or nil when one is
// not there.
func (t *tablePlan) plans(ids []diagram.ID) []*columnPlan {
	list := make([]*columnPlan, 0, len(ids))
	for _, id := range ids {
		c := t.byID(id)
		if c == nil {
			return nil
		}
		list = append(list, c)
	}
	return list
}
