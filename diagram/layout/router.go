package layout

import (
	"context"
	"maps"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// Routes returns the lines of all relationships whose tables exist, in the order of the
// relationships. The only error is the context's.
func Routes(ctx context.Context, d *diagram.Diagram) ([]Route, error) {
	r := NewRouter()
	if _, err := r.Update(ctx, d); err != nil {
		return nil, err
	}
	return r.Routes(), nil
}

// Delta is what changed from one update of a Router to the next.
type Delta struct {
	// Changed are the routes that are new or run differently, in the order of their
	// relationships.
	Changed []Route
	// Removed are the relationships that have no route any more, sorted.
	Removed []diagram.ID
}

// Router keeps the lines of one diagram up to date at a cost that grows with the change.
// However the diagram came to be, the routes are those that Routes gives for it. A Router
// is for one goroutine at a time.
type Router struct {
	field *field
	cards map[diagram.ID]*card
	edges map[diagram.ID]*edge
	order []*edge
	dirty map[diagram.ID]bool // edges whose base way is out of date, also after a cancel
	slots slots
	scratch
	finder
}

// NewRouter returns a Router that knows no table yet.
func NewRouter() *Router {
	f := newField()
	return &Router{
		field:  f,
		cards:  map[diagram.ID]*card{},
		edges:  map[diagram.ID]*edge{},
		dirty:  map[diagram.ID]bool{},
		finder: finder{field: f},
	}
}

// edge is a relationship as the router sees it.
type edge struct {
	rel  *diagram.Relationship
	ends []port
	stub bool
	// ways are the lines before parallel ones are drawn apart: one for two ends, one for
	// each end of a relationship with more. They depend on cards alone, never on other
	// lines, so that updating and starting afresh give the same.
	ways []way
	// seen are the areas whose cards the ways depend on.
	seen  []box
	route Route
}

// Routes returns the routes after the last update, in the order of the relationships.
func (r *Router) Routes() []Route {
	out := make([]Route, 0, len(r.order))
	for _, e := range r.order {
		out = append(out, e.route)
	}
	return out
}

// Update brings the routes to this state of the diagram and returns what changed. It
// finds by itself what differs from the diagram it was given last. When the context ends
// first it returns the context's error; the next call goes on from there.
func (r *Router) Update(ctx context.Context, d *diagram.Diagram) (Delta, error) {
	var removed []diagram.ID
	if onlyMoved := r.updateCards(d); onlyMoved && r.sameRelationships(d) {
		r.moveEnds()
	} else {
		removed = r.updateEdges(d)
	}
	for _, id := range slices.Sorted(maps.Keys(r.dirty)) {
		if err := ctx.Err(); err != nil {
			return Delta{}, err
		}
		if e := r.edges[id]; e != nil {
			r.find(e)
		}
		delete(r.dirty, id)
	}
	if err := ctx.Err(); err != nil {
		return Delta{}, err
	}
	return Delta{Changed: r.publish(), Removed: removed}, nil
}

// updateCards takes over moved, new and deleted tables and marks the edges that depend on
// the places they touch. It tells whether tables moved at most: none is new or gone, and
// all have the rows that they had.
func (r *Router) updateCards(d *diagram.Diagram) (onlyMoved bool) {
	onlyMoved = true
	hubs := Hubs(d)
	var touched []box
	for id, c := range r.cards {
		t := d.Tables[id]
		if t == c.table && c.hub == (hubs[id] > 0) {
			continue
		}
		if t == nil {
			r.field.remove(c)
			delete(r.cards, id)
			touched = append(touched, c.box)
			onlyMoved = false
			continue
		}
		onlyMoved = onlyMoved && c.hub == (hubs[id] > 0) && sameRows(c.table, t)
		c.hub = hubs[id] > 0
		c.table = t
		if b := boxOf(t.Box()); b != c.box {
			touched = append(touched, c.box, b)
			r.field.remove(c)
			c.box = b
			r.field.add(c)
		}
	}
	for id, t := range d.Tables {
		if r.cards[id] == nil {
			c := &card{id: id, table: t, box: boxOf(t.Box()), hub: hubs[id] > 0}
			r.cards[id] = c
			r.field.add(c)
			touched = append(touched, c.box)
			onlyMoved = false
		}
	}
	for id, e := range r.edges {
		for _, b := range touched {
			if slices.ContainsFunc(e.seen, b.overlaps) {
				r.dirty[id] = true
				break
			}
		}
	}
	return onlyMoved
}

func sameRows(a, b *diagram.Table) bool {
	return slices.EqualFunc(a.Columns, b.Columns, func(c, o *diagram.Column) bool { return c == o || c.ID == o.ID })
}

// sameRelationships tells whether the diagram has the very relationships of the last update.
func (r *Router) sameRelationships(d *diagram.Diagram) bool {
	if len(d.Relationships) != len(r.edges) {
		return false
	}
	for id, rel := range d.Relationships {
		if e := r.edges[id]; e == nil || e.rel != rel {
			return false
		}
	}
	return true
}

// moveEnds takes the ends of edges to where their cards are now.
func (r *Router) moveEnds() {
	for _, e := range r.order {
		if !slices.ContainsFunc(e.ends, func(p port) bool { return p.box != p.card.box }) {
			continue
		}
		e.ends = r.ports(e.rel)
		r.slots.apart(e.ends, e.rel)
		r.dirty[e.rel.ID] = true
	}
}

// updateEdges takes over new, changed and deleted relationships and returns those that
// lost their route.
func (r *Router) updateEdges(d *diagram.Diagram) (removed []diagram.ID) {
	r.order = r.order[:0]
	all := d.SortedRelationships()
	ports := make([][]port, len(all))
	r.slots = slots{}
	for i, rel := range all {
		ports[i] = r.ports(rel)
		for k, p := range ports[i] {
			r.slots.add(p, rel.Ends[k].Card)
		}
	}
	for i, rel := range all {
		ends := ports[i]
		if ends == nil {
			continue
		}
		r.slots.apart(ends, rel)
		e := r.edges[rel.ID]
		if e == nil {
			e = &edge{}
			r.edges[rel.ID] = e
			r.dirty[rel.ID] = true
		}
		stub := isStub(rel, ends[1].card.hub)
		if stub != e.stub || !slices.Equal(ends, e.ends) {
			r.dirty[rel.ID] = true
		}
		e.rel, e.ends, e.stub = rel, ends, stub
		r.order = append(r.order, e)
	}
	if len(r.order) == len(r.edges) {
		return nil
	}
	kept := make(map[diagram.ID]bool, len(r.order))
	for _, e := range r.order {
		kept[e.rel.ID] = true
	}
	for id, e := range r.edges {
		if !kept[id] {
			if len(e.ways) > 0 {
				removed = append(removed, id)
			}
			delete(r.edges, id)
		}
	}
	slices.SortFunc(removed, func(a, b diagram.ID) int { return strings.Compare(string(a), string(b)) })
	return removed
}

// find looks for the ways of one edge.
func (r *Router) find(e *edge) {
	e.ways = nil
	r.seen = r.seen[:0]
	switch {
	case e.stub:
		e.ways = stubs(e.ends[0], e.ends[1])
	case len(e.ends) > 2:
		r.findLegs(e)
	case e.ends[0].card == e.ends[1].card:
		e.ways = []way{r.loop(e.ends[0], e.ends[1])}
	default:
		e.ways = []way{r.way(e.ends[0], e.ends[1])}
	}
	for i := range e.ways {
		e.ways[i].edge = e
		if !e.stub {
			r.freedoms(&e.ways[i])
			if len(e.ends) == 2 && e.ends[0].card == e.ends[1].card {
				// A loop stays close to its card.
				e.ways[i].free[0].want = e.ways[i].points[1].X
			}
		}
	}
	e.seen = slices.Clone(r.seen)
}

// publish draws parallel lines apart and returns the routes that differ from before.
func (r *Router) publish() []Route {
	lines := nudge(r.order, &r.scratch)
	over := overs(r.order, lines, &r.scratch)
	var changed []Route
	for i, e := range r.order {
		n := Route{Relationship: e.rel.ID, Stub: e.stub, Over: over[i]}
		if len(e.ways) == 1 {
			n.Points = lines[i][0]
		} else {
			n.Legs = lines[i]
		}
		if len(e.ends) == 2 {
			n.setSides()
		}
		if !sameRoute(&n, &e.route) {
			n.keep()
			e.route = n
			changed = append(changed, n)
		}
	}
	return changed
}

// keep gives the route memory of its own: it outlives the update whose memory it shares.
func (r *Route) keep() {
	r.Points = slices.Clone(r.Points)
	r.Legs = slices.Clone(r.Legs)
	for i := range r.Legs {
		r.Legs[i] = slices.Clone(r.Legs[i])
	}
}

func sameRoute(a, b *Route) bool {
	return a.Relationship == b.Relationship && a.Stub == b.Stub && slices.Equal(a.Points, b.Points) &&
		slices.EqualFunc(a.Legs, b.Legs, slices.Equal[[]diagram.Point]) && slices.Equal(a.Over, b.Over)
}
