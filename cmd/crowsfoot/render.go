package main

import (
	"bytes"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/render"
)

// render draws a file as a picture.
func (p *program) render() *cobra.Command {
	var in input
	var out, theme string
	cmd := &cobra.Command{
		Use:   "render FILE -o OUT.svg",
		Short: "Draw a file as a picture",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !strings.EqualFold(path.Ext(out), ".svg") && out != "-" {
				return diagram.Errorf(diagram.Unsupported, "The picture %q would be of a kind that can't be drawn. Name a file that ends in .svg with -o.", out)
			}
			look := render.ThemeNamed(theme)
			if string(look) != theme {
				return diagram.Errorf(diagram.Invalid, "There is no theme %q. Take light, dark or contrast.", theme)
			}
			page, err := p.readPage(cmd.Context(), args[0], in)
			if err != nil {
				return err
			}
			d, err := layout.Placed(cmd.Context(), page)
			if err != nil {
				return err
			}
			routes, err := layout.Routes(cmd.Context(), d)
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := render.SVG(&b, d, routes, render.Options{Theme: look}); err != nil {
				return err
			}
			return p.write(out, b.Bytes())
		},
	}
	in.flags(cmd, true)
	cmd.Flags().StringVarP(&out, "out", "o", "-", "file to write (.svg); - is standard output")
	cmd.Flags().StringVar(&theme, "theme", "light", "light, dark or contrast")
	return cmd
}
