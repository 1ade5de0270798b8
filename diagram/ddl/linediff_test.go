package ddl_test

import (
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

func TestLineDiff(t *testing.T) {
	cases := map[string]struct {
		before, after string
		want          []string
	}{
		"both empty":    {"", "", nil},
		"same":          {"a\nb\n", "a\nb\n", []string{" a", " b"}},
		"from nothing":  {"", "a\n", []string{"+a"}},
		"to nothing":    {"a\n", "", []string{"-a"}},
		"line added":    {"a\nc\n", "a\nb\nc\n", []string{" a", "+b", " c"}},
		"line changed":  {"a\nb\nc", "a\nB\nc", []string{" a", "-b", "+B", " c"}},
		"moved":         {"x\na\nb\nc", "a\nb\nc\nx", []string{"-x", " a", " b", " c", "+x"}},
		"repeats":       {"(\nx\n)\n(\nx\n)", "(\nx\n)\n(\ny\n)\n(\nx\n)", []string{" (", " x", " )", " (", "+y", "+)", "+(", " x", " )"}},
		"no common":     {"a\nb", "c", []string{"-a", "-b", "+c"}},
		"empty lines":   {"a\n\n\nb", "a\n\nb", []string{" a", " ", "-", " b"}},
		"between twice": {"}\na\n}\nb\n}", "}\nb\n}\nc\n}", []string{" }", "-a", "-}", " b", "+}", "+c", " }"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, l := range ddl.LineDiff(c.before, c.after) {
				got = append(got, string(l.Sign)+l.Text)
			}
			require.Equal(t, c.want, got)
		})
	}
}

// side puts one of the texts together again.
func side(lines []ddl.DiffLine, without byte) string {
	var out []string
	for _, l := range lines {
		if l.Sign != without {
			out = append(out, l.Text)
		}
	}
	return strings.Join(out, "\n")
}

func FuzzLineDiff(f *testing.F) {
	f.Add("a\nb\nc", "b\nc\nd")
	f.Add("\n\n", "x\n\n")
	f.Add(strings.Repeat("a\nb\n", 50), strings.Repeat("b\na\n", 50))
	f.Fuzz(func(t *testing.T, before, after string) {
		lines := ddl.LineDiff(before, after)
		require.Equal(t, strings.TrimSuffix(before, "\n"), side(lines, '+'))
		require.Equal(t, strings.TrimSuffix(after, "\n"), side(lines, '-'))
	})
}

func TestLineDiffOfLongTexts(t *testing.T) {
	before := strings.Repeat("same\nother\n", 20_000)
	after := "first\n" + strings.Repeat("other\nsame\n", 20_000)
	lines := ddl.LineDiff(before, after)
	require.Equal(t, strings.TrimSuffix(before, "\n"), side(lines, '+'))
	require.Equal(t, strings.TrimSuffix(after, "\n"), side(lines, '-'))
}
