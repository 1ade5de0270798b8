package rule

import (
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// longestRole is how many words a role may have: date of birth.
const longestRole = 3

// roleName takes a role off the end of a name, or off the name of the table in front of
// it: of ship_postal_code the role postalcode leaves "ship". Forms are roles with their
// words joined.
func roleName(p *lint.Pass, t *diagram.Table, words []string, forms vocabulary) (prefix string, ok bool) {
	for n := min(longestRole, len(words)); n > 0; n-- {
		if !forms.hasJoined(words[len(words)-n:]) {
			continue
		}
		prefix = strings.Join(words[:len(words)-n], " ")
		if prefix == strings.Join(p.Names.TableWords(t.ID), " ") {
			prefix = ""
		}
		return prefix, true
	}
	return "", false
}

// inRole returns the one column that has a role behind a prefix, or nil when there is
// none or more than one.
func inRole(p *lint.Pass, t *diagram.Table, prefix string, forms vocabulary) *diagram.Column {
	var found *diagram.Column
	for c, name := range p.Names.ColumnNames(t.ID) {
		if at, ok := roleName(p, t, name.Words, forms); ok && at == prefix {
			if found != nil {
				return nil
			}
			found = c
		}
	}
	return found
}
