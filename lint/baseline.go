package lint

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"slices"

	"crowsfoot/diagram"
)

// Known is a finding in a baseline.
type Known struct {
	// File is the file's path from the folder of the baseline, with slashes.
	File        string `json:"file"`
	Rule        string `json:"rule"`
	Message     string `json:"message"` // for people only
	Fingerprint string `json:"fingerprint"`
}

// Baseline is a list of findings that are known and hidden from reports, so that an old
// model starts clean and only what is new is shown. Findings are known by file and
// fingerprint: places and messages may change.
type Baseline struct {
	Findings []Known
}

// MaxBaselineSize bounds a baseline file, in bytes.
const MaxBaselineSize = 32 << 20

// baselineFile is the form of the file.
type baselineFile struct {
	Version  int     `json:"version"`
	Findings []Known `json:"findings"`
}

const baselineVersion = 1

// ReadBaseline reads a baseline file. The error is a *diagram.Error; of text that is no
// JSON it says line and column.
func ReadBaseline(data []byte) (*Baseline, error) {
	if len(data) > MaxBaselineSize {
		return nil, diagram.Errorf(diagram.TooLarge, "The baseline has %d bytes; the limit is %d.", len(data), MaxBaselineSize)
	}
	var file baselineFile
	if err := json.Unmarshal(data, &file); err != nil {
		return nil, jsonError(data, err)
	}
	if file.Version != baselineVersion {
		return nil, diagram.Errorf(diagram.Unreadable, "This is no baseline that can be read here: its version is %d, not %d. Write it anew with --write-baseline.", file.Version, baselineVersion)
	}
	for i, k := range file.Findings {
		if k.Fingerprint == "" || k.Rule == "" {
			return nil, diagram.Errorf(diagram.Unreadable, "Finding %d of the baseline has no rule or no fingerprint. Write it anew with --write-baseline.", i+1)
		}
	}
	return &Baseline{file.Findings}, nil
}

func jsonError(data []byte, err error) error {
	offset := int64(len(data))
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &typ):
		offset = typ.Offset
	}
	at := newLineIndex(data).position(int(min(max(offset-1, 0), int64(len(data)))))
	return diagram.Errorf(diagram.Unreadable, "This is no baseline: %s.", err).At(at.Line, at.Column)
}

// NewBaseline makes a baseline of everything that was found; name gives the path of a
// file as the baseline calls it.
func NewBaseline(files []Checked, name func(file string) string) *Baseline {
	b := &Baseline{}
	for _, c := range files {
		for _, f := range slices.Concat(c.Findings, c.Hidden) {
			b.Findings = append(b.Findings, Known{name(c.File), f.Rule, f.Message, f.Fingerprint})
		}
	}
	return b
}

// Write writes the baseline, sorted, so that two of the same findings are the same file.
func (b *Baseline) Write(w io.Writer) error {
	list := slices.Clone(b.Findings)
	slices.SortFunc(list, func(a, b Known) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	if list == nil {
		list = []Known{}
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(baselineFile{baselineVersion, list}); err != nil {
		return err
	}
	_, err := w.Write(out.Bytes())
	return err
}

// Hide moves what the baseline knows from the findings of the files to their hidden ones.
// It returns the entries of these files that nothing was found for any more.
func (b *Baseline) Hide(files []Checked, name func(file string) string) (gone []Known) {
	type key struct{ file, fingerprint string }
	known := map[key]bool{}
	for _, k := range b.Findings {
		known[key{k.File, k.Fingerprint}] = true
	}
	found := map[key]bool{}
	checked := map[string]bool{}
	for i := range files {
		c := &files[i]
		file := name(c.File)
		checked[file] = true
		var shown []Finding
		for _, f := range c.Findings {
			k := key{file, f.Fingerprint}
			found[k] = true
			if known[k] {
				c.Hidden = append(c.Hidden, f)
			} else {
				shown = append(shown, f)
			}
		}
		c.Findings = shown
	}
	for _, k := range b.Findings {
		if checked[k.File] && !found[key{k.File, k.Fingerprint}] {
			gone = append(gone, k)
		}
	}
	return gone
}
