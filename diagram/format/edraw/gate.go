package edraw

import (
	"regexp"
	"strings"

	"crowsfoot/diagram"
)

// evidence counts what speaks for and against an entity-relationship diagram.
type evidence struct {
	tables    int // drawn with columns, or of a master for tables
	classes   int
	masters   int // shapes of the stencils for entities
	ovals     int // attributes that hang on an entity
	lone      int // attributes that hang on nothing
	owners    int // entities with two attributes or more
	diamonds  int // diamonds with two legs to entities
	questions int // diamonds that ask
	steps     int // boxes whose text begins with a number, as processes do
	arrowed   int // lines between boxes with a plain arrow
	direct    int // lines between boxes
	carded    int // of these and of the legs, those with a cardinality
}

// weigh looks at the wires and nodes of a page.
func (r *reader) weigh() evidence {
	var e evidence
	owned := map[*node]int{}
	legs := map[*node]int{}
	attached := map[*node]bool{}
	for _, w := range r.wires {
		a, b := w.ends[0].node, w.ends[1].node
		if a.kind > b.kind {
			a, b = b, a
		}
		for i := range w.cards {
			if c := w.cards[i].card; c != "" && c != diagram.Unknown {
				e.carded++
			}
		}
		if yesNo.MatchString(w.name) {
			e.questions++
		}
		switch {
		case a.kind == entity && b.kind == attribute:
			attached[b] = true
			if !foreignMasters[strings.ToLower(a.shape.nameU)] && !foreignMasters[strings.ToLower(b.shape.nameU)] {
				owned[a]++
			}
		case a.kind == attribute:
			attached[a], attached[b] = true, true
		case a.kind == entity && b.kind == relation:
			legs[b]++
		case a.kind == entity && b.kind == entity:
			e.direct++
			if pointing(w.ends[0].arrow) != pointing(w.ends[1].arrow) {
				e.arrowed++
			}
		}
	}
	for _, n := range r.nodes {
		if n.kind == entity && !n.physical && numbered.MatchString(n.text()) {
			e.steps++
		}
		if n.named && !n.physical {
			e.masters++
		}
		switch n.kind {
		case entity:
			switch {
			case n.physical && n.tableKind == diagram.KindClass:
				e.classes++
			case n.physical && (n.named || len(n.columns) > 0):
				e.tables++
			}
			if owned[n] > 0 {
				e.ovals += owned[n]
			}
			if owned[n] > 1 {
				e.owners++
			}
		case attribute:
			if !attached[n] {
				e.lone++
			}
		case relation:
			if legs[n] > 1 {
				e.diamonds++
			}
			if question.MatchString(n.text()) {
				e.questions++
			}
		}
	}
	return e
}

var (
	question = regexp.MustCompile(`(?i)\?|？|^(?:is|if|check|valid)\b|\bvalid\b|^decision$|是否`)
	numbered = regexp.MustCompile(`^\d+(?:\.\d*)?[.)]?\s`)
	yesNo    = regexp.MustCompile(`(?i)^(?:yes|no|y|n|true|false|是|否|да|нет|si|oui|non|ja|nein)$`)
)

// foreignness counts the shapes that belong to other kinds of drawings.
func (r *reader) foreignness() int {
	n := 0
	for _, k := range r.foreign {
		n += k
	}
	return n
}

// looksLikeER tells whether a page is an entity-relationship diagram or a class diagram.
// Boxes, ovals and diamonds alone prove nothing: flow charts and use cases have them,
// too.
func (r *reader) looksLikeER(e evidence) bool {
	foreign := r.foreignness()
	switch {
	case e.tables > 0 || e.classes > 0:
		return true
	case e.questions > 0 && e.questions*2 >= e.diamonds:
		return false
	case e.masters == 0 && (r.foreign["actor"]+r.foreign["system actor"] > 0 || e.steps > 1):
		return false
	case e.diamonds > 0 && e.carded > 1 && e.carded >= e.diamonds:
		return true
	case foreign > e.masters+e.ovals, e.masters == 0 && e.arrowed > e.ovals+2*e.diamonds:
		return false
	case e.owners > 0 && e.ovals >= 3 && e.ovals >= e.lone:
		return true
	case e.masters > 1 && (e.diamonds > 0 || e.carded > 0):
		return true
	}
	return false
}

// dropBoxes drops the boxes of a page with real tables, or with ovals, that are no
// entities: titles, frames and remarks without any line.
func (r *reader) dropBoxes(e evidence) {
	kept := r.nodes[:0]
	for _, n := range r.nodes {
		if n.kind == entity && !n.named && !n.physical && n.weight == 0 && (strings.Count(n.text(), " ") > 3 || e.tables > 0 || e.ovals > 0) {
			n.kind = label
			r.notes = append(r.notes, n)
			for s, of := range r.of {
				if of == n {
					delete(r.of, s)
				}
			}
			continue
		}
		kept = append(kept, n)
	}
	r.nodes = kept
}
