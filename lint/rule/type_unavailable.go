package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "X001", Name: "type-unavailable", Severity: lint.Warning, Since: "0.1",
	What: "The chosen database has no type of this name.",
	Why: "The script cannot say it: another type stands there instead, which may hold other values, sort in another way, or " +
		"check nothing.",
	How: "Take a type of the database. The finding names the one that the script writes; where nothing is lost on the way it " +
		"is a hint only.",
	Bad:     `CREATE TABLE offers (id int PRIMARY KEY, valid_for interval NOT NULL);`,
	Good:    `CREATE TABLE offers (id int PRIMARY KEY, valid_days int NOT NULL);`,
	Dialect: "mysql",
	Table:   typeUnavailable,
})

func typeUnavailable(p *lint.Pass, t *diagram.Table) {
	can, ok := p.Capability()
	if !ok {
		return
	}
	for _, c := range t.Columns {
		fit := p.TypeFit(c.Type)
		if fit.Native || c.Type == "" {
			continue
		}
		typ := p.Type(c.Type)
		family := p.TypeFamily(c.Type)
		if lacksStructure(can, typ, family) != "" || lacksLength(p, t, c, typ, family) {
			continue // has a rule of its own
		}
		f := lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s is %s, which is no type of %s.", columnPath(p, t, c), typeLabel(c), can.Title),
		}
		if fit.Written != "" {
			written := fit.Written + strings.Repeat("[]", typ.Array)
			f.Evidence = append(f.Evidence, fmt.Sprintf("The script says %s instead", written))
			to := written
			if !can.LongKeys && isUnboundedType(p, diagram.ParseType(written)) && keyHolding(p, t, c) != "" {
				to = textType(p, "255")
			}
			f.Fixes = []lint.Fix{retyping(p, t, c, to, fit.Loss == "" && to == written)}
		}
		switch {
		case family == diagram.FamilyUnknown && can.OwnTypes:
			f.Severity, f.Tier, f.Confidence = lint.Info, lint.Likely, .7
			f.Evidence = append(f.Evidence, "A type of your own has to be a domain of the diagram")
		case fit.Loss != "":
			f.Evidence = append(f.Evidence, "It "+fit.Loss)
		case fit.Written != "":
			f.Tier = lint.Hint
			f.Evidence = append(f.Evidence, "Nothing is lost on the way")
		}
		if can.Name == "sqlite" {
			if fit.Loss == "" {
				continue // it takes any word as a type
			}
			f.Tier = lint.Hint
		}
		p.Report(f)
	}
}
