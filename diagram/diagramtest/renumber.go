package diagramtest

import (
	"fmt"

	"crowsfoot/diagram"
)

// Renumbered returns a copy whose IDs and order keys follow from the places of the objects
// in their lists alone. So diagrams that say the same are equal, wherever they come from.
// An ID that leads nowhere becomes "lost".
func Renumbered(d *diagram.Diagram) *diagram.Diagram {
	r := renumberer{"": ""}
	for i, o := range d.SortedSchemas() {
		r.number(o.ID, "schema", i)
	}
	for i, o := range d.SortedDomains() {
		r.number(o.ID, "domain", i)
	}
	for i, o := range d.SortedModules() {
		r.number(o.ID, "module", i)
	}
	for i, t := range d.SortedTables() {
		r.number(t.ID, "table", i)
		for n, c := range t.Columns {
			r.number(c.ID, string(r[t.ID])+"-column", n)
		}
	}
	for i, o := range d.SortedRelationships() {
		r.number(o.ID, "relationship", i)
	}
	for i, o := range d.SortedNotes() {
		r.number(o.ID, "note", i)
	}
	out := diagram.New()
	out.Settings = d.Settings
	for _, o := range d.SortedSchemas() {
		c := *o
		c.ID, c.Order = r.id(o.ID), ""
		out.AddSchema(&c)
	}
	for _, o := range d.SortedDomains() {
		c := *o
		c.ID, c.Order, c.Schema = r.id(o.ID), "", r.id(o.Schema)
		out.AddDomain(&c)
	}
	for _, o := range d.SortedModules() {
		c := *o
		c.ID, c.Order, c.Allows = r.id(o.ID), "", r.ids(o.Allows)
		out.AddModule(&c)
	}
	for _, t := range d.SortedTables() {
		out.AddTable(r.table(t))
	}
	for _, o := range d.SortedRelationships() {
		c := *o
		c.ID, c.Order, c.Ends, c.Pairs = r.id(o.ID), "", nil, nil
		for _, e := range o.Ends {
			e.Table = r.id(e.Table)
			c.Ends = append(c.Ends, e)
		}
		for _, p := range o.Pairs {
			c.Pairs = append(c.Pairs, diagram.Pair{From: r.id(p.From), To: r.id(p.To)})
		}
		out.AddRelationship(&c)
	}
	for _, o := range d.SortedNotes() {
		c := *o
		c.ID, c.Order, c.About = r.id(o.ID), "", r.id(o.About)
		out.AddNote(&c)
	}
	for i, o := range d.SortedFrames() {
		c := *o
		c.ID, c.Order, c.Module = diagram.ID(fmt.Sprint("frame-", i)), "", r.id(o.Module)
		out.AddFrame(&c)
	}
	for i, o := range d.SortedIgnores() {
		c := *o
		c.ID, c.Order, c.Object = diagram.ID(fmt.Sprint("ignore-", i)), "", r.id(o.Object)
		out.AddIgnore(&c)
	}
	return out
}

// renumberer knows the new ID of each old one.
type renumberer map[diagram.ID]diagram.ID

func (r renumberer) number(old diagram.ID, what string, i int) {
	r[old] = diagram.ID(fmt.Sprintf("%s-%d", what, i))
}

func (r renumberer) id(old diagram.ID) diagram.ID {
	if id, ok := r[old]; ok {
		return id
	}
	return "lost"
}

func (r renumberer) ids(old []diagram.ID) []diagram.ID {
	var list []diagram.ID
	for _, id := range old {
		list = append(list, r.id(id))
	}
	return list
}

func (r renumberer) table(t *diagram.Table) *diagram.Table {
	out := *t
	out.ID, out.Order, out.Schema, out.Module = r.id(t.ID), "", r.id(t.Schema), r.id(t.Module)
	out.Columns, out.Keys, out.Indexes, out.Checks, out.Dependencies = nil, nil, nil, nil, nil
	id := func(what string, i int) diagram.ID { return diagram.ID(fmt.Sprintf("%s-%s-%d", out.ID, what, i)) }
	for _, o := range t.Columns {
		c := *o
		c.ID, c.Order = r.id(o.ID), ""
		out.Columns = append(out.Columns, &c)
	}
	for i, o := range t.Keys {
		out.Keys = append(out.Keys, &diagram.Key{ID: id("key", i), Name: o.Name, Primary: o.Primary, Columns: r.ids(o.Columns)})
	}
	for i, o := range t.Indexes {
		c := *o
		c.ID, c.Order, c.Include, c.Parts = id("index", i), "", r.ids(o.Include), nil
		for _, p := range o.Parts {
			p.Column = r.id(p.Column)
			c.Parts = append(c.Parts, p)
		}
		out.Indexes = append(out.Indexes, &c)
	}
	for i, o := range t.Checks {
		out.Checks = append(out.Checks, &diagram.Check{ID: id("check", i), Name: o.Name, Expression: o.Expression})
	}
	for i, o := range t.Dependencies {
		out.Dependencies = append(out.Dependencies, &diagram.Dependency{ID: id("dependency", i), Determinant: r.ids(o.Determinant), Dependent: r.ids(o.Dependent), Comment: o.Comment})
	}
	return &out
}
