package main

import (
	"bytes"
	"context"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestDatabaseAsFile gives a database to the commands that take a FILE.
func TestDatabaseAsFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "shop.db")
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	_, err = db.Exec(`CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT); CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id))`)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	const secret = "s3cr3t"
	for _, c := range []struct {
		name   string
		args   []string
		code   int
		stdout string
		stderr string
	}{
		{"read", []string{"read", "sqlite:" + file}, exitFine, "orders (zero_many) → customers (one)  [customer_id] → [id]", ""},
		{"ddl", []string{"ddl", "sqlite:" + file, "--dialect", "postgres"}, exitFine, "PostgreSQL script of shop", ""},
		{"ddl and prove", []string{"ddl", "sqlite:" + file, "--dialect", "sqlite", "--prove"}, exitFine, "-- Executed on SQLite 3.", "2 tables, 1 foreign key"},
		{"lint", []string{"lint", "sqlite:" + file, "--fail-on", "never"}, exitFine, "", ""},
		{"convert", []string{"convert", "sqlite:" + file, "-", "--to", "crowsfoot"}, exitFine, `"name": "customers"`, ""},
		{"no file", []string{"read", "sqlite:" + file + "x"}, exitUsage, "", "shop.dbx: The file can't be opened"},
		{"password", []string{"read", "postgres://ann:" + secret + "@127.0.0.1:1/shop"}, exitUsage, "", "put it into CROWSFOOT_DB_PASSWORD"},
		{"no server", []string{"read", "postgres://ann@127.0.0.1:1/shop"}, exitUsage, "", "postgres://ann@127.0.0.1:1/shop: No database server answers"},
		{"lint without a server", []string{"lint", "mysql://ann:" + secret + "@127.0.0.1:1/shop"}, exitUsage, "", "put it into CROWSFOOT_DB_PASSWORD"},
		{"prove on a file", []string{"ddl", "sqlite:" + file, "--dialect", "sqlite", "--on", "sqlite:" + file}, exitUsage, "", "SQLite is there always"},
		{"prove without a server", []string{"ddl", "sqlite:" + file, "--dialect", "postgres", "--on", "postgres://ann@127.0.0.1:1/shop"}, exitUsage, "", "No database server answers"},
		{"serve with an address for a host", []string{"serve", "--allow-database", "mysql://db.example/x"}, exitUsage, "", "takes host or host:port"},
		{"serve with a password", []string{"serve", "--prove-on", "postgres://ann:" + secret + "@db.example/x"}, exitUsage, "", "put it into CROWSFOOT_DB_PASSWORD"},
		{"serve with a file to prove on", []string{"serve", "--prove-on", "sqlite:" + file}, exitUsage, "", "SQLite is there always"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			getenv := func(name string) string {
				if name == PasswordVariable {
					return secret
				}
				return ""
			}
			code := run(context.Background(), c.args, strings.NewReader(""), &stdout, &stderr, getenv)
			require.Equal(t, c.code, code, stderr.String())
			require.Contains(t, stdout.String(), c.stdout)
			require.Contains(t, stderr.String(), c.stderr)
			require.NotContains(t, stdout.String()+stderr.String(), secret)
		})
	}
}
