package room_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
)

// TestParts reads a diagram as a browser does: the head says where everything will be, the
// cards come first, and all parts together are the document.
func TestParts(t *testing.T) {
	const tables = 450
	d := diagram.New()
	for i := range tables {
		added := d.AddTable(&diagram.Table{
			ID: diagram.ID(fmt.Sprintf("t%d", i)), Name: fmt.Sprintf("table_%d", i), Pos: diagram.Point{X: float64(i) * 300, Y: 40},
			Columns: []*diagram.Column{{ID: diagram.ID(fmt.Sprintf("c%d", i)), Name: "id"}},
			Indexes: []*diagram.Index{{ID: diagram.ID(fmt.Sprintf("x%d", i)), Name: "by_id"}},
		})
		d.AddRelationship(&diagram.Relationship{ID: diagram.ID(fmt.Sprintf("r%d", i)), Ends: diagram.Between(added.ID, diagram.ZeroMany, "t0", diagram.One)})
	}
	h := newHub(t, room.Options{})
	id, err := h.Create(ctx, room.New{Name: "shop", Ops: op.FromDiagram(d)})
	require.NoError(t, err)
	r, err := h.Room(ctx, id)
	require.NoError(t, err)

	read := func() (lines []string) {
		require.NoError(t, r.Parts(ctx, func(line []byte) error {
			lines = append(lines, string(line))
			return nil
		}))
		return lines
	}
	lines := read()
	var head struct {
		Head         int64
		Epoch        string
		Cards, Parts int
		Bounds       struct{ X, Y, W, H float64 }
	}
	require.NoError(t, json.Unmarshal([]byte(lines[0]), &head))
	require.EqualValues(t, 1, head.Head)
	require.Equal(t, h.Store.Epoch(), head.Epoch)
	require.Equal(t, 3, head.Cards)
	require.Len(t, lines, 1+head.Parts)
	require.Equal(t, struct{ X, Y, W, H float64 }{0, 40, (tables-1)*300 + diagram.CardWidth, diagram.HeaderHeight + diagram.RowHeight}, head.Bounds)

	var got []op.Object
	for i, line := range lines[1:] {
		var part []op.Object
		require.NoError(t, json.Unmarshal([]byte(line), &part))
		for _, o := range part {
			isCard := o.Kind != diagram.KindRelationship && o.Kind != diagram.KindIndex
			require.Equal(t, i < head.Cards, isCard, "%s in part %d", o.ID, i)
		}
		got = append(got, part...)
	}
	want, _, err := r.Objects(ctx)
	require.NoError(t, err)
	require.ElementsMatch(t, want, got)
	_, err = op.FromObjects(got)
	require.NoError(t, err)

	require.Equal(t, lines, read(), "who reads the same state gets the same")
	_, err = r.Submit(ctx, "ann", batch("a:1", rename("t1", "bills"), deleteOf("t2")))
	require.NoError(t, err)
	require.NotEqual(t, lines, read())
}
