package format

import (
	"bytes"
	"fmt"
)

// The limits of a JSON text. Decoded values take up to a hundred times the room of
// their text ("{}," is a table), so they are counted before they are decoded.
const (
	maxJSONDepth  = 256
	maxJSONList   = 100_000   // elements of one list
	maxJSONObject = 500_000   // objects and lists in a text
	maxJSONValues = 5_000_000 // all values, roughly: separators are counted
)

// jsonLimit says in a sentence which limit a text passes, or "". It needs no valid JSON:
// what is broken is the decoder's to say.
func jsonLimit(text []byte) string {
	objects, values := 0, 0
	var lengths []int // of the lists and objects that are open
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			i = jsonStringEnd(text, i)
		case '{', '[':
			lengths = append(lengths, 1)
			objects++
		case '}', ']':
			lengths = lengths[:max(len(lengths)-1, 0)]
		case ',':
			values++
			if n := len(lengths); n > 0 {
				if lengths[n-1]++; lengths[n-1] > maxJSONList {
					return fmt.Sprintf("A list of the JSON has more than %d elements, which is the limit.", maxJSONList)
				}
			}
		}
		switch {
		case len(lengths) > maxJSONDepth:
			return fmt.Sprintf("The JSON is nested deeper than %d, which is the limit.", maxJSONDepth)
		case objects > maxJSONObject:
			return fmt.Sprintf("The JSON has more than %d objects and lists, which is the limit.", maxJSONObject)
		case values > maxJSONValues:
			return fmt.Sprintf("The JSON has more than %d values, which is the limit.", maxJSONValues)
		}
	}
	return ""
}

// hasKey tells whether the outermost object of a JSON text has a key, as far as the text
// can be read. JSON files are told apart by their keys.
func hasKey(data []byte, key string) bool {
	text := trimText(data)
	if len(text) == 0 || text[0] != '{' {
		return false
	}
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			end := jsonStringEnd(text, i)
			if depth == 1 && string(text[i+1:min(end, len(text))]) == key && bytes.HasPrefix(trimText(text[min(end+1, len(text)):]), []byte(":")) {
				return true
			}
			i = end
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return false
			}
		}
	}
	return false
}

// jsonStringEnd returns the place of the quote that ends the string at start, or the
// length of the text when nothing does.
func jsonStringEnd(text []byte, start int) int {
	for i := start + 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i
		}
	}
	return len(text)
}
