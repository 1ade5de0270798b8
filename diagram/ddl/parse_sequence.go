package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

// createSequence remembers a sequence until it is known whether it numbers a column.
func (r *sqlReader) createSequence(c *sqlCursor) {
	c.accept("if", "not", "exists")
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the statement is left out, because it does not name a sequence")
		return
	}
	r.did()
	if len(r.declared) < maxSQLReferences {
		r.declared[strings.ToLower(p.name)] = sqlSpan{c.t[0].start, c.t[len(c.t)-1].end}
	}
}

// loneSequences reports the sequences that number no column.
func (r *sqlReader) loneSequences() {
	for name, span := range r.declared {
		if _, known := r.sequences[name]; !known {
			r.left.add("CREATE SEQUENCE", becauseSequence, span.start, span.end)
		}
	}
}

var becauseSequence = &sqlReason{text: "it numbers no column here, and a diagram holds sequences as the numbering of a column", list: 20}

// alterSequence reads OWNED BY, which says what a sequence numbers; the default of the
// column says so, too.
func (r *sqlReader) alterSequence(c *sqlCursor) {
	c.accept("if", "exists")
	p, ok := c.path()
	if !ok {
		return
	}
	for !c.done() {
		switch {
		case c.accept("owned", "by"):
			r.did()
			if _, known := r.sequences[strings.ToLower(p.name)]; !known {
				r.ownedSequence(p.name, c)
			}
			return
		case c.accept("owner", "to"):
			c.leaveAll("ALTER SEQUENCE … OWNER TO", becauseRights)
			return
		case c.accept("rename", "to"):
			if name, ok := c.name(); ok {
				r.renameSequence(strings.ToLower(p.name), strings.ToLower(name))
			}
			return
		}
		c.one()
	}
	c.leaveAll("ALTER SEQUENCE", becauseStart)
}

var becauseStart = &sqlReason{text: "a diagram does not hold where numbering begins", list: 3}

// ownedSequence remembers which column a sequence belongs to, as "table.column".
func (r *sqlReader) ownedSequence(sequence string, c *sqlCursor) {
	p, ok := c.path()
	if !ok || p.schema == "" {
		return
	}
	if t := r.table(sqlPath{schema: p.before, name: p.schema, at: p.at}); t != nil {
		if col := t.column(p.name); col != nil && len(r.sequences) < maxSQLObjects {
			r.sequences[strings.ToLower(sequence)] = col.ID
		}
	}
}

func (r *sqlReader) renameSequence(old, name string) {
	r.did()
	if span, ok := r.declared[old]; ok {
		delete(r.declared, old)
		r.declared[name] = span
	}
	if id, ok := r.sequences[old]; ok {
		delete(r.sequences, old)
		r.sequences[name] = id
	}
}

// numberingTrigger reads a trigger of Oracle. One that takes a new row's number from a
// sequence before the row is inserted does what an identity column does today; what else
// it does is left out.
func (r *sqlReader) numberingTrigger(span sqlSpan) {
	n, ok := r.numbering(span)
	if !ok || !r.numbered(n) || n.more {
		r.left.add("TRIGGER", becauseProgram, span.start, span.end)
	}
}

// numbered makes an identity column of what a trigger numbers, when it is in the script.
func (r *sqlReader) numbered(n numbering) bool {
	t := r.table(n.table)
	if t == nil {
		return false
	}
	col := t.column(n.column)
	if col == nil {
		return false
	}
	if col.Identity == diagram.IdentityNone {
		col.Identity = diagram.IdentityByDefault
	}
	r.numberedBy(col, n.sequence.name, n.sequence.at)
	return true
}

// maxNumberingTokens bounds a trigger that is looked into; one that numbers is short.
const maxNumberingTokens = 300

// numbering is what a trigger numbers.
type numbering struct {
	table, sequence sqlPath
	column          string
	more            bool // it does something else besides
}

// numbering finds out what a trigger numbers: BEFORE INSERT ON table, and in its body one
// number taken from a sequence into one column of the new row, under no other condition
// than that the row brings no number.
func (r *sqlReader) numbering(span sqlSpan) (n numbering, ok bool) {
	l := newSQLLexer(r.src[:span.end], r.dialect)
	l.pos = int(span.start)
	c := &sqlCursor{r: r}
	for t := l.next(); t.kind != sqlEnd; t = l.next() {
		if len(c.t) == maxNumberingTokens {
			return n, false
		}
		c.t = append(c.t, t)
	}
	for !c.done() && !c.is("before") {
		c.i++
	}
	if !c.accept("before", "insert", "on") {
		return n, false // another sort of trigger
	}
	if n.table, ok = c.path(); !ok {
		return n, false
	}
	var conditions []string
	for !c.done() && !c.accept("begin") {
		if c.accept("when") {
			inside, _ := c.group()
			conditions = append(conditions, r.condition(inside))
			continue
		}
		c.i++
	}
	taken := false
	for !c.done() {
		switch {
		case c.tok().kind == sqlStop:
			c.i++
		case c.accept("if"):
			from := c.i
			for !c.done() && !c.is("then") {
				c.i++
			}
			conditions = append(conditions, r.condition(c.t[from:c.i]))
			c.i++
		case c.accept("end", "if"):
		case c.accept("end"):
			only := "new." + strings.ToLower(n.column) + " is null"
			for _, condition := range conditions {
				taken = taken && condition == only
			}
			return n, taken
		case !taken && c.takesNumber(&n):
			taken = true
		default:
			n.more = true
			for !c.done() && c.tok().kind != sqlStop {
				if w := c.word(); w == "nextval" || w == "else" || w == "elsif" || w == "begin" || taken && strings.EqualFold(w, n.column) {
					return n, false
				}
				c.i++
			}
		}
	}
	return n, false
}

// condition writes a condition in plain words: "new.id is null".
func (r *sqlReader) condition(tokens []sqlToken) string {
	var b strings.Builder
	for _, t := range tokens {
		switch text := r.src[t.start:t.end]; text {
		case "(", ")", ":":
		case ".":
			b.WriteString(".")
		default:
			if s := b.String(); s != "" && !strings.HasSuffix(s, ".") {
				b.WriteByte(' ')
			}
			b.WriteString(strings.ToLower(strings.Trim(text, `"`)))
		}
	}
	return b.String()
}

// takesNumber reads SELECT sequence.NEXTVAL INTO :NEW.column FROM dual, or the same as an
// assignment.
func (c *sqlCursor) takesNumber(n *numbering) bool {
	from := c.i
	var ok bool
	if c.accept("select") {
		ok = c.numberTaken(&n.sequence) && c.accept("into") && c.newColumn(&n.column) && c.accept("from", "dual")
	} else {
		ok = c.newColumn(&n.column) && c.acceptMark(':') && c.acceptMark('=') && c.numberTaken(&n.sequence)
	}
	if ok = ok && c.tok().kind == sqlStop; !ok {
		c.i = from
	}
	return ok
}

// numberTaken reads sequence.NEXTVAL.
func (c *sqlCursor) numberTaken(sequence *sqlPath) bool {
	p, ok := c.path()
	if !ok || !strings.EqualFold(p.name, "nextval") || p.schema == "" {
		return false
	}
	p.name, p.schema = p.schema, p.before
	*sequence = p
	return true
}

// newColumn reads :NEW.column.
func (c *sqlCursor) newColumn(column *string) bool {
	if !c.isMark(':') || c.r.word(c.peek(1)) != "new" || !c.markAt(2, '.') {
		return false
	}
	c.i += 3
	name, ok := c.name()
	*column = name
	return ok
}
