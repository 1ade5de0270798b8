package layout

import (
	"cmp"
	"slices"

	"crowsfoot/diagram"
)

// rows draws the lines that leave a row and those that come in at it apart where both use
// the same side of the card: two lines that have nothing else in common would lie on each
// other otherwise. A line that runs straight to the other card stays.
type rows map[rowSide]*row

// rowSide is a row of a card, or its header, on one side, as far as lines end there at one
// height.
type rowSide struct {
	card *card
	x, y float64
}

type row struct {
	ends    []rowEnd
	out, in float64 // how far the ends of lines are moved
	stale   bool
}

// rowEnd is an end of an edge's line: its first piece, or its last one when it comes in.
type rowEnd struct {
	edge *edge
	row  rowSide
	in   bool
}

// port is where the line ends.
func (e rowEnd) port() *port {
	if e.in {
		return &e.edge.ways[0].to
	}
	return &e.edge.ways[0].from
}

// update takes over the edges gathered, works out their lines after this step, and adds
// those that share a row with them and have to make place.
func (r rows) update(changed *gathering) {
	var stale []*row
	expire := func(w *row) {
		if !w.stale {
			w.stale = true
			stale = append(stale, w)
		}
	}
	for _, e := range changed.list {
		for _, end := range e.rows {
			w := r[end.row]
			w.ends = without(w.ends, end)
			expire(w)
			if len(w.ends) == 0 {
				delete(r, end.row)
			}
		}
		e.rows = e.rows[:0]
		if e.gone || len(e.ends) != 2 || e.stub || e.ends[0].card == e.ends[1].card {
			continue
		}
		for i, in := range [2]bool{false, true} {
			p := e.ways[0].points
			end := rowEnd{e, rowSide{e.ends[i].card, p[i*(len(p)-1)].X, e.ends[i].y}, in}
			w := r[end.row]
			if w == nil {
				w = &row{}
				r[end.row] = w
			}
			w.ends = append(w.ends, end)
			expire(w)
			e.rows = append(e.rows, end)
		}
	}
	for _, w := range stale {
		w.stale = false
		if w.part() {
			for _, end := range w.ends {
				changed.add(end.edge)
			}
		}
	}
	for _, e := range changed.list {
		lines := make([][]diagram.Point, len(e.ways))
		for i := range e.ways {
			lines[i] = e.ways[i].points
		}
		for _, end := range e.rows {
			if w := r[end.row]; end.in {
				lines[0] = shifted(lines[0], len(lines[0])-2, w.in)
			} else {
				lines[0] = shifted(lines[0], 0, w.out)
			}
		}
		e.lines[0] = lines
	}
}

// part works out how far the lines that leave the row and those that come in there are
// moved: those that turn down go below those that turn up. It tells whether that is new.
func (w *row) part() bool {
	slices.SortFunc(w.ends, func(a, b rowEnd) int { return cmp.Or(byBool(a.in, b.in), cmp.Compare(a.edge.rank, b.edge.rank)) })
	ins := 0
	for ins < len(w.ends) && !w.ends[ins].in {
		ins++
	}
	var out, in float64
	if ins > 0 && ins < len(w.ends) {
		down := 1.0
		if fall(w.ends[:ins]) < fall(w.ends[ins:]) {
			down = -1
		}
		if p := w.ends[0].port(); p.y == p.mid {
			out, in = down*(FootHalf+1), -down*(FootHalf+1)
		} else {
			out = p.mid - p.y
		}
	}
	isNew := out != w.out || in != w.in
	w.out, w.in = out, in
	return isNew
}

func byBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// fall is how far the lines turn down after their ends, on the whole.
func fall(list []rowEnd) (sum float64) {
	for _, e := range list {
		p := e.edge.ways[0].points
		first, turn := 0, min(2, len(p)-1)
		if e.in {
			first, turn = len(p)-1, max(0, len(p)-3)
		}
		sum += p[turn].Y - p[first].Y
	}
	return sum
}

// shifted returns the line with its end, from the point i to the next one, moved up or down.
func shifted(points []diagram.Point, i int, dy float64) []diagram.Point {
	if dy == 0 || len(points) < 4 || points[i].Y != points[i+1].Y {
		return points
	}
	points = slices.Clone(points)
	points[i].Y += dy
	points[i+1].Y += dy
	return points
}
