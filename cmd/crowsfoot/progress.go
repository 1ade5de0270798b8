package main

import (
	"fmt"
	"os"
	"time"

	"github.com/mattn/go-isatty"
)

// progress returns what writes to a terminal how far long work is, one line that the next
// one covers, and what wipes it out; elsewhere write is nil.
func (p *program) progress() (write func(line string), done func()) {
	f, ok := p.stderr.(*os.File)
	if !ok || !isatty.IsTerminal(f.Fd()) {
		return nil, func() {}
	}
	var last time.Time
	write = func(line string) {
		if time.Since(last) < 100*time.Millisecond {
			return
		}
		last = time.Now()
		fmt.Fprintf(f, "\r\x1b[K%s", line)
	}
	return write, func() { fmt.Fprint(f, "\r\x1b[K") }
}
