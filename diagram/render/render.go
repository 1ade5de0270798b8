// Package render draws a diagram as SVG on the server: for export, for print and for the
// small pictures of the library. The picture stands alone: no scripts, no style sheets, no
// fonts and no references to elsewhere, and every name in it is text.
//
// It decides no positions and no ways of lines; package layout does, and hands over its
// routes. The screen's canvas draws the same look by itself.
//
// Start at SVG.
package render

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// Options say how to draw. The zero value is a full picture with crow's feet in the light theme.
type Options struct {
	Theme Theme
	// Look is the notation, how much of each table is drawn, and how tightly. Small pictures
	// have the plain look.
	Look diagram.Look
	// Padding is the free room around the picture in world units; 0 means 40.
	Padding float64
	// Thumbnail, when not zero, is the size in pixels of a small picture: what could not be
	// read at that size is left out or drawn as bars and blocks.
	Thumbnail diagram.Size
}

// SVG draws the diagram with these routes, which must have been made for it; routes of
// relationships that it does not hold are left out. The only errors are those of w.
func SVG(w io.Writer, d *diagram.Diagram, routes []layout.Route, opt Options) error {
	return write(w, func(w io.Writer) error {
		return picture(newScene(d, routes, opt)).Render(context.Background(), w)
	})
}

// write lets a picture be written through a buffer.
func write(w io.Writer, picture func(io.Writer) error) error {
	buffered := bufio.NewWriterSize(w, 32<<10)
	if err := picture(buffered); err != nil {
		return fmt.Errorf("draw SVG: %w", err)
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("draw SVG: %w", err)
	}
	return nil
}
