package edraw

import (
	"fmt"
	"maps"
	"slices"

	"crowsfoot/diagram"
)

// notDrawn reports what a drawing can't show, once for each sort of thing.
func notDrawn(d *diagram.Diagram) []diagram.Loss {
	count := map[string]int{}
	add := func(sort string, n int) { count[sort] += n }
	has := func(sort string, yes bool) {
		if yes {
			add(sort, 1)
		}
	}
	add("schemas", len(d.Schemas))
	add("domains", len(d.Domains))
	add("modules", len(d.Modules))
	add("ignored findings", len(d.Ignores))
	for _, t := range d.Tables {
		add("indexes", len(t.Indexes))
		add("checks", len(t.Checks))
		add("functional dependencies", len(t.Dependencies))
		has("comments", t.Comment != "")
		has("queries of views", t.Definition != "")
		for _, c := range t.Columns {
			has("comments", c.Comment != "")
			has("checks", c.Check != "")
			has("computed columns", c.Generated != "")
			has("collations", c.Collation != "")
		}
	}
	for _, r := range d.Relationships {
		has("comments", r.Comment != "")
		has("verbs of relationships", r.Verb != "" || r.Inverse != "")
		has("actions of foreign keys", r.OnDelete != "" || r.OnUpdate != "" || r.Deferrable)
	}
	var out []diagram.Loss
	for _, sort := range slices.Sorted(maps.Keys(count)) {
		if count[sort] == 0 {
			continue
		}
		out = append(out, diagram.Loss{Code: "not-drawn",
			Message: fmt.Sprintf("An EdrawMax drawing can't show %s (%d). The file keeps them for Crowsfoot until EdrawMax saves it.", sort, count[sort])})
	}
	return out
}
