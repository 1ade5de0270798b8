package diagram

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"math/bits"
	"regexp"
)

// ID names one object of a diagram for ever; names may change, an ID never does. It is
// 1 to 64 characters of A-Z a-z 0-9 _ and -.
type ID string

var idForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// Valid tells whether the ID has the form that is allowed on the wire. The words
// __proto__, constructor and prototype are refused, because IDs are keys of objects in
// browsers.
func (id ID) Valid() bool {
	switch id {
	case "__proto__", "constructor", "prototype":
		return false
	}
	return idForm.MatchString(string(id))
}

const base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

// idLength gives 95 bits: enough that no two objects of a diagram ever meet.
const idLength = 16

// NewID returns a random ID.
func NewID() ID {
	var b [idLength]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return encode(b[:])
}

// DerivedID returns the same ID for the same parts, on every machine. Readers of files
// use it (format, page, cell), so that a second import of a file meets the objects of
// the first; lint fixes use it, so that a rule needs no randomness.
func DerivedID(parts ...string) ID {
	text := make([]byte, 0, 256)
	for i, p := range parts {
		if i > 0 {
			text = append(text, 0)
		}
		text = append(text, p...)
	}
	return DigestID(text)
}

// DigestID returns the ID that DerivedID returns for the parts of a text, which a zero byte
// stands between.
func DigestID(text []byte) ID {
	sum := sha256.Sum256(text)
	return encode(sum[:idLength])
}

// encode writes 128 bits as base 62, the lowest digit first; what 16 digits do not hold
// is left out.
func encode(b []byte) ID {
	high, low := binary.BigEndian.Uint64(b[:8]), binary.BigEndian.Uint64(b[8:])
	var out [idLength]byte
	for i := range out {
		var rest uint64
		high, rest = high/uint64(len(base62)), high%uint64(len(base62))
		low, rest = bits.Div64(rest, low, uint64(len(base62)))
		out[i] = base62[rest]
	}
	return ID(out[:])
}
