package ddl_test

import (
	"cmp"
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/migrate"

	"github.com/stretchr/testify/require"
)

// writeCases are scripts that are read and written again. Without a dialect they are in
// PostgreSQL's words.
type writeCases map[string]struct {
	dialect, script, to string
	options             ddl.Options
	want, lacks         []string // parts of what is written
}

// run writes the scripts in a dialect, but for those that say another one.
func (cases writeCases) run(t *testing.T, to string) {
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			dialect, err := ddl.Find(cmp.Or(c.to, to))
			require.NoError(t, err)
			got := ddl.Write(ddl.Parse([]byte(c.script), cmp.Or(c.dialect, "postgres")).Pages[0].Diagram, dialect, c.options).SQL
			for _, part := range c.want {
				require.Contains(t, got, part)
			}
			for _, part := range c.lacks {
				require.False(t, strings.Contains(got, part), "%s\n%s", part, got)
			}
		})
	}
}

// migrateCases are scripts of two diagrams, and all statements that lead from the first to
// the second. Without a dialect the scripts are in PostgreSQL's words.
type migrateCases map[string]struct {
	dialect, old, now string
	rename            string // "table.column=name"
	want              []string
}

func (cases migrateCases) run(t *testing.T, to string) {
	dialect, err := ddl.Find(to)
	require.NoError(t, err)
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			read := func(script string) migrate.Edition {
				return migrate.Edition{Diagram: ddl.Parse([]byte(script), cmp.Or(c.dialect, "postgres")).Pages[0].Diagram}
			}
			answers := migrate.Answers{Assume: migrate.AssumeDrop}
			if c.rename != "" {
				answers.Renames = []string{c.rename}
			}
			m, err := migrate.Between(read(c.old), read(c.now), dialect, answers, ddl.MigrateOptions{})
			require.NoError(t, err)
			var got []string
			for _, s := range m.Up.Statements {
				got = append(got, s.Text)
			}
			require.Equal(t, c.want, got, m.Up.SQL)
			require.NotContains(t, m.Up.SQL, ";;")
			require.Equal(t, strings.Count(m.Up.SQL, "\nBEGIN\n"), strings.Count(m.Up.SQL, "\nEND;\n/\n"))
		})
	}
}
