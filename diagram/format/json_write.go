package format

import (
	"fmt"
	"io"

	"crowsfoot/diagram"
)

// writeSchema writes tables, columns, keys, plain indexes and foreign keys. What else
// the diagram holds is reported, once for each sort.
func writeSchema(w io.Writer, d *diagram.Diagram, _ Options) ([]diagram.Loss, error) {
	f := schemaFile{Name: d.Name, Dialect: d.Dialect, Comment: d.Comment, Tables: []schemaTable{}}
	lost := &schemaLosses{count: map[string]int{}}
	names := map[diagram.ID]string{}
	for _, t := range d.SortedTables() {
		names[t.ID] = t.Name
		if s := d.Schemas[t.Schema]; s != nil {
			names[t.ID] = s.Name + "." + t.Name
		}
	}
	at := map[diagram.ID]int{}
	for i, t := range d.SortedTables() {
		f.Tables = append(f.Tables, schemaTableOf(d, t, lost))
		at[t.ID] = i
	}
	for _, r := range d.SortedRelationships() {
		child, parent, ok := d.ForeignKey(r)
		if !ok {
			lost.add("relationships without columns", 1)
			continue
		}
		table := &f.Tables[at[child.ID]]
		table.ForeignKeys = append(table.ForeignKeys, schemaReference{
			Name: r.Name, Columns: child.Names(r.FromColumns()), RefTable: names[parent.ID], RefColumns: parent.Names(r.ToColumns()),
			OnDelete: string(r.OnDelete), OnUpdate: string(r.OnUpdate),
		})
	}
	lost.add("domains", len(d.Domains))
	lost.add("modules", len(d.Modules))
	lost.add("notes", len(d.Notes))
	lost.add("frames", len(d.Frames))
	lost.add("ignored findings", len(d.Ignores))
	text, err := encodeJSON(f)
	if err != nil {
		return nil, fmt.Errorf("write schema JSON of %q: %w", d.Name, err)
	}
	_, err = w.Write(text)
	return lost.list(), err
}

func schemaTableOf(d *diagram.Diagram, t *diagram.Table, lost *schemaLosses) schemaTable {
	out := schemaTable{
		Name: t.Name, Comment: t.Comment, X: &t.Pos.X, Y: &t.Pos.Y,
		Columns: []schemaColumn{}, PrimaryKey: []string{}, Uniques: [][]string{}, ForeignKeys: []schemaReference{},
	}
	if s := d.Schemas[t.Schema]; s != nil {
		out.Schema = s.Name
	}
	if t.Kind == diagram.KindView {
		out.Kind = "view"
		lost.add("queries of views", 1)
	}
	for _, c := range t.Columns {
		nullable := !t.NotNull(c)
		out.Columns = append(out.Columns, schemaColumn{
			Name: c.Name, Type: c.Type, Nullable: &nullable, PK: t.InPrimaryKey(c.ID), Default: c.Default, Comment: c.Comment,
		})
		if c.Generated != "" || c.Check != "" || c.Identity != diagram.IdentityNone || c.Collation != "" {
			lost.add("columns' checks, expressions, identities or collations", 1)
		}
	}
	primary := t.PrimaryKey()
	for _, k := range t.Keys {
		if k == primary {
			out.PrimaryKey = t.Names(k.Columns)
		} else if !k.Primary {
			out.Uniques = append(out.Uniques, t.Names(k.Columns))
		}
	}
	for _, x := range t.Indexes {
		ids := x.ColumnIDs()
		if len(ids) == 0 || x.Where != "" {
			lost.add("indexes with expressions or conditions", 1)
			continue
		}
		out.Indexes = append(out.Indexes, schemaIndex{Name: x.Name, Unique: x.Unique, Columns: t.Names(ids)})
	}
	lost.add("checks of tables", len(t.Checks))
	lost.add("functional dependencies", len(t.Dependencies))
	return out
}

// schemaLosses counts by sort what schema JSON has no place for.
type schemaLosses struct {
	order []string
	count map[string]int
}

func (l *schemaLosses) add(what string, n int) {
	if n == 0 {
		return
	}
	if l.count[what] == 0 {
		l.order = append(l.order, what)
	}
	l.count[what] += n
}

func (l *schemaLosses) list() []diagram.Loss {
	var out []diagram.Loss
	for _, what := range l.order {
		out = append(out, diagram.Loss{
			Code:    "not-in-schema-json",
			Message: fmt.Sprintf("Schema JSON has no place for %s (%d left out).", what, l.count[what]),
		})
	}
	return out
}
