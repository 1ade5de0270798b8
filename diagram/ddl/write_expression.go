package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// expressionScope says what the names in an expression may mean.
type expressionScope struct {
	table *tablePlan
	// value, when set, is what VALUE of a domain's condition becomes.
	value string
	// lines keeps the ends of lines, as in the query of a view.
	lines bool
	// condition tells that the expression is true or false rather than a value.
	condition bool
}

// expression writes an expression of the diagram in the script's dialect. why says why
// it can't be written, or is empty.
func (w *writer) expression(text string, scope expressionScope) (sql, why string) {
	list, why := w.atomize(text)
	if why == "" {
		why = oneExpression(list)
	}
	if why != "" {
		return "", why
	}
	if w.same {
		why = w.callsOwn(list)
	} else {
		list, why = w.translate(list, scope)
	}
	if why != "" {
		return "", why
	}
	return w.writeAtoms(list, scope), ""
}

// atomize cuts an expression of the diagram; the same text is cut once. Nobody may change
// the atoms.
func (w *writer) atomize(text string) (list []atom, why string) {
	if known, ok := w.cut[text]; ok {
		return known.list, known.why
	}
	list, why = w.from().atomize(text)
	list = slices.Clip(list)
	w.cut[text] = cutText{list, why}
	return list, why
}

// cutText is what atomize answered.
type cutText struct {
	list []atom
	why  string
}

// callsOwn says which function of somebody's own an expression calls: one behind the name
// of a schema. The script does not make functions. Extensions of known functions are
// remembered.
func (w *writer) callsOwn(list []atom) (why string) {
	for i, a := range list {
		if a.kind != atomWord && a.kind != atomName || i+1 >= len(list) || !list[i+1].is("(") {
			continue
		}
		w.needExtension(a.value)
		behindSchema := i > 1 && list[i-1].is(".")
		unknown := w.to.hasFunction != nil && !w.to.hasFunction(strings.ToLower(a.value)) && !namesColumns(list, i)
		if behindSchema && !list[i-2].isWord("pg_catalog") && extensionFor(a.value) == "" || !behindSchema && unknown {
			return "the function " + a.value + " is neither part of the diagram nor of " + w.to.Title
		}
	}
	return ""
}

// namesColumns tells whether the name at i of a query stands before a list of columns
// rather than of arguments: FROM t AS x (a, b), WITH x (a) AS (…).
func namesColumns(list []atom, i int) bool {
	if i > 0 {
		before := list[i-1]
		if before.isWord("as", "with", "recursive") || before.is(")") || before.kind == atomName || before.kind == atomWord && !postgresKeywords[before.value] {
			return true
		}
	}
	depth := 0
	for j := i + 1; j < len(list); j++ {
		if list[j].is("(") {
			depth++
		} else if list[j].is(")") {
			if depth--; depth == 0 {
				return j+2 < len(list) && list[j+1].isWord("as") && (list[j+2].is("(") || list[j+2].isWord("not", "materialized"))
			}
		}
	}
	return false
}

// from is how the diagram's expressions are cut.
func (w *writer) from() lexing {
	if d := w.sourceDialect(); d != nil {
		return d.lexing
	}
	return lexing{backtick: true} // as the SQL standard says, and a little more
}

// writeAtoms writes atoms as text; names of columns get the names and quotes they have
// in the script.
func (w *writer) writeAtoms(list []atom, scope expressionScope) string {
	var b strings.Builder
	for i := 0; i < len(list); i++ {
		a := list[i]
		switch {
		case a.line && scope.lines && b.Len() > 0 && !w.mayEndBatch(list, i):
			b.WriteByte('\n')
		case a.space || i > 0 && a.is("-") && list[i-1].is("-"):
			b.WriteByte(' ')
		}
		if i+2 < len(list) && list[i+1].is(".") && scope.isTable(a) && scope.column(list, i+2) != nil {
			// The table's own name in front of a column says nothing here.
			i += 2
			a = list[i]
		}
		switch c := scope.column(list, i); {
		case c != nil:
			b.WriteString(w.id(c.name))
		case scope.value != "" && a.isWord("value"):
			b.WriteString(scope.value)
		case a.kind == atomName:
			b.WriteString(w.to.identifier(a.value, true))
		case a.kind == atomString && (!w.same || a.raw[0] == '"' || w.to.unsafeBreak != nil && strings.ContainsAny(a.raw, "\r\n")):
			b.WriteString(w.to.literal(a.value))
		default:
			b.WriteString(a.raw)
		}
	}
	return b.String()
}

// mayEndBatch tells whether atom i at the beginning of a line, or the one before it at the
// end of one, could be taken for the end of a statement by a client program.
func (w *writer) mayEndBatch(list []atom, i int) bool {
	if w.to.unsafeBreak == nil {
		return false
	}
	line := list[i].raw
	if i+1 < len(list) && !list[i+1].line {
		line += " " + list[i+1].raw
	}
	return w.to.unsafeBreak(list[i-1].raw, line)
}

func (s expressionScope) isTable(a atom) bool {
	return s.table != nil && (a.kind == atomName || a.kind == atomWord) && strings.EqualFold(a.value, s.table.t.Name)
}

// column returns the column that atom i names, or nil.
func (s expressionScope) column(list []atom, i int) *columnPlan {
	a := list[i]
	switch {
	case s.table == nil, a.kind == atomNumber, a.kind == atomSign, a.prefix != "":
		return nil
	case a.kind == atomString && a.raw[0] != '"':
		return nil
	case i+1 < len(list) && (list[i+1].is("(") || list[i+1].kind == atomString && a.kind == atomWord):
		return nil // a function, or a type before a literal
	case i > 0 && (list[i-1].is("::") || list[i-1].isWord("as")):
		return nil // a type
	case i+1 < len(list) && list[i+1].isWord("from") && i > 0 && list[i-1].is("("):
		return nil // the field of extract(day from x)
	case a.isWord(notColumns...):
		return nil
	case i > 0 && isOperatorWord(a) && isOperandEnd(list[i-1]):
		return nil // made AT TIME ZONE, where a column is called at
	case i > 0 && (a.isWord("time") && list[i-1].isWord("at") || a.isWord("zone") && list[i-1].isWord("time")):
		return nil
	}
	name := a.value
	var found *columnPlan
	for _, c := range s.table.columns {
		if c.c.Name == name {
			return c
		}
		if found == nil && strings.EqualFold(c.c.Name, name) {
			found = c
		}
	}
	return found
}

// isOperandEnd tells whether an operator is due behind an atom.
func isOperandEnd(a atom) bool {
	if a.kind == atomSign {
		return a.is(")") || a.is("]")
	}
	return !isOperatorWord(a)
}

// notColumns are words that are never a column without quotes, in any dialect.
var notColumns = []string{
	"and", "or", "not", "null", "true", "false", "is", "in", "like", "between", "case", "when", "then", "else", "end",
	"current_timestamp", "current_date", "current_time", "from", "for", "as", "any", "all", "array", "cast", "collate", "interval", "distinct",
}

// oneExpression tells whether the atoms are one expression and not the beginning of
// something else ("0 PRIMARY KEY"), plain speech ("must be positive") or a query. It
// knows the rhythm of operands and operators, not their meaning.
func oneExpression(list []atom) string {
	if commas(list) {
		return "it holds several values"
	}
	const speech = "it is not an SQL expression"
	operand, interval := true, false // operand: one is due
	for i := 0; i < len(list); i++ {
		a := list[i]
		last := atom{}
		if i > 0 {
			last = list[i-1]
		}
		switch {
		case a.isWord("select", "insert", "update", "delete") && operand:
			return "it holds a query"
		case a.kind == atomNumber && !isNumber(a.raw):
			return a.raw + " is no number"
		case a.is("("):
			call := last.kind == atomWord && !isOperatorWord(last) || last.kind == atomName
			if !operand && !call {
				return speech
			}
			if call || last.isWord("in") {
				end := closeOf(list, i)
				if slices.ContainsFunc(list[i:end], func(a atom) bool { return a.isWord("select") }) {
					return "it holds a query"
				}
				i, operand = end, false
			}
		case a.is("["):
			if operand {
				return speech
			}
			i = closeOf(list, i)
		case a.is(")"):
			if operand {
				return speech
			}
		case a.is("::"):
			if operand {
				return speech
			}
			i = castEnd(list, i) - 1
		case a.kind == atomSign:
			if operand && !slices.Contains([]string{"+", "-", "~", "!", "@", "|"}, a.value) {
				return speech
			}
			operand = true
		case a.isWord("case"):
			end := slices.IndexFunc(list[i:], func(a atom) bool { return a.isWord("end") })
			if !operand || end < 0 {
				return speech
			}
			i, operand = i+end, false
		case a.isWord("interval") && operand:
			interval = true
			if i+1 < len(list) && list[i+1].kind == atomString {
				operand = false
			}
		case operand && a.isWord("not", "distinct", "to", "time", "zone", "binary", "from") && i+1 < len(list) && list[i+1].kind != atomSign && (a.isWord("not") || !isOperatorWord(list[i+1])):
			if list[i+1].kind == atomString && a.isWord("time") {
				operand = false
			}
		case operand && a.isWord("not") && i+1 < len(list) && list[i+1].is("("):
		case a.kind == atomWord && isOperatorWord(a):
			if operand && !(last.isWord("not") && a.isWord("in", "like", "ilike", "between", "similar", "regexp", "rlike", "glob", "match")) {
				return speech
			}
			operand = true
		case !operand && a.isWord("isnull", "notnull"), !operand && interval && a.kind == atomWord:
		case !operand && a.kind == atomString && last.isWord("date", "time", "timestamp", "timestamptz", "interval", "datetime"):
		case !operand && a.kind == atomString && last.kind == atomString:
			// 'a' 'b' is one string in every dialect.
		case !operand:
			return speech
		default:
			operand = false
		}
	}
	if operand {
		return speech
	}
	return ""
}

var operatorWords = wordSet(`and or is in like ilike between similar escape regexp rlike glob match collate at div mod xor overlaps not member
	of sounds from operator`)

func isOperatorWord(a atom) bool { return a.kind == atomWord && operatorWords[a.value] }

// closeOf returns the place of the bracket that closes the one at i; the atoms are
// balanced.
func closeOf(list []atom, i int) int {
	depth := 0
	for ; i < len(list); i++ {
		switch {
		case list[i].is("(") || list[i].is("["):
			depth++
		case list[i].is(")") || list[i].is("]"):
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return len(list) - 1
}

// castEnd returns the place behind the type of the cast "::" at i.
func castEnd(list []atom, i int) int {
	i += 2
	for i < len(list) {
		switch {
		case list[i].is("(") || list[i].is("["):
			i = closeOf(list, i) + 1
		case list[i].is(".") && i+1 < len(list):
			i += 2
		case list[i].isWord("varying", "precision", "with", "without", "time", "zone"):
			i++
		default:
			return i
		}
	}
	return min(i, len(list))
}

// translate turns an expression of another dialect, or of a drawing, into one that every
// dialect understands, or says why that can't be.
func (w *writer) translate(list []atom, scope expressionScope) (out []atom, why string) {
	list, why = withoutCasts(slices.Clone(list)) // whose words change below
	if why != "" {
		return nil, why
	}
	list = anyToIn(list)
	booleans, zeroOne, times, texts := false, false, false, false
	for i, a := range list {
		switch a.kind {
		case atomSign:
			joins := a.value == "||" && w.to.concat != "" && w.source != "mysql"
			if !joins && !slices.Contains(portableSigns, a.value) || strings.Contains(w.to.refusesSign, a.value) && a.value != "" {
				return nil, "the operator " + a.value + " does not mean the same in every database"
			}
			if why := w.joinMisfit(list, i, scope); joins && why != "" {
				return nil, why
			}
			switch a.value {
			case "==", "!=":
				list[i].raw = map[string]string{"==": "=", "!=": "<>"}[a.value]
			case "||":
				list[i].raw = w.to.concat
			}
		case atomString:
			if a.prefix != "" && a.prefix != "n" && a.prefix != "e" && a.prefix[0] != '_' {
				return nil, "it holds a string of bits"
			}
			if a.value == "" && w.to.emptyIsNull {
				return nil, "'' is NULL in " + w.to.Title
			}
			texts = true
		case atomNumber:
			zeroOne = zeroOne || a.raw == "0" || a.raw == "1"
		case atomWord, atomName:
			c := scope.column(list, i)
			call := i+1 < len(list) && list[i+1].is("(")
			switch {
			case c != nil:
				booleans = booleans || c.sql.kind == typeBoolean
				times = times || isPointInTime(c.sql.kind)
				if w.to.comparesNoLong && w.to.unsortable(c) && !isMeasured(list, i) {
					return nil, w.to.Title + " compares no values of type " + c.typeName
				}
			case scope.isTable(a) && i+1 < len(list) && list[i+1].is("."):
			case scope.value != "" && a.isWord("value"):
			case a.kind == atomWord && portableWords[a.value]:
			case a.kind == atomWord && call && portableFunctions[a.value]:
			case a.kind == atomWord && call && textFunctions[a.value] && scope.takesText(list, i+2):
				if a.value == "length" && w.to.lengthOf != "length" || a.value == "char_length" && w.to.meaning != "postgres" {
					list[i].raw = w.to.lengthOf
				}
			case call:
				return nil, "the function " + a.value + " does not mean the same in every database"
			default:
				return nil, a.value + " is no column of the table"
			}
		}
	}
	if why := w.otherMeaning(list, scope); why != "" {
		return nil, why
	}
	if w.to.namedTypes && booleans && zeroOne {
		return nil, "it compares a truth value with a number"
	}
	if lone := unwrapped(list); scope.condition && w.to.namedTypes && len(lone) == 1 && !lone[0].isWord("true", "false") {
		if c := scope.column(lone, 0); c == nil || c.sql.kind != typeBoolean {
			return nil, "it takes a value for a condition"
		}
	}
	if times && texts && w.to.strictDates {
		return nil, w.to.Title + " reads no point in time from a text whose form it is not told"
	}
	if w.to.meaning != "sqlite" {
		why = mixedTypes(list, scope)
	}
	if why == "" && w.to.noTruth {
		return withoutTruth(list, scope)
	}
	return list, why
}

// isMeasured tells whether the column at i is only asked for NULL or for its length.
func isMeasured(list []atom, i int) bool {
	if i+1 < len(list) && list[i+1].isWord("is") {
		return true
	}
	return i > 1 && list[i-1].is("(") && list[i-2].isWord("length", "char_length")
}

// joinMisfit says why the operator at i would not join two texts as it does where the
// diagram comes from.
func (w *writer) joinMisfit(list []atom, i int, scope expressionScope) string {
	if !w.to.noTruth || i == 0 || i+1 >= len(list) {
		return ""
	}
	before := i - 1
	for _, at := range []int{before, i + 1} {
		c := scope.column(list, at)
		switch {
		case list[at].kind == atomString:
		case c == nil || !c.sql.isText():
			return "it joins something that may be no text"
		case w.to.emptyIsNull && !c.notNull:
			return "NULL joined with a text is the text in " + w.to.Title
		}
	}
	return ""
}

var (
	portableSigns     = []string{"(", ")", ",", ".", "+", "-", "*", "/", "%", "=", "==", "<>", "!=", "<", ">", "<=", ">="}
	portableWords     = wordSet(`and or not null is in like between case when then else end true false`)
	portableFunctions = wordSet(`coalesce nullif abs`)
	textFunctions     = wordSet(`lower upper trim length char_length`)
)

// takesText tells whether a text stands at i: a string or a column of characters.
// PostgreSQL has no length of a number.
func (s expressionScope) takesText(list []atom, i int) bool {
	if i >= len(list) {
		return false
	}
	c := s.column(list, i)
	return list[i].kind == atomString || c != nil && c.sql.isText() || s.value != "" && list[i].isWord("value")
}

// mixedTypes says where a column stands beside a literal that is no value of its type,
// which PostgreSQL refuses, and for some types MariaDB. Truth values beside numbers are
// looked at elsewhere.
func mixedTypes(list []atom, scope expressionScope) (why string) {
	check := func(c *columnPlan, from, to int) {
		for _, a := range list[max(from, 0):min(to, len(list))] {
			literal := a.kind == atomString || a.kind == atomNumber
			v := defaultValue{kind: defaultLiteral, text: a.raw}
			if literal && (misfit(c.sql, v, []atom{a}, true) != "" && c.sql.length == 0 || a.kind == atomNumber && !c.sql.isNumber()) {
				why = "it compares " + c.c.Name + " with " + a.raw
			}
		}
	}
	for i := range list {
		c := scope.column(list, i)
		if c == nil || c.sql.kind == typeBoolean || i > 1 && list[i-1].is("(") && list[i-2].kind == atomWord && textFunctions[list[i-2].value] {
			continue
		}
		next := atom{}
		if i+1 < len(list) {
			next = list[i+1]
		}
		switch {
		case next.isWord("in"):
			check(c, i+2, closeOf(list, i+2))
		case next.isWord("between"):
			check(c, i+2, i+5)
		case next.kind == atomSign:
			check(c, i+2, i+3)
		}
		if i > 1 && list[i-1].kind == atomSign {
			check(c, i-2, i-1)
		}
	}
	return why
}

// textCasts are types a cast to which may be left out: other dialects compare without.
var textCasts = wordSet(`text varchar character bpchar char numeric integer int bigint smallint decimal double real name citext`)

// withoutCasts leaves out casts of literals, and casts to text and numbers.
func withoutCasts(list []atom) (out []atom, why string) {
	if !slices.ContainsFunc(list, func(a atom) bool { return a.is("::") }) {
		return list, ""
	}
	out = make([]atom, 0, len(list))
	for i := 0; i < len(list); i++ {
		if !list[i].is("::") {
			out = append(out, list[i])
			continue
		}
		literal := i > 0 && (list[i-1].kind == atomString || list[i-1].kind == atomNumber || list[i-1].isWord("null", "true", "false"))
		if i+1 < len(list) && !literal && !textCasts[list[i+1].value] {
			return nil, "it holds a cast to " + list[i+1].value
		}
		i = castEnd(list, i) - 1
	}
	return out, ""
}

// anyToIn writes x = ANY (ARRAY['a', 'b']), PostgreSQL's form of a list, as x IN ('a', 'b').
func anyToIn(list []atom) []atom {
	if !slices.ContainsFunc(list, func(a atom) bool { return a.isWord("any") }) {
		return list
	}
	var out []atom
	for i := 0; i < len(list); i++ {
		if !list[i].is("=") || i+2 >= len(list) || !list[i+1].isWord("any") || !list[i+2].is("(") {
			out = append(out, list[i])
			continue
		}
		end := closeOf(list, i+2)
		inner := list[i+3 : end]
		for len(inner) > 2 && inner[0].is("(") && closeOf(inner, 0) == len(inner)-1 {
			inner = inner[1 : len(inner)-1]
		}
		if len(inner) < 3 || !inner[0].isWord("array") || closeOf(inner, 1) != len(inner)-1 {
			out = append(out, list[i])
			continue
		}
		out = append(out, atom{kind: atomWord, raw: "IN", value: "in", space: true}, atom{kind: atomSign, raw: "(", value: "(", space: true})
		out = append(out, inner[2:len(inner)-1]...)
		out = append(out, atom{kind: atomSign, raw: ")", value: ")"})
		i = end
	}
	return out
}

// isCondition tells whether an expression is true or false rather than a value.
func (w *writer) isCondition(text string) bool {
	list, _ := w.atomize(text)
	list = unwrapped(list)
	depth := 0
	for _, a := range list {
		switch {
		case a.is("("):
			depth++
		case a.is(")"):
			depth--
		case depth == 0 && (a.isWord("and", "or", "not", "is", "in", "like", "between") || a.kind == atomSign && strings.ContainsAny(a.value, "<>=")):
			return true
		}
	}
	return false
}

// condition writes a CHECK, WHERE or domain condition without its parentheses, and notes
// when it can't be written.
func (w *writer) condition(t *tablePlan, text string, scope expressionScope, what, where string, id diagram.ID) string {
	if strings.TrimSpace(text) == "" {
		return ""
	}
	sql, why := w.expression(text, scope)
	if why != "" {
		w.note(&t.notes, id, "expression-left-out", where, "The %s of %s is left out: %s: %s", what, where, why, text)
	}
	return sql
}
