package drawio

import (
	"math"

	"crowsfoot/diagram/format/internal/mxgraph"
)

const (
	nearBranch  = 6.0 // pixels from a line within which an end branches off it
	maxBranches = 100 // loose ends of a page that are looked at
)

// joinBranches reads a loose end that lies on another line as going on with it: to the
// end of that line that is not where its own line comes from.
func (r *reader) joinBranches() {
	looked := 0
	for _, l := range r.lines {
		for i := range l.ends {
			end := &l.ends[i]
			start := r.node(l.ends[1-i].shape)
			if end.shape != nil || end.point == nil || start == nil || l.ends[1-i].snapped > 0 {
				continue
			}
			if looked++; looked > maxBranches {
				return
			}
			if way := r.branchAt(l, *end.point, start); way != nil {
				marker, isER := end.marker, l.isER
				point := end.point
				*end = *way
				end.fixed, end.glued = point, false
				if !isPlain(marker) && marker != "classic" || isER && way.card.IsMany() {
					end.marker = marker // its own mark, or none beside another crow's foot
					end.card, _, _ = markerCard(marker)
				}
				l.why = "the line ends at another line and is read as going on with it"
			}
		}
	}
}

// branchAt finds the end of the line that goes through a point: the one away from the
// shape that the branch starts at. It is nil when several lines or both ends may be meant.
func (r *reader) branchAt(branch *line, p mxgraph.Point, start *mxgraph.Cell) *lineEnd {
	var found *lineEnd
	for _, l := range r.lines {
		if l == branch || l.ends[0].shape == nil || l.ends[1].shape == nil || !l.passes(p) {
			continue
		}
		for i := range l.ends {
			if r.node(l.ends[1-i].shape) != start {
				continue
			}
			if found != nil && r.node(found.shape) != r.node(l.ends[i].shape) {
				return nil
			}
			found = &l.ends[i]
		}
	}
	return found
}

// passes tells whether a line runs through a point, by its bends and ends.
func (l *line) passes(p mxgraph.Point) bool {
	a, okA := l.anchor(0)
	b, okB := l.anchor(1)
	if !okA || !okB {
		return false
	}
	last, least := a, math.Inf(1)
	for _, bend := range append(l.cell.Bends[:len(l.cell.Bends):len(l.cell.Bends)], b) {
		least = math.Min(least, segmentDistance(p, last, bend))
		last = bend
	}
	return least <= nearBranch
}
