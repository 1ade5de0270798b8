package sqlite

import (
	"errors"
	"os"
	"path/filepath"

	"crowsfoot/diagram"
)

// lockName is the file in a data folder that the process which has the folder open holds
// a lock on. The system lets go of the lock when the process ends, however it ends, so
// the file itself says nothing and stays.
const lockName = "crowsfoot.lock"

type lock struct{ file *os.File }

var errLocked = errors.New("locked by another process")

// lockFolder takes a data folder for this process.
func lockFolder(dir string) (*lock, error) {
	path := filepath.Join(dir, lockName)
	f, err := openLocked(path)
	switch {
	case errors.Is(err, errLocked):
		return nil, diagram.Errorf(diagram.Conflict,
			"Another Crowsfoot has the data folder %s open. Use that one, stop it, or name another folder with --data.", dir)
	case err != nil:
		return nil, diagram.Errorf(diagram.Forbidden, "The data folder %s can't be used: %s.", dir, reason(err))
	}
	return &lock{f}, nil
}

func (l *lock) release() error {
	if l == nil {
		return nil
	}
	return l.file.Close()
}
