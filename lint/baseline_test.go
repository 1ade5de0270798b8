package lint_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

func TestBaseline(t *testing.T) {
	check := func(sql string) []lint.Checked {
		page := read(t, sql)
		return []lint.Checked{{File: "shop.sql", Page: page, Findings: run(page.Diagram, lint.Config{}, tooMany)}}
	}
	name := func(file string) string { return "db/" + file }
	files := check(shop)
	var b bytes.Buffer
	require.NoError(t, lint.NewBaseline(files, name).Write(&b))
	require.Regexp(t, `(?s)^{\n  "version": 1,\n  "findings": \[\n.*"file": "db/shop.sql",\n      "rule": "S999",\n      "message": "customers has too many columns.",\n      "fingerprint": "[^"]+"\n.*\]\n}\n$`, b.String())

	known, err := lint.ReadBaseline(b.Bytes())
	require.NoError(t, err)
	require.Empty(t, known.Hide(files, name))
	require.Empty(t, files[0].Findings)
	require.Len(t, files[0].Hidden, 2)
	require.False(t, files[0].Fails())
	require.Less(t, files[0].Score(), 100, "what is hidden is still there")

	// Another line and a new table: the known ones stay hidden, the new one shows; the
	// file of another name does not.
	files = check("\n\nCREATE TABLE fresh (a int, b int, c int);" + shop)
	require.Empty(t, known.Hide(files, name))
	require.Equal(t, []string{"fresh has too many columns."}, messages(files[0].Findings))
	files = check(shop)
	require.Empty(t, known.Hide(files, strings.ToUpper))
	require.Len(t, files[0].Findings, 2)

	// What was mended is told of.
	files = check("CREATE TABLE customers (id int, name text, city text)")
	gone := known.Hide(files, name)
	require.Len(t, gone, 1)
	require.Equal(t, "sales.orders has too many columns.", gone[0].Message)

	// A baseline in use that is written again keeps what it hides.
	var again bytes.Buffer
	require.NoError(t, lint.NewBaseline(files, name).Write(&again))
	require.Equal(t, 1, strings.Count(again.String(), "fingerprint"))
	var empty bytes.Buffer
	require.NoError(t, lint.NewBaseline(nil, name).Write(&empty))
	require.JSONEq(t, `{"version":1,"findings":[]}`, empty.String())
}

func TestBaselineErrors(t *testing.T) {
	for _, c := range []struct {
		name, text   string
		line, column int
		message      string
	}{
		{"empty", "", 1, 1, "This is no baseline"},
		{"cut off", "{\n \"version\": 1,\n", 2, 15, "unexpected end"},
		{"wrong type", "{\"version\": 1,\n\"findings\": 7}", 2, 13, "This is no baseline"},
		{"another version", `{"version":2,"findings":[]}`, 0, 0, "its version is 2, not 1"},
		{"some JSON", `{"findings":[]}`, 0, 0, "its version is 0"},
		{"no fingerprint", `{"version":1,"findings":[{"rule":"K001"}]}`, 0, 0, "Finding 1 of the baseline has no rule or no fingerprint"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := lint.ReadBaseline([]byte(c.text))
			var de *diagram.Error
			require.ErrorAs(t, err, &de)
			require.Contains(t, de.Message, c.message)
			require.Equal(t, [2]int{c.line, c.column}, [2]int{de.Line, de.Column}, de.Message)
		})
	}
}

func FuzzReadBaseline(f *testing.F) {
	f.Add([]byte(`{"version":1,"findings":[{"file":"a.sql","rule":"K001","message":"m","fingerprint":"f"}]}`))
	f.Add([]byte("{\"version\":1,\n\"findings\":[7"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := lint.ReadBaseline(data)
		if err != nil {
			var de *diagram.Error
			require.True(t, errors.As(err, &de), "%v", err)
			return
		}
		var once, twice bytes.Buffer
		require.NoError(t, b.Write(&once))
		again, err := lint.ReadBaseline(once.Bytes())
		require.NoError(t, err)
		require.NoError(t, again.Write(&twice))
		require.Equal(t, once.String(), twice.String())
		b.Hide([]lint.Checked{{File: "a.sql", Findings: []lint.Finding{{Fingerprint: "f"}}}}, strings.ToLower)
	})
}
