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
	Code: "M013", Name: "negative-boolean", Severity: lint.Info, Since: "0.1",
	What: "A boolean column is named by what is not: is_not_active, disabled.",
	Why:  "NOT disabled, or is_not_active = false, has to be read twice, and is read wrong sooner or later.",
	How: "Name it by what is: active, enabled, and turn the values round. Words that are no mere denial (deleted, blocked, " +
		"hidden) are not complained about.",
	Bad:   `CREATE TABLE users (id int PRIMARY KEY, is_not_verified boolean NOT NULL DEFAULT true);`,
	Good:  `CREATE TABLE users (id int PRIMARY KEY, is_verified boolean NOT NULL DEFAULT false);`,
	Table: negativeBoolean,
})

// denials are words that deny another one, and that one.
var denials = map[string]string{
	"disabled": "enabled", "disable": "enable", "inactive": "active", "invalid": "valid", "invisible": "visible",
	"unavailable": "available", "unapproved": "approved", "unverified": "verified", "unpublished": "published",
	"unconfirmed": "confirmed", "incomplete": "complete", "disallow": "allow", "disallowed": "allowed", "unpaid": "paid",
	"unchecked": "checked", "unsubscribed": "subscribed", "nonactive": "active", "unsearchable": "searchable", "noindex": "index",
}

// ofOthers begin names that say what is done with things that are not so: allow_inactive.
var ofOthers = vocab(`allow allows allowed include includes included exclude excludes excluded show shows hide hides ignore ignores keep
	delete deletes skip skips notify send list count accept accepts require requires with without`)

// notWords deny what stands behind them.
var notWords = []string{"not", "non", "isnt", "isnot", "hasnt", "hasno", "dont", "donot", "never", "cannot", "cant"}

func negativeBoolean(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if p.Type(c.Type).Family() != diagram.FamilyBoolean {
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		positive, denial := affirmed(words)
		if denial == "" {
			continue
		}
		name := columnPath(p, t, c)
		f := lint.Finding{
			Objects: p.ColumnObjects(t, c),
			Message: fmt.Sprintf("%s says what is not.", name),
			Tier:    lint.Likely, Confidence: .9,
			Evidence: []string{fmt.Sprintf("%q denies, and the type is %s", denial, c.Type)},
		}
		to := renaming{c, columnCase(p).Join(positive...)}
		if value, ok := opposite(c.Default); ok && isFreeIn(t, to) && !isInExpression(t, c) {
			f.Fixes = []lint.Fix{{
				Title: fmt.Sprintf("Rename %s to %s with the opposite values", name, to.to), Safe: false,
				Ops: func() []op.Op {
					ops := renameColumns(p, t, []renaming{to})
					return appendChanged(ops, c.ID, "default", c.Default, value)
				},
			}}
		}
		p.Report(f)
	}
}

// affirmed returns the words without what denies them, and the word that does, or empty.
func affirmed(words []string) (positive []string, denial string) {
	if len(words) > 0 && ofOthers[words[0]] {
		return nil, ""
	}
	if len(words) > 2 && words[0] == "do" && words[1] == "not" {
		return words[2:], "do not"
	}
	for i, w := range words {
		if yes, ok := denials[w]; ok {
			positive = slices.Clone(words)
			positive[i] = yes
			return positive, w
		}
		if slices.Contains(notWords, w) && i+1 < len(words) && words[i+1] != "null" {
			positive = slices.Delete(slices.Clone(words), i, i+1)
			switch w {
			case "isnt", "isnot":
				positive = append([]string{"is"}, positive...)
			case "cannot", "cant":
				positive = append([]string{"can"}, positive...)
			}
			return positive, w
		}
		if i == 0 && w == "no" && len(words) > 1 && words[1] != "of" {
			return words[1:], w
		}
	}
	return nil, ""
}

// opposite turns a default of a boolean round; ok is false for one that is no plain value.
func opposite(value string) (turned string, ok bool) {
	switch strings.ToLower(strings.Trim(value, "'()")) {
	case "":
		return "", true
	case "true":
		return "false", true
	case "false":
		return "true", true
	case "1":
		return "0", true
	case "0":
		return "1", true
	}
	return "", false
}

// isInExpression tells whether a check, a computed column or an index of the table may
// speak of the column; turning its values round would change what they mean.
func isInExpression(t *diagram.Table, c *diagram.Column) bool {
	name := strings.ToLower(c.Name)
	speaks := func(text string) bool { return text != "" && strings.Contains(strings.ToLower(text), name) }
	for _, o := range t.Columns {
		if speaks(o.Check) || speaks(o.Generated) {
			return true
		}
	}
	for _, k := range t.Checks {
		if speaks(k.Expression) {
			return true
		}
	}
	for _, x := range t.Indexes {
		if speaks(x.Where) {
			return true
		}
		for _, part := range x.Parts {
			if speaks(part.Expression) {
				return true
			}
		}
	}
	return false
}
