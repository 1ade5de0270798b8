package drawio

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// stated makes relationships of rows that say what they refer to and that no line joins:
// "author_id | authors(id)".
func (f *finder) stated() {
	byName := map[string]*entity{}
	for _, e := range f.r.entities {
		if name := strings.ToLower(e.name); e.table != nil && byName[name] == nil {
			byName[name] = e
		}
	}
	for _, child := range f.r.entities {
		for _, c := range child.columns {
			parent := byName[strings.ToLower(c.refTable)]
			if c.refTable == "" || parent == nil || c.claimed || c.built == nil {
				continue
			}
			to := parent.columnNamed(c.refColumn)
			if to == nil {
				to = f.target(parent, c)
			}
			if to == nil || to == c || to.built == nil {
				continue
			}
			c.claimed = true
			f.r.relations = append(f.r.relations, &relation{cell: c.cell, part: "reference " + strconv.Itoa(c.line), directed: true, inRow: true,
				ends:  []relationEnd{{entity: child, card: diagram.Unknown}, {entity: parent, card: diagram.Unknown}},
				pairs: []pair{{c, to}}})
		}
	}
}

// offers returns the evidence for a line from child to parent: that of names and marks,
// that of the row that the line ends at, and that of the text on the line.
func (f *finder) offers(rel *relation, child, parent relationEnd) []evidence {
	list := slices.Clone(f.all(child.entity, parent.entity))
	add := func(c *column, bonus, alone float64) {
		if at := slices.IndexFunc(list, func(ev evidence) bool { return ev.from == c }); at >= 0 {
			list[at].weight += bonus
		} else if to := f.target(parent.entity, c); to != c {
			list = append(list, evidence{from: c, to: to, weight: alone})
		}
	}
	if c := child.row; c != nil {
		if c.mark.foreign {
			add(c, .3, .6)
		} else {
			add(c, .3, 0)
		}
	}
	if rel.name != "" {
		for _, c := range child.entity.columns {
			if f.lineNames(rel, c) {
				add(c, .3, endOfName)
			}
		}
	}
	return list
}

// assign gives each directed line the best column that no better line has.
func (f *finder) assign(open []*relation) {
	type offer struct {
		rel *relation
		ev  evidence
	}
	var offers []offer
	for _, rel := range open {
		if !rel.directed {
			continue
		}
		child, parent := rel.ends[0], rel.ends[1]
		for _, ev := range f.offers(rel, child, parent) {
			if ev.from.mark.primary && !ev.from.mark.foreign && len(child.entity.primary()) == 1 && child.card.IsMany() {
				continue // its own key, which would make the relationship one to one
			}
			if ev.weight >= .3 && ev.to != nil && ev.to != ev.from {
				offers = append(offers, offer{rel, ev})
			}
		}
	}
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Compare(b.ev.weight, a.ev.weight) })
	for _, o := range offers {
		if len(o.rel.pairs) > 0 || o.ev.from.claimed {
			continue
		}
		o.rel.pairs = []pair{{o.ev.from, o.ev.to}}
		o.ev.from.claimed = true
		o.rel.guess("column " + o.ev.from.name + " found by its name or mark")
		f.completeKey(o.rel)
	}
}

// lastOneLeft takes the only column of the child that is marked as a foreign key, or
// else named like a reference, and that no line has yet.
func (f *finder) lastOneLeft(rel *relation) {
	child, parent := rel.ends[0].entity, rel.ends[1].entity
	for _, fits := range []func(*column) bool{
		func(c *column) bool { return c.mark.foreign },
		func(c *column) bool {
			return !c.mark.primary && child.form != formChen && f.looksReferring(c, child) && !f.hasHome(c, child, parent)
		},
	} {
		var only *column
		n := 0
		for _, c := range child.columns {
			if !c.claimed && fits(c) {
				only = c
				n++
			}
		}
		if n == 0 {
			continue
		}
		to := f.target(parent, only)
		if n == 1 && to != nil && to != only {
			rel.pairs = []pair{{only, to}}
			only.claimed = true
			rel.guess("column " + only.name + " is the only one left that may refer")
		}
		return
	}
}
