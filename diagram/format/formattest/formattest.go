// Package formattest makes the files that nobody means well with: the numbered list of
// hostile files that every door of the product is tested with, from format.Read to an
// upload over HTTP.
//
// The files are generated, because some of them have a hundred megabytes. The package
// reads nothing and asserts nothing; what an item expects is written beside it.
//
// Start at Hostile.
package formattest

import (
	"fmt"

	"crowsfoot/diagram"
)

// Item is a file of the list and what has to come of it.
type Item struct {
	// Number is that of the product's list of hostile inputs; several items may be
	// variants of one.
	Number int
	Name   string
	// Data makes the file.
	Data func() []byte

	// Code is the error that must come; empty for a file that is read.
	Code diagram.Code
	// Says is a part of the message of the error.
	Says string

	// Want is what is read, as Describe has it.
	Want string
	// Warning and Where are code and place of a warning that must come with it.
	Warning, Where string
}

// String is the name of a test of the item: "03 external DTD".
func (i Item) String() string { return fmt.Sprintf("%02d %s", i.Number, i.Name) }

// Hostile returns the list, sorted by number.
func Hostile() []Item { return append(append(markup(), pictures()...), packages()...) }

// text is a file that is cheap to make.
func text(s string) func() []byte { return func() []byte { return []byte(s) } }

// must ends the test binary when a generator of this package is wrong.
func must(err error) {
	if err != nil {
		panic("formattest: " + err.Error())
	}
}
