package room

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

func undo(h *op.History, actor string) (op.Batch, []op.Skipped, error) {
	b, skipped, ok := h.Undo(actor)
	if !ok {
		return b, nil, diagram.Errorf(diagram.NotFound, "There is nothing to undo.")
	}
	return b, skipped, nil
}

func redo(h *op.History, actor string) (op.Batch, []op.Skipped, error) {
	b, skipped, ok := h.Redo(actor)
	if !ok {
		return b, nil, diagram.Errorf(diagram.NotFound, "There is nothing to redo.")
	}
	return b, skipped, nil
}

// names says for people what an undo left out: "orders.name" is the name of the table
// orders, "orders.total.type" the type of its column total.
func names(d *diagram.Diagram, left []op.Skipped) []string {
	var list []string
	for _, s := range left {
		name := nameOf(d, s.ID)
		if s.Property != "" {
			name += "." + s.Property
		}
		list = append(list, name)
	}
	return list
}

// nameOf names an object; what has no name of its own is named by its kind.
func nameOf(d *diagram.Diagram, id diagram.ID) string {
	if id == diagram.RootID {
		return "diagram"
	}
	if t := d.Tables[id]; t != nil {
		return t.Name
	}
	for _, t := range d.Tables {
		if part, ok := partOf(t, id); ok {
			return t.Name + "." + part
		}
	}
	switch {
	case d.Relationships[id] != nil:
		return named("relationship", d.Relationships[id].Name)
	case d.Notes[id] != nil:
		return "note"
	case d.Frames[id] != nil:
		return named("frame", d.Frames[id].Title)
	case d.Modules[id] != nil:
		return named("module", d.Modules[id].Name)
	case d.Domains[id] != nil:
		return named("domain", d.Domains[id].Name)
	case d.Schemas[id] != nil:
		return named("schema", d.Schemas[id].Name)
	case d.Ignores[id] != nil:
		return "ignored finding"
	}
	return "deleted object"
}

// partOf names what belongs to a table.
func partOf(t *diagram.Table, id diagram.ID) (string, bool) {
	for _, c := range t.Columns {
		if c.ID == id {
			return c.Name, true
		}
	}
	for _, k := range t.Keys {
		if k.ID == id {
			return named("key", k.Name), true
		}
	}
	for _, x := range t.Indexes {
		if x.ID == id {
			return named("index", x.Name), true
		}
	}
	for _, c := range t.Checks {
		if c.ID == id {
			return named("check", c.Name), true
		}
	}
	for _, f := range t.Dependencies {
		if f.ID == id {
			return "dependency", true
		}
	}
	return "", false
}

func named(kind, name string) string {
	if name == "" {
		return kind
	}
	return name
}
