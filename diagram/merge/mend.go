package merge

import (
	"slices"
	"sync"

	"crowsfoot/diagram"
)

// mend takes out of the merged diagram what speaks of objects that are not in it. What
// spoke of nothing in mine already stays as it was; that is for the linter to say.
func (m *merger) mend() {
	for id, t := range m.out.Tables {
		if now := m.mendTable(t); now != t {
			m.out.Tables[id] = now
		}
	}
	noTable := func(id diagram.ID) bool { return m.out.Tables[id] == nil && !m.wasDangling(id) }
	columns := columnSets{}
	for id, r := range m.out.Relationships {
		if now := m.mendRelationship(r, noTable, columns); now == nil {
			delete(m.out.Relationships, id)
			delete(m.kept, id)
		} else if now != r {
			m.out.Relationships[id] = now
		}
	}
	ids := sync.OnceValue(func() map[diagram.ID]diagram.Kind { return objectIDs(m.out) })
	gone := func(id diagram.ID) bool {
		if id == "" || m.out.Tables[id] != nil {
			return false
		}
		_, there := ids()[id]
		return !there && !m.wasDangling(id)
	}
	mendEach(m.out.Domains, func(o *diagram.Domain) *diagram.ID { return &o.Schema }, gone)
	mendEach(m.out.Frames, func(o *diagram.Frame) *diagram.ID { return &o.Module }, gone)
	mendEach(m.out.Notes, func(o *diagram.Note) *diagram.ID { return &o.About }, gone)
	for id, o := range m.out.Modules {
		if slices.ContainsFunc(o.Allows, gone) {
			c := *o
			c.Allows = without(o.Allows, gone)
			m.out.Modules[id] = &c
		}
	}
	for id, o := range m.out.Ignores {
		if gone(o.Object) {
			delete(m.out.Ignores, id)
		}
	}
}

// wasDangling tells whether mine speaks of this ID and has no such object.
func (m *merger) wasDangling(id diagram.ID) bool {
	if m.dangling == nil {
		m.dangling = map[diagram.ID]bool{}
		ids := objectIDs(m.mine)
		renumber(m.mine, false, func(_ diagram.Kind, id diagram.ID) diagram.ID {
			if _, there := ids[id]; !there {
				m.dangling[id] = true
			}
			return id
		})
	}
	return m.dangling[id]
}

// mendEach empties one reference of objects of a kind where its object is gone.
func mendEach[T any](objects map[diagram.ID]*T, ref func(*T) *diagram.ID, gone func(diagram.ID) bool) {
	for id, o := range objects {
		if gone(*ref(o)) {
			c := *o
			*ref(&c) = ""
			objects[id] = &c
		}
	}
}

func without(ids []diagram.ID, gone func(diagram.ID) bool) []diagram.ID {
	return slices.DeleteFunc(slices.Clone(ids), gone)
}

// mendTable returns the table without a schema or module that is gone, and without what
// its parts say of columns that it has not.
func (m *merger) mendTable(t *diagram.Table) *diagram.Table {
	c := *t
	if id := c.Schema; id != "" && m.out.Schemas[id] == nil && !m.wasDangling(id) {
		c.Schema = ""
	}
	if id := c.Module; id != "" && m.out.Modules[id] == nil && !m.wasDangling(id) {
		c.Module = ""
	}
	if was := m.mine.Tables[t.ID]; was != t {
		own := setOf(columns.ids(t.Columns))
		gone := func(id diagram.ID) bool {
			return id != "" && !own[id] && (was == nil || was.Column(id) != nil || !spokeOf(was, id))
		}
		c.Keys = mendParts(t.Keys, func(k *diagram.Key) *diagram.Key { return mendKey(k, gone) })
		c.Indexes = mendParts(t.Indexes, func(x *diagram.Index) *diagram.Index { return mendIndex(x, gone) })
		c.Dependencies = mendParts(t.Dependencies, func(d *diagram.Dependency) *diagram.Dependency { return mendDependency(d, gone) })
	}
	if c.Schema == t.Schema && c.Module == t.Module && slices.Equal(c.Keys, t.Keys) &&
		slices.Equal(c.Indexes, t.Indexes) && slices.Equal(c.Dependencies, t.Dependencies) {
		return t
	}
	return &c
}

// spokeOf tells whether keys, indexes or dependencies of a table speak of a column.
func spokeOf(t *diagram.Table, column diagram.ID) bool {
	for _, k := range t.Keys {
		if slices.Contains(k.Columns, column) {
			return true
		}
	}
	for _, x := range t.Indexes {
		if slices.Contains(x.Include, column) || slices.ContainsFunc(x.Parts, func(p diagram.IndexPart) bool { return p.Column == column }) {
			return true
		}
	}
	for _, d := range t.Dependencies {
		if slices.Contains(d.Determinant, column) || slices.Contains(d.Dependent, column) {
			return true
		}
	}
	return false
}

// mendParts mends each part and leaves out those that make no sense any more.
func mendParts[T any](list []*T, mend func(*T) *T) []*T {
	out := make([]*T, 0, len(list))
	for _, o := range list {
		if o = mend(o); o != nil {
			out = append(out, o)
		}
	}
	return out
}

// mendKey takes columns out of a primary key. A unique key that lost a column would say
// more than before, so it goes.
func mendKey(k *diagram.Key, gone func(diagram.ID) bool) *diagram.Key {
	if !slices.ContainsFunc(k.Columns, gone) {
		return k
	}
	c := *k
	if c.Columns = without(k.Columns, gone); !k.Primary || len(c.Columns) == 0 {
		return nil
	}
	return &c
}

// mendIndex takes columns out of an index; a unique one goes, as a unique key does.
func mendIndex(x *diagram.Index, gone func(diagram.ID) bool) *diagram.Index {
	partGone := func(p diagram.IndexPart) bool { return gone(p.Column) }
	lost := slices.ContainsFunc(x.Parts, partGone)
	if !lost && !slices.ContainsFunc(x.Include, gone) {
		return x
	}
	c := *x
	c.Include = without(x.Include, gone)
	c.Parts = slices.DeleteFunc(slices.Clone(x.Parts), partGone)
	if lost && (x.Unique || len(c.Parts) == 0) {
		return nil
	}
	return &c
}

// mendDependency keeps a dependency while its determinant is whole and something is left
// that depends on it.
func mendDependency(d *diagram.Dependency, gone func(diagram.ID) bool) *diagram.Dependency {
	if slices.ContainsFunc(d.Determinant, gone) {
		return nil
	}
	if !slices.ContainsFunc(d.Dependent, gone) {
		return d
	}
	c := *d
	if c.Dependent = without(d.Dependent, gone); len(c.Dependent) == 0 {
		return nil
	}
	return &c
}

// mendRelationship takes ends and pairs out that lead to what is gone. It returns nil when
// fewer than two ends are left.
func (m *merger) mendRelationship(r *diagram.Relationship, gone func(diagram.ID) bool, columns columnSets) *diagram.Relationship {
	endGone := func(e diagram.End) bool { return gone(e.Table) }
	if slices.ContainsFunc(r.Ends, endGone) {
		c := *r
		c.Ends = slices.DeleteFunc(slices.Clone(r.Ends), endGone)
		if len(c.Ends) < 2 {
			return nil
		}
		r = &c
	}
	if pairs := m.mendPairs(r, columns); !slices.Equal(pairs, r.Pairs) {
		c := *r
		c.Pairs = pairs
		r = &c
	}
	return r
}

// mendPairs returns the pairs of a relationship that fit its ends. Where they do not, the
// same pairs from the other side are tried, then those of mine; else what fits is left.
func (m *merger) mendPairs(r *diagram.Relationship, columns columnSets) []diagram.Pair {
	mine := m.mine.Relationships[r.ID]
	fits := func(p diagram.Pair) bool {
		if len(r.Ends) >= 2 && columns.has(m.out.Tables[r.Ends[0].Table], p.From) && columns.has(m.out.Tables[r.Ends[1].Table], p.To) {
			return true
		}
		// A pair that did not fit in mine is left as it was.
		return mine != nil && sameTables(mine, r) && slices.Contains(mine.Pairs, p) && !m.fitted(mine, p)
	}
	misfit := func(p diagram.Pair) bool { return !fits(p) }
	if !slices.ContainsFunc(r.Pairs, misfit) {
		return r.Pairs
	}
	tries := [][]diagram.Pair{flipPairs(r.Pairs)}
	if mine != nil {
		tries = append(tries, mine.Pairs, flipPairs(mine.Pairs))
	}
	for _, pairs := range tries {
		if len(pairs) > 0 && !slices.ContainsFunc(pairs, misfit) {
			return pairs
		}
	}
	return slices.DeleteFunc(slices.Clone(r.Pairs), misfit)
}

// columnSets look up the columns of large tables; small ones are looked through.
type columnSets map[diagram.ID]map[diagram.ID]bool

const smallTable = 30 // columns

func (s columnSets) has(t *diagram.Table, column diagram.ID) bool {
	if t == nil || len(t.Columns) <= smallTable {
		return t != nil && t.Column(column) != nil
	}
	if s[t.ID] == nil {
		s[t.ID] = setOf(columns.ids(t.Columns))
	}
	return s[t.ID][column]
}

// fitted tells whether a pair fits its relationship in mine.
func (m *merger) fitted(r *diagram.Relationship, p diagram.Pair) bool {
	if len(r.Ends) < 2 {
		return false
	}
	child, parent := m.mine.Tables[r.Ends[0].Table], m.mine.Tables[r.Ends[1].Table]
	return child != nil && child.Column(p.From) != nil && parent != nil && parent.Column(p.To) != nil
}
