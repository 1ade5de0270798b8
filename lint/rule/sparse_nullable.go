package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

const (
	sparseCluster = 4  // optional columns of one thing, at least
	sparseColumns = 12 // columns of a table that is looked at as a whole
	sparseShare   = .7 // the part of them that takes NULL
)

var _ = add(&lint.Rule{
	Code: "N405", Name: "sparse-nullable", Severity: lint.Info, Since: "0.1",
	What: "Columns that may all be empty describe a thing that not every row has.",
	Why: "Whether the thing is there is nowhere said: a row may hold half of it, no constraint can ask for the rest, and " +
		"most rows carry empty columns along.",
	How: "Move the columns to a table with the same key, where they can be NOT NULL; a row there says that the thing exists.",
	Bad: `CREATE TABLE payments (
  id int PRIMARY KEY, amount numeric(10,2) NOT NULL, paid_at timestamp NOT NULL, currency char(3) NOT NULL, method text NOT NULL,
  cheque_number text, cheque_bank text, cheque_branch text, cheque_holder text
);`,
	Good: `CREATE TABLE payments (
  id int PRIMARY KEY, amount numeric(10,2) NOT NULL, paid_at timestamp NOT NULL, currency char(3) NOT NULL, method text NOT NULL
);
CREATE TABLE payment_cheques (
  payment_id int PRIMARY KEY REFERENCES payments (id),
  number text NOT NULL, bank text NOT NULL, branch text NOT NULL, holder text NOT NULL
);`,
	Table: sparseNullable,
})

// loading are words of tables that take in data as it comes.
var loading = vocab(`import staging stage stg raw temp tmp load landing buffer queue log history archive audit`)

func sparseNullable(p *lint.Pass, t *diagram.Table) {
	if len(t.Columns) < 2*sparseCluster || loading.hasAny(p.Names.Words(t.Name)) || p.Nullable() == lint.MostNullable {
		return
	}
	optional := optionalColumns(t)
	if optional == len(t.Columns) || allOptional(t, optional) {
		return // the table as a whole is another finding
	}
	found := false
	for _, k := range clusters(p, t, sparseCluster) {
		if isSparse(p, t, k) {
			found = true
			reportSparseCluster(p, t, k)
		}
	}
	if !found && len(t.Columns) >= sparseColumns && p.Nullable() == lint.FewNullable && float64(optional) > sparseShare*float64(len(t.Columns)) {
		p.Report(lint.Finding{
			Objects:  []lint.Object{p.TableObject(t)},
			Message:  fmt.Sprintf("%d of %d columns of %s may be empty.", optional, len(t.Columns), p.TableName(t)),
			Evidence: []string{"In the whole diagram it is less than half of the columns"},
			Tier:     lint.Likely, Confidence: .7,
		})
	}
}

// optionalColumns counts the columns that take NULL.
func optionalColumns(t *diagram.Table) int {
	n := 0
	for _, c := range t.Columns {
		if !c.NotNull && !t.InPrimaryKey(c.ID) {
			n++
		}
	}
	return n
}

// isSparse tells whether all columns of a cluster take NULL and none has a value unless
// something happens.
func isSparse(p *lint.Pass, t *diagram.Table, k cluster) bool {
	links := 0
	for _, c := range k.columns {
		if t.NotNull(c) || c.Default != "" || c.Generated != "" || p.Type(c.Type).Family() == diagram.FamilyBoolean {
			return false
		}
		words := p.Names.ColumnName(c.ID).Words
		if at, _ := numberIn(words); at >= 0 {
			return false // a repeating group
		}
		if at, _ := numeralIn(words); at >= 0 {
			return false
		}
		if len(p.ForeignKeysFrom(c.ID)) > 0 {
			links++
		}
	}
	return links < len(k.columns)
}

func reportSparseCluster(p *lint.Pass, t *diagram.Table, k cluster) {
	name := k.tableName(p, t)
	p.Report(lint.Finding{
		Objects: p.ColumnObjects(t, k.columns...),
		Message: fmt.Sprintf("%s: %s may all be empty; they seem to describe one thing that not every row has.", p.TableName(t), listed(names(k.columns))),
		Evidence: []string{
			fmt.Sprintf("%d names hold the word %q", len(k.columns), k.word),
			"All of them take NULL and have no default",
		},
		Tier: lint.Likely, Confidence: .7,
		Fixes: []lint.Fix{{
			Title: "Move to a table " + freeName(name, p.HasTable), Safe: false,
			Ops: func() []op.Op { return splitOff(p, t, name, k.columns, 0) },
		}},
	})
}
