package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T012", Name: "uuid-as-text", Severity: lint.Info, Since: "0.1",
	What: "A UUID is stored as text, although the database has a type for it.",
	Why: "As text it takes more than twice the room in the row and in each index, compares slower, and the same UUID in capitals " +
		"is another value.",
	How:   "Take the type uuid (uniqueidentifier in SQL Server). Identifiers that only look like UUIDs at times stay text.",
	Bad:   `CREATE TABLE devices (id varchar(36) PRIMARY KEY, name text NOT NULL);`,
	Good:  `CREATE TABLE devices (id uuid PRIMARY KEY, name text NOT NULL);`,
	Table: uuidAsText,
})

func uuidAsText(p *lint.Pass, t *diagram.Table) {
	can, ok := p.Capability()
	if !ok || can.UUID == "" {
		return
	}
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyText || isReference(p, c) {
			continue
		}
		typ := p.Type(c.Type)
		n := length(typ)
		name := p.Names.ColumnName(c.ID)
		said := slices.Contains(name.Words, "uuid") || slices.Contains(name.Words, "guid")
		if typ.Array > 0 || name.Words == nil || len(name.Words) > 0 && (lastWord(name.Words) == "version" || lastWord(name.Words) == "type") {
			continue
		}
		f := lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s holds a UUID, but is %s instead of %s.", columnPath(p, t, c), typeLabel(c), can.UUID),
			Tier:    lint.Likely,
			Fixes:   []lint.Fix{retyping(p, t, c, can.UUID, false)},
		}
		switch {
		case said && (n == 0 || n >= 32):
			f.Confidence = .9
			f.Evidence = []string{"The name says so"}
		case n == 36 && (name.Strong || name.Key || t.InPrimaryKey(c.ID) || len(name.Words) == 1 && name.Words[0] == "id"):
			f.Confidence = .85
			f.Evidence = []string{"36 characters are the length of a UUID", "The column identifies something"}
		default:
			continue
		}
		p.Report(f)
	}
}
