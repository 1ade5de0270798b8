package eddx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"crowsfoot/diagram/format/internal/eddx"
	"crowsfoot/diagram/format/internal/xmldoc"

	"github.com/stretchr/testify/require"
)

// unpack is an Unpack without guards; the guards are tested where the real one is.
func unpack(r io.Reader, _, limit int64) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, limit))
}

func pack(t testing.TB, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range names {
		w, err := z.Create(name)
		require.NoError(t, err)
		if strings.HasSuffix(name, "/") {
			continue
		}
		_, err = w.Write([]byte("<" + name + "/>"))
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return out.Bytes()
}

func TestOpenGivesPagesInOrder(t *testing.T) {
	p, err := eddx.Open(pack(t, "document.xml", "pages/page10.xml", "pages/page2.xml", "pages/", "pages/page1.XML", "pages/sub/page3.xml", "rels/page1_rels.xml", "theme.xml"), unpack)
	require.NoError(t, err)
	names := []string{}
	for _, part := range p.Pages {
		names = append(names, part.Name)
		require.Equal(t, "<"+part.Name+"/>", string(part.Data))
	}
	require.Equal(t, []string{"pages/page1.XML", "pages/page2.xml", "pages/page10.xml"}, names)
}

func TestOpenPassesTheErrorOfUnpackOn(t *testing.T) {
	broken := errors.New("broken")
	_, err := eddx.Open(pack(t, "pages/page1.xml"), func(io.Reader, int64, int64) ([]byte, error) { return nil, broken })
	require.ErrorIs(t, err, broken)
}

func TestOpenCountsWhatIsLeft(t *testing.T) {
	var limits []int64
	_, err := eddx.Open(pack(t, "pages/page1.xml", "pages/page2.xml"), func(r io.Reader, packed, limit int64) ([]byte, error) {
		limits = append(limits, limit)
		return make([]byte, 1000), nil
	})
	require.NoError(t, err)
	require.Equal(t, []int64{eddx.MaxUnpacked, eddx.MaxUnpacked - 1000}, limits)
}

func TestOpenRefusesLargeFiles(t *testing.T) {
	data := make([]byte, eddx.MaxBytes+1)
	copy(data, "PK\x03\x04")
	_, err := eddx.Open(data, unpack)
	var e *eddx.Error
	require.ErrorAs(t, err, &e)
	require.True(t, e.TooLarge)
}

func TestIsPackage(t *testing.T) {
	require.True(t, eddx.IsPackage(pack(t, "document.xml", "pages/page1.xml")))
	require.True(t, eddx.IsPackage(pack(t, "document.xml", "theme.xml")))
	require.False(t, eddx.IsPackage(pack(t, "word/document.xml")))
	require.False(t, eddx.IsPackage([]byte("pages/page1.xml")))
}

// FuzzOpen checks that any archive is refused with a sentence or gives pages within the
// limits.
func FuzzOpen(f *testing.F) {
	clinic, err := os.ReadFile("../../../../testdata/edraw/clinic.eddx")
	require.NoError(f, err)
	f.Add(clinic)
	f.Add(pack(f, "document.xml", "pages/page1.xml"))
	f.Add(pack(f, "../x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := eddx.Open(data, xmldoc.ReadInflated)
		if err != nil {
			var own *eddx.Error
			var part *eddx.PartError
			require.True(t, errors.As(err, &own) || errors.As(err, &part), "%T", err)
			return
		}
		require.NotEmpty(t, p.Pages)
		total := 0
		for _, part := range p.Pages {
			total += len(part.Data)
		}
		require.LessOrEqual(t, total, max(1<<20, 200*len(data)))
	})
}

// TestWrite packs parts and opens them again.
func TestWrite(t *testing.T) {
	parts := []eddx.Part{{Name: "document.xml", Data: []byte("<Document/>")}, {Name: "pages/page1.xml", Data: []byte("<Page/>")}, {Name: "extra/x.json", Data: []byte("{}")}}
	var out, again bytes.Buffer
	require.NoError(t, eddx.Write(&out, parts))
	require.NoError(t, eddx.Write(&again, parts))
	require.Equal(t, out.Bytes(), again.Bytes(), "the same parts give other bytes")
	require.True(t, eddx.IsPackage(out.Bytes()))
	p, err := eddx.Open(out.Bytes(), xmldoc.ReadInflated)
	require.NoError(t, err)
	require.Equal(t, parts[1:2], p.Pages)
	data, err := p.Part("extra/x.json")
	require.NoError(t, err)
	require.Equal(t, "{}", string(data))
	data, err = p.Part("extra/none")
	require.NoError(t, err)
	require.Nil(t, data)
}

// TestPartsShareOneLimit unpacks a part after pages that leave no room for it.
func TestPartsShareOneLimit(t *testing.T) {
	var out bytes.Buffer
	page := bytes.Repeat([]byte("<Page/>"), 10)
	require.NoError(t, eddx.Write(&out, []eddx.Part{{Name: "pages/page1.xml", Data: page}, {Name: "extra", Data: page}}))
	var limits []int64
	p, err := eddx.Open(out.Bytes(), func(r io.Reader, _, limit int64) ([]byte, error) {
		limits = append(limits, limit)
		return io.ReadAll(r)
	})
	require.NoError(t, err)
	_, err = p.Part("extra")
	require.NoError(t, err)
	require.Equal(t, []int64{eddx.MaxUnpacked, eddx.MaxUnpacked - int64(len(page))}, limits)
}
