package main

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/sqlite"
)

// TestDiffOfVersions migrates between two changes of a diagram of the data folder: its IDs
// say what was renamed, whatever else is the same.
func TestDiffOfVersions(t *testing.T) {
	ctx := context.Background()
	folder := t.TempDir()
	st, err := sqlite.Open(ctx, folder)
	require.NoError(t, err)
	first := diagram.New()
	first.AddTable(&diagram.Table{ID: "t", Name: "users", Columns: []*diagram.Column{{ID: "c", Name: "id", Type: "int"}, {ID: "n", Name: "name", Type: "text"}}})
	second := diagram.New()
	second.AddTable(&diagram.Table{ID: "t", Name: "people", Columns: []*diagram.Column{{ID: "c", Name: "number", Type: "int"}, {ID: "n", Name: "called", Type: "text"}}})
	doc := op.NewDocument()
	var entries []op.Entry
	for i, ops := range [][]op.Op{op.FromDiagram(first), op.Diff(first, second)} {
		inverse, err := doc.Apply(ops)
		require.NoError(t, err)
		entries = append(entries, op.Entry{Seq: int64(i + 1), Batch: op.Batch{ID: "s:" + strings.Repeat("1", i+1), Ops: ops}, Inverse: inverse})
	}
	now := time.Now()
	require.NoError(t, st.Create(ctx, store.New{ID: "d", Name: "shop", Created: now, Entries: entries}))
	require.NoError(t, st.Create(ctx, store.New{ID: "e", Name: "twice", Created: now}))
	require.NoError(t, st.Create(ctx, store.New{ID: "f", Name: "twice", Created: now}))
	require.NoError(t, st.Close())

	diff := func(args ...string) (code int, stdout, stderr string) {
		var out, errs bytes.Buffer
		code = run(ctx, append([]string{"diff", "--data", folder, "--dialect", "postgres"}, args...), strings.NewReader(""), &out, &errs, func(string) string { return "" })
		return code, out.String(), errs.String()
	}
	code, stdout, stderr := diff("shop@1", "shop@")
	require.Equal(t, exitFine, code, stderr)
	require.Empty(t, stderr)
	require.Contains(t, stdout, "ALTER TABLE users RENAME TO people;")
	require.Contains(t, stdout, "ALTER TABLE people RENAME COLUMN id TO number;")
	require.Contains(t, stdout, "ALTER TABLE people RENAME COLUMN name TO called;")
	require.NotContains(t, stdout, "DROP")
	code, stdout, _ = diff("d@2", "shop@1")
	require.Equal(t, exitFine, code)
	require.Contains(t, stdout, "ALTER TABLE people RENAME TO users;")
	code, stdout, _ = diff("shop@2", "shop@")
	require.Equal(t, exitFine, code)
	require.Empty(t, stdout)
	for _, c := range []struct{ old, now, want string }{
		{"shop@1", "shop@3", "has no version 3"},
		{"shop@1", "shop@-1", "is no version"},
		{"shop@1", "shop@x", "is no version"},
		{"nobody@1", "shop@1", `There is no diagram "nobody"`},
		{"twice@", "shop@1", "2 diagrams are called"},
	} {
		code, stdout, stderr := diff(c.old, c.now)
		require.Equal(t, exitUsage, code)
		require.Empty(t, stdout)
		require.Contains(t, stderr, c.want)
	}
	code, _, stderr = diff("shop@1", "shop@2", "--rename", "users=people")
	require.Equal(t, exitUsage, code)
	require.Contains(t, stderr, "knows its renames")
}
