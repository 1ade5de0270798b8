package prisma_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/formattest"
	"crowsfoot/diagram/format/prisma"
)

const fixtures = "../../../testdata/prisma/"

func read(t testing.TB, text string) (*diagram.Diagram, []string) {
	t.Helper()
	s, err := prisma.Read([]byte(text))
	require.NoError(t, err)
	require.NoError(t, formattest.Sound(s))
	var warnings []string
	for _, w := range s.Warnings {
		warnings = append(warnings, w.Where+" "+w.Code+": "+w.Message)
	}
	return s.Pages[0].Diagram, warnings
}

func describe(d *diagram.Diagram) []string {
	var list []string
	for _, t := range d.SortedTables() {
		text := t.Name + ":"
		for _, c := range t.Columns {
			text += " [" + strings.TrimSpace(c.Name+" "+c.Type+" "+c.Default)
			if t.NotNull(c) {
				text += "!"
			}
			text += "]"
		}
		for _, k := range t.Keys {
			text += fmt.Sprintf(" %s%v", map[bool]string{true: "pk", false: "unique"}[k.Primary], t.Names(k.Columns))
		}
		list = append(list, text)
	}
	for _, r := range d.SortedRelationships() {
		a, b := d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]
		list = append(list, fmt.Sprintf("%s%v %s %s%v %s %s %s %s", a.Name, a.Names(r.FromColumns()), r.Ends[0].Card, b.Name, b.Names(r.ToColumns()), r.Ends[1].Card, r.Name, r.OnDelete, r.OnUpdate))
	}
	return list
}

func TestReadBlog(t *testing.T) {
	data, err := os.ReadFile(fixtures + "blog.prisma")
	require.NoError(t, err)
	d, warnings := read(t, string(data))
	require.Equal(t, []string{
		"25:22 not-kept: A diagram has no place for values that programs make, as uuid(), so 1 of them are left out.",
		"53:20 not-kept: A diagram has no place for times that programs set, so 1 of them are left out.",
	}, warnings)
	require.Equal(t, "postgres", d.Dialect)
	require.Equal(t, []string{
		`users: [id integer!] [email varchar(255)!] [name text 'it''s "me"'] [role user_role 'the admin'!] [boss_id integer] [created_at timestamptz(6) CURRENT_TIMESTAMP!] [token text!] pk[id] unique[email]`,
		"Post: [number integer!] [lang char(2)!] [authorId integer!] [words text[]!] [price decimal(10, 2) 1.5] [where point '(1,1)'] [meta jsonb!] pk[number lang] unique[authorId lang]",
		"Tag: [id bigint!] pk[id]",
		"View: [number integer!] [lang text!] [at timestamp!] pk[number lang]",
		"users[boss_id] zero_many users[id] zero_one  set_null cascade",
		"Post[authorId] zero_many users[id] one post_author cascade cascade",
		"View[number lang] zero_one Post[number lang] one  restrict cascade",
		"Post[] many Tag[] many   ",
	}, describe(d))
	users, post := d.SortedTables()[0], d.SortedTables()[1]
	require.Equal(t, "Who writes\nand reads", users.Comment)
	require.Equal(t, "as on the card", users.Columns[2].Comment)
	require.Equal(t, diagram.IdentityByDefault, users.Columns[0].Identity)
	require.Equal(t, "one_email", users.Keys[1].Name)
	require.Equal(t, "by_author", post.Indexes[0].Name)
	require.True(t, post.Indexes[0].Parts[0].Descending)
	require.Equal(t, "stats", d.Schemas[d.SortedTables()[3].Schema].Name)
	require.Equal(t, []string{"USER", "the admin"}, d.SortedDomains()[0].Values)
}

func TestReadFaults(t *testing.T) {
	for text, want := range map[string][]string{
		"model A {\n  id Int @id\n":                          {"1:1 syntax: The brace that opens here is never closed."},
		"model A {\n  id Int @id\n}\nhello":                  {`4:1 syntax: Here should be a model, an enumeration or another block, but there is "hello".`},
		"model A {\n  id\n}":                                 {`2:3 syntax: Here should be a field with a name and a type, but there is "id".`},
		"model A {\n  id Int @id nope\n}":                    {`2:14 syntax: Here should be an attribute that begins with @, but there is "nope".`},
		"model A {\n  id Int @wow\n}":                        {`2:10 unknown-setting: There is no attribute "@wow" of a field; it is left out.`},
		"model A {\n  id What\n}":                            {`2:3 unresolved-reference: The type "What" of the field "id" is not in the schema.`},
		"model A {\n  id Int\n  @@id([x])\n}":                {`3:3 unresolved-reference: The field "x" is not in the model "A" or stands there twice.`},
		"model A {\n  id Int @id\n}\nmodel A {\n  id Int\n}": {`4:1 duplicate-name: There are two models named "A"; the second is left out.`},
		"model A {\n  id Int @id\n  a A @relation(fields: [x], references: [id])\n}": {`3:7 unresolved-reference: The field "x" is not in the model "A" or stands there twice.`,
			`3:7 unresolved-reference: The relation "a" does not name the same number of fields on both sides, so it is left out.`},
	} {
		_, warnings := read(t, text)
		require.Equal(t, want, warnings, text)
	}
	_, err := prisma.Read([]byte("enum A {\n  b\n}"))
	var e *diagram.Error
	require.ErrorAs(t, err, &e)
	require.NoError(t, formattest.Sentence(e.Message))
}

// TestRoundTrip writes random diagrams and reads them: tables, columns, primary keys and
// foreign keys come back but for what was reported.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{Hostile: true, Invisible: true})
		var out bytes.Buffer
		losses, err := prisma.Write(&out, d, "")
		require.NoError(t, err)
		if len(d.Tables) == 0 {
			return
		}
		s, err := prisma.Read(out.Bytes())
		require.NoError(t, err, out.String())
		require.Empty(t, s.Warnings, out.String())
		lost := map[diagram.ID]string{}
		for _, l := range losses {
			lost[l.Object] += l.Message
		}
		got := s.Pages[0].Diagram
		require.Len(t, got.Tables, len(d.Tables))
		for i, want := range d.SortedTables() {
			have := got.SortedTables()[i]
			require.Len(t, have.Columns, len(want.Columns))
			for n, c := range want.Columns {
				g := have.Columns[n]
				if name := diagram.CutName(c.Name); name != "" && !strings.Contains(lost[c.ID], "its very name") {
					require.Equal(t, name, g.Name, out.String())
				}
				if !strings.Contains(lost[c.ID], "that the list may be null") {
					require.Equal(t, want.NotNull(c), have.NotNull(g), out.String())
				}
			}
			if key := want.PrimaryKey(); key != nil && lost[key.ID] == "" {
				require.NotNil(t, have.PrimaryKey(), out.String())
				require.Len(t, have.PrimaryKey().Columns, len(key.Columns))
			}
		}
		count := 0
		for _, r := range d.Relationships {
			if !strings.Contains(lost[r.ID], "that it ") || strings.Contains(lost[r.ID], "that it is deferrable") && !strings.Contains(lost[r.ID], "that it is there") && !strings.Contains(lost[r.ID], "that it joins") {
				count++
			}
		}
		require.Len(t, got.Relationships, count, out.String())
	})
}

func FuzzRead(f *testing.F) {
	files, err := filepath.Glob(fixtures + "*")
	require.NoError(f, err)
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(f, err)
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := formattest.Try(prisma.Read, data)
		require.NoError(t, err)
		if s == nil {
			return
		}
		d := s.Pages[0].Diagram
		var out bytes.Buffer
		_, err = prisma.Write(&out, d, "")
		require.NoError(t, err)
		again, err := prisma.Read(out.Bytes())
		require.NoError(t, err, out.String())
		require.Len(t, again.Pages[0].Diagram.Tables, len(d.Tables), out.String())
	})
}
