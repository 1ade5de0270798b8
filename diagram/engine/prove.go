// Package engine works with real databases: Inspect reads the schema of one that a person
// names, Prove executes the scripts of a diagram and says what came of it.
//
// A database that holds anybody's data is only read, in a transaction that can't write.
// Scripts run in databases made for them: in memory, or on a server in one that is dropped
// after. It makes no diagram and writes no script itself; that is package ddl. Passwords
// stay in connections: no value, error or log holds them. Start at Inspect, InspectDB and
// Prove.
package engine

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"crowsfoot/diagram"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Limits of a proof.
const (
	// MaxScript is the length of a script in bytes.
	MaxScript = 32 << 20
	// MaxProof is the longest a proof may take.
	MaxProof = 30 * time.Second
	// maxPages bounds the database in memory to 256 MB.
	maxPages = 65_536
)

// Proof is what a database said to a script.
type Proof struct {
	// Engine is the database: "SQLite", and Version its version: "3.53.0".
	Engine, Version string
	// For is the database a person asked about, when it is another one: then Summary says
	// that it was not run itself. ProveSQLite leaves it empty.
	For string
	// Statements is how many statements ran without an error.
	Statements int
	// Tables, Views, Indexes and ForeignKeys are what the database holds afterwards.
	// Indexes are those that were asked for, not those behind keys.
	Tables, Views, Indexes, ForeignKeys int
	// Duration is how long it took.
	Duration time.Duration
	// Failure is the first error, or nil when the script ran to its end.
	Failure *Failure

	dialect string // that a server speaks
}

// Failure is the first thing a database refused.
type Failure struct {
	// Message is what the database said.
	Message string
	// Line is where the statement begins in the script, from 1; 0 when the error is not
	// one of a single statement.
	Line int
	// Statement is the statement that was refused, cut to 500 bytes.
	Statement string
}

// OK tells whether the whole script ran.
func (p Proof) OK() bool { return p.Failure == nil }

// Summary says the proof in one sentence: "Executed on SQLite 3.53: 12 tables, 14 foreign
// keys", and behind it "; PostgreSQL itself not run" where For says so.
func (p Proof) Summary() string {
	if f := p.Failure; f != nil {
		if f.Line == 0 {
			return fmt.Sprintf("Refused by %s: %s", p.on(), f.Message)
		}
		return fmt.Sprintf("Refused by %s at line %d: %s", p.on(), f.Line, f.Message)
	}
	s := "Executed on " + p.on() + ": " + p.counts()
	if p.For != "" && p.For != p.Engine {
		s += "; " + p.For + " itself not run"
	}
	return s
}

// on names the database: "SQLite 3.53".
func (p Proof) on() string { return p.Engine + " " + shortVersion(p.Version) }

// counts says what the database holds.
func (p Proof) counts() string {
	s := diagram.Counted(p.Tables, "table") + ", " + diagram.Counted(p.ForeignKeys, "foreign key")
	if p.Views > 0 {
		s += ", " + diagram.Counted(p.Views, "view")
	}
	return s
}

// shortVersion keeps the first two numbers of a version.
func shortVersion(v string) string {
	points := 0
	for i := range len(v) {
		if v[i] == '.' {
			if points++; points == 2 {
				return v[:i]
			}
		}
	}
	return v
}

// ProveSQLite executes a script in an empty SQLite database in memory, with foreign keys
// on, and says what it made. A script that the database refuses is a Proof with a
// Failure. An error is a diagram.Error: the script is too large, took too long, or holds
// a statement that no script of ours has (ATTACH, PRAGMA, INSERT …); then nothing of it
// was run.
func ProveSQLite(ctx context.Context, script string) (Proof, error) {
	start := time.Now()
	if len(script) > MaxScript {
		return Proof{}, diagram.Errorf(diagram.TooLarge, "The script is longer than %d MB, so it is not executed.", MaxScript>>20)
	}
	statements := split(script)
	for _, s := range statements {
		if !s.allowed() {
			return Proof{}, diagram.Errorf(diagram.Forbidden, "Line %d of the script begins with a statement that is not executed here: only CREATE and DROP of tables, indexes and views are.", s.line).At(s.line, 1)
		}
	}
	ctx, cancel := context.WithTimeout(ctx, MaxProof)
	defer cancel()
	p, err := prove(ctx, statements)
	p.Duration = time.Since(start)
	if err == nil {
		return p, nil
	}
	if ctx.Err() != nil {
		return Proof{}, diagram.Errorf(diagram.TooLarge, "The script took longer than %s on SQLite, so it was stopped.", MaxProof)
	}
	return Proof{}, fmt.Errorf("prove on SQLite: %w", err)
}

// prove runs the statements and counts what there is afterwards.
func prove(ctx context.Context, statements []statement) (Proof, error) {
	p := Proof{Engine: "SQLite"}
	pool, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return p, err
	}
	defer pool.Close()
	// One connection, because each would have a database of its own.
	db, err := pool.Conn(ctx)
	if err != nil {
		return p, err
	}
	defer func() { _ = db.Close() }()
	if err := db.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&p.Version); err != nil {
		return p, err
	}
	settings := fmt.Sprintf("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA max_page_count = %d", maxPages)
	if _, err := db.ExecContext(ctx, settings); err != nil {
		return p, err
	}
	for _, s := range statements {
		if _, err := db.ExecContext(ctx, s.text); err != nil {
			if ctx.Err() != nil {
				return p, err
			}
			p.Failure = &Failure{Message: plainMessage(err), Line: s.line, Statement: cut(s.text, 500)}
			return p, countObjects(ctx, db, &p)
		}
		p.Statements++
	}
	if err := countObjects(ctx, db, &p); err != nil {
		return p, err
	}
	// SQLite looks at what foreign keys refer to only when rows come. This look at no
	// rows tells of keys that refer to columns that are not unique.
	if err := exhaust(ctx, db, "PRAGMA foreign_key_check"); err != nil {
		if ctx.Err() != nil {
			return p, err
		}
		p.Failure = &Failure{Message: plainMessage(err)}
	}
	return p, nil
}

// exhaust runs a query for the error it may give.
func exhaust(ctx context.Context, db *sql.Conn, query string) error {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
	}
	return rows.Err()
}

// countObjects reads the catalog.
func countObjects(ctx context.Context, db *sql.Conn, p *Proof) error {
	const query = `SELECT
		(SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'),
		(SELECT count(*) FROM sqlite_master WHERE type = 'view'),
		(SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL),
		(SELECT count(*) FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' AND f.seq = 0)`
	return db.QueryRowContext(ctx, query).Scan(&p.Tables, &p.Views, &p.Indexes, &p.ForeignKeys)
}
