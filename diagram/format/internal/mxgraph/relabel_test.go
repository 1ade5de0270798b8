package mxgraph_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram/format/internal/mxgraph"
)

func TestTextReplace(t *testing.T) {
	for name, c := range map[string]struct {
		value string
		html  bool
		line  int
		text  string
		want  string
	}{
		"plain":                    {"id int\nname text", false, 1, "title text", "id int\ntitle text"},
		"markup in a word":         {"<b>us<i>er</i></b>", true, 0, "owner", "<b>own<i>er</i></b>"},
		"only what differs":        {"<div><b>id</b>&nbsp;&nbsp;int</div><div>x</div>", true, 0, "id bigint", "<div><b>id</b>&nbsp;&nbsp;bigint</div><div>x</div>"},
		"across tags":              {"<b>first</b> <i>name</i>", true, 0, "title", "<b>titl</b><i>e</i>"},
		"an entity":                {"a &amp; b", true, 0, "a < b", "a &lt; b"},
		"an empty text":            {"", true, 0, "<x>", "&lt;x&gt;"},
		"a text of tags":           {"<br>", true, 0, "x", "x"},
		"longer":                   {"<u>id</u>", true, 0, "id int", "<u>id int</u>"},
		"nothing":                  {"<u>id</u> int", true, 0, "id int", "<u>id</u> int"},
		"blank line of plain text": {"&nbsp;\na", false, 0, "id", "&nbsp;\nid"},
		"shorter":                  {"id&nbsp; int", true, 0, "id", "id"},
		"tags without html":        {"<b>id</b>", false, 0, "no", "<b>no</b>"},
		"out of range":             {"a<br>b", true, 5, "c", "a<br>b<br>c"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, mxgraph.Text{Value: c.value, HTML: c.html}.Replace(c.line, c.text).Value)
		})
	}
}

func TestTextInsert(t *testing.T) {
	for name, c := range map[string]struct {
		value string
		html  bool
		after int
		want  string
	}{
		"plain":     {"a\nb", false, 0, "a\nnew\nb"},
		"break":     {"<b>T</b><br>a<br>b", true, 1, "<b>T</b><br>a<br>new<br>b"},
		"paragraph": {"<p>a</p><p class=x><u>b</u></p>", true, 1, "<p>a</p><p class=x><u>b</u></p><p class=x><u>new</u></p>"},
		"last":      {"a", true, 9, "a<br>new"},
		"none":      {"", true, 0, "new"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, mxgraph.Text{Value: c.value, HTML: c.html}.Insert(c.after, "new").Value)
		})
	}
}

func TestTextInsertBefore(t *testing.T) {
	require.Equal(t, "new\na\nb", mxgraph.Text{Value: "a\nb"}.InsertBefore(0, "new").Value)
	require.Equal(t, "<p>T</p><p>new</p><p>a</p>", mxgraph.Text{Value: "<p>T</p><p>a</p>", HTML: true}.InsertBefore(1, "new").Value)
}

func TestTextRemove(t *testing.T) {
	for name, c := range map[string]struct {
		value string
		html  bool
		line  int
		want  string
	}{
		"plain":     {"a\nb\nc", false, 1, "a\nc"},
		"last":      {"a\nb", false, 1, "a"},
		"break":     {"<b>T</b><br>a<br>b", true, 1, "<b>T</b><br>b"},
		"paragraph": {"<p>a</p><p>b</p>", true, 0, "<p>b</p>"},
		"only one":  {"a", true, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, mxgraph.Text{Value: c.value, HTML: c.html}.Remove(c.line).Value)
		})
	}
}

func TestTextRow(t *testing.T) {
	text := mxgraph.Text{Value: "<b>T</b><table><tr><td>PK</td><td>id</td></tr><tr><td></td><td>name</td></tr></table>", HTML: true}
	before, row, after, ok := text.Row(2)
	require.True(t, ok)
	require.Equal(t, "<tr><td>PK</td><td>id</td></tr>", row.Value)
	require.Equal(t, text.Value, before+row.Value+after)
	_, _, _, ok = text.Row(0)
	require.False(t, ok)
}

// TestTextEdits checks on any text that an edit gives the lines that it should.
func TestTextEdits(t *testing.T) {
	piece := rapid.SampledFrom([]string{"a", "id int", " ", "\n", "<br>", "<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "&amp;", "&nbsp;", "&lt;", "<tr>", "</tr>",
		"<td>", "</td>", "&", "<", ">", "&#65;", "\u200b", "é", "<hr>", "<style>", "</style>", "&ngE;", "<li>", "\u00a0"})
	word := rapid.SampledFrom([]string{"id", "a b", "x<y>", "&amp;", "id int", "ü", "a  b"})
	rapid.Check(t, func(t *rapid.T) {
		text := mxgraph.Text{HTML: rapid.Bool().Draw(t, "html")}
		for _, p := range rapid.SliceOfN(piece, 0, 12).Draw(t, "pieces") {
			text.Value += p
		}
		lines := func(text mxgraph.Text) []string {
			out := []string{}
			for _, l := range text.Lines() {
				out = append(out, l.Text)
			}
			return out
		}
		before := lines(text)
		if len(before) == 0 {
			return
		}
		n, with := rapid.IntRange(0, len(before)-1).Draw(t, "line"), word.Draw(t, "word")
		if !text.HTML && with == "x<y>" {
			with = "xy"
		}
		replaced := slices.Clone(before)
		replaced[n] = mxgraph.Plain(with)
		require.Equal(t, replaced, lines(text.Replace(n, with)))
		require.Equal(t, slices.Insert(slices.Clone(before), n+1, mxgraph.Plain(with)), lines(text.Insert(n, with)))
		require.Equal(t, slices.Insert(slices.Clone(before), n, mxgraph.Plain(with)), lines(text.InsertBefore(n, with)))
		require.Equal(t, slices.Delete(slices.Clone(before), n, n+1), lines(text.Remove(n)))
	})
}
