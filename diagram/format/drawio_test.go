package format_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format"
)

// TestWriteDrawio writes a drawing that was read as a file of its own and back into the
// file that it came from.
func TestWriteDrawio(t *testing.T) {
	content, err := os.ReadFile("../../testdata/drawio/shop.drawio")
	require.NoError(t, err)
	source, err := format.Read("shop.drawio", content, "")
	require.NoError(t, err)
	d := source.Pages[0].Diagram

	var own, back bytes.Buffer
	_, err = format.Named("drawio").Write(&own, d, format.Options{})
	require.NoError(t, err)
	again, err := format.Read("own.drawio", own.Bytes(), "")
	require.NoError(t, err)
	diagramtest.Equal(t, d, again.Pages[0].Diagram)

	for _, table := range d.Tables {
		if table.Name == "users" {
			table.Name = "customers"
		}
	}
	origin := &format.Origin{Content: content}
	losses, err := format.Named("drawio").Write(&back, d, format.Options{Origin: origin})
	require.NoError(t, err)
	require.Empty(t, losses)
	require.Equal(t, strings.Replace(tidied(content), `value="users"`, `value="customers"`, 1), tidied(back.Bytes()))

	_, err = format.Named("drawio").Write(&back, d, format.Options{Origin: &format.Origin{Content: content, Page: 7}})
	require.ErrorContains(t, err, "there is no page 8")
}

// tidied leaves out how a program writes what is equal in XML.
func tidied(xml []byte) string {
	return strings.NewReplacer(" />", "/>", "></mxGeometry>", "/>", "'", `"`).Replace(string(xml))
}
