// Package decompose takes a table apart into the parts that package normal worked out: new
// tables with columns, keys and foreign keys, or tables that are there already, with
// everything that spoke of the old columns going where they went.
//
// It decides names and places, not parts, and changes nothing: the outcome is a batch of
// operations, to be previewed, applied and undone as any edit.
//
// Start at Make.
package decompose

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/normal"
	"crowsfoot/diagram/op"
)

// Plan is what taking a table apart would do.
type Plan struct {
	// Ops take the table apart on the diagram that the plan was made for.
	Ops []op.Op
	// After is the diagram as it would be.
	After *diagram.Diagram
	// Tables are the tables that hold the parts, the one that is taken apart first.
	Tables []diagram.ID
	// Notes say, in sentences, what cannot go on as it was: what is dropped, changed or lost.
	Notes []string
}

// Title says what the plan does, as a verb phrase.
func Title(table string, form normal.Form) string {
	return "Decompose " + table + " to " + form.Title()
}

// part is one part of the table with the table that is to hold it.
type part struct {
	normal.Part
	table *diagram.Table
	// in are the columns of the part, by the attribute: those of the table, copies, or those
	// of a table that is there already.
	in map[int]*diagram.Column
	// reused tells that the table was there; dropped are the attributes it had already.
	reused  bool
	dropped normal.Set
	renamed bool // a column that is spoken of has another name than in the old table
}

// maker makes one plan.
type maker struct {
	d, after *diagram.Diagram
	names    *naming.View
	n        *normal.Table
	t        *diagram.Table // as it was
	parts    []*part        // the one that stays first
	home     []*part        // by attribute: where the column itself goes
	spoken   normal.Set     // attributes that an expression names, so that they keep their names
	notes    []string
	known    known
}

// known is what is looked up in the whole diagram, once.
type known struct {
	ids    map[diagram.ID]bool // taken
	tables map[string]bool     // names that are taken, in lower case
	// foreign are the foreign keys from and to the table.
	foreign []*diagram.Relationship
	// tableOrder and lineOrder are order keys behind all tables and relationships.
	tableOrder, lineOrder string
	// plural: most tables are named so. plainKeys: most single primary keys are called id
	// and nothing more.
	plural, plainKeys bool
}

// Make plans to take a table of the diagram apart. The view must have been made of the same
// diagram, the decomposition of the same table.
func Make(d *diagram.Diagram, names *naming.View, n *normal.Table, parts *normal.Decomposition) *Plan {
	m := &maker{d: d, after: d.Snapshot(), names: names, n: n, t: n.Table, known: learn(d, n.Table)}
	m.listen()
	m.choose(parts.Parts)
	m.findHomes()
	for _, p := range m.parts[1:] {
		if !m.reuse(p) {
			m.newTable(p)
		}
	}
	m.rest()
	m.keys()
	m.indexes()
	m.checks()
	m.relationships()
	m.dependencies()
	m.links()
	plan := &Plan{Ops: op.Diff(d, m.after), After: m.after, Notes: m.notes}
	for _, p := range m.parts {
		if !slices.Contains(plan.Tables, p.table.ID) {
			plan.Tables = append(plan.Tables, p.table.ID)
		}
	}
	return plan
}

// choose puts the part first that keeps the identity of the table: the one with the primary
// key, else one with a key of the whole, the widest of them.
func (m *maker) choose(parts []normal.Part) {
	best, rank := 0, -1
	for i, p := range parts {
		r := p.Columns.Len()
		if m.n.IsKey(p.Columns) {
			r += 10_000
		}
		if m.n.Primary != nil && m.n.Primary.Within(p.Columns) {
			r += 20_000
		}
		if r > rank {
			best, rank = i, r
		}
	}
	for i, p := range parts {
		own := &part{Part: p, in: map[int]*diagram.Column{}, dropped: normal.NewSet(m.n.Size)}
		if i == best {
			m.parts = slices.Insert(m.parts, 0, own)
		} else {
			m.parts = append(m.parts, own)
		}
	}
	main := m.parts[0]
	if m.n.Primary != nil && m.n.Primary.Within(main.Columns) {
		if !main.Key.Equal(m.n.Primary) {
			main.Others = append(slices.DeleteFunc(slices.Clone(main.Others), m.n.Primary.Equal), main.Key)
			main.Key = m.n.Primary
		}
	}
	table := *m.t
	table.Columns = nil
	main.table = &table
	m.after.Tables[table.ID] = &table
}

// listen notes which columns the expressions of the table name.
func (m *maker) listen() {
	m.spoken = normal.NewSet(m.n.Size)
	hear := func(expression string) { m.spoken = m.spoken.Union(m.mentioned(expression)) }
	for _, c := range m.t.Columns {
		hear(c.Check)
		hear(c.Generated)
	}
	for _, c := range m.t.Checks {
		hear(c.Expression)
	}
	for _, x := range m.t.Indexes {
		hear(x.Where)
		for _, p := range x.Parts {
			hear(p.Expression)
		}
	}
}

// findHomes says where each column goes: it stays if it can, else it goes where another
// determines it; parts that it is the key of get a copy.
func (m *maker) findHomes() {
	m.home = make([]*part, m.n.Size)
	for i := range m.n.Size {
		for _, p := range m.parts {
			if !p.Columns.Has(i) {
				continue
			}
			if h := m.home[i]; h == nil || h != m.parts[0] && h.Key.Has(i) && !p.Key.Has(i) {
				m.home[i] = p
			}
		}
	}
}

// rest leaves the columns of the part that stays where they are.
func (m *maker) rest() {
	main := m.parts[0]
	for i, c := range m.t.Columns {
		if !main.Columns.Has(i) {
			continue
		}
		if m.t.InPrimaryKey(c.ID) && !main.Key.Has(i) && !c.NotNull {
			own := *c
			own.NotNull = true // which the key said before
			c = &own
		}
		main.in[i] = c
		main.table.Columns = append(main.table.Columns, c)
	}
	for _, p := range m.parts {
		for _, i := range p.Columns.Minus(p.dropped).Members() {
			c := p.in[i]
			if other := m.mentioned(c.Generated).Minus(p.Columns); !other.Empty() {
				m.note("%s is computed from %s, which it cannot see any more.", m.path(p.table, c), listed(m.n.Names(other)))
			}
		}
	}
}

// note tells people of something that cannot go on as it was.
func (m *maker) note(format string, args ...any) {
	m.notes = append(m.notes, fmt.Sprintf(format, args...))
}

func (m *maker) path(t *diagram.Table, columns ...*diagram.Column) string {
	var list []string
	for _, c := range columns {
		list = append(list, c.Name)
	}
	if len(list) == 1 {
		return t.Name + "." + list[0]
	}
	return t.Name + " (" + strings.Join(list, ", ") + ")"
}

// set returns the attributes of columns of the table as it was.
func (m *maker) set(ids []diagram.ID) normal.Set { return setOf(m.n, ids) }

// moved returns the columns of a part that hold what these columns of the old table held,
// in their order.
func (p *part) moved(n *normal.Table, ids []diagram.ID) []diagram.ID {
	out := make([]diagram.ID, 0, len(ids))
	for _, id := range ids {
		if i, ok := n.Place(id); ok && p.in[i] != nil {
			out = append(out, p.in[i].ID)
		}
	}
	return out
}

// columns returns the columns of a part for a set of attributes, in the order of the old
// table.
func (p *part) columns(s normal.Set) []*diagram.Column {
	var list []*diagram.Column
	for _, i := range s.Members() {
		list = append(list, p.in[i])
	}
	return list
}

// partWith returns the first part that holds all these attributes, or nil; better is asked
// which of two to prefer.
func (m *maker) partWith(s normal.Set, better func(p, than *part) bool) *part {
	var best *part
	for _, p := range m.parts {
		if s.Within(p.Columns) && (best == nil || better != nil && better(p, best)) {
			best = p
		}
	}
	return best
}

func ids(columns []*diagram.Column) []diagram.ID {
	list := make([]diagram.ID, len(columns))
	for i, c := range columns {
		list[i] = c.ID
	}
	return list
}

// listed writes names as people read them: a, b and c.
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// afterLast returns an order key behind the last of a sorted list.
func afterLast[T any](list []T, order func(T) string) string {
	if len(list) == 0 {
		return diagram.OrderAt(0)
	}
	return diagram.OrderBetween(order(list[len(list)-1]), "")
}
