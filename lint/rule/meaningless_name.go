package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M011", Name: "meaningless-name", Severity: lint.Info, Since: "0.1",
	What: "A name says nothing about what is in it: data1, field2, temp.",
	Why:  "Nobody but who made it knows what belongs there, so each program puts something else there.",
	How: "Name it after what it holds; remove what only stands by for later. A column called data that takes in a " +
		"document as it comes is not complained about, nor are temp and val as measured numbers.",
	Bad:   `CREATE TABLE orders (id int PRIMARY KEY, data1 text, field2 text, temp text);`,
	Good:  `CREATE TABLE orders (id int PRIMARY KEY, delivery_note text, discount_reason text);`,
	Table: meaninglessName,
})

var (
	// emptyAlone say nothing, however they stand alone.
	emptyAlone = vocab(`foo bar baz qux dummy misc stuff thing asdf qwerty xxx blah todo untitled unnamed noname tmp temp temp1 test`)
	// emptyNumbered say nothing with a number or a letter behind them.
	emptyNumbered = vocab(`data field fld col column attr attribute var variable val value temp tmp test table tbl entity foo bar dummy misc
		thing stuff unnamed untitled item_field free spare custom userfield udf udfield extra prop property param`)
	// emptyFirst may stand in front of an empty word.
	emptyFirst = vocab(`new my the a some custom user free spare extra other old test`)
)

// saysNothing tells whether all words of a name are empty. words are lower-case, as
// written: tests are the rows of a laboratory, test is nothing.
func saysNothing(words []string) bool {
	for len(words) > 1 && emptyFirst[words[0]] {
		words = words[1:]
	}
	switch len(words) {
	case 1:
		return emptyAlone[words[0]]
	case 2:
		return emptyNumbered[words[0]] && (words[1][0] >= '0' && words[1][0] <= '9' || len(words[1]) == 1)
	}
	return false
}

func meaninglessName(p *lint.Pass, t *diagram.Table) {
	words := p.Names.Words(t.Name)
	if saysNothing(words) && saysNothing(naming.Words(t.Name)) || len(words) == 2 && words[0] == "new" && words[1] == "table" {
		p.Report(lint.Finding{
			Objects: []lint.Object{p.TableObject(t)},
			Message: fmt.Sprintf("The name %s does not say what the table holds.", p.TableName(t)),
			Tier:    lint.Likely, Confidence: .9,
		})
	}
	var odd []*diagram.Column
	for _, c := range t.Columns {
		words := p.Names.ColumnName(c.ID).Words
		if len(words) == 0 || !saysNothing(words) {
			continue
		}
		switch p.Type(c.Type).Family() {
		case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyFloat:
			if len(words) == 1 { // a temperature, a test result
				continue
			}
		case diagram.FamilyBoolean:
			continue // marks rows that are for a test
		}
		if len(p.ForeignKeysFrom(c.ID)) == 0 {
			odd = append(odd, c)
		}
	}
	if len(odd) == 0 {
		return
	}
	f := lint.Finding{
		Objects: p.ColumnObjects(t, odd...),
		Message: fmt.Sprintf("The name of %s does not say what the column holds.", path(p.TableName(t), names(odd))),
		Tier:    lint.Likely, Confidence: .9,
	}
	if len(odd) > 1 {
		f.Message = fmt.Sprintf("The names of %s do not say what the columns hold.", path(p.TableName(t), names(odd)))
	}
	p.Report(f)
}
