package op

import (
	"regexp"
	"time"

	"crowsfoot/diagram"
)

// Batch is one act of a person: it is applied wholly, numbered once and undone in one
// step.
type Batch struct {
	// ID is unique in the diagram: "session:counter". Sending it again is harmless.
	ID string `json:"id"`
	// Label says what was done, as a verb phrase: "Rename table".
	Label string `json:"label"`
	Ops   []Op   `json:"ops"`
	// Undoes is the ID of the batch that this one takes back (undo, or redo of an undo).
	Undoes string `json:"undoes,omitempty"`
}

// Entry is a batch as the log keeps it.
type Entry struct {
	Seq   int64     `json:"seq"` // 1 … n without gaps, per diagram
	Actor string    `json:"actor"`
	At    time.Time `json:"at"`
	Batch
	// Inverse takes the batch back on the state that it left.
	Inverse []Op `json:"inverse"`
}

// Limits of batches that come from clients, in bytes of JSON. Batches that the server
// makes itself (import, fix, layout) may be as long as MaxServerBatch.
const (
	MaxOp          = 64 << 10
	MaxBatch       = 1 << 20
	MaxServerBatch = 64 << 20
	MaxLabel       = 200
)

var batchID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}:[0-9]{1,18}$`)

// Check refuses a batch whose frame is wrong; Document.Apply checks the operations.
func (b *Batch) Check() error {
	switch {
	case !batchID.MatchString(b.ID):
		return diagram.Errorf(diagram.Invalid, "The batch ID %q is not of the form session:counter.", b.ID)
	case len(b.Label) > MaxLabel:
		return diagram.Errorf(diagram.TooLarge, "The label of a batch has %d bytes; the limit is %d.", len(b.Label), MaxLabel)
	case b.Undoes != "" && !batchID.MatchString(b.Undoes):
		return diagram.Errorf(diagram.Invalid, "The batch ID %q is not of the form session:counter.", b.Undoes)
	case len(b.Ops) == 0:
		return diagram.Errorf(diagram.Invalid, "The batch %s holds no operation.", b.ID)
	}
	return nil
}
