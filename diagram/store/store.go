// Package store says how diagrams are kept: for each a log of batches, numbered without
// gaps, the newest snapshot of it, the files it was read from, and what the library
// shows of it. The log is the truth; everything else can be made again from it.
//
// The package holds the interface and an in-memory store for tests and one-shot
// commands. Real stores are in the packages below; storetest holds all of them to one
// behaviour. Nothing here knows what a batch does: room applies batches and hands them
// over numbered.
//
// Start at Store and Write.
package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Store keeps diagrams. All methods may be called by several goroutines at once. An
// unknown diagram is a diagram.Error with code NotFound, a disk that takes no more one
// with code StorageFull; after that the store goes on working as soon as there is room.
// Times are kept to the millisecond and returned in UTC.
type Store interface {
	Library
	Log
	Sources

	// Epoch names this life of the store. A restored backup has another one, so that
	// clients that know later batches start over from a snapshot.
	Epoch() string
	// Close waits for what is being written and lets go of the files.
	Close() error
}

// Library is what the list of diagrams shows and changes.
type Library interface {
	// Create keeps a new diagram: all of it or nothing.
	Create(ctx context.Context, n New) error
	// Info returns what is known of one diagram, deleted or not.
	Info(ctx context.Context, id diagram.ID) (Info, error)
	// List returns all diagrams, deleted ones too, last edited first.
	List(ctx context.Context) ([]Info, error)
	// SetFindings replaces the numbers of findings that the library shows, and those of the
	// day that they were counted on.
	SetFindings(ctx context.Context, id diagram.ID, n Findings, at time.Time) error
	// Scores returns the last numbers of findings of each day on which they changed, oldest
	// first.
	Scores(ctx context.Context, id diagram.ID) ([]Scored, error)
	// Delete marks a diagram as deleted; nothing is lost. Doing it again changes nothing.
	Delete(ctx context.Context, id diagram.ID, at time.Time) error
	// Undelete takes the mark away.
	Undelete(ctx context.Context, id diagram.ID) error
	// Accept puts a draft into the library; of one that is there it changes nothing.
	Accept(ctx context.Context, id diagram.ID) error
}

// Log is the list of batches of each diagram, with a snapshot to start from.
type Log interface {
	// Append writes entries at the end of a diagram's log and returns when they are on
	// disk: all of them or none. It returns their sequence numbers. An entry whose ID is
	// in the log already is not written again and gives its first number. It returns
	// ErrBehind when the log has entries after w.After that the writer does not know.
	Append(ctx context.Context, w Write) ([]int64, error)
	// Entries returns at most limit entries after a sequence number, in order.
	Entries(ctx context.Context, id diagram.ID, after int64, limit int) ([]op.Entry, error)
	// Numbers returns the sequence numbers of all batches of a session by batch ID; the
	// session is what stands before the colon.
	Numbers(ctx context.Context, id diagram.ID, session string) (map[string]int64, error)
	// Snapshot returns the newest snapshot; one with Seq 0 and no body when there is none.
	Snapshot(ctx context.Context, id diagram.ID) (Snapshot, error)
	// SaveSnapshot keeps a snapshot; one that is older than what is kept is dropped.
	SaveSnapshot(ctx context.Context, id diagram.ID, s Snapshot) error
}

// Sources are the files that diagrams were read from, kept for export back into them.
type Sources interface {
	// AddSource keeps a file. The same content again replaces what is said of it, and
	// makes it the newest.
	AddSource(ctx context.Context, id diagram.ID, s Source) error
	// Sources returns the files of a diagram, oldest first.
	Sources(ctx context.Context, id diagram.ID) ([]Source, error)
	// Settle replaces the list of what has been looked at in the newest file of a diagram.
	Settle(ctx context.Context, id diagram.ID, settled []int) error
	// ReadFrom returns the diagrams of the library, neither drafts nor deleted, that have a
	// file of this name and format, last edited first.
	ReadFrom(ctx context.Context, name, format string) ([]Info, error)
}

// ErrBehind says that somebody else appended to the log. The writer must read what it
// missed before it writes.
var ErrBehind = errors.New("the log has newer entries")

// Info is what the library shows of a diagram.
type Info struct {
	ID       diagram.ID
	Name     string
	Tables   int
	Findings Findings
	Head     int64 // number of the last batch
	Created  time.Time
	Edited   time.Time
	Deleted  time.Time // zero: not deleted
	// Draft names the import that the diagram is a reading of, until a person accepts it;
	// empty for a diagram of the library.
	Draft diagram.ID
}

// IsDeleted tells whether the diagram is marked as deleted.
func (i Info) IsDeleted() bool { return !i.Deleted.IsZero() }

// Findings counts the findings of a diagram by severity. Known is false as long as
// nobody has looked.
type Findings struct {
	Known    bool
	Errors   int
	Warnings int
	Infos    int
	// Score is 0 to 100, how clean the diagram is; 0 when it was not computed.
	Score int
}

// Scored is what was known of the findings of a diagram at the end of a day.
type Scored struct {
	Day string // YYYY-MM-DD, in UTC
	Findings
}

// DayOf is the day that a time belongs to in lists of scores.
func DayOf(at time.Time) string { return at.UTC().Format(time.DateOnly) }

// New is a diagram to be created.
type New struct {
	ID      diagram.ID
	Name    string
	Tables  int
	Created time.Time
	// Draft is as in Info.
	Draft diagram.ID
	// Entries are the first batches, numbered from 1.
	Entries []op.Entry
	Sources []Source
}

// Write is what one request adds to the log of one diagram.
type Write struct {
	Diagram diagram.ID
	// After is the last sequence number that the writer knows.
	After   int64
	Entries []op.Entry
	// Name and Tables are what the library shows of the state that the entries leave.
	Name   string
	Tables int
}

// Snapshot is a document at a sequence number, as op.Document.MarshalJSON wrote it.
type Snapshot struct {
	Seq  int64
	Body []byte
}

// Source is a file that a diagram was read from.
type Source struct {
	Name     string
	Format   string
	Content  []byte
	Warnings []diagram.Loss
	Added    time.Time
	// Page is the page that the diagram was read from, from 0; -1 means several pages.
	Page int
	// Scale is how far the page was drawn apart for the diagram; see diagram.Page.Spread.
	Scale diagram.Point
	// Settled are the warnings, by their place in the list, that a person has looked at.
	Settled []int
}

// Sum returns the SHA-256 of the content, which names the file within its diagram.
func (s *Source) Sum() [sha256.Size]byte { return sha256.Sum256(s.Content) }

// NotFound is the error for a diagram that is not there.
func NotFound(id diagram.ID) error {
	return diagram.Errorf(diagram.NotFound, "There is no diagram %q here. It may have been deleted; look in the library.", id)
}

// CheckNew refuses a diagram that can't be created: a programmer's mistake.
func CheckNew(n New) error {
	if !n.ID.Valid() {
		return diagram.Errorf(diagram.Invalid, "The diagram ID %q is not valid.", n.ID)
	}
	return checkNumbers(0, n.Entries)
}

// CheckWrite refuses a write whose entries are not numbered on from After.
func CheckWrite(w Write) error { return checkNumbers(w.After, w.Entries) }

func checkNumbers(after int64, entries []op.Entry) error {
	for i, e := range entries {
		if e.Seq != after+int64(i)+1 {
			return diagram.Errorf(diagram.Invalid, "Entry %s has the number %d where %d is next.", e.ID, e.Seq, after+int64(i)+1)
		}
	}
	return nil
}
