package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"crowsfoot/diagram/format"
	"crowsfoot/diagram/layout"
)

// convert reads one format and writes another.
func (p *program) convert() *cobra.Command {
	var in input
	var to string
	var schema bool
	cmd := &cobra.Command{
		Use:   "convert IN OUT",
		Short: "Turn a file into another format",
		Args: func(_ *cobra.Command, args []string) error {
			if schema && len(args) == 0 {
				return nil
			}
			if len(args) != 2 || schema {
				return fmt.Errorf("convert takes two files, IN and OUT; %d given. See crowsfoot convert --help", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if schema {
				return p.write("-", format.CrowsfootSchema)
			}
			page, err := p.readPage(cmd.Context(), args[0], in)
			if err != nil {
				return err
			}
			d, err := layout.Placed(cmd.Context(), page)
			if err != nil {
				return err
			}
			return p.writeDiagram(d, to, args[1])
		},
	}
	in.flags(cmd, true)
	cmd.Flags().StringVar(&to, "to", "", "format of the output (default: by the file's extension)")
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of Crowsfoot's own files, and convert nothing")
	return cmd
}
