package diagram

import "strings"

// An order key is a fraction between 0 and 1 written in base 62 without its leading
// "0.": digits sort as 0-9 A-Z a-z, and no key ends in 0, so that there is always room
// before it. Objects with the same parent and kind are sorted by order key, then ID.
// The same rules are in static/js/model/order.js; testdata/order.json holds both
// to one answer.

// OrderAt returns the order key of object number i (from 0) of a list built at once.
// Keys of one list have one length up to 3,843 objects, and gaps between neighbours.
func OrderAt(i int) string {
	// Digits 1..z for the length keep longer numbers after shorter ones.
	digits := []byte{}
	for n := i; ; {
		digits = append([]byte{base62[n%62]}, digits...)
		if n /= 62; n == 0 {
			break
		}
	}
	for len(digits) < 2 {
		digits = append([]byte{'0'}, digits...)
	}
	// "V" is the middle digit: it ends the key, and leaves room on both sides.
	return string(base62[len(digits)+8]) + string(digits) + "V"
}

// OrderBetween returns an order key after a and before b. An empty a means the
// beginning, an empty b the end. Keys that are not in order (two people inserted at the
// same spot) give a key after a.
func OrderBetween(a, b string) string {
	if b != "" && a >= b {
		b = ""
	}
	var out strings.Builder
	for i := 0; ; i++ {
		lo, hi := 0, 62
		if i < len(a) {
			lo = strings.IndexByte(base62, a[i])
		}
		if b != "" && i < len(b) {
			hi = strings.IndexByte(base62, b[i])
		} else if b != "" {
			// b ended as a prefix: cannot happen for keys without trailing 0.
			b = ""
		}
		if lo == hi {
			out.WriteByte(base62[lo])
			continue
		}
		if mid := (lo + hi) / 2; mid > lo {
			out.WriteByte(base62[mid])
			return out.String()
		}
		// Neighbouring digits: keep a's digit and look for room after the rest of a.
		out.WriteByte(base62[lo])
		b = ""
	}
}

// ValidOrder tells whether s has the form of an order key.
func ValidOrder(s string) bool {
	if s == "" || len(s) > MaxOrder || s[len(s)-1] == '0' {
		return false
	}
	for i := range len(s) {
		if strings.IndexByte(base62, s[i]) < 0 {
			return false
		}
	}
	return true
}
