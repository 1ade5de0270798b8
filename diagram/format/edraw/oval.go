package edraw

import (
	"strings"

	"crowsfoot/diagram/format/internal/eddx"
)

// ovals is the graph of the attributes of a Chen drawing.
type ovals struct {
	order  []*node // in the order of their lines
	seen   map[*node]bool
	owners map[*node][]*node // entities and diamonds joined to an oval
	next   map[*node][]*node // ovals joined to an oval
}

func newOvals() *ovals {
	return &ovals{seen: map[*node]bool{}, owners: map[*node][]*node{}, next: map[*node][]*node{}}
}

func (o *ovals) note(n *node) {
	if !o.seen[n] {
		o.seen[n] = true
		o.order = append(o.order, n)
	}
}

// own notes that an oval hangs on an entity or a diamond.
func (o *ovals) own(oval, owner *node) {
	for _, known := range o.owners[oval] {
		if known == owner {
			return
		}
	}
	o.note(oval)
	o.owners[oval] = append(o.owners[oval], owner)
}

// join notes a line between two ovals.
func (o *ovals) join(a, b *node) {
	o.note(a)
	o.note(b)
	o.next[a] = append(o.next[a], b)
	o.next[b] = append(o.next[b], a)
}

// maxOwners bounds the entities that share an oval.
const maxOwners = 16

// giveOvals makes columns of the ovals: those that hang on an entity, and the leaves of
// composite attributes. A line between ovals of two entities is a relationship between
// their columns. It returns the attributes of the diamonds.
func (r *reader) giveOvals(o *ovals) map[*node][]*column {
	ofDiamond := map[*node][]*column{}
	root := map[*node]*node{} // the owner that an oval leads to first
	under := map[*node]*node{}
	parts := map[*node]int{}
	var queue []*node
	for _, n := range o.order {
		if len(o.owners[n]) > 0 {
			root[n] = o.owners[n][0]
			queue = append(queue, n)
		}
	}
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		for _, m := range o.next[n] {
			if root[m] == nil {
				root[m], under[m] = root[n], n
				if !stencilText(m) {
					parts[n]++
				}
				queue = append(queue, m)
			}
		}
	}
	columns := map[*node]*column{}
	underlines := r.underlinesMean()
	for _, n := range r.nodes {
		if n.kind != attribute {
			continue
		}
		owners := o.owners[n]
		guessed := ""
		if len(owners) == 0 && root[n] != nil {
			if stencilText(n) {
				continue // a part that was never given a name
			}
			owners = []*node{root[n]}
		}
		if len(owners) == 0 {
			if e := r.ownerBeside(n); e != nil && !o.seen[n] {
				owners, guessed = []*node{e}, "It stands beside the entity without a line."
			}
		}
		if len(owners) == 0 {
			r.notes = append(r.notes, n)
			r.warn("loose-attribute", n.shape, "The attribute \""+n.text()+"\" is joined to no entity; it became a note.")
			continue
		}
		if parts[n] > 0 && !r.betweenEntities(o, root, n) {
			continue // a composite attribute: its parts are the columns
		}
		read := ovalColumns(n, underlines)
		if len(read) > 1 {
			owners = owners[:1] // a list belongs to one
		}
		for k, owner := range owners[:min(len(owners), maxOwners)] {
			if k > 0 {
				again := *read[0]
				read = []*column{&again}
			}
			for _, c := range read {
				if guessed != "" {
					c.guessed = guessed
				}
				columns[n] = c
				if owner.kind == relation {
					ofDiamond[owner] = append(ofDiamond[owner], c)
				} else {
					owner.columns = append(owner.columns, c)
				}
			}
		}
	}
	r.linkColumns(o, root, columns)
	return ofDiamond
}

// betweenEntities tells whether an oval only has neighbours that have owners of their
// own.
func (r *reader) betweenEntities(o *ovals, root map[*node]*node, n *node) bool {
	for _, m := range o.next[n] {
		if len(o.owners[m]) == 0 {
			return false
		}
	}
	return true
}

// linkColumns makes relationships of lines between the ovals of two entities.
func (r *reader) linkColumns(o *ovals, root map[*node]*node, columns map[*node]*column) {
	for _, w := range r.wires {
		a, b := w.ends[0].node, w.ends[1].node
		if a.kind != attribute || b.kind != attribute {
			continue
		}
		from, to := root[a], root[b]
		if from == nil || to == nil || from == to || from.kind != entity || to.kind != entity {
			continue
		}
		l := w.link()
		l.ends[0].node, l.ends[0].column = from, columns[a]
		l.ends[1].node, l.ends[1].column = to, columns[b]
		r.links = append(r.links, l)
	}
}

// ownerBeside returns the one entity that an oval without a line touches or nearly
// touches.
func (r *reader) ownerBeside(n *node) *node {
	const near = 6
	var found *node
	for _, e := range r.nodes {
		if e.kind != entity || e.physical || overlap(grown(e.box, near), n.box) == 0 {
			continue
		}
		if found != nil {
			return nil
		}
		found = e
	}
	return found
}

// separate parts names that share an oval with commas between them; commas in brackets
// belong to one name.
func separate(l eddx.Line) []eddx.Line {
	text := ascii(lineText(l))
	if !strings.ContainsAny(text, ",、") || strings.HasPrefix(text, `"`) || strings.ContainsAny(text, "()[]{}") {
		return []eddx.Line{l}
	}
	var out []eddx.Line
	for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '、' }) {
		out = append(out, eddx.Line{{Text: part, Underline: underlined(l)}})
	}
	return out
}

// underlinesMean tells whether underlining marks keys on this page. Where most ovals are
// underlined, it is only a style.
func (r *reader) underlinesMean() bool {
	all, under := 0, 0
	for _, n := range r.nodes {
		if n.kind != attribute {
			continue
		}
		all++
		if keyMaster(n) || underlined(joinLines(n.lines)) {
			under++
		}
	}
	return all < 4 || under*5 <= all*3
}

// keyMaster tells whether an oval is of the stencil's shape for keys.
func keyMaster(n *node) bool {
	master := strings.ToLower(n.shape.nameU)
	return strings.HasPrefix(master, "key") || strings.HasPrefix(master, "weak key")
}

// ovalColumns reads the text of an oval: one column, or a list when it has four lines or
// more, or when only its first line is underlined.
func ovalColumns(n *node, underlines bool) []*column {
	var lines []eddx.Line
	for _, l := range n.lines {
		if lineText(l) != "" {
			lines = append(lines, l)
		}
	}
	if len(lines) < 4 && !(len(lines) > 1 && underlined(lines[0]) && !underlined(lines[1])) {
		lines = separate(joinLines(lines))
	}
	master := strings.ToLower(n.shape.nameU)
	var out []*column
	for _, l := range lines {
		c, ok := readColumn(l, mode{oval: true})
		if !ok {
			continue
		}
		c.source = n.shape.id
		c.pk = c.pk || n.key || underlines && (c.underlined || keyMaster(n))
		switch {
		case strings.HasPrefix(master, "derived"):
			c.comment = strings.TrimSpace("derived " + c.comment)
		case strings.HasPrefix(master, "multi"):
			c.comment = strings.TrimSpace("multi-valued " + c.comment)
		}
		out = append(out, &c)
	}
	return out
}
