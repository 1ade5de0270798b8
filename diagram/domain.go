package diagram

// Domain is a named type: a domain over a base type, or, when Values is not empty, an
// enumeration.
type Domain struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	Name string `json:"name"`
	// Schema is the ID of the namespace, or empty for the default one.
	Schema  ID       `json:"schema"`
	Type    string   `json:"type"`   // base type as written; empty for an enumeration
	Values  []string `json:"values"` // of an enumeration, in order
	NotNull bool     `json:"not_null"`
	Default string   `json:"default"` // verbatim SQL
	Check   string   `json:"check"`   // verbatim SQL over VALUE
	Comment string   `json:"comment"`
}

// IsEnum tells whether the domain is an enumeration.
func (o *Domain) IsEnum() bool { return len(o.Values) > 0 }

// DomainNamed returns the domain of this name, compared without regard to case and with
// an optional schema in front, or nil.
func (d *Diagram) DomainNamed(name string) *Domain {
	for _, o := range d.SortedDomains() {
		if equalFold(o.Name, name) {
			return o
		}
		if s := d.Schemas[o.Schema]; s != nil && equalFold(s.Name+"."+o.Name, name) {
			return o
		}
	}
	return nil
}
