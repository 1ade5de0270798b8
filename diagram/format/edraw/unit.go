package edraw

import (
	"regexp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

var stereotype = regexp.MustCompile(`<<[^>]*>>|«[^»]*»`)

// addUnit reads a TableUnit: a class with up to three texts, its name, its attributes
// and its methods. The texts are called T1, T2 and T3; classes without methods have two.
func (r *reader) addUnit(s *shape) {
	blocks := slices.Clone(s.blocks)
	slices.SortStableFunc(blocks, func(a, b block) int { return compare(middle(a.box).Y, middle(b.box).Y) })
	if len(blocks) == 0 {
		r.empties = append(r.empties, s)
		return
	}
	if i := slices.IndexFunc(blocks, func(b block) bool { return b.name == "T1" }); i > 0 {
		blocks[0], blocks[i] = blocks[i], blocks[0]
	}
	n := r.add(entity, s, blocks[0].lines)
	n.physical, n.named, n.tableKind = true, true, diagram.KindClass
	n.name = diagram.CutName(strings.TrimSpace(stereotype.ReplaceAllString(n.text(), "")))
	for i, b := range blocks[1:] {
		if b.name == "T3" || i > 0 && b.name != "T2" {
			continue
		}
		n.columns = append(n.columns, readLines(b.lines, true)...)
	}
	markUnderlined(n.columns, false)
}
