package rule

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// flagWords begin names of truth values.
var flagWords = vocab(`is has have can should was were will must may did does allow allows allowed enable enables enabled
	disable disables disabled show hide use uses needs requires include includes exclude excludes es tiene esta ist hat est`)

// isFlagName tells whether a name asks a question that yes or no answers: is_active,
// has_children, delete_flag.
func isFlagName(words []string) bool {
	n := len(words)
	if n == 0 {
		return false
	}
	return n > 1 && flagWords[words[0]] || words[n-1] == "flag" || words[n-1] == "yn" || words[n-1] == "bool"
}

// countWords are in names of numbers about things: phone_count, num_phones.
var countWords = vocab(`count counts num number_of nb total max min avg sum limit qty quantity length size len ratio rate percent pct score
	weight index order sort type kind status state level priority days hours minutes seconds retries attempts version format`)

// lastWord is the last word of a name that is no number: phone for phone2.
func lastWord(words []string) string {
	for i := len(words) - 1; i >= 0; i-- {
		if w := words[i]; w[0] < '0' || w[0] > '9' {
			return w
		}
	}
	return ""
}

// isReference tells whether a column refers to a row of another table by a foreign key.
func isReference(p *lint.Pass, c *diagram.Column) bool { return len(p.ForeignKeysFrom(c.ID)) > 0 }

// typed is a column with the table that holds it.
type typed struct {
	table  *diagram.Table
	column *diagram.Column
}

// joined returns the column and all of its family of types that foreign keys join with
// it, near or far: they have one type together.
func joined(p *lint.Pass, t *diagram.Table, c *diagram.Column) []typed {
	all := []typed{{t, c}}
	seen := map[diagram.ID]bool{c.ID: true}
	family := p.TypeFamily(c.Type)
	add := func(t *diagram.Table, c *diagram.Column) {
		if !seen[c.ID] && p.TypeFamily(c.Type) == family {
			seen[c.ID] = true
			all = append(all, typed{t, c})
		}
	}
	for i := 0; i < len(all); i++ {
		at := all[i]
		for _, k := range p.ForeignKeysFrom(at.column.ID) {
			for j, from := range k.Columns {
				if from == at.column {
					add(k.Parent, k.ParentColumns[j])
				}
			}
		}
		for _, k := range p.ForeignKeysTo(at.table.ID) {
			for j, to := range k.ParentColumns {
				if to == at.column {
					add(k.Child, k.Columns[j])
				}
			}
		}
	}
	return all
}

// changeType gives a column, and all that foreign keys join with it, another type.
// Defaults are put into the words of the type, or go when they are no value of it; so do
// checks and collations that were made for another family of types.
func changeType(p *lint.Pass, t *diagram.Table, c *diagram.Column, typ string) []op.Op {
	var ops []op.Op
	to := diagram.ParseType(typ)
	for _, j := range joined(p, t, c) {
		own := typ
		if j.column != c {
			own = referenceType(typ)
		}
		if j.column.Type != own {
			ops = append(ops, op.SetTo(j.column.ID, "type", own))
		}
		if def := defaultFor(p, j.column.Default, to); def != j.column.Default {
			ops = append(ops, op.SetTo(j.column.ID, "default", def))
		}
		family := to.Family()
		if p.TypeFamily(j.column.Type) == family {
			continue
		}
		if j.column.Check != "" {
			ops = append(ops, op.SetTo(j.column.ID, "check", ""))
		}
		if j.column.Collation != "" && family != diagram.FamilyText {
			ops = append(ops, op.SetTo(j.column.ID, "collation", ""))
		}
		if j.column.Identity != diagram.IdentityNone && family != diagram.FamilyInteger {
			ops = append(ops, op.SetTo(j.column.ID, "identity", diagram.IdentityNone))
		}
	}
	return ops
}

// defaultFor is a default in the words of another type, or "" when it is no value of it.
func defaultFor(p *lint.Pass, text string, to diagram.DataType) string {
	if text == "" || isNullText(text) && to.Family() != diagram.FamilyJSON {
		return ""
	}
	if to.Family() == diagram.FamilyBoolean {
		truth, ok := truthValue(text)
		number := to.Name == "tinyint" || to.Name == "bit" || to.Name == "number"
		switch {
		case !ok:
			return ""
		case number && truth:
			return "1"
		case number:
			return "0"
		case truth:
			return "true"
		}
		return "false"
	}
	if ddl.DefaultMisfit(p.Diagram.Dialect, to, text) != "" {
		return ""
	}
	if to.Family() == diagram.FamilyText && strings.Trim(text, "0123456789") == "" {
		return "'" + text + "'"
	}
	return text
}

// yesWords and noWords are how people write truth values.
var (
	yesWords = vocab(`1 y yes t true on s si sim j ja o oui x`)
	noWords  = vocab(`0 n no f false off nao nein non`)
)

// truthValue reads a literal as yes or no.
func truthValue(text string) (truth, ok bool) {
	text, _, _ = strings.Cut(text, "::")
	word := strings.ToLower(strings.Trim(text, "()'\" "))
	return yesWords[word], yesWords[word] || noWords[word]
}

// textType is a text of at most n characters in the words of the diagram's dialect.
func textType(p *lint.Pass, n string) string {
	if p.Diagram.Dialect == "oracle" {
		return "varchar2(" + n + ")"
	}
	return "varchar(" + n + ")"
}

// decimalType is an exact number for money.
func decimalType(p *lint.Pass) string {
	switch p.Diagram.Dialect {
	case "oracle":
		return "number(19,4)"
	case "mysql", "mariadb", "sqlserver":
		return "decimal(19,4)"
	}
	return "numeric(19,4)"
}

// booleanType is the type for truth values, or "" where the database has none.
func booleanType(p *lint.Pass) string {
	if can, ok := p.Capability(); ok {
		return can.Boolean
	}
	return "boolean"
}

// instantType is the type for a date with a time.
func instantType(p *lint.Pass) string {
	switch p.Diagram.Dialect {
	case "postgres":
		return "timestamptz"
	case "mysql", "mariadb":
		return "datetime"
	case "sqlserver":
		return "datetime2"
	}
	return "timestamp"
}

// retyping is the fix that changes a column's type.
func retyping(p *lint.Pass, t *diagram.Table, c *diagram.Column, typ string, safe bool) lint.Fix {
	return lint.Fix{
		Title: "Change type of " + columnPath(p, t, c) + " to " + typ,
		Safe:  safe,
		Ops:   func() []op.Op { return changeType(p, t, c, typ) },
	}
}
