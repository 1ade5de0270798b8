// Package format is the door for the files that people bring and take: it finds out
// which format a file has, reads it as pages of diagrams with a list of what was odd,
// and writes a diagram in a format with a list of what got lost.
//
// It knows no database and no screen. What the shapes of a drawing program mean is in
// the packages below it (drawio, edraw), what SQL means is in package ddl; here is one
// small file per format that adds it to the list.
//
// Start at Format, Read and All.
package format

import (
	"io"
	"path"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// MaxSize is the size in bytes up to which a file is read: 32 MB.
const MaxSize = 32 << 20

// Format is one sort of file.
type Format struct {
	// Name is what people write after --from and --to: drawio, edraw, sql.
	Name string
	// Title is what people read: "draw.io", "EdrawMax", "SQL".
	Title string
	// Extensions are lower-case endings of file names with the dot, the usual one first.
	Extensions []string
	// Sniff tells from the content, and where that is too little (an empty script) from
	// the name, whether a file has this format. It is quick and never fails.
	Sniff func(name string, data []byte) bool
	// Late means that the content proves little: the other formats are asked first.
	Late bool
	// Read reads a whole file; nil for a format that is only written. Its errors are
	// *diagram.Error, one sentence each.
	Read func(data []byte) (*diagram.Source, error)
	// ReadNamed reads a whole file whose name says something; nil for a format that goes by
	// the content alone.
	ReadNamed func(name string, data []byte) (*diagram.Source, error)
	// ReadDialect reads a whole file whose SQL is of this dialect; nil for a format that
	// holds none.
	ReadDialect func(data []byte, dialect string) (*diagram.Source, error)
	// Write writes a diagram and says what the format could not hold; nil for a format
	// that is only read.
	Write func(w io.Writer, d *diagram.Diagram, o Options) ([]diagram.Loss, error)
}

// Options are what a writer may want to know beyond the diagram.
type Options struct {
	// Dialect is the SQL dialect for formats that hold SQL; empty means the diagram's.
	Dialect string
	// Origin is the file of the same format that the diagram was read from: a writer that
	// can puts the changes back into it and leaves the rest of it as it is. Nil means a
	// file of its own.
	Origin *Origin
}

// Origin is a page of a file that a diagram was read from.
type Origin struct {
	Content []byte
	Page    int // from 0, as in diagram.Source
	// Scale is how far the page was drawn apart, see diagram.Page.Spread: places of the
	// diagram are so many times those of the file.
	Scale diagram.Point
}

var registry = map[string]*Format{}

// add puts a format on the list. It panics when the format is not complete or its name
// or an ending is taken: that is a mistake of the programmer, found at start.
func add(f *Format) *Format {
	switch {
	case f.Name == "" || f.Title == "" || len(f.Extensions) == 0:
		panic("format: name, title or extension missing: " + f.Name)
	case f.Sniff == nil || f.Read == nil && f.Write == nil:
		panic("format: cannot sniff, or neither read nor write: " + f.Name)
	case registry[f.Name] != nil:
		panic("format: added twice: " + f.Name)
	}
	registry[f.Name] = f
	return f
}

// All returns the formats sorted by name.
func All() []*Format {
	all := make([]*Format, 0, len(registry))
	for _, f := range registry {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b *Format) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// Named returns the format of this name, or nil.
func Named(name string) *Format { return registry[strings.ToLower(name)] }

// ForFile returns the format whose usual endings fit the file's name, or nil. It is for
// files that are to be written; what a file that exists holds is Detect's answer. An
// ending that several formats share (.json) means the one that lists it first.
func ForFile(name string) *Format {
	base := strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
	var best *Format
	bestLength, bestPlace := 0, 0
	for _, f := range All() {
		for place, ext := range f.Extensions {
			if !strings.HasSuffix(base, ext) {
				continue
			}
			if len(ext) > bestLength || len(ext) == bestLength && place < bestPlace {
				best, bestLength, bestPlace = f, len(ext), place
			}
		}
	}
	return best
}

// Detect finds out which format a file has, by its content. The error is one sentence
// that says what the file is not and why.
func Detect(name string, data []byte) (*Format, error) {
	for _, late := range []bool{false, true} {
		for _, f := range All() {
			if f.Read != nil && f.Late == late && f.Sniff(name, data) {
				return f, nil
			}
		}
	}
	return nil, diagram.Errorf(diagram.Unreadable,
		"This file is not a diagram or schema that can be read: it is %s; bring %s.", whatIs(data), readable())
}

// Read reads a file. An empty from means: find out by the content. Errors are
// *diagram.Error of one sentence; a file that merely holds odd things is read, and its
// Source warns of them.
func Read(name string, data []byte, from string) (*diagram.Source, error) {
	return ReadDialect(name, data, from, "")
}

// ReadDialect reads a file as Read does, its SQL in this dialect. Diagrams that do not say
// their own dialect get this one. An empty dialect means: what the file says, or a guess.
func ReadDialect(name string, data []byte, from, dialect string) (*diagram.Source, error) {
	if len(data) > MaxSize {
		return nil, diagram.Errorf(diagram.TooLarge,
			"The file is too large; the limit is %d MB.", MaxSize>>20)
	}
	var f *Format
	if from == "" {
		found, err := Detect(name, data)
		if err != nil {
			return nil, err
		}
		f = found
	} else if f = Named(from); f == nil || f.Read == nil {
		return nil, diagram.Errorf(diagram.Unsupported,
			"There is no format %q to read; there are %s.", from, strings.Join(readableNames(), ", "))
	}
	s, err := f.read(name, data, dialect)
	if err != nil {
		return nil, err
	}
	for _, p := range s.Pages {
		if p.Diagram.Dialect == "" {
			p.Diagram.Dialect = dialect
		}
		if err := p.Diagram.CheckLimits(); err != nil {
			return nil, err
		}
	}
	s.Format = f.Name
	return s, nil
}

func (f *Format) read(name string, data []byte, dialect string) (*diagram.Source, error) {
	if f.ReadNamed != nil {
		return f.ReadNamed(name, data)
	}
	if dialect != "" && f.ReadDialect != nil {
		return f.ReadDialect(data, dialect)
	}
	return f.Read(data)
}

func readableNames() []string {
	var names []string
	for _, f := range All() {
		if f.Read != nil {
			names = append(names, f.Name)
		}
	}
	return names
}

// readable lists in words what could be brought instead.
func readable() string {
	var titles []string
	for _, f := range All() {
		if f.Read != nil {
			titles = append(titles, f.Title+" ("+f.Extensions[0]+")")
		}
	}
	last := len(titles) - 1
	return strings.Join(titles[:last], ", ") + " or " + titles[last]
}
