package edraw_test

import (
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/edraw"
	"crowsfoot/diagram/format/formattest"

	"github.com/stretchr/testify/require"
)

// FuzzRead feeds the reader with changed fixtures: it must answer, never panic, and what
// it gives must be sound.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.*"))
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		edraw.Sniff(data)
		readAny(t, data)
	})
}

// FuzzRow puts wild texts into the title and the rows of a table.
func FuzzRow(f *testing.F) {
	for _, row := range []string{
		"id int PK", "name: varchar(255) NOT NULL", "PK", "FK1", "customer_id INT(11) <<FK>>", "+owner : User", "price decimal(10,2) default 0",
		`{\rtf1\ansi{\fonttbl{\f0\fcharset134 A;}}\f0\ul id\ulnone\par name\par}`, "(((", "1..*", "a,b,c", "- - -", "名称 文字",
	} {
		f.Add(row, row)
	}
	f.Fuzz(func(t *testing.T, name, row string) {
		readAny(t, []byte(formattest.EdrawPage(formattest.Escaped(name), formattest.Escaped(row))))
	})
}

// readAny reads a file, which is refused with a sentence or gives something sound.
func readAny(t *testing.T, data []byte) {
	t.Helper()
	var src *diagram.Source
	var err error
	require.Less(t, formattest.Allocated(func() { src, err = edraw.Read(data) }), formattest.MaxAllocated(len(data)))
	if err != nil {
		requireRefused(t, err)
		return
	}
	require.NoError(t, formattest.Sound(src))
	for _, p := range src.Pages {
		requireSound(t, p, "fuzz")
	}
}
