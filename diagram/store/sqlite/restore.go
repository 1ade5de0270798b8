package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"crowsfoot/diagram"
)

// Restore puts a backup in the place of the database of a data folder. The file is
// checked before anything is touched; the old database stays beside the new one, and
// kept is its path (empty when there was none). The restored one gets a new epoch, so
// that browsers that know later batches start over. No server may use the folder.
func Restore(ctx context.Context, dir, file string) (kept string, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", diagram.Errorf(diagram.Invalid, "The data folder %s can't be made: %s.", dir, reason(err))
	}
	held, err := lockFolder(dir)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, held.release()) }()

	part := filepath.Join(dir, fileName+".restore")
	defer func() { _ = os.Remove(part) }() // gone when all went well
	if err := copyFile(file, part); err != nil {
		return "", diagram.Errorf(diagram.Unreadable, "The backup %s can't be read: %s.", file, reason(err))
	}
	if err := checkFile(ctx, part, file); err != nil {
		return "", err
	}
	if err := renew(ctx, part); err != nil {
		return "", err
	}
	path := filepath.Join(dir, fileName)
	if kept, err = putAside(ctx, path); err != nil {
		return "", err
	}
	if err := os.Rename(part, path); err != nil {
		return "", fmt.Errorf("put the backup in place: %w", err)
	}
	return kept, syncFolder(dir)
}

// renew brings a checked copy up to date and gives it a new epoch.
func renew(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	if err = migrate(ctx, db, path); err == nil {
		_, err = db.ExecContext(ctx, `UPDATE setting SET value = ? WHERE name = 'epoch'`, string(diagram.NewID()))
	}
	if err := errors.Join(readable(err), db.Close()); err != nil {
		return fmt.Errorf("prepare the backup: %w", err)
	}
	return syncFile(path)
}

// putAside keeps the database under another name, and its write-ahead log with it, if
// one is left over: the log of one database must never be read with another.
func putAside(ctx context.Context, path string) (string, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	// Opening and closing moves the log into the database. A damaged one, which may be
	// why somebody restores, is kept with its log as it is.
	if db, err := sql.Open("sqlite", dsn(path)); err == nil {
		_ = db.PingContext(ctx)
		_ = db.Close()
	}
	kept := fmt.Sprintf("%s.before-restore-%s", path, time.Now().UTC().Format("20060102T150405.000"))
	if err := copyFile(path, kept); err != nil {
		return "", fmt.Errorf("keep the old database: %w", err)
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Rename(path+end, kept+end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", fmt.Errorf("keep the old database: %w", err)
		}
	}
	return kept, nil
}

// copyFile copies to a new file or over an old one, and syncs it.
func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
