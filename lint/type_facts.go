package lint

import (
	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// knownType is a type of the diagram taken apart.
type knownType struct {
	diagram.DataType
	family diagram.Family
}

// TypeFamily is the family of a column's type, that of its domain or elements where it
// names or lists them.
func (f *Facts) TypeFamily(typ string) diagram.Family {
	if t, ok := f.types[typ]; ok {
		return t.family
	}
	return f.Type(typ).Family()
}

// Capability says what the database of the diagram's dialect can do; ok is false where no
// dialect is chosen.
func (f *Facts) Capability() (c *ddl.Capability, ok bool) { return ddl.CapabilityOf(f.Diagram.Dialect) }

// TypeFit tells what the database of the diagram's dialect makes of a column's type. What
// names a domain, and everything where no dialect is chosen, fits.
func (f *Facts) TypeFit(typ string) ddl.TypeFit {
	f.lock.Lock()
	defer f.lock.Unlock()
	if fit, ok := f.fits[typ]; ok {
		return fit
	}
	fit := ddl.TypeFit{Native: true, Written: typ}
	can, ok := f.Capability()
	if t := diagram.ParseType(typ); ok && t.Name != "" && f.Diagram.DomainNamed(t.Name) == nil {
		fit = can.Fit(t)
	}
	f.fits[typ] = fit
	return fit
}
