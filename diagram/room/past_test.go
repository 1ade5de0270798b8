package room_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/sqlite"
)

// A diagram can be seen as it was at any time, also before the newest snapshot.
func TestPast(t *testing.T) {
	ctx := t.Context()
	s, err := sqlite.Open(ctx, t.TempDir())
	require.NoError(t, err)
	t.Cleanup(func() { _ = s.Close() })
	start := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	var entries []op.Entry
	doc := op.NewDocument()
	for i, name := range []string{"orders", "sales", "purchases"} {
		ops := []op.Op{op.SetTo("t1", "name", name)}
		if i == 0 {
			ops = op.PutTable(&diagram.Table{ID: "t1", Name: name, Order: "a"})
		}
		inverse, err := doc.Apply(ops)
		require.NoError(t, err)
		entries = append(entries, op.Entry{Seq: int64(i + 1), Actor: "me", At: start.Add(time.Duration(i) * time.Hour), Batch: op.Batch{ID: "s:" + string(rune('1'+i)), Ops: ops}, Inverse: inverse})
	}
	require.NoError(t, s.Create(ctx, store.New{ID: "d1", Name: "shop", Created: start, Entries: entries}))
	body, err := doc.MarshalJSON()
	require.NoError(t, err)
	require.NoError(t, s.SaveSnapshot(ctx, "d1", store.Snapshot{Seq: 3, Body: body}))

	for _, c := range []struct {
		at   time.Duration
		seq  int64
		name string
	}{{-time.Minute, 0, ""}, {0, 1, "orders"}, {90 * time.Minute, 2, "sales"}, {48 * time.Hour, 3, "purchases"}} {
		d, seq, err := room.Past(ctx, s, "d1", start.Add(c.at))
		require.NoError(t, err)
		require.Equal(t, c.seq, seq)
		if c.name == "" {
			require.Empty(t, d.Tables)
			continue
		}
		require.Equal(t, c.name, d.Tables["t1"].Name)
	}
	first, err := room.First(ctx, s, "d1")
	require.NoError(t, err)
	require.Equal(t, "orders", first.Tables["t1"].Name)
	_, _, err = room.Past(ctx, s, "none", start)
	require.Error(t, err)
}
