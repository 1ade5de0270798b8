package main

import (
	"fmt"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
)

// healthcheck asks a running server whether it is ready; containers use it.
func (p *program) healthcheck() *cobra.Command {
	var addr string
	cmd := &cobra.Command{
		Use:   "healthcheck",
		Short: "Ask a running server whether it is ready",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			req, err := http.NewRequestWithContext(cmd.Context(), http.MethodGet, "http://"+addr+"/healthz", nil)
			if err != nil {
				return diagram.Errorf(diagram.Invalid, "The address %q is not of the form host:port.", addr)
			}
			client := http.Client{Timeout: 3 * time.Second}
			res, err := client.Do(req)
			if err != nil {
				return diagram.Errorf(diagram.NotFound, "No server answers at %s.", addr)
			}
			defer res.Body.Close()
			if res.StatusCode != http.StatusOK {
				return diagram.Errorf(diagram.Conflict, "The server at %s is not ready: %s.", addr, res.Status)
			}
			_, err = fmt.Fprintln(p.stdout, "ok")
			return err
		},
	}
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:8080", "address of the server")
	return cmd
}
