package sqlite_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/sqlite"
	"crowsfoot/diagram/store/storetest"
)

func TestBackupAndRestore(t *testing.T) {
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "backup.db")
	s := opened(t, dir)
	id := made(t, s, 3)
	require.NoError(t, sqlite.Backup(ctx, dir, file), "beside the open store")
	_, err := s.Append(ctx, store.Write{Diagram: id, After: 3, Entries: []op.Entry{storetest.Entry(4, "a")}})
	require.NoError(t, err)

	hasCode(t, sqlite.Backup(ctx, dir, file), diagram.Conflict, "already")
	_, err = sqlite.Restore(ctx, dir, file)
	hasCode(t, err, diagram.Conflict, "has the data folder")

	epoch := s.Epoch()
	require.NoError(t, s.Close())
	kept, err := sqlite.Restore(ctx, dir, file)
	require.NoError(t, err)
	require.FileExists(t, kept)

	s = opened(t, dir)
	require.NotEqual(t, epoch, s.Epoch(), "browsers that know batch 4 must start over")
	got, err := s.Entries(ctx, id, 0, 10)
	require.NoError(t, err)
	require.Len(t, got, 3)
	require.NoError(t, s.Close())

	// The old database is whole, too.
	_, err = sqlite.Restore(ctx, dir, kept)
	require.NoError(t, err)
	s = opened(t, dir)
	got, err = s.Entries(ctx, id, 0, 10)
	require.NoError(t, err)
	require.Len(t, got, 4)
	left, err := filepath.Glob(filepath.Join(dir, "*.restore*"))
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestRestoreIntoAnEmptyFolder(t *testing.T) {
	dir, file := t.TempDir(), filepath.Join(t.TempDir(), "backup.db")
	s := opened(t, dir)
	id := made(t, s, 2)
	require.NoError(t, s.Backup(ctx, file))

	fresh := filepath.Join(t.TempDir(), "new")
	kept, err := sqlite.Restore(ctx, fresh, file)
	require.NoError(t, err)
	require.Empty(t, kept)
	info, err := opened(t, fresh).Info(ctx, id)
	require.NoError(t, err)
	require.Equal(t, int64(2), info.Head)
}

func TestBackupOfNothing(t *testing.T) {
	hasCode(t, sqlite.Backup(ctx, t.TempDir(), filepath.Join(t.TempDir(), "x.db")), diagram.NotFound, "no database")
}

// TestRestoreRefuses shows that a file which is not a whole backup changes nothing.
func TestRestoreRefuses(t *testing.T) {
	good := filepath.Join(t.TempDir(), "good.db")
	s := opened(t, t.TempDir())
	made(t, s, 200)
	require.NoError(t, s.Backup(ctx, good))

	for name, test := range map[string]struct {
		spoil func(t *testing.T, path string)
		code  diagram.Code
		part  string
	}{
		"text":  {func(t *testing.T, path string) { write(t, path, []byte("hello")) }, diagram.Unreadable, "not a backup"},
		"empty": {func(t *testing.T, path string) { write(t, path, nil) }, diagram.Unreadable, "not a backup"},
		"another program's database": {func(t *testing.T, path string) {
			change(t, path, `PRAGMA application_id = 1`)
		}, diagram.Unreadable, "not a backup"},
		"cut off": {func(t *testing.T, path string) {
			b, err := os.ReadFile(path)
			require.NoError(t, err)
			write(t, path, b[:len(b)/2])
		}, diagram.Unreadable, "can't be restored"},
		"a page of rubbish": {func(t *testing.T, path string) {
			b, err := os.ReadFile(path)
			require.NoError(t, err)
			for i := range 4096 {
				b[len(b)-4096+i] = 0xa5
			}
			write(t, path, b)
		}, diagram.Unreadable, "damaged"},
		"a trigger": {func(t *testing.T, path string) {
			change(t, path, `CREATE TRIGGER x AFTER INSERT ON op BEGIN DELETE FROM diagram; END`)
		}, diagram.Unreadable, "trigger x"},
		"a table is missing": {func(t *testing.T, path string) {
			change(t, path, `DROP TABLE source`)
		}, diagram.Unreadable, "missing"},
		"a newer release": {func(t *testing.T, path string) {
			change(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999, 1)`)
		}, diagram.Unsupported, "newer release"},
	} {
		t.Run(name, func(t *testing.T) {
			b, err := os.ReadFile(good)
			require.NoError(t, err)
			bad := filepath.Join(t.TempDir(), "bad.db")
			write(t, bad, b)
			test.spoil(t, bad)

			dir := t.TempDir()
			s := opened(t, dir)
			id := made(t, s, 1)
			epoch := s.Epoch()
			require.NoError(t, s.Close())
			_, err = sqlite.Restore(ctx, dir, bad)
			hasCode(t, err, test.code, test.part)
			require.ErrorContains(t, err, bad, "the file that the person named")

			s = opened(t, dir)
			require.Equal(t, epoch, s.Epoch())
			_, err = s.Info(ctx, id)
			require.NoError(t, err)
		})
	}
	_, err := sqlite.Restore(ctx, t.TempDir(), filepath.Join(t.TempDir(), "absent"))
	hasCode(t, err, diagram.Unreadable, "can't be read")
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, b, 0o600))
}
