package engine

import (
	"context"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// ProveDiagram writes a diagram for SQLite and executes that. When the person asked about
// another dialect, the summary says that it was not run itself. Errors are those of
// ProveSQLite.
func ProveDiagram(ctx context.Context, d *diagram.Diagram, asked *ddl.Dialect) (Proof, error) {
	sqlite, err := ddl.Find("sqlite")
	if err != nil {
		return Proof{}, err
	}
	proof, err := ProveSQLite(ctx, ddl.Write(d, sqlite, ddl.Options{}).SQL)
	if err == nil && asked.Name != sqlite.Name {
		proof.For = asked.Title
	}
	return proof, err
}
