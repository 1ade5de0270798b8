// Package lint checks diagrams: it runs rules over a diagram and returns findings, each
// with its objects, a message, the evidence in words and fixes that are batches of
// ordinary operations.
//
// It is the engine only: the rules live in lint/rule, one file each. A run is a pure
// function of the diagram, the rules and the configuration; it reads no clock, no
// network and no data, changes nothing, and gives the findings in one order. Findings
// are never stored: whoever holds the diagram runs the rules again.
//
// Start at Run and Rule; Pass is what a rule gets, Finding what it makes.
package lint

import (
	"fmt"
	"regexp"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// Severity says how bad it is when a finding is right.
type Severity string

// The severities.
const (
	Error   Severity = "error"
	Warning Severity = "warning"
	Info    Severity = "info"
)

// Tier says how sure a finding is. Rules that check exact structure are always Certain;
// rules that weigh names measure their borders on the benchmark.
type Tier string

// The tiers.
const (
	Certain Tier = "certain"
	Likely  Tier = "likely"
	Hint    Tier = "hint" // shown as info; left out of exit codes and, unless asked for, of reports
)

// Families of rules, by the first letters of their codes.
var families = map[byte]string{
	'K': "Keys and references",
	'P': "Many-to-many",
	'N': "Normalization",
	'M': "Naming",
	'T': "Types",
	'I': "Indexes",
	'S': "Structure",
	'D': "Documentation",
	'X': "Portability",
	'L': "Ignores",
}

// Rule is one check with everything people read about it. The same value gives the
// check, its page, the text of --explain and the help of reports.
type Rule struct {
	// Code never changes and is never used again: a letter and three digits.
	Code string
	// Name states the problem in words with hyphens: missing-foreign-key.
	Name string
	// Severity is the usual one; a finding may carry its own.
	Severity Severity
	// Since is the version that had the rule first.
	Since string
	// Pedantic rules are right but seldom worth acting on: they run under the preset strict
	// and where their level is set.
	Pedantic bool
	// What says in one sentence what is found, Why what it leads to, How how to mend it
	// and when to leave it alone.
	What, Why, How string
	// Bad and Good are SQL: the rule finds something in Bad and nothing in Good.
	Bad, Good string
	// BadLines are lines drawn between tables of Bad that SQL can't say, one per line in
	// Mermaid's notation: "students }o--o{ courses : attends". Empty for most rules.
	BadLines string
	// Thresholds are the numbers of the rule that people may set.
	Thresholds []Threshold
	// Dialect is the one that Bad and Good are written in; empty is postgres.
	Dialect string
	// BadModules and GoodModules put tables of Bad and of Good into modules, one module per
	// line with its tables and the modules it may refer to: "sales: orders, items -> shop".
	// Empty for most rules.
	BadModules, GoodModules string
	// Exactly one of the next three looks for the problem and reports what it finds. Take
	// the smallest that will do: after an edit only what the edit touches is looked at again.

	// Table looks at one table that is no view. Whatever else it looks at, it asks for by
	// the methods of Facts and Names, which note it: a finding that rests on anything else
	// would be stale after an edit there. Settings, domains, schemas and modules need no
	// note.
	Table func(*Pass, *diagram.Table)
	// Relationship looks at one relationship and the tables at its ends, and asks for
	// everything else as Table does.
	Relationship func(*Pass, *diagram.Relationship)
	// Diagram looks at the diagram as a whole, in time linear in tables and relationships.
	Diagram func(*Pass)
	// Watches says which changes can change what Diagram finds, beside those of what it asks
	// of Facts.
	Watches Aspect

	// books is instead of the three for the rules of Bookkeeping.
	books func(about *diagram.Ignore, place func() string, s ignoreState) string
}

// Aspect is a part of the diagram that may change; several are joined by |. After a change
// of the settings, a schema, a domain or a module everything is looked at again.
type Aspect int

// The aspects.
const (
	Tables        Aspect = 1 << iota // which tables there are, their names, kinds, schemas and modules
	Columns                          // names, types and properties of columns
	Keys                             // keys, indexes, checks and dependencies
	Relationships                    // ends, columns and properties of relationships
	Texts                            // comments, notes
	References                       // the suspected references, see Facts.EachJoined
)

// Family is the heading the rule stands under.
func (r *Rule) Family() string {
	if r.Code == "" {
		return ""
	}
	return families[r.Code[0]]
}

var (
	codeForm = regexp.MustCompile(`^[A-Z][0-9]{3}$`)
	nameForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// Example is Bad or Good as people read it: with the dialect named above it, unless it is
// PostgreSQL's.
func (r *Rule) Example(sql string) string {
	if can, ok := ddl.CapabilityOf(r.Dialect); ok {
		return "-- " + can.Title + "\n" + sql
	}
	return sql
}

// Complete returns an error that names what the rule lacks, or nil.
func (r *Rule) Complete() error {
	switch {
	case !codeForm.MatchString(r.Code):
		return fmt.Errorf("rule %q: the code is not a letter and three digits", r.Code)
	case r.Family() == "":
		return fmt.Errorf("rule %s: no family begins with this letter", r.Code)
	case !nameForm.MatchString(r.Name):
		return fmt.Errorf("rule %s: the name %q is not words with hyphens", r.Code, r.Name)
	case r.Severity != Error && r.Severity != Warning && r.Severity != Info:
		return fmt.Errorf("rule %s: no severity %q", r.Code, r.Severity)
	case r.Since == "" || r.What == "" || r.Why == "" || r.How == "":
		return fmt.Errorf("rule %s: a text is missing", r.Code)
	case r.Good == "" || r.Bad == "":
		return fmt.Errorf("rule %s: an example is missing", r.Code)
	}
	if _, known := ddl.CapabilityOf(r.Dialect); r.Dialect != "" && !known {
		return fmt.Errorf("rule %s: no dialect is called %q", r.Code, r.Dialect)
	}
	units := 0
	for _, set := range []bool{r.Table != nil, r.Relationship != nil, r.Diagram != nil, r.books != nil} {
		if set {
			units++
		}
	}
	switch {
	case units != 1:
		return fmt.Errorf("rule %s: one of Table, Relationship and Diagram must be set, not %d", r.Code, units)
	case (r.Diagram != nil) != (r.Watches != 0):
		return fmt.Errorf("rule %s: Watches goes with Diagram", r.Code)
	}
	return r.completeThresholds()
}
