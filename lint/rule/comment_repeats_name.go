package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "D003", Name: "comment-repeats-name", Severity: lint.Info, Since: "0.1",
	What: "A comment says no more than the name does.",
	Why:  "It takes room on the canvas and in scripts, hides which objects are really explained, and is wrong after the next renaming.",
	How:  "Drop it, or say what the name does not: the unit, the values, where it comes from.",
	Bad: `CREATE TABLE orders (id int PRIMARY KEY, order_date date);
COMMENT ON COLUMN orders.order_date IS 'The order date';`,
	Good: `CREATE TABLE orders (id int PRIMARY KEY, order_date date);
COMMENT ON COLUMN orders.order_date IS 'Day on which the customer confirmed, in UTC';`,
	Table: commentRepeatsName,
})

// emptyWords add nothing to a comment.
var emptyWords = vocab(`the a an of for this that table column field record row data info is in on and entity relation
	el la los las de del der die das le les du des o os da do das`)

func commentRepeatsName(p *lint.Pass, t *diagram.Table) {
	own := p.Names.Words(t.Name)
	if repeats(t.Comment, own, nil) {
		p.Report(lint.Finding{
			Objects:  []lint.Object{p.TableObject(t)},
			Message:  fmt.Sprintf("The comment of %s repeats its name.", p.TableName(t)),
			Evidence: []string{"The comment says: " + t.Comment},
			Fixes:    []lint.Fix{dropComment(p.TableName(t), t.ID)},
		})
	}
	for _, c := range t.Columns {
		if c.Comment != "" && repeats(c.Comment, p.Names.Words(c.Name), own) {
			name := columnPath(p, t, c)
			p.Report(lint.Finding{
				Objects:  p.ColumnObjects(t, c),
				Message:  fmt.Sprintf("The comment of %s repeats its name.", name),
				Evidence: []string{"The comment says: " + c.Comment},
				Fixes:    []lint.Fix{dropComment(name, c.ID)},
			})
		}
	}
}

func dropComment(name string, id diagram.ID) lint.Fix {
	return lint.Fix{Title: "Drop the comment of " + name, Safe: true, Ops: func() []op.Op { return []op.Op{op.SetTo(id, "comment", "")} }}
}

// repeats tells whether a comment holds the words of the name, and no others but those of
// the table around it and empty ones. Long comments are not taken apart.
func repeats(comment string, name, around []string) bool {
	if comment == "" || len(comment) > 120 || len(name) == 0 {
		return false
	}
	left := map[string]int{}
	for _, w := range name {
		left[w]++
	}
	found := 0
	for _, w := range naming.Words(comment) {
		w = naming.Singular(w)
		switch {
		case left[w] > 0:
			left[w]--
			found++
		case emptyWords[w] || slices.Contains(name, w) || slices.Contains(around, w):
		default:
			return false
		}
	}
	return found == len(name)
}
