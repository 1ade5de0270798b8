package lint

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Finding is one thing that a rule found.
type Finding struct {
	Rule     string   `json:"rule"`
	Name     string   `json:"name"`
	Family   string   `json:"family"`
	Severity Severity `json:"severity"`
	Tier     Tier     `json:"tier"`
	// Confidence is 0 to 1: the share of such findings that are right, as measured. Exact
	// rules have 1.
	Confidence float64 `json:"confidence"`
	// Objects are what the finding speaks of, the one to mark first.
	Objects []Object `json:"objects"`
	// Message is one sentence with the names of the objects.
	Message string `json:"message"`
	// Evidence says in words what the finding rests on.
	Evidence   []string    `json:"evidence"`
	Suggestion *Suggestion `json:"suggestion,omitempty"`
	Fixes      []Fix       `json:"fixes"`
	// Fingerprint is the same for the same rule on objects of the same names, wherever
	// they stand; it is safe in a URL.
	Fingerprint string `json:"fingerprint"`
	// Ignored is the ID of the ignore that silences it, or empty.
	Ignored diagram.ID `json:"ignored,omitempty"`
	// Reason is why it is ignored.
	Reason string `json:"-"`

	named *NamedIgnore // what silences it, when that is of the configuration
	print string       // the fingerprint before findings of like objects are numbered
	by    Unit         // what the rule was run on
	// table and column are where the first object stands, from 1, or 0; nth is for sorting.
	table, column, nth int
}

// Object names one object of the diagram as people know it.
type Object struct {
	Kind diagram.Kind `json:"kind"`
	ID   diagram.ID   `json:"id,omitempty"`
	// Table is the name of the table that is the object or holds it, with its schema in
	// front when it has one; empty for a relationship.
	Table   string     `json:"table,omitempty"`
	TableID diagram.ID `json:"table_id,omitempty"`
	Column  string     `json:"column,omitempty"`
	// Label names an object that is neither table nor column: a relationship, a key.
	Label string `json:"label,omitempty"`
}

// Suggestion is what a finding proposes, for machines.
type Suggestion struct {
	Kind       string   `json:"kind"` // add-foreign-key
	Table      string   `json:"table"`
	Columns    []string `json:"columns"`
	RefTable   string   `json:"ref_table"`
	RefColumns []string `json:"ref_columns"`
}

// AddForeignKey is the kind of suggestion that K001 and K014 make.
const AddForeignKey = "add-foreign-key"

// Fix mends a finding by one batch of operations.
type Fix struct {
	// Title is a verb phrase: "Add foreign key to customers.id".
	Title string `json:"title"`
	// Safe is false when data would be lost or has to be moved, or when a person has to
	// judge first.
	Safe bool `json:"safe"`
	// Ops builds the operations on the diagram that was checked. They are built on
	// demand, because few fixes are ever looked at.
	Ops func() []op.Op `json:"-"`
}

// fingerprint joins the rule with the names of the objects.
func fingerprint(f *Finding) string {
	text := append(make([]byte, 0, 512), "finding\x00"...)
	text = append(text, f.Rule...)
	for i := range f.Objects {
		o := &f.Objects[i]
		before := byte(0)
		for _, part := range [...]string{string(o.Kind), o.Table, o.Column, o.Label} {
			text = append(append(text, before), part...)
			before = 1
		}
	}
	return string(diagram.DigestID(text))
}

func (f *Finding) firstID() diagram.ID {
	if len(f.Objects) == 0 {
		return ""
	}
	return f.Objects[0].ID
}

// severityRank sorts the worst first.
func severityRank(s Severity) int {
	switch s {
	case Error:
		return 0
	case Warning:
		return 1
	case Info:
		return 2
	}
	return -1
}

// sortFindings puts findings that know their places in the order in which the diagram reads:
// by table, column and rule of their first object.
func sortFindings(list []*Finding) {
	for i, f := range list {
		f.nth = i
	}
	slices.SortFunc(list, func(a, b *Finding) int { return cmp.Or(compareFindings(a, b), a.nth-b.nth) })
}

func compareFindings(a, b *Finding) int {
	if a.table != b.table {
		return a.table - b.table
	}
	if a.column != b.column {
		return a.column - b.column
	}
	if x, y := severityRank(a.Severity), severityRank(b.Severity); x != y {
		return x - y
	}
	return cmp.Or(
		strings.Compare(a.Rule, b.Rule),
		strings.Compare(a.Message, b.Message),
		cmp.Compare(a.firstID(), b.firstID()),
		cmp.Compare(a.by, b.by),
	)
}
