package drawio

import (
	"strings"
	"unicode"
)

// splitTokens splits at white space outside of brackets and quotes.
func splitTokens(text string) []string {
	var tokens []string
	depth, start := 0, -1
	var quote rune
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case (c == '\'' || c == '"' || c == '`') && start < 0:
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case (c == ')' || c == ']' || c == '}') && depth > 0:
			depth--
		}
		if unicode.IsSpace(c) && depth == 0 && quote == 0 {
			if start >= 0 {
				tokens = append(tokens, text[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	if start >= 0 {
		tokens = append(tokens, text[start:])
	}
	return tokens
}

// splitColon splits "name : type" at the first colon outside of brackets.
func splitColon(text string) (name, rest string, ok bool) {
	depth := 0
	for i, c := range text {
		switch c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case ':':
			if depth == 0 && i > 0 {
				if strings.HasPrefix(text[i:], "::") || i > 0 && text[i-1] == ':' {
					continue
				}
				return strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+1:]), true
			}
		}
	}
	return text, "", false
}

func isBracketed(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch s[0] {
	case '(':
		return s[len(s)-1] == ')'
	case '[':
		return s[len(s)-1] == ']'
	case '{':
		return s[len(s)-1] == '}'
	case '<':
		return s[len(s)-1] == '>'
	}
	return false
}

func wholeParens(s string) (string, bool) {
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' && strings.Count(s, "(") == 1 {
		return s[1 : len(s)-1], true
	}
	return "", false
}

func splitNames(s string) []string {
	var names []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == '+' }) {
		if part = unquote(strings.TrimSpace(part)); part != "" {
			names = append(names, part)
		}
	}
	return names
}

// unquote takes SQL quotes off a name.
func unquote(s string) string {
	if len(s) >= 2 {
		switch a, b := s[0], s[len(s)-1]; {
		case a == '"' && b == '"', a == '`' && b == '`', a == '[' && b == ']':
			return s[1 : len(s)-1]
		}
	}
	return s
}
