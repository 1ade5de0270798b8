package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

// CheckTableOptions tells whether a text can stand behind each CREATE TABLE of a script:
// words, numbers and the signs between them, such as "TABLESPACE fast" or
// "ENGINE=InnoDB ROW_FORMAT=DYNAMIC". The error is a diagram.Error with the code Invalid.
func CheckTableOptions(text string) error {
	depth := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c == '(':
			depth++
		case c == ')':
			depth--
		case isWordByte(c) && c < 0x80, strings.IndexByte(" ,=.[]+", c) >= 0:
		default:
			depth = -1
		}
		if depth < 0 {
			break
		}
	}
	if depth != 0 {
		return diagram.Errorf(diagram.Invalid, "The table options %q hold more than words, numbers, brackets and the signs , = . + between them.", text)
	}
	return nil
}
