package ddl

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"crowsfoot/diagram"
)

// finish builds the diagram: tables in their order, foreign keys now that all tables are
// known, ignored findings, and a word about what was left out.
func (r *sqlReader) finish(comments []sqlComment) {
	for _, t := range r.tables {
		if !t.dropped {
			r.page.Diagram.AddTable(t.Table)
		}
	}
	unique := map[*sqlTable]map[string]bool{}
	for _, f := range r.references {
		if !f.child.dropped {
			r.resolve(f, unique)
		}
	}
	r.prune()
	r.ignores(comments)
	for _, what := range slices.Sorted(maps.Keys(r.left)) {
		r.general("sql-not-kept", fmt.Sprintf("The script has %s, which a diagram has no place for.", sqlCount(r.left[what], what)))
	}
	if r.silent > 0 {
		r.general("more-warnings", fmt.Sprintf("%d more warnings are not listed.", r.silent))
	}
}

// prune removes the places of keys and indexes that later statements dropped.
func (r *sqlReader) prune() {
	there := map[diagram.ID]bool{}
	d := r.page.Diagram
	for id := range d.Schemas {
		there[id] = true
	}
	for id := range d.Domains {
		there[id] = true
	}
	for id := range d.Relationships {
		there[id] = true
	}
	for id, t := range d.Tables {
		there[id] = true
		for _, c := range t.Columns {
			there[c.ID] = true
		}
		for _, k := range t.Keys {
			there[k.ID] = true
		}
		for _, x := range t.Indexes {
			there[x.ID] = true
		}
		for _, k := range t.Checks {
			there[k.ID] = true
		}
	}
	maps.DeleteFunc(r.page.Places, func(id diagram.ID, _ diagram.Position) bool { return !there[id] })
}

// losses returns the warnings in the order of the script, those about the whole of it at
// the end.
func (r *sqlReader) losses() []diagram.Loss {
	slices.SortStableFunc(r.warnings, func(a, b sqlWarning) int { return cmp.Compare(uint32(a.at), uint32(b.at)) })
	out := make([]diagram.Loss, len(r.warnings))
	for i, w := range r.warnings {
		out[i] = w.loss
	}
	return out
}

// sqlCount says how many there are of something: "1 column", "2 columns".
func sqlCount(n int, what string) string {
	if n != 1 {
		what = sqlPlural(what)
	}
	return fmt.Sprintf("%d %s", n, what)
}

func sqlPlural(what string) string {
	switch {
	case what == "ON UPDATE clause of a column":
		return "ON UPDATE clauses of columns"
	case what == "index of a view":
		return "indexes of views"
	case strings.HasSuffix(what, "y"):
		return strings.TrimSuffix(what, "y") + "ies"
	case strings.HasSuffix(what, "s"):
		return what
	}
	return what + "s"
}

// resolve makes a relationship of a foreign key. One whose table or columns are missing
// is reported and left out.
func (r *sqlReader) resolve(f *sqlReference, unique map[*sqlTable]map[string]bool) {
	r.current = f.current
	parent := r.table(f.parent)
	if parent == nil {
		r.warn("unresolved-reference", f.at, f.child.ID,
			"The foreign key of the table %q refers to %q, which is not in the script; it is left out.", f.child.Name, f.parent.name)
		return
	}
	from, ok := r.referenceColumns(f, f.child, f.from)
	if !ok {
		return
	}
	var to []*diagram.Column
	if len(f.to) > 0 {
		if to, ok = r.referenceColumns(f, parent, f.to); !ok {
			return
		}
	} else {
		_, to = parent.primary()
	}
	if len(to) != len(from) || len(from) == 0 || len(from) > diagram.MaxColumns {
		r.warn("unresolved-reference", f.at, f.child.ID,
			"The foreign key from %q to %q has %s on one side and %s on the other; it is left out.", f.child.Name, parent.Name,
			sqlCount(len(from), "column"), sqlCount(len(to), "column"))
		return
	}
	rel := f.rel
	rel.Name, rel.Directed, rel.Identifying = f.name, true, true
	childCard, parentCard := diagram.ZeroMany, diagram.One
	parts := []string{f.child.schema, f.child.Name, "reference", parent.schema, parent.Name}
	var ids []diagram.ID
	primary, _ := f.child.primary()
	for i, c := range from {
		inKey := primary != nil && slices.Contains(primary.Columns, c.ID)
		rel.Pairs = append(rel.Pairs, diagram.Pair{From: c.ID, To: to[i].ID})
		rel.Identifying = rel.Identifying && inKey
		if !c.NotNull && !inKey {
			parentCard = diagram.ZeroOne
		}
		ids = append(ids, c.ID)
		parts = append(parts, c.Name, to[i].Name)
	}
	if uniqueColumns(f.child, unique)[columnSet(ids)] {
		childCard = diagram.ZeroOne
	}
	rel.ID = r.id(parts...)
	rel.Ends = diagram.Between(f.child.ID, childCard, parent.ID, parentCard)
	r.page.Diagram.AddRelationship(&rel)
	r.page.Places[rel.ID] = r.place(f.at.start)
}

func (r *sqlReader) referenceColumns(f *sqlReference, t *sqlTable, names []string) ([]*diagram.Column, bool) {
	columns := make([]*diagram.Column, 0, len(names))
	for _, name := range names {
		c := t.column(name)
		if c == nil {
			r.noColumn(t, name, f.at, fmt.Sprintf("a foreign key of %q", f.child.Name))
			return nil, false
		}
		columns = append(columns, c)
	}
	return columns, true
}

// uniqueColumns returns the sets of columns that are unique in a table; it is
// diagram.Table.IsUnique for very many questions.
func uniqueColumns(t *sqlTable, known map[*sqlTable]map[string]bool) map[string]bool {
	if sets, ok := known[t]; ok {
		return sets
	}
	sets := map[string]bool{}
	for _, k := range t.Keys {
		sets[columnSet(k.Columns)] = true
	}
	for _, x := range t.Indexes {
		if ids := x.ColumnIDs(); x.Unique && x.Where == "" && len(ids) > 0 {
			sets[columnSet(ids)] = true
		}
	}
	known[t] = sets
	return sets
}

func columnSet(ids []diagram.ID) string {
	var b strings.Builder
	for _, id := range slices.Sorted(slices.Values(ids)) {
		b.WriteString(string(id))
		b.WriteByte(' ')
	}
	return b.String()
}

var sqlRuleCode = regexp.MustCompile(`^[A-Z][0-9]{3}$`)

// ignores makes ignored findings of "lint:ignore" comments. A comment behind something
// speaks of the first object of its line, one that stands alone of the next object.
func (r *sqlReader) ignores(comments []sqlComment) {
	if len(comments) == 0 {
		return
	}
	type declared struct {
		at     diagram.Position
		object diagram.ID
	}
	objects := make([]declared, 0, len(r.page.Places))
	for id, at := range r.page.Places {
		objects = append(objects, declared{at, id})
	}
	slices.SortFunc(objects, func(a, b declared) int {
		return cmp.Or(cmp.Compare(a.at.Line, b.at.Line), cmp.Compare(a.at.Column, b.at.Column), cmp.Compare(r.rank(a.object), r.rank(b.object)), cmp.Compare(a.object, b.object))
	})
	for _, comment := range comments {
		line := r.place(int32(comment.start)).Line
		i, _ := slices.BinarySearchFunc(objects, line, func(d declared, line int) int { return cmp.Compare(d.at.Line, line) })
		rules, until, reason := cutIgnore(comment.text)
		if i == len(objects) || !comment.alone && objects[i].at.Line != line {
			r.warn(diagram.LossIgnore, sqlToken{start: int32(comment.start)}, "", "The comment %q stands beside nothing that a finding could be about.", sqlIgnoreMark+" "+comment.text)
			continue
		}
		for rule := range strings.SplitSeq(rules, ",") {
			switch rule = strings.ToUpper(strings.TrimSpace(rule)); {
			case rule == "":
			case !sqlRuleCode.MatchString(rule):
				r.warn(diagram.LossIgnore, sqlToken{start: int32(comment.start)}, "", "%q is not the code of a rule, such as K001; the comment is left out.", diagram.CutName(rule))
			default:
				r.page.Diagram.AddIgnore(&diagram.Ignore{
					ID:   r.id("ignore", string(objects[i].object), rule),
					Rule: rule, Object: objects[i].object, Until: until, Reason: r.bounded(reason, diagram.MaxText, sqlToken{start: int32(comment.start)}),
				})
			}
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

// rank sorts objects of one place: tables and columns before the keys made with them.
func (r *sqlReader) rank(id diagram.ID) int {
	if r.page.Diagram.Tables[id] != nil {
		return 0
	}
	if r.page.Diagram.Relationships[id] != nil {
		return 2
	}
	return 1
}
