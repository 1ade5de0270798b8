package normal

import "slices"

// Part is one relation of a decomposition.
type Part struct {
	Columns Set
	// Key is a candidate key, the one it was made for.
	Key Set
	// Others are further candidate keys that dependencies name.
	Others []Set
}

// Decomposition is a relation in parts that, joined, give back the whole.
type Decomposition struct {
	Form  Form // that each part has
	Parts []Part
	// Lost are dependencies of the cover that no part can hold: they would have to be
	// checked over a join.
	Lost []Dependency
	// Sure is false when there was too much to look at: a part may fall short of Form.
	Sure bool
}

// Same tells whether both have the same parts.
func (d *Decomposition) Same(o *Decomposition) bool {
	if len(d.Parts) != len(o.Parts) {
		return false
	}
	for _, p := range d.Parts {
		if !slices.ContainsFunc(o.Parts, func(q Part) bool { return p.Columns.Equal(q.Columns) }) {
			return false
		}
	}
	return true
}

// finish drops parts that lie within others, finds keys, and says what was lost.
func (a *Analysis) finish(form Form, parts []Part, sure bool) *Decomposition {
	d := &Decomposition{Form: form, Sure: sure}
	for i, p := range parts {
		within := func(j int) bool {
			q := parts[j].Columns
			return j != i && p.Columns.Within(q) && (j < i || !p.Columns.Equal(q))
		}
		inside := false
		for j := range parts {
			inside = inside || within(j)
		}
		if !inside {
			d.Parts = append(d.Parts, p)
		}
	}
	for i := range d.Parts {
		p := &d.Parts[i]
		if p.Key == nil || !p.Key.Within(p.Columns) {
			p.Key = p.Columns
		}
		p.Key = a.minimal(p.Key, p.Columns, NewSet(a.Size))
		for _, f := range a.Cover {
			if f.From.Within(p.Columns) && a.Determines(f.From, p.Columns) {
				k := a.minimal(f.From, p.Columns, NewSet(a.Size))
				if !k.Equal(p.Key) && !slices.ContainsFunc(p.Others, k.Equal) {
					p.Others = append(p.Others, k)
				}
			}
		}
	}
	for _, f := range a.Cover {
		whole := f.From.Union(f.To)
		if slices.ContainsFunc(d.Parts, func(p Part) bool { return whole.Within(p.Columns) }) {
			continue
		}
		if lost := f.To.Minus(a.throughParts(f.From, d.Parts)); !lost.Empty() {
			d.Lost = append(d.Lost, Dependency{f.From, lost})
		}
	}
	return d
}

// throughParts returns what x determines by dependencies that single parts can hold.
func (a *Analysis) throughParts(x Set, parts []Part) Set {
	for {
		before := x
		for _, p := range parts {
			x = x.Union(a.Closure(x.And(p.Columns)).And(p.Columns))
		}
		if x.Equal(before) {
			return x
		}
	}
}
