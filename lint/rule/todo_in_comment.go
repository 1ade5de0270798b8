package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "D004", Name: "todo-in-comment", Severity: lint.Info, Since: "0.1",
	What: "A comment says that something is still to be done: TODO, FIXME, TBD.",
	Why:  "The comment goes into the database and stays there; nobody works through the comments of a schema.",
	How:  "Do it, or put it where work is planned, and let the comment say what holds today.",
	Bad: `CREATE TABLE prices (id int PRIMARY KEY, amount numeric(10,2), currency char(3));
COMMENT ON COLUMN prices.currency IS 'TODO: make this a foreign key';`,
	Good: `CREATE TABLE prices (id int PRIMARY KEY, amount numeric(10,2), currency char(3));
COMMENT ON COLUMN prices.currency IS 'ISO 4217';`,
	Table: todoInComment,
})

// todoMarks are looked for as whole words in capitals, because todo is an ordinary word
// in Spanish and Portuguese; todoStarts in small letters, too, in front of a colon.
var (
	todoMarks  = []string{"TODO", "FIXME", "XXX", "HACK", "TBD", "TBC"}
	todoStarts = []string{"todo:", "to do:", "fixme:", "to-do:"}
)

func todoInComment(p *lint.Pass, t *diagram.Table) {
	report := func(name, mark string, o lint.Object) {
		p.Report(lint.Finding{
			Objects:  []lint.Object{o},
			Message:  fmt.Sprintf("The comment of %s says that something is still to be done.", name),
			Evidence: []string{fmt.Sprintf("It holds the mark %q", mark)},
		})
	}
	if mark := todoMark(t.Comment); mark != "" {
		report(p.TableName(t), mark, p.TableObject(t))
	}
	for _, c := range t.Columns {
		if mark := todoMark(c.Comment); mark != "" {
			report(columnPath(p, t, c), mark, p.ColumnObjects(t, c)[0])
		}
	}
}

// todoMark returns the mark that a text holds, or nothing.
func todoMark(text string) string {
	if text == "" {
		return ""
	}
	for _, m := range todoMarks {
		for from := 0; ; {
			at := strings.Index(text[from:], m)
			if at < 0 {
				break
			}
			at += from
			from = at + len(m)
			if (at == 0 || !isWordChar(text[at-1])) && (from == len(text) || !isWordChar(text[from])) {
				return m
			}
		}
	}
	lower := strings.ToLower(text)
	for _, s := range todoStarts {
		if strings.HasPrefix(strings.TrimSpace(lower), s) {
			return strings.TrimSuffix(s, ":")
		}
	}
	return ""
}

func isWordChar(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
