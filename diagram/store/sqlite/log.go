package sqlite

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
)

// body is what the column op.body holds of an entry.
type body struct {
	Label   string  `json:"label,omitempty"`
	Ops     []op.Op `json:"ops"`
	Inverse []op.Op `json:"inverse,omitempty"`
	Undoes  string  `json:"undoes,omitempty"`
}

// row is an entry in the form of its table.
type row struct {
	op.Entry
	body []byte
}

// rows encodes entries, outside of the transaction.
func rows(entries []op.Entry) ([]row, error) {
	list := make([]row, len(entries))
	for i, e := range entries {
		b, err := json.Marshal(body{e.Label, e.Ops, e.Inverse, e.Undoes})
		if err != nil {
			return nil, fmt.Errorf("encode batch %s: %w", e.ID, err)
		}
		list[i] = row{e, pack(b)}
	}
	return list, nil
}

// Append writes entries at the end of a diagram's log.
func (s *Store) Append(ctx context.Context, w store.Write) ([]int64, error) {
	if err := store.CheckWrite(w); err != nil {
		return nil, err
	}
	list, err := rows(w.Entries)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	var numbers []int64
	err = s.write(ctx, func(t *writing) error {
		numbers, err = t.append(w, list)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("append to %s: %w", w.Diagram, err)
	}
	return numbers, nil
}

// append numbers the rows that are not in the log yet and writes them.
func (t *writing) append(w store.Write, list []row) ([]int64, error) {
	numbers, fresh, err := t.known(w, list)
	if err != nil || len(fresh) == 0 {
		return numbers, err
	}
	last := fresh[len(fresh)-1]
	res, err := t.exec(t.prepared.advance, len(fresh), last.At.UnixMilli(), w.Name, w.Tables, w.Diagram, w.After)
	if err != nil {
		return nil, err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return nil, errors.Join(err, t.whyNot(w))
	}
	return numbers, t.insert(w.Diagram, fresh)
}

// known looks up which rows are in the log already, and numbers the others.
func (t *writing) known(w store.Write, list []row) (numbers []int64, fresh []row, err error) {
	next := w.After
	for _, r := range list {
		var n int64
		switch err := t.row(t.prepared.numberOf, w.Diagram, r.ID).Scan(&n); {
		case err == nil:
			numbers = append(numbers, n)
			continue
		case !errors.Is(err, sql.ErrNoRows):
			return nil, nil, err
		}
		next++
		r.Seq = next
		numbers = append(numbers, next)
		fresh = append(fresh, r)
	}
	return numbers, fresh, nil
}

// whyNot says why the head of a diagram did not move.
func (t *writing) whyNot(w store.Write) error {
	var head int64
	switch err := t.row(t.prepared.head, w.Diagram).Scan(&head); {
	case errors.Is(err, sql.ErrNoRows):
		return store.NotFound(w.Diagram)
	case err != nil:
		return err
	}
	return store.ErrBehind
}

func (t *writing) insert(id diagram.ID, list []row) error {
	for _, r := range list {
		if _, err := t.exec(t.prepared.insertOp, id, r.Seq, r.ID, r.Actor, r.At.UnixMilli(), r.body); err != nil {
			return fmt.Errorf("insert %s: %w", r.ID, err)
		}
	}
	return nil
}

// Entries returns entries after a sequence number.
func (s *Store) Entries(ctx context.Context, id diagram.ID, after int64, limit int) ([]op.Entry, error) {
	found, err := s.reader.QueryContext(ctx,
		`SELECT seq, client_op, actor, at, body FROM op WHERE diagram_id = ? AND seq > ? ORDER BY seq LIMIT ?`, id, after, limit)
	if err != nil {
		return nil, fmt.Errorf("read the log of %s: %w", id, readable(err))
	}
	defer found.Close()
	var list []op.Entry
	for found.Next() {
		var e op.Entry
		var at int64
		var raw sql.RawBytes
		if err := found.Scan(&e.Seq, &e.ID, &e.Actor, &at, &raw); err != nil {
			return nil, fmt.Errorf("read the log of %s: %w", id, err)
		}
		e.At = time.UnixMilli(at).UTC()
		text, err := unpack(raw)
		if err != nil {
			return nil, fmt.Errorf("read batch %d of %s: %w", e.Seq, id, err)
		}
		var b body
		if err := json.Unmarshal(text, &b); err != nil {
			return nil, fmt.Errorf("read batch %d of %s: %w", e.Seq, id, err)
		}
		e.Label, e.Ops, e.Inverse, e.Undoes = b.Label, b.Ops, b.Inverse, b.Undoes
		list = append(list, e)
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("read the log of %s: %w", id, readable(err))
	}
	if len(list) == 0 {
		_, err := s.Info(ctx, id)
		return nil, err
	}
	return list, nil
}

// Numbers returns the sequence numbers of all batches of a session.
func (s *Store) Numbers(ctx context.Context, id diagram.ID, session string) (map[string]int64, error) {
	if _, err := s.Info(ctx, id); err != nil {
		return nil, err
	}
	// ";" follows ":" in ASCII: a range that the index on (diagram_id, client_op) serves.
	found, err := s.reader.QueryContext(ctx,
		`SELECT client_op, seq FROM op WHERE diagram_id = ? AND client_op >= ? AND client_op < ?`, id, session+":", session+";")
	if err != nil {
		return nil, fmt.Errorf("read the batches of %s: %w", session, readable(err))
	}
	defer found.Close()
	numbers := map[string]int64{}
	for found.Next() {
		var batch string
		var n int64
		if err := found.Scan(&batch, &n); err != nil {
			return nil, fmt.Errorf("read the batches of %s: %w", session, err)
		}
		// Scan's string is the driver's; the map keeps it.
		numbers[strings.Clone(batch)] = n
	}
	return numbers, found.Err()
}

// Snapshot returns the newest snapshot. One that does not fit its checksum is as good
// as none: the log makes it again.
func (s *Store) Snapshot(ctx context.Context, id diagram.ID) (store.Snapshot, error) {
	var snap store.Snapshot
	var packed, sum []byte
	err := s.reader.QueryRowContext(ctx, `SELECT seq, sha256, body FROM snapshot WHERE diagram_id = ?`, id).Scan(&snap.Seq, &sum, &packed)
	if errors.Is(err, sql.ErrNoRows) {
		_, err := s.Info(ctx, id)
		return store.Snapshot{}, err
	}
	if err != nil {
		return store.Snapshot{}, fmt.Errorf("read the snapshot of %s: %w", id, readable(err))
	}
	if body, whole := intact(packed, sum); whole {
		snap.Body = body
		return snap, nil
	}
	return store.Snapshot{}, nil
}

// intact unpacks a snapshot and compares it with its checksum.
func intact(packed, sum []byte) (body []byte, whole bool) {
	body, err := unpack(packed)
	got := sha256.Sum256(body)
	return body, err == nil && bytes.Equal(got[:], sum)
}

// SaveSnapshot keeps a snapshot.
func (s *Store) SaveSnapshot(ctx context.Context, id diagram.ID, snap store.Snapshot) error {
	if _, err := s.Info(ctx, id); err != nil {
		return err
	}
	sum := sha256.Sum256(snap.Body)
	packed := pack(snap.Body)
	err := s.write(ctx, func(t *writing) error {
		_, err := t.exec(t.prepared.saveSnapshot, id, snap.Seq, sum[:], packed)
		return err
	})
	if err != nil {
		return fmt.Errorf("save the snapshot of %s: %w", id, err)
	}
	return nil
}
