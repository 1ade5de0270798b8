package ddl

import "strings"

// sqlStatement is one statement that says something about a schema.
type sqlStatement struct {
	tokens []sqlToken // without the end of the statement; valid until the next statement
	// follows is set when no semicolon stands before it: CREATE SCHEMA x CREATE TABLE y.
	follows bool
}

// sqlSplitter cuts a script into statements. Statements that say nothing about a schema
// (INSERT, GRANT, bodies of routines) are moved over without being kept, and listed in
// left.
type sqlSplitter struct {
	lex    *sqlLexer
	buffer []sqlToken
	ahead  *sqlToken
	end    int32 // of the last token that was taken
	left   *sqlLeft
	// triggers are those of Oracle, which may number the rows of a table.
	triggers []sqlSpan
	// hasHard says that the script ends its statements with GO or / somewhere, so that
	// the body of a routine goes on until there.
	hasHard bool
	resumed int // how often a body without an end was left
}

func newSQLSplitter(src, dialect string, left *sqlLeft) *sqlSplitter {
	s := &sqlSplitter{lex: newSQLLexer(src, dialect), left: left}
	s.lex.left = left
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
	if t.kind != sqlWord || t.end-t.start > 24 {
		return ""
	}
	return strings.ToLower(s.text(t))
}

func (s *sqlSplitter) take() sqlToken {
	var t sqlToken
	if s.ahead != nil {
		t, s.ahead = *s.ahead, nil
	} else {
		t = s.lex.next()
	}
	if t.kind != sqlStop && t.kind != sqlEnd {
		s.end = t.end
	}
	return t
}

// putBack gives a token back that belongs to the next statement.
func (s *sqlSplitter) putBack(t sqlToken, end int32) { s.ahead, s.end = &t, end }

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
		if t.first && s.directive(t, word) {
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

// sqlPlusLines are commands of Oracle's SQL*Plus that end with their line.
var sqlPlusLines = map[string]bool{
	"set": true, "spool": true, "connect": true, "conn": true, "disconnect": true, "whenever": true, "define": true, "undefine": true,
	"accept": true, "variable": true, "show": true, "exit": true, "quit": true, "column": true, "ttitle": true, "btitle": true, "break": true,
	"clear": true, "timing": true, "pause": true, "host": true, "exec": true, "execute": true, "start": true, "desc": true, "describe": true,
}

// directive obeys lines of client programs that are no SQL.
func (s *sqlSplitter) directive(t sqlToken, word string) bool {
	reason := becauseSession
	switch {
	case word == "delimiter":
		s.lex.delimiter, _, _ = strings.Cut(strings.ReplaceAll(s.lex.line(), "\t", " "), " ")
		if s.lex.delimiter == ";" {
			s.lex.delimiter = ""
		}
		return true
	case word == "source":
		reason = becauseFile
	case s.lex.dialect == "oracle" && (s.lex.src[t.start] == '@' || word == "start"):
		reason = becauseFile
	case s.lex.dialect == "oracle" && sqlPlusLines[word]:
	case s.lex.dialect == "sqlserver" && t.kind == sqlMark && s.lex.src[t.start] == ':': // sqlcmd
		if word = s.peekWord(); word == "r" {
			reason = becauseFile
		}
	default:
		return false
	}
	s.lex.line()
	s.left.add("lines for a client program", reason, t.start, int32(s.lex.pos))
	return true
}

// statement collects the tokens of a statement; it returns false for one that creates a
// routine, which is moved over.
func (s *sqlSplitter) statement(t sqlToken) bool {
	start := t.start
	s.buffer = append(s.buffer, t)
	depth, long := 0, false
	for {
		end := s.end
		t = s.take()
		if t.kind == sqlEnd || t.kind == sqlStop {
			return true
		}
		if t.first && (s.begins(t) || depth == 0 && s.beginsBatchLine(t)) {
			s.putBack(t, end)
			return true
		}
		if t.kind == sqlMark {
			switch s.lex.src[t.start] {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		if len(s.buffer) < maxSQLTokens {
			s.buffer = append(s.buffer, t)
		} else if !long {
			long = true
			s.left.add("a very long statement", becauseLong, start, s.end)
		}
		if len(s.buffer) > 12 {
			continue
		}
		if kind := s.word(t); (sqlRoutines[kind] || kind == "body") && s.createsRoutine() {
			s.routine(kind, start)
			return false
		}
	}
}

// routine moves over the rest of a routine.
func (s *sqlSplitter) routine(kind string, start int32) {
	if s.word(s.buffer[0]) == "alter" && s.lex.dialect == "oracle" {
		s.rest() // ALTER TRIGGER t ENABLE has no body
	} else {
		s.bodyFrom(false)
	}
	if kind == "trigger" && s.lex.dialect == "oracle" && len(s.triggers) < maxSQLTriggers {
		s.triggers = append(s.triggers, sqlSpan{start, s.end})
		return // the reader tells whether it is left out
	}
	s.left.add(strings.ToUpper(kind), becauseProgram, start, s.end)
}

// maxSQLTriggers bounds the triggers that are looked into.
const maxSQLTriggers = 20_000

// rest moves to the end of a statement.
func (s *sqlSplitter) rest() {
	for {
		if t := s.take(); t.kind == sqlEnd || t.kind == sqlStop {
			return
		}
	}
}

// createsRoutine tells whether the words up to now are CREATE or ALTER and what may
// stand before the sort of a routine: CREATE OR REPLACE DEFINER = x TRIGGER.
func (s *sqlSplitter) createsRoutine() bool {
	if w := s.word(s.buffer[0]); w != "create" && w != "alter" {
		return false
	}
	last := len(s.buffer) - 1
	if s.word(s.buffer[last]) == "body" {
		return s.word(s.buffer[last-1]) == "type" // CREATE TYPE BODY of Oracle
	}
	for _, t := range s.buffer[1:last] {
		switch s.word(t) {
		case "table", "view", "index", "type", "domain", "schema", "sequence", "policy", "cast", "role", "user", "on", "default":
			return false
		}
	}
	return true
}

// sqlFrames are words of SQL Server's batches whose inner statements are read.
var sqlFrames = map[string]bool{"if": true, "else": true, "begin": true, "end": true, "declare": true}

var becauseFrame = &sqlReason{text: "only the statements that stand under it are read, whatever it says of them", list: 1}

// skip moves over a statement that is not kept, and lists it.
func (s *sqlSplitter) skip(t sqlToken, word string) {
	start := t.start
	reason, what := sqlSkipReasons[word], strings.ToUpper(word)
	switch {
	case s.lex.dialect == "sqlserver" && sqlFrames[word]:
		reason, what = becauseFrame, "IF, BEGIN and END"
	case reason != nil:
	case t.kind == sqlMark && s.lex.src[t.start] == '(':
		reason, what = becauseQuery, "SELECT"
	default:
		reason, what = becauseUnknown, "unknown statement"
	}
	switch {
	case s.lex.dialect == "sqlserver" && word == "begin": // what stands inside is read
		if w := s.peekWord(); w == "tran" || w == "transaction" || w == "try" || w == "catch" {
			s.take()
		}
	case word == "begin" || word == "declare" && s.lex.dialect != "sqlserver":
		if s.block(t, word) {
			reason = becauseSession
		}
	default:
		s.skipRest(word)
	}
	s.left.add(what, reason, start, s.end)
}

func (s *sqlSplitter) skipRest(word string) {
	copies, stdin := word == "copy", false
	depth := 0
	for {
		end := s.end
		t := s.take()
		switch {
		case t.kind == sqlEnd:
			return
		case t.kind == sqlStop:
			if copies && stdin {
				s.lex.skipCopyData()
			}
			return
		case t.first && (s.begins(t) || depth == 0 && s.beginsBatchLine(t)), (word == "if" || word == "else") && depth == 0 && (s.begins(t) || s.word(t) == "exec"):
			s.putBack(t, end)
			return
		case t.kind == sqlMark && s.lex.src[t.start] == '(':
			depth++
		case t.kind == sqlMark && s.lex.src[t.start] == ')':
			depth--
		}
		if copies && s.word(t) == "stdin" {
			stdin = true
		}
	}
}

// block moves over an anonymous block, or over the BEGIN of a transaction, and tells
// whether it was the latter.
func (s *sqlSplitter) block(t sqlToken, word string) (transaction bool) {
	if word == "begin" {
		end := s.end
		next := s.take()
		switch w := s.word(next); {
		case next.kind == sqlStop || next.kind == sqlEnd:
			return true
		case sqlTransactions[w]:
			s.skipRest("")
			return true
		case next.first && s.begins(next):
			s.putBack(next, end)
			return true
		default:
			s.putBack(next, end)
		}
	}
	s.bodyFrom(word == "begin")
	return false
}

// sqlTransactions are words behind BEGIN that make it begin a transaction.
var sqlTransactions = map[string]bool{
	"transaction": true, "tran": true, "work": true, "try": true, "deferred": true, "immediate": true, "exclusive": true, "isolation": true, "read": true,
}

// sqlResume is a place to go on from when a body has no end.
type sqlResume struct {
	pos, comments int
	end           int32
}

// maxSQLResumes bounds how often a script is read again behind a body without an end.
const maxSQLResumes = 2

// bodyFrom moves to the semicolon behind the END of the outermost BEGIN, or, where the
// script has them, to the GO or / behind it. A CASE has an END, too; IF, LOOP, WHILE and
// REPEAT have an END with their own name, which does not count. A body without an end does
// not take the rest of the script along: it ends where a line begins another statement.
func (s *sqlSplitter) bodyFrom(begun bool) {
	depth := 0
	if begun {
		depth = 1
	}
	var next sqlResume // the first statement inside that begins a line
	for {
		before := sqlResume{s.lex.pos, len(s.lex.comments), s.end}
		t := s.take()
		if t.first && s.begins(t) && s.word(t) != "insert" && s.lex.dialect != "sqlserver" {
			if depth <= 0 && !s.hasHard { // the semicolon before it is missing
				s.putBack(t, before.end)
				return
			}
			if next.pos == 0 {
				next = before
			}
		}
		switch {
		case t.kind == sqlEnd && depth > 0 && next.pos > 0 && !s.hasHard && s.resumed < maxSQLResumes:
			s.resumed++
			s.lex.pos, s.lex.comments, s.end = next.pos, s.lex.comments[:next.comments], next.end
			return
		case t.kind == sqlEnd || t.kind == sqlStop && t.hard:
			return
		case t.kind == sqlStop && depth <= 0 && !s.hasHard:
			return
		}
		switch s.word(t) {
		case "begin":
			if w := s.peekWord(); w != "tran" && w != "transaction" { // these have no END
				depth++
			}
		case "case":
			depth++
		case "end":
			end := s.end
			next := s.take()
			switch s.word(next) {
			case "if", "loop", "while", "repeat", "for":
			case "case":
				depth--
			default:
				depth--
				s.putBack(next, end)
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

// beginsBatchLine tells whether a token at the start of a line, outside of parentheses,
// begins a statement in a script of SQL Server, where semicolons are rarely written.
func (s *sqlSplitter) beginsBatchLine(t sqlToken) bool {
	if s.lex.dialect != "sqlserver" {
		return false
	}
	switch s.word(t) {
	case "create":
		return true
	case "alter", "drop":
		w := s.peekWord()
		return w != "column" && w != "constraint" && w != "index" && w != "period"
	case "exec", "execute", "print", "insert", "use", "if", "else", "end", "declare", "grant", "deny", "revoke", "raiserror", "update", "delete", "commit", "begin":
		return true
	case "set":
		w := s.peekWord()
		return strings.HasPrefix(w, "@") || strings.HasPrefix(w, "ansi_") || w == "quoted_identifier" || w == "nocount" || w == "identity_insert" ||
			w == "arithabort" || w == "xact_abort" || w == "numeric_roundabort" || w == "concat_null_yields_null" || w == "language" || w == "dateformat"
	}
	return false
}

func (s *sqlSplitter) peekWord() string {
	pos, comments := s.lex.pos, len(s.lex.comments)
	t := s.lex.next()
	s.lex.pos, s.lex.comments = pos, s.lex.comments[:comments]
	return s.word(t)
}
