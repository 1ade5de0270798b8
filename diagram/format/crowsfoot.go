package format

import (
	"bytes"
	_ "embed" // for the schema
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"crowsfoot/diagram"
)

// crowsfootVersion is the version of the file form that is written. A reader takes every
// version up to its own.
const crowsfootVersion = 1

// CrowsfootSchema describes the file as JSON Schema (draft 2020-12).
//
//go:embed crowsfoot.schema.json
var CrowsfootSchema []byte

// The full file of a diagram, for backups, for exchange and for versions kept beside
// code. It holds everything of the domain with its IDs and order, and loses nothing.
var _ = add(&Format{
	Name:       "crowsfoot",
	Title:      "Crowsfoot",
	Extensions: []string{".crowsfoot", ".crowsfoot.json"},
	Sniff:      func(_ string, data []byte) bool { return hasKey(data, "crowsfoot") },
	Read:       readCrowsfoot,
	Write:      writeCrowsfoot,
})

// crowsfootFile is the file. Objects have their properties under the names they bear on
// the wire, plus id and order, which the domain keeps out of its own JSON.
type crowsfootFile struct {
	Version int `json:"crowsfoot"`
	diagram.Settings
	Schemas       []crowsfootObject[diagram.Schema]       `json:"schemas"`
	Domains       []crowsfootObject[diagram.Domain]       `json:"domains"`
	Modules       []crowsfootObject[diagram.Module]       `json:"modules"`
	Tables        []crowsfootObject[crowsfootTable]       `json:"tables"`
	Relationships []crowsfootObject[diagram.Relationship] `json:"relationships"`
	Notes         []crowsfootObject[diagram.Note]         `json:"notes"`
	Frames        []crowsfootObject[diagram.Frame]        `json:"frames"`
	Ignores       []crowsfootObject[diagram.Ignore]       `json:"ignores"`
}

// crowsfootTable is a table with all that belongs to it.
type crowsfootTable struct {
	diagram.Table
	Columns      []crowsfootObject[diagram.Column]     `json:"columns"`
	Keys         []crowsfootObject[diagram.Key]        `json:"keys"`
	Indexes      []crowsfootObject[diagram.Index]      `json:"indexes"`
	Checks       []crowsfootObject[diagram.Check]      `json:"checks"`
	Dependencies []crowsfootObject[diagram.Dependency] `json:"dependencies"`
}

// crowsfootHead names an object.
type crowsfootHead struct {
	ID    diagram.ID `json:"id"`
	Order string     `json:"order"`
}

// crowsfootObject is one object of the file: id and order in one JSON object with the
// properties of T.
type crowsfootObject[T any] struct {
	crowsfootHead
	Value *T
}

// MarshalJSON puts head and properties into one JSON object.
func (o crowsfootObject[T]) MarshalJSON() ([]byte, error) {
	head, err := json.Marshal(o.crowsfootHead)
	if err != nil {
		return nil, err
	}
	properties, err := encodeJSON(o.Value)
	if err != nil {
		return nil, err
	}
	head[len(head)-1] = ','
	return append(head, bytes.TrimPrefix(properties, []byte("{"))...), nil
}

// UnmarshalJSON reads head and properties from one JSON object. Its errors name the
// object, because a place within the object's text would mislead.
func (o *crowsfootObject[T]) UnmarshalJSON(text []byte) error {
	o.Value = new(T)
	err := json.Unmarshal(text, &o.crowsfootHead)
	if err == nil {
		err = json.Unmarshal(text, o.Value)
	}
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		return fmt.Errorf("%q of the object %q is a %s, which does not belong there", wrongType.Field, o.ID, wrongType.Value)
	}
	return err
}

// The heads of the domain's objects: where each sort keeps its ID and its order key.
func schemaHead(o *diagram.Schema) (*diagram.ID, *string)             { return &o.ID, &o.Order }
func domainHead(o *diagram.Domain) (*diagram.ID, *string)             { return &o.ID, &o.Order }
func moduleHead(o *diagram.Module) (*diagram.ID, *string)             { return &o.ID, &o.Order }
func tableHead(o *crowsfootTable) (*diagram.ID, *string)              { return &o.ID, &o.Order }
func columnHead(o *diagram.Column) (*diagram.ID, *string)             { return &o.ID, &o.Order }
func keyHead(o *diagram.Key) (*diagram.ID, *string)                   { return &o.ID, &o.Order }
func indexHead(o *diagram.Index) (*diagram.ID, *string)               { return &o.ID, &o.Order }
func checkHead(o *diagram.Check) (*diagram.ID, *string)               { return &o.ID, &o.Order }
func dependencyHead(o *diagram.Dependency) (*diagram.ID, *string)     { return &o.ID, &o.Order }
func relationshipHead(o *diagram.Relationship) (*diagram.ID, *string) { return &o.ID, &o.Order }
func noteHead(o *diagram.Note) (*diagram.ID, *string)                 { return &o.ID, &o.Order }
func frameHead(o *diagram.Frame) (*diagram.ID, *string)               { return &o.ID, &o.Order }
func ignoreHead(o *diagram.Ignore) (*diagram.ID, *string)             { return &o.ID, &o.Order }

// crowsfootList turns objects into their form in the file; the result is never null.
func crowsfootList[T any](objects []*T, head func(*T) (*diagram.ID, *string)) []crowsfootObject[T] {
	out := make([]crowsfootObject[T], len(objects))
	for i, o := range objects {
		id, order := head(o)
		out[i] = crowsfootObject[T]{crowsfootHead{*id, *order}, o}
	}
	return out
}

func writeCrowsfoot(w io.Writer, d *diagram.Diagram, _ Options) ([]diagram.Loss, error) {
	var tables []*crowsfootTable
	for _, t := range d.SortedTables() {
		tables = append(tables, &crowsfootTable{
			Table:        *t,
			Columns:      crowsfootList(t.Columns, columnHead),
			Keys:         crowsfootList(t.Keys, keyHead),
			Indexes:      crowsfootList(t.Indexes, indexHead),
			Checks:       crowsfootList(t.Checks, checkHead),
			Dependencies: crowsfootList(t.Dependencies, dependencyHead),
		})
	}
	text, err := encodeJSON(crowsfootFile{
		Version:       crowsfootVersion,
		Settings:      d.Settings,
		Schemas:       crowsfootList(d.SortedSchemas(), schemaHead),
		Domains:       crowsfootList(d.SortedDomains(), domainHead),
		Modules:       crowsfootList(d.SortedModules(), moduleHead),
		Tables:        crowsfootList(tables, tableHead),
		Relationships: crowsfootList(d.SortedRelationships(), relationshipHead),
		Notes:         crowsfootList(d.SortedNotes(), noteHead),
		Frames:        crowsfootList(d.SortedFrames(), frameHead),
		Ignores:       crowsfootList(d.SortedIgnores(), ignoreHead),
	})
	if err != nil {
		return nil, fmt.Errorf("write diagram %q: %w", d.Name, err)
	}
	_, err = w.Write(text)
	return nil, err
}
