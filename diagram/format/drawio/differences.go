package drawio

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// differences tells what of the diagram the page does not say. Where the cells stand in
// the file does not count, nor does what the diagram does not say and the page does.
func (p *patch) differences() []diagram.Loss {
	type object struct {
		kind diagram.Kind
		id   diagram.ID
	}
	said, wanted := map[object]op.Op{}, map[object]bool{}
	settings := map[string]json.RawMessage{}
	for _, o := range op.FromDiagram(p.base) {
		if o.Verb == op.Set {
			settings[o.Property] = o.Value
			continue
		}
		said[object{o.Kind, o.ID}] = o
	}
	var losses []diagram.Loss
	for _, o := range op.FromDiagram(p.d) {
		wanted[object{o.Kind, o.ID}] = true
		if o.Verb == op.Set {
			if o.Property == "comment" && string(settings[o.Property]) != string(o.Value) {
				losses = append(losses, p.lost(o, "the comment"))
			}
			continue
		}
		was, ok := said[object{o.Kind, o.ID}]
		if !ok {
			losses = append(losses, p.lost(o, "all of it"))
			continue
		}
		var names []string
		props := maps.Clone(o.Props)
		if props == nil {
			props = map[string]json.RawMessage{}
		}
		for name := range was.Props {
			if _, ok := props[name]; !ok {
				props[name] = nil
			}
		}
		for _, name := range slices.Sorted(maps.Keys(props)) {
			if name != "source" && name != "pinned" && string(props[name]) != string(was.Props[name]) && p.matters(o, name) {
				names = append(names, "the "+strings.ReplaceAll(name, "_", " "))
			}
		}
		if o.Parent != was.Parent {
			names = append(names, "the table that it is in")
		}
		if len(names) > 0 {
			losses = append(losses, p.lost(o, strings.Join(names, ", ")))
		}
	}
	for _, o := range op.FromDiagram(p.base) {
		if o.Verb == op.Put && !wanted[object{o.Kind, o.ID}] && (o.Parent == "" || wanted[object{diagram.KindTable, o.Parent}]) && (p.first == nil || o.Kind != diagram.KindNote || p.first.base.Notes[o.ID] != nil) {
			losses = append(losses, diagram.Loss{Code: "not-removed", Object: o.ID, Where: p.r.where(nil),
				Message: fmt.Sprintf("The %s %s is not in the diagram any more, but could not be taken out of the drawing.", o.Kind, nameOf(o))})
		}
	}
	for _, t := range p.d.SortedTables() {
		if old := p.base.Tables[t.ID]; old != nil && !sameOrder(t, old) {
			losses = append(losses, diagram.Loss{Code: "not-kept", Object: t.ID, Where: p.r.where(nil),
				Message: fmt.Sprintf("The order of the columns of the table %q could not be put back into the drawing.", t.Name)})
		}
	}
	return losses
}

// matters leaves out what follows from other things or has no place in a drawing that
// somebody would miss.
func (p *patch) matters(o op.Op, property string) bool {
	switch {
	case o.Kind == diagram.KindTable && property == "width":
		return p.d.Tables[o.ID].Width != 0 && p.base.Tables[o.ID].Width != 0 // boxes have none
	case o.Kind == diagram.KindRelationship && property == "identifying":
		rel := p.relations[o.ID] // of a line, keys say it
		return rel == nil || rel.line == nil
	case o.Kind == diagram.KindRelationship && property == "ends":
		now, was := p.d.Relationships[o.ID], p.base.Relationships[o.ID]
		return now.Directed || was.Directed || !sameEnds(now.Ends, was.Ends)
	case o.Kind == diagram.KindRelationship && property == "pairs":
		return !slices.Equal(sortedPairs(p.d.Relationships[o.ID]), sortedPairs(p.base.Relationships[o.ID]))
	case o.Kind == diagram.KindKey && property == "columns":
		return !diagram.SameColumns(p.keyColumns(p.d, o), p.keyColumns(p.base, o))
	}
	return true
}

// sameEnds tells whether two lists hold the same ends in any order.
func sameEnds(a, b []diagram.End) bool {
	sorted := func(ends []diagram.End) []diagram.End {
		return slices.SortedFunc(slices.Values(ends), func(x, y diagram.End) int {
			return cmp.Or(cmp.Compare(x.Table, y.Table), cmp.Compare(x.Card, y.Card), cmp.Compare(x.Role, y.Role))
		})
	}
	return slices.Equal(sorted(a), sorted(b))
}

func (p *patch) keyColumns(d *diagram.Diagram, o op.Op) []diagram.ID {
	if t := d.Tables[o.Parent]; t != nil {
		for _, k := range t.Keys {
			if k.ID == o.ID {
				return k.Columns
			}
		}
	}
	return nil
}

func sameOrder(a, b *diagram.Table) bool {
	of := func(t, other *diagram.Table) []diagram.ID {
		return slices.DeleteFunc(columnIDs(t), func(id diagram.ID) bool { return other.Column(id) == nil })
	}
	return slices.Equal(of(a, b), of(b, a))
}

func columnIDs(t *diagram.Table) []diagram.ID {
	ids := make([]diagram.ID, len(t.Columns))
	for i, c := range t.Columns {
		ids[i] = c.ID
	}
	return ids
}

func (p *patch) lost(o op.Op, what string) diagram.Loss {
	return diagram.Loss{Code: "not-kept", Object: o.ID, Where: p.r.where(nil),
		Message: fmt.Sprintf("Of the %s %s the drawing can't keep: %s.", o.Kind, nameOf(o), what)}
}

// nameOf names an object for people.
func nameOf(o op.Op) string {
	for _, key := range []string{"name", "title", "text", "expression"} {
		var text string
		if json.Unmarshal(o.Props[key], &text) == nil && text != "" {
			return fmt.Sprintf("%q", diagram.CutName(text))
		}
	}
	return "without a name"
}
