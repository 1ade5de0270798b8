// Package sqlite keeps diagrams in one SQLite file: the store of a single server. A
// batch counts as saved only after the disk has it (WAL with synchronous=FULL); one
// writer collects what waits and pays for one sync together (commit.go).
//
// It keeps what it is given and knows no operation. One process at a time may have a
// data folder; Backup works beside it.
//
// Start at Open; log.go is the log of batches, migration/ the tables.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"github.com/pressly/goose/v3"
	"modernc.org/sqlite"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
)

// fileName is the database in a data folder.
const fileName = "crowsfoot.db"

// readers is the number of connections that read beside the writer.
const readers = 4

//go:embed migration/*.sql
var migrations embed.FS

// Store is an open data folder.
type Store struct {
	path   string
	epoch  string
	lock   *lock
	writer *sql.DB // one connection, used by the committer alone
	reader *sql.DB
	*committer

	closing sync.Once
	closed  error
}

var _ store.Store = (*Store)(nil)

// Open opens the data folder, which it makes when it is not there, and brings the
// tables up to date. The folder is locked until Close: a second process gets an error
// that names it.
func Open(ctx context.Context, dir string) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, diagram.Errorf(diagram.Invalid, "The data folder %s can't be made: %s.", dir, reason(err))
	}
	if err := refuseNetwork(dir); err != nil {
		return nil, err
	}
	held, err := lockFolder(dir)
	if err != nil {
		return nil, err
	}
	s, err := open(ctx, filepath.Join(dir, fileName))
	if err != nil {
		return nil, errors.Join(err, held.release())
	}
	s.lock = held
	return s, nil
}

// open opens a database file that nobody else writes to.
func open(ctx context.Context, path string) (_ *Store, err error) {
	// A _pragma of a DSN is run as SQL: only one statement each, whatever comes.
	sqlite.StrictPragmas(true)
	s := &Store{path: path}
	defer func() {
		if err != nil {
			err = errors.Join(readable(err), s.closePools())
		}
	}()
	if s.writer, err = sql.Open("sqlite", dsn(path)); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s.writer.SetMaxOpenConns(1)
	if err := migrate(ctx, s.writer, path); err != nil {
		return nil, err
	}
	if s.reader, err = sql.Open("sqlite", dsn(path, "query_only(1)")); err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	s.reader.SetMaxOpenConns(readers)
	s.reader.SetMaxIdleConns(readers)
	if s.epoch, err = epoch(ctx, s.reader); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if s.committer, err = startCommitter(ctx, s.writer); err != nil {
		return nil, err
	}
	return s, nil
}

// Path is the database file.
func (s *Store) Path() string { return s.path }

// Epoch names this life of the database.
func (s *Store) Epoch() string { return s.epoch }

// Close writes what waits, and lets go of the file and the folder. Doing it again does
// nothing.
func (s *Store) Close() error {
	s.closing.Do(func() {
		s.stop()
		s.closed = errors.Join(s.closePools(), s.lock.release())
	})
	return s.closed
}

func (s *Store) closePools() error {
	var errs []error
	// The writer goes last: its close moves the write-ahead log into the database.
	for _, db := range []*sql.DB{s.reader, s.writer} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// dsn names a database file with the settings that every connection has. The order
// counts: without busy_timeout first, switching to WAL can meet a lock.
func dsn(path string, more ...string) string {
	query := "_txlock=immediate&_dqs=0"
	for _, p := range append([]string{
		"busy_timeout(10000)",
		"journal_mode(WAL)",
		"synchronous(FULL)",
		"foreign_keys(1)",
		"trusted_schema(0)",
		"journal_size_limit(67108864)",
	}, more...) {
		query += "&_pragma=" + p
	}
	return fileURL(path, query)
}

// fileURL escapes a path for SQLite, as a folder's name may hold "?" and "%".
func fileURL(path, query string) string {
	path = filepath.ToSlash(path)
	if path[0] != '/' {
		path = "/" + path // C:/… of Windows
	}
	return (&url.URL{Scheme: "file", Path: path, RawQuery: query}).String()
}

// provider knows the migrations of this build.
func provider(db *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migration")
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	return p, nil
}

// migrate brings the tables up to date, and refuses a file of a newer release.
func migrate(ctx context.Context, db *sql.DB, path string) error {
	p, err := provider(db)
	if err != nil {
		return err
	}
	have, want, err := p.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("read the version of %s: %w", path, err)
	}
	if have > want {
		return diagram.Errorf(diagram.Unsupported,
			"The database %s was written by a newer release of Crowsfoot (version %d of its tables, this release knows %d). Start that release, or name another data folder.", path, have, want)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("bring %s up to date: %w", path, err)
	}
	return nil
}

func epoch(ctx context.Context, db *sql.DB) (string, error) {
	var e string
	err := db.QueryRowContext(ctx, `SELECT value FROM setting WHERE name = 'epoch'`).Scan(&e)
	return e, err
}
