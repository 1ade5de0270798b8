package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M012", Name: "misspelt-name", Severity: lint.Info, Since: "0.1",
	What: "A word of a name differs by one letter from a word that many names of the diagram hold.",
	Why:  "A slip in a name stays for years, because renaming is work; until then everybody has to write it wrong on purpose.",
	How:  "Rename it, the sooner the better. If the word is another one, ignore the finding.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, customer_name text, customer_city text);
CREATE TABLE customer_notes (id int PRIMARY KEY, customer_id int REFERENCES customers (id), note text);
CREATE TABLE customer_files (id int PRIMARY KEY, customer_id int REFERENCES customers (id), file text);
CREATE TABLE orders (id int PRIMARY KEY, custmer_id int REFERENCES customers (id));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY, customer_name text, customer_city text);
CREATE TABLE customer_notes (id int PRIMARY KEY, customer_id int REFERENCES customers (id), note text);
CREATE TABLE customer_files (id int PRIMARY KEY, customer_id int REFERENCES customers (id), file text);
CREATE TABLE orders (id int PRIMARY KEY, customer_id int REFERENCES customers (id));`,
	Table: misspeltName,
})

func misspeltName(p *lint.Pass, t *diagram.Table) {
	for _, w := range p.Names.Words(t.Name) {
		if m, ok := p.Misspelt(w); ok {
			f := misspelling(w, m)
			f.Objects = []lint.Object{p.TableObject(t)}
			f.Message = fmt.Sprintf("The name of %s holds %s, which looks like a slip in %s.", p.TableName(t), w, m.Word)
			f.Fixes = fixTable(p, t, corrected(t.Name, w, m.Word), false)
			p.Report(f)
		}
	}
	for _, c := range t.Columns {
		for _, w := range p.Names.Words(c.Name) {
			if m, ok := p.Misspelt(w); ok {
				f := misspelling(w, m)
				f.Objects = p.ColumnObjects(t, c)
				f.Message = fmt.Sprintf("The name of %s holds %s, which looks like a slip in %s.", columnPath(p, t, c), w, m.Word)
				f.Fixes = fixColumn(p, t, c, corrected(c.Name, w, m.Word), false)
				p.Report(f)
			}
		}
	}
}

func misspelling(word string, m lint.Misspelling) lint.Finding {
	return lint.Finding{
		Tier: lint.Likely, Confidence: .8,
		Evidence: []string{fmt.Sprintf("%d names or more hold %s, %d hold %s", m.Count, m.Word, m.Rare, word)},
	}
}

// corrected returns the name with one word replaced, in the same capitals; empty when the
// word does not stand there letter by letter.
func corrected(name, wrong, right string) string {
	at := strings.Index(strings.ToLower(name), wrong)
	if at < 0 || len(strings.ToLower(name)) != len(name) {
		return ""
	}
	old := name[at : at+len(wrong)]
	switch {
	case old == strings.ToUpper(old):
		right = strings.ToUpper(right)
	case old[0] != wrong[0]:
		right = strings.ToUpper(right[:1]) + right[1:]
	}
	return name[:at] + right + name[at+len(wrong):]
}
