package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/layout"
)

// layout places the cards of a file afresh.
func (p *program) layout() *cobra.Command {
	var in input
	var asJSON, allLines bool
	var out string
	cmd := &cobra.Command{
		Use:   "layout FILE --json | -o OUT",
		Short: "Lay a file out afresh",
		Long:  "Lays a file out afresh. A draw.io file that is written as one keeps all else that is in it; OUT may be FILE itself.",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON == (out != "") {
				return fmt.Errorf("layout takes one of --json and -o OUT")
			}
			file, err := p.keep(args[0])
			if err != nil {
				return err
			}
			page, source, err := p.readPageOf(cmd.Context(), args[0], in)
			if err != nil {
				return err
			}
			d := page.Diagram
			if allLines {
				d = layout.AllLines(d)
			}
			if d, err = p.tidied(cmd.Context(), d); err != nil {
				return err
			}
			if !asJSON {
				var origin *format.Origin
				if n := slices.Index(source.Pages, page); n >= 0 && file != nil {
					origin = &format.Origin{Content: file, Page: n}
				}
				return p.writeBack(d, "", out, source.Format, origin)
			}
			routes, err := layout.Routes(cmd.Context(), d)
			if err != nil {
				return err
			}
			text, err := json.Marshal(layout.NewResult(d, routes))
			if err != nil {
				return err
			}
			return p.write("-", append(text, '\n'))
		},
	}
	in.flags(cmd, true)
	cmd.Flags().BoolVar(&asJSON, "json", false, "places and lines as JSON")
	cmd.Flags().BoolVar(&allLines, "all-lines", false, "draw every line, also to tables that very many refer to")
	cmd.Flags().StringVarP(&out, "out", "o", "", "file to write the diagram to")
	return cmd
}

// tidied lays a diagram out and shows on a terminal how far that is.
func (p *program) tidied(ctx context.Context, d *diagram.Diagram) (*diagram.Diagram, error) {
	write, done := p.progress()
	defer done()
	var opt layout.Options
	if write != nil {
		opt.Progress = func(share float64) { write(fmt.Sprintf("Laying out %d tables: %.0f %%", len(d.Tables), 100*share)) }
	}
	to, err := layout.Tidy(ctx, d, opt)
	if err != nil {
		return nil, err
	}
	return to.In(d), nil
}
