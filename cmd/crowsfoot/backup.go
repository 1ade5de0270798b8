package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"crowsfoot/diagram/store/sqlite"
)

// backup copies all diagrams into one file. A server may be running meanwhile.
func (p *program) backup() *cobra.Command {
	var data string
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy all diagrams into one file",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			folder, err := p.dataFolder(data)
			if err != nil {
				return err
			}
			if err := sqlite.Backup(cmd.Context(), folder, args[0]); err != nil {
				return err
			}
			_, err = fmt.Fprintf(p.stdout, "Diagrams of %s copied to %s\n", folder, args[0])
			return err
		},
	}
	dataFlag(cmd, &data)
	return cmd
}

// restore puts a backup in the place of the diagrams of a stopped server.
func (p *program) restore() *cobra.Command {
	var data string
	cmd := &cobra.Command{
		Use:   "restore FILE",
		Short: "Bring the diagrams of a backup back",
		Long:  "Bring the diagrams of a backup back. The server must be stopped. What is in the data folder now is kept beside it.",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			folder, err := p.dataFolder(data)
			if err != nil {
				return err
			}
			kept, err := sqlite.Restore(cmd.Context(), folder, args[0])
			if err != nil {
				return &fileError{args[0], err}
			}
			fmt.Fprintf(p.stdout, "Diagrams of %s restored to %s\n", args[0], folder)
			if kept != "" {
				fmt.Fprintf(p.stdout, "What was there before is kept as %s\n", filepath.Base(kept))
			}
			return nil
		},
	}
	dataFlag(cmd, &data)
	return cmd
}
