// Package eddx opens the containers of EdrawMax drawings: the ZIP package of .eddx files
// and the RTF texts of the older dialect.
//
// It hands out raw parts and plain runs of text. It parses no XML, knows no shapes and
// no tables, and writes nothing to disk. The package format is not documented by its
// maker; what is here was read from real files of versions 7 to 15.
//
// Start at Open and RTF.
package eddx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of a package. Real ones have up to 50 entries, 3 MB, and pages that pack to
// a thirty-fifth.
const (
	MaxBytes    = 32 << 20 // of the file
	MaxEntries  = 2_000
	MaxUnpacked = 64 << 20 // bytes of all entries together
	maxName     = 1 << 10  // bytes in the name of an entry
)

// Error says why a package can't be opened, in full sentences for people.
type Error struct {
	What string
	// TooLarge is true when a limit was passed.
	TooLarge bool
}

// Error returns the sentences.
func (e *Error) Error() string { return e.What }

// PartError says which part of a package could not be unpacked.
type PartError struct {
	Name string // cut for people
	Err  error  // what the Unpack function returned
}

// Error returns the name and what went wrong.
func (e *PartError) Error() string { return e.Name + ": " + e.Err.Error() }

// Unwrap returns what went wrong.
func (e *PartError) Unwrap() error { return e.Err }

// Part is one file of a package.
type Part struct {
	Name string // for instance pages/page1.xml
	Data []byte
}

// Package is what an importer needs of a drawing: its pages in page order.
type Package struct {
	Pages []Part

	files  []*zip.File
	unpack Unpack
	left   int64 // bytes that may still be unpacked
}

// Unpack reads an inflating reader to its end. Packed is the number of packed bytes
// behind it, limit the most that may come out; it guards against bombs.
type Unpack func(r io.Reader, packed, limit int64) ([]byte, error)

// IsPackage tells whether data, the whole file or its first few kilobytes, looks like a
// ZIP of EdrawMax rather than any other ZIP. Packages have no signature of their own,
// but all hold theme.xml or pages/page1.xml.
func IsPackage(data []byte) bool {
	return bytes.HasPrefix(data, []byte("PK\x03\x04")) &&
		(bytes.Contains(data, []byte("pages/page")) || bytes.Contains(data, []byte("theme.xml")) && bytes.Contains(data, []byte("document.xml")))
}

// Open reads the pages of a package. Entries that are not pages are never unpacked, but
// their names and sizes must be in order too. The error is an *Error, or a *PartError
// around what unpack returned.
func Open(data []byte, unpack Unpack) (*Package, error) {
	if len(data) > MaxBytes {
		return nil, &Error{What: fmt.Sprintf("The file is larger than %d MB, the limit for drawings.", MaxBytes>>20), TooLarge: true}
	}
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		// A ZIP may have anything before it, but then it is also another kind of file.
		return nil, &Error{What: "The file is not an EdrawMax package: it does not begin as a ZIP archive."}
	}
	// Entries are counted in the raw bytes first, because reading the directory already
	// costs memory for each.
	if bytes.Count(data, []byte("PK\x01\x02")) > MaxEntries {
		return nil, &Error{What: fmt.Sprintf("The package has more than %d entries, the limit for drawings.", MaxEntries), TooLarge: true}
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, &Error{What: "The file begins as a ZIP archive, but its directory is broken. Copy or save the drawing again."}
	}
	if err := check(z.File); err != nil {
		return nil, err
	}
	pages := pageEntries(z.File)
	if len(pages) == 0 {
		return nil, &Error{What: "The ZIP archive holds no pages/page1.xml, so it is not an EdrawMax drawing."}
	}
	out := &Package{files: z.File, unpack: unpack, left: MaxUnpacked}
	for _, f := range pages {
		data, err := out.read(f)
		if err != nil {
			return nil, err
		}
		out.Pages = append(out.Pages, Part{Name: f.Name, Data: data})
	}
	return out, nil
}

// check refuses archives that only a hostile program writes.
func check(files []*zip.File) error {
	if len(files) > MaxEntries {
		return &Error{What: fmt.Sprintf("The package has more than %d entries, the limit for drawings.", MaxEntries), TooLarge: true}
	}
	seen := map[string]bool{}
	total := uint64(0)
	for _, f := range files {
		if what := badName(f); what != "" {
			return &Error{What: "The package holds an entry with " + what + ". Such a file is not from EdrawMax; it is not opened."}
		}
		if f.Flags&1 != 0 {
			return &Error{What: "The package is encrypted. Save the drawing without a password."}
		}
		if seen[f.Name] {
			return &Error{What: fmt.Sprintf("The package holds the entry %q twice. Such a file is not from EdrawMax; it is not opened.", f.Name)}
		}
		seen[f.Name] = true
		if f.UncompressedSize64 > MaxUnpacked || total+f.UncompressedSize64 > MaxUnpacked {
			return &Error{What: fmt.Sprintf("The package unpacks to more than %d MB, the limit for drawings.", MaxUnpacked>>20), TooLarge: true}
		}
		total += f.UncompressedSize64
	}
	return overlapping(files)
}

func badName(f *zip.File) string {
	name := f.Name
	switch {
	case len(name) > maxName:
		return fmt.Sprintf("a name of more than %d bytes", maxName)
	case name == "" || strings.ContainsFunc(name, odd):
		return "a name that holds control characters"
	case strings.ContainsRune(name, '\\'), strings.HasPrefix(name, "/"), len(name) > 1 && name[1] == ':':
		return "an absolute or Windows path as its name"
	case slices.Contains(strings.Split(name, "/"), ".."):
		return "a name that leads out of the package"
	}
	return ""
}

// odd tells of characters that make a name look other than it is.
func odd(r rune) bool {
	return r < 0x20 || r == 0x7f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f
}

// overlapping refuses entries that share packed bytes: the trick of bombs that stay
// below every ratio.
func overlapping(files []*zip.File) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(files))
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			return &Error{What: "The ZIP archive is broken: an entry of its directory leads nowhere. Copy or save the drawing again."}
		}
		spans = append(spans, span{from, from + int64(f.CompressedSize64)})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to || spans[i].to < spans[i].from {
			return &Error{What: "The ZIP archive holds entries that overlap. Such a file is not from EdrawMax; it is not opened."}
		}
	}
	return nil
}

// pageEntries returns pages/*.xml in the order of the numbers in their names.
func pageEntries(files []*zip.File) []*zip.File {
	var pages []*zip.File
	for _, f := range files {
		if f.Mode()&fs.ModeSymlink == 0 && path.Dir(f.Name) == "pages" && strings.EqualFold(path.Ext(f.Name), ".xml") {
			pages = append(pages, f)
		}
	}
	slices.SortStableFunc(pages, func(a, b *zip.File) int {
		return cmp.Or(cmp.Compare(number(a.Name), number(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	return pages
}

func number(name string) int {
	digits := strings.TrimFunc(path.Base(name), func(r rune) bool { return !unicode.IsDigit(r) })
	n, err := strconv.Atoi(digits)
	if err != nil {
		return MaxEntries
	}
	return n
}

// Part unpacks the part of this name; it returns nil when there is none. The error is that
// of Open.
func (p *Package) Part(name string) ([]byte, error) {
	for _, f := range p.files {
		if f.Name == name && f.Mode()&fs.ModeSymlink == 0 {
			return p.read(f)
		}
	}
	return nil, nil
}

func (p *Package) read(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, &Error{What: fmt.Sprintf("The part %s of the package is packed in a way that is not known.", shown(f.Name))}
	}
	defer r.Close()
	data, err := p.unpack(r, int64(f.CompressedSize64), p.left)
	if err != nil {
		return nil, &PartError{shown(f.Name), err}
	}
	p.left -= int64(len(data))
	return data, nil
}

// shown cuts the name of an entry for a message.
func shown(name string) string {
	name = strings.ToValidUTF8(name, "?")
	if utf8.RuneCountInString(name) > 80 {
		return string([]rune(name)[:80]) + "…"
	}
	return name
}
