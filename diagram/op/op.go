// Package op holds everything that can happen to a diagram. There are five kinds of
// operations over one table of properties (property.go); an edit, an import into an
// open diagram, a lint fix, an auto-layout and an undo are all batches of them. Apply
// changes a document wholly or not at all and returns the inverse.
//
// The same rules run in the browser (static/js/model/op.js); the fixtures in
// testdata/ops hold both to one answer. Package op stores and sends nothing.
//
// Start at Document.Apply; history.go is undo, diff.go turns diagrams into operations.
package op

import (
	"encoding/json"
	"fmt"

	"crowsfoot/diagram"
)

// Verb is one of the five kinds of operations.
type Verb string

// The five kinds of operations. The set is closed: anything else is refused.
const (
	// Put makes an object with the given properties; over an object of the same kind it
	// replaces all properties and revives it. What belongs to a table stays with it.
	Put Verb = "put"
	// Set gives one property of an object a new value.
	Set Verb = "set"
	// Delete hides an object and what belongs to it. The object is kept, to be undeleted.
	Delete Verb = "delete"
	// Undelete brings a deleted object back as it was.
	Undelete Verb = "undelete"
	// Order moves an object among its siblings, or to another parent.
	Order Verb = "order"
)

// Op is one operation, in memory and on the wire.
type Op struct {
	Verb Verb       `json:"op"`
	ID   diagram.ID `json:"id"`
	// Kind of the object; for Put only.
	Kind diagram.Kind `json:"kind,omitempty"`
	// Parent is the table of a column, key, index, check or dependency; for Put, and for
	// Order when the object changes its parent.
	Parent diagram.ID `json:"parent,omitempty"`
	// Order is an order key among the siblings; for Put and Order.
	Order string `json:"order,omitempty"`
	// Property and Value; for Set only. A null value is the property's default.
	Property string          `json:"prop,omitempty"`
	Value    json.RawMessage `json:"value,omitempty"`
	// Props are the properties that differ from their defaults; for Put only.
	Props map[string]json.RawMessage `json:"props,omitempty"`
}

// SetTo builds a Set. The value must be of the property's Go type; a value that JSON
// can't hold is a programmer's mistake and panics.
func SetTo(id diagram.ID, property string, value any) Op {
	return Op{Verb: Set, ID: id, Property: property, Value: mustJSON(value)}
}

// DeleteOf builds a Delete.
func DeleteOf(id diagram.ID) Op { return Op{Verb: Delete, ID: id} }

// OrderOf builds an Order among the same parent's children.
func OrderOf(id diagram.ID, order string) Op { return Op{Verb: Order, ID: id, Order: order} }

// PutOf builds a Put of a domain object such as *diagram.Column, with the properties
// that differ from their defaults. parent is the table's ID for what belongs to a
// table, else empty. Children of a table are not included; see PutTable.
func PutOf(parent diagram.ID, object any) Op {
	s := specOf(object)
	id, order := s.head(object)
	return Op{Verb: Put, ID: *id, Kind: s.kind, Parent: parent, Order: *order, Props: s.props(object)}
}

// PutTable builds the puts of a table and of all that belongs to it.
func PutTable(t *diagram.Table) []Op {
	ops := []Op{PutOf("", t)}
	eachPart(t, func(_ *spec, part any) { ops = append(ops, PutOf(t.ID, part)) })
	return ops
}

func mustJSON(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("op: value %T: %v", v, err))
	}
	return b
}
