package ddl

// leaveMisfits leaves out the foreign keys between columns that the database does not
// compare. Child columns that are numbers take the type of their parents first, where the
// diagram speaks other words than the script; see fitToParents.
func (w *writer) leaveMisfits(fits func(child, parent *columnPlan) bool) {
	for _, t := range w.tables {
		for _, f := range t.foreign {
			for i, c := range f.from {
				if f.why == "" && !fits(c, f.to[i]) {
					f.why = w.to.Title + " does not compare " + c.typeName + " with " + f.to[i].typeName
					w.note(&f.child.later, f.r.ID, "foreign-key-left-out", f.name, "The foreign key of %s to %s is left out: %s.", f.child.t.Name, f.parent.t.Name, f.why)
				}
			}
		}
	}
}
