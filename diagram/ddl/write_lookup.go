package ddl

import (
	"slices"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// withLookups returns a diagram in which each enumeration is a table of its values, to
// which the columns refer, and the values by those tables. Lists of enumerations and sets
// stay as they are.
func withLookups(d *diagram.Diagram) (*diagram.Diagram, map[diagram.ID][]string) {
	l := lookups{d: d.Snapshot(), seeds: map[diagram.ID][]string{}, byDomain: map[diagram.ID]*diagram.Table{}}
	for _, t := range d.SortedTables() {
		if t.Kind != diagram.KindView {
			l.table(t)
		}
	}
	l.forget()
	return l.d, l.seeds
}

// forget takes away the enumerations that no column names any more.
func (l *lookups) forget() {
	for id := range l.byDomain {
		used := false
		for _, t := range l.d.Tables {
			used = used || slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool {
				return l.d.DomainNamed(diagram.ParseType(c.Type).Name) == l.d.Domains[id]
			})
		}
		if !used {
			delete(l.d.Domains, id)
		}
	}
}

type lookups struct {
	d        *diagram.Diagram
	seeds    map[diagram.ID][]string
	byDomain map[diagram.ID]*diagram.Table
}

// table gives the columns of a table their look-up tables.
func (l *lookups) table(t *diagram.Table) {
	own := *t
	own.Columns = slices.Clone(t.Columns)
	changed := false
	for i, c := range t.Columns {
		look := l.lookup(t, c)
		if look == nil {
			continue
		}
		column := *c
		column.Type = look.Columns[0].Type
		if literal, _, ok := strings.Cut(column.Default, "::"); ok {
			column.Default = literal // the type of its cast is not there
		}
		own.Columns[i], changed = &column, true
		l.d.AddRelationship(&diagram.Relationship{
			ID: diagram.DerivedID("lookup reference", string(c.ID)), Directed: true,
			Ends:  diagram.Between(t.ID, diagram.ZeroMany, look.ID, diagram.One),
			Pairs: []diagram.Pair{{From: c.ID, To: look.Columns[0].ID}},
		})
	}
	if changed {
		l.d.Tables[t.ID] = &own
	}
}

// lookup returns the look-up table of a column, or nil where it is no enumeration.
func (l *lookups) lookup(t *diagram.Table, c *diagram.Column) *diagram.Table {
	typ := diagram.ParseType(c.Type)
	if typ.Array > 0 || strings.TrimSpace(c.Type) == "" {
		return nil
	}
	if o := l.d.DomainNamed(strings.TrimSpace(c.Type)); o != nil {
		if !o.IsEnum() {
			return nil
		}
		if l.byDomain[o.ID] == nil {
			l.byDomain[o.ID] = l.add(o.ID, o.Name, o.Schema, t.Module, o.Values, o.Comment)
		}
		return l.byDomain[o.ID]
	}
	if typ.Name != "enum" || len(typ.Values) == 0 {
		return nil
	}
	return l.add(c.ID, t.Name+"_"+c.Name, t.Schema, t.Module, typ.Values, "")
}

func (l *lookups) add(from diagram.ID, name string, schema, module diagram.ID, values []string, comment string) *diagram.Table {
	longest := 1
	for _, v := range values {
		longest = max(longest, utf8.RuneCountInString(v))
	}
	id := diagram.DerivedID("lookup", string(from))
	column := diagram.DerivedID("lookup value", string(from))
	t := l.d.AddTable(&diagram.Table{
		ID: id, Name: name, Schema: schema, Module: module, Comment: comment,
		Columns: []*diagram.Column{{ID: column, Name: "value", Type: sized("varchar", longest), NotNull: true}},
		Keys:    []*diagram.Key{{ID: diagram.DerivedID("lookup key", string(from)), Primary: true, Columns: []diagram.ID{column}}},
	})
	l.seeds[id] = values
	return t
}

// writeSeeds writes the rows of a look-up table, each with a statement of its own: before
// 23ai Oracle takes one row at a time.
func (w *writer) writeSeeds(t *tablePlan) {
	for _, v := range w.enumValues(w.seeds[t.t.ID]) {
		if v == "" && w.to.emptyIsNull {
			w.lossy(t.t.ID, "value-left-out", t.t.Name, "The value '' of %s is left out: it is NULL in %s.", t.t.Name, w.to.Title)
			continue
		}
		column, value := w.id(t.columns[0].name), w.to.literal(v)
		insert := "INSERT INTO " + w.table(t) + " (" + column + ") "
		if w.opt.IfNotExists {
			insert += "SELECT " + value + " FROM (SELECT count(*) AS n FROM " + w.table(t) + " WHERE " + column + " = " + value + ") x WHERE x.n = 0"
		} else {
			insert += "VALUES (" + value + ")"
		}
		w.statement(t.t.ID, insert)
	}
}
