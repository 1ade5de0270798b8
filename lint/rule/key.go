package rule

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// newKey builds a further key of a table.
func newKey(t *diagram.Table, columns []diagram.ID, primary bool) *diagram.Key {
	parts := []string{"key", string(t.ID)}
	for _, id := range columns {
		parts = append(parts, string(id))
	}
	return &diagram.Key{
		ID:      diagram.DerivedID(parts...),
		Order:   afterLast(t.Keys, keyOrder),
		Primary: primary,
		Columns: columns,
	}
}

// makePrimary makes columns the primary key of a table that has none. Foreign keys whose
// columns refuse NULL thereby are drawn with a parent that is always there.
func makePrimary(p *lint.Pass, t *diagram.Table, columns []*diagram.Column) []op.Op {
	ops := []op.Op{op.PutOf(t.ID, newKey(t, ids(columns), true))}
	for _, k := range p.ForeignKeysOf(t.ID) {
		inKey, whole := true, true
		for _, c := range k.Columns {
			held := slices.Contains(columns, c)
			inKey, whole = inKey && held, whole && (held || c.NotNull)
		}
		if whole && k.Ends[1].Card == diagram.ZeroOne {
			ops = append(ops, setCard(k.Relationship, 1, diagram.One))
		}
		if inKey && !k.Identifying {
			ops = append(ops, op.SetTo(k.ID, "identifying", true))
		}
	}
	return ops
}

// makeUnique adds a unique key. A foreign key over the same columns is drawn with one
// child row at most thereby.
func makeUnique(p *lint.Pass, t *diagram.Table, columns []diagram.ID) []op.Op {
	ops := []op.Op{op.PutOf(t.ID, newKey(t, columns, false))}
	for _, k := range p.ForeignKeysOf(t.ID) {
		if k.Ends[0].Card.IsMany() && diagram.SameColumns(k.FromColumns(), columns) {
			ops = append(ops, setCard(k.Relationship, 0, diagram.ZeroOne))
		}
	}
	return ops
}

// newIndex builds a plain index over columns.
func newIndex(t *diagram.Table, columns ...diagram.ID) *diagram.Index {
	parts := []string{"index", string(t.ID)}
	x := &diagram.Index{Order: afterLast(t.Indexes, indexOrder)}
	for _, id := range columns {
		parts = append(parts, string(id))
		x.Parts = append(x.Parts, diagram.IndexPart{Column: id})
	}
	x.ID = diagram.DerivedID(parts...)
	return x
}

// keyPlan is a primary key that a table has or is to get.
type keyPlan struct {
	columns []*diagram.Column
	ops     []op.Op // what makes it; empty when it is there
	title   string  // what the operations do, as a verb phrase
}

// planKey returns the primary key of a table; of one that has none, the key that suits it
// best: a unique key without NULL, then a column whose name says so, then a new column.
func planKey(p *lint.Pass, t *diagram.Table) keyPlan {
	if k := t.PrimaryKey(); k != nil {
		return keyPlan{columns: columnsOf(t, k.Columns)}
	}
	name := p.TableName(t)
	for _, k := range t.Keys {
		columns := columnsOf(t, k.Columns)
		if len(columns) > 0 && allNotNull(t, columns) {
			return keyPlan{columns, []op.Op{op.SetTo(k.ID, "primary", true)}, "Make " + path(name, names(columns)) + " the primary key"}
		}
	}
	for _, x := range t.Indexes {
		columns := columnsOf(t, x.ColumnIDs())
		if x.Unique && x.Where == "" && len(columns) > 0 && len(columns) == len(x.Parts) && allNotNull(t, columns) {
			// The key guards and finds what the index did.
			ops := []op.Op{op.DeleteOf(x.ID), op.PutOf(t.ID, newKey(t, ids(columns), true))}
			return keyPlan{columns, ops, "Make " + path(name, names(columns)) + " the primary key"}
		}
	}
	if c := p.Names.KeyOf(t.ID); c != nil && len(p.ForeignKeysFrom(c.ID)) == 0 && isOwnKey(p, t, c) && canBeKey(p, c) {
		ops := []op.Op{op.PutOf(t.ID, newKey(t, []diagram.ID{c.ID}, true))}
		return keyPlan{[]*diagram.Column{c}, ops, "Make " + path(name, []string{c.Name}) + " the primary key"}
	}
	return planNewKey(p, t)
}

// isOwnKey tells whether the column's name says that it numbers the rows of this very
// table: id, order_id in orders, code.
func isOwnKey(p *lint.Pass, t *diagram.Table, c *diagram.Column) bool {
	n := p.Names.ColumnName(c.ID)
	if len(n.Words) == 1 {
		return n.Words[0] == "id" || n.Words[0] == "uuid" || n.Words[0] == "guid" || n.Key
	}
	for _, own := range p.Names.TablesNamed(n.Base) {
		if own == t {
			return n.Key
		}
	}
	return false
}

// planNewKey adds a numbered or random column in front, of the type that most single keys
// of the diagram have.
func planNewKey(p *lint.Pass, t *diagram.Table) keyPlan {
	typ, identity := p.UsualKey()
	name := freeName(p.Names.ColumnStyle().Join("id"), func(n string) bool { return hasColumn(t.Columns, n) })
	c := &diagram.Column{
		ID:       diagram.DerivedID("fix", "key column", string(t.ID)),
		Order:    diagram.OrderBetween("", firstOrder(t)),
		Name:     name,
		Type:     typ,
		NotNull:  true,
		Identity: identity,
	}
	ops := []op.Op{op.PutOf(t.ID, c), op.PutOf(t.ID, newKey(t, []diagram.ID{c.ID}, true))}
	return keyPlan{[]*diagram.Column{c}, ops, "Add " + path(p.TableName(t), []string{name}) + " as primary key"}
}

func firstOrder(t *diagram.Table) string {
	if len(t.Columns) == 0 {
		return ""
	}
	return t.Columns[0].Order
}

func allNotNull(t *diagram.Table, columns []*diagram.Column) bool {
	for _, c := range columns {
		if !t.NotNull(c) {
			return false
		}
	}
	return true
}

// referenceName is the name of a column that refers to a key column of a table: the
// key's own name when it tells of its table (customer_id), else the table's in front.
func referenceName(p *lint.Pass, t *diagram.Table, key *diagram.Column, role ...string) string {
	style := p.Names.ColumnStyle()
	words := naming.Words(key.Name)
	table := p.Names.TableWords(t.ID)
	if n := p.Names.ColumnName(key.ID); len(n.Base) == 0 || len(naming.Words(key.Name)) == 1 {
		words = append(append([]string{}, table...), words...)
	}
	return style.Join(append(append([]string{}, role...), words...)...)
}
