package main

import (
	"bytes"
	"path/filepath"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

// applyBaseline writes the baseline that is asked for, and hides what the one in use
// knows.
func (r *lintRun) applyBaseline() error {
	file := r.baseline
	for _, c := range r.order {
		if r.baseline != "" || r.writeBaseline != "" || c.Baseline == "" {
			continue
		}
		named := filepath.Join(filepath.Dir(c.name), filepath.FromSlash(c.Baseline))
		if file != "" && file != named {
			return diagram.Errorf(diagram.Invalid, "The configurations of the files name two baselines, %s and %s. Check the files in two runs, or choose with --baseline.", file, named)
		}
		file = named
	}
	if r.writeBaseline != "" {
		file = r.writeBaseline
	}
	if file == "" {
		return nil
	}
	r.outcome.Baseline = file
	name := func(checked string) string {
		if rel, err := relative(filepath.Dir(file), checked); checked != "-" && err == nil {
			return rel
		}
		return checked
	}
	known := lint.NewBaseline(r.outcome.Files, name)
	if r.writeBaseline != "" {
		var b bytes.Buffer
		if err := known.Write(&b); err != nil {
			return err
		}
		if err := r.write(file, b.Bytes()); err != nil {
			return err
		}
	} else {
		data, err := readSmall(file, lint.MaxBaselineSize)
		if err != nil {
			return err
		}
		if known, err = lint.ReadBaseline(data); err != nil {
			return &fileError{file, err}
		}
	}
	r.outcome.Gone = known.Hide(r.outcome.Files, name)
	return nil
}
