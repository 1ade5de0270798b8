package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "S003", Name: "disconnected-island", Severity: lint.Info, Since: "0.1",
	What: "A few tables are related to one another, but to none of the rest.",
	Why:  "Either a relationship to the rest is missing, or two systems live in one diagram.",
	How: "Draw the missing relationship, or put the tables into a module or a schema of their own; an island that is a " +
		"module or a schema is taken as meant, and so is one that refers to rows of any table (owner_type with owner_id).",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE payments (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE machines (id int PRIMARY KEY);
CREATE TABLE repairs (id int PRIMARY KEY, machine_id int REFERENCES machines (id));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));
CREATE TABLE items (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE payments (id int PRIMARY KEY, order_id int REFERENCES orders (id));
CREATE TABLE machines (id int PRIMARY KEY);
CREATE TABLE repairs (id int PRIMARY KEY, machine_id int REFERENCES machines (id), order_id int REFERENCES orders (id));`,
	Diagram: disconnectedIslands, Watches: lint.Tables | lint.Relationships | lint.Modules | lint.References,
})

func disconnectedIslands(p *lint.Pass) {
	islands := islandsOf(p)
	most, tables := 0, 0
	for _, list := range islands {
		if len(list) > 1 {
			tables += len(list)
			most = max(most, len(list))
		}
	}
	// The mainland holds most of what is related; else nothing is the rest.
	if most < 4 || most*2 < tables {
		return
	}
	for _, list := range islands {
		if len(list) < 2 || len(list) == most || isOnePart(p, list) || slices.ContainsFunc(list, func(t *diagram.Table) bool { return hasOpenReference(p, t) }) {
			continue
		}
		f := lint.Finding{
			Message:  fmt.Sprintf("%s are related to no other table.", listed(namesOfTables(p, list))),
			Evidence: []string{fmt.Sprintf("%d tables are related to one another in one piece", most)},
		}
		for _, t := range list[:min(len(list), maxListed)] {
			f.Objects = append(f.Objects, p.TableObject(t))
		}
		p.Report(f)
	}
}

func namesOfTables(p *lint.Pass, list []*diagram.Table) []string {
	names := make([]string, len(list))
	for i, t := range list {
		names[i] = p.TableName(t)
	}
	return names
}

// islandsOf returns the tables by what relationships, drawn or suspected, join, each list
// and the lists in the order of the diagram.
func islandsOf(p *lint.Pass) [][]*diagram.Table {
	root := map[diagram.ID]diagram.ID{}
	var find func(diagram.ID) diagram.ID
	find = func(id diagram.ID) diagram.ID {
		up, ok := root[id]
		if !ok || up == id {
			return id
		}
		top := find(up)
		root[id] = top
		return top
	}
	join := func(a, b diagram.ID) { root[find(a)] = find(b) }
	for _, r := range p.Relationships {
		for i := 1; i < len(r.Ends); i++ {
			join(r.Ends[0].Table, r.Ends[i].Table)
		}
	}
	for _, c := range p.SuspectedReferences() {
		join(c.Child.ID, c.Parent.ID)
	}
	at := map[diagram.ID]int{}
	var islands [][]*diagram.Table
	for _, t := range p.Tables {
		top := find(t.ID)
		i, ok := at[top]
		if !ok {
			i = len(islands)
			at[top] = i
			islands = append(islands, nil)
		}
		islands[i] = append(islands[i], t)
	}
	return islands
}

// isOnePart tells whether tables are all of one module, or of one schema that not all
// tables of the diagram are of.
func isOnePart(p *lint.Pass, list []*diagram.Table) bool {
	module, schema := list[0].Module, list[0].Schema
	for _, t := range list {
		if t.Module != module {
			module = ""
		}
		if t.Schema != schema {
			schema = ""
		}
	}
	return module != "" || schema != "" && slices.ContainsFunc(p.Tables, func(t *diagram.Table) bool { return t.Schema != schema })
}
