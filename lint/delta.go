package lint

import (
	"maps"
	"reflect"
	"slices"

	"crowsfoot/diagram"
)

// delta is what changed between two snapshots of a diagram, as far as rules may see it:
// a table of which only its place on the canvas changed has no aspects.
type delta struct {
	// everything says that a setting, schema, domain or module changed, on which all may hang.
	everything    bool
	aspects       Aspect
	tables        []tableChange
	relationships []relationshipChange
	ignores       bool
}

// tableChange is a table before and after; one of the two may be nil.
type tableChange struct {
	old, now *diagram.Table
	aspects  Aspect
	// named tells that what package naming reads of the table changed.
	named bool
}

func (c *tableChange) id() diagram.ID {
	if c.now != nil {
		return c.now.ID
	}
	return c.old.ID
}

// relationshipChange is a relationship before and after; one of the two may be nil.
type relationshipChange struct {
	old, now *diagram.Relationship
	// linked tells that ends, columns or actions changed, not just words.
	linked bool
}

// compare returns what changed. Objects are never changed in place, so one that is the
// same pointer is the same.
func compare(old, now *diagram.Diagram) *delta {
	d := &delta{
		everything: old.Dialect != now.Dialect || !reflect.DeepEqual(old.Lint, now.Lint) ||
			!maps.EqualFunc(old.Domains, now.Domains, same[diagram.Domain]) ||
			!maps.EqualFunc(old.Schemas, now.Schemas, same[diagram.Schema]) ||
			!maps.EqualFunc(old.Modules, now.Modules, same[diagram.Module]),
		ignores: !maps.EqualFunc(old.Ignores, now.Ignores, same[diagram.Ignore]),
	}
	if d.everything {
		return d
	}
	for id, n := range now.Tables {
		switch o := old.Tables[id]; o {
		case n:
		case nil:
			d.addTable(tableChange{now: n, aspects: Tables | Columns | Keys | Texts, named: true})
		default:
			d.addTable(compareTable(o, n))
		}
	}
	for id, n := range now.Relationships {
		switch o := old.Relationships[id]; o {
		case n:
		case nil:
			d.addRelationship(relationshipChange{now: n, linked: true})
		default:
			d.addRelationship(relationshipChange{o, n, !sameLink(o, n)})
		}
	}
	// What is gone is looked for only when there can be some.
	if len(old.Tables)+d.added() > len(now.Tables) {
		for id, o := range old.Tables {
			if now.Tables[id] == nil {
				d.addTable(tableChange{old: o, aspects: Tables | Columns | Keys | Texts, named: true})
			}
		}
	}
	if len(old.Relationships)+d.addedRelationships() > len(now.Relationships) {
		for id, o := range old.Relationships {
			if now.Relationships[id] == nil {
				d.addRelationship(relationshipChange{old: o, linked: true})
			}
		}
	}
	if !maps.EqualFunc(old.Notes, now.Notes, same[diagram.Note]) || !maps.EqualFunc(old.Frames, now.Frames, same[diagram.Frame]) {
		d.aspects |= Texts
	}
	return d
}

func same[T any](a, b *T) bool { return a == b }

func (d *delta) addTable(c tableChange) {
	d.tables = append(d.tables, c)
	d.aspects |= c.aspects
}

func (d *delta) addRelationship(c relationshipChange) {
	d.relationships = append(d.relationships, c)
	d.aspects |= Relationships
}

func (d *delta) added() (n int) {
	for i := range d.tables {
		if d.tables[i].old == nil {
			n++
		}
	}
	return n
}

func (d *delta) addedRelationships() (n int) {
	for i := range d.relationships {
		if d.relationships[i].old == nil {
			n++
		}
	}
	return n
}

// compareTable says which aspects of a table changed.
func compareTable(o, n *diagram.Table) tableChange {
	c := tableChange{old: o, now: n}
	if o.Name != n.Name || o.Kind != n.Kind || o.Schema != n.Schema || o.Module != n.Module || o.Order != n.Order {
		c.aspects, c.named = c.aspects|Tables, true
	}
	if o.Comment != n.Comment || o.Definition != n.Definition {
		c.aspects |= Texts
	}
	compareColumns(&c)
	if !slices.EqualFunc(o.Keys, n.Keys, equalValue[diagram.Key]) {
		c.aspects, c.named = c.aspects|Keys, true
	}
	if !slices.EqualFunc(o.Indexes, n.Indexes, equalValue[diagram.Index]) {
		c.aspects, c.named = c.aspects|Keys, true
	}
	if !slices.EqualFunc(o.Checks, n.Checks, equalValue[diagram.Check]) ||
		!slices.EqualFunc(o.Dependencies, n.Dependencies, equalValue[diagram.Dependency]) {
		c.aspects |= Keys
	}
	return c
}

func compareColumns(c *tableChange) {
	o, n := c.old.Columns, c.now.Columns
	if len(o) != len(n) {
		c.aspects, c.named = c.aspects|Columns, true
		return
	}
	for i := range n {
		if o[i] == n[i] {
			continue
		}
		a, b := *o[i], *n[i]
		if a.ID != b.ID || a.Order != b.Order || a.Name != b.Name || a.Type != b.Type || (a.Generated == "") != (b.Generated == "") {
			c.aspects, c.named = c.aspects|Columns, true
			continue
		}
		if a.Comment != b.Comment {
			c.aspects |= Texts
		}
		a.Comment, b.Comment = "", ""
		if !reflect.DeepEqual(a, b) {
			c.aspects |= Columns
		}
	}
}

func equalValue[T any](a, b *T) bool { return a == b || reflect.DeepEqual(a, b) }

// sameLink tells whether two versions of a relationship differ in words only.
func sameLink(o, n *diagram.Relationship) bool {
	a, b := *o, *n
	for _, x := range []*diagram.Relationship{&a, &b} {
		x.Name, x.Verb, x.Inverse, x.Comment, x.Source = "", "", "", "", ""
	}
	return reflect.DeepEqual(a, b)
}
