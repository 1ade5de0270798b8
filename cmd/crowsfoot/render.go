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
	var out, theme, notation, display, density string
	cmd := &cobra.Command{
		Use:   "render FILE -o OUT.svg",
		Short: "Draw a file as a picture",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if !strings.EqualFold(path.Ext(out), ".svg") && out != "-" {
				return diagram.Errorf(diagram.Unsupported, "The picture %q would be of a kind that can't be drawn. Name a file that ends in .svg with -o.", out)
			}
			colors := render.ThemeNamed(theme)
			if string(colors) != theme {
				return diagram.Errorf(diagram.Invalid, "There is no theme %q. Take light, dark or contrast.", theme)
			}
			look, err := diagram.LookNamed(notation, display, density)
			if err != nil {
				return err
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
			if err := render.SVG(&b, d, routes, render.Options{Theme: colors, Look: look}); err != nil {
				return err
			}
			return p.write(out, b.Bytes())
		},
	}
	in.flags(cmd, true)
	cmd.Flags().StringVarP(&out, "out", "o", "-", "file to write (.svg); - is standard output")
	cmd.Flags().StringVar(&theme, "theme", "light", "light, dark or contrast")
	cmd.Flags().StringVar(&notation, "notation", "crowsfoot", "crowsfoot, idef1x or chen")
	cmd.Flags().StringVar(&display, "display", "full", "of each table: full, keys or names")
	cmd.Flags().StringVar(&density, "density", "comfortable", "comfortable or compact")
	return cmd
}
