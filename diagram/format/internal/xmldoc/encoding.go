package xmldoc

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
)

// maxRepaired is the number of repairs after which a text is no text.
const maxRepaired = 1_000_000

var declaredEncoding = regexp.MustCompile(`^\s*<\?xml(?:\s[^>]*?)?\sencoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// toUTF8 returns the text as UTF-8 without a byte order mark. The mark wins over the
// declaration; a declaration of UTF-16 without a mark is not believed, because then the
// declaration itself could not have been read.
func toUTF8(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xef, 0xbb, 0xbf}):
		return data[3:], nil
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		if len(data) > 2*MaxBytes {
			return data, nil // refused by its size later; converting it would only cost memory
		}
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, &Error{What: "The file begins as UTF-16 text, but is not."}
		}
		return out, nil
	}
	m := declaredEncoding.FindSubmatch(data[:min(len(data), 512)])
	if m == nil {
		return data, nil
	}
	name := strings.ToLower(string(m[1]))
	if name == "utf-8" || name == "utf8" || name == "us-ascii" || strings.HasPrefix(name, "utf-16") {
		return data, nil
	}
	if len(data) > MaxBytes {
		return data, nil
	}
	r, err := charset.NewReaderLabel(name, bytes.NewReader(data))
	if err != nil {
		return nil, &Error{What: "The file says that its text is encoded as " + name + ", which is not known. Save it as UTF-8."}
	}
	out, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, &Error{What: "The text of the file is not encoded as " + name + ", as it says."}
	}
	return out, nil
}

// converted is the charset reader of the decoders: toUTF8 has done the work, whatever
// the declaration still says.
func converted(_ string, input io.Reader) (io.Reader, error) { return input, nil }

// clean drops or refuses characters that XML forbids, and replaces references to half
// surrogates; a pair of them, as careless programs write emoji, becomes the character.
// It returns text itself when there is nothing to do, else also the line of the first
// repair.
func clean(text []byte, repair bool) (out []byte, repaired, line int, err error) {
	kept := 0 // text[:kept] is in out already, once out exists
	replace := func(from, to int, with string) {
		if repaired == 0 {
			line, _ = place(text, from)
		}
		out = append(out, text[kept:from]...)
		out = append(out, with...)
		kept = to
		repaired++
	}
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c == '&' && i+2 < len(text) && text[i+1] == '#':
			r, end := reference(text, i)
			switch {
			case end == 0:
			case r >= 0xd800 && r < 0xdc00:
				with := "\ufffd"
				if low, lowEnd := reference(text, end); lowEnd > 0 && low >= 0xdc00 && low < 0xe000 {
					with, end = string(0x10000+(r-0xd800)<<10+(low-0xdc00)), lowEnd
				}
				replace(i, end, with)
			case r >= 0xdc00 && r < 0xe000:
				replace(i, end, "\ufffd")
			case repair && forbidden(r):
				replace(i, end, "")
			}
			i = max(i+1, end)
		case c >= 0x20 && c < utf8.RuneSelf, c == '\t', c == '\n', c == '\r':
			i++
		default:
			r, size := utf8.DecodeRune(text[i:])
			if forbidden(r) {
				if !repair {
					at, column := place(text, i)
					return nil, 0, 0, &Error{What: "The text holds a control character that XML does not allow.", Line: at, Column: column}
				}
				replace(i, i+size, "")
			}
			i += size
		}
		if repaired > maxRepaired {
			return nil, 0, 0, &Error{What: "The file holds too many control characters to be a text.", TooLarge: true}
		}
	}
	if repaired == 0 {
		return text, 0, 0, nil
	}
	return append(out, text[kept:]...), repaired, line, nil
}

// forbidden tells whether XML 1.0 has no such character. Surrogates are dealt with
// elsewhere, and bytes that are no UTF-8 are the decoder's to refuse.
func forbidden(r rune) bool {
	return r >= 0 && r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xfffe || r == 0xffff
}

// reference reads a numeric character reference at text[i:] and returns its value and
// the place after it, or 0 when there is none.
func reference(text []byte, i int) (r rune, end int) {
	if i+3 >= len(text) || text[i] != '&' || text[i+1] != '#' {
		return 0, 0
	}
	base, j := rune(10), i+2
	if text[j] == 'x' {
		base, j = 16, j+1
	}
	start := j
	for ; j < len(text) && j-start < 12; j++ {
		var digit rune
		switch c := text[j]; {
		case c >= '0' && c <= '9':
			digit = rune(c - '0')
		case base == 16 && c >= 'a' && c <= 'f':
			digit = rune(c-'a') + 10
		case base == 16 && c >= 'A' && c <= 'F':
			digit = rune(c-'A') + 10
		case c == ';' && j > start:
			return r, j + 1
		default:
			return 0, 0
		}
		if r = r*base + digit; r > utf8.MaxRune {
			return 0, 0
		}
	}
	return 0, 0
}
