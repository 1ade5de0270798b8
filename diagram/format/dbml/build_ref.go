package dbml

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// inline keeps a relationship that stands at a column: the column is its left end.
func (b *builder) inline(t *built, from source, s setting) {
	r := &reference{at: s.at, owner: t.tree, column: from.name}
	v := s.value
	take := func(sign string) bool {
		if len(v) == 0 || !v[0].isSign(sign) {
			return false
		}
		v = v[1:]
		return true
	}
	r.leftOptional = take("?")
	for _, sign := range []string{"<>", "<", ">", "-"} {
		if take(sign) {
			r.sign = sign
			r.rightOptional = take("?")
			break
		}
	}
	var parts []string
	for len(v) > 0 && (v[0].isName() || v[0].kind == kindNumber) {
		parts = append(parts, v[0].value)
		v = v[1:]
		if !take(".") {
			break
		}
	}
	if last := len(parts) - 1; last >= 0 {
		r.right = end{table: name{parts: parts[:last:last], at: s.at}, columns: parts[last:]}
	}
	if r.sign == "" || len(parts) == 0 || len(v) > 0 {
		b.report("syntax", s.at, "A relationship at a column is one of < > - <> and a table with its column: ref: > users.id.")
		return
	}
	r.left = end{columns: []string{from.name}}
	if from.partial {
		r.name = fromPartial
	}
	t.refs = append(t.refs, r)
}

// fromPartial marks a relationship that came with a partial; its name can't be written.
const fromPartial = "\x00"

// references builds the relationships: those of columns and then those on their own, in
// the order of the text where two say the same.
func (b *builder) references() {
	for _, t := range b.all {
		for _, r := range t.refs {
			if r.name != fromPartial {
				b.reference(r, t)
			}
		}
	}
	for _, r := range b.file.refs {
		b.reference(r, nil)
	}
	for _, t := range b.all {
		for _, r := range t.refs {
			if r.name == fromPartial {
				b.reference(r, t)
			}
		}
	}
	for _, p := range b.file.partials {
		b.partialReferences(p)
	}
}

// partialReferences reports the relationships of a partial that lead back to their own
// column wherever the partial stands.
func (b *builder) partialReferences(p *table) {
	for _, i := range p.items {
		if i.column == nil {
			continue
		}
		for _, s := range i.column.settings {
			if s.key != "ref" || len(s.value) != 2 {
				continue
			}
			if s.value[1].value == i.column.name {
				b.report("duplicate-reference", s.at, "This relationship leads from a column to itself, so it is left out.")
			}
		}
	}
}

// side is one end of a relationship with its columns looked up.
type side struct {
	*built
	columns []diagram.ID
	names   []string
}

// reference builds one relationship; owner is the table of one that stands at a column.
func (b *builder) reference(r *reference, owner *built) {
	left, ok := b.side(r, r.left, owner)
	if !ok {
		return
	}
	right, ok := b.side(r, r.right, owner)
	if !ok {
		return
	}
	if len(left.columns) != len(right.columns) {
		b.reportOf("unresolved-reference", r.at, left.ID, "The relationship of "+diagram.Short(left.Name)+" and "+diagram.Short(right.Name)+
			" has not the same number of columns on both sides, so it is left out.")
		return
	}
	if b.isKnown(r, left, right) {
		return
	}
	rel := b.relationship(r, left, right)
	rel.Name = diagram.CutName(strings.TrimPrefix(r.name, fromPartial))
	b.actions(r, rel)
	rel.ID = b.id("ref", string(rel.Ends[0].Table), string(rel.Ends[1].Table), r.sign, strings.Join(left.names, "\x00"), strings.Join(right.names, "\x00"))
	b.d.AddRelationship(rel)
	b.place(rel.ID, r.at)
}

// side looks the table and columns of an end up. An end without a table is of the
// relationship's own.
func (b *builder) side(r *reference, e end, owner *built) (side, bool) {
	t := owner
	if len(e.table.parts) > 0 {
		t = b.find(e.table)
	}
	if t == nil {
		b.report("unresolved-reference", r.at, "The relationship names the table "+diagram.Short(strings.Join(e.table.parts, "."))+
			", which is not in the file, so it is left out.")
		return side{}, false
	}
	s := side{built: t, names: e.columns}
	for _, n := range e.columns {
		c := t.column(n)
		if c == nil {
			b.reportOf("unresolved-reference", r.at, t.ID, "The relationship names the column "+diagram.Short(n)+", which the table "+diagram.Short(t.Name)+
				" does not have, so it is left out.")
			return side{}, false
		}
		if slices.Contains(s.columns, c.ID) {
			b.reportOf("unresolved-reference", r.at, t.ID, "The relationship names the column "+diagram.Short(n)+" twice on one side, so it is left out.")
			return side{}, false
		}
		s.columns = append(s.columns, c.ID)
	}
	if len(s.columns) > diagram.MaxColumns {
		return side{}, false
	}
	return s, true
}

// isKnown tells whether a relationship with these ends is there already, which is
// reported unless a partial brought it.
func (b *builder) isKnown(r *reference, left, right side) bool {
	key, other := pairKeys(left.columns, right.columns)
	same := slices.Equal(left.columns, right.columns)
	if !same && !b.pairs[key] && !b.pairs[other] {
		b.pairs[key] = true
		return false
	}
	switch {
	case r.name == fromPartial:
	case same:
		b.reportOf("duplicate-reference", r.at, left.ID, "This relationship leads from a column to itself, so it is left out.")
	default:
		b.reportOf("duplicate-reference", r.at, left.ID, "There is a relationship between the same columns already, so this one is left out.")
	}
	return true
}

// pairKeys are a key of maps for these pairs of columns in any order, and that of the same
// pairs the other way round.
func pairKeys(from, to []diagram.ID) (key, turned string) {
	there, back := make([]string, len(from)), make([]string, len(from))
	for i, id := range from {
		there[i], back[i] = string(id+" "+to[i]), string(to[i]+" "+id)
	}
	slices.Sort(there)
	slices.Sort(back)
	return strings.Join(there, ","), strings.Join(back, ",")
}

// relationship makes a foreign key of < > - and a many-to-many of <>. What the sign does
// not say follows from nulls, unless it has a question mark: then it says all.
func (b *builder) relationship(r *reference, left, right side) *diagram.Relationship {
	explicit := r.leftOptional || r.rightOptional
	if r.sign == "<>" {
		card := func(optional bool) diagram.Cardinality {
			switch {
			case optional:
				return diagram.ZeroMany
			case explicit:
				return diagram.OneMany
			}
			return diagram.Many
		}
		return &diagram.Relationship{Ends: diagram.Between(left.ID, card(r.leftOptional), right.ID, card(r.rightOptional))}
	}
	child, parent, childOptional, parentOptional := left, right, r.leftOptional, r.rightOptional
	// Of a one-to-one the second refers to the first, but a column's own refers to the other.
	if r.sign == "<" || r.sign == "-" && r.owner == nil {
		child, parent, childOptional, parentOptional = right, left, r.rightOptional, r.leftOptional
	}
	pairs := make([]diagram.Pair, len(child.columns))
	for i, id := range child.columns {
		pairs[i] = diagram.Pair{From: id, To: parent.columns[i]}
	}
	rel := diagram.Refer(child.Table, parent.Table, pairs)
	rel.Ends[0].Card = childCard(r.sign, explicit, childOptional)
	if explicit {
		rel.Ends[1].Card = diagram.One
		if parentOptional {
			rel.Ends[1].Card = diagram.ZeroOne
		}
	}
	return rel
}

func childCard(sign string, explicit, optional bool) diagram.Cardinality {
	mandatory := explicit && !optional
	switch {
	case sign == "-" && mandatory:
		return diagram.One
	case sign == "-":
		return diagram.ZeroOne
	case mandatory:
		return diagram.OneMany
	}
	return diagram.ZeroMany
}

// actions reads the settings of a relationship.
func (b *builder) actions(r *reference, rel *diagram.Relationship) {
	for _, s := range r.settings {
		var words []string
		for _, t := range s.value {
			words = append(words, strings.ToLower(t.value))
		}
		a := diagram.Action(strings.Join(words, "_"))
		switch s.key {
		case "delete", "update":
			switch a {
			case diagram.ActionNoAction, diagram.ActionRestrict, diagram.ActionCascade, diagram.ActionSetNull, diagram.ActionSetDefault:
			default:
				b.report("unknown-setting", s.at, "There is no action "+diagram.Short(strings.Join(words, " "))+"; it is left out.")
				continue
			}
			if s.key == "delete" {
				rel.OnDelete = a
			} else {
				rel.OnUpdate = a
			}
		case "color":
			b.leave("colours of lines", s.at)
			b.color(s)
		case "inactive":
			b.leave("marks of relationships as inactive", s.at)
		default:
			b.refuse([]setting{s}, "a relationship")
		}
	}
}
