package store

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Memory is a store that is gone with the process.
type Memory struct {
	mu       sync.Mutex
	epoch    string
	diagrams map[diagram.ID]*kept
}

type kept struct {
	info     Info
	entries  []op.Entry
	numbers  map[string]int64
	snapshot Snapshot
	sources  []Source
	scores   []Scored // by day
}

var _ Store = (*Memory)(nil)

// NewMemory returns an empty store.
func NewMemory() *Memory {
	return &Memory{epoch: string(diagram.NewID()), diagrams: map[diagram.ID]*kept{}}
}

// Epoch names this life of the store.
func (m *Memory) Epoch() string { return m.epoch }

// Close does nothing: the store stays usable, so that a test can open it again.
func (m *Memory) Close() error { return nil }

// with runs f on a diagram.
func (m *Memory) with(ctx context.Context, id diagram.ID, f func(k *kept) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	k := m.diagrams[id]
	if k == nil {
		return NotFound(id)
	}
	return f(k)
}

// Create keeps a new diagram.
func (m *Memory) Create(ctx context.Context, n New) error {
	if err := CheckNew(n); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.diagrams[n.ID] != nil {
		return diagram.Errorf(diagram.Conflict, "There is a diagram %q already.", n.ID)
	}
	at := moment(n.Created)
	k := &kept{
		info:    Info{ID: n.ID, Name: n.Name, Tables: n.Tables, Created: at, Edited: at, Draft: n.Draft},
		numbers: map[string]int64{},
	}
	for _, s := range n.Sources {
		k.addSource(s)
	}
	m.diagrams[n.ID] = k
	k.append(n.Entries)
	return nil
}

// Info returns what is known of one diagram.
func (m *Memory) Info(ctx context.Context, id diagram.ID) (info Info, err error) {
	err = m.with(ctx, id, func(k *kept) error { info = k.info; return nil })
	return info, err
}

// List returns all diagrams, last edited first.
func (m *Memory) List(ctx context.Context) ([]Info, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []Info
	for _, k := range m.diagrams {
		list = append(list, k.info)
	}
	slices.SortFunc(list, func(a, b Info) int {
		return cmp.Or(b.Edited.Compare(a.Edited), cmp.Compare(a.ID, b.ID))
	})
	return list, nil
}

// SetFindings replaces the numbers of findings.
func (m *Memory) SetFindings(ctx context.Context, id diagram.ID, n Findings, at time.Time) error {
	return m.with(ctx, id, func(k *kept) error {
		k.info.Findings = n
		if !n.Known {
			return nil
		}
		day := DayOf(at)
		i, found := slices.BinarySearchFunc(k.scores, day, func(s Scored, day string) int { return cmp.Compare(s.Day, day) })
		if !found {
			k.scores = slices.Insert(k.scores, i, Scored{})
		}
		k.scores[i] = Scored{day, n}
		return nil
	})
}

// Scores returns the numbers of findings by day, oldest first.
func (m *Memory) Scores(ctx context.Context, id diagram.ID) (list []Scored, err error) {
	err = m.with(ctx, id, func(k *kept) error { list = slices.Clone(k.scores); return nil })
	return list, err
}

// Delete marks a diagram as deleted.
func (m *Memory) Delete(ctx context.Context, id diagram.ID, at time.Time) error {
	return m.with(ctx, id, func(k *kept) error {
		if !k.info.IsDeleted() {
			k.info.Deleted = moment(at)
		}
		return nil
	})
}

// Undelete takes the mark away.
func (m *Memory) Undelete(ctx context.Context, id diagram.ID) error {
	return m.with(ctx, id, func(k *kept) error { k.info.Deleted = time.Time{}; return nil })
}

// Accept puts a draft into the library.
func (m *Memory) Accept(ctx context.Context, id diagram.ID) error {
	return m.with(ctx, id, func(k *kept) error { k.info.Draft = ""; return nil })
}

// Append writes entries at the end of a diagram's log.
func (m *Memory) Append(ctx context.Context, w Write) (numbers []int64, err error) {
	if err := CheckWrite(w); err != nil {
		return nil, err
	}
	err = m.with(ctx, w.Diagram, func(k *kept) error {
		if k.info.IsDeleted() {
			return NotFound(w.Diagram)
		}
		next := k.info.Head
		var fresh []op.Entry
		for _, e := range w.Entries {
			n, known := k.numbers[e.ID]
			if !known {
				next++
				n, e.Seq = next, next
				fresh = append(fresh, e)
			}
			numbers = append(numbers, n)
		}
		if len(fresh) == 0 {
			return nil
		}
		if w.After != k.info.Head {
			numbers = nil
			return ErrBehind
		}
		k.append(fresh)
		k.info.Name, k.info.Tables = w.Name, w.Tables
		return nil
	})
	return numbers, err
}

func (k *kept) append(entries []op.Entry) {
	for _, e := range entries {
		e.At = moment(e.At)
		k.entries = append(k.entries, e)
		k.numbers[e.ID] = e.Seq
		k.info.Head, k.info.Edited = e.Seq, e.At
	}
}

// Entries returns entries after a sequence number.
func (m *Memory) Entries(ctx context.Context, id diagram.ID, after int64, limit int) (list []op.Entry, err error) {
	err = m.with(ctx, id, func(k *kept) error {
		from := min(max(int(after), 0), len(k.entries))
		list = slices.Clone(k.entries[from:min(from+limit, len(k.entries))])
		return nil
	})
	return list, err
}

// Numbers returns the sequence numbers of all batches of a session.
func (m *Memory) Numbers(ctx context.Context, id diagram.ID, session string) (numbers map[string]int64, err error) {
	err = m.with(ctx, id, func(k *kept) error {
		numbers = map[string]int64{}
		for batch, n := range k.numbers {
			if strings.HasPrefix(batch, session+":") {
				numbers[batch] = n
			}
		}
		return nil
	})
	return numbers, err
}

// Snapshot returns the newest snapshot.
func (m *Memory) Snapshot(ctx context.Context, id diagram.ID) (s Snapshot, err error) {
	err = m.with(ctx, id, func(k *kept) error { s = k.snapshot; return nil })
	return s, err
}

// SaveSnapshot keeps a snapshot.
func (m *Memory) SaveSnapshot(ctx context.Context, id diagram.ID, s Snapshot) error {
	return m.with(ctx, id, func(k *kept) error {
		if s.Seq > k.snapshot.Seq {
			k.snapshot = Snapshot{s.Seq, slices.Clone(s.Body)}
		}
		return nil
	})
}

// AddSource keeps a file.
func (m *Memory) AddSource(ctx context.Context, id diagram.ID, s Source) error {
	return m.with(ctx, id, func(k *kept) error { k.addSource(s); return nil })
}

func (k *kept) addSource(s Source) {
	s.Added = moment(s.Added)
	s.Content = slices.Clone(s.Content)
	k.sources = slices.DeleteFunc(k.sources, func(have Source) bool { return have.Sum() == s.Sum() })
	k.sources = append(k.sources, s)
}

// Sources returns the files of a diagram, oldest first.
func (m *Memory) Sources(ctx context.Context, id diagram.ID) (list []Source, err error) {
	err = m.with(ctx, id, func(k *kept) error { list = slices.Clone(k.sources); return nil })
	return list, err
}

// Settle replaces the list of what has been looked at in the newest file.
func (m *Memory) Settle(ctx context.Context, id diagram.ID, settled []int) error {
	return m.with(ctx, id, func(k *kept) error {
		if n := len(k.sources); n > 0 {
			k.sources[n-1].Settled = slices.Clone(settled)
		}
		return nil
	})
}

// ReadFrom returns the diagrams of the library that have a file of this name and format.
func (m *Memory) ReadFrom(ctx context.Context, name, format string) ([]Info, error) {
	all, err := m.List(ctx)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.DeleteFunc(all, func(i Info) bool {
		return i.IsDeleted() || i.Draft != "" || !slices.ContainsFunc(m.diagrams[i.ID].sources, func(s Source) bool {
			return s.Name == name && s.Format == format
		})
	}), nil
}

// moment is a time as stores keep it.
func moment(t time.Time) time.Time { return t.UTC().Truncate(time.Millisecond) }
