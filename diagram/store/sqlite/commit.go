package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
)

// maxGroup is how many requests share one commit at most.
const maxGroup = 512

var errClosed = errors.New("the store is closed")

// committer is the one writer of a database. It takes everything that waits, runs it in
// one transaction, commits once, which is one sync of the disk, and answers all. Each
// request has its own savepoint, so that a bad one fails alone; when the commit fails
// all of them fail, and their senders send them again under the same IDs.
type committer struct {
	db       *sql.DB
	prepared *statements

	mu      sync.RWMutex // held for writing while closing
	stopped bool
	jobs    chan job
	ended   chan struct{}
}

type job struct {
	do   func(*writing) error
	done chan error
}

// writing is the transaction that a request runs in.
type writing struct {
	tx       *sql.Tx
	prepared *statements
}

// The writer works without the caller's context: an interrupt in mid-statement would
// take back the requests of others, and a caller that leaves would not know whether its
// batch is saved.
var unhurried = context.Background()

func (w *writing) exec(s *sql.Stmt, args ...any) (sql.Result, error) {
	return w.tx.StmtContext(unhurried, s).ExecContext(unhurried, args...) //nolint:sqlclosecheck // the transaction closes it
}

func (w *writing) row(s *sql.Stmt, args ...any) *sql.Row {
	return w.tx.StmtContext(unhurried, s).QueryRowContext(unhurried, args...) //nolint:sqlclosecheck // the transaction closes it
}

func startCommitter(ctx context.Context, db *sql.DB) (*committer, error) {
	prepared, err := prepare(ctx, db)
	if err != nil {
		return nil, err
	}
	c := &committer{db: db, prepared: prepared, jobs: make(chan job, maxGroup), ended: make(chan struct{})}
	go c.run()
	return c, nil
}

// stop lets the committer finish what waits.
func (c *committer) stop() {
	c.mu.Lock()
	if !c.stopped {
		c.stopped = true
		close(c.jobs)
	}
	c.mu.Unlock()
	<-c.ended
}

// write runs a request and returns when it is on disk, or has failed.
func (c *committer) write(ctx context.Context, do func(*writing) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j := job{do, make(chan error, 1)}
	c.mu.RLock()
	if c.stopped {
		c.mu.RUnlock()
		return errClosed
	}
	c.jobs <- j
	c.mu.RUnlock()
	return readable(<-j.done)
}

func (c *committer) run() {
	defer close(c.ended)
	group := make([]job, 0, maxGroup)
	for first := range c.jobs {
		group = append(group[:0], first)
	fill:
		for len(group) < maxGroup {
			select {
			case j, ok := <-c.jobs:
				if !ok {
					break fill
				}
				group = append(group, j)
			default:
				break fill
			}
		}
		outcomes, err := c.commit(group)
		for i, j := range group {
			if err != nil {
				j.done <- err
			} else {
				j.done <- outcomes[i]
			}
		}
	}
}

// commit runs a group in one transaction. It returns the outcome of each, or an error
// that none of them survived.
func (c *committer) commit(group []job) ([]error, error) {
	tx, err := c.db.BeginTx(unhurried, nil)
	if err != nil {
		return nil, fmt.Errorf("begin: %w", err)
	}
	w := &writing{tx, c.prepared}
	outcomes := make([]error, len(group))
	for i, j := range group {
		if outcomes[i], err = w.apart(j.do); err != nil {
			// The transaction is gone or of unknown state. Rollback fails when SQLite has
			// rolled back by itself; what counts is the first error.
			_ = tx.Rollback()
			return nil, err
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, fmt.Errorf("commit: %w", err)
	}
	return outcomes, nil
}

// apart runs one request in a savepoint. The first result is its own error; the second
// one says that the whole transaction is lost. That is how a full disk shows, when
// SQLite rolls back by itself: then the savepoint is gone too, and what followed would
// be written without a transaction.
func (w *writing) apart(do func(*writing) error) (own, lost error) {
	if _, err := w.exec(w.prepared.savepoint); err != nil {
		return nil, fmt.Errorf("savepoint: %w", err)
	}
	if own = do(w); own != nil {
		if _, err := w.exec(w.prepared.rollbackTo); err != nil {
			return nil, own
		}
	}
	if _, err := w.exec(w.prepared.release); err != nil {
		return nil, fmt.Errorf("release: %w", err)
	}
	return own, nil
}
