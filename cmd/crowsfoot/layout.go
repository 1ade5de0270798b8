package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

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
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if asJSON == (out != "") {
				return fmt.Errorf("layout takes one of --json and -o OUT")
			}
			page, err := p.readPage(args[0], in)
			if err != nil {
				return err
			}
			if allLines {
				page.Diagram = layout.AllLines(page.Diagram)
			}
			d := layout.Moved(page.Diagram, layout.Arrange(page.Diagram, layout.Options{}))
			if !asJSON {
				return p.writeDiagram(d, "", out)
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
