package ddl

import "slices"

// withoutTruth writes an expression for a database that has no truth values: true becomes
// 1, a column of truth values where a condition is due is compared with 1, and a condition
// where a value is due is refused. The expression holds nothing but what translate lets
// pass.
func withoutTruth(list []atom, scope expressionScope) (out []atom, why string) {
	list = unwrapped(list)
	t := truthWriter{list: list, scope: scope}
	if scope.condition {
		t.condition()
	} else {
		t.value()
	}
	switch {
	case t.why != "":
		return nil, t.why
	case t.at < len(list):
		return nil, "it takes a condition for a value"
	}
	return t.out, ""
}

// truthWriter goes through an expression by its grammar.
type truthWriter struct {
	list  []atom
	scope expressionScope
	at    int
	out   []atom
	why   string
	depth int
}

// maxTruthDepth bounds brackets in brackets; nobody writes more, and each is looked at as
// a condition and as a value.
const maxTruthDepth = 12

func (t *truthWriter) peek() atom {
	if t.at < len(t.list) {
		return t.list[t.at]
	}
	return atom{}
}

func (t *truthWriter) take() {
	t.out = append(t.out, t.peek())
	t.at++
}

func (t *truthWriter) word(words ...string) bool {
	if !t.peek().isWord(words...) {
		return false
	}
	t.take()
	return true
}

func (t *truthWriter) sign(signs ...string) bool {
	if a := t.peek(); a.kind != atomSign || !slices.Contains(signs, a.value) {
		return false
	}
	t.take()
	return true
}

func (t *truthWriter) fail(why string) {
	if t.why == "" {
		t.why = why
	}
	t.at = len(t.list)
}

func (t *truthWriter) add(signs ...string) {
	for _, s := range signs {
		kind := atomSign
		if s[0] >= '0' && s[0] <= '9' {
			kind = atomNumber
		}
		t.out = append(t.out, atom{kind: kind, raw: s, value: s, space: true})
	}
}

func (t *truthWriter) condition() {
	for {
		for t.word("not") {
		}
		t.predicate()
		if t.why != "" || !t.word("and", "or") {
			return
		}
	}
}

// predicate is a condition in brackets, a comparison, or a column of truth values.
func (t *truthWriter) predicate() {
	if t.peek().is("(") && t.bracketed() {
		return
	}
	truth := t.value()
	switch {
	case t.why != "":
	case t.word("is"):
		t.word("not")
		if !t.word("null") {
			t.fail("it asks whether something is true")
		}
	case t.sign("=", "==", "<>", "!=", "<", ">", "<=", ">="):
		t.value()
	case t.peek().isWord("not", "in", "like", "between"):
		t.word("not")
		t.among()
	case truth:
		t.add("=", "1")
	default:
		t.fail("it takes a value for a condition")
	}
}

func (t *truthWriter) among() {
	switch {
	case t.word("in"):
		if !t.sign("(") {
			t.fail("its list is missing")
			return
		}
		t.values()
	case t.word("like"):
		t.value()
	case t.word("between"):
		t.value()
		if !t.word("and") {
			t.fail("its bound is missing")
			return
		}
		t.value()
	default:
		t.fail("it denies a value")
	}
}

// bracketed tries to read a condition in brackets; where it is none, or where more of a
// value follows, it takes everything back.
func (t *truthWriter) bracketed() bool {
	if t.depth >= maxTruthDepth {
		t.fail("it has too many brackets in brackets")
		return true
	}
	t.depth++
	defer func() { t.depth-- }()
	at, size := t.at, len(t.out)
	t.take()
	t.condition()
	if t.why == "" && t.sign(")") {
		next := t.peek()
		if next.kind == atomWord && next.isWord("and", "or", "then", "end", "when", "else") || t.at >= len(t.list) || next.is(")") {
			return true
		}
	}
	t.at, t.out, t.why = at, t.out[:size], ""
	return false
}

// value goes over a sum of products, and tells whether it is one truth value.
func (t *truthWriter) value() (truth bool) {
	if t.depth >= 4*maxTruthDepth {
		t.fail("it has too many brackets in brackets")
		return false
	}
	t.depth++
	defer func() { t.depth-- }()
	truth = t.operand()
	for t.why == "" && t.sign("+", "-", "*", "/", "%", "||") {
		truth = false
		t.operand()
	}
	return truth
}

// operand is a literal, a column, a call, a CASE or a value in brackets.
func (t *truthWriter) operand() (truth bool) {
	for t.sign("-", "+") {
	}
	a := t.peek()
	switch {
	case t.at >= len(t.list):
		t.fail("it ends too early")
	case t.sign("("):
		truth = t.value()
		if t.why == "" && !t.sign(")") {
			t.fail("it takes a condition for a value")
		}
		return truth
	case a.isWord("case"):
		t.choice()
	case a.isWord("true", "false"):
		a.kind, a.raw, a.value = atomNumber, "1", "1"
		if t.peek().isWord("false") {
			a.raw, a.value = "0", "0"
		}
		t.out = append(t.out, a)
		t.at++
		return true
	case a.kind == atomWord && t.at+1 < len(t.list) && t.list[t.at+1].is("("):
		t.call()
	case a.kind == atomSign, a.isWord("and", "or", "not", "is", "in", "like", "between", "when", "then", "else", "end"):
		t.fail("it is not an SQL expression")
	default:
		if t.at+2 < len(t.list) && t.list[t.at+1].is(".") {
			t.take()
			t.take()
		}
		c := t.scope.column(t.list, t.at)
		t.take()
		return c != nil && c.sql.kind == typeBoolean && c.sql.array == 0
	}
	return false
}

func (t *truthWriter) call() {
	size := len(t.out)
	t.take()
	t.take()
	t.values()
	if t.why == "" && t.out[size].raw == "datalength" {
		// It counts bytes, of which a character of nvarchar has two.
		first := t.out[size]
		t.out[size].space = false
		t.out = slices.Insert(t.out, size, atom{kind: atomSign, raw: "(", value: "(", space: first.space})
		t.add("/", "2")
		t.out = append(t.out, atom{kind: atomSign, raw: ")", value: ")"})
	}
}

// values goes over values with commas between, and the bracket that closes them.
func (t *truthWriter) values() {
	for t.why == "" {
		t.value()
		if t.sign(",") {
			continue
		}
		if t.why == "" && !t.sign(")") {
			t.fail("it takes a condition for a value")
		}
		return
	}
}

func (t *truthWriter) choice() {
	t.take()
	searched := t.peek().isWord("when")
	if !searched {
		t.value()
	}
	for t.why == "" && t.word("when") {
		if searched {
			t.condition()
		} else {
			t.value()
		}
		if !t.word("then") {
			t.fail("it is not an SQL expression")
			return
		}
		t.value()
	}
	if t.word("else") {
		t.value()
	}
	if t.why == "" && !t.word("end") {
		t.fail("it takes a condition for a value")
	}
}
