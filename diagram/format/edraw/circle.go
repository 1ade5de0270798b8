package edraw

import "strings"

// branching is a circle of an extended Chen drawing, "d" for disjoint or "o" for
// overlapping, with the entities that lines join to it.
type branching struct {
	node     *node
	entities []linkEnd
}

// findCircles takes the ovals with one such letter, joined to two entities or more, for
// circles of specialisations.
func (r *reader) findCircles() []branching {
	at := map[*node]int{}
	var out []branching
	for _, n := range r.nodes {
		if n.kind == attribute && circleText(n.text()) {
			at[n] = len(out)
			out = append(out, branching{node: n})
		}
	}
	for _, w := range r.wires {
		for i := range w.ends {
			k, ok := at[w.ends[i].node]
			if ok && w.ends[1-i].node.kind == entity {
				out[k].entities = append(out[k].entities, w.end(1-i))
			}
		}
	}
	kept := out[:0]
	for _, b := range out {
		if len(b.entities) > 1 {
			b.node.kind = circle
			kept = append(kept, b)
		}
	}
	return kept
}

func circleText(s string) bool {
	switch strings.ToLower(s) {
	case "d", "o", "u", "∪", "isa", "is a", "is-a":
		return true
	}
	return false
}

// readCircle makes each entity but one a subtype of that one: of the only one with a
// key, else of the topmost.
func (r *reader) readCircle(b branching) {
	top := 0
	var keyed []int
	for i, e := range b.entities {
		if e.node.box.Y < b.entities[top].node.box.Y {
			top = i
		}
		for _, c := range e.node.columns {
			if c.pk {
				keyed = append(keyed, i)
				break
			}
		}
	}
	super := top
	if len(keyed) == 1 {
		super = keyed[0]
	}
	for i, e := range b.entities {
		if i == super || e.node == b.entities[super].node {
			continue
		}
		r.links = append(r.links, &link{ends: []linkEnd{e, b.entities[super]}, source: b.node.shape, isA: true,
			guessed: "A circle of a specialisation joins the entities; the one with the key, or the topmost, was taken for the general one."})
	}
}
