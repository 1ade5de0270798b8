package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// foreignPlan is one foreign key as it will stand in the script.
type foreignPlan struct {
	r             *diagram.Relationship
	child, parent *tablePlan
	from, to      []*columnPlan
	name          string
	// why it is written as a comment only, or empty.
	why string
	// secondDelete and secondUpdate tell that its action would be a second way to the same
	// rows, where a database allows one; see CascadeWays.
	secondDelete, secondUpdate bool
}

// planForeignKeys plans the foreign keys, and notes the relationships that are none.
func (w *writer) planForeignKeys() {
	for _, r := range w.relationships {
		child, parent, ok := w.d.ForeignKey(r)
		if !ok {
			w.noteRelationship(r)
			continue
		}
		f := &foreignPlan{r: r, child: w.byID[child.ID], parent: w.byID[parent.ID]}
		if f.child == nil {
			if w.opt.Module == "" {
				w.note(&w.ending, r.ID, "foreign-key-left-out", r.Name, "The foreign key from %q to %q is left out: %q is not a table of this script.", child.Name, parent.Name, child.Name)
			}
			continue
		}
		if f.parent == nil {
			w.note(&f.child.later, r.ID, "foreign-key-left-out", r.Name, "The foreign key of %s to %q is left out: %q is not a table of this script.", child.Name, parent.Name, parent.Name)
			continue
		}
		for _, p := range r.Pairs {
			f.from = append(f.from, f.child.byID(p.From))
			f.to = append(f.to, f.parent.byID(p.To))
		}
		f.why = w.orderPairs(f)
		if f.why == "" && w.to.foreign != nil {
			f.why = w.to.foreign(w, f)
		}
		f.name = w.foreignName(f)
		if f.why == "" && (r.Deferrable || r.InitiallyDeferred) && !w.to.deferrable {
			w.note(&f.child.later, r.ID, "deferrable-left-out", f.name, "The foreign key %s is checked with each statement: %s can't put that off.", f.name, w.to.Title)
		}
		if f.why != "" {
			w.note(&f.child.later, r.ID, "foreign-key-left-out", f.name, "The foreign key of %s to %s is left out: %s.", child.Name, parent.Name, f.why)
		}
		f.child.foreign = append(f.child.foreign, f)
		f.parent.referring = append(f.parent.referring, f)
		w.foreign[r.ID] = f
	}
}

// fitToParents gives child columns the types of their parents, where a database refuses
// foreign keys between different ones: those that same does not take for one. In a diagram that speaks the dialect itself the
// difference is a mistake that the linter reports.
func (w *writer) fitToParents(same func(a, b string) bool) {
	if w.same {
		return
	}
	// A child may be a parent, too; in a circle of columns it ends after a few rounds.
	for range 8 {
		changed := false
		for _, t := range w.tables {
			for _, f := range t.foreign {
				changed = f.why == "" && w.fitToParent(f, same) || changed
			}
		}
		if !changed {
			return
		}
	}
}

func (w *writer) fitToParent(f *foreignPlan, same func(a, b string) bool) (changed bool) {
	for i, c := range f.from {
		p := f.to[i]
		if same(c.typeName, p.typeName) || c == p || c.identity != "" {
			continue
		}
		w.note(&f.child.notes, c.c.ID, "type-changed", f.child.where(c), "%s: %s becomes %s, like the column it refers to: %s wants the same type.", f.child.where(c), c.typeName, p.typeName, w.to.Title)
		c.typeName, c.sql = p.typeName, p.sql
		changed = true
	}
	return changed
}

// orderPairs puts the pairs into the order of the key they refer to, as InnoDB wants
// them, and says why the database would refuse the foreign key.
func (w *writer) orderPairs(f *foreignPlan) (why string) {
	for i, c := range f.from {
		if slices.Contains(f.from[:i], c) || slices.Contains(f.to[:i], f.to[i]) {
			return "it names a column twice"
		}
	}
	key := f.parent.uniqueOver(f.to)
	if key == nil {
		return "(" + columnNames(f.to) + ") is neither the primary key nor unique in " + f.parent.t.Name
	}
	from := make([]*columnPlan, len(key))
	for i, c := range key {
		from[i] = f.from[slices.Index(f.to, c)]
	}
	f.from, f.to = from, key
	return ""
}

func (w *writer) foreignName(f *foreignPlan) string {
	fallback := f.child.name + "_" + joinNames(f.from) + "_fkey"
	return w.constraintName(f.child, f.r.Name, fallback, f.r.ID)
}

// noteRelationship says why a relationship is not in the script.
func (w *writer) noteRelationship(r *diagram.Relationship) {
	var tables []string
	inside := w.opt.Module == ""
	for _, e := range r.Ends {
		name := "?"
		if t := w.d.Tables[e.Table]; t != nil {
			name = t.Name
			inside = inside || t.Module == w.opt.Module
		}
		tables = append(tables, `"`+name+`"`)
	}
	if !inside {
		return
	}
	between := strings.Join(tables, " and ")
	switch {
	case len(r.Ends) > 2:
		w.note(&w.ending, r.ID, "many-sided", r.Name, "The relationship between %s is left out: with more than two sides it needs a table of its own.", between)
	case r.IsManyToMany():
		w.note(&w.ending, r.ID, "many-to-many", r.Name, "The many-to-many relationship between %s is left out: it needs a junction table.", between)
	case len(r.Pairs) == 0:
		w.note(&w.ending, r.ID, "no-foreign-key-column", r.Name, "The relationship between %s is left out: it names no columns.", between)
	default:
		w.note(&w.ending, r.ID, "dangling", r.Name, "The relationship between %s is left out: a table or column of it is not there.", between)
	}
}

var actionWords = map[diagram.Action]string{
	diagram.ActionNoAction: "NO ACTION", diagram.ActionRestrict: "RESTRICT", diagram.ActionCascade: "CASCADE",
	diagram.ActionSetNull: "SET NULL", diagram.ActionSetDefault: "SET DEFAULT",
}

// putAddForeignKey writes ALTER TABLE … ADD with the constraint.
func (w *writer) putAddForeignKey(f *foreignPlan) {
	w.put("ALTER TABLE ", w.table(f.child), " ADD ")
	w.putForeignKey(f)
}

// putForeignKey writes the constraint, from CONSTRAINT to its last option.
func (w *writer) putForeignKey(f *foreignPlan) {
	w.put("CONSTRAINT ", w.id(f.name), " ")
	w.putForeignBody(f)
}

// foreignBody is the constraint without its name, as it is written.
func (w *writer) foreignBody(f *foreignPlan) string {
	return w.textOf(func() { w.putForeignBody(f) })
}

func (w *writer) putForeignBody(f *foreignPlan) {
	w.put("FOREIGN KEY (")
	w.putIDs(f.from)
	w.put(") REFERENCES ", w.table(f.parent), " (")
	w.putIDs(f.to)
	w.put(")")
	if word := actionWords[w.action(f, f.r.OnDelete, "ON DELETE")]; word != "" {
		w.put(" ON DELETE ", word)
	}
	if word := actionWords[w.action(f, f.r.OnUpdate, "ON UPDATE")]; word != "" {
		w.put(" ON UPDATE ", word)
	}
	if (f.r.Deferrable || f.r.InitiallyDeferred) && w.to.deferrable {
		w.put(" DEFERRABLE")
		if f.r.InitiallyDeferred {
			w.put(" INITIALLY DEFERRED")
		}
	}
}

// action returns what the database can do of an action.
func (w *writer) action(f *foreignPlan, a diagram.Action, when string) diagram.Action {
	why := capabilities()[w.to.Name].RefusesAction(a, when == "ON UPDATE")
	switch {
	case why == noRestrict || a == diagram.ActionRestrict && w.to.noActionUnsaid:
		return diagram.ActionDefault // which does the same: nothing is lost
	case why != "":
	case a == diagram.ActionNoAction && w.to.noActionUnsaid:
		return diagram.ActionDefault
	case when == "ON DELETE" && f.secondDelete || when == "ON UPDATE" && f.secondUpdate:
		why = "a change would reach the same rows by two ways, which " + w.to.Title + " refuses"
	case a == diagram.ActionSetNull && w.to.setNullWantsNull && slices.ContainsFunc(f.from, func(c *columnPlan) bool { return c.notNull }):
		why = "its columns refuse NULL"
	case a == diagram.ActionSetDefault && w.to.setNullWantsNull && slices.ContainsFunc(f.from, func(c *columnPlan) bool { return c.notNull && c.def == "" }):
		why = "its columns refuse NULL and have no default"
	case w.to.meaning == "mysql" && a == diagram.ActionCascade && when == "ON UPDATE" && f.bringsNull():
		why = "its columns refuse NULL, and those it refers to do not"
	default:
		return a
	}
	w.note(&f.child.later, f.r.ID, "action-left-out", f.name, "The action %s of the foreign key %s is left out: %s.", when, f.name, why)
	return diagram.ActionDefault
}

// bringsNull tells whether a column that takes NULL is referred to by one that does not.
func (f *foreignPlan) bringsNull() bool {
	for i, c := range f.from {
		if c.notNull && !f.to[i].notNull {
			return true
		}
	}
	return false
}

// changes tells whether the foreign key writes to its own columns.
func (f *foreignPlan) changes() bool {
	return f.r.OnUpdate == diagram.ActionCascade || f.r.OnUpdate == diagram.ActionSetNull || f.r.OnDelete == diagram.ActionSetNull
}
