package rule

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T009", Name: "overgrown-enum", Severity: lint.Info, Since: "0.1",
	What: "A list of allowed values in a type has grown into data.",
	Why: "Each new value changes the schema, a value cannot be retired or described, and what people choose from in a form has " +
		"to be kept in the program as well.",
	How: "Make a table with one row per value and refer to it. Lists that a standard or the program fixes for good may stay.",
	Bad: `CREATE TABLE customers (
  id int PRIMARY KEY,
  country enum('Austria', 'Belgium', 'Czechia', 'Denmark', 'Estonia', 'Finland', 'France', 'Germany', 'Greece', 'Hungary', 'Ireland',
    'Italy', 'Latvia', 'Poland', 'Spain', 'Sweden')
);`,
	Good: `CREATE TABLE countries (code char(2) PRIMARY KEY, name varchar(100) NOT NULL);
CREATE TABLE customers (id int PRIMARY KEY, country char(2) REFERENCES countries (code));`,
	Dialect: "mysql",
	Table:   overgrownEnum, Reach: lint.Own,
})

// manyValues is how many values are no longer a short list of states.
const manyValues = 15

func overgrownEnum(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyEnum {
			continue
		}
		values := p.Type(c.Type).Values
		f := lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s allows %d values that its type lists: they have become data.", columnPath(p, t, c), len(values)),
		}
		speaking := speakingValue(values)
		switch {
		case len(values) > manyValues:
			f.Tier, f.Confidence = lint.Likely, .8
			f.Evidence = []string{fmt.Sprintf("It lists more than %d values", manyValues)}
			if speaking != "" {
				f.Evidence = append(f.Evidence, fmt.Sprintf("%q is a name for people", speaking))
			}
		case speaking != "" && len(values) > 3:
			f.Tier, f.Confidence = lint.Likely, .75
			f.Message = fmt.Sprintf("%s lists names for people in its type: they are data.", columnPath(p, t, c))
			f.Evidence = []string{fmt.Sprintf("%q is a name for people, and may change", speaking)}
		default:
			continue
		}
		p.Report(f)
	}
}

// speakingValue returns the first value that is a name of several words in title case
// when most are: "New York", not "in progress" or "IN_PROGRESS".
func speakingValue(values []string) string {
	first, n := "", 0
	for _, v := range values {
		words := strings.Fields(v)
		if len(words) < 2 {
			continue
		}
		title := true
		for _, w := range words {
			r, _ := utf8.DecodeRuneInString(w)
			title = title && (unicode.IsUpper(r) || len(w) <= 3)
		}
		if title {
			if n++; first == "" {
				first = v
			}
		}
	}
	if 2*n < len(values) {
		return ""
	}
	return first
}
