package engine

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// Server is a database server that scripts are proven on, each in a database of its own
// that is made for it and dropped after, with those that a killed program left. Its user
// needs the right to create databases.
type Server struct {
	address  Address
	password string
}

// NewServer returns a server. Scripts are not proven on SQLite files; SQLite is there
// always. The database of the address is the one to connect to first; it is not touched.
func NewServer(a Address, password string) (Server, error) {
	if a.Engine == "sqlite" {
		return Server{}, diagram.Errorf(diagram.Invalid, "A server to prove scripts on is postgres://…, mysql://… or mariadb://…; SQLite is there always.")
	}
	return Server{a, password}, nil
}

// String writes the address without a password.
func (s Server) String() string { return s.address.String() }

// GoString keeps the password out of %#v.
func (s Server) GoString() string { return s.String() }

// dropTime is how long dropping a throwaway database may take, after a proof that may
// have been given up.
const dropTime = 10 * time.Second

// Title is what the address says the server is: "PostgreSQL".
func (s Server) Title() string {
	if d, err := ddl.Find(s.address.Engine); err == nil {
		return d.Title
	}
	return s.address.Engine
}

// Prove writes a diagram in the server's own dialect and executes that in a throwaway
// database, which is dropped whatever happens. Options for tables are taken only if the
// dialect is the one that was asked for. A script that the database refuses is a
// Proof with a Failure; an error is a diagram.Error that says why nothing was proven.
func (s Server) Prove(ctx context.Context, d *diagram.Diagram, asked *ddl.Dialect, opt ddl.Options) (p Proof, err error) {
	start := time.Now()
	limited, cancel := context.WithTimeout(ctx, MaxProof)
	defer cancel()
	admin, err := Open(limited, s.address, s.password)
	if err != nil {
		return Proof{}, err
	}
	defer admin.Close()
	if p, err = s.identify(limited, admin); err != nil {
		return Proof{}, readError(s.address, err)
	}
	dialect, err := ddl.Find(p.dialect)
	if err != nil {
		return Proof{}, err
	}
	if asked.Name != dialect.Name {
		opt.TableOptions = "" // in the words of another database
	}
	script := ddl.Write(d, dialect, opt)
	if err := s.allowed(script); err != nil {
		return Proof{}, err
	}
	if err := s.dropLeftovers(limited, admin, start); err != nil {
		return Proof{}, readError(s.address, err)
	}
	name := proofName(start)
	if _, err := admin.ExecContext(limited, "CREATE DATABASE "+name+s.databaseOptions()); err != nil {
		return Proof{}, s.createError(err)
	}
	defer func() {
		drop, cancel := context.WithTimeout(context.WithoutCancel(ctx), dropTime)
		defer cancel()
		if dropErr := s.drop(drop, admin, name); dropErr != nil && err == nil {
			p, err = Proof{}, diagram.Errorf(diagram.Conflict, "The database %s, which was made for the proof on %s, could not be dropped (error %s). Drop it by hand.", name, s.address.HostPort(), serverCode(dropErr))
		}
	}()
	if err := s.run(limited, name, script, &p); err != nil {
		switch {
		case ctx.Err() != nil:
			return Proof{}, fmt.Errorf("prove: %w", ctx.Err())
		case limited.Err() != nil:
			return Proof{}, diagram.Errorf(diagram.TooLarge, "The script took longer than %s on %s, so it was stopped.", MaxProof, p.Engine)
		}
		return Proof{}, readError(s.address, err)
	}
	p.Duration = time.Since(start)
	return p, nil
}

// identify asks the server what it is.
func (s Server) identify(ctx context.Context, db *sql.DB) (Proof, error) {
	var version string
	query := "SELECT version()"
	if s.address.Engine == "postgres" {
		query = "SHOW server_version"
	}
	if err := db.QueryRowContext(ctx, query).Scan(&version); err != nil {
		return Proof{}, err
	}
	number := version[:len(version)-len(strings.TrimLeft(version, "0123456789."))]
	switch {
	case s.address.Engine == "postgres":
		return Proof{Engine: "PostgreSQL", Version: number, dialect: "postgres"}, nil
	case strings.Contains(strings.ToLower(version), "mariadb"):
		return Proof{Engine: "MariaDB", Version: number, dialect: "mariadb"}, nil
	}
	return Proof{Engine: "MySQL", Version: number, dialect: "mysql"}, nil
}

// databaseOptions make the throwaway database one like a new server's.
func (s Server) databaseOptions() string {
	if s.address.Engine == "postgres" {
		return " TEMPLATE template0 ENCODING 'UTF8'"
	}
	return " CHARACTER SET utf8mb4"
}

func (s Server) createError(err error) error {
	switch serverCode(err) {
	case "42501", "1044", "1227":
		return diagram.Errorf(diagram.Forbidden, "The user of %s may not create databases, so nothing can be proven there.", s.address.HostPort())
	}
	return readError(s.address, err)
}

// allowed refuses a script that reaches beyond the throwaway database: in MySQL schemas
// are databases.
func (s Server) allowed(script ddl.Script) error {
	if s.address.Engine == "postgres" {
		return nil
	}
	for _, st := range script.Statements {
		if words := firstWords(st.Text, 2); len(words) == 2 && words[0] == "create" && (words[1] == "schema" || words[1] == "database") {
			return diagram.Errorf(diagram.Unsupported, "The script makes databases of its own, so it is not run on %s.", s.address.HostPort())
		}
	}
	return nil
}

// run executes the script in the throwaway database and counts what is there then.
func (s Server) run(ctx context.Context, name string, script ddl.Script, p *Proof) error {
	a := s.address
	a.Database = name
	db, err := Open(ctx, a, s.password)
	if err != nil {
		return err
	}
	defer db.Close()
	line := 1
	at := 0
	for _, st := range script.Statements {
		if i := strings.Index(script.SQL[at:], st.Text); i >= 0 {
			line += strings.Count(script.SQL[at:at+i], "\n")
			at += i
		}
		if _, err := db.ExecContext(ctx, st.Text); err != nil {
			if ctx.Err() != nil || serverCode(err) == "" {
				return err
			}
			p.Failure = &Failure{Message: serverMessage(err), Line: line, Statement: cut(st.Text, 500)}
			break
		}
		p.Statements++
	}
	return db.QueryRowContext(ctx, s.counting()).Scan(&p.Tables, &p.Views, &p.Indexes, &p.ForeignKeys)
}

// counting is the query for the tables, views, indexes and foreign keys of the database.
func (s Server) counting() string {
	if s.address.Engine == "postgres" {
		return `WITH ours AS (SELECT c.oid, c.relkind FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e'))
			SELECT (SELECT count(*) FROM ours WHERE relkind IN ('r', 'p')), (SELECT count(*) FROM ours WHERE relkind IN ('v', 'm')),
			(SELECT count(*) FROM pg_catalog.pg_index i JOIN ours ON ours.oid = i.indexrelid WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))),
			(SELECT count(*) FROM pg_catalog.pg_constraint k JOIN ours ON ours.oid = k.conrelid WHERE k.contype = 'f')`
	}
	return `SELECT (SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_type = 'BASE TABLE'),
		(SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_type = 'VIEW'),
		(SELECT count(DISTINCT table_name, index_name) FROM information_schema.statistics WHERE table_schema = database() AND non_unique = 1),
		(SELECT count(*) FROM information_schema.table_constraints WHERE table_schema = database() AND constraint_type = 'FOREIGN KEY')`
}

// drop removes the throwaway database, with whoever is still in it.
func (s Server) drop(ctx context.Context, admin *sql.DB, name string) error {
	if s.address.Engine != "postgres" {
		_, err := admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+name)
		return err
	}
	_, err := admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	if serverCode(err) == "42601" { // PostgreSQL 12 knows no FORCE
		_, err = admin.ExecContext(ctx, "DROP DATABASE IF EXISTS "+name)
	}
	return err
}

// serverMessage is what a server said to a statement of ours.
func serverMessage(err error) string {
	return cut(strings.Join(strings.Fields(answerOf(err)), " "), 500)
}
