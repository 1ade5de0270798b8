// Command crowsfoot is the product: the app in the browser and the same abilities on the
// command line. It parses flags, chooses the store, wires the packages together and
// turns errors into exit codes; it knows nothing else. Each sub-command has its file.
package main

//go:generate go tool templ generate -path ../.. -log-level error

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
)

// Exit codes of all commands.
const (
	exitFine     = 0
	exitFindings = 1 // the linter found something at or above --fail-on, or a proof failed
	exitUsage    = 2 // wrong usage, or input that is not readable
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv))
}

// program is what the commands take from outside.
type program struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
}

// errFindings ends a command that worked, but found what it was asked to fail on. It has
// been reported already.
var errFindings = errors.New("findings")

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string) int {
	p := &program{stdin, stdout, stderr, getenv}
	root := p.serve()
	root.Use = "crowsfoot"
	root.Short = "Design a database before you build it"
	root.Long = "Crowsfoot reads drawings and SQL as a schema, checks it, and hands back DDL that runs.\nWithout a command it serves the app."
	root.SilenceErrors, root.SilenceUsage = true, true
	root.CompletionOptions.HiddenDefaultCmd = true
	root.AddCommand(p.serve(), p.read(), p.convert(), p.lint(), p.ddl(), p.diff(), p.render(), p.layout(), p.backup(), p.restore(), p.healthcheck(), p.version())
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errFindings):
		return exitFindings
	}
	fmt.Fprintln(stderr, explain(err))
	return exitUsage
}

// fileError is an error in a file, or about it.
type fileError struct {
	file string
	err  error
}

func (e *fileError) Error() string { return explain(e) }
func (e *fileError) Unwrap() error { return e.err }

// explain writes an error as "file:line:col: what".
func explain(err error) string {
	var prefix string
	var fe *fileError
	if errors.As(err, &fe) {
		prefix = fe.file + ": "
		err = fe.err
	}
	var de *diagram.Error
	if errors.As(err, &de) && de.Line > 0 {
		return fmt.Sprintf("%s:%d:%d: %s", fe.place(), de.Line, max(de.Column, 1), de.Message)
	}
	return prefix + err.Error()
}

func (e *fileError) place() string {
	if e == nil {
		return "input"
	}
	return e.file
}

// oneFile is the check of commands that take one FILE.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("%s takes one file; %d given. See crowsfoot %s --help", cmd.Name(), len(args), cmd.Name())
	}
	return nil
}
