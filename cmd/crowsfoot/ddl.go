package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
)

// ddl writes a file as SQL.
func (p *program) ddl() *cobra.Command {
	var in input
	var dialect, quote, module string
	var opt ddl.Options
	var prove bool
	var on []string
	cmd := &cobra.Command{
		Use:   "ddl FILE --dialect " + strings.Join(dialectNames(), "|"),
		Short: "Write a drawing or a script as DDL",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			target, err := ddl.Find(dialect)
			if err != nil {
				return err
			}
			if opt.Quote = ddl.Quoting(quote); opt.Quote != ddl.QuoteAll && opt.Quote != ddl.QuoteNeeded {
				return diagram.Errorf(diagram.Invalid, "There is no way of quoting %q. Take all or needed.", quote)
			}
			page, err := p.readPage(cmd.Context(), args[0], in)
			if err != nil {
				return err
			}
			if opt.Module, err = moduleNamed(page.Diagram, module); err != nil {
				return &fileError{args[0], err}
			}
			script := ddl.Write(page.Diagram, target, opt).SQL
			if !prove && len(on) == 0 {
				return p.write("-", []byte(script))
			}
			return p.prove(cmd.Context(), page.Diagram, target, opt, script, on)
		},
	}
	in.flags(cmd, true)
	cmd.Flags().StringVar(&dialect, "dialect", "", strings.Join(dialectNames(), ", "))
	cmd.Flags().StringVar(&quote, "quote", "needed", "quote all names, or only where needed: all or needed")
	cmd.Flags().StringVar(&module, "module", "", "only the tables of this module")
	cmd.Flags().BoolVar(&opt.IfNotExists, "if-not-exists", false, "leave alone what exists")
	cmd.Flags().BoolVar(&opt.Drop, "drop", false, "drop what exists first")
	cmd.Flags().BoolVar(&prove, "prove", false, "execute the script on SQLite in memory, and on the servers of --on, and say what happened")
	cmd.Flags().StringArrayVar(&on, "on", nil, "prove on this server, too: postgres://user@host/database, mysql://… or mariadb://…, with the password in "+PasswordVariable+"; each script runs in a database of its own that is dropped after")
	return cmd
}

func dialectNames() []string {
	var names []string
	for _, d := range ddl.All() {
		names = append(names, d.Name)
	}
	return names
}

// moduleNamed returns the ID of a module; an empty name is all tables.
func moduleNamed(d *diagram.Diagram, name string) (diagram.ID, error) {
	if name == "" {
		return "", nil
	}
	for _, m := range d.SortedModules() {
		if strings.EqualFold(m.Name, name) {
			return m.ID, nil
		}
	}
	return "", diagram.Errorf(diagram.NotFound, "The diagram has no module %q.", name)
}

// prove executes the diagram's scripts, writes the one that was asked for with a line that
// says what ran, and reports on standard error.
func (p *program) prove(ctx context.Context, d *diagram.Diagram, target *ddl.Dialect, opt ddl.Options, script string, on []string) error {
	servers, err := p.servers(on)
	if err != nil {
		return err
	}
	proofs, err := engine.Prove(ctx, d, target, opt, servers)
	if err != nil {
		return err
	}
	if err := p.write("-", []byte(proofs.Stamp(script))); err != nil {
		return err
	}
	fmt.Fprintln(p.stderr, proofs.Summary())
	if !proofs.OK() {
		return errFindings
	}
	return nil
}
