package main

import (
	"context"
	"fmt"

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
	write, done := p.progress()
	defer done()
	var progress func(engine.Progress)
	if write != nil {
		progress = func(now engine.Progress) {
			if now.Total > 0 {
				write(fmt.Sprintf("Reading %.60q (%d of %d)", now.What, now.Done, now.Total))
			} else {
				write(fmt.Sprintf("Reading %.60q", now.What))
			}
		}
	}
	source, err := engine.Inspect(ctx, a, p.getenv(PasswordVariable), engine.InspectOptions{Progress: progress})
	if err != nil {
		return nil, &fileError{a.String(), err}
	}
	return source, nil
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
