package formattest

import (
	"errors"
	"fmt"
	"regexp"
	"runtime/metrics"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// sentence is one or more sentences in one line.
var sentence = regexp.MustCompile(`^[^\na-z][^\n]*[.!?]$`)

// Sentence says why a text is no sentence that people may read, or nothing.
func Sentence(text string) error {
	switch {
	case !sentence.MatchString(text):
		return fmt.Errorf("no sentence in one line: %q", text)
	case len(text) > 1000:
		return fmt.Errorf("a sentence of %d bytes: %.100s…", len(text), text)
	case !utf8.ValidString(text):
		return fmt.Errorf("a sentence that is not UTF-8: %q", text)
	}
	return nil
}

// Sound says what is wrong with a reading of a file, or nothing: every page is within the
// limits and can be opened, and every warning tells people what and where.
func Sound(s *diagram.Source) error {
	for _, p := range s.Pages {
		if err := p.Diagram.CheckLimits(); err != nil {
			return fmt.Errorf("page %q: %w", p.Name, err)
		}
		if _, err := op.NewDocument().Apply(op.FromDiagram(p.Diagram)); err != nil {
			return fmt.Errorf("page %q cannot be opened: %w", p.Name, err)
		}
		for id, r := range p.Readings {
			if r.Why == "" || strings.Contains(r.Why, "\n") {
				return fmt.Errorf("no reason in one line for the reading of %s: %q", id, r.Why)
			}
		}
	}
	for _, w := range s.Warnings {
		// What a script as a whole has lost has no place.
		if w.Code == "" || w.Where == "" && s.Format != "sql" {
			return fmt.Errorf("a warning without code or place: %+v", w)
		}
		if err := Sentence(w.Message); err != nil {
			return fmt.Errorf("warning %s: %w", w.Code, err)
		}
	}
	return nil
}

// Allocated returns the bytes that f allocates in all.
func Allocated(f func()) uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	before := sample[0].Value.Uint64()
	f()
	metrics.Read(sample)
	return sample[0].Value.Uint64() - before
}

// MaxAllocated is the most that reading a file of this many bytes may allocate. A packed
// file of any size may come to a megabyte of XML.
func MaxAllocated(size int) uint64 { return uint64(128<<20 + 60*size) }

// Try reads data as a fuzz target does and says what is wrong with how it went: too many
// bytes allocated, an error that is no sentence for people, or a reading that is not sound.
// The source is nil when the data was refused as it should be.
func Try(read func([]byte) (*diagram.Source, error), data []byte) (*diagram.Source, error) {
	var s *diagram.Source
	var err error
	if n := Allocated(func() { s, err = read(data) }); n >= MaxAllocated(len(data)) {
		return nil, fmt.Errorf("%d bytes allocated for %d bytes of data", n, len(data))
	}
	if err == nil {
		return s, Sound(s)
	}
	var e *diagram.Error
	if !errors.As(err, &e) {
		return nil, fmt.Errorf("an error that is not for people: %w", err)
	}
	return nil, Sentence(e.Message)
}
