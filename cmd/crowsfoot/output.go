package main

import (
	"bytes"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
)

// writeDiagram writes a diagram in a format by name, or when that is empty in the one
// that the file's extension says, with a line for each thing that the format lacks.
func (p *program) writeDiagram(d *diagram.Diagram, to, out string) error {
	target := format.Named(to)
	if to == "" {
		target = format.ForFile(out)
	}
	if target == nil || target.Write == nil {
		if to != "" {
			return diagram.Errorf(diagram.Unsupported, "The format %q can't be written. Formats that can be: %v.", to, formatNames(true))
		}
		return diagram.Errorf(diagram.Unsupported, "There is no format to write for %q. Formats that can be written: %v.", out, formatNames(true))
	}
	var b bytes.Buffer
	losses, err := target.Write(&b, d, format.Options{})
	if err != nil {
		return &fileError{out, err}
	}
	p.warn(out, losses)
	return p.write(out, b.Bytes())
}
