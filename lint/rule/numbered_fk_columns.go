package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "P008", Name: "numbered-fk-columns", Severity: lint.Warning, Since: "0.1",
	What: "Numbered columns refer to one table: author1_id, author2_id.",
	Why: "The number of columns caps how many rows may belong together; each search has to name every column, and gaps and " +
		"doubles go unnoticed.",
	How: "Put a junction table between the two tables with one row per pair and a position. Two columns for two fixed " +
		"roles (home and away) are fine, better named after the roles.",
	Bad: `CREATE TABLE authors (id int PRIMARY KEY, name text);
CREATE TABLE books (id int PRIMARY KEY, title text,
  author1_id int REFERENCES authors (id), author2_id int REFERENCES authors (id), author3_id int REFERENCES authors (id));`,
	Good: `CREATE TABLE authors (id int PRIMARY KEY, name text);
CREATE TABLE books (id int PRIMARY KEY, title text);
CREATE TABLE book_authors (
  book_id int NOT NULL REFERENCES books (id),
  position int NOT NULL,
  author_id int NOT NULL REFERENCES authors (id),
  PRIMARY KEY (book_id, position),
  UNIQUE (author_id, book_id)
);`,
	Table: numberedForeignKeys,
})

func numberedForeignKeys(p *lint.Pass, t *diagram.Table) {
	for _, g := range referenceGroups(p, t) {
		reportReferenceGroup(p, t, g)
	}
}

// group is a set of numbered columns.
type group struct {
	stem    []string // words without the number
	columns []*diagram.Column
	numbers []int
}

// referenceGroup are numbered columns that refer to one table.
type referenceGroup struct {
	*group
	parent *diagram.Table
	key    *diagram.Column
}

const digits = "0123456789"

// referenceGroups gathers numbered columns that refer to one table, by foreign keys or by
// their names. Two columns of a table that says nothing else are a relation of two rows.
func referenceGroups(p *lint.Pass, t *diagram.Table) []*referenceGroup {
	numbered := 0
	for _, c := range t.Columns {
		if strings.ContainsAny(c.Name, digits) {
			numbered++
		}
	}
	if numbered < 2 {
		return nil
	}
	var groups []*referenceGroup
	for _, c := range t.Columns {
		if !strings.ContainsAny(c.Name, digits) {
			continue
		}
		words := p.Names.ColumnName(c.ID).Words
		at := numberAt(words)
		if at < 0 {
			continue
		}
		parent, key := referredBy(p, c)
		if parent == nil {
			continue
		}
		stem := slices.Delete(slices.Clone(words), at, at+1)
		i := slices.IndexFunc(groups, func(g *referenceGroup) bool {
			return g.parent == parent && g.key == key && slices.Equal(g.stem, stem)
		})
		if i < 0 {
			i = len(groups)
			groups = append(groups, &referenceGroup{group: &group{stem: stem}, parent: parent, key: key})
		}
		groups[i].columns = append(groups[i].columns, c)
		groups[i].numbers = append(groups[i].numbers, smallNumber(words[at]))
	}
	return slices.DeleteFunc(groups, func(g *referenceGroup) bool { return !g.isList(p, t) })
}

// referredBy returns the table and column that a column refers to, by its foreign key or
// likely by its name.
func referredBy(p *lint.Pass, c *diagram.Column) (*diagram.Table, *diagram.Column) {
	for _, k := range p.ForeignKeysFrom(c.ID) {
		if len(k.Columns) == 1 {
			return k.Parent, k.ParentColumns[0]
		}
	}
	if s, ok := p.Suspected(c.ID); ok && s.Confidence >= likelyReference && len(s.ParentColumns) == 1 {
		return s.Parent, s.ParentColumns[0]
	}
	return nil, nil
}

// isList tells whether the columns count up from 0 or 1 and are more than the two ends of
// a relation.
func (g *referenceGroup) isList(p *lint.Pass, t *diagram.Table) bool {
	n := len(g.columns)
	if n < 2 || slices.Contains(g.numbers, -1) {
		return false
	}
	sorted := slices.Sorted(slices.Values(g.numbers))
	if sorted[0] > 1 || sorted[n-1] >= sorted[0]+n+2 || len(slices.Compact(sorted)) < n {
		return false
	}
	if n > 2 {
		return true
	}
	for _, w := range g.stem {
		if pairWords[naming.Singular(w)] {
			return false
		}
	}
	// Two that must both be there are two roles sooner than a list with an end; so are two
	// in a row that is nothing for itself: a match, a comparison.
	return g.parent != t && !allNotNull(t, g.columns) && isNamed(p, t)
}

// isNamed tells whether the rows of a table have a name or title, as things do and
// relations do not.
func isNamed(p *lint.Pass, t *diagram.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool {
		words := p.Names.ColumnName(c.ID).Words
		n := len(words)
		return n > 0 && slices.Contains(titles, words[n-1]) && p.Type(c.Type).Family() == diagram.FamilyText && len(p.ForeignKeysFrom(c.ID)) == 0
	})
}

// titles are words that end the names of columns that name a row.
var titles = []string{"name", "title", "label", "nombre", "nom", "nome", "titulo", "titre", "titel", "bezeichnung", "nama"}

func reportReferenceGroup(p *lint.Pass, t *diagram.Table, g *referenceGroup) {
	table, parent := p.TableName(t), p.TableName(g.parent)
	n := len(g.columns)
	name := freeName(partName(p, t, g.part()), p.HasTable)
	f := lint.Finding{
		Tier: lint.Certain, Confidence: .95,
		Objects: p.ColumnObjects(t, g.columns...),
		Message: fmt.Sprintf("%s refers to %s by %d numbered columns: %s.", table, parent, n, listed(names(g.columns))),
		Evidence: []string{
			fmt.Sprintf("%d names differ in the number only", n),
			fmt.Sprintf("All refer to %s", path(parent, []string{g.key.Name})),
		},
		Fixes: movable(p, t, g.columns, lint.Fix{
			Title: "Create junction table " + name,
			Ops:   func() []op.Op { return g.toJunction(p, t, name) },
		}),
	}
	if n == 2 {
		f.Tier, f.Confidence = lint.Likely, .75
	}
	p.Report(f)
}

// part are the words of what is numbered, without key affixes: {"author"}.
func (g *referenceGroup) part() []string {
	if n := len(g.stem); n > 1 && (g.stem[n-1] == "id" || g.stem[n-1] == "fk" || g.stem[n-1] == "uuid") {
		return g.stem[:n-1]
	}
	return g.stem
}

// toJunction moves the references into rows of a new table with the row they belong to
// and their position, with a foreign key each way.
func (g *referenceGroup) toJunction(p *lint.Pass, t *diagram.Table, name string) []op.Op {
	value := *g.columns[0]
	value.ID = diagram.DerivedID("fix", "child value", string(value.ID))
	value.Name, value.NotNull, value.Default = p.Names.ColumnStyle().Join(g.stem...), true, ""
	ops := childTable(p, t, name, true, []*diagram.Column{&value}, g.columns)
	child := childTableID(g.columns[0])
	// Each pair once; the key begins with the other table, for the way back.
	pair := []diagram.ID{value.ID}
	for _, k := range planKey(p, t).columns {
		pair = append(pair, childColumnID(g.columns[0], k))
	}
	once := newKey(&diagram.Table{ID: child}, pair, false)
	once.Order = diagram.OrderAt(1)
	link := &diagram.Relationship{
		ID:       diagram.DerivedID("fix", "child target", string(value.ID)),
		Order:    diagram.OrderBetween(afterLast(p.Relationships, func(r *diagram.Relationship) string { return r.Order }), ""),
		Directed: true, Ends: diagram.Between(child, diagram.ZeroMany, g.parent.ID, diagram.One),
		Pairs: []diagram.Pair{{From: value.ID, To: g.key.ID}},
	}
	return append(ops, op.PutOf(child, once), op.PutOf("", link))
}

// numberAt is the index of the one number in a name, or -1 for none or several.
func numberAt(words []string) int {
	at := -1
	for i, w := range words {
		if w[0] < '0' || w[0] > '9' {
			continue
		}
		if at >= 0 || i == 0 {
			return -1
		}
		at = i
	}
	return at
}

// smallNumber reads a number of up to three digits, or returns -1.
func smallNumber(w string) int {
	if len(w) > 3 {
		return -1
	}
	n := 0
	for _, r := range w {
		n = n*10 + int(r-'0')
	}
	return n
}
