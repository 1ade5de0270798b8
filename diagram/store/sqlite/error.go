package sqlite

import (
	"errors"
	"io/fs"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"crowsfoot/diagram"
)

// readable turns the errors of SQLite that people can do something about into sentences.
// Others stay as they are, and show as internal errors.
func readable(err error) error {
	var e *sqlite.Error
	if err == nil || !errors.As(err, &e) {
		return err
	}
	switch code := e.Code(); {
	case code&0xff == sqlite3.SQLITE_FULL:
		return explained(err, diagram.StorageFull, "The disk is full: the change could not be saved. Make room on the disk of the data folder; nothing that was saved is lost.")
	case code&0xff == sqlite3.SQLITE_READONLY:
		return explained(err, diagram.StorageFull, "The data folder can't be written to: the change could not be saved. Check the rights of the folder and whether its disk is mounted read-only.")
	case code == sqlite3.SQLITE_IOERR_WRITE, code == sqlite3.SQLITE_IOERR_FSYNC,
		code == sqlite3.SQLITE_IOERR_TRUNCATE, code == sqlite3.SQLITE_IOERR_SHMSIZE:
		return explained(err, diagram.StorageFull, "The disk refused to write: the change could not be saved. Check the disk of the data folder; nothing that was saved is lost.")
	case code&0xff == sqlite3.SQLITE_NOTADB, code&0xff == sqlite3.SQLITE_CORRUPT:
		return explained(err, diagram.Unreadable, "The database is damaged or is not a Crowsfoot database. Restore a backup with crowsfoot restore.")
	}
	return err
}

// sentence is an error for people that keeps its cause for the log.
type sentence struct {
	said  *diagram.Error
	cause error
}

func (s *sentence) Error() string { return s.said.Message }

func explained(cause error, code diagram.Code, message string) error {
	return &sentence{diagram.Errorf(code, "%s", message), cause}
}

// Unwrap gives the sentence and its cause, so that errors.As finds both.
func (s *sentence) Unwrap() []error { return []error{s.said, s.cause} }

// isTaken tells whether a row with this key is there already.
func isTaken(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}

// reason is why a file operation failed, without the path, which the message has.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}
