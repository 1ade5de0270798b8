package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/mattn/go-isatty"

	"crowsfoot/diagram"
	"crowsfoot/diagram/engine"
)

// PasswordVariable is the environment variable that holds the password of the databases
// that are named as FILE.
const PasswordVariable = "CROWSFOOT_DB_PASSWORD"

// address reads the address of a database. Other users of the machine can see a command
// line, so an address with a password is refused; the error does not repeat it.
func address(text string) (engine.Address, error) {
	a, password, err := engine.ParseAddress(text)
	if err != nil {
		return a, err
	}
	if password != "" {
		return a, diagram.Errorf(diagram.Invalid, "The address holds a password, which others can see on a command line. Take it out, and put it into %s.", PasswordVariable)
	}
	return a, nil
}

// readDatabase reads the schema of a database; it shows its progress on a terminal.
func (p *program) readDatabase(ctx context.Context, text string) (*diagram.Source, error) {
	a, err := address(text)
	if err != nil {
		return nil, err
	}
	progress, done := p.progress()
	defer done()
	source, err := engine.Inspect(ctx, a, p.getenv(PasswordVariable), engine.InspectOptions{Progress: progress})
	if err != nil {
		return nil, &fileError{a.String(), err}
	}
	return source, nil
}

// progress returns what writes the progress of reading a database to a terminal, one line
// that the next one covers, and what wipes it out; elsewhere nothing is written.
func (p *program) progress() (show func(engine.Progress), done func()) {
	f, ok := p.stderr.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return nil, func() {}
	}
	var last time.Time
	show = func(now engine.Progress) {
		if time.Since(last) < 100*time.Millisecond {
			return
		}
		last = time.Now()
		if now.Total > 0 {
			fmt.Fprintf(f, "\r\x1b[KReading %.60q (%d of %d)", now.What, now.Done, now.Total)
			return
		}
		fmt.Fprintf(f, "\r\x1b[KReading %.60q", now.What)
	}
	return show, func() { fmt.Fprint(f, "\r\x1b[K") }
}

// servers reads the addresses of servers to prove scripts on.
func (p *program) servers(addresses []string) ([]engine.Server, error) {
	var servers []engine.Server
	for _, text := range addresses {
		a, err := address(text)
		if err != nil {
			return nil, err
		}
		server, err := engine.NewServer(a, p.getenv(PasswordVariable))
		if err != nil {
			return nil, err
		}
		servers = append(servers, server)
	}
	return servers, nil
}
