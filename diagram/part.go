package diagram

import "strings"

// Part returns a diagram of some of the tables, with the relationships among them and the
// schemas and domains that they use. It shares the objects with d.
func (d *Diagram) Part(tables []ID) *Diagram {
	p := New()
	p.Settings = d.Settings
	for _, id := range tables {
		t := d.Tables[id]
		if t == nil {
			continue
		}
		p.Tables[id] = t
		p.addSchema(d, t.Schema)
		for _, c := range t.Columns {
			o := d.DomainNamed(ParseType(c.Type).Name)
			if o == nil {
				o = d.DomainNamed(strings.TrimSpace(c.Type)) // a name of several words
			}
			if o != nil {
				p.Domains[o.ID] = o
				p.addSchema(d, o.Schema)
			}
		}
	}
	for id, r := range d.Relationships {
		inside := true
		for _, e := range r.Ends {
			inside = inside && p.Tables[e.Table] != nil
		}
		if inside {
			p.Relationships[id] = r
		}
	}
	return p
}

func (d *Diagram) addSchema(from *Diagram, id ID) {
	if s := from.Schemas[id]; s != nil {
		d.Schemas[id] = s
	}
}
