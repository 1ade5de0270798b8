package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// partKind is the sort of a part of a table.
type partKind int

const (
	partPrimary partKind = iota
	partUnique
	partIndex
	partCheck
	partForeign
)

// part is a key, an index, a check or a foreign key of a table as one script makes it.
type part struct {
	kind  partKind
	table *tablePlan
	id    diagram.ID
	name  string
	// named tells that the diagram says the name.
	named bool
	// body is the definition without the name; form says the same in one way.
	body    string
	form    string
	columns []*columnPlan // that it speaks of
	index   *indexPlan
	foreign *foreignPlan
}

// partChange is a part that stays: old as it is called before, new afterwards.
type partChange struct {
	old, mid, new *part
}

// partChanges are the parts of tables, sorted by what becomes of them. A part that changes
// is one that goes and one that is made.
type partChanges struct {
	kept []partChange
	gone []*part // of old
	made []*part // of new
	// lost are the parts of mid behind gone, in the same order.
	lost []*part
}

// parts lists the keys, indexes and checks of a table.
func (w *writer) parts(t *tablePlan) []*part {
	var list []*part
	name := func(id diagram.ID) string {
		for _, k := range t.t.Keys {
			if k.ID == id {
				return k.Name
			}
		}
		for _, k := range t.t.Checks {
			if k.ID == id {
				return k.Name
			}
		}
		for _, x := range t.t.Indexes {
			if x.ID == id {
				return x.Name
			}
		}
		return ""
	}
	add := func(p part) {
		p.table = t
		if p.form == "" {
			p.form = p.body
		}
		p.named = strings.TrimSpace(name(p.id)) != ""
		list = append(list, &p)
	}
	if k := t.primary; k != nil {
		add(part{kind: partPrimary, id: k.id, name: k.name, body: "PRIMARY KEY (" + w.ids(k.columns) + ")", columns: k.columns})
	}
	for _, k := range t.uniques {
		add(part{kind: partUnique, id: k.id, name: k.name, body: "UNIQUE (" + w.ids(k.columns) + ")", columns: k.columns})
	}
	for _, x := range t.indexes {
		if w.to.meaning == "mysql" && x.isKey() {
			add(part{kind: partUnique, id: x.x.ID, name: x.name, body: "UNIQUE (" + w.ids(x.plainColumns()) + ")", columns: x.plainColumns()})
			continue
		}
		add(part{kind: partIndex, id: x.x.ID, name: x.name, body: w.indexText(x, "i", t), form: w.indexForm(t, x), columns: w.indexColumns(t, x), index: x})
	}
	for _, k := range t.checks {
		add(part{kind: partCheck, id: k.id, name: k.name, body: "CHECK (" + k.sql + ")", form: "CHECK " + w.to.form(k.sql), columns: k.columns})
	}
	return list
}

// foreignParts lists the foreign keys of a table that the script makes.
func (w *writer) foreignParts(t *tablePlan) []*part {
	var list []*part
	for _, f := range t.foreign {
		if f.why == "" {
			list = append(list, &part{kind: partForeign, table: t, id: f.r.ID, name: f.name, named: strings.TrimSpace(f.r.Name) != "",
				body: w.foreignBody(f), form: w.foreignForm(f), columns: f.from, foreign: f})
		}
	}
	return list
}

// isKey tells whether an index is what MySQL calls a unique key, too.
func (x *indexPlan) isKey() bool {
	return x.unique && x.method == "" && x.plainColumns() != nil && !slices.ContainsFunc(x.parts, func(p partPlan) bool { return p.descending })
}

// indexForm writes an index in one way.
func (w *writer) indexForm(t *tablePlan, x *indexPlan) string {
	o := *x
	o.parts = slices.Clone(x.parts)
	for i, p := range o.parts {
		if p.column == nil {
			o.parts[i].expression = w.to.form(p.expression)
		}
		if p.descending == (p.nulls == "first") {
			o.parts[i].nulls = "" // as without being told
		}
	}
	if o.where != "" {
		o.where = w.to.form(o.where)
	}
	return w.indexText(&o, "i", t)
}

// foreignForm writes a foreign key in one way: NO ACTION is what is done when nothing is
// said.
func (w *writer) foreignForm(f *foreignPlan) string {
	s := strings.ReplaceAll(strings.ReplaceAll(w.foreignBody(f), " ON DELETE NO ACTION", ""), " ON UPDATE NO ACTION", "")
	if w.to.meaning == "mysql" {
		s = strings.ReplaceAll(strings.ReplaceAll(s, " ON DELETE RESTRICT", ""), " ON UPDATE RESTRICT", "")
	}
	return s
}

// indexColumns are the columns that an index speaks of, in its parts or its condition.
func (w *writer) indexColumns(t *tablePlan, x *indexPlan) []*columnPlan {
	list := slices.Clone(x.include)
	for _, p := range x.parts {
		if p.column != nil {
			list = append(list, p.column)
		}
	}
	for _, p := range x.x.Parts {
		if p.Column == "" {
			list = append(list, w.mentions(t, p.Expression)...)
		}
	}
	if x.where != "" {
		list = append(list, w.mentions(t, x.x.Where)...)
	}
	return list
}

// alongside returns the parts of mid in the places of those of old that they are one with.
// With two columns of one name, of which one goes, mid may lack a part of old, or have one
// more: the one goes as it is, and the other one does not count.
func alongside(old, mid []*part) []*part {
	type key struct {
		kind   partKind
		id     diagram.ID
		column diagram.ID
	}
	keyOf := func(p *part) key {
		k := key{kind: p.kind, id: p.id}
		if p.id == "" && len(p.columns) > 0 {
			k.column = p.columns[0].c.ID
		}
		return k
	}
	places := map[key][]*part{}
	for _, m := range mid {
		places[keyOf(m)] = append(places[keyOf(m)], m)
	}
	twins := slices.Clone(old)
	for i, o := range old {
		k := keyOf(o)
		if list := places[k]; len(list) > 0 {
			twins[i], places[k] = list[0], list[1:]
		}
	}
	return twins
}

// match sorts the parts of a table. stays says whether a part of mid that is one with a
// part of new may stay.
func (p *partChanges) match(old, mid, new []*part, stays func(m, n *part) bool) {
	mid = alongside(old, mid)
	twin := map[*part]int{} // of new → place in mid
	taken := make([]bool, len(mid))
	// Of several that say the same, those that are called the same need no statement.
	for _, alike := range []func(i int, n *part) bool{
		func(i int, n *part) bool { return old[i].name == n.name },
		func(i int, n *part) bool { return mid[i].id != "" && mid[i].id == n.id },
		func(int, *part) bool { return true },
	} {
		for _, n := range new {
			if _, done := twin[n]; done {
				continue
			}
			for i, m := range mid {
				if !taken[i] && m.kind == n.kind && m.form == n.form && alike(i, n) && stays(m, n) {
					twin[n], taken[i] = i, true
					break
				}
			}
		}
	}
	for _, n := range new {
		if i, ok := twin[n]; ok {
			p.kept = append(p.kept, partChange{old[i], mid[i], n})
		} else {
			p.made = append(p.made, n)
		}
	}
	for i, m := range mid {
		if !taken[i] {
			p.gone = append(p.gone, old[i])
			p.lost = append(p.lost, m)
		}
	}
}
