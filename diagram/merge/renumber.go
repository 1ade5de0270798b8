package merge

import "crowsfoot/diagram"

// Renumber returns a deep copy of a diagram in which every ID is what now says for it:
// those of the objects themselves and those by which objects speak of others. An empty
// reference stays empty. What may be an object of any kind is asked for with an empty kind.
func Renumber(d *diagram.Diagram, now func(diagram.Kind, diagram.ID) diagram.ID) *diagram.Diagram {
	return renumber(d, true, now)
}
