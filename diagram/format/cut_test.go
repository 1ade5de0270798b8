package format_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"crowsfoot/diagram/format"
	"crowsfoot/diagram/format/formattest"

	"github.com/stretchr/testify/require"
)

// TestEveryCut is number 10 of the list of hostile files: a file of each container that
// was cut at any byte is refused with a sentence, or read with a warning, or read as the
// whole of it where only its end is missing that says nothing.
func TestEveryCut(t *testing.T) {
	file := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(testdata, name))
		require.NoError(t, err)
		return data
	}

	// The first shape of the drawing is enough of it.
	plain, _, _ := bytes.Cut(file("edraw/keys.edx"), []byte("</Shape>"))
	plain = append(plain, "</Shape></Layer></Page></Document>"...)
	for name, data := range map[string][]byte{
		"draw.io, plain":         file("drawio/enum.drawio"),
		"draw.io, packed page":   file("drawio/clinic.drawio"),
		"draw.io, packed text":   file("drawio/clinic.txt"),
		"draw.io, SVG":           file("drawio/clinic.drawio.svg"),
		"draw.io, PNG":           file("drawio/clinic.drawio.png"),
		"draw.io, PNG with zTXt": file("drawio/clinic-old.png"),
		"EdrawMax, package":      file("edraw/clinic.eddx"),
		"EdrawMax, XML":          plain,
		"schema JSON":            file("format/shop.json"),
	} {
		t.Run(name, func(t *testing.T) {
			whole, err := format.Read("a file", data, "")
			require.NoError(t, err)
			want := formattest.Describe(whole)
			require.NotEmpty(t, want)
			refused := 0
			for i := range data {
				s, err := format.Read("a file", data[:i], "")
				switch {
				case err != nil:
					require.Nil(t, s)
					requireSentence(t, err)
					refused++
				case len(s.Warnings) == 0:
					require.Equal(t, want, formattest.Describe(s), "cut at %d of %d", i, len(data))
				}
			}
			t.Logf("%d of %d cuts refused", refused, len(data))
		})
	}
}
