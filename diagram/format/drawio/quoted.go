package drawio

import "strings"

// Names in double quotes mean themselves, whatever they look like, as in SQL; a quote in
// them stands twice. Types that would be taken for something else stand in backticks, for
// double quotes are part of a type's name in SQL.

// quote writes a name in double quotes.
func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

// quoteType writes a type in backticks.
func quoteType(typ string) string { return "`" + strings.ReplaceAll(typ, "`", "``") + "`" }

// unquoteType takes the backticks off a type.
func unquoteType(typ string) string {
	if len(typ) > 2 && typ[0] == '`' && typ[len(typ)-1] == '`' {
		return strings.ReplaceAll(typ[1:len(typ)-1], "``", "`")
	}
	return typ
}

// cutQuoted splits a text that begins with a name in double quotes.
func cutQuoted(text string) (name, rest string, ok bool) {
	if !strings.HasPrefix(text, `"`) {
		return "", "", false
	}
	for i := 1; i < len(text); i++ {
		if text[i] != '"' {
			continue
		}
		if strings.HasPrefix(text[i+1:], `"`) {
			i++
			continue
		}
		return strings.ReplaceAll(text[1:i], `""`, `"`), strings.TrimSpace(text[i+1:]), true
	}
	return "", "", false
}

// quoted reads a row that begins with a name in double quotes, when nothing but a type
// after a colon or modifiers follow.
func (r *rowText) quoted(text string) bool {
	name, rest, ok := cutQuoted(text)
	if !ok {
		return false
	}
	typed := strings.HasPrefix(rest, ":")
	tokens := splitTokens(strings.TrimPrefix(rest, ":"))
	if !typed && len(tokens) > 0 && modifierAt(tokens, 0) == 0 {
		return false
	}
	r.name, r.exact = name, true
	r.typed(tokens, 0, typed)
	return true
}
