package web

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"
)

// proofTime bounds how long a page waits for a proof on SQLite; a server has as long as
// engine.MaxProof on top.
const proofTime = 10 * time.Second

// provenScript names one script: of a diagram as it was, in a dialect, with options.
type provenScript struct {
	id      diagram.ID
	seq     int64
	dialect string
	options ddl.Options
}

// proofs remembers the last proof on servers of each diagram, so that a download can say
// what was run without running it: fetching a file does nothing to a server.
type proofs struct {
	mu   sync.Mutex
	last map[diagram.ID]keptProof
}

type keptProof struct {
	script provenScript
	proofs engine.Proofs
}

// maxProofs bounds how many proofs are remembered.
const maxProofs = 1000

func (p *proofs) keep(script provenScript, list engine.Proofs) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == nil || len(p.last) >= maxProofs {
		p.last = map[diagram.ID]keptProof{}
	}
	p.last[script.id] = keptProof{script, list}
}

func (p *proofs) of(script provenScript) engine.Proofs {
	p.mu.Lock()
	defer p.mu.Unlock()
	if k, ok := p.last[script.id]; ok && k.script == script {
		return k.proofs
	}
	return nil
}

// prove executes the diagram's DDL and answers what happened: on SQLite in memory, and with
// "servers" on the servers that the operator names, too.
func (s *Server) prove(c echo.Context) error {
	d, seq, dialect, err := s.asked(c)
	if err != nil {
		return err
	}
	opt := scriptOptions(c)
	limit, servers := proofTime, []engine.Server(nil)
	if c.QueryParam("servers") != "" {
		servers = s.ProveOn
		limit += engine.MaxProof * 2
	}
	ctx, cancel := context.WithTimeout(c.Request().Context(), limit)
	defer cancel()
	if len(servers) > 0 {
		leave, err := s.imports.take(ctx, databaseSize)
		if err != nil {
			return err
		}
		defer leave()
	}
	proofs, err := engine.Prove(ctx, d, dialect, opt, servers)
	if err != nil {
		return err
	}
	if len(servers) > 0 {
		s.proofs.keep(provenScript{infoOf(c).ID, seq, dialect.Name, opt}, proofs)
	}
	return c.JSON(http.StatusOK, map[string]any{"seq": seq, "ok": proofs.OK(), "summary": proofs.Summary()})
}

// proveOn names the servers for people: "PostgreSQL, MariaDB".
func (s *Server) proveOn() string {
	var names []string
	for _, x := range s.ProveOn {
		if !slices.Contains(names, x.Title()) {
			names = append(names, x.Title())
		}
	}
	return strings.Join(names, ", ")
}

// stamped returns a script with a line that says what was run: on SQLite now, and on the
// servers if this very script was proven there. A script that can't be proven, for its
// size, is handed over without.
func (s *Server) stamped(ctx context.Context, script provenScript, d *diagram.Diagram, dialect *ddl.Dialect, text string) string {
	list := s.proofs.of(script)
	if list == nil {
		ctx, cancel := context.WithTimeout(ctx, proofTime)
		defer cancel()
		var err error
		if list, err = engine.Prove(ctx, d, dialect, script.options, nil); err != nil {
			return text
		}
	}
	return list.Stamp(text)
}
