package layout

import "crowsfoot/diagram"

// In a large diagram the lines into a table that very many others refer to hide all the
// rest. Such a table is a hub, and references to it are drawn as stubs.
const (
	hubReferences = 20  // incoming references that make a hub
	hubTables     = 100 // only diagrams of more tables than this have hubs
)

// Hubs returns the tables that count as hubs, with their number of incoming references.
func Hubs(d *diagram.Diagram) map[diagram.ID]int {
	hubs := map[diagram.ID]int{}
	if len(d.Tables) <= hubTables {
		return hubs
	}
	for _, r := range d.Relationships {
		if len(r.Ends) == 2 && (r.Directed || len(r.Pairs) > 0) && r.Ends[0].Table != r.Ends[1].Table {
			hubs[r.Ends[1].Table]++
		}
	}
	for id, n := range hubs {
		if n < hubReferences || d.Tables[id] == nil {
			delete(hubs, id)
		}
	}
	return hubs
}
