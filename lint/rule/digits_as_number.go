package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T002", Name: "digits-as-number", Severity: lint.Warning, Since: "0.1",
	What: "A phone number, postal code or other row of digits is stored as a number.",
	Why: "A number has no leading zeros, no plus sign and no letters: 01067 becomes 1067, +49 is lost, and nobody ever adds " +
		"two postal codes.",
	How:   "Store it as text. A column that counts phones or refers to another table is meant otherwise; ignore the finding there.",
	Bad:   `CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, phone bigint, zip_code int);`,
	Good:  `CREATE TABLE customers (id int PRIMARY KEY, name text NOT NULL, phone varchar(32), zip_code varchar(16));`,
	Table: digitsAsNumber,
})

// phoneWords, postalWords and numberWords name rows of digits in several languages.
var (
	phoneWords = vocab(`phone telephone telefon telefono telefone tel fax mobile cellphone mobilephone phonenumber phoneno phonenum
		mobileno handynummer rufnummer celular telp telepon nohp hp dienthoai sdt gsm whatsapp msisdn`)
	postalWords = vocab(`zip zipcode zipcd postcode postalcode postleitzahl plz cep codigopostal codpostal codepostal kodepos
		postnummer pincode postal`)
	numberWords = vocab(`ssn iban isbn creditcard cardnumber cardno passport nif cpf cnpj dni curp nik cmnd cccd`)
	// numberEnds may follow one of them.
	numberEnds = vocab(`number no num nr nro numero numer nummer code cd codigo kode ext extension home work office primary secondary mobile`)
)

// fewestDigits is how many digits a phone number or postal code has at least.
const fewestDigits = 4

func digitsAsNumber(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		switch p.TypeFamily(c.Type) {
		case diagram.FamilyInteger, diagram.FamilyDecimal, diagram.FamilyFloat:
		default:
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		word, what, room := digitsIn(words)
		if word == "" || isReference(p, c) || t.InPrimaryKey(c.ID) || c.Identity != "" || c.Generated != "" {
			continue
		}
		if _, suspected := p.Suspected(c.ID); suspected {
			continue
		}
		if n := length(p.Type(c.Type)); n > 0 && n < fewestDigits {
			continue // an area code, or a number of phones
		}
		f := lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s holds %s, but its type is the number type %s.", columnPath(p, t, c), what, c.Type),
			Evidence: []string{fmt.Sprintf("The name says %s", word), "Leading zeros and signs are lost in a number"},
			Tier:     lint.Likely, Confidence: .93,
		}
		if p.Type(c.Type).Array == 0 {
			f.Fixes = []lint.Fix{retyping(p, t, c, textType(p, room), false)}
		}
		p.Report(f)
	}
}

// digitsIn finds what kind of digits a name speaks of, and how long a text for them is;
// word is empty when it speaks of none, or of something about them.
func digitsIn(words []string) (word, what, length string) {
	if isFlagName(words) || countWords.first(words) != "" {
		return "", "", ""
	}
	for i, w := range words {
		rest := words[i+1:]
		if len(rest) > 2 || len(rest) > 0 && !allIn(numberEnds, rest) {
			continue
		}
		switch {
		case phoneWords[w] || w == "cell" && len(rest) > 0:
			return w, "a phone number", "32"
		case postalWords[w] && !(w == "postal" && len(rest) == 0 && len(words) == 1):
			return w, "a postal code", "16"
		case numberWords[w]:
			return w, "digits that nobody counts with", "34"
		}
	}
	return "", "", ""
}

// allIn tells whether all words are in a set; digits in a name do not count.
func allIn(set vocabulary, words []string) bool {
	for _, w := range words {
		if !set[w] && strings.Trim(w, "0123456789") != "" {
			return false
		}
	}
	return true
}
