package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// A table is too wide with more columns than this; 99 of 100 real tables have fewer.
const (
	godColumns     = 40
	godClusters    = 3   // of different things, at least; 2 in a table twice as wide
	godClusterSize = 3   // columns that make a cluster
	uniform        = .95 // the part of the columns of one kind of type that makes a table one concern
)

var _ = add(&lint.Rule{
	Code: "N404", Name: "god-table", Severity: lint.Info, Since: "0.1",
	What: "A very wide table mixes several concerns.",
	Why: "Rows get long and half empty, every change touches the one table that everything depends on, and nobody knows any " +
		"more which columns belong together.",
	How: "Split off the groups of columns that belong together, each into a table with the same key. A settings row, a fact " +
		"table or a medical record may be wide: there every column is about one thing.",
	Bad: `CREATE TABLE accounts (id int PRIMARY KEY,
  billing_name text, billing_street text, billing_city text, billing_country text, billing_vat_no text, billing_email text,
  shipping_name text, shipping_street text, shipping_city text, shipping_country text, shipping_phone text, shipping_notes text,
  avatar_file text, avatar_type text, avatar_size int, avatar_width int, avatar_height int, avatar_uploaded_at timestamp,
  login text, password_hash text, password_salt text, password_changed_at timestamp, password_tries int,
  locale text, timezone text, theme text, newsletter boolean, beta boolean, locked boolean, score int, points int,
  referrer text, campaign text, birthday date, gender text, phone text, mobile text, fax text, website text, about text,
  company text, job text, joined_on date);`,
	Good: `CREATE TABLE accounts (id int PRIMARY KEY, login text, locale text, timezone text, theme text);
CREATE TABLE account_billing (account_id int PRIMARY KEY REFERENCES accounts (id), name text, street text, city text, country text);
CREATE TABLE account_shipping (account_id int PRIMARY KEY REFERENCES accounts (id), name text, street text, city text, country text);`,
	Table: godTable,
})

// oneConcern are words of tables that are wide by nature: settings rows, facts and
// dimensions of a star schema, records of an examination.
var oneConcern = vocab(
	`setting config configuration default preference option limit parameter param fact fct dim dimension feature capability permission
	health medical clinical patient examination questionnaire survey answer form census measurement stat statistics summary
	import staging stage raw`,
	`configuracion ajuste medica salud encuesta`, `parametre reglage medical sante enquete`, `einstellung konfiguration gesundheit`,
	`configuracao medica saude questionario`, `impostazione configurazione medica salute`, `pengaturan konfigurasi medis kesehatan`,
)

func godTable(p *lint.Pass, t *diagram.Table) {
	if len(t.Columns) <= godColumns || isUniform(p, t) || oneConcern.hasAny(p.Names.Words(t.Name)) {
		return
	}
	groups := clusters(p, t, godClusterSize)
	least := godClusters
	if len(t.Columns) > 2*godColumns {
		least--
	}
	if len(groups) < least {
		return
	}
	var words []string
	for _, k := range groups {
		words = append(words, fmt.Sprintf("%s (%d)", k.word, len(k.columns)))
	}
	p.Report(lint.Finding{
		Objects: []lint.Object{p.TableObject(t)},
		Message: fmt.Sprintf("%s has %d columns about several things: %s.", p.TableName(t), len(t.Columns), listed(words)),
		Evidence: []string{
			fmt.Sprintf("It has more than %d columns; 99 of 100 tables have fewer", godColumns),
			fmt.Sprintf("%d groups of columns begin or end with the same word", len(groups)),
		},
		Tier: lint.Likely, Confidence: .8,
		Fixes: []lint.Fix{{
			Title: fmt.Sprintf("Split %s into %d tables", p.TableName(t), len(groups)+1), Safe: false,
			Ops: func() []op.Op {
				var ops []op.Op
				for i, k := range groups {
					ops = append(ops, splitOff(p, t, k.tableName(p, t), k.columns, i)...)
				}
				return ops
			},
		}},
	})
}

// isUniform tells whether nearly all columns are of one kind of type: one concern, spread
// over many columns.
func isUniform(p *lint.Pass, t *diagram.Table) bool {
	counts := map[diagram.Family]int{}
	most := 0
	for _, c := range t.Columns {
		f := p.Type(c.Type).Family()
		if f == diagram.FamilyUnknown {
			continue
		}
		counts[f]++
		most = max(most, counts[f])
	}
	return float64(most) >= uniform*float64(len(t.Columns))
}
