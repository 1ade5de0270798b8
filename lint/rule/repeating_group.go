package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N101", Name: "repeating-group", Severity: lint.Warning, Since: "0.1",
	What: "Columns are numbered copies of one thing.",
	Why: "The number of columns caps how many values a row may have; each search, count and constraint has to name every " +
		"copy, and gaps and doubles go unnoticed (first normal form).",
	How: "Move the values to a child table with one row each. Numbers that belong to a fixed pair or a postal address are fine.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY, phone1 varchar(20), phone2 varchar(20), phone3 varchar(20));`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE customer_phones (
  customer_id int NOT NULL REFERENCES customers (id),
  position int NOT NULL,
  phone varchar(20),
  PRIMARY KEY (customer_id, position)
);`,
	Table: repeatingGroup, Reach: lint.Named,
})

// numberedTerms are words whose number is part of a term or of an accepted block, not of
// a count.
var numberedTerms = strings.Fields(`address addr adress addressline street line address_line lines x y z lat lng lon md sha utf base ipv ip iso h mp
	s oauth e p score direccion calle rue adresse strasse endereco rua md5 crc win web mpeg mp3 wpa http tls
	v version level tier option alpha code_alpha iso_alpha latitude longitude point coord pos vector ethernet usb
	sub2 co pm q quarter f team player home away party side week month day year hour`)

// pairWords are words that come in fixed pairs: two ends of a relation.
var pairWords = strings.Fields(`player team home away user person party side node table item entity obj object parent word
	protein gene species friend from to left right fighter opponent account end point vertex city country station place`)

// group is a set of numbered columns.
type group struct {
	stem    []string // words without the number
	columns []*diagram.Column
	numbers []int
}

func repeatingGroup(p *lint.Pass, t *diagram.Table) {
	for _, g := range numberedGroups(p, t) {
		// References belong to numbered-fk-columns.
		if !g.areReferences(p, t) {
			reportGroup(p, t, g)
		}
	}
}

// numberedGroups gathers the columns of a table whose names differ in one number only.
func numberedGroups(p *lint.Pass, t *diagram.Table) []*group {
	byStem := map[string]*group{}
	var order []string
	for _, c := range t.Columns {
		words := p.Names.ColumnName(c.ID).Words
		at := numberAt(words)
		if at < 0 {
			continue
		}
		stem := slices.Delete(slices.Clone(words), at, at+1)
		key := fmt.Sprintf("%s %d %s", strings.Join(stem, " "), at, diagram.ParseType(c.Type).Family())
		g := byStem[key]
		if g == nil {
			g = &group{stem: stem}
			byStem[key] = g
			order = append(order, key)
		}
		g.columns = append(g.columns, c)
		g.numbers = append(g.numbers, smallNumber(words[at]))
	}
	var groups []*group
	for _, key := range order {
		if g := byStem[key]; g.isRepeated(p, t) {
			groups = append(groups, g)
		}
	}
	return groups
}

// numberAt is the index of the one number in a name, or -1 for none or several.
func numberAt(words []string) int {
	at := -1
	for i, w := range words {
		if w[0] < '0' || w[0] > '9' {
			continue
		}
		if at >= 0 || i == 0 {
			return -1
		}
		at = i
	}
	return at
}

// smallNumber reads a number of up to three digits, or returns -1.
func smallNumber(w string) int {
	if len(w) > 3 {
		return -1
	}
	n := 0
	for _, r := range w {
		n = n*10 + int(r-'0')
	}
	return n
}

// isRepeated tells whether the columns count up from 0 or 1 and are not a known term, a
// block of an address, or the two ends of a relation.
func (g *group) isRepeated(p *lint.Pass, t *diagram.Table) bool {
	if len(g.columns) < 2 || slices.Contains(g.numbers, -1) {
		return false
	}
	sorted := slices.Sorted(slices.Values(g.numbers))
	if sorted[0] > 1 || sorted[len(sorted)-1] >= sorted[0]+len(sorted)+2 {
		return false
	}
	for _, w := range g.stem {
		if slices.Contains(numberedTerms, w) || slices.Contains(numberedTerms, naming.Singular(w)) {
			return false
		}
	}
	if len(g.columns) == 2 {
		if len(g.stem) == 1 && len(g.stem[0]) < 3 {
			return false
		}
		for _, w := range g.stem {
			if slices.Contains(pairWords, naming.Singular(w)) {
				return false
			}
		}
		return !g.isPairOfRoles(p)
	}
	return true
}

// isPairOfRoles tells whether two columns are foreign keys: two roles, no list.
func (g *group) isPairOfRoles(p *lint.Pass) bool {
	for _, c := range g.columns {
		if len(p.ForeignKeysFrom(c.ID)) > 0 {
			return true
		}
	}
	return false
}

// areReferences tells whether the columns refer to one table.
func (g *group) areReferences(p *lint.Pass, t *diagram.Table) bool {
	return slices.ContainsFunc(referenceGroups(p, t), func(r *referenceGroup) bool { return slices.Contains(r.columns, g.columns[0]) })
}

func reportGroup(p *lint.Pass, t *diagram.Table, g *group) {
	table := p.TableName(t)
	stem := p.Names.ColumnStyle().Join(g.stem...)
	n := len(g.columns)
	f := lint.Finding{
		Objects: p.ColumnObjects(t, g.columns...),
		Message: fmt.Sprintf("%s holds %s in %d numbered columns: %s.", table, stem, n, listed(names(g.columns))),
		Evidence: []string{
			fmt.Sprintf("%d names differ in the number only", n),
			"Their types are of one kind" + typeNote(g.columns[0]),
		},
		Tier: lint.Certain, Confidence: .95,
	}
	if n == 2 {
		f.Tier, f.Confidence = lint.Likely, .8
	}
	f.Fixes = []lint.Fix{{
		Title: "Move to a child table " + freeName(partName(p, t, g.stem), p.HasTable),
		Safe:  false,
		Ops: func() []op.Op {
			value := *g.columns[0]
			value.ID = diagram.DerivedID("fix", "child value", string(value.ID))
			value.Name, value.NotNull = stem, true
			return childTable(p, t, partName(p, t, g.stem), true, []*diagram.Column{&value}, g.columns)
		},
	}}
	p.Report(f)
}

func typeNote(c *diagram.Column) string {
	if c.Type == "" {
		return ""
	}
	return ": " + c.Type
}
