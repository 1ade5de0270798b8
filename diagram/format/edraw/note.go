package edraw

import (
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// Shapes whose master says that they are remarks. Their texts are neither labels of the
// lines beside them nor names of tables, whatever they look like.
const (
	noteMaster  = "Note"
	frameMaster = "Frame"
)

// addRemark takes a shape that is a note or a frame by its master; it returns false for
// all others.
func (r *reader) addRemark(s *shape) bool {
	if s.line != nil || len(s.children) > 0 {
		return false
	}
	switch {
	case strings.EqualFold(s.nameU, noteMaster):
		if s.text() != "" {
			r.notes = append(r.notes, &node{kind: label, shape: s, box: s.box, lines: s.lines()})
		}
	case strings.EqualFold(s.nameU, frameMaster):
		r.frames = append(r.frames, s)
	default:
		return false
	}
	return true
}

// textOf returns the text of a note. One that is a note by its master keeps its blank
// lines.
func (n *node) textOf() string {
	if !n.isNote() {
		return plain(n.lines)
	}
	all := make([]string, len(n.lines))
	for i, l := range n.lines {
		all[i] = lineText(l)
	}
	return strings.Join(all, "\n")
}

func (n *node) isNote() bool { return strings.EqualFold(n.shape.nameU, noteMaster) }

// frame keeps a titled area behind tables.
func (b *builder) frame(s *shape) {
	id := b.id("frame", s.id, strconv.Itoa(s.order))
	b.page.Diagram.AddFrame(&diagram.Frame{
		ID: id, Title: nameOf(strings.ReplaceAll(s.text(), "\n", " ")), Pos: b.at(s.box), Source: diagram.SourceID(s.id),
		Size: diagram.Size{W: diagram.Clamp(max(0, s.box.W*b.r.d.scale)), H: diagram.Clamp(max(0, s.box.H*b.r.d.scale))},
	})
}
