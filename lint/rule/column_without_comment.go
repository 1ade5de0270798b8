package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "D002", Name: "column-without-comment", Severity: lint.Info, Since: "0.1", Pedantic: true,
	What: "A column whose values or name nobody can guess has no comment: a number that stands for something, an abbreviation.",
	Why:  "What status 3 means, and what sts_cd is short for, is known to those who made it; all others have to ask or guess.",
	How: "List the values and their meaning in the comment, or write the abbreviation out; better still, use an enumeration " +
		"or a table of the values. The rule runs under the preset strict, or where its level is set.",
	Bad: `CREATE TABLE orders (id int PRIMARY KEY, status smallint NOT NULL, shp_mthd varchar(4));`,
	Good: `CREATE TABLE orders (id int PRIMARY KEY, status smallint NOT NULL, shipping_method varchar(4));
COMMENT ON COLUMN orders.status IS '1 = open, 2 = paid, 3 = sent';`,
	Table: columnWithoutComment,
})

// codeWords end names of columns that hold a code.
var codeWords = vocab(`status state type kind mode level stage phase category class flag flags code reason priority severity`)

// knownShort are words without vowels that everybody knows.
var knownShort = vocab(`by my qty nbr nr html xml http https url sql css js txt pdf png jpg csv rss sms gps dns tls ssl ssh ftp smtp vpn vat
	sku md mm cm km kg ml kwh hz mb gb kb tv cd dvd bmp zip id ip os ui db pk fk ts dt desc ctrl src img std msg pct str cfg btn grp
	pwd tmp lng lat lon ltd mgr hr nth th rhythm sync crypt kpi crm cms dob ssn ssid wkt wkb sha why dry fly sky try`)

func columnWithoutComment(p *lint.Pass, t *diagram.Table) {
	var odd []*diagram.Column
	why := []string{}
	for _, c := range t.Columns {
		if c.Comment != "" || len(p.ForeignKeysFrom(c.ID)) > 0 || t.InPrimaryKey(c.ID) {
			continue
		}
		if reason := needsComment(p, c); reason != "" {
			odd = append(odd, c)
			why = append(why, fmt.Sprintf("%s: %s", c.Name, reason))
		}
	}
	if len(odd) == 0 {
		return
	}
	f := lint.Finding{
		Objects:  p.ColumnObjects(t, odd...),
		Message:  fmt.Sprintf("%s has no comment and cannot be guessed.", path(p.TableName(t), names(odd))),
		Evidence: why, Tier: lint.Likely, Confidence: .8,
	}
	if len(odd) > 1 {
		f.Message = fmt.Sprintf("%s have no comment and cannot be guessed.", path(p.TableName(t), names(odd)))
	}
	p.Report(f)
}

// needsComment says why a column cannot be understood without a comment, or nothing.
func needsComment(p *lint.Pass, c *diagram.Column) string {
	words := p.Names.ColumnName(c.ID).Words
	if len(words) == 0 {
		return ""
	}
	if codeWords[words[len(words)-1]] && c.Check == "" && p.Type(c.Type).Family() == diagram.FamilyInteger {
		return "the numbers stand for something"
	}
	for _, w := range words {
		if len(w) >= 2 && isLatin(w) && !strings.ContainsAny(w, "aeiouy") && !knownShort[w] {
			return fmt.Sprintf("%q is an abbreviation", w)
		}
	}
	return ""
}

// isLatin tells whether a word is of the letters a to z only.
func isLatin(w string) bool {
	for i := range len(w) {
		if w[i] < 'a' || w[i] > 'z' {
			return false
		}
	}
	return true
}
