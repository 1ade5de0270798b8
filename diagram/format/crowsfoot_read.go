package format

import "crowsfoot/diagram"

func readCrowsfoot(data []byte) (*diagram.Source, error) {
	var f crowsfootFile
	if err := decodeJSON(data, &f, "Crowsfoot file"); err != nil {
		return nil, err
	}
	if f.Version < 1 {
		return nil, diagram.Errorf(diagram.Unreadable, `This is no Crowsfoot file: the key "crowsfoot" with its version is missing.`)
	}
	if f.Version > crowsfootVersion {
		return nil, diagram.Errorf(diagram.Unsupported,
			"This Crowsfoot file has version %d, but this program reads up to version %d; update the program.", f.Version, crowsfootVersion)
	}
	page := diagram.NewPage(f.Name)
	page.Positioned = true
	d := page.Diagram
	d.Settings = f.Settings
	ids := &idList{seen: map[diagram.ID]bool{diagram.RootID: true}}
	for _, o := range takeAll(ids, f.Schemas, schemaHead) {
		d.AddSchema(o)
	}
	for _, o := range takeAll(ids, f.Domains, domainHead) {
		d.AddDomain(o)
	}
	for _, o := range takeAll(ids, f.Modules, moduleHead) {
		d.AddModule(o)
	}
	for _, o := range takeAll(ids, f.Tables, tableHead) {
		t := &o.Table
		t.Columns = takeAll(ids, o.Columns, columnHead)
		t.Keys = takeAll(ids, o.Keys, keyHead)
		t.Indexes = takeAll(ids, o.Indexes, indexHead)
		t.Checks = takeAll(ids, o.Checks, checkHead)
		t.Dependencies = takeAll(ids, o.Dependencies, dependencyHead)
		clampPoint(&t.Pos)
		d.AddTable(t)
	}
	for _, o := range takeAll(ids, f.Relationships, relationshipHead) {
		if len(o.Ends) < 2 {
			ids.fail("the relationship %q has fewer than two ends", o.ID)
		}
		d.AddRelationship(o)
	}
	for _, o := range takeAll(ids, f.Notes, noteHead) {
		clampPoint(&o.Pos)
		d.AddNote(o)
	}
	for _, o := range takeAll(ids, f.Frames, frameHead) {
		clampPoint(&o.Pos)
		d.AddFrame(o)
	}
	for _, o := range takeAll(ids, f.Ignores, ignoreHead) {
		d.AddIgnore(o)
	}
	if ids.err != nil {
		return nil, ids.err
	}
	return &diagram.Source{Format: "crowsfoot", Pages: []*diagram.Page{page}}, nil
}

func clampPoint(p *diagram.Point) {
	p.X, p.Y = diagram.Clamp(p.X), diagram.Clamp(p.Y)
}

// idList sees to it that every object of a file has an ID of its own. It keeps the first
// error.
type idList struct {
	seen map[diagram.ID]bool
	err  error
}

func (l *idList) fail(format string, args ...any) {
	if l.err == nil {
		l.err = diagram.Errorf(diagram.Unreadable, "This is no whole Crowsfoot file: "+format+".", args...)
	}
}

// takeAll checks the heads of the objects and returns the objects with them. It returns
// nil for an empty list, as readers of other formats do.
func takeAll[T any](ids *idList, objects []crowsfootObject[T], head func(*T) (*diagram.ID, *string)) []*T {
	var out []*T
	for _, o := range objects {
		switch {
		case !o.ID.Valid():
			ids.fail("%q is not allowed as the ID of an object", o.ID)
		case ids.seen[o.ID]:
			ids.fail("the ID %q stands there twice", o.ID)
		case !diagram.ValidOrder(o.Order):
			ids.fail("the object %q has no valid order key", o.ID)
		}
		if ids.err != nil {
			return nil
		}
		ids.seen[o.ID] = true
		id, order := head(o.Value)
		*id, *order = o.ID, o.Order
		out = append(out, o.Value)
	}
	return out
}
