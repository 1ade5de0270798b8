package ddl

import "strings"

// sqlStatement is one statement that says something about a schema.
type sqlStatement struct {
	tokens []sqlToken // without the end of the statement; valid until the next statement
	// follows is set when no semicolon stands before it: CREATE SCHEMA x CREATE TABLE y.
	follows bool
}

// sqlSplitter cuts a script into statements. Statements that say nothing about a schema
// (INSERT, GRANT, bodies of routines) are moved over without being kept.
type sqlSplitter struct {
	lex    *sqlLexer
	buffer []sqlToken
	ahead  *sqlToken
	// routines counts what was moved over by what it creates: function, trigger.
	routines map[string]int
	// hasHard says that the script ends its statements with GO or / somewhere, so that
	// the body of a routine goes on until there.
	hasHard bool
}

func newSQLSplitter(src, dialect string) *sqlSplitter {
	s := &sqlSplitter{lex: newSQLLexer(src, dialect), routines: map[string]int{}}
	switch dialect {
	case "sqlserver":
		lower := strings.ToLower(src)
		s.hasHard = strings.Contains(lower, "\ngo\n") || strings.Contains(lower, "\ngo\r") || strings.HasSuffix(lower, "\ngo")
	case "oracle":
		s.hasHard = strings.Contains(src, "\n/\n") || strings.Contains(src, "\n/\r") || strings.HasSuffix(src, "\n/")
	}
	return s
}

// sqlKept are the first words of statements that are kept.
var sqlKept = map[string]bool{
	"create": true, "alter": true, "comment": true, "drop": true, "rename": true,
	"use": true, "set": true, "reset": true, "exec": true, "execute": true,
}

// maxSQLTokens bounds what is kept of one statement; a table as large as a diagram may
// hold needs a tenth.
const maxSQLTokens = 1_000_000

// sqlRoutines are objects whose definitions may hold semicolons.
var sqlRoutines = map[string]bool{
	"function": true, "procedure": true, "proc": true, "trigger": true, "event": true, "package": true,
}

// sqlObjects are words that stand behind CREATE, ALTER or DROP at the beginning of a
// statement; a line that begins with such a pair begins a statement even where the
// semicolon before it is missing.
var sqlObjects = map[string]map[string]bool{
	"create": {
		"table": true, "view": true, "index": true, "unique": true, "type": true, "schema": true, "sequence": true, "domain": true,
		"temporary": true, "temp": true, "global": true, "unlogged": true, "or": true, "procedure": true, "proc": true, "function": true,
		"trigger": true, "database": true, "clustered": true, "nonclustered": true, "extension": true, "definer": true,
	},
	"alter": {"table": true, "view": true, "index": true, "procedure": true, "function": true, "trigger": true, "database": true, "sequence": true},
	"drop":  {"table": true, "view": true, "procedure": true, "function": true, "trigger": true, "database": true, "sequence": true},
}

func (s *sqlSplitter) text(t sqlToken) string { return s.lex.src[t.start:t.end] }

// word returns the lower-case text of a plain word, or empty.
func (s *sqlSplitter) word(t sqlToken) string {
	if t.kind != sqlWord || t.end-t.start > 20 {
		return ""
	}
	return strings.ToLower(s.text(t))
}

func (s *sqlSplitter) take() sqlToken {
	if s.ahead != nil {
		t := *s.ahead
		s.ahead = nil
		return t
	}
	return s.lex.next()
}

// next returns the next statement that is kept; ok is false at the end of the text.
func (s *sqlSplitter) next() (st sqlStatement, ok bool) {
	for {
		follows := s.ahead != nil
		t := s.take()
		switch t.kind {
		case sqlEnd:
			return sqlStatement{}, false
		case sqlStop:
			continue
		}
		word := s.word(t)
		if t.first && s.directive(word) {
			continue
		}
		s.buffer = s.buffer[:0]
		if sqlKept[word] {
			if s.statement(t) {
				return sqlStatement{s.buffer, follows}, true
			}
			continue
		}
		s.skip(t, word)
	}
}

// directive obeys lines of client programs that are no SQL.
func (s *sqlSplitter) directive(word string) bool {
	switch word {
	case "delimiter":
		s.lex.delimiter = s.lex.line()
		if s.lex.delimiter == ";" {
			s.lex.delimiter = ""
		}
		return true
	case "source":
		s.lex.line()
		return true
	}
	return false
}

// statement collects the tokens of a statement; it returns false for one that creates a
// routine, which is moved over.
func (s *sqlSplitter) statement(t sqlToken) bool {
	s.buffer = append(s.buffer, t)
	for {
		t = s.take()
		if t.kind == sqlEnd || t.kind == sqlStop {
			return true
		}
		if t.first && s.begins(t) {
			s.ahead = &t
			return true
		}
		if len(s.buffer) < maxSQLTokens {
			s.buffer = append(s.buffer, t)
		}
		if len(s.buffer) <= 12 && sqlRoutines[s.word(t)] && s.createsRoutine() {
			s.routines[s.word(t)]++
			s.body()
			return false
		}
	}
}

// createsRoutine tells whether the words up to now are CREATE or ALTER and what may
// stand before the sort of a routine: CREATE OR REPLACE DEFINER = x TRIGGER.
func (s *sqlSplitter) createsRoutine() bool {
	if w := s.word(s.buffer[0]); w != "create" && w != "alter" {
		return false
	}
	for _, t := range s.buffer[1 : len(s.buffer)-1] {
		switch s.word(t) {
		case "table", "view", "index", "type", "domain", "schema", "sequence", "policy", "cast", "role", "user", "on":
			return false
		}
	}
	return true
}

// skip moves over a statement that is not kept.
func (s *sqlSplitter) skip(t sqlToken, word string) {
	if word == "declare" || word == "begin" {
		s.block(t, word)
		return
	}
	copies, stdin := word == "copy", false
	for {
		t = s.take()
		switch {
		case t.kind == sqlEnd:
			return
		case t.kind == sqlStop:
			if copies && stdin {
				s.lex.skipCopyData()
			}
			return
		case t.first && s.begins(t):
			s.ahead = &t
			return
		}
		if copies && s.word(t) == "stdin" {
			stdin = true
		}
	}
}

// block moves over an anonymous block, or over the BEGIN of a transaction.
func (s *sqlSplitter) block(t sqlToken, word string) {
	if word == "begin" {
		next := s.take()
		switch w := s.word(next); {
		case next.kind == sqlStop || next.kind == sqlEnd:
			return
		case w == "transaction" || w == "tran" || w == "work" || w == "try" || next.first && s.begins(next):
			s.ahead = &next
			s.skip(t, "")
			return
		default:
			s.ahead = &next
		}
	}
	s.bodyFrom(word == "begin")
}

// body moves over the rest of a routine.
func (s *sqlSplitter) body() { s.bodyFrom(false) }

// bodyFrom moves to the semicolon behind the END of the outermost BEGIN, or, where the
// script has them, to the GO or / behind it. A CASE has an END, too; IF, LOOP, WHILE and
// REPEAT have an END with their own name, which does not count.
func (s *sqlSplitter) bodyFrom(begun bool) {
	depth := 0
	if begun {
		depth = 1
	}
	for {
		t := s.take()
		switch {
		case t.kind == sqlEnd || t.kind == sqlStop && t.hard:
			return
		case t.kind == sqlStop && depth <= 0 && !s.hasHard:
			return
		}
		switch s.word(t) {
		case "begin", "case":
			depth++
		case "end":
			next := s.take()
			switch s.word(next) {
			case "if", "loop", "while", "repeat", "for":
			case "case":
				depth--
			default:
				depth--
				s.ahead = &next
			}
		}
	}
}

// begins tells whether a token at the start of a line begins a statement. It looks one
// token ahead and goes back.
func (s *sqlSplitter) begins(t sqlToken) bool {
	word := s.word(t)
	if word == "insert" {
		return s.peekWord() == "into"
	}
	objects := sqlObjects[word]
	return objects != nil && objects[s.peekWord()]
}

func (s *sqlSplitter) peekWord() string {
	pos, comments := s.lex.pos, len(s.lex.comments)
	t := s.lex.next()
	s.lex.pos, s.lex.comments = pos, s.lex.comments[:comments]
	return s.word(t)
}
