package main

import (
	"bytes"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
)

// writeDiagram writes a diagram in a format by name, or when that is empty in the one
// that the file's extension says, with a line for each thing that the format lacks.
func (p *program) writeDiagram(d *diagram.Diagram, to, out string) error {
	return p.writeBack(d, to, out, "", nil)
}

// writeBack is writeDiagram for a diagram that was read from a page of a file: a writer of
// the same format puts it back into that file and leaves the rest of it as it is.
func (p *program) writeBack(d *diagram.Diagram, to, out, from string, origin *format.Origin) error {
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
	var o format.Options
	if target.Name == from {
		o.Origin = origin
	}
	losses, err := target.Write(&b, d, o)
	if err != nil {
		return &fileError{out, err}
	}
	p.warn(out, losses)
	return p.write(out, b.Bytes())
}
