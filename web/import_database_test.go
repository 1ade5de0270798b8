package web_test

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/format"
	"crowsfoot/web"
)

// shopDatabase makes an SQLite file with two tables.
func shopDatabase(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "shop.db")
	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	_, err = db.Exec("CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL); CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customers (id))")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	return file
}

// databaseAnswer is the last line of an answer.
type databaseAnswer struct {
	URL   string
	Error *struct{ Code, Message string }
}

func importDatabase(t *testing.T, a *app, in map[string]string) databaseAnswer {
	t.Helper()
	body, err := json.Marshal(in)
	require.NoError(t, err)
	w := a.post("/import/database", string(body))
	lines := strings.Split(strings.TrimSpace(w.body), "\n")
	var last databaseAnswer
	require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &last), w.body)
	return last
}

func TestImportDatabase(t *testing.T) {
	a := start(t)
	file := shopDatabase(t)
	got := importDatabase(t, a, map[string]string{"address": "sqlite:" + file})
	require.Nil(t, got.Error)
	require.Regexp(t, "^/diagrams/", got.URL)
	d, _ := a.diagram(got.URL)
	require.Equal(t, "shop", d.Name)
	require.Equal(t, "sqlite", d.Dialect)
	require.Len(t, d.Tables, 2)
	require.Len(t, d.Relationships, 1)
	places := map[float64]bool{}
	for _, x := range d.Tables {
		places[x.Pos.X*10000+x.Pos.Y] = true
	}
	require.Len(t, places, 2, "tables are laid out")
	require.Contains(t, a.get(got.URL+"/report").body, `"format":"crowsfoot"`)

	db, err := sql.Open("sqlite", file)
	require.NoError(t, err)
	_, err = db.Exec("ALTER TABLE customers ADD COLUMN email TEXT; ALTER TABLE orders RENAME COLUMN customer_id TO buyer_id")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	again := importDatabase(t, a, map[string]string{"address": "sqlite:" + file, "into": strings.TrimPrefix(got.URL, "/diagrams/")})
	require.Nil(t, again.Error)
	require.Contains(t, again.URL, got.URL+"#", "a database is merged into the diagram that is open")
	_, draft, _ := strings.Cut(again.URL, "#merge=")
	var plan struct {
		Earlier string
		Changes []json.RawMessage
	}
	a.post(got.URL+"/merge/"+draft+"/plan", "").decode(t, &plan)
	require.Equal(t, "shop", plan.Earlier, "it is a newer edition of the same")
	require.NotEmpty(t, plan.Changes)
	require.Equal(t, 204, a.post(got.URL+"/merge/"+draft, "").status)
	merged, _ := a.diagram(got.URL)
	require.Len(t, merged.Tables, 2)
	for id, before := range d.Tables {
		now := merged.Tables[id]
		require.NotNil(t, now, "tables stay the same objects")
		require.Equal(t, before.Pos, now.Pos, "and where they are")
	}
}

func TestImportDatabaseSaysWhatIsWrong(t *testing.T) {
	const secret = "s3cr3t-pa55"
	var log bytes.Buffer
	a := start(t, func(c *web.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	empty := filepath.Join(t.TempDir(), "empty.db")
	db, err := sql.Open("sqlite", empty)
	require.NoError(t, err)
	_, err = db.Exec("CREATE TABLE a (id); DROP TABLE a")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	for address, want := range map[string]string{
		"":                                    "not the address of a database",
		"postgres://ann:" + secret + "@h:x/d": "can't be read",
		"postgres://ann:" + secret + "@127.0.0.1:1/d":    "No database server answers at 127.0.0.1:1",
		"mysql://ann:" + secret + "@169.254.169.254/d":   "are not connected to",
		"sqlite:/no/such/" + "file.db":                   "can't be opened",
		"sqlite:" + empty:                                "no table",
		"postgres://ann@127.0.0.1:1/d?options=" + secret: "a setting that is not known",
	} {
		got := importDatabase(t, a, map[string]string{"address": address, "password": secret})
		require.NotNil(t, got.Error, address)
		require.Contains(t, got.Error.Message, want)
		require.NotContains(t, got.Error.Message, secret)
	}
	require.NotContains(t, log.String(), secret)
	require.Equal(t, 404, a.post("/import/database", `{"address":"sqlite:`+empty+`","into":"nope"}`).status)
}

// TestImportDatabaseForOthers asks a server that other machines reach.
func TestImportDatabaseForOthers(t *testing.T) {
	closed := start(t, func(c *web.Config) { c.Remote = true })
	listed := start(t, func(c *web.Config) { c.Remote, c.Databases = true, []string{"127.0.0.1:1", "db.example", "[::1]"} })
	file := shopDatabase(t)
	for address, want := range map[string][2]string{
		"sqlite:" + file:                         {"are not read for others", "are not read for others"},
		"postgres:///shop?host=/run/postgresql":  {"are not read for others", "are not read for others"},
		"postgres://ann@127.0.0.1:1/shop":        {"does not connect", "No database server answers"},
		"postgres://ann@127.0.0.1:2/shop":        {"does not connect", "does not connect"},
		"postgres://ann@localhost:1/shop":        {"does not connect", "does not connect"},
		"mysql://ann@db.example.evil.test/shop":  {"does not connect", "does not connect"},
		"mysql://ann@[::1]:1/shop":               {"does not connect", "No database server answers"},
		"mysql://ann@127.0.0.1:1@evil.test/shop": {"", ""},
	} {
		for i, a := range []*app{closed, listed} {
			got := importDatabase(t, a, map[string]string{"address": address})
			require.NotNil(t, got.Error, address)
			require.Contains(t, got.Error.Message, want[i], address)
		}
	}
	require.Contains(t, closed.get("/").body, `data-databases=""`)
	require.Contains(t, listed.get("/").body, `data-databases="listed"`)
	require.Contains(t, start(t).get("/").body, `data-databases="any"`)
}

func TestDownloadSaysWhatWasRun(t *testing.T) {
	a := start(t)
	got := importDatabase(t, a, map[string]string{"address": "sqlite:" + shopDatabase(t)})
	require.Regexp(t, `^-- PostgreSQL script of shop\n-- Executed on SQLite 3\.\d+: 2 tables, 1 foreign key; PostgreSQL itself not run\n`, a.get(got.URL+"/ddl.sql?dialect=postgres").body)
	require.NotContains(t, a.get(got.URL).body, "prove-on")
}

// TestProveOnAServerThatIsNotThere has a server that nobody answers at.
func TestProveOnAServerThatIsNotThere(t *testing.T) {
	address, _, err := engine.ParseAddress("postgres://ann@127.0.0.1:1/shop")
	require.NoError(t, err)
	server, err := engine.NewServer(address, "")
	require.NoError(t, err)
	a := start(t, func(c *web.Config) { c.ProveOn = []engine.Server{server} })
	got := importDatabase(t, a, map[string]string{"address": "sqlite:" + shopDatabase(t)})
	page := a.get(got.URL).body
	require.Contains(t, page, "Prove on PostgreSQL")
	require.NotContains(t, page, "127.0.0.1:1", "pages do not tell where servers are")
	require.Equal(t, 200, a.post(got.URL+"/prove?dialect=postgres", "").status)
	w := a.post(got.URL+"/prove?dialect=postgres&servers=1", "")
	require.Equal(t, 404, w.status)
	require.Contains(t, w.body, "No database server answers")
}

// TestReadDatabase reads a database as what a migration starts from: nothing is kept.
func TestReadDatabase(t *testing.T) {
	a := start(t)
	w := a.post("/database", `{"address": "sqlite:`+shopDatabase(t)+`"}`)
	lines := strings.Split(strings.TrimSpace(w.body), "\n")
	var last struct {
		Name   string
		Schema json.RawMessage
	}
	require.NoError(t, json.Unmarshal([]byte(lines[len(lines)-1]), &last), w.body)
	require.Equal(t, "shop", last.Name)
	s, err := format.Read("shop", last.Schema, "")
	require.NoError(t, err)
	require.Len(t, s.Pages[0].Diagram.Tables, 2)
}
