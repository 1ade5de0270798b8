package ddl

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// maxSQLWarnings bounds the list of warnings; the last one tells how many are not on it.
const maxSQLWarnings = 500

// maxSQLObjects bounds the objects of one script, and maxSQLWork the looking through
// lists for statements that change what stands before them, so that no script takes long
// or much memory: 250,000 columns with their places and names take 180 MB.
const (
	maxSQLObjects    = 250_000
	maxSQLReferences = diagram.MaxRelationships
	maxSQLWork       = 20_000_000
)

// full tells whether the script made as much as it may; the first time it says so.
func (r *sqlReader) full() bool {
	live := len(r.tables) - r.dropped
	if r.objects <= maxSQLObjects && live <= diagram.MaxTables {
		return false
	}
	if r.objects > maxSQLObjects {
		r.once("The script has more than 250,000 columns, keys and other parts; the rest is left out.")
	}
	return true
}

// spend counts work that grows with the size of the whole script; false means that it
// became too much, and the statement is left out.
func (r *sqlReader) spend(n int) bool {
	r.work += n + 1
	if r.work > maxSQLWork {
		r.once("The script changes too much of what it made before; the rest of the changes is left out.")
		return false
	}
	return true
}

// once warns that a limit is passed, if no such warning was given yet.
func (r *sqlReader) once(message string) {
	for _, w := range r.warnings {
		if w.loss.Message == message {
			return
		}
	}
	r.general("too-large", message)
}

// runeStep is the distance of the places whose number of characters is known, so that
// the column of something in a very long line is found at once.
const runeStep = 1024

// byteOrderMark stands before the text of some files.
const byteOrderMark = "\ufeff"

// place returns line and column (in characters) of an offset.
func (r *sqlReader) place(offset int32) diagram.Position {
	line := sort.Search(len(r.lines), func(i int) bool { return r.lines[i] > offset })
	start := r.lines[line-1]
	if start == 0 && strings.HasPrefix(r.src[:offset], byteOrderMark) {
		start = int32(len(byteOrderMark)) // editors show no character for it
	}
	return diagram.Position{Line: line, Column: 1 + r.characters(offset) - r.characters(start)}
}

// characters returns how many characters stand before an offset.
func (r *sqlReader) characters(offset int32) int {
	if r.runes == nil {
		r.runes = make([]int32, 1, len(r.src)/runeStep+1)
		for i := runeStep; i <= len(r.src); i += runeStep {
			r.runes = append(r.runes, r.runes[len(r.runes)-1]+int32(runeStarts(r.src[i-runeStep:i])))
		}
	}
	step := offset / runeStep
	return int(r.runes[step]) + runeStarts(r.src[step*runeStep:offset])
}

// runeStarts counts the bytes that begin a character.
func runeStarts(s string) (n int) {
	for i := range len(s) {
		if s[i]&0xc0 != 0x80 {
			n++
		}
	}
	return n
}

// warn reports something odd at a token. A script with very many oddities is cut short.
func (r *sqlReader) warn(code string, at sqlToken, object diagram.ID, format string, args ...any) {
	r.warnUpTo(maxSQLWarnings, code, at, object, format, args...)
}

// warnUpTo is warn with another bound for the number of warnings.
func (r *sqlReader) warnUpTo(most int, code string, at sqlToken, object diagram.ID, format string, args ...any) {
	if len(r.warnings) >= most {
		r.silent++
		return
	}
	p := r.place(at.start)
	r.warnings = append(r.warnings, sqlWarning{at.start, diagram.Loss{
		Code:    code,
		Message: fmt.Sprintf(format, args...),
		Where:   fmt.Sprintf("%d:%d", p.Line, p.Column),
		Object:  object,
	}})
}

// sqlWarning is a warning with the offset it speaks of, or -1 for the whole script.
type sqlWarning struct {
	at   int32
	loss diagram.Loss
}

// general warns about the script as a whole.
func (r *sqlReader) general(code, message string) {
	r.warnings = append(r.warnings, sqlWarning{-1, diagram.Loss{Code: code, Message: message}})
}

// syntax reports text that could not be read; what says what became of it.
func (r *sqlReader) syntax(at sqlToken, what string) {
	rest := r.src[at.start:]
	rest = rest[:min(len(rest), 160)]
	if i := strings.IndexByte(rest, '\n'); i > 0 {
		rest = rest[:i]
	}
	near := []rune(strings.TrimSpace(strings.ToValidUTF8(rest, "")))
	if len(near) > 40 {
		near = append(near[:40], '…')
	}
	if len(near) == 0 {
		r.warn("sql-syntax", at, "", "The script ends too early; %s.", what)
		return
	}
	r.warn("sql-syntax", at, "", "The SQL could not be read at %q; %s.", string(near), what)
}

// maxSQLType bounds the text of a type, in characters; an enum spells all its values.
const maxSQLType = 4096

// bounded returns a text that a diagram can hold; one that is too long is reported and
// left out, because half an expression is none.
func (r *sqlReader) bounded(text string, limit int, at sqlToken) string {
	if len(text) > limit && utf8.RuneCountInString(text) > limit {
		r.warn("too-large", at, "", "A text of more than %d characters is left out.", limit)
		return ""
	}
	return text
}
