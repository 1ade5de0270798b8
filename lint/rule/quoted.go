package rule

import (
	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
)

// dialectOf returns the dialect of the diagram, PostgreSQL when none is chosen, or nil
// when no DDL is written in it.
func dialectOf(p *lint.Pass) *ddl.Dialect {
	name := p.Diagram.Dialect
	if name == "" {
		name = "postgres"
	}
	d, err := ddl.Find(name)
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
