package diagram

import "fmt"

// Code tells machines what sort of error a person meets.
type Code string

// The codes of errors that people may read.
const (
	Invalid     Code = "invalid"      // the input has a value that is not allowed
	Unreadable  Code = "unreadable"   // a file is not what it should be
	TooLarge    Code = "too_large"    // a limit is passed; the message names it
	NotFound    Code = "not_found"    // there is no such thing, or not for this person
	Conflict    Code = "conflict"     // somebody else was first
	Forbidden   Code = "forbidden"    // this person may not do that
	Unsupported Code = "unsupported"  // the thing exists, but not here
	StorageFull Code = "storage_full" // the disk took no more
)

// Error is an error whose message is meant for people: full sentences that say what is
// wrong, where, and what to do next. Anything else shows as "Internal error".
type Error struct {
	Code    Code
	Message string
	// Line and Column say where in a text, from 1; 0 means not known.
	Line, Column int
}

// Error returns the message.
func (e *Error) Error() string { return e.Message }

// Errorf builds an Error.
func Errorf(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// At returns the error with a place in a text, line and column from 1.
func (e *Error) At(line, column int) *Error {
	c := *e
	c.Line, c.Column = line, column
	return &c
}
