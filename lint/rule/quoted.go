package rule

import (
	"cmp"

	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
)

// dialectOf returns the dialect of the diagram, PostgreSQL when none is chosen, or nil
// when nobody knows it.
func dialectOf(p *lint.Pass) *ddl.Dialect {
	d, err := ddl.Find(cmp.Or(p.Diagram.Dialect, "postgres"))
	if err != nil {
		return nil
	}
	return d
}

// quoted writes a name as an expression in the diagram's dialect needs it.
func quoted(p *lint.Pass, name string) string {
	if d := dialectOf(p); d != nil {
		return d.Identifier(name)
	}
	return name
}
