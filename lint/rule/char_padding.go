package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T005", Name: "char-padding", Severity: lint.Info, Since: "0.1",
	What: "A text of varying length has a type of fixed length.",
	Why: "char(n) fills every value with spaces up to its length: they take room, show up in programs, and compare " +
		"differently from one database to the next.",
	How:   "Take varchar(n). Codes, hashes and identifiers that always have the full length may stay char(n).",
	Bad:   `CREATE TABLE customers (id int PRIMARY KEY, name char(100) NOT NULL);`,
	Good:  `CREATE TABLE customers (id int PRIMARY KEY, name varchar(100) NOT NULL);`,
	Table: charPadding,
})

var (
	// hashLengths are those of hashes, UUIDs and other values of one length.
	hashLengths = []int{16, 20, 22, 24, 26, 27, 28, 32, 36, 38, 40, 44, 48, 56, 60, 64, 86, 96, 97, 128}
	// fixedWords are in names of values of one length.
	fixedWords = vocab(`code codes hash digest checksum md5 sha sha1 sha256 crc uuid guid iso isbn ean upc gtin iban bic swift vin imei
		fingerprint token key signature ulid cnpj cpf nif ssn flag hex id no number nr num zip zipcode phone date time timestamp barcode`)
)

// paddedLength is the length up to which a text of fixed length is taken for a code.
const paddedLength = 10

func charPadding(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if p.TypeFamily(c.Type) != diagram.FamilyText {
			continue
		}
		typ := p.Type(c.Type)
		switch typ.Name {
		case "char", "character", "nchar", "national character", "national char", "bpchar":
		default:
			continue
		}
		n := length(typ)
		if n <= paddedLength || typ.Array > 0 || isReference(p, c) || slices.Contains(hashLengths, n) ||
			fixedWords.first(p.Names.ColumnName(c.ID).Words) != "" {
			continue
		}
		to := typ
		to.Name = "varchar"
		switch {
		case typ.Name == "nchar" || typ.Name == "national character" || typ.Name == "national char":
			to.Name = "nvarchar"
			if p.Diagram.Dialect == "oracle" {
				to.Name = "nvarchar2"
			}
		case p.Diagram.Dialect == "oracle":
			to.Name = "varchar2"
		}
		p.Report(lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s fills every value with spaces up to %d characters.", columnPath(p, t, c), n),
			Evidence: []string{fmt.Sprintf("%s has a fixed length", c.Type), "The name speaks of no code, hash or identifier"},
			Tier:     lint.Likely, Confidence: .9,
			Fixes: []lint.Fix{retyping(p, t, c, to.String(), true)},
		})
	}
}
