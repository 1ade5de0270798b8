package ddl

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"crowsfoot/diagram"
)

// declared is an object with the place that declares it.
type declared struct {
	at     diagram.Position
	object diagram.ID
}

// comments takes in what comments say of the objects beside them. A comment behind
// something speaks of the first object of its line, one that stands alone of the next
// object.
func (r *sqlReader) comments(list []sqlComment) {
	if len(list) == 0 {
		return
	}
	objects := make([]declared, 0, len(r.page.Places))
	for id, at := range r.page.Places {
		objects = append(objects, declared{at, id})
	}
	slices.SortFunc(objects, func(a, b declared) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column), cmp.Compare(r.rank(a.object), r.rank(b.object)), cmp.Compare(a.object, b.object))
	})
	holders := r.holders(list)
	for _, comment := range list {
		line := r.place(int32(comment.start)).Line
		i, _ := slices.BinarySearchFunc(objects, line, func(d declared, line int) int { return cmp.Compare(d.at.Line, line) })
		var object diagram.ID
		if i < len(objects) && (comment.alone || objects[i].at.Line == line) {
			object = objects[i].object
		}
		if comment.mark == sqlDependencyMark {
			r.dependency(comment, holders[object])
		} else {
			r.ignore(comment, object)
		}
	}
}

var sqlRuleCode = regexp.MustCompile(`^[A-Z][0-9]{3}$`)

// ignore makes ignored findings of "lint:ignore K001 reason".
func (r *sqlReader) ignore(comment sqlComment, object diagram.ID) {
	at := sqlToken{start: int32(comment.start)}
	if object == "" {
		r.warn(diagram.LossIgnore, at, "", "The comment %s stands beside nothing that a finding could be about.", diagram.Short(sqlIgnoreMark+" "+comment.text))
		return
	}
	rules, until, reason := cutIgnore(comment.text)
	for rule := range strings.SplitSeq(rules, ",") {
		switch rule = strings.ToUpper(strings.TrimSpace(rule)); {
		case rule == "":
		case !sqlRuleCode.MatchString(rule):
			r.warn(diagram.LossIgnore, at, "", "%s is not the code of a rule, such as K001; the comment is left out.", diagram.Short(rule))
		default:
			r.page.Diagram.AddIgnore(&diagram.Ignore{
				ID:   r.id("ignore", string(object), rule),
				Rule: rule, Object: object, Until: until, Reason: r.bounded(reason, diagram.MaxText, at),
			})
		}
	}
}

// cutIgnore takes a comment apart: "K001,K002 until 2027-01-31 the reason". What stands
// behind until and is no day belongs to the reason.
func cutIgnore(text string) (rules, until, reason string) {
	rules, reason, _ = strings.Cut(text, " ")
	reason = strings.TrimSpace(reason)
	if rest, ok := strings.CutPrefix(reason, "until "); ok {
		word, after, _ := strings.Cut(strings.TrimSpace(rest), " ")
		if _, err := time.Parse(time.DateOnly, word); err == nil {
			return rules, word, strings.TrimSpace(after)
		}
	}
	return rules, "", reason
}

// dependency makes a functional dependency of "dependency: a, b -> c; why". A comment
// without an arrow is anybody's.
func (r *sqlReader) dependency(comment sqlComment, t *sqlTable) {
	if !strings.Contains(comment.text, "->") {
		return
	}
	at := sqlToken{start: int32(comment.start)}
	if t == nil {
		r.warn("unresolved-reference", at, "", "The dependency %q stands above no table.", diagram.CutName(comment.text))
		return
	}
	if len(t.Dependencies) >= diagram.MaxColumns {
		r.warn("too-large", at, "", "The table %q has more than %d dependencies; the rest is left out.", t.Name, diagram.MaxColumns)
		return
	}
	f := &diagram.Dependency{}
	c, end := r.commentCursor(comment)
	var ok bool
	if f.Determinant, ok = c.columnsOf(t); ok && c.acceptMark('-') && c.acceptMark('>') {
		f.Dependent, ok = c.columnsOf(t)
	} else {
		ok = false
	}
	if !ok || !c.done() {
		r.warn("unresolved-reference", at, "", "The dependency %q does not name columns of the table %q, such as \"a, b -> c\".", diagram.CutName(comment.text), t.Name)
		return
	}
	f.Comment = r.bounded(strings.TrimSpace(r.src[end:comment.at+len(comment.text)]), diagram.MaxText, at)
	f.ID, f.Order = r.id("dependency", string(t.ID), comment.text), diagram.OrderAt(len(t.Dependencies))
	t.Dependencies = append(t.Dependencies, f)
}

// commentCursor walks over the text of a comment up to a semicolon, behind which it ends.
func (r *sqlReader) commentCursor(comment sqlComment) (c *sqlCursor, end int) {
	stop := comment.at + len(comment.text)
	l := newSQLLexer(r.src[:stop], r.dialect)
	l.pos = comment.at
	c = &sqlCursor{r: r}
	for {
		t := l.next()
		if t.kind == sqlEnd || t.kind == sqlStop {
			return c, int(t.end)
		}
		c.t = append(c.t, t)
	}
}

// columnsOf moves over names of columns of a table with commas between.
func (c *sqlCursor) columnsOf(t *sqlTable) (ids []diagram.ID, ok bool) {
	seen := map[diagram.ID]bool{}
	for {
		name, ok := c.name()
		if !ok {
			return nil, false
		}
		column := t.column(name)
		if column == nil {
			return nil, false
		}
		if !seen[column.ID] {
			seen[column.ID] = true
			ids = append(ids, column.ID)
		}
		if !c.acceptMark(',') {
			return ids, true
		}
	}
}

// holders returns the tables by their own IDs and those of their columns, when a comment
// asks for one.
func (r *sqlReader) holders(list []sqlComment) map[diagram.ID]*sqlTable {
	if !slices.ContainsFunc(list, func(c sqlComment) bool { return c.mark == sqlDependencyMark }) {
		return nil
	}
	m := map[diagram.ID]*sqlTable{}
	for _, t := range r.tables {
		if t.dropped {
			continue
		}
		m[t.ID] = t
		for _, c := range t.Columns {
			m[c.ID] = t
		}
	}
	return m
}
