package layout

import (
	"cmp"
	"slices"

	"crowsfoot/diagram"
)

// piece is an inner piece of an edge's line, from a point of the line to the next one.
type piece struct {
	edge   *edge
	way, i int
	stretch
	track  *track
	bundle *bundle // nil for a piece that no other line may share
}

// stretch is where a piece runs, and where it may stand.
type stretch struct {
	lo, hi, first, a, b float64 // as those of a track
	branches            [2]branch
}

// key returns the key of the bundle, if there is one.
func (p *piece) key() (k bundleKey) {
	if p.bundle != nil {
		k = p.bundle.key
	}
	return k
}

func (p *piece) compare(o *piece) int { return byRank(p.edge, o.edge, p.way, o.way, p.i, o.i) }

// bundleKey is the key under which lines share a track: they go to the same side of the
// same row, and the look draws their last stretch as one.
type bundleKey struct {
	card  *card
	key   diagram.ID
	y, x  float64
	trunk float64 // where the shared upright piece stands, for level pieces
}

// bundle are the pieces of one key, and the tracks that they share.
type bundle struct {
	key    bundleKey
	pieces []*piece
	tracks []*track
	stale  bool
}

// group is a set of tracks that crowd each other, directly or by way of others.
type group struct{ tracks []*track }

// channels draws the pieces of one direction apart: parallel pieces that would lie on each
// other stand TrackGap apart where there is room, in the order that crosses least. Where
// the tracks of a group stand depends on them alone, and groups that are as they were are
// left alone.
type channels struct {
	direction int
	bundles   map[bundleKey]*bundle
	wanted    cells[*track] // by the place they want
	finals    cells[final]  // of upright ones, by the room of the track at the height of the branch
	stale     []*bundle
	dropped   []*track
	fresh     []*track
	loose     []*track // out of groups that are no more
	stamp     int
	spreader  spreader

	was    []float64 // scratch memory
	pieces []piece
	keys   []bundleKey
}

func newChannels(direction int) channels {
	return channels{
		direction: direction,
		bundles:   map[bundleKey]*bundle{},
		wanted:    newCells[*track](cellSize),
		finals:    newCells[final](cellSize),
	}
}

// update takes over the edges whose lines changed in the step before, and gathers those
// whose pieces may stand elsewhere now.
func (c *channels) update(changed []*edge, moved *gathering) {
	c.stale, c.dropped, c.fresh, c.loose = c.stale[:0], c.dropped[:0], c.fresh[:0], c.loose[:0]
	for _, e := range changed {
		c.take(e)
	}
	for _, b := range c.stale {
		c.share(b)
	}
	if c.direction == upright {
		c.face()
	}
	for _, t := range c.fresh {
		c.wanted.put(t.wish(), t)
	}
	for _, g := range c.regroup() {
		c.was = c.was[:0]
		for _, t := range g.tracks {
			c.was = append(c.was, t.place)
		}
		c.spreader.spread(g.tracks)
		for i, t := range g.tracks {
			if t.place == c.was[i] && !t.fresh {
				continue
			}
			t.fresh = false
			for _, p := range t.pieces {
				moved.add(p.edge)
			}
		}
	}
}

// wish is the box of a track at the place that it wants.
func (t *track) wish() box { return box{t.want, t.a, t.want, t.b} }

func (c *channels) expire(b *bundle) {
	if !b.stale {
		b.stale = true
		c.stale = append(c.stale, b)
	}
}

// take finds the pieces of an edge, and tracks for those that share none. Pieces that are
// as they were stay.
func (c *channels) take(e *edge) {
	was := e.pieces[c.direction]
	now, keys := c.find(e)
	first, last, lastNow := differing(len(was), len(now), func(i, j int) bool {
		p := was[i]
		return !e.anew && p.way == now[j].way && p.stretch == now[j].stretch && p.key() == keys[j]
	})
	for _, p := range was[first:last] {
		if p.bundle == nil {
			c.drop(p.track)
		} else {
			p.bundle.pieces = without(p.bundle.pieces, p)
			c.expire(p.bundle)
		}
	}
	all := slices.Clone(now[first:lastNow])
	was = slices.Replace(was, first, last, make([]*piece, len(all))...)
	for i := range all {
		p, k := &all[i], keys[first+i]
		was[first+i] = p
		if k == (bundleKey{}) {
			c.add(newTrack(p))
			continue
		}
		b := c.bundles[k]
		if b == nil {
			b = &bundle{key: k}
			c.bundles[k] = b
		}
		p.bundle = b
		b.pieces = append(b.pieces, p)
		c.expire(b)
	}
	for i := range was {
		was[i].i = now[i].i
	}
	e.pieces[c.direction] = was
}

// find returns the pieces of an edge and the keys of those that may be shared.
func (c *channels) find(e *edge) ([]piece, []bundleKey) {
	vertical := c.direction == upright
	c.pieces, c.keys = c.pieces[:0], c.keys[:0]
	for j := range e.lines[c.direction] {
		w, p := &e.ways[j], e.lines[c.direction][j]
		for i := 1; i+2 < len(p); i++ {
			if !runs(p[i], p[i+1], vertical) || !w.stands(i, vertical) || w.stands(i-1, vertical) || w.stands(i+1, vertical) {
				continue // of the other direction, or the line turns back on itself here
			}
			c.pieces = append(c.pieces, piece{edge: e, way: j, i: i, stretch: c.stretch(p, i, w.free[i-1])})
			// The last upright piece before a key, and the level one before that, may be
			// shared with other lines that go the same way to the same key.
			var k bundleKey
			last := len(p) - 3
			if w.to.key != "" && w.from.card != w.to.card && (vertical && i == last || !vertical && i == last-1) {
				k = bundleKey{w.to.card, w.to.key, w.to.y, p[len(p)-1].X, 0}
				if !vertical {
					k.trunk = p[last].X
				}
			}
			c.keys = append(c.keys, k)
		}
	}
	return c.pieces, c.keys
}

// runs tells whether a piece is upright, or level when not vertical.
func runs(u, v diagram.Point, vertical bool) bool {
	if vertical {
		return u.X == v.X
	}
	return u.Y == v.Y
}

// stands tells whether the piece from point i is upright (or level, when not vertical).
func (w *way) stands(i int, vertical bool) bool {
	return runs(w.points[i], w.points[i+1], vertical)
}

// stretch returns the stretch of the piece from point i of a line to the next one.
func (c *channels) stretch(p []diagram.Point, i int, fr freedom) stretch {
	along := func(p diagram.Point) (place, at float64) {
		if c.direction == upright {
			return p.X, p.Y
		}
		return p.Y, p.X
	}
	place, a := along(p[i])
	_, b := along(p[i+1])
	before, _ := along(p[i-1])
	after, _ := along(p[i+2])
	return stretch{
		lo: fr.lo, hi: fr.hi, first: fr.want, a: min(a, b), b: max(a, b),
		branches: [2]branch{{a, sideOf(before - place), i == 1}, {b, sideOf(after - place), i+3 == len(p)}},
	}
}

// newTrack returns the track of one piece.
func newTrack(p *piece) *track {
	t := &track{lo: p.lo, hi: p.hi, first: p.first, a: p.a, b: p.b, branches: p.branches[:]}
	t.one[0] = p
	t.pieces = t.one[:]
	return t
}

// share makes the tracks of a bundle anew.
func (c *channels) share(b *bundle) {
	b.stale = false
	for _, t := range b.tracks {
		c.drop(t)
	}
	b.tracks = nil
	if len(b.pieces) == 0 {
		delete(c.bundles, b.key)
		return
	}
	slices.SortFunc(b.pieces, (*piece).compare)
	for _, p := range b.pieces {
		if t := newTrack(p); !merged(b.tracks, t) {
			b.tracks = append(b.tracks, t)
		}
	}
	for _, t := range b.tracks {
		c.add(t)
	}
}

func (c *channels) add(t *track) {
	for _, p := range t.pieces {
		p.track = t
	}
	t.want, t.fresh = t.first, true
	c.fresh = append(c.fresh, t)
	if c.direction == upright {
		for f := range t.finals() {
			c.finals.put(f.room(), f)
		}
	}
}

func (c *channels) drop(t *track) {
	t.gone = true
	c.dropped = append(c.dropped, t)
	c.wanted.drop(t.wish(), t)
	if c.direction == upright {
		for f := range t.finals() {
			c.finals.drop(f.room(), f)
		}
	}
	c.loosen(t.group)
}

// loosen ends a group.
func (c *channels) loosen(g *group) {
	if g == nil {
		return
	}
	for _, t := range g.tracks {
		t.group = nil
	}
	c.loose = append(c.loose, g.tracks...)
	g.tracks = nil
}

// face keeps tracks off those that come from the other side: where a track is new or gone,
// and for all that these depend on.
func (c *channels) face() {
	c.stamp++
	var met []*track
	meet := func(t *track) {
		if t.seen != c.stamp {
			t.seen = c.stamp
			met = append(met, t)
		}
	}
	around := func(t *track) {
		for f := range t.finals() {
			c.finals.each(f.room().grow(TrackGap), func(o final) bool {
				if f.faces(o) {
					meet(o.t)
				}
				return true
			})
		}
	}
	for _, t := range c.fresh {
		meet(t)
	}
	for _, t := range c.dropped {
		around(t)
	}
	for i := 0; i < len(met); i++ {
		around(met[i])
	}
	was := make([]float64, len(met))
	for i, t := range met {
		was[i], t.want = t.want, t.first
	}
	face(met)
	for i, t := range met {
		if t.want == was[i] || t.fresh {
			continue
		}
		c.wanted.drop(box{was[i], t.a, was[i], t.b}, t)
		c.loosen(t.group)
		t.fresh = true
		c.fresh = append(c.fresh, t)
	}
}

// regroup puts the tracks that are in no group into groups, together with the groups that
// they crowd now.
func (c *channels) regroup() []*group {
	var out []*group
	gather := func(t *track) {
		if t.group != nil || t.gone {
			return
		}
		g := &group{tracks: []*track{t}}
		t.group = g
		for i := 0; i < len(g.tracks); i++ {
			t := g.tracks[i]
			near := t.wish()
			near = box{near.x0 - reach, near.y0 - 2, near.x1 + reach, near.y1 + 2}
			c.wanted.each(near, func(o *track) bool {
				if o.group != g && t.crowds(o) {
					c.loosen(o.group)
					o.group = g
					g.tracks = append(g.tracks, o)
				}
				return true
			})
		}
		slices.SortFunc(g.tracks, func(s, t *track) int { return cmp.Or(cmp.Compare(s.want, t.want), s.compare(t)) })
		out = append(out, g)
	}
	for _, t := range c.fresh {
		gather(t)
	}
	for i := 0; i < len(c.loose); i++ {
		gather(c.loose[i])
	}
	return out
}
