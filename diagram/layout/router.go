package layout

import (
	"cmp"
	"context"
	"math"
	"slices"

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
// However the diagram came to be, the routes are those that Routes gives for it, so that
// the screen, exports and the command line agree. A line is looked for anew when one of
// its cards moved, and when a card moved so that what was looked at when its way was found
// may be different. Of a line that changed, the pieces that are as they were stay. Parallel
// lines are drawn apart anew in the groups that new pieces are in or were taken from, and
// all other lines keep their points. A Router is for one goroutine at a time.
type Router struct {
	cards  map[diagram.ID]*card
	tables map[*diagram.Table]struct{} // of the last update, for a quick look at what differs
	rels   map[*diagram.Relationship]struct{}
	edges  map[diagram.ID]*edge
	order  []*edge
	dirty  []*edge      // whose ways are out of date, also after a cancel
	found  []*edge      // whose ways are new since lines were drawn last
	watch  cells[*edge] // by the areas they looked at
	slots  slots
	drawing
	finder
}

// watchSize is the size of the cells of Router.watch: a line looks at a large area.
const watchSize = 1600.0

// NewRouter returns a Router that knows no table yet.
func NewRouter() *Router {
	return &Router{
		cards:   map[diagram.ID]*card{},
		watch:   newCells[*edge](watchSize),
		drawing: newDrawing(),
		finder:  finder{field: newField()},
	}
}

// edge is a relationship as the router sees it.
type edge struct {
	rel  *diagram.Relationship
	rank int // its place in the order
	ends []port
	stub bool
	// ways are the lines before parallel ones are drawn apart: one for two ends, one for
	// each end of a relationship with more. They depend on cards alone, never on other
	// lines, so that updating and starting afresh give the same.
	ways []way
	// seen are the areas whose cards the ways depend on, around is the box around them.
	seen   []area
	around box
	trail  *trail // from the second time on that they are looked for

	dirty, found bool // it is in the lists of these names
	gone         bool // the relationship is no more, or one of its tables
	drawn
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
	if moved, ok := r.moves(d); ok {
		r.move(moved)
	} else {
		r.updateCards(d)
		r.updateEdges(d)
	}
	for len(r.dirty) > 0 {
		if err := ctx.Err(); err != nil {
			return Delta{}, err
		}
		e := r.dirty[len(r.dirty)-1]
		r.dirty = r.dirty[:len(r.dirty)-1]
		e.dirty = false
		if !e.gone {
			r.find(e)
		}
	}
	if err := ctx.Err(); err != nil {
		return Delta{}, err
	}
	return r.publish(), nil
}

// moves returns the tables that changed since the last update. It is not ok when anything
// but their places did: a table or a relationship is new or gone, a relationship changed,
// or a table has other rows.
func (r *Router) moves(d *diagram.Diagram) (moved []*diagram.Table, ok bool) {
	if len(d.Tables) != len(r.tables) || len(d.Relationships) != len(r.rels) {
		return nil, false
	}
	for id, t := range d.Tables {
		if _, ok := r.tables[t]; ok {
			continue
		}
		if c := r.cards[id]; c == nil || !sameRows(c.table, t) {
			return nil, false
		}
		moved = append(moved, t)
	}
	for _, rel := range d.Relationships {
		if _, ok := r.rels[rel]; !ok {
			return nil, false
		}
	}
	return moved, true
}

// move takes over tables at other places, with the ends of lines at them.
func (r *Router) move(tables []*diagram.Table) {
	for _, t := range tables {
		c := r.cards[t.ID]
		delete(r.tables, c.table)
		r.tables[t] = struct{}{}
		c.table = t
		r.place(c, boxOf(t.Box()))
	}
	for _, t := range tables {
		for _, e := range r.cards[t.ID].edges {
			if slices.ContainsFunc(e.ends, func(p port) bool { return p.box != p.card.box }) {
				e.ends = r.ports(e.rel)
				r.slots.apart(e.ends, e.rel)
				r.soil(e)
			}
		}
	}
}

// place puts a card somewhere else and marks the edges that depend on either place.
func (r *Router) place(c *card, b box) {
	if b == c.box {
		return
	}
	was := c.box
	r.field.remove(c)
	c.box = b
	r.field.add(c)
	r.disturb(was, b)
}

// nowhere is the place of a card that is not on the canvas.
var nowhere = box{math.Inf(1), math.Inf(1), math.Inf(1), math.Inf(1)}

// disturb marks the edges whose ways depend on a card that stood at one place and stands at
// another now.
func (r *Router) disturb(was, now box) {
	for _, at := range [2]box{was, now} {
		if at == nowhere {
			continue
		}
		r.watch.each(at, func(e *edge) bool {
			if !e.dirty && e.around.overlaps(at) && slices.ContainsFunc(e.seen, func(a area) bool { return a.changes(was, now) }) {
				r.soil(e)
			}
			return true
		})
	}
}

// soil marks an edge whose ways are out of date.
func (r *Router) soil(e *edge) {
	if !e.dirty {
		e.dirty = true
		r.dirty = append(r.dirty, e)
	}
}

// updateCards takes over moved, new and deleted tables.
func (r *Router) updateCards(d *diagram.Diagram) {
	hubs := Hubs(d)
	r.tables = make(map[*diagram.Table]struct{}, len(d.Tables))
	for id, c := range r.cards {
		t := d.Tables[id]
		if t == nil {
			r.field.remove(c)
			r.disturb(c.box, nowhere)
			delete(r.cards, id)
			continue
		}
		c.table, c.hub = t, hubs[id] > 0
		r.place(c, boxOf(t.Box()))
	}
	for id, t := range d.Tables {
		r.tables[t] = struct{}{}
		if r.cards[id] == nil {
			c := &card{table: t, box: boxOf(t.Box()), hub: hubs[id] > 0}
			r.cards[id] = c
			r.field.add(c)
			r.disturb(nowhere, c.box)
		}
	}
}

func sameRows(a, b *diagram.Table) bool {
	return slices.EqualFunc(a.Columns, b.Columns, func(c, o *diagram.Column) bool { return c == o || c.ID == o.ID })
}

// updateEdges takes over new, changed and deleted relationships.
func (r *Router) updateEdges(d *diagram.Diagram) {
	all := d.SortedRelationships()
	r.rels = make(map[*diagram.Relationship]struct{}, len(all))
	for _, c := range r.cards {
		c.edges = c.edges[:0]
	}
	ports := make([][]port, len(all))
	r.slots = make(slots, len(all))
	if len(r.edges) == 0 {
		r.edges = make(map[diagram.ID]*edge, len(all))
	}
	for i, rel := range all {
		ports[i] = r.ports(rel)
		for k, p := range ports[i] {
			r.slots.add(p, rel.Ends[k].Card)
		}
	}
	was := r.order
	r.order = make([]*edge, 0, len(all))
	inOrder, last := true, -1
	for _, e := range was {
		e.gone = true
	}
	for i, rel := range all {
		ends := ports[i]
		r.rels[rel] = struct{}{}
		if ends == nil {
			continue
		}
		r.slots.apart(ends, rel)
		e := r.edges[rel.ID]
		if e == nil {
			e = &edge{}
			r.edges[rel.ID] = e
			r.soil(e)
		} else {
			inOrder, last = inOrder && e.rank > last, e.rank
		}
		e.anew = e.anew || !slices.EqualFunc(ends, e.ends, port.sameRow)
		stub := isStub(rel, ends[1].card.hub)
		if stub != e.stub || !slices.Equal(ends, e.ends) {
			r.soil(e)
		}
		e.rel, e.rank, e.ends, e.stub, e.gone = rel, len(r.order), ends, stub, false
		r.order = append(r.order, e)
		for _, p := range ends {
			if n := len(p.card.edges); n == 0 || p.card.edges[n-1] != e {
				p.card.edges = append(p.card.edges, e)
			}
		}
	}
	for _, e := range was {
		if e.gone {
			delete(r.edges, e.rel.ID)
			e.rank = -1
			r.take(e, nil, nil)
		} else if !inOrder {
			e.anew = true // which of two lines gives way depends on the order
			r.fresh(e)
		}
	}
}

// fresh marks an edge whose lines have to be drawn anew.
func (r *Router) fresh(e *edge) {
	if !e.found {
		e.found = true
		r.found = append(r.found, e)
	}
}

// find looks for the ways of one edge.
func (r *Router) find(e *edge) {
	r.seen = r.seen[:0]
	if e.trail == nil && len(e.ways) > 0 {
		e.trail = &trail{} // most lines are looked for but once
	}
	r.trail = cmp.Or(e.trail, &r.first)
	var ways []way
	switch {
	case e.stub:
		ways = stubs(e.ends[0], e.ends[1])
	case len(e.ends) > 2:
		ways = r.legs(e.ends)
	case e.ends[0].card == e.ends[1].card:
		ways = []way{r.loop(e.ends[0], e.ends[1])}
	default:
		ways = []way{r.way(e.ends[0], e.ends[1])}
	}
	for i := range ways {
		if !e.stub {
			r.freedoms(&ways[i])
			if len(e.ends) == 2 && e.ends[0].card == e.ends[1].card {
				// A loop stays close to its card.
				ways[i].free[0].want = ways[i].points[1].X
			}
		}
	}
	r.take(e, ways, r.seen)
}

// take gives an edge its ways and the areas that they depend on.
func (r *Router) take(e *edge, ways []way, seen []area) {
	if len(e.seen) > 0 {
		r.watch.drop(e.around, e)
	}
	e.seen = append(e.seen[:0], seen...)
	if len(seen) > 0 {
		e.around = seen[0].box
		for _, a := range seen[1:] {
			e.around = e.around.union(a.box)
		}
		r.watch.put(e.around, e)
	}
	if !slices.EqualFunc(e.ways, ways, sameWay) || e.gone {
		e.ways = ways
		r.fresh(e)
	}
}

// publish draws the lines and returns what differs from before.
func (r *Router) publish() Delta {
	var out Delta
	over := r.drawing.update(r.found)
	for _, e := range r.found {
		e.found, e.anew = false, false
	}
	r.found = r.found[:0]
	slices.SortFunc(over, func(e, f *edge) int { return cmp.Compare(e.rank, f.rank) })
	out.Changed = make([]Route, 0, len(over))
	for _, e := range over {
		if e.gone {
			// It may have come back before this update.
			if id := e.route.Relationship; id != "" && r.edges[id] == nil {
				out.Removed = append(out.Removed, id)
			}
			continue
		}
		n := Route{Relationship: e.rel.ID, Stub: e.stub, Over: e.over}
		if len(e.final) == 1 {
			n.Points = e.final[0]
		} else {
			n.Legs = e.final
		}
		if len(e.ends) == 2 {
			n.setSides()
		}
		if !sameRoute(&n, &e.route) {
			e.route = n
			out.Changed = append(out.Changed, n)
		}
	}
	slices.Sort(out.Removed)
	return out
}

func sameRoute(a, b *Route) bool {
	return a.Relationship == b.Relationship && a.Stub == b.Stub && slices.Equal(a.Points, b.Points) &&
		sameLines(a.Legs, b.Legs) && slices.Equal(a.Over, b.Over)
}
