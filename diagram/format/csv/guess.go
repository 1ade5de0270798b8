package csv

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// kind is a sort of values, the narrowest first.
type kind int

const (
	kindBoolean kind = iota
	kindInteger
	kindDecimal
	kindFloat
	kindDate
	kindTimestamp
	kindUUID
	kindText
	kinds
)

// evidence counts what the values of a column look like.
type evidence struct {
	commas         bool // a comma may stand in a number
	values, blanks int
	fits           [kinds]int
	longest        int // digits of the longest whole number
	before, after  int // digits on both sides of the point, at most
}

// blanks are ways to write that there is no value.
var blankWords = map[string]bool{"": true, "null": true, `\n`: true, "n/a": true, "na": true, "nan": true, "#n/a": true, "none": true, "-": true}

var (
	wholeNumber   = regexp.MustCompile(`^[+-]?(0|[1-9][0-9]*)$`)
	decimalNumber = regexp.MustCompile(`^[+-]?([0-9]+)\.([0-9]+)$`)
	commaNumber   = regexp.MustCompile(`^[+-]?([0-9]+),([0-9]+)$`)
	floatNumber   = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+$`)
	uuidText      = regexp.MustCompile(`^\{?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\}?$`)
	booleanText   = regexp.MustCompile(`^(?i:true|false|yes|no|t|f|y|n)$`)
	// A date begins with digits: nothing else is tried as one.
	dateLook = regexp.MustCompile(`^[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4}`)
)

// layouts of dates and of moments, as spreadsheets and databases write them.
var (
	dates   = []string{"2006-01-02", "2006/01/02", "02.01.2006", "2.1.2006", "01/02/2006", "1/2/2006", "02/01/2006", "2/1/2006", "02-01-2006"}
	moments = []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04", "2006-01-02 15:04:05.999999999", "2006-01-02 15:04",
		"2006-01-02 15:04:05.999999999Z07:00", "2006-01-02 15:04:05.999999999Z07", "2006/01/02 15:04:05", "02.01.2006 15:04:05", "02.01.2006 15:04",
		"01/02/2006 15:04:05", "01/02/2006 15:04", "1/2/2006 15:04", "1/2/2006 3:04:05 PM", "02/01/2006 15:04:05", "02/01/2006 15:04"}
)

// add looks at one value.
func (e *evidence) add(cell string) {
	v := strings.TrimSpace(cell)
	if blankWords[strings.ToLower(v)] {
		e.blanks++
		return
	}
	e.values++
	e.fits[kindText]++
	if len(v) > 64 {
		return
	}
	if booleanText.MatchString(v) {
		e.fits[kindBoolean]++
	}
	if wholeNumber.MatchString(v) {
		n := len(strings.TrimLeft(v, "+-"))
		e.longest, e.before = max(e.longest, n), max(e.before, n)
		e.fits[kindInteger]++
		e.fits[kindDecimal]++
		e.fits[kindFloat]++
		return
	}
	number := decimalNumber.FindStringSubmatch(v)
	if number == nil && e.commas {
		number = commaNumber.FindStringSubmatch(v)
	}
	switch {
	case number != nil:
		e.before, e.after = max(e.before, len(number[1])), max(e.after, len(number[2]))
		e.fits[kindDecimal]++
		e.fits[kindFloat]++
	case floatNumber.MatchString(v):
		e.fits[kindFloat]++
	case uuidText.MatchString(v):
		e.fits[kindUUID]++
	case dateLook.MatchString(v):
		if isTime(v, dates) {
			e.fits[kindDate]++
			e.fits[kindTimestamp]++
		} else if isTime(v, moments) {
			e.fits[kindTimestamp]++
		}
	}
}

func isTime(s string, layouts []string) bool {
	for _, l := range layouts {
		if _, err := time.Parse(l, s); err == nil {
			return true
		}
	}
	return false
}

// plural says what the values of a kind are.
var plural = [kinds]string{"yes or no", "whole numbers", "decimal numbers", "numbers", "dates", "dates with a time", "UUIDs", "texts"}

// guess returns the narrowest type that all values have, and why; a column without values
// has none.
func (e *evidence) guess() (typ, why string) {
	if e.values == 0 {
		return "", ""
	}
	for k := range kinds {
		if e.fits[k] < e.values {
			continue
		}
		word := "values"
		if e.values == 1 {
			word = "value"
		}
		why = fmt.Sprintf("%d of %d %s looked at are %s", e.values, e.values, word, plural[k])
		if e.blanks > 0 {
			why += fmt.Sprintf(", and %d are blank", e.blanks)
		}
		return e.typeOf(k), why
	}
	return "text", "no type but text fits all values"
}

func (e *evidence) typeOf(k kind) string {
	switch k {
	case kindBoolean:
		return "boolean"
	case kindInteger:
		switch {
		case e.longest > 18:
			return fmt.Sprintf("numeric(%d)", e.longest)
		case e.longest > 9:
			return "bigint"
		}
		return "integer"
	case kindDecimal:
		return fmt.Sprintf("numeric(%d, %d)", e.before+e.after, e.after)
	case kindFloat:
		return "double precision"
	case kindDate:
		return "date"
	case kindTimestamp:
		return "timestamp"
	case kindUUID:
		return "uuid"
	case kindText, kinds:
	}
	return "text"
}

// isData tells whether a line holds values and no names: a number, a date or a UUID in
// half of its cells, and none blank.
func isData(cells []string) bool {
	data := 0
	for _, cell := range cells {
		var e evidence
		e.add(cell)
		if e.values == 0 {
			return false
		}
		if e.fits[kindFloat]+e.fits[kindTimestamp]+e.fits[kindUUID] > 0 {
			data++
		}
	}
	return 2*data > len(cells)
}
