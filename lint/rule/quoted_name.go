package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M004", Name: "quoted-name", Severity: lint.Warning, Since: "0.1",
	What: "A name holds spaces, signs or letters beyond a to z, or begins with a digit.",
	Why: "Such a name has to stand in quotes in each statement, and tools that generate code, export or replicate stumble " +
		"over it.",
	How: "Rename it with letters, digits and underscores. Diagrams whose names are in another script as a rule are not " +
		"complained about, and where many names hold spaces, as in a drawing for people, the finding is a hint.",
	Bad:   `CREATE TABLE "order items" (id int PRIMARY KEY, "unit price" numeric(10,2), "discount %" int);`,
	Good:  `CREATE TABLE order_items (id int PRIMARY KEY, unit_price numeric(10,2), discount_percent int);`,
	Table: quotedName,
})

// nameFault says in words what makes quotes necessary in every database; foreign is true
// when it is only letters beyond ASCII. Empty means nothing.
func nameFault(name string) (fault string, foreign bool) {
	for i := range len(name) {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_':
		case c >= '0' && c <= '9':
			if i == 0 {
				return "begins with a digit", false
			}
		case c == ' ':
			return "holds a space", false
		case c < 0x80:
			if c == '$' || c == '#' {
				continue
			}
			return fmt.Sprintf("holds the sign %q", string(rune(c))), false
		default:
			foreign = true
		}
	}
	if foreign {
		return "holds letters that are not a to z", true
	}
	return "", false
}

func quotedName(p *lint.Pass, t *diagram.Table) {
	// Many names beyond ASCII are a choice, few are a slip.
	chosen := p.UsesForeignLetters()
	// So are many names with spaces: a drawing for people, of which tables are made later.
	loud := func(f lint.Finding, foreign bool) lint.Finding {
		if p.UsesSpaces() {
			f.Tier, f.Evidence = lint.Hint, []string{"Many names of the diagram hold spaces, so they may be for people"}
		} else if foreign {
			f.Severity = lint.Info
		}
		return f
	}
	counts := func(foreign bool) bool { return !foreign || !chosen }
	if fault, foreign := nameFault(t.Name); fault != "" && counts(foreign) {
		p.Report(loud(lint.Finding{
			Objects: []lint.Object{p.TableObject(t)},
			Message: fmt.Sprintf("The name of the table %q %s.", p.TableName(t), fault),
			Fixes:   fixTable(p, t, plainName(t.Name, tableCase(p)), true),
		}, foreign))
	}
	var odd []*diagram.Column
	var list []renaming
	first, mild := "", true
	for _, c := range t.Columns {
		if fault, foreign := nameFault(c.Name); fault != "" && counts(foreign) {
			odd = append(odd, c)
			list = append(list, renaming{c, plainName(c.Name, columnCase(p))})
			mild = mild && foreign
			if first == "" {
				first = fault
			}
		}
	}
	if len(odd) == 0 {
		return
	}
	f := lint.Finding{
		Objects: p.ColumnObjects(t, odd...),
		Message: fmt.Sprintf("The name of %s %s.", path(p.TableName(t), names(odd)), first),
		Fixes:   fixColumns(p, t, list, "without signs", true),
	}
	if len(odd) > 1 {
		f.Message = fmt.Sprintf("The names of %s need quotes; the first %s.", path(p.TableName(t), names(odd)), first)
	}
	p.Report(loud(f, mild))
}

// signWords are what signs in names mean.
var signWords = map[rune]string{'%': " percent ", '&': " and ", '+': " plus ", '@': " at "}

// plainName writes a name with ASCII letters, digits and underscores only, or returns
// nothing when little would be left of it.
func plainName(name string, to lint.NameCase) string {
	spelt := ""
	for _, r := range name {
		if w, ok := signWords[r]; ok {
			spelt += w
		} else {
			spelt += string(r)
		}
	}
	var words []string
	for _, w := range parts(spelt) {
		words = append(words, strings.Join(naming.Words(w), ""))
	}
	plain := to.Join(words...)
	if plain != "" && plain[0] >= '0' && plain[0] <= '9' {
		plain = "_" + plain
	}
	if fault, _ := nameFault(plain); fault != "" || len(plain) < 2 {
		return ""
	}
	return plain
}
