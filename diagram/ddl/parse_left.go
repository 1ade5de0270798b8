package ddl

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// sqlReason says why a statement or a clause is no part of a diagram.
type sqlReason struct {
	// text ends the sentence "… is left out, because …".
	text string
	// list is how many of a sort are reported each by itself; the rest is reported in one
	// warning with their lines.
	list int
	// code is the code of the warnings; empty means sql-not-kept.
	code string
}

// The reasons why something is left out.
var (
	becauseRows    = &sqlReason{text: "a diagram holds no rows", list: 3}
	becauseRights  = &sqlReason{text: "a diagram holds no rights and owners", list: 3}
	becauseProgram = &sqlReason{text: "a diagram holds no programs", list: 20}
	becauseQuery   = &sqlReason{text: "a query makes nothing that a diagram holds", list: 3}
	becauseSession = &sqlReason{text: "it is for the session that runs the script", list: 1}
	becauseServer  = &sqlReason{text: "it is about the server and how it keeps data", list: 3}
	becauseKind    = &sqlReason{text: "a diagram has no place for it", list: 20}
	becauseFile    = &sqlReason{text: "it is in another file, which is not read", list: 20, code: "sql-other-file"}
	becauseDropped = &sqlReason{text: "what it drops is nothing that a diagram holds", list: 1}
	becauseComment = &sqlReason{text: "a diagram holds comments of tables, columns, types and schemas only", list: 3}
	becausePart    = &sqlReason{text: "a diagram does not say which table is a part of which; the part is a table of its own", list: 3}
	becauseChecked = &sqlReason{text: "a diagram does not say when a constraint is checked", list: 3}
	becauseLong    = &sqlReason{text: "only its first million words and signs are read", list: 3, code: "too-large"}
	becauseUnknown = &sqlReason{text: "no dialect known here has such a statement", list: 20, code: "sql-syntax"}
)

// sqlSkipReasons are the first words of statements that are not read, with the reason.
var sqlSkipReasons = reasonWords(map[*sqlReason]string{
	becauseRows:    "insert copy update delete merge replace truncate load upsert values import export reload refresh",
	becauseRights:  "grant revoke deny reassign audit noaudit",
	becauseProgram: "do declare begin call if while raiserror throw exception handler",
	becauseQuery:   "select with explain describe desc show print table fetch",
	becauseSession: "lock unlock set use reset start commit rollback savepoint release end go pragma prepare deallocate discard listen unlisten notify " +
		"abort else whenever spool connect disconnect define undefine prompt column accept variable break exit quit ttitle btitle " +
		"clear timing pause store host alter_session waitfor checkpoint close open",
	becauseServer: "analyze vacuum reindex cluster optimize check checksum repair flush kill shutdown backup restore attach detach install " +
		"uninstall security purge flashback dbcc reconfigure associate disassociate exec execute change rebuild",
})

func reasonWords(lists map[*sqlReason]string) map[string]*sqlReason {
	m := map[string]*sqlReason{}
	for reason, list := range lists {
		for word := range strings.FieldsSeq(list) {
			m[word] = reason
		}
	}
	return m
}

// sqlLeft is a list of what is left out of a diagram, by sort.
type sqlLeft struct {
	sorts map[sqlLeftKey]*sqlLeftSort
	total int
}

type sqlLeftKey struct {
	what   string
	reason *sqlReason
}

// sqlLeftSort is what is left out of one sort.
type sqlLeftSort struct {
	sqlLeftKey
	listed []sqlSpan // reported each by itself
	more   []int32   // offsets of the next ones
	count  int
	last   int32
}

// sqlSpan is a piece of the text.
type sqlSpan struct{ start, end int32 }

// maxLeftLines bounds the lines that one warning lists.
const maxLeftLines = 20

// add counts one more thing of a sort, which is named as in "3 more GRANT statements".
func (l *sqlLeft) add(what string, reason *sqlReason, start, end int32) {
	if l.sorts == nil {
		l.sorts = map[sqlLeftKey]*sqlLeftSort{}
	}
	if reason == becauseUnknown {
		what = "unknown statement" // one sort, so that no script makes many
	}
	key := sqlLeftKey{what, reason}
	s := l.sorts[key]
	if s == nil {
		s = &sqlLeftSort{sqlLeftKey: key}
		l.sorts[key] = s
	}
	l.total++
	s.count++
	s.last = start
	switch {
	case len(s.listed) < reason.list:
		s.listed = append(s.listed, sqlSpan{start, end})
	case len(s.more) < maxLeftLines:
		s.more = append(s.more, start)
	}
}

// leave reports that tokens are left out; they are a part of the script in one piece.
func (r *sqlReader) leave(what string, reason *sqlReason, tokens []sqlToken) {
	if len(tokens) > 0 {
		r.left.add(what, reason, tokens[0].start, tokens[len(tokens)-1].end)
	}
}

// leaveFrom reports that what the cursor passed from token i on is left out.
func (c *sqlCursor) leaveFrom(i int, what string, reason *sqlReason) {
	c.r.leave(what, reason, c.t[max(i, 0):min(max(c.i, i+1), len(c.t))])
}

// leaveAll reports that the whole statement or part is left out.
func (c *sqlCursor) leaveAll(what string, reason *sqlReason) { c.r.leave(what, reason, c.t) }

// reportLeft makes warnings of what was left out.
func (r *sqlReader) reportLeft() {
	sorts := make([]*sqlLeftSort, 0, len(r.left.sorts))
	for _, s := range r.left.sorts {
		sorts = append(sorts, s)
	}
	slices.SortFunc(sorts, func(a, b *sqlLeftSort) int { return cmp.Compare(a.listed[0].start, b.listed[0].start) })
	most := len(r.warnings) + maxSQLWarnings // besides those that tell of doubts
	for _, s := range sorts {
		code := cmp.Or(s.reason.code, "sql-not-kept")
		for _, span := range s.listed {
			r.warnUpTo(most, code, sqlToken{start: span.start}, "", "\"%s\" is left out, because %s.", r.excerpt(span.start, span.end), s.reason.text)
		}
		if len(s.more) > 0 {
			r.warnUpTo(most, code, sqlToken{start: s.more[0]}, "", "%d more of the sort %s are left out, %s, because %s.",
				s.count-len(s.listed), s.what, r.leftLines(s), s.reason.text)
		}
	}
}

// leftLines names the lines of what is not reported by itself.
func (r *sqlReader) leftLines(s *sqlLeftSort) string {
	var lines []string
	for _, offset := range s.more {
		line := strconv.Itoa(r.place(offset).Line)
		if n := len(lines); n == 0 || lines[n-1] != line {
			lines = append(lines, line)
		}
	}
	if s.count-len(s.listed) > len(s.more) {
		if last := strconv.Itoa(r.place(s.last).Line); last != lines[len(lines)-1] {
			return fmt.Sprintf("at lines %s and others up to %s", strings.Join(lines, ", "), last)
		}
	}
	if len(lines) == 1 {
		return "at line " + lines[0]
	}
	return "at lines " + strings.Join(lines[:len(lines)-1], ", ") + " and " + lines[len(lines)-1]
}

// maxExcerpt bounds an excerpt, in characters.
const maxExcerpt = 60

// excerpt returns the beginning of a piece of the text in one line.
func (r *sqlReader) excerpt(start, end int32) string {
	text := r.src[start:min(int(end), int(start)+8*maxExcerpt, len(r.src))]
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if runes := []rune(text); len(runes) > maxExcerpt || int(end) > int(start)+8*maxExcerpt {
		text = string(runes[:min(len(runes), maxExcerpt)]) + "…"
	}
	return diagram.CutName(text)
}

// objectReasons are the sorts of objects that a diagram does not hold, with the reason.
var objectReasons = reasonWords(map[*sqlReason]string{
	becauseProgram: "function procedure proc trigger event package aggregate operator cast rule routine assembly library",
	becauseRights:  "role user login group policy audit profile certificate credential key owner privileges authorization",
	becauseServer: "database extension tablespace server publication subscription statistics cluster directory system resource foreign " +
		"catalog stoplist logfile instance data partition fulltext broker queue service endpoint configuration conversion access transform language",
	becauseKind: "sequence synonym collation virtual text materialized sort rowtype context dimension",
})

// objectReason says why objects of this sort are left out.
func objectReason(kind string) *sqlReason {
	if reason := objectReasons[kind]; reason != nil {
		return reason
	}
	return becauseUnknown
}
