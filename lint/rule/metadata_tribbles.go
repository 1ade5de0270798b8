package rule

import (
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N402", Name: "metadata-tribbles", Severity: lint.Warning, Since: "0.1",
	What: "Columns are named after years, one column per year.",
	Why: "The year is data, but here it is part of the structure: each new year needs a new column, and every query and " +
		"report has to be written anew to see it.",
	How: "Move the values to a child table with one row per year. The result of a report may stay as it is.",
	Bad: `CREATE TABLE branches (id int PRIMARY KEY, sales_2023 numeric(12,2), sales_2024 numeric(12,2));`,
	Good: `CREATE TABLE branches (id int PRIMARY KEY);
CREATE TABLE branch_sales (
  branch_id int NOT NULL REFERENCES branches (id),
  year int NOT NULL,
  sales numeric(12,2) NOT NULL,
  PRIMARY KEY (branch_id, year)
);`,
	Table: metadataTribbles,
})

// yearTerms are words whose number looks like a year and is the name of a standard or of
// a product's version.
var yearTerms = vocab(`iso din en ansi sql windows win office server icd version v rfc`)

func metadataTribbles(p *lint.Pass, t *diagram.Table) {
	found := slices.DeleteFunc(gatherSeries(p, t, yearIn), func(s *series) bool {
		return len(s.steps) < 2 || yearTerms.hasAny(s.stem) || blockWords.hasAny(s.stem) && !calendarWords.hasAny(s.stem)
	})
	for _, r := range records(t, found, true) {
		reportPerStep(p, t, r, "year")
	}
}

// yearIn finds the one year in a name: four digits from 1900 to 2099.
func yearIn(words []string) (at, n int) {
	at = -1
	for i, w := range words {
		y := yearOf(w)
		if y == 0 {
			continue
		}
		if at >= 0 {
			return -1, 0
		}
		at, n = i, y
	}
	return at, n
}

// yearOf reads a year from 1900 to 2099, or returns 0.
func yearOf(word string) int {
	if len(word) != 4 || word[:2] != "19" && word[:2] != "20" {
		return 0
	}
	n := 0
	for _, r := range word {
		if r < '0' || r > '9' {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}
