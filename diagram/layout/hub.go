package layout

import (
	"maps"

	"crowsfoot/diagram"
)

// In a large diagram the lines into a table that very many others refer to hide all the
// rest. Such a table is a hub, and references to it are drawn as stubs unless they say
// otherwise (diagram.Relationship.Drawn).
const (
	hubReferences = 20  // incoming references that make a hub
	hubTables     = 150 // only diagrams of more tables than this have hubs
)

// References counts the references that come in at each table from others.
func References(d *diagram.Diagram) map[diagram.ID]int {
	in := map[diagram.ID]int{}
	for _, r := range d.Relationships {
		if len(r.Ends) == 2 && (r.Directed || len(r.Pairs) > 0) && r.Ends[0].Table != r.Ends[1].Table {
			in[r.Ends[1].Table]++
		}
	}
	return in
}

// Hubs returns the tables that count as hubs, with their number of incoming references.
func Hubs(d *diagram.Diagram) map[diagram.ID]int {
	if len(d.Tables) <= hubTables {
		return map[diagram.ID]int{}
	}
	hubs := References(d)
	maps.DeleteFunc(hubs, func(id diagram.ID, n int) bool { return n < hubReferences || d.Tables[id] == nil })
	return hubs
}

// isStub tells whether a relationship is drawn as a stub when its second end is, or is not,
// a hub.
func isStub(r *diagram.Relationship, hub bool) bool {
	if len(r.Ends) != 2 || r.Ends[0].Table == r.Ends[1].Table || r.Drawn == diagram.DrawnAsLine {
		return false
	}
	return hub || r.Drawn == diagram.DrawnAsStub
}

// AllLines returns a copy of the diagram in which every relationship is drawn as a line;
// the diagram itself is not changed.
func AllLines(d *diagram.Diagram) *diagram.Diagram {
	c := *d
	c.Relationships = make(map[diagram.ID]*diagram.Relationship, len(d.Relationships))
	for id, r := range d.Relationships {
		line := *r
		line.Drawn = diagram.DrawnAsLine
		c.Relationships[id] = &line
	}
	return &c
}
