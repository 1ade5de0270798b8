package format_test

import (
	"strings"
	"testing"

	"crowsfoot/diagram/format"
	"crowsfoot/diagram/format/formattest"

	"github.com/stretchr/testify/require"
)

// TestLabelsAreText is number 48 of the list of hostile files, and its neighbours: what
// stands in a label as text, though it looks like markup, comes out as that text,
// wherever a reader puts it.
func TestLabelsAreText(t *testing.T) {
	for _, evil := range []string{
		`<img src=x onerror=alert(1)>`,
		`<svg onload=alert(1)>`,
		`</script><script>alert(1)</script>`,
		`{{constructor.constructor('alert(1)')()}} ${alert(1)}`,
		`]]> --> %{x}`,
	} {
		t.Run(evil, func(t *testing.T) {
			plain := formattest.Escaped(evil)
			twice := formattest.Escaped(plain) // once for HTML, once for XML
			html := func(s string) string { return strings.ReplaceAll(s, `style="`, `style="html=1;`) }
			note := `<mxCell id="n" value="` + twice + `" style="shape=note;html=1" vertex="1" parent="1"><mxGeometry x="400" y="40" width="200" height="80" as="geometry"/></mxCell>`
			line := `<mxCell id="e" value="` + twice + `" style="endArrow=ERmany;startArrow=ERone;html=1" edge="1" parent="1" source="t" target="u"><mxGeometry relative="1" as="geometry"/></mxCell>`
			s, err := format.Read("a file", []byte(formattest.Drawing(html(formattest.List("t", twice, "1", "id int")+formattest.List("u", "other", "1", "t_id int"))+line+note)), "")
			require.NoError(t, err)
			require.NoError(t, formattest.Sound(s))
			d := s.Pages[0].Diagram
			require.Equal(t, evil, d.SortedTables()[0].Name)
			require.Equal(t, evil, d.SortedRelationships()[0].Name)
			require.Len(t, d.Notes, 1)
			require.Equal(t, evil, d.SortedNotes()[0].Text)

			s, err = format.Read("a file", []byte(formattest.EdrawPage(plain, plain)), "edraw")
			require.NoError(t, err)
			require.NoError(t, formattest.Sound(s))
			require.Equal(t, evil, s.Pages[0].Diagram.SortedTables()[0].Name)
		})
	}
	t.Run("the id of a cell in a warning", func(t *testing.T) {
		s, err := format.Read("a file", []byte(formattest.Drawing(formattest.List("a&lt;b onload=x&gt;", "a", "1", "id")+formattest.List("a&lt;b onload=x&gt;", "b", "1", "id"))), "")
		require.NoError(t, err)
		require.Contains(t, s.Warnings[0].Where, `cell a<b onload=x>`)
		require.Contains(t, s.Warnings[0].Message, `"a<b onload=x>"`)
	})
}
