package edraw

import (
	"math"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// readStrips reads tables that are drawn as a row of boxes side by side, one for each
// column, with the name above or to the left: the notation of relational schemas, and of
// the stencil "Data entity". Boxes of other drawings touch each other, too, so two such
// rows with names are needed where the boxes are not of that stencil.
func (r *reader) readStrips() {
	type found struct {
		boxes []*node
		title *node
	}
	var strips []found
	taken := map[*node]bool{}
	sure := false
	for _, boxes := range r.touchingBoxes() {
		title := r.titleOf(boxes, taken)
		if title == nil {
			continue
		}
		taken[title] = true
		strips = append(strips, found{boxes, title})
		sure = sure || strings.EqualFold(boxes[0].shape.nameU, "data entity")
	}
	if len(strips) < 2 && !sure {
		return
	}
	for _, s := range strips {
		first := s.boxes[0]
		n := &node{kind: entity, shape: first.shape, box: first.box, lines: s.title.lines, physical: true, named: true}
		n.name = diagram.CutName(strings.Trim(ascii(s.title.text()), " :;"))
		s.title.hidden = true
		for _, b := range s.boxes {
			b.hidden = true
			n.box = n.box.Union(b.box)
			c, ok := readColumn(joinLines(b.lines), mode{})
			if !ok {
				continue
			}
			c.source = b.shape.id
			n.columns = append(n.columns, &c)
			b.shape.walk(func(d *shape) {
				r.of[d] = n
				r.rowOf[d] = place{n, &c}
			})
		}
		r.of[s.title.shape] = n
		markUnderlined(n.columns, false)
		r.nodes = append(r.nodes, n)
	}
	r.nodes = slices.DeleteFunc(r.nodes, func(n *node) bool { return n.hidden })
}

// touchingBoxes returns the rows of boxes of one height that touch side by side: two or
// more of the stencil for columns, three or more of others.
func (r *reader) touchingBoxes() [][]*node {
	const gap, level = 4, 3
	var boxes []*node
	for _, n := range r.nodes {
		if n.kind == entity && !n.physical && (!n.named || strings.EqualFold(n.shape.nameU, "data entity")) {
			boxes = append(boxes, n)
		}
	}
	slices.SortStableFunc(boxes, func(a, b *node) int {
		if math.Abs(a.box.Y-b.box.Y) > level {
			return compare(a.box.Y, b.box.Y)
		}
		return compare(a.box.X, b.box.X)
	})
	var rows [][]*node
	for i := 0; i < len(boxes); {
		k := i + 1
		for k < len(boxes) && math.Abs(boxes[k].box.Y-boxes[k-1].box.Y) <= level && math.Abs(boxes[k].box.H-boxes[i].box.H) <= level &&
			math.Abs(boxes[k].box.X-boxes[k-1].box.Right()) <= gap {
			k++
		}
		if least := 3; k-i >= least || k-i == 2 && boxes[i].named {
			rows = append(rows, boxes[i:k])
		}
		i = k
	}
	return rows
}

// titleOf returns the text that stands above a row of boxes, or else to its left.
func (r *reader) titleOf(boxes []*node, taken map[*node]bool) *node {
	const above, left = 45, 60
	row := boxes[0].box
	for _, b := range boxes[1:] {
		row = row.Union(b.box)
	}
	var best *node
	least := math.Inf(1)
	for _, n := range r.nodes {
		if n.kind != label || taken[n] || n.shape.line != nil {
			continue
		}
		d := math.Inf(1)
		m := middle(n.box)
		up := row.Y - m.Y
		if up > 0 && up < above+n.box.H/2 && n.box.X < row.Right() && n.box.Right() > row.X {
			d = up
		}
		if side := row.X - n.box.Right(); m.Y >= row.Y && m.Y <= row.Bottom() && side > -10 && side < left && m.X < row.X {
			d = math.Min(d, math.Max(side, 0)+5)
		}
		if d < least {
			best, least = n, d
		}
	}
	return best
}

// readContainers reads frames with a title and texts below each other as tables.
func (r *reader) readContainers() {
	for _, s := range r.d.all {
		if s.typ != "Container" || len(s.members) < 2 {
			continue
		}
		var title *node
		for _, c := range s.children {
			if n := r.of[c]; n != nil && !n.hidden {
				title = n
				break
			}
		}
		var rows []*node
		for _, id := range s.members {
			m := r.d.byID[strings.TrimSpace(id)]
			if m == nil || m.line != nil {
				continue
			}
			n := r.of[m]
			if n == nil || n.hidden || n.physical || n.kind != label && (n.kind != entity || r.gluedAny(n) > 0) || !s.box.Contains(middle(n.box)) {
				rows = nil
				break
			}
			rows = append(rows, n)
		}
		if title == nil || len(rows) < 2 {
			continue
		}
		slices.SortStableFunc(rows, func(a, b *node) int { return compare(middle(a.box).Y, middle(b.box).Y) })
		var columns []*column
		for _, n := range rows {
			for _, c := range readLines(n.lines, false) {
				c.source = n.shape.id
				c.middle = middle(n.box).Y
				columns = append(columns, c)
			}
		}
		if !looksLikeColumns(columns) {
			continue
		}
		t := &node{kind: entity, shape: s, box: s.box, lines: title.lines, physical: true, columns: columns}
		t.name = diagram.CutName(strings.Trim(ascii(title.text()), " :;"))
		for _, n := range append(rows, title) {
			n.hidden = true
			n.shape.walk(func(d *shape) { r.of[d] = t })
		}
		s.walk(func(d *shape) { r.of[d] = t })
		markUnderlined(t.columns, false)
		r.nodes = append(r.nodes, t)
	}
	r.nodes = slices.DeleteFunc(r.nodes, func(n *node) bool { return n.hidden })
}
