package ddl

import (
	"slices"
	"strconv"
	"strings"
)

// form writes an expression of a script in one way, whatever way it is written in: with
// all brackets that matter and no others, words in lower case, without the casts and in
// the operators that PostgreSQL and MariaDB rewrite expressions with when they keep them.
// Two expressions of one form mean the same. What it does not understand stays as it is,
// but for white space and quotes around names.
func (d *Dialect) form(text string) string {
	list, why := d.lexing.atomize(text)
	if why != "" {
		return text
	}
	f := &former{dialect: d, list: list}
	if s := f.expression(0); !f.failed && f.at == len(list) {
		return s
	}
	words := make([]string, len(list))
	for i, a := range list {
		words[i] = f.name(a)
	}
	return strings.Join(words, " ")
}

// former reads an expression by the precedence of its operators.
type former struct {
	dialect *Dialect
	list    []atom
	at      int
	failed  bool
}

func (f *former) fail() string {
	f.failed = true
	return ""
}

func (f *former) peek() atom {
	if f.at < len(f.list) {
		return f.list[f.at]
	}
	return atom{kind: atomSign}
}

func (f *former) take(signs ...string) bool {
	if a := f.peek(); a.kind == atomSign && slices.Contains(signs, a.value) {
		f.at++
		return true
	}
	return false
}

func (f *former) takeWord(words ...string) bool {
	if f.peek().isWord(words...) {
		f.at++
		return true
	}
	return false
}

// word writes one atom.
func (f *former) word(a atom) string {
	switch a.kind {
	case atomWord:
		return a.value
	case atomName:
		if f.dialect.foldsToLower {
			return `"` + a.value + `"`
		}
		return `"` + strings.ToLower(a.value) + `"`
	case atomString:
		return a.prefix + f.dialect.literal(a.value)
	case atomNumber:
		return formNumber(a.raw)
	}
	return a.value
}

// name writes a name, the same with quotes and without.
func (f *former) name(a atom) string {
	if a.kind == atomName && (!f.dialect.foldsToLower || a.value == strings.ToLower(a.value)) {
		return strings.ToLower(a.value)
	}
	return f.word(a)
}

func formNumber(raw string) string {
	if n, err := strconv.ParseFloat(raw, 64); err == nil && len(raw) < 15 {
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return strings.ToLower(raw)
}

// The levels of operators, the loosest first.
const (
	levelOr = iota
	levelAnd
	levelNot
	levelCompare
	levelJoin // ||
	levelSum
	levelProduct
	levelUnary
)

// expression reads operators of a level and tighter ones.
func (f *former) expression(level int) string {
	switch level {
	case levelOr:
		return f.chain("or", level)
	case levelAnd:
		return f.chain("and", level)
	case levelNot:
		if f.takeWord("not") {
			return "(not " + f.expression(levelNot) + ")"
		}
		return f.comparison()
	case levelJoin:
		return f.binary(level, "||")
	case levelSum:
		return f.binary(level, "+", "-")
	case levelProduct:
		return f.binary(level, "*", "/", "%")
	}
	if f.take("-") {
		if s := f.expression(levelUnary); strings.Trim(s, "0123456789.") == "" {
			return "-" + s
		} else {
			return "(-" + s + ")"
		}
	}
	return f.operand()
}

// chain reads a row of and or or; brackets inside it say nothing.
func (f *former) chain(word string, level int) string {
	parts := []string{f.expression(level + 1)}
	for f.takeWord(word) {
		parts = append(parts, f.expression(level+1))
	}
	if len(parts) == 1 {
		return parts[0]
	}
	var flat []string
	open := "(" + word + " "
	for _, p := range parts {
		if rest, ok := strings.CutPrefix(p, open); ok {
			flat = append(flat, strings.TrimSuffix(rest, ")"))
		} else {
			flat = append(flat, p)
		}
	}
	return open + strings.Join(flat, " ") + ")"
}

func (f *former) binary(level int, signs ...string) string {
	s := f.expression(level + 1)
	for f.peek().kind == atomSign && slices.Contains(signs, f.peek().value) {
		sign := f.peek().value
		f.at++
		s = "(" + sign + " " + s + " " + f.expression(level+1) + ")"
	}
	return s
}

// comparisons are the operators that compare, and what they are called here.
var comparisons = map[string]string{
	"=": "=", "==": "=", "<>": "<>", "!=": "<>", "<": "<", ">": ">", "<=": "<=", ">=": ">=", "~~": "like", "!~~": "not like", "~~*": "ilike", "!~~*": "not ilike",
	"~": "~", "~*": "~*", "!~": "!~", "!~*": "!~*",
}

func (f *former) comparison() string {
	left := f.expression(levelJoin)
	a := f.peek()
	if op, ok := comparisons[a.value]; ok && a.kind == atomSign {
		f.at++
		if f.peek().isWord("any", "all") {
			return f.anyOf(left, op)
		}
		return "(" + op + " " + left + " " + f.expression(levelJoin) + ")"
	}
	if f.takeWord("is") {
		not := f.takeWord("not")
		word := f.peek()
		if !word.isWord("null", "true", "false") {
			return f.fail()
		}
		f.at++
		s := "(is " + word.value + " " + left + ")"
		if not {
			return "(not " + s + ")"
		}
		return s
	}
	not := f.takeWord("not")
	var s string
	switch {
	case f.takeWord("in"):
		if !f.take("(") {
			return f.fail()
		}
		s = oneOf(left, f.values(")"))
	case f.takeWord("between"):
		low := f.expression(levelJoin)
		if !f.takeWord("and") {
			return f.fail()
		}
		s = "(and (>= " + left + " " + low + ") (<= " + left + " " + f.expression(levelJoin) + "))"
	case f.peek().isWord("like", "ilike"):
		op := f.peek().value
		f.at++
		if not {
			op, not = "not "+op, false
		}
		s = "(" + op + " " + left + " " + f.expression(levelJoin) + ")"
	case not:
		return f.fail()
	default:
		return left
	}
	if not {
		return "(not " + s + ")"
	}
	return s
}

// anyOf reads = ANY (ARRAY[…]) and <> ALL (ARRAY[…]), PostgreSQL's IN and NOT IN.
func (f *former) anyOf(left, op string) string {
	word := f.peek().value
	f.at++
	if op != "=" && op != "<>" || (word == "any") != (op == "=") || !f.take("(") {
		return f.fail()
	}
	depth := 0
	for f.take("(") {
		depth++
	}
	if !f.takeWord("array") || !f.take("[") {
		return f.fail()
	}
	values := f.values("]")
	for {
		f.casts()
		if depth == 0 {
			break
		}
		depth--
		if !f.take(")") {
			return f.fail()
		}
	}
	if !f.take(")") {
		return f.fail()
	}
	s := oneOf(left, values)
	if op == "<>" {
		return "(not " + s + ")"
	}
	return s
}

func oneOf(left string, values []string) string {
	if len(values) == 1 {
		return "(= " + left + " " + values[0] + ")"
	}
	return "(in " + left + " " + strings.Join(values, " ") + ")"
}

// values reads a list up to its closing sign.
func (f *former) values(end string) []string {
	var list []string
	for !f.failed && !f.take(end) {
		if len(list) > 0 && !f.take(",") {
			f.fail()
			break
		}
		list = append(list, f.expression(levelOr))
	}
	return list
}

// operand reads a literal, a column, a call or what stands in brackets, with its casts.
func (f *former) operand() string {
	a := f.peek()
	f.at++
	var s string
	switch {
	case f.at > len(f.list):
		return f.fail()
	case a.is("("):
		s = f.expression(levelOr)
		if !f.take(")") {
			return f.fail()
		}
	case a.kind == atomNumber:
		s = f.word(a)
	case a.kind == atomString:
		s = f.word(a)
		if cast := f.casts(); slices.ContainsFunc(cast, func(t string) bool { return numberCasts[t] }) && isPlainNumber(strings.TrimLeft(a.value, "-")) && a.prefix == "" {
			s = formNumber(a.value)
		}
		return s
	case a.kind == atomName, a.kind == atomWord:
		if a.kind == atomWord && (isOperatorWord(a) || a.isWord("case", "select", "array", "cast", "interval", "extract", "not", "when", "then", "else", "end", "distinct")) {
			return f.fail()
		}
		if s = f.named(a); f.failed {
			return ""
		}
	default:
		return f.fail()
	}
	for _, t := range f.casts() {
		if !silentCasts[t] && !isLiteralForm(s) {
			s = "(:: " + s + " " + t + ")"
		}
	}
	return s
}

// named reads a column, a word like current_date, or a call.
func (f *former) named(a atom) string {
	s := f.name(a)
	for f.take(".") {
		next := f.peek()
		if next.kind != atomName && next.kind != atomWord {
			return f.fail()
		}
		f.at++
		s += "." + f.name(next)
	}
	if f.peek().kind == atomString {
		return f.fail() // date '2020-01-01'
	}
	if !f.take("(") {
		if isNow([]atom{a}) && a.kind == atomWord {
			return "now"
		}
		return s
	}
	args := f.values(")")
	if a.kind == atomWord && slices.Contains([]string{"now", "current_timestamp", "transaction_timestamp", "localtimestamp"}, a.value) {
		return strings.TrimSuffix("now "+strings.Join(args, " "), " ")
	}
	if len(args) == 0 && (s == "current_date" || s == "curdate") {
		return "current_date"
	}
	return "(" + s + "() " + strings.Join(args, " ") + ")"
}

// casts passes casts and returns the names of their types.
func (f *former) casts() []string {
	var list []string
	for f.peek().is("::") {
		end := castEnd(f.list, f.at)
		var words []string
		for _, a := range f.list[f.at+1 : end] {
			if a.is("(") {
				break
			}
			words = append(words, f.name(a))
		}
		list = append(list, strings.Join(words, " "))
		f.at = end
	}
	return list
}

var (
	// numberCasts are types as which a string is a number.
	numberCasts = wordsOf("integer|bigint|smallint|numeric|double precision|real|int|decimal")
	// silentCasts are those that PostgreSQL adds by itself, without which it would read the
	// expression in the same way.
	silentCasts = wordsOf("text|character varying|numeric|double precision|varchar|bpchar")
)

func wordsOf(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.SplitSeq(list, "|") {
		set[w] = true
	}
	return set
}

// isLiteralForm tells whether a form is a literal.
func isLiteralForm(s string) bool {
	return s != "" && (s[0] == '\'' || s[0] == '-' || isDigit(s[0]) || s == "null" || s == "true" || s == "false")
}
