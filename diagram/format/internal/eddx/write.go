package eddx

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"io"
)

// packed is the day of every entry that is written, 1 January 2020 in the form of MS-DOS:
// the same parts give the same bytes.
const packed = (2020-1980)<<9 | 1<<5 | 1

// Write packs parts in their order. As in the packages of EdrawMax for desktops, the sizes
// of an entry stand before it.
func Write(w io.Writer, parts []Part) error {
	z := zip.NewWriter(w)
	for _, p := range parts {
		if err := writePart(z, p); err != nil {
			return fmt.Errorf("pack %s: %w", p.Name, err)
		}
	}
	return z.Close()
}

func writePart(z *zip.Writer, p Part) error {
	var small bytes.Buffer
	f, err := flate.NewWriter(&small, flate.DefaultCompression)
	if err != nil {
		return err
	}
	if _, err := f.Write(p.Data); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	h := &zip.FileHeader{
		Name: p.Name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(p.Data),
		ModifiedDate:     packed, //nolint:staticcheck // an entry that is packed already takes no other time
		CompressedSize64: uint64(small.Len()), UncompressedSize64: uint64(len(p.Data)),
		ReaderVersion: zipVersion, CreatorVersion: zipVersion,
	}
	h.SetMode(0o644)
	out, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = out.Write(small.Bytes())
	return err
}

// zipVersion is 2.0, the first with deflate.
const zipVersion = 20
