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
	Code: "P009", Name: "named-many-to-many-column", Severity: lint.Warning, Since: "0.1",
	What: "A column bears the plural name of another table and can hold a list.",
	Why: "The rows meant are listed in one cell: no foreign key can guard them, a rename or delete leaves the old value, " +
		"and the question which rows mention one of them reads the whole table.",
	How: "Put a junction table between the two tables, one row per pair. A number that only counts them or a copy that " +
		"must not change may stay.",
	Bad: `CREATE TABLE genres (id int PRIMARY KEY, name text);
CREATE TABLE films (id int PRIMARY KEY, title text, genres text);`,
	Good: `CREATE TABLE genres (id int PRIMARY KEY, name text);
CREATE TABLE films (id int PRIMARY KEY, title text);
CREATE TABLE film_genres (
  film_id int NOT NULL REFERENCES films (id),
  genre_id int NOT NULL REFERENCES genres (id),
  PRIMARY KEY (film_id, genre_id)
);
CREATE INDEX ON film_genres (genre_id);`,
	Table: namedManyToMany,
})

func namedManyToMany(p *lint.Pass, t *diagram.Table) {
	for _, c := range t.Columns {
		if target := namedList(p, t, c); target != nil {
			reportNamedList(p, t, c, target)
		}
	}
}

// namedList returns the table whose rows a column seems to list by its name, or nil when
// it lists none or only copies what is kept properly elsewhere.
func namedList(p *lint.Pass, t *diagram.Table, c *diagram.Column) *diagram.Table {
	n := p.Names.ColumnName(c.ID)
	words := n.Words
	last := len(words) - 1
	// A plural as it is written, in a type that can hold a list.
	if last < 0 || len(words[last]) < 4 || words[last] == n.Single[last] || flagStarts[words[0]] {
		return nil
	}
	if typ := p.Type(c.Type); !canHoldList(typ) || c.Type == "" || c.Generated != "" || len(p.ForeignKeysFrom(c.ID)) > 0 {
		return nil
	}
	target := listedTable(p, t, words)
	if target == nil || existingJunction(p, listMembers(t, target)) != nil || foreignKeyBetween(p, target.ID, t.ID) != nil {
		return nil
	}
	return target
}

// listMembers are the two sides of the junction that takes the place of a list.
func listMembers(t, target *diagram.Table) []member {
	return []member{{table: t, card: diagram.ZeroMany}, {table: target, card: diagram.ZeroMany}}
}

// prose are plurals that name a text as well as the rows of a table.
var prose = strings.Fields(`notes comments remarks details terms news contents settings observations instructions
	conditions requirements results messages materials hours characters words thanks`)

// listedTable returns the table whose rows a column of this name lists: the one that is
// named so, or so in its first role (other_tags, direct_genres).
func listedTable(p *lint.Pass, t *diagram.Table, words []string) *diagram.Table {
	if len(words) > 2 || slices.Contains(prose, words[len(words)-1]) || isOpaque(p, t, words) {
		return nil
	}
	for i := range words {
		found := p.Names.TablesNamed(words[i:])
		if len(found) > 1 || len(found) == 1 && found[0] == t {
			return nil
		}
		if len(found) == 1 {
			return found[0]
		}
	}
	return nil
}

func reportNamedList(p *lint.Pass, t *diagram.Table, c *diagram.Column, target *diagram.Table) {
	members := listMembers(t, target)
	words := p.Names.ColumnName(c.ID).Words
	typ := p.Type(c.Type)
	f := lint.Finding{
		Tier: lint.Likely, Confidence: .85,
		Objects: p.ColumnObjects(t, c),
		Message: fmt.Sprintf("%s seems to list rows of %s.", columnPath(p, t, c), p.TableName(target)),
		Evidence: []string{
			fmt.Sprintf("%s is the plural name of the table %s", strings.Join(words, " "), p.TableName(target)),
			fmt.Sprintf("The type %s can hold a list", c.Type),
		},
	}
	switch {
	case typ.Array > 0:
		f.Tier, f.Confidence = lint.Certain, .95
		f.Evidence[1] = fmt.Sprintf("The type %s holds several values", c.Type)
	case typ.Family() == diagram.FamilyJSON, typ.Family() == diagram.FamilyBinary:
		// A document may hold more than the list.
		f.Severity, f.Confidence = lint.Info, .7
	}
	if w := copyWord(p, t, c); w != "" {
		f.Tier, f.Severity, f.Confidence = lint.Likely, lint.Info, .6
		f.Evidence = append(f.Evidence, fmt.Sprintf("The name says %s: the list may be kept as it once was, on purpose", w))
	}
	name := freeName(junctionName(p, members, ""), p.HasTable)
	f.Fixes = []lint.Fix{{
		Title: "Create junction table " + name,
		Ops: func() []op.Op {
			return append(junction(p, name, c.ID, members, nil), dropColumn(p, t, c)...)
		},
	}}
	if t.InPrimaryKey(c.ID) {
		f.Fixes = nil // the table would lose its key
	}
	p.Report(f)
}
