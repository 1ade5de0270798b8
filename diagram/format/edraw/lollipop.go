package edraw

// The heads of lollipops: attributes drawn as a line with a circle at its loose end and
// the name beside it. A filled circle marks the key.
const (
	hollowCircle = 18
	filledCircle = 19
)

// lollipop makes an attribute of a line with a circle at its loose end.
func (r *reader) lollipop(w *wire) bool {
	if len(w.lines) != 1 {
		return false
	}
	for i, e := range w.shape.line.ends {
		owner := w.ends[1-i].node
		if e.arrow != hollowCircle && e.arrow != filledCircle || owner == nil || w.ends[i].node != nil || len(w.shape.blocks) == 0 {
			continue
		}
		n := r.add(attribute, w.shape, w.shape.lines())
		n.box = w.shape.blocks[0].box
		n.key = e.arrow == filledCircle
		w.ends[i] = terminal{node: n, at: e.at}
		w.shape.blocks = nil
		r.wires = append(r.wires, w)
		owner.weight++
		return true
	}
	return false
}
