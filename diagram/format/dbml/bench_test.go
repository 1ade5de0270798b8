package dbml_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/format/dbml"
)

// thousand is a text of 1,000 tables of ten columns, each with a relationship.
func thousand() []byte {
	var b strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&b, "Table schema_%d.table_%d {\n  id int [pk, increment]\n", i%7, i)
		for c := range 8 {
			fmt.Fprintf(&b, "  column_%d varchar(%d) [not null, default: 'x', note: 'number %d']\n", c, 10+c, c)
		}
		fmt.Fprintf(&b, "  other_id int\n  indexes {\n    (other_id, column_1) [name: 'i_%d']\n  }\n}\n", i)
	}
	for i := 1; i < 1000; i++ {
		fmt.Fprintf(&b, "Ref: schema_%d.table_%d.other_id > schema_%d.table_%d.id [delete: cascade]\n", i%7, i, (i/2)%7, i/2)
	}
	return []byte(b.String())
}

func BenchmarkRead(b *testing.B) {
	data := thousand()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		s, err := dbml.Read(data)
		require.NoError(b, err)
		require.Len(b, s.Pages[0].Diagram.Tables, 1000)
	}
}

func BenchmarkWrite(b *testing.B) {
	s, err := dbml.Read(thousand())
	require.NoError(b, err)
	for b.Loop() {
		_, err := dbml.Write(io.Discard, s.Pages[0].Diagram)
		require.NoError(b, err)
	}
}
