package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T003", Name: "date-as-text", Severity: lint.Warning, Since: "0.1",
	What: "A date or a point in time is stored as text.",
	Why: "A text takes 31.02.2024 and 02/03/04 alike: it is neither checked nor sorted as a date, nobody can add a day to it, " +
		"and every reader has to guess its format.",
	How: "Take date or timestamp. Dates that are often incomplete or that people write in words (catalogues, quotations) may " +
		"stay text; ignore the finding there.",
	Bad:   `CREATE TABLE employees (id int PRIMARY KEY, name text NOT NULL, birth_date varchar(10), created_at text);`,
	Good:  `CREATE TABLE employees (id int PRIMARY KEY, name text NOT NULL, birth_date date, created_at timestamptz);`,
	Table: dateAsText,
})

var (
	// dateWords end names of dates, dateStarts begin them, in several languages.
	dateWords = vocab(`date datum fecha tanggal tgl dob birthdate birthday birthdt startdate enddate duedate hiredate orderdate
		createdate updatedate geburtstag geburtsdatum ngaysinh ngay`)
	dateStarts = vocab(`date fecha datum tanggal tgl ngay`)
	// instantWords end names of points in time.
	instantWords = vocab(`datetime timestamp createdat updatedat createdon updatedon`)
	// happened are participles before "at" and "on".
	happened = vocab(`created updated modified deleted started ended finished completed published expired expires sent received
		paid shipped ordered registered closed opened approved signed logged visited joined last_seen changed added cancelled canceled
		confirmed verified processed scheduled submitted resolved`)
	// notDateWords say that the text is something about a date.
	notDateWords = vocab(`format fmt range type text string str label pattern zone timezone tz style name display approx approximate
		uncertain raw original verbatim precision filter field expression mode locale period limit policy source note notes comment
		status key column attribute query title description desc to update candidate by mandate json xml url file template
		calendar picker code id published publication caption`)
)

func dateAsText(p *lint.Pass, t *diagram.Table) {
	// SQLite has no type for dates; ISO 8601 in a text is its own way.
	if p.Diagram.Dialect == "sqlite" {
		return
	}
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyText {
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		word, instant := dateIn(words)
		if word == "" || isReference(p, c) || c.Generated != "" {
			continue
		}
		typ := p.Type(c.Type)
		n := length(typ)
		if n > 0 && n < 6 || typ.Array > 0 || typ.Name == "xml" || typ.Name == "tsvector" {
			continue
		}
		f := lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s holds a date, but its type is %s.", columnPath(p, t, c), c.Type),
			Evidence: []string{fmt.Sprintf("The name says %s", word)},
			Tier:     lint.Likely, Confidence: .85,
		}
		if n >= 6 && n <= 30 {
			f.Confidence = .93
			f.Evidence = append(f.Evidence, fmt.Sprintf("%d characters are just enough for a date", n))
		}
		if w := rawWord(p, t); w != "" {
			f.Tier, f.Confidence = lint.Hint, .5
			f.Evidence = append(f.Evidence, fmt.Sprintf("The table's name says %s: such tables sometimes take in rows as they come", w))
		}
		to := "date"
		if instant || n >= 14 && n <= 30 {
			to = instantType(p)
		}
		f.Fixes = []lint.Fix{retyping(p, t, c, to, false)}
		p.Report(f)
	}
}

// dateIn returns the word by which a name says that it is a date, or "".
func dateIn(words []string) (word string, instant bool) {
	n := len(words)
	if n == 0 || notDateWords.first(words) != "" || isFlagName(words) {
		return "", false
	}
	last := lastWord(words)
	switch {
	case instantWords[last]:
		return last, true
	case dateWords[last]:
		return last, false
	case n > 1 && (last == "at" || last == "on") && happened[words[n-2]]:
		return words[n-2] + " " + last, last == "at"
	case n > 1 && dateStarts[words[0]]:
		return words[0], false
	}
	return "", false
}
