package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M007", Name: "same-name-different-type", Severity: lint.Warning, Since: "0.1",
	What: "A column has another sort of type than nearly all columns of the same name.",
	Why: "The same word means two things: joins and comparisons convert on the way or fail, and code that handles the " +
		"column in one table is wrong for the other.",
	How: "Give the columns one type, or names that tell them apart. Names that each table uses for something of its own " +
		"(value, status, code) are not looked at.",
	Bad: `CREATE TABLE orders (id int PRIMARY KEY, postal_code varchar(10));
CREATE TABLE customers (id int PRIMARY KEY, postal_code varchar(10));
CREATE TABLE suppliers (id int PRIMARY KEY, postal_code varchar(10));
CREATE TABLE branches (id int PRIMARY KEY, postal_code int);`,
	Good: `CREATE TABLE orders (id int PRIMARY KEY, postal_code varchar(10));
CREATE TABLE customers (id int PRIMARY KEY, postal_code varchar(10));
CREATE TABLE suppliers (id int PRIMARY KEY, postal_code varchar(10));
CREATE TABLE branches (id int PRIMARY KEY, postal_code varchar(10));`,
	Table: sameNameDifferentType,
})

// ownMeaning are single words that each table uses in its own sense.
var ownMeaning = vocab(`id uuid guid key code name no number num nr value val title label type kind status state level data content
	contents text description note comment position pos order sort rank index seq sequence size length width height weight count
	total amount quantity rate score result version revision category class group role flag option param parameter parameters
	source target origin destination action event message reason subject object reference ref parent owner user priority
	period duration start end begin first last min max default enabled active visible hidden year month day hour date time
	color icon image photo picture file path url link mode format unit language locale country city region area location
	tag tags setting settings config metadata meta attributes properties options details info extra payload body hash token
	x y z a b c lat lng lon latitude longitude scope condition identifier external_id author public private gender sex age
	phase step stage line row column slot place rule limit threshold interval frequency currency balance cost price fee tax discount`)

func sameNameDifferentType(p *lint.Pass, t *diagram.Table) {
	var found []lint.Finding
	texts := 0
	for c, usual := range p.TypeHabits(t) {
		if c.Type == "" || !usual.Clear {
			continue
		}
		words := p.Names.Words(c.Name)
		family := p.Type(c.Type).Family()
		if family == diagram.FamilyUnknown || usual.Fits(family) || len(p.ForeignKeysFrom(c.ID)) > 0 ||
			p.Type(c.Type).Array > 0 || len(words) == 1 && ownMeaning[words[0]] || t.InPrimaryKey(c.ID) {
			continue
		}
		// Names in another number mean another thing: branch and branches.
		example := p.TypeExample(c.Name)
		if !sameLetters(c.Name, example.Name) {
			continue
		}
		if family == diagram.FamilyText {
			texts++
		}
		found = append(found, lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s is %s; elsewhere %s is %s.",
				columnPath(p, t, c), withArticle(c.Type), example.Name, withArticle(string(usual.Family))),
			Tier: lint.Likely, Confidence: .8,
			Evidence: []string{fmt.Sprintf("%d %% of the columns of this name have the other sort of type, for instance %s.%s %s",
				example.Percent, p.TableName(p.TableAt(example.Table)), example.Name, example.Type)},
		})
	}
	// A table that has several of them as text takes in values as they come.
	if texts > 2 {
		return
	}
	for _, f := range found {
		p.Report(f)
	}
}

// sameLetters tells whether two names differ in capitals and underscores only.
func sameLetters(a, b string) bool {
	return a == b || strings.EqualFold(strings.ReplaceAll(a, "_", ""), strings.ReplaceAll(b, "_", ""))
}

// withArticle is a type with an article in front.
func withArticle(typ string) string {
	switch typ[0] {
	case 'a', 'e', 'i', 'o', 'u':
		return "an " + typ
	}
	return "a " + typ
}
