package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/migrate"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store/sqlite"
)

// diffFlags are what the person asks of a migration.
type diffFlags struct {
	input
	target, quote, data string
	down                bool
	answers             migrate.Answers
	assume              string
}

// allRenames is what --no-rename says without a value.
const allRenames = "*"

// diff writes the migration from one schema to another.
func (p *program) diff() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use:   "diff OLD NEW --dialect " + strings.Join(migrationNames(), "|"),
		Short: "Write the migration from one schema to another",
		Long: "Write the migration from one schema to another, as SQL: of files, of databases, or of versions of a diagram in the data folder,\n" +
			"DIAGRAM@VERSION, where VERSION is the number of a change and empty means now. Nothing is written when there is nothing to do.\n" +
			"Versions of a diagram know what was renamed. Elsewhere probable renames are asked on standard error, with exit code 2.",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return fmt.Errorf("diff takes two schemas, OLD and NEW; %d given. See crowsfoot diff --help", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return p.migrate(cmd.Context(), f, args[0], args[1]) },
	}
	f.flags(cmd, true)
	dataFlag(cmd, &f.data)
	cmd.Flags().StringVar(&f.target, "dialect", "", strings.Join(migrationNames(), ", ")+" (default: that of the database which OLD is)")
	cmd.Flags().StringVar(&f.quote, "quote", "needed", "quote all names, or only where needed: all or needed")
	cmd.Flags().BoolVar(&f.down, "down", false, "write the way back")
	cmd.Flags().StringArrayVar(&f.answers.Renames, "rename", nil, "old=new: a table that was renamed; table.old=new: a column")
	cmd.Flags().StringArrayVar(&f.answers.Denied, "no-rename", nil, "old=new: not renamed, but dropped and made; without a value nothing was renamed")
	cmd.Flags().Lookup("no-rename").NoOptDefVal = allRenames
	cmd.Flags().StringVar(&f.assume, "assume", "", "answer all questions about renames: drop or rename")
	return cmd
}

func migrationNames() []string {
	var names []string
	for _, d := range ddl.All() {
		if d.CanMigrate() {
			names = append(names, d.Name)
		}
	}
	return names
}

func (p *program) migrate(ctx context.Context, f diffFlags, old, now string) error {
	f.answers.Assume = migrate.Assume(f.assume)
	for _, denied := range f.answers.Denied {
		if denied == allRenames {
			f.answers.Assume = migrate.AssumeDrop
		}
	}
	switch f.answers.Assume {
	case migrate.AssumeNothing, migrate.AssumeDrop, migrate.AssumeRename:
	default:
		return diagram.Errorf(diagram.Invalid, "Nothing can be assumed by the word %q. Take drop or rename.", f.assume)
	}
	quote, err := quoting(f.quote)
	if err != nil {
		return err
	}
	from, err := p.edition(ctx, f, old)
	if err != nil {
		return err
	}
	if f.target == "" && from.Live {
		f.target = from.Diagram.Dialect
	}
	target, err := ddl.Find(f.target)
	if err != nil {
		return err
	}
	to, err := p.edition(ctx, f, now)
	if err != nil {
		return err
	}
	result, err := migrate.Between(from, to, target, f.answers, ddl.MigrateOptions{Quote: quote})
	if err != nil {
		return err
	}
	if len(result.Questions) > 0 {
		for _, q := range result.Questions {
			fmt.Fprintf(p.stderr, "%s  --rename '%s' or --no-rename='%s'\n", q.Text(), q.Answer, q.Answer)
		}
		return diagram.Errorf(diagram.Invalid, "Say of each whether it was renamed, or of all with --assume rename or --assume drop.")
	}
	steps := result.Up
	if f.down {
		steps = result.Down
	}
	for _, w := range steps.Warnings {
		fmt.Fprintf(p.stderr, "%s: %s (%s)\n", w.Severity, w.Message, w.Code)
	}
	return p.write("-", []byte(steps.SQL))
}

// edition reads one of the two schemas.
func (p *program) edition(ctx context.Context, f diffFlags, name string) (migrate.Edition, error) {
	if at := strings.LastIndexByte(name, '@'); at > 0 && !engine.IsAddress(name) {
		if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
			return p.stored(ctx, f.data, name[:at], name[at+1:])
		}
	}
	page, source, err := p.readPageOf(ctx, name, f.input)
	if err != nil {
		return migrate.Edition{}, err
	}
	p.warn(name, unread(source, page))
	return migrate.Edition{Diagram: page.Diagram, KeepsIDs: source.Format == "crowsfoot", Live: engine.IsAddress(name)}, nil
}

// stored reads a diagram of the data folder, named by its ID or its name, as it was at a
// change.
func (p *program) stored(ctx context.Context, data, name, number string) (migrate.Edition, error) {
	seq := int64(0)
	if number != "" {
		var err error
		if seq, err = strconv.ParseInt(number, 10, 64); err != nil || seq < 1 {
			return migrate.Edition{}, diagram.Errorf(diagram.Invalid, "%q is no version: write the number of a change, from 1.", number)
		}
	}
	folder, err := p.dataFolder(data)
	if err != nil {
		return migrate.Edition{}, err
	}
	if _, err := os.Stat(folder); err != nil {
		return migrate.Edition{}, diagram.Errorf(diagram.NotFound, "There is neither a file %q nor a data folder %s.", name+"@"+number, folder)
	}
	st, err := sqlite.Open(ctx, folder)
	if err != nil {
		return migrate.Edition{}, err
	}
	defer func() { _ = st.Close() }() // nothing was written
	list, err := st.List(ctx)
	if err != nil {
		return migrate.Edition{}, err
	}
	var found []diagram.ID
	for _, i := range list {
		if string(i.ID) == name {
			found = []diagram.ID{i.ID}
			break
		}
		if i.Name == name && !i.IsDeleted() && i.Draft == "" {
			found = append(found, i.ID)
		}
	}
	switch len(found) {
	case 0:
		return migrate.Edition{}, diagram.Errorf(diagram.NotFound, "There is no diagram %q in %s.", name, folder)
	case 1:
		d, err := room.At(ctx, st, found[0], seq)
		return migrate.Edition{Diagram: d, KeepsIDs: true}, err
	}
	return migrate.Edition{}, diagram.Errorf(diagram.Conflict, "%d diagrams are called %q; name one by its ID: %v.", len(found), name, found)
}
