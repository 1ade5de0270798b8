package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// ModuleScript is the part of a diagram that one of several scripts makes.
type ModuleScript struct {
	// Name says what the script is of: the name of its module, or one of Shared, Rest and
	// Between.
	Name string
	// Module is the ID of the module, or empty.
	Module diagram.ID
	Script
}

// The names of scripts that are of no module.
const (
	Shared  = "shared"          // schemas, and types that several modules use; and what is dropped first
	Rest    = "other tables"    // tables of no module
	Between = "between modules" // foreign keys and views that reach from one module to another
)

// WriteModules makes a script for each module of a diagram, in the order in which they
// run: what modules share, the modules in their order, the tables of none, and what
// reaches from one to another. Scripts that would make nothing are left out. Names are the
// same as in the one script that Write makes. Where a dialect has foreign keys in CREATE
// TABLE only, they stand there and need no script of their own. Options.Module is not
// looked at.
func WriteModules(d *diagram.Diagram, dialect *Dialect, opt Options) []ModuleScript {
	opt.Module = ""
	w := newWriter(d, dialect, opt, nil)
	w.plan()
	parts := w.moduleParts()
	var scripts []ModuleScript
	for i, p := range parts {
		p.writer.isLast = i == len(parts)-1
		script := p.writer.finished()
		if len(script.Statements) > 0 || len(script.Notes) > 0 {
			scripts = append(scripts, ModuleScript{Name: p.name, Module: p.module, Script: script})
		}
	}
	return scripts
}

// modulePart is a writer of one of several scripts.
type modulePart struct {
	name   string
	module diagram.ID
	writer *writer
}

// moduleParts cuts a plan into those of the scripts.
func (w *writer) moduleParts() []modulePart {
	shared := w.part(Shared)
	shared.drops, shared.extensions, shared.notes, shared.makesSchemas = w, w.extensions, w.notes, true
	between := w.part(Between)
	between.mine = w.reachesOut
	between.linked, between.ending = w.tables, w.ending
	parts := []modulePart{{name: Shared, writer: shared}}
	for _, m := range append(w.d.SortedModules(), nil) {
		p := modulePart{name: Rest}
		if m != nil {
			p.name, p.module = m.Name, m.ID
		}
		p.writer = w.part(p.name)
		p.writer.mine = func(f *foreignPlan) bool { return !w.reachesOut(f) }
		for _, t := range w.tables {
			if w.moduleOf(t) == p.module {
				p.writer.tables = append(p.writer.tables, t)
			}
		}
		p.writer.linked = p.writer.tables
		parts = append(parts, p)
	}
	for _, v := range w.views {
		home := between
		if i := slices.IndexFunc(parts[1:], func(p modulePart) bool { return p.module == w.moduleOf(v) }); i >= 0 && !w.readsOutside(v) {
			home = parts[i+1].writer
		}
		home.views = append(home.views, v)
	}
	for _, p := range w.types {
		home := shared
		if users := w.usersOf(p); len(users) == 1 {
			home = parts[1+slices.IndexFunc(parts[1:], func(o modulePart) bool { return o.module == users[0] })].writer
		}
		home.types = append(home.types, p)
	}
	return append(parts, modulePart{name: Between, writer: between})
}

// part returns a writer with the plan of this one and nothing to write.
func (w *writer) part(name string) *writer {
	p := &writer{
		d: w.d, to: w.to, opt: w.opt, source: w.source, same: w.same, schemas: w.schemas, partName: name, isPart: true,
		relationships: w.relationships, byID: w.byID, domains: w.domains, domainsByName: w.domainsByName, enums: w.enums,
		groups: w.groups, foreign: w.foreign, read: w.read, cut: w.cut, schemaNames: w.schemaNames,
		relations: w.relations, constraints: w.constraints, indexes: w.indexes, foreignNames: w.foreignNames, ignores: w.ignores, told: w.told, seeds: w.seeds,
		everything: slices.Concat(w.tables, w.views),
	}
	return p
}

// moduleOf returns the module of a table, or empty where there is none of that ID.
func (w *writer) moduleOf(t *tablePlan) diagram.ID {
	if w.d.Modules[t.t.Module] == nil {
		return ""
	}
	return t.t.Module
}

// reachesOut tells whether a foreign key refers to a table of another module.
func (w *writer) reachesOut(f *foreignPlan) bool { return w.moduleOf(f.child) != w.moduleOf(f.parent) }

// readsOutside tells whether a view names a table or a view of another module.
func (w *writer) readsOutside(v *tablePlan) bool {
	list, _ := w.atomizeQuery(v.t.Definition)
	words := map[string]bool{}
	for _, a := range list {
		if a.kind == atomWord || a.kind == atomName {
			words[strings.ToLower(a.value)] = true
		}
	}
	return slices.ContainsFunc(slices.Concat(w.tables, w.views), func(t *tablePlan) bool {
		return t != v && words[strings.ToLower(t.t.Name)] && w.moduleOf(t) != w.moduleOf(v)
	})
}

// usersOf returns the modules whose tables have columns of a named type.
func (w *writer) usersOf(p *typePlan) []diagram.ID {
	var modules []diagram.ID
	for _, t := range w.tables {
		uses := slices.ContainsFunc(t.columns, func(c *columnPlan) bool {
			return c.sql.domain == p || c.sql.domain == nil && p.domain == nil && strings.TrimRight(c.typeName, "[]") == w.qualified(p.schema, p.name)
		})
		if m := w.moduleOf(t); uses && !slices.Contains(modules, m) {
			modules = append(modules, m)
		}
	}
	return modules
}
