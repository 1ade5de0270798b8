package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"crowsfoot/diagram"
)

// Backup writes the database of a data folder to a new file and checks the copy. It may
// run while a server uses the folder: the copy is of one moment, and the server goes on.
func Backup(ctx context.Context, dir, file string) error {
	path := filepath.Join(dir, fileName)
	if _, err := os.Stat(path); err != nil {
		return diagram.Errorf(diagram.NotFound, "There is no database in the data folder %s.", dir)
	}
	return backup(ctx, path, file)
}

// Backup writes the database to a new file and checks the copy.
func (s *Store) Backup(ctx context.Context, file string) error { return backup(ctx, s.path, file) }

func backup(ctx context.Context, path, file string) (err error) {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		return diagram.Errorf(diagram.Conflict, "There is a file %s already. Name a new one.", file)
	}
	// Under another name until it is whole, so that nobody takes half a copy for a backup.
	part := file + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove %s: %w", part, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part) // the error that is returned says more
		}
	}()
	db, err := sql.Open("sqlite", dsn(path))
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	_, err = db.ExecContext(ctx, `VACUUM INTO ?`, part)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("copy %s: %w", path, readable(err))
	}
	if err := checkFile(ctx, part, file); err != nil {
		return fmt.Errorf("check the backup: %w", err)
	}
	if err := syncFile(part); err != nil {
		return fmt.Errorf("write %s: %w", part, err)
	}
	if err := os.Rename(part, file); err != nil {
		return fmt.Errorf("finish the backup: %w", err)
	}
	return syncFolder(filepath.Dir(file))
}

func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder makes renames in a folder last. Where folders can't be synced (Windows)
// there is nothing to be done.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}
