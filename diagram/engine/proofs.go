package engine

import (
	"context"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// Proofs are what several databases said to the scripts of one diagram.
type Proofs []Proof

// Prove executes a diagram's DDL on SQLite in memory and on each of the servers, in their
// own dialects, and says what came of it. When nothing ran that speaks the dialect that a
// person asked about, Summary says so. Errors are those of ProveSQLite and Server.Prove.
func Prove(ctx context.Context, d *diagram.Diagram, asked *ddl.Dialect, opt ddl.Options, servers []Server) (Proofs, error) {
	sqlite, err := ddl.Find("sqlite")
	if err != nil {
		return nil, err
	}
	own := opt
	if asked.Name != sqlite.Name {
		own.TableOptions = "" // in the words of another database
	}
	if own.Lookups {
		own.IfNotExists = false // nothing exists, and rows are written plainly
	}
	first, err := ProveSQLite(ctx, ddl.Write(d, sqlite, own).SQL)
	if err != nil {
		return nil, err
	}
	proofs := Proofs{first}
	for _, s := range servers {
		p, err := s.Prove(ctx, d, asked, opt)
		if err != nil {
			return nil, err
		}
		proofs = append(proofs, p)
	}
	for i := range proofs {
		if proofs[i].Engine == asked.Title {
			return proofs, nil
		}
	}
	for i := range proofs {
		proofs[i].For = asked.Title
	}
	return proofs, nil
}

// OK tells whether every script ran to its end.
func (list Proofs) OK() bool {
	for _, p := range list {
		if !p.OK() {
			return false
		}
	}
	return true
}

// Summary says in one line what ran where: "Executed on SQLite 3.53 / PostgreSQL 15.18: 12
// tables, 14 foreign keys". Databases that hold other numbers, or refused their script,
// are named by themselves.
func (list Proofs) Summary() string {
	var order []string
	engines := map[string][]string{}
	var refused []string
	asked := ""
	for _, p := range list {
		if !p.OK() {
			refused = append(refused, p.Summary())
			continue
		}
		asked = p.For
		what := p.counts()
		if engines[what] == nil {
			order = append(order, what)
		}
		engines[what] = append(engines[what], p.on())
	}
	var parts []string
	for _, what := range order {
		parts = append(parts, "Executed on "+strings.Join(engines[what], " / ")+": "+what)
	}
	text := strings.Join(append(parts, refused...), "; ")
	if asked != "" && len(order) > 0 {
		text += "; " + asked + " itself not run"
	}
	return text
}

// Stamp puts what was proven into a script, as a comment below its title.
func (list Proofs) Stamp(script string) string {
	title, rest, _ := strings.Cut(script, "\n")
	line := strings.Join(strings.Fields(list.Summary()), " ")
	return title + "\n-- " + line + "\n" + rest
}
