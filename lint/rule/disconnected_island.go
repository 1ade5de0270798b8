package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/disjoint"
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
	Diagram: disconnectedIslands, Watches: lint.Tables | lint.Relationships | lint.References,
})

func disconnectedIslands(p *lint.Pass) {
	islands, most := islandsOf(p)
	for _, list := range islands {
		if isOnePart(p, list) || slices.ContainsFunc(list, func(t *diagram.Table) bool { return hasOpenReference(p, p.TableAt(t.ID)) }) {
			continue
		}
		f := lint.Finding{
			Message:  fmt.Sprintf("%s are related to no other table.", listed(tableNames(p, list))),
			Evidence: []string{fmt.Sprintf("%d tables are related to one another in one piece", most)},
		}
		for _, t := range list[:min(len(list), maxListed)] {
			f.Objects = append(f.Objects, p.TableObject(t))
		}
		p.Report(f)
	}
}

// islandsOf returns the tables by what relationships, drawn or suspected, join, each list
// and the lists in the order of the diagram. Left out are tables that nothing joins and the
// mainland, which holds most of what is joined; else nothing is the rest, and there are no
// islands.
func islandsOf(p *lint.Pass) (islands [][]*diagram.Table, mainland int) {
	// Tables are told apart by their places.
	joined := disjoint.New(p.Places() + 1)
	p.EachJoined(joined.Join)
	sizes := make([]int, len(joined))
	for place, t := range p.EachPlace {
		if t.Kind != diagram.KindView {
			sizes[joined.Find(place)]++
		}
	}
	tables := 0
	for _, n := range sizes {
		if n > 1 {
			tables += n
			mainland = max(mainland, n)
		}
	}
	if mainland < 4 || mainland*2 < tables || mainland == tables {
		return nil, mainland
	}
	at := map[int]int{}
	for place, t := range p.EachPlace {
		top := joined.Find(place)
		if n := sizes[top]; n < 2 || n == mainland || t.Kind == diagram.KindView {
			continue
		}
		if _, known := at[top]; !known {
			at[top] = len(islands)
			islands = append(islands, nil)
		}
		islands[at[top]] = append(islands[at[top]], t)
	}
	return islands, mainland
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
