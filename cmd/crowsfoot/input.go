package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/format"
)

// input is a FILE with the flags that say how to read it. FILE may be the address of a
// database, see readDatabase.
type input struct {
	from  string
	page  int
	merge bool
	// dialect is the one that SQL is read in; empty means what the file says.
	dialect string
}

// flags adds --from and, where a command works on one diagram, --page and --merge.
func (in *input) flags(cmd *cobra.Command, onePage bool) {
	cmd.Flags().StringVar(&in.from, "from", "", "format of the input: "+strings.Join(formatNames(false), ", ")+" (default: told from the content)")
	if onePage {
		cmd.Flags().IntVar(&in.page, "page", 0, "page of the file, from 1 (needed when several pages hold tables)")
		cmd.Flags().BoolVar(&in.merge, "merge", false, "take all pages as one diagram")
	}
}

func formatNames(writing bool) []string {
	var names []string
	for _, f := range format.All() {
		if writing && f.Write == nil || !writing && f.Read == nil {
			continue
		}
		names = append(names, f.Name)
	}
	return names
}

// readSource reads a file with all its pages; "-" is standard input.
func (p *program) readSource(ctx context.Context, name, from string) (*diagram.Source, error) {
	return p.readDialect(ctx, name, from, "")
}

// readDialect reads a file as readSource does, its SQL in a dialect.
func (p *program) readDialect(ctx context.Context, name, from, dialect string) (*diagram.Source, error) {
	if engine.IsAddress(name) {
		return p.readDatabase(ctx, name)
	}
	data, err := p.bytes(name)
	if err != nil {
		return nil, err
	}
	source, err := format.ReadDialect(name, data, from, dialect)
	if err != nil {
		return nil, &fileError{name, err}
	}
	return source, nil
}

// keep reads a file and returns its content; what reads standard input after it gets the
// same content. A database has none.
func (p *program) keep(name string) ([]byte, error) {
	if engine.IsAddress(name) {
		return nil, nil
	}
	data, err := p.bytes(name)
	if name == "-" {
		p.stdin = bytes.NewReader(data)
	}
	return data, err
}

func (p *program) bytes(name string) ([]byte, error) {
	r := p.stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, &fileError{name, fmt.Errorf("the file can't be opened: %w", reason(err))}
		}
		defer f.Close()
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, format.MaxSize+1))
	if err != nil {
		return nil, &fileError{name, fmt.Errorf("the file can't be read: %w", reason(err))}
	}
	return data, nil
}

// reason strips the path from an error of the file system; it stands in front already.
func reason(err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}

// readPage reads a file as one diagram.
func (p *program) readPage(ctx context.Context, name string, in input) (*diagram.Page, error) {
	page, _, err := p.readPageOf(ctx, name, in)
	return page, err
}

// readPageOf reads a file as one diagram and returns also what the page is of.
func (p *program) readPageOf(ctx context.Context, name string, in input) (*diagram.Page, *diagram.Source, error) {
	if in.merge && in.page != 0 {
		return nil, nil, diagram.Errorf(diagram.Invalid, "Take one page with --page or all with --merge, not both.")
	}
	source, err := p.readDialect(ctx, name, in.from, in.dialect)
	if err != nil {
		return nil, nil, err
	}
	page, err := format.ChoosePage(source, in.page, in.merge)
	if err != nil {
		return nil, nil, &fileError{name, err}
	}
	return page, source, nil
}

// lineColumn is the place of a warning about a script.
var lineColumn = regexp.MustCompile(`^\d+:\d+$`)

// warn writes what was odd to standard error, one line each.
func (p *program) warn(name string, losses []diagram.Loss) {
	for _, l := range losses {
		where := ": "
		switch {
		case lineColumn.MatchString(l.Where):
			where = ":" + l.Where + ": "
		case l.Where != "":
			where = ": " + l.Where + ": "
		}
		fmt.Fprintf(p.stderr, "%s%s%s (%s)\n", name, where, l.Message, l.Code)
	}
}

// write writes a whole output; "-" or empty is standard output.
func (p *program) write(name string, content []byte) error {
	if name == "" || name == "-" {
		_, err := p.stdout.Write(content)
		return err
	}
	if err := os.WriteFile(name, content, 0o644); err != nil {
		return &fileError{name, fmt.Errorf("the file can't be written: %w", reason(err))}
	}
	return nil
}
