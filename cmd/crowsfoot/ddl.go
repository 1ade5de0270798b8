package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
)

// ddl writes a file as SQL.
func (p *program) ddl() *cobra.Command {
	var in input
	var dialect, quote, module, schemas, split string
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
			if opt.Quote, err = quoting(quote); err != nil {
				return err
			}
			if opt.Schemas = ddl.Schemas(schemas); opt.Schemas != ddl.SchemasUsual && opt.Schemas != ddl.SchemasWith && opt.Schemas != ddl.SchemasWithout {
				return diagram.Errorf(diagram.Invalid, "There is no way of writing schemas %q. Take with or without.", schemas)
			}
			if err := ddl.CheckTableOptions(opt.TableOptions); err != nil {
				return err
			}
			if split != "" && (module != "" || prove || len(on) > 0) {
				return diagram.Errorf(diagram.Invalid, "A split script is of all modules and is not proved: take --split without --module and --prove.")
			}
			page, err := p.readPage(cmd.Context(), args[0], in)
			if err != nil {
				return err
			}
			if opt.Module, err = moduleNamed(page.Diagram, module); err != nil {
				return &fileError{args[0], err}
			}
			if split != "" {
				return p.splitDDL(ddl.WriteModules(page.Diagram, target, opt), split, target.Name)
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
	cmd.Flags().StringVar(&schemas, "schemas", "", "write schemas also where they are databases or users, or leave them out: with or without")
	cmd.Flags().BoolVar(&opt.Lookups, "lookups", false, "write enumerations as tables that hold their values")
	cmd.Flags().StringVar(&opt.TableOptions, "table-options", "", "what stands behind each CREATE TABLE: \"TABLESPACE fast\"")
	cmd.Flags().StringVar(&split, "split", "", "write a script for each module into this folder, and one of what reaches between them")
	return cmd
}

// quoting reads the value of --quote.
func quoting(word string) (ddl.Quoting, error) {
	if q := ddl.Quoting(word); q == ddl.QuoteAll || q == ddl.QuoteNeeded {
		return q, nil
	}
	return "", diagram.Errorf(diagram.Invalid, "There is no way of quoting %q. Take all or needed.", word)
}

func dialectNames() []string {
	var names []string
	for _, d := range ddl.All() {
		names = append(names, d.Name)
	}
	return names
}

// splitDDL writes scripts into a folder under names in the order in which they run, and
// lists them.
func (p *program) splitDDL(scripts []ddl.ModuleScript, folder, dialect string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("make the folder %s: %w", folder, err)
	}
	for i, s := range scripts {
		name := fmt.Sprintf("%02d-%s.%s.sql", i+1, plainFileName(s.Name), dialect)
		if err := os.WriteFile(filepath.Join(folder, name), []byte(s.SQL), 0o644); err != nil {
			return fmt.Errorf("write a script: %w", err)
		}
		fmt.Fprintf(p.stdout, "%s: %s\n", name, diagram.Counted(len(s.Statements), "statement"))
	}
	return nil
}

// plainFileName makes a name of letters, digits and hyphens.
func plainFileName(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if runes := []rune(strings.Join(words, "-")); len(runes) > 0 {
		return string(runes[:min(len(runes), 60)])
	}
	return "module"
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
