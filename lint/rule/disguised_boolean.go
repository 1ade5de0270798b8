package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T004", Name: "disguised-boolean", Severity: lint.Warning, Since: "0.1",
	What: "A yes or no is stored as a character or a number.",
	Why: "Nothing says which of Y, y, J, 1 and T means yes, and the column takes values that are neither; every query has to " +
		"know the convention.",
	How: "Take the database's own type for truth values. In MySQL that is tinyint(1), in SQL Server bit; Oracle before 23 has " +
		"none, so that the rule keeps silent there.",
	Bad:   `CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, is_active char(1) NOT NULL DEFAULT 'Y');`,
	Good:  `CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, is_active boolean NOT NULL DEFAULT true);`,
	Table: disguisedBoolean,
})

func disguisedBoolean(p *lint.Pass, t *diagram.Table) {
	boolean := booleanType(p)
	if boolean == "" {
		return
	}
	for _, c := range t.Columns {
		family := p.TypeFamily(c.Type)
		switch family {
		case diagram.FamilyText, diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyEnum:
		default:
			continue
		}
		typ := p.Type(c.Type)
		if !oneCharacter(p, typ, family) || isReference(p, c) || t.InPrimaryKey(c.ID) || c.Generated != "" {
			continue
		}
		why, confidence := booleanEvidence(p, c, typ, family)
		if why == nil {
			continue
		}
		p.Report(lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s says yes or no, but is %s instead of %s.", columnPath(p, t, c), typeLabel(c), boolean),
			Evidence: why,
			Tier:     lint.Likely, Confidence: confidence,
			Fixes: []lint.Fix{retyping(p, t, c, boolean, false)},
		})
	}
}

// oneCharacter tells whether a type is what people take for yes and no: one character, a
// whole number, or two named values.
func oneCharacter(p *lint.Pass, typ diagram.DataType, family diagram.Family) bool {
	if typ.Array > 0 {
		return false
	}
	switch family {
	case diagram.FamilyText:
		n := length(typ)
		return n == 1 || n == 0 && (typ.Name == "char" || typ.Name == "character")
	case diagram.FamilyEnum:
		return len(typ.Values) == 2
	case diagram.FamilyDecimal:
		return length(typ) == 1
	}
	switch p.Diagram.Dialect {
	case "sqlite", "oracle":
		return false // whole numbers are the usual way there
	case "mysql", "mariadb":
		return typ.Name != "tinyint"
	}
	return true
}

func booleanEvidence(p *lint.Pass, c *diagram.Column, typ diagram.DataType, family diagram.Family) (why []string, confidence float64) {
	if family == diagram.FamilyEnum {
		a, okA := truthValue(typ.Values[0])
		b, okB := truthValue(typ.Values[1])
		if okA && okB && a != b {
			return []string{fmt.Sprintf("Its values are %s and %s", typ.Values[0], typ.Values[1])}, .97
		}
		return nil, 0
	}
	if a, b, ok := checkedPair(c.Check); ok {
		return []string{fmt.Sprintf("A check allows %s and %s only", a, b)}, .97
	}
	words := p.Names.ColumnName(c.ID).Words
	if !isFlagName(words) || countWords.first(words) != "" || len(words) > 1 && words[0] == "is" && words[1] == "in" {
		return nil, 0
	}
	why = []string{"The name asks a question that yes or no answers"}
	_, truth := truthValue(c.Default)
	switch {
	case c.Default != "" && !truth && !strings.EqualFold(c.Default, "null"):
		return nil, 0 // a default of another kind
	case truth:
		return append(why, fmt.Sprintf("The default is %s", c.Default)), .95
	case family == diagram.FamilyText:
		return append(why, "The type holds one character"), .93
	case words[0] == "is" || words[0] == "has":
		return append(why, "The type is a whole number"), .88
	}
	return nil, 0
}

// checkedPair reads a check of the form x IN ('Y', 'N') with a yes and a no.
func checkedPair(check string) (yes, no string, ok bool) {
	if check == "" {
		return "", "", false
	}
	_, list, found := strings.Cut(strings.ToLower(check), " in ")
	if !found {
		return "", "", false
	}
	values := strings.Split(strings.Trim(list, " ()"), ",")
	if len(values) != 2 {
		return "", "", false
	}
	a, okA := truthValue(values[0])
	b, okB := truthValue(values[1])
	return strings.TrimSpace(values[0]), strings.TrimSpace(values[1]), okA && okB && a != b
}

// typeLabel is a column's type as messages show it.
func typeLabel(c *diagram.Column) string {
	if len(c.Type) > 40 {
		return strings.TrimSpace(strings.ToValidUTF8(c.Type[:39], "")) + "…"
	}
	return c.Type
}
