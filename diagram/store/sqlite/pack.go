package sqlite

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// A packed value begins with one byte that says how the rest is written.
const (
	packedPlain = 'p'
	packedGzip  = 'z'
	// minPacked is the size in bytes from which compression is worth its time: an
	// ordinary edit is a few hundred bytes and waits for the disk, not for space.
	minPacked = 4096
)

// pack compresses what is long and gets shorter by it.
func pack(b []byte) []byte {
	if len(b) >= minPacked {
		var out bytes.Buffer
		out.WriteByte(packedGzip)
		z := gzip.NewWriter(&out)
		// Writing to a bytes.Buffer does not fail.
		_, _ = z.Write(b)
		_ = z.Close()
		if out.Len() < len(b) {
			return out.Bytes()
		}
	}
	return append([]byte{packedPlain}, b...)
}

// unpack returns a copy of what pack was given.
func unpack(b []byte) ([]byte, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("the value is empty")
	}
	switch b[0] {
	case packedPlain:
		return append([]byte{}, b[1:]...), nil
	case packedGzip:
		z, err := gzip.NewReader(bytes.NewReader(b[1:]))
		if err != nil {
			return nil, fmt.Errorf("decompress: %w", err)
		}
		out, err := io.ReadAll(z)
		if err != nil {
			return nil, fmt.Errorf("decompress: %w", err)
		}
		return out, nil
	}
	return nil, fmt.Errorf("the value is written in an unknown way (%q)", b[0])
}
