package ddl

import (
	"slices"

	"crowsfoot/diagram"
)

// mysqlIndex is an index that a table has, asked for or made for a foreign key.
type mysqlIndex struct {
	name    string
	columns []*columnPlan
	lengths []int
	part    *part // nil when it was made for a foreign key
	foreign *part
}

// holds tells whether the columns stand first in the index, in their order.
func (x mysqlIndex) holds(columns []*columnPlan) bool {
	if len(x.columns) < len(columns) {
		return false
	}
	for i, c := range columns {
		if x.columns[i] != c || x.lengths[i] > 0 {
			return false
		}
	}
	return true
}

// mysqlIndexes lists the indexes of a table as the server has them once all foreign keys
// are added in their order: it makes one for each that has none to rest on, and drops one
// that it made as soon as another one does as well.
func mysqlIndexes(w *writer, t *tablePlan) []mysqlIndex {
	var list []mysqlIndex
	for _, p := range w.parts(t) {
		x := mysqlIndex{name: p.name, columns: p.columns, lengths: make([]int, len(p.columns)), part: p}
		if p.kind == partCheck {
			continue
		}
		if p.index != nil {
			if p.index.method != "" {
				continue
			}
			x.columns, x.lengths = nil, nil
			for _, q := range p.index.parts {
				x.columns, x.lengths = append(x.columns, q.column), append(x.lengths, q.length)
			}
		}
		list = append(list, x)
	}
	for _, f := range w.foreignParts(t) {
		x := mysqlIndex{name: f.name, columns: f.columns, lengths: make([]int, len(f.columns)), foreign: f}
		if slices.ContainsFunc(list, func(o mysqlIndex) bool {
			return o.holds(x.columns) && (o.part != nil || len(o.columns) > len(x.columns))
		}) {
			continue
		}
		list = slices.DeleteFunc(list, func(o mysqlIndex) bool { return o.part == nil && x.holds(o.columns) })
		list = append(list, x)
	}
	return list
}

// withoutForeignIndexes returns a diagram without the indexes that the server made for
// foreign keys: they bear their names. A diagram that was read of a live database has
// them.
func withoutForeignIndexes(d *diagram.Diagram) *diagram.Diagram {
	type place struct {
		table diagram.ID
		name  string
	}
	foreign := map[place][]diagram.ID{}
	for _, r := range d.Relationships {
		if r.IsForeignKey() && r.Name != "" {
			foreign[place{r.Ends[0].Table, r.Name}] = r.FromColumns()
		}
	}
	var out *diagram.Diagram
	for id, t := range d.Tables {
		kept := slices.DeleteFunc(slices.Clone(t.Indexes), func(x *diagram.Index) bool {
			columns, ok := foreign[place{id, x.Name}]
			return ok && !x.Unique && diagram.SameColumns(columns, x.ColumnIDs())
		})
		if len(kept) == len(t.Indexes) {
			continue
		}
		if out == nil {
			out = d.Snapshot()
		}
		bare := *t
		bare.Indexes = kept
		out.Tables[id] = &bare
	}
	if out == nil {
		return d
	}
	return out
}

// mysqlKeeps: a foreign key stays if the index that it rests on does.
func mysqlKeeps(g *migrator, t *tableChange, c partChange) bool {
	if c.old.name != c.new.name {
		return false // there is no rename
	}
	own := func(list []mysqlIndex, f *part) bool {
		return slices.ContainsFunc(list, func(x mysqlIndex) bool { return x.foreign != nil && x.foreign.foreign == f.foreign })
	}
	before, after := mysqlIndexes(g.mid, t.mid), mysqlIndexes(g.new, t.new)
	was, is := own(before, c.mid), own(after, c.new)
	if was || is {
		return was && is
	}
	return slices.ContainsFunc(before, func(x mysqlIndex) bool {
		if !x.holds(c.mid.columns) {
			return false
		}
		if x.part != nil {
			return slices.ContainsFunc(t.parts.kept, func(p partChange) bool { return p.mid.kind == x.part.kind && p.mid.name == x.part.name })
		}
		return slices.ContainsFunc(g.foreign.kept, func(p partChange) bool { return p.mid.foreign == x.foreign.foreign })
	})
}

// dropIndexes drops keys and indexes, also those that the server made for foreign keys
// which are gone.
func (m *mysqlMigrator) dropIndexes(t *tableChange, add func(string)) {
	for _, x := range t.parts.gone {
		switch x.kind {
		case partPrimary:
			add("DROP PRIMARY KEY")
		case partUnique, partIndex:
			add("DROP INDEX " + m.old.id(x.name))
		}
	}
	for _, x := range mysqlIndexes(m.old, t.old) {
		if x.foreign != nil && !slices.ContainsFunc(m.foreign.kept, func(c partChange) bool { return c.old.foreign == x.foreign.foreign }) {
			add("DROP INDEX " + m.old.id(x.name))
		}
	}
}

// addIndexes adds keys, indexes and checks.
func (m *mysqlMigrator) addIndexes(t *tableChange, add func(string)) {
	for _, x := range t.parts.made {
		if x.kind != partCheck {
			m.warnPart(x)
		}
		switch x.kind {
		case partPrimary:
			add("ADD " + x.body)
		case partUnique:
			add("ADD CONSTRAINT " + m.new.id(x.name) + " " + x.body)
		case partIndex:
			add("ADD " + m.new.indexLine(x.index))
		}
	}
	for _, c := range t.parts.kept {
		if c.old.name != c.new.name && (c.new.kind == partUnique || c.new.kind == partIndex) {
			add("RENAME INDEX " + m.new.id(c.old.name) + " TO " + m.new.id(c.new.name))
		}
	}
	for _, x := range t.parts.made {
		if x.kind == partCheck {
			m.warnPart(x)
			add("ADD CONSTRAINT " + m.new.id(x.name) + " " + x.body)
		}
	}
	for _, c := range t.parts.kept {
		if c.new.kind == partCheck && c.old.name != c.new.name {
			add("ADD CONSTRAINT " + m.new.id(c.new.name) + " " + c.new.body)
		}
	}
}
