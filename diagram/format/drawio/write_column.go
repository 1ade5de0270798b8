package drawio

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// rowText writes a column as "name type modifiers", so that the reader and other tools
// find it again.
func (s *sheet) rowText(t *diagram.Table, c *diagram.Column) string {
	var words []string
	want := column{name: shown(c.Name), typ: shownType(c.Type)}
	if !t.InPrimaryKey(c.ID) {
		if want.mark.notNull = c.NotNull; c.NotNull {
			words = append(words, "NOT NULL")
		}
		if want.mark.unique = uniqueKey(t, c.ID) != nil; want.mark.unique {
			words = append(words, "UNIQUE")
		}
	}
	if want.identity = c.Identity != diagram.IdentityNone; want.identity {
		words = append(words, identityWord(s.d.Dialect))
	}
	if def := shown(c.Default); def != "" {
		with := want
		with.def = def
		if text, ok := columnText(with, append(words, "DEFAULT "+def)); ok {
			return text
		}
	}
	text, _ := columnText(want, words)
	return text
}

// identityWord is the word for a column that numbers rows.
func identityWord(dialect string) string {
	if dialect == "mysql" || dialect == "mariadb" {
		return "AUTO_INCREMENT"
	}
	return "IDENTITY"
}

// uniqueKey returns the unique key that has this column alone, or nil.
func uniqueKey(t *diagram.Table, column diagram.ID) *diagram.Key {
	for _, k := range t.Keys {
		if !k.Primary && len(k.Columns) == 1 && k.Columns[0] == column {
			return k
		}
	}
	return nil
}

// shownType is a type as the reader gives it back.
func shownType(typ string) string {
	typ = strings.ReplaceAll(shown(typ), " (", "(")
	return strings.ReplaceAll(typ, " [", "[")
}

// columnText writes a column with modifiers behind it. Names and types that would be
// taken for something else are written with a colon or in quotes: the first way that
// reads back rightly is taken. When none does, ok is false and the text is for people.
func columnText(want column, words []string) (text string, ok bool) {
	ways := []string{want.name, quote(want.name)}
	if want.typ != "" {
		quoted := quoteType(want.typ)
		ways = []string{want.name + " " + want.typ, want.name + ": " + want.typ, quote(want.name) + ": " + want.typ,
			want.name + ": " + quoted, quote(want.name) + ": " + quoted}
	}
	for _, way := range ways {
		text := strings.Join(append([]string{way}, words...), " ")
		if readsAs(text, want) {
			return text, true
		}
	}
	return strings.Join(append(ways[:1:1], words...), " "), false
}

// readsAs tells whether a row's text is read as this column, whatever else is on the page.
func readsAs(text string, want column) bool {
	if isRuler(text) || strings.HasPrefix(text, "...") || untouched.MatchString(text) {
		return false
	}
	if _, isMark := readKeyMark(text); isMark {
		return false
	}
	return !slices.ContainsFunc([]bool{false, true}, func(ambiguous bool) bool {
		got := readRow(text, ambiguous)
		c := got.column()
		if _, ok := wholeParens(c.name); !c.exact && (ok || strings.ContainsAny(c.name, ",+")) {
			return true // it may be read as the names of other rows
		}
		return got.isMethod || got.isConstraint || len(got.composite) > 0 || c.refTable != "" || c.comment != "" ||
			c.mark.primary || c.mark.foreign || c.mark.unique != want.mark.unique || c.notNull != want.mark.notNull ||
			c.name != want.name || shownType(c.typ) != want.typ || c.identity != want.identity || c.def != want.def
	})
}
