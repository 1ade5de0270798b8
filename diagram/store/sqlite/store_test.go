package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/sqlite"
	"crowsfoot/diagram/store/storetest"
)

var ctx = context.Background()

// opened opens a data folder and closes it when the test ends.
func opened(t testing.TB, dir string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(ctx, dir)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, s.Close()) })
	return s
}

func hasCode(t *testing.T, err error, code diagram.Code, part string) {
	t.Helper()
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code)
	require.Contains(t, e.Message, part)
}

// made creates a diagram with n batches.
func made(t testing.TB, s store.Store, n int) diagram.ID {
	t.Helper()
	id := diagram.NewID()
	var entries []op.Entry
	for i := range n {
		entries = append(entries, storetest.Entry(int64(i+1), "a"))
	}
	require.NoError(t, s.Create(ctx, store.New{ID: id, Name: "shop", Created: time.Now(), Entries: entries}))
	return id
}

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) (store.Store, func() store.Store) {
		dir := t.TempDir()
		return opened(t, dir), func() store.Store { return opened(t, dir) }
	})
}

// TestSettings holds what the promise "acknowledged is on disk" rests on.
func TestSettings(t *testing.T) {
	s := opened(t, t.TempDir())
	for name, want := range map[string]string{
		"journal_mode":   "wal",
		"synchronous":    "2", // FULL
		"foreign_keys":   "1",
		"trusted_schema": "0",
		"busy_timeout":   "10000",
		"query_only":     "0",
	} {
		got, err := s.Pragma(name)
		require.NoError(t, err)
		require.Equal(t, want, got, name)
	}
	got, err := s.ReaderPragma("query_only")
	require.NoError(t, err)
	require.Equal(t, "1", got)
}

func TestOddFolderNames(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Ünï códe", "50% #1 a&b=c")
	if filepath.Separator == '/' {
		dir = filepath.Join(dir, "what?")
	}
	s := opened(t, dir)
	made(t, s, 1)
	require.FileExists(t, s.Path())
	require.Equal(t, dir, filepath.Dir(s.Path()))
}

func TestSecondServerIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	_, err := sqlite.Open(ctx, dir)
	hasCode(t, err, diagram.Conflict, dir)
	require.NoError(t, s.Close())
	opened(t, dir)
}

func TestFolderThatCannotBe(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, []byte("x"), 0o600))
	_, err := sqlite.Open(ctx, filepath.Join(file, "data"))
	hasCode(t, err, diagram.Invalid, "not a directory")
}

func TestForeignFileIsRefused(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "crowsfoot.db"), []byte(strings.Repeat("no database ", 100)), 0o600))
	_, err := sqlite.Open(ctx, dir)
	hasCode(t, err, diagram.Unreadable, "not a Crowsfoot database")
}

func TestNewerReleaseIsRefused(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	require.NoError(t, s.Close())
	change(t, s.Path(), `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
	_, err := sqlite.Open(ctx, dir)
	hasCode(t, err, diagram.Unsupported, "newer release")
}

// change runs SQL on a database file that nobody has open.
func change(t *testing.T, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	_, err = db.ExecContext(ctx, query)
	require.NoError(t, errors.Join(err, db.Close()))
}

// TestFullDisk fills the database to its limit while several writers are at work, then
// makes room: no acknowledged batch is missing, and the store goes on without a restart.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir)
	ids := []diagram.ID{made(t, s, 0), made(t, s, 0), made(t, s, 0), made(t, s, 0)}
	require.NoError(t, s.LimitPages(60))

	var wg sync.WaitGroup
	acked := make([]int64, len(ids))
	failures := make([]error, len(ids))
	for i, id := range ids {
		wg.Go(func() {
			for failures[i] == nil {
				var n []int64
				n, failures[i] = s.Append(ctx, store.Write{Diagram: id, After: acked[i], Entries: []op.Entry{wide(acked[i] + 1)}})
				if failures[i] == nil {
					acked[i] = n[0]
				}
			}
		})
	}
	wg.Wait()
	for i, id := range ids {
		hasCode(t, failures[i], diagram.StorageFull, "disk is full")
		got, err := s.Entries(ctx, id, 0, 10_000)
		require.NoError(t, err, "reading goes on")
		require.Len(t, got, int(acked[i]))
	}

	require.NoError(t, s.LimitPages(0))
	for i, id := range ids {
		n, err := s.Append(ctx, store.Write{Diagram: id, After: acked[i], Entries: []op.Entry{wide(acked[i] + 1)}})
		require.NoError(t, err)
		require.Equal(t, []int64{acked[i] + 1}, n)
	}
	require.NoError(t, s.Backup(ctx, filepath.Join(t.TempDir(), "whole.db")), "its check includes the integrity")
}

// wide is an entry that takes about a page.
func wide(n int64) op.Entry {
	e := storetest.Entry(n, "a")
	e.Ops = append(e.Ops, op.SetTo(diagram.RootID, "comment", strings.Repeat("x", 3000)))
	return e
}

// TestDriverFitsItsLibrary: modernc.org/sqlite is generated against one version of its
// libc and fails in odd ways with another.
func TestDriverFitsItsLibrary(t *testing.T) {
	const driver, libc = "modernc.org/sqlite", "modernc.org/libc"
	graph, err := exec.Command("go", "mod", "graph").Output()
	require.NoError(t, err)
	used, err := exec.Command("go", "list", "-m", "-f", "{{.Path}}@{{.Version}}", driver, libc).Output()
	require.NoError(t, err)
	lines := strings.Fields(string(used))
	require.Len(t, lines, 2)
	require.Contains(t, string(graph), lines[0]+" "+lines[1]+"\n",
		"%s must be used with the libc that its go.mod names", lines[0])
}

// BenchmarkAppend is the store's part of an edit: one batch, saved before it returns, by
// so many writers at once, each with its own diagram.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 4, 16, 64} {
		b.Run(fmt.Sprintf("writers=%d", writers), func(b *testing.B) {
			s := opened(b, b.TempDir())
			var wg sync.WaitGroup
			b.ResetTimer()
			for w := range writers {
				id := made(b, s, 0)
				wg.Go(func() {
					for n := int64(1); n <= int64((b.N+w)/writers); n++ {
						if _, err := s.Append(ctx, store.Write{Diagram: id, After: n - 1, Entries: []op.Entry{storetest.Entry(n, "a")}}); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "batches/s")
		})
	}
}
