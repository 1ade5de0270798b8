package eddx

import (
	"archive/zip"
	"fmt"
	"io"
	"time"
)

// packed is the time of every entry that is written: the same parts give the same bytes.
var packed = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)

// Write packs parts in their order.
func Write(w io.Writer, parts []Part) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		f, err := z.CreateHeader(&zip.FileHeader{Name: p.Name, Method: zip.Deflate, Modified: packed})
		if err == nil {
			_, err = f.Write(p.Data)
		}
		if err != nil {
			return fmt.Errorf("pack %s: %w", p.Name, err)
		}
	}
	return z.Close()
}
