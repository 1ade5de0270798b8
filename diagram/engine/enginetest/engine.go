// Package enginetest starts real databases for tests: a PostgreSQL and a MariaDB in
// temporary folders, reached by unix sockets alone, one of each for a test process.
//
// It downloads nothing and touches no server that runs already. A machine without the
// servers skips the tests, unless CROWSFOOT_REQUIRE_ENGINES is 1: then they fail. Start
// at Run, PostgreSQL and MariaDB.
package enginetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/go-sql-driver/mysql" // the driver "mysql"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
	"github.com/stretchr/testify/require"
)

// RequireVariable is the environment variable that makes missing servers a failure.
const RequireVariable = "CROWSFOOT_REQUIRE_ENGINES"

// DB is one running server.
type DB struct {
	// Name is "PostgreSQL" or "MariaDB", Version what the server says of itself.
	Name, Version string

	// Address is where the server is, as people write it; its user may do everything.
	Address string

	driver  string
	dsn     func(database string) string
	admin   *sql.DB
	command *exec.Cmd
	signal  os.Signal
	folder  string
	exited  chan struct{}
}

// Run runs the tests and stops the servers they started. TestMain calls it:
//
//	func TestMain(m *testing.M) { os.Exit(enginetest.Run(m)) }
func Run(m *testing.M) int {
	defer stopAll()
	return m.Run()
}

var (
	postgres = sync.OnceValues(startPostgreSQL)
	mariadb  = sync.OnceValues(startMariaDB)

	mu      sync.Mutex
	running []*DB
	numbers atomic.Int64
)

// PostgreSQL returns the PostgreSQL server of this test process.
func PostgreSQL(t testing.TB) *DB { return need(t, "PostgreSQL", postgres) }

// MariaDB returns the MariaDB server of this test process.
func MariaDB(t testing.TB) *DB { return need(t, "MariaDB", mariadb) }

// need starts a server, or skips the test, or fails it where servers are required.
func need(t testing.TB, name string, start func() (*DB, error)) *DB {
	t.Helper()
	db, err := start()
	var missing missingError
	switch {
	case err == nil:
		return db
	case errors.As(err, &missing) && os.Getenv(RequireVariable) != "1":
		t.Skipf("%s is not installed: %v", name, err)
	default:
		t.Fatalf("%s: %v", name, err)
	}
	return nil
}

// missingError says that a program is not on this machine.
type missingError string

func (e missingError) Error() string { return string(e) }

// Databases lists the databases of the server.
func (db *DB) Databases(t testing.TB) []string {
	t.Helper()
	query := "SHOW DATABASES"
	if db.driver == "pgx" {
		query = "SELECT datname FROM pg_database ORDER BY datname"
	}
	rows, err := db.admin.QueryContext(context.Background(), query)
	require.NoError(t, err)
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		require.NoError(t, rows.Scan(&name))
		names = append(names, name)
	}
	require.NoError(t, rows.Err())
	return names
}

// Fresh creates an empty database and returns a connection to it; both go with the test.
func (db *DB) Fresh(t testing.TB) *sql.DB {
	t.Helper()
	name := fmt.Sprintf("case_%d", numbers.Add(1))
	_, err := db.admin.ExecContext(context.Background(), "CREATE DATABASE "+name)
	require.NoError(t, err)
	conn, err := sql.Open(db.driver, db.dsn(name))
	require.NoError(t, err)
	// One connection, so that settings of a script hold for all of it.
	conn.SetMaxOpenConns(1)
	t.Cleanup(func() {
		conn.Close()
		if _, err := db.admin.ExecContext(context.Background(), "DROP DATABASE "+name); err != nil {
			t.Errorf("drop %s on %s: %v", name, db.Name, err)
		}
	})
	return conn
}

// Create makes a database that goes with the test, if it is still there.
func (db *DB) Create(t testing.TB, name string) {
	t.Helper()
	_, err := db.admin.ExecContext(context.Background(), "CREATE DATABASE "+name)
	require.NoError(t, err)
	t.Cleanup(func() {
		if _, err := db.admin.ExecContext(context.Background(), "DROP DATABASE IF EXISTS "+name); err != nil {
			t.Errorf("drop %s on %s: %v", name, db.Name, err)
		}
	})
}

func startPostgreSQL() (*DB, error) {
	// Debian keeps the programs of each version in a folder of its own, not on PATH.
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if path, err := exec.LookPath("initdb"); err == nil {
		found = append(found, path)
	}
	if len(found) == 0 {
		return nil, missingError("initdb is neither in /usr/lib/postgresql nor on PATH")
	}
	bin := filepath.Dir(found[len(found)-1])
	folder, attributes, err := serverFolder("pg")
	if err != nil {
		return nil, err
	}
	data := filepath.Join(folder, "data")
	initdb := serverCommand(attributes, filepath.Join(bin, "initdb"), "-D", data, "-A", "trust", "-U", "postgres", "-N", "-E", "UTF8", "--locale=C")
	if out, err := initdb.CombinedOutput(); err != nil {
		os.RemoveAll(folder)
		return nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	db := &DB{
		Name: "PostgreSQL", Address: "postgres://postgres@/postgres?host=" + folder, driver: "pgx", folder: folder, signal: syscall.SIGQUIT,
		dsn: func(database string) string { return "host=" + folder + " user=postgres dbname=" + database },
		command: serverCommand(attributes, filepath.Join(bin, "postgres"), "-D", data, "-k", folder, "-c", "listen_addresses=",
			"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=16MB", "-c", "max_locks_per_transaction=1024"),
	}
	return db, db.start("postgres")
}

func startMariaDB() (*DB, error) {
	bin, err := exec.LookPath("mariadbd")
	if err != nil {
		bin = "/usr/sbin/mariadbd" // Debian: not on an ordinary user's PATH
	}
	if _, err := os.Stat(bin); err != nil {
		return nil, missingError("mariadbd is neither on PATH nor in /usr/sbin")
	}
	folder, attributes, err := serverFolder("my")
	if err != nil {
		return nil, err
	}
	// An empty data folder is enough when nobody asks for rights.
	data := filepath.Join(folder, "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		return nil, err
	}
	if c := attributes.Credential; c != nil {
		if err := os.Chown(data, int(c.Uid), int(c.Gid)); err != nil {
			return nil, err
		}
	}
	socket := filepath.Join(folder, "s")
	db := &DB{
		Name: "MariaDB", Address: "mariadb://root@/?socket=" + socket, driver: "mysql", folder: folder, signal: syscall.SIGKILL,
		dsn: func(database string) string { return "root@unix(" + socket + ")/" + database },
		command: serverCommand(attributes, bin, "--no-defaults", "--datadir="+data, "--socket="+socket, "--pid-file="+filepath.Join(folder, "pid"),
			"--skip-networking", "--skip-grant-tables", "--character-set-server=utf8mb4", "--innodb-buffer-pool-size=32M",
			"--innodb-log-file-size=8M", "--innodb-flush-log-at-trx-commit=0"),
	}
	return db, db.start("")
}

// start starts the server, waits until it answers, and says its version on standard
// error, so that a run without engines can't pass unseen.
func (db *DB) start(database string) error {
	if err := db.command.Start(); err != nil {
		os.RemoveAll(db.folder)
		return err
	}
	db.exited = make(chan struct{})
	go func() {
		_ = db.command.Wait()
		close(db.exited)
	}()
	mu.Lock()
	running = append(running, db)
	mu.Unlock()
	var err error
	if db.admin, err = sql.Open(db.driver, db.dsn(database)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for {
		if err = db.admin.QueryRowContext(ctx, "SELECT version()").Scan(&db.Version); err == nil {
			fmt.Fprintf(os.Stderr, "engine: %s %s\n", db.Name, db.Version)
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("no answer within a minute: %w", err)
		case <-db.exited:
			return fmt.Errorf("the server ended at once: %w", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// stopAll ends the servers and removes their folders.
func stopAll() {
	mu.Lock()
	defer mu.Unlock()
	for _, db := range running {
		if db.admin != nil {
			db.admin.Close()
		}
		_ = db.command.Process.Signal(db.signal)
		<-db.exited
		os.RemoveAll(db.folder)
	}
	running = nil
}

// serverFolder makes a folder for a server, short enough for a unix socket in it, and
// the user to run as: the servers refuse to run as root.
func serverFolder(prefix string) (string, *syscall.SysProcAttr, error) {
	folder, err := os.MkdirTemp("", prefix)
	if err != nil {
		return "", nil, err
	}
	if len(folder) > 80 {
		os.RemoveAll(folder)
		return "", nil, fmt.Errorf("the temporary folder %s is too long for a unix socket; set TMPDIR to a short one", folder)
	}
	attributes := &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if os.Getuid() != 0 {
		return folder, attributes, nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		return "", nil, err
	}
	uid, _ := strconv.Atoi(nobody.Uid)
	gid, _ := strconv.Atoi(nobody.Gid)
	attributes.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return folder, attributes, os.Chown(folder, uid, gid)
}

// serverCommand builds a command that starts in a folder every user may read.
func serverCommand(attributes *syscall.SysProcAttr, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(context.Background(), name, args...)
	c.SysProcAttr = attributes
	c.Dir = "/"
	return c
}
