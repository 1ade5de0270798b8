package edraw

import (
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram/naming"
)

// mergeTwins makes one node of shapes of one kind that lie on each other: weak entities
// and identifying relationships drawn as two outlines, and things drawn twice on one
// spot. The inner one has the name, unless that is a text of the stencil; of two equal
// ones, the one that lines lead to is meant, else the upper one.
func (r *reader) mergeTwins() {
	const near = 8
	nodes := slices.Clone(r.nodes)
	slices.SortStableFunc(nodes, func(a, b *node) int { return compare(middle(a.box).X, middle(b.box).X) })
	for i, a := range nodes {
		if a.hidden || a.physical || a.kind > relation {
			continue
		}
		at := middle(a.box)
		for k := i + 1; k < len(nodes) && k < i+64; k++ {
			b := nodes[k]
			to := middle(b.box)
			if to.X-at.X > near {
				break
			}
			if b.hidden || b.physical || b.kind != a.kind || math.Abs(to.Y-at.Y) > near {
				continue
			}
			keep, drop := r.innerOf(a, b)
			if keep == nil {
				continue
			}
			if drop.box.W*drop.box.H > keep.box.W*keep.box.H {
				keep.box = drop.box
			}
			keep.named = keep.named || drop.named
			drop.hidden = true
			drop.shape.walk(func(c *shape) { r.of[c] = keep })
			if drop == a {
				break
			}
		}
	}
	r.nodes = slices.DeleteFunc(r.nodes, func(n *node) bool { return n.hidden })
}

// innerOf returns which of two nodes on one spot is kept, or nil when neither holds the
// other.
func (r *reader) innerOf(a, b *node) (keep, drop *node) {
	inner, outer := a, b
	if a.box.W*a.box.H > b.box.W*b.box.H {
		inner, outer = b, a
	}
	if overlap(inner.box, outer.box) < .9*inner.box.W*inner.box.H {
		return nil, nil
	}
	same := outer.box.W*outer.box.H < 1.1*inner.box.W*inner.box.H
	switch {
	case stencilText(inner) != stencilText(outer):
		if stencilText(inner) {
			return outer, inner
		}
		return inner, outer
	case same && (r.gluedAny(a) > 0) != (r.gluedAny(b) > 0):
		if r.gluedAny(a) > 0 {
			return a, b
		}
		return b, a
	case same:
		if a.shape.order > b.shape.order {
			return a, b
		}
		return b, a
	}
	return inner, outer
}

// gluedAny counts the lines that are glued to a node or a part of it.
func (r *reader) gluedAny(n *node) int {
	count := 0
	n.shape.walk(func(s *shape) { count += r.glued[s] })
	return count
}

// stencilText tells whether a node still has the text that its master came with.
func stencilText(n *node) bool {
	switch strings.ToLower(n.text()) {
	case "entity", "entity name", "weak entity", "relationship", "attribute", "":
		return true
	}
	return false
}

// mergeNamesakes makes one entity of Chen's entities of one name: people draw an entity
// again beside each of its relationships. Two that have attributes each stay apart.
func (r *reader) mergeNamesakes() {
	first := map[string]*node{}
	instead := map[*node]*node{}
	for _, n := range r.nodes {
		if n.kind != entity || n.physical {
			continue
		}
		key := strings.Join(naming.Words(n.name), "")
		other := first[key]
		switch {
		case other == nil || key == "":
			first[key] = n
		case len(n.columns) == 0:
			instead[n] = other
		case len(other.columns) == 0:
			// The one with the attributes is the one that stays.
			for k, v := range instead {
				if v == other {
					instead[k] = n
				}
			}
			instead[other] = n
			first[key] = n
		default:
			r.warn("duplicate-name", n.shape, "The entity \""+n.name+"\" is drawn twice, each time with attributes; both were kept.")
		}
	}
	if len(instead) == 0 {
		return
	}
	for _, n := range instead {
		n.guess = "The entity is drawn several times; one table was made of it."
	}
	for _, l := range r.links {
		for i := range l.ends {
			if n := instead[l.ends[i].node]; n != nil {
				l.ends[i].node = n
			}
		}
	}
	r.nodes = slices.DeleteFunc(r.nodes, func(n *node) bool { return instead[n] != nil })
}

// twinOf returns the node of the same form that an empty outline goes around, or nil.
func (r *reader) twinOf(s *shape) *node {
	form := formOf(s)
	for _, n := range r.nodes {
		if n.hidden || n.kind > relation || n.physical || formOf(n.shape) != form {
			continue
		}
		if distance(s.centre(), middle(n.box)) <= 8 && n.box.W <= s.box.W && s.box.W < 2*n.box.W && n.box.H <= s.box.H && s.box.H < 2.5*n.box.H {
			return n
		}
	}
	return nil
}
