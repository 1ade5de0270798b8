package drawio_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/drawio"
	"crowsfoot/diagram/format/formattest"
	"crowsfoot/diagram/op"
)

// office is a diagram with what a drawing can't show.
func office() *diagram.Diagram {
	d := diagram.New()
	d.Name, d.Dialect, d.Comment = "Office", "postgres", "all of it"
	m := d.AddModule(&diagram.Module{ID: "people", Name: "People", Color: "teal"})
	users := d.AddTable(&diagram.Table{ID: "users", Name: "users", Module: m.ID, Comment: "who works here", Pos: diagram.Point{X: 40, Y: 40},
		Columns: []*diagram.Column{{ID: "users_id", Name: "id", Type: "bigint", Identity: diagram.IdentityAlways},
			{ID: "users_mail", Name: "mail", Type: "varchar(80)", NotNull: true, Comment: "lower case", Check: "mail like '%@%'"}},
		Keys:    []*diagram.Key{{ID: "users_pk", Name: "users_pkey", Primary: true, Columns: []diagram.ID{"users_id"}}},
		Indexes: []*diagram.Index{{ID: "users_ix", Name: "by_mail", Parts: []diagram.IndexPart{{Expression: "lower(mail)"}}}}})
	rooms := d.AddTable(&diagram.Table{ID: "rooms", Name: "rooms", Pos: diagram.Point{X: 400, Y: 40},
		Columns: []*diagram.Column{{ID: "rooms_id", Name: "id", Type: "int"}, {ID: "rooms_owner", Name: "owner", Type: "bigint", Comment: "has the key"}},
		Keys:    []*diagram.Key{{ID: "rooms_pk", Primary: true, Columns: []diagram.ID{"rooms_id"}}}})
	d.AddRelationship(&diagram.Relationship{ID: "owns", Name: "owns", Verb: "owns", Directed: true, OnDelete: diagram.ActionSetNull, Comment: "one owner",
		Ends: diagram.Between(rooms.ID, diagram.ZeroMany, users.ID, diagram.ZeroOne), Pairs: []diagram.Pair{{From: "rooms_owner", To: "users_id"}}})
	d.AddNote(&diagram.Note{ID: "note", Text: "Two  spaces\n\nand a gap", About: users.ID, Color: "rose", Pos: diagram.Point{X: 40, Y: 300}, Size: diagram.Size{W: 160, H: 60}})
	d.AddFrame(&diagram.Frame{ID: "frame", Title: "People", Module: m.ID, Pos: diagram.Point{X: 20, Y: 20}, Size: diagram.Size{W: 300, H: 200}})
	d.AddIgnore(&diagram.Ignore{ID: "ignore", Rule: "K001", Object: rooms.ID, Reason: "known"})
	return d
}

// TestEditedElsewhere edits files of our own as people do in draw.io: what they changed
// comes, and everything else stays, also what the drawing does not show.
func TestEditedElsewhere(t *testing.T) {
	cut := func(file, from, to string) string {
		i := strings.Index(file, from)
		return file[:i] + file[i+strings.Index(file[i:], to)+len(to):]
	}
	for name, c := range map[string]struct {
		edit func(file string) string
		want func(d *diagram.Diagram)
	}{
		"nothing": {func(f string) string { return f }, func(*diagram.Diagram) {}},
		"a table is renamed": {
			func(f string) string { return strings.Replace(f, `label="users"`, `label="staff"`, 1) },
			func(d *diagram.Diagram) { d.Tables["users"].Name = "staff" }},
		"a column is renamed and retyped": {
			func(f string) string {
				return strings.Replace(f, `mail varchar(80) NOT NULL`, `e_mail text NOT NULL`, 1)
			},
			func(d *diagram.Diagram) {
				d.Tables["users"].Columns[1].Name, d.Tables["users"].Columns[1].Type = "e_mail", "text"
			}},
		"a column may be null": {
			func(f string) string { return strings.Replace(f, `mail varchar(80) NOT NULL`, `mail varchar(80)`, 1) },
			func(d *diagram.Diagram) { d.Tables["users"].Columns[1].NotNull = false }},
		"a table is moved": {
			func(f string) string { return strings.Replace(f, `x="400" y="40"`, `x="500" y="60"`, 1) },
			func(d *diagram.Diagram) { d.Tables["rooms"].Pos = diagram.Point{X: 500, Y: 60} }},
		"a crow's foot is changed": {
			func(f string) string {
				return strings.Replace(f, `startArrow=ERzeroToMany`, `startArrow=ERoneToMany`, 1)
			},
			func(d *diagram.Diagram) { d.Relationships["owns"].Ends[0].Card = diagram.OneMany }},
		"a line is deleted": {
			func(f string) string { return cut(f, `<UserObject label="owns"`, `</UserObject>`) },
			func(d *diagram.Diagram) { delete(d.Relationships, "owns") }},
		"a note is changed": {
			func(f string) string { return strings.Replace(f, `Two  spaces&lt;br`, `One space&lt;br`, 1) },
			func(d *diagram.Diagram) { d.Notes["note"].Text = "One space\nand a gap" }},
		"a frame is renamed": {
			func(f string) string { return strings.Replace(f, `label="People"`, `label="Persons"`, 1) },
			func(d *diagram.Diagram) { d.Frames["frame"].Title = "Persons" }},
		"the page is renamed": {
			func(f string) string { return strings.Replace(f, `name="Office"`, `name="Bureau"`, 1) },
			func(d *diagram.Diagram) { d.Name = "Bureau" }},
		"a row is deleted": {
			func(f string) string {
				for _, id := range []string{"users_mail", "users_mail.key", "users_mail.name"} {
					f = cut(f, `<mxCell id="`+id+`"`, `</mxCell>`)
				}
				return f
			},
			func(d *diagram.Diagram) { d.Tables["users"].Columns = d.Tables["users"].Columns[:1] }},
		"a program drops what it does not know": {
			func(f string) string { return string(stripped([]byte(f))) }, nil},
		"what is kept is damaged": {
			func(f string) string { return strings.ReplaceAll(f, `&quot;kind&quot;:`, `&quot;kin&quot;:`) }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := office()
			file := string(exported(t, d))
			edited := c.edit(file)
			if name != "nothing" {
				require.NotEqual(t, file, edited)
			}
			got := reread(t, []byte(edited))
			if c.want == nil {
				diagramtest.EqualSchema(t, d, got)
				return
			}
			c.want(d)
			diagramtest.Equal(t, d, got)
		})
	}
}

// TestCopiedElsewhere copies a table of our own as draw.io does: all its cells get new
// IDs, and what they keep is copied.
func TestCopiedElsewhere(t *testing.T) {
	d := office()
	file := string(exported(t, d))
	from := strings.Index(file, `<UserObject label="users"`)
	to := strings.Index(file, `<UserObject label="rooms"`)
	part := file[from:to]
	for _, id := range []string{"users", "users_id", "users_id.key", "users_id.name", "users_mail", "users_mail.key", "users_mail.name"} {
		part = strings.ReplaceAll(part, `id="`+id+`"`, `id="c-`+id+`"`)
		part = strings.ReplaceAll(part, `parent="`+id+`"`, `parent="c-`+id+`"`)
	}
	file = file[:to] + strings.Replace(part, `x="40" y="40"`, `x="40" y="500"`, 1) + file[to:]
	got := reread(t, []byte(file))
	require.Len(t, got.Tables, 3)
	diagramtest.Equal(t, got, reread(t, []byte(file))) // the new IDs are the same each time
	for id, table := range got.Tables {
		if table.Name != "users" || id == "users" {
			continue
		}
		require.Equal(t, diagram.Point{X: 40, Y: 500}, table.Pos)
		require.Equal(t, "who works here", table.Comment)
		require.Equal(t, "lower case", table.Columns[1].Comment)
		require.Len(t, table.Indexes, 1)
		require.NotEqual(t, diagram.ID("users_mail"), table.Columns[1].ID)
		delete(got.Tables, id)
	}
	d.Tables["users"].Order, d.Tables["rooms"].Order = got.Tables["users"].Order, got.Tables["rooms"].Order
	diagramtest.Equal(t, d, got)
}

// TestPutBackOwn changes diagrams at random and puts them back into files of our own:
// nothing may be lost.
func TestPutBackOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := diagramtest.Generate(t, diagramtest.Options{})
		origin := exported(t, d)
		changed := edited(t, d, 1, 3)
		out, losses := putBack(t, origin, 0, changed)
		require.Empty(t, losses)
		diagramtest.EqualSchema(t, changed, reader(t, out, 0))
	})
}

// TestPutBackIntoEmpty gives several columns to a table of our own that has none.
func TestPutBackIntoEmpty(t *testing.T) {
	d := diagram.New()
	id := d.AddTable(&diagram.Table{ID: "orders", Name: "orders", Pos: diagram.Point{X: 40, Y: 40}}).ID
	origin := exported(t, d)
	for i, name := range []string{"id", "code", "total"} {
		insertColumn(d.Tables[id], i/2, &diagram.Column{ID: diagram.ID(name), Name: name, Type: "int"})
	}
	out, losses := putBack(t, origin, 0, d)
	require.Empty(t, losses)
	diagramtest.EqualSchema(t, d, reader(t, out, 0))
}

// TestPutBackSeveral does several edits at once on a fixture. What does not come back is
// told of.
func TestPutBackSeveral(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(fixtures, "*.drawio"))
	require.NoError(t, err)
	rapid.Check(t, func(t *rapid.T) {
		origin, err := os.ReadFile(rapid.SampledFrom(files).Draw(t, "file"))
		require.NoError(t, err)
		d := reader(t, origin, 0)
		changed := edited(t, d, 2, 4)
		out, losses := putBack(t, origin, 0, changed)
		if got := reader(t, out, 0); len(losses) == 0 {
			diagramtest.EqualSchema(t, changed, got)
		}
	})
}

// edited returns the diagram after some edits, drawn at random. A draw whose edits do not
// go together (a column put into a table that another edit deletes) makes no diagram that
// could be put back, and is not counted as a check.
func edited(t *rapid.T, d *diagram.Diagram, least, most int) *diagram.Diagram {
	list := edits(d)
	changed := copied(d)
	for _, e := range rapid.SliceOfNDistinct(rapid.IntRange(0, len(list)-1), least, most, rapid.ID).Draw(t, "edits") {
		doSafely(list[e], changed)
	}
	if _, err := op.NewDocument().Apply(op.FromDiagram(changed)); err != nil {
		t.Skip("edits that do not go together")
	}
	return changed
}

// doSafely does an edit if what it speaks of is still there.
func doSafely(e edit, d *diagram.Diagram) {
	before := copied(d)
	defer func() {
		if recover() != nil {
			*d = *before
		}
	}()
	e.do(d)
}

// FuzzKept feeds the reader with changed files of our own. What they keep may speak of
// tables that are not there, as an open diagram may: the linter tells of it.
func FuzzKept(f *testing.F) {
	f.Add(exported(f, office()))
	f.Add(bytes.ReplaceAll(exported(f, office()), []byte("users"), []byte("rooms")))
	f.Add(bytes.ReplaceAll(exported(f, office()), []byte("&quot;put&quot;"), []byte("&quot;set&quot;")))
	f.Fuzz(func(t *testing.T, data []byte) {
		src, err := drawio.Read(data)
		if err != nil {
			return
		}
		require.NoError(t, formattest.Sound(src))
	})
}
