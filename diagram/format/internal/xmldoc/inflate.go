package xmldoc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
)

// The limits of inflating: a gigabyte of one letter packs into a megabyte.
const (
	MaxInflated = 64 << 20 // bytes, of everything in a file together
	maxRatio    = 200      // of unpacked to packed bytes, after the first megabyte
	ratioFrom   = 1 << 20
)

// Inflate unpacks raw deflate data (RFC 1951) of at most limit bytes. The error is an
// *Error.
func Inflate(packed []byte, limit int64) ([]byte, error) {
	return ReadInflated(flate.NewReader(bytes.NewReader(packed)), int64(len(packed)), limit)
}

// InflateZlib unpacks deflate data with a zlib header (RFC 1950).
func InflateZlib(packed []byte, limit int64) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, &Error{What: "The packed data has no zlib header."}
	}
	return ReadInflated(r, int64(len(packed)), limit)
}

// ReadInflated reads an inflating reader, such as an entry of a ZIP, to its end. Packed
// is the number of packed bytes behind it; limit is the most that may come out. It stops
// as soon as more comes out than limit or than 200 times packed.
func ReadInflated(r io.Reader, packed, limit int64) ([]byte, error) {
	most := min(limit, max(ratioFrom, packed*maxRatio))
	var out bytes.Buffer
	n, err := io.Copy(&out, io.LimitReader(r, most+1))
	if n > most {
		if most < limit {
			return nil, &Error{What: fmt.Sprintf("The packed data unpacks to more than %d times its size.", maxRatio), TooLarge: true}
		}
		return nil, &Error{What: fmt.Sprintf("The packed data unpacks to more than the %d bytes that are allowed.", limit), TooLarge: true}
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, &Error{What: "The packed data ends too early."}
	}
	if err != nil {
		return nil, &Error{What: "The packed data is broken."}
	}
	return out.Bytes(), nil
}
