package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "K010", Name: "missing-natural-unique", Severity: lint.Info, Since: "0.1",
	What: "A table has nothing but a numbered key, and a column that names its rows is not unique.",
	Why: "The number tells rows apart that mean the same thing: the same code, e-mail address or name goes in twice, and " +
		"look-ups by it find several rows.",
	How: "Add a unique key over the column, together with the tenant or parent when it is unique only there. Leave it " +
		"when the same value may come again.",
	Bad:   `CREATE TABLE countries (id serial PRIMARY KEY, iso_code char(2) NOT NULL, name text NOT NULL);`,
	Good:  `CREATE TABLE countries (id serial PRIMARY KEY, iso_code char(2) NOT NULL UNIQUE, name text NOT NULL);`,
	Table: missingNaturalUnique,
})

// naturalWords are whole names of columns whose values name one row, in the order of how
// surely they do.
var naturalWords = []string{"slug", "isbn", "issn", "ean", "gtin", "sku", "vin", "iso", "iso2", "iso3", "username", "login", "email", "code"}

// accountWords are tables whose rows are known by their e-mail address.
var accountWords = strings.Fields(`user account customer member person employee subscriber admin administrator author student
	teacher usuario benutzer utilisateur client`)

// namesakes are tables of people and works besides, many of which share a name.
var namesakes = append(strings.Fields(`host guest artist actor player doctor patient physician driver instructor director
	manager speaker coach contact owner candidate voter winner singer musician performer composer editor writer reviewer
	staff worker tutor pilot captain visitor passenger people party film movie song album book track paper persona pessoa
	docente alumno aluno`), accountWords...)

// mostLookup is how many columns of its own a list of names has at most.
const mostLookup = 3

func missingNaturalUnique(p *lint.Pass, t *diagram.Table) {
	pk := t.PrimaryKey()
	if pk == nil || len(pk.Columns) != 1 || len(t.Keys) > 1 || slices.ContainsFunc(t.Indexes, func(x *diagram.Index) bool { return x.Unique }) {
		return
	}
	key := t.Column(pk.Columns[0])
	if key == nil || !isOwnKey(p, t, key) || belongsElsewhere(p, t) {
		return
	}
	switch p.Type(key.Type).Family() {
	case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyUUID:
	default:
		return
	}
	var best *diagram.Column
	var rank int
	for _, c := range t.Columns {
		if c == key || c.Generated != "" || !holdsName(p, c) {
			continue
		}
		if r := naturalRank(p, t, c); r > rank {
			best, rank = c, r
		}
	}
	if best == nil {
		best = lookupName(p, t, key)
	}
	if best != nil && rawWord(p, t) == "" {
		reportNatural(p, t, best, key)
	}
}

// belongsElsewhere tells whether rows belong to rows of another table, so that a name is
// unique among those only.
func belongsElsewhere(p *lint.Pass, t *diagram.Table) bool {
	return slices.ContainsFunc(p.ForeignKeysOf(t.ID), func(k *lint.ForeignKey) bool {
		return k.Parent != t && !recordsChange(p, k.Columns[0])
	}) || slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool {
		s, ok := p.Suspected(c.ID)
		return ok && s.Confidence >= likelyReference && s.Parent != t && !recordsChange(p, c)
	})
}

// holdsName tells whether a column's type is one that names are written in.
func holdsName(p *lint.Pass, c *diagram.Column) bool {
	typ := p.Type(c.Type)
	return typ.Array == 0 && typ.Family() == diagram.FamilyText && len(p.ForeignKeysFrom(c.ID)) == 0
}

// naturalRank says how surely a column's name means one row, 0 for not at all.
func naturalRank(p *lint.Pass, t *diagram.Table, c *diagram.Column) int {
	words := p.Names.ColumnName(c.ID).Words
	own := p.Names.TableWords(t.ID)
	n := len(own)
	if n > 0 && len(words) > n && slices.Equal(p.Names.ColumnName(c.ID).Single[:n], own) {
		words = words[n:] // country_code in countries
	}
	switch {
	case len(words) == 0:
		return 0
	case words[0] == "iso" && len(words) == 2 && words[1] != "date":
		return 90
	case len(words) == 2 && words[0] == "email" && words[1] == "address", len(words) == 2 && words[0] == "user" && words[1] == "name":
		words = words[:1]
		if words[0] == "user" {
			words = []string{"username"}
		}
	case len(words) != 1:
		return 0
	}
	at := slices.Index(naturalWords, words[0])
	switch {
	case at < 0:
		return 0
	case words[0] == "email" && (n == 0 || !slices.Contains(accountWords, own[n-1])):
		return 0 // an address to write to, not to log in with
	}
	return 80 - at
}

// lookupName returns the name column of a short list of names that others choose from, or
// nil.
func lookupName(p *lint.Pass, t *diagram.Table, key *diagram.Column) *diagram.Column {
	words := p.Names.TableWords(t.ID)
	if len(p.ForeignKeysTo(t.ID)) == 0 || len(t.Columns) > 2*mostLookup || len(words) == 0 || slices.Contains(namesakes, words[len(words)-1]) {
		return nil
	}
	var name *diagram.Column
	own := 0
	for _, c := range t.Columns {
		if c == key || isBookkeeping(p, t, c) {
			continue
		}
		own++
		words := p.Names.ColumnName(c.ID).Words
		n := len(words)
		if n == 0 || name != nil || !holdsName(p, c) {
			continue
		}
		if words[n-1] == "name" && (n == 1 || slices.Equal(p.Names.ColumnName(c.ID).Single[:n-1], p.Names.TableWords(t.ID))) {
			name = c
		}
	}
	if own > mostLookup {
		return nil
	}
	return name
}

func reportNatural(p *lint.Pass, t *diagram.Table, c, key *diagram.Column) {
	target := columnPath(p, t, c)
	p.Report(lint.Finding{
		Tier: lint.Likely, Confidence: .75,
		Objects: p.ColumnObjects(t, c),
		Message: fmt.Sprintf("%s seems to name one row, but is not unique.", target),
		Evidence: []string{
			fmt.Sprintf("The only key is %s, which numbers the rows", key.Name),
			fmt.Sprintf("%s is a name that rows are found by", c.Name),
		},
		Fixes: []lint.Fix{{
			// The same value may be there twice.
			Title: "Add unique key on " + target,
			Ops:   func() []op.Op { return []op.Op{op.PutOf(t.ID, newKey(t, []diagram.ID{c.ID}, false))} },
		}},
	})
}
