package merge_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/merge"
	"crowsfoot/diagram/op"
)

// maker makes small diagrams with few names, so that much of two of them is alike.
type maker struct {
	t *rapid.T
	// sources gives shapes of a drawing to the objects.
	sources bool
	// distinct keeps names apart.
	distinct bool
	n        int
}

// name picks a name.
func (m *maker) name(label string, of ...string) string {
	name := m.pick(label, of...)
	if m.distinct {
		name += fmt.Sprint("_", m.n)
	}
	return name
}

func (m *maker) pick(label string, of ...string) string {
	return rapid.SampledFrom(of).Draw(m.t, label)
}
func (m *maker) upTo(label string, n int) int { return rapid.IntRange(0, n).Draw(m.t, label) }

func (m *maker) id(prefix string) (diagram.ID, string) {
	m.n++
	id := fmt.Sprintf("%s%d", prefix, m.n)
	if !m.sources {
		return diagram.ID(id), ""
	}
	return diagram.ID(id), fmt.Sprint(m.n)
}

func (m *maker) point() diagram.Point {
	return diagram.Point{X: float64(100 * m.upTo("x", 8)), Y: float64(100 * m.upTo("y", 8))}
}

func (m *maker) some(label string, ids []diagram.ID) []diagram.ID {
	if len(ids) == 0 {
		return nil
	}
	return rapid.SliceOfNDistinct(rapid.SampledFrom(ids), 1, min(2, len(ids)), rapid.ID).Draw(m.t, label)
}

// diagram makes a diagram whose references are sound.
func (m *maker) diagram() *diagram.Diagram {
	d := diagram.New()
	d.Dialect = m.pick("dialect", "", "postgres", "mysql")
	for range m.upTo("schemas", 2) {
		id, _ := m.id("s")
		d.AddSchema(&diagram.Schema{ID: id, Name: m.pick("schema", "sales", "public")})
	}
	for range m.upTo("modules", 2) {
		id, _ := m.id("m")
		d.AddModule(&diagram.Module{ID: id, Name: m.pick("module", "billing", "stock"), Allows: m.some("allows", slices.Sorted(maps.Keys(d.Modules)))})
	}
	for range m.upTo("tables", 4) {
		m.table(d)
	}
	tables := slices.Sorted(maps.Keys(d.Tables))
	if len(tables) > 0 {
		for range m.upTo("relationships", 4) {
			m.relationship(d, tables)
		}
		for range m.upTo("notes", 2) {
			id, source := m.id("n")
			d.AddNote(&diagram.Note{ID: id, Source: source, Text: m.pick("text", "", "Ask Ann", "Ask Ben"), About: m.pickID("about", tables), Pos: m.point()})
		}
		for range m.upTo("ignores", 2) {
			id, _ := m.id("i")
			d.AddIgnore(&diagram.Ignore{ID: id, Rule: m.pick("rule", "K001", "K002"), Object: m.pickID("object", tables), Reason: "so"})
		}
	}
	for range m.upTo("frames", 2) {
		id, source := m.id("f")
		d.AddFrame(&diagram.Frame{ID: id, Source: source, Title: m.pick("title", "", "Sales"), Pos: m.point(), Size: diagram.Size{W: 300, H: 300}})
	}
	return d
}

func (m *maker) pickID(label string, ids []diagram.ID) diagram.ID {
	return rapid.SampledFrom(ids).Draw(m.t, label)
}

func (m *maker) table(d *diagram.Diagram) {
	t := &diagram.Table{Name: m.name("table", "orders", "Orders", "customers", "stock", "people", ""), Pos: m.point()}
	t.ID, t.Source = m.id("t")
	if len(d.Schemas) > 0 && m.upTo("in schema", 1) == 1 {
		t.Schema = m.pickID("schema", slices.Sorted(maps.Keys(d.Schemas)))
	}
	if len(d.Modules) > 0 && m.upTo("in module", 1) == 1 {
		t.Module = m.pickID("module", slices.Sorted(maps.Keys(d.Modules)))
	}
	for range m.upTo("columns", 5) {
		c := &diagram.Column{Name: m.name("column", "id", "ID", "name", "email", "price", "user_id", "userId"), Type: m.pick("type", "", "int", "text"), NotNull: m.upTo("not null", 1) == 1}
		c.ID, c.Source = m.id("c")
		t.Columns = append(t.Columns, c)
	}
	var columns []diagram.ID
	for _, c := range t.Columns {
		columns = append(columns, c.ID)
	}
	if len(columns) > 0 {
		for range m.upTo("keys", 2) {
			id, _ := m.id("k")
			t.Keys = append(t.Keys, &diagram.Key{ID: id, Primary: m.upTo("primary", 1) == 1, Columns: m.some("key", columns)})
		}
		if m.upTo("index", 1) == 1 {
			id, _ := m.id("x")
			t.Indexes = append(t.Indexes, &diagram.Index{ID: id, Unique: m.upTo("unique", 1) == 1, Parts: []diagram.IndexPart{{Column: m.pickID("part", columns)}}})
		}
		if m.upTo("dependency", 1) == 1 {
			id, _ := m.id("d")
			t.Dependencies = append(t.Dependencies, &diagram.Dependency{ID: id, Determinant: m.some("left", columns), Dependent: m.some("right", columns)})
		}
	}
	d.AddTable(t)
}

func (m *maker) relationship(d *diagram.Diagram, tables []diagram.ID) {
	r := &diagram.Relationship{Directed: m.upTo("directed", 1) == 1, Name: m.pick("name", "", "places")}
	r.ID, r.Source = m.id("r")
	cards := []diagram.Cardinality{diagram.Unknown, diagram.One, diagram.Many}
	for range 2 + m.upTo("more ends", 5)/5 {
		r.Ends = append(r.Ends, diagram.End{Table: m.pickID("end", tables), Card: rapid.SampledFrom(cards).Draw(m.t, "card")})
	}
	child, parent := d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]
	if len(child.Columns) > 0 && len(parent.Columns) > 0 && m.upTo("pair", 2) > 0 {
		r.Pairs = []diagram.Pair{{From: rapid.SampledFrom(child.Columns).Draw(m.t, "from").ID, To: rapid.SampledFrom(parent.Columns).Draw(m.t, "to").ID}}
	}
	d.AddRelationship(r)
}

// edit returns a changed copy of a diagram whose references are sound.
func (m *maker) edit(d *diagram.Diagram) *diagram.Diagram {
	doc := op.NewDocument()
	_, err := doc.Apply(op.FromDiagram(d))
	require.NoError(m.t, err)
	for range m.upTo("edits", 6) {
		now := doc.Snapshot()
		if len(now.Tables) == 0 {
			break
		}
		t := now.Tables[m.pickID("table", slices.Sorted(maps.Keys(now.Tables)))]
		var ops []op.Op
		switch what := m.upTo("edit", 8); {
		case what == 0:
			ops = []op.Op{op.DeleteOf(t.ID)}
		case what == 1:
			ops = []op.Op{op.SetTo(t.ID, "name", m.pick("rename", "orders", "clients", "stock"))}
		case what == 2:
			ops = []op.Op{op.SetTo(t.ID, "pos", m.point())}
		case what == 3:
			id, source := m.id("c")
			ops = []op.Op{op.PutOf(t.ID, &diagram.Column{ID: id, Name: m.pick("column", "id", "name", "fax"), Order: diagram.OrderAt(m.upTo("at", 6)), Source: source})}
		case what == 4 && len(now.Relationships) > 0:
			ops = []op.Op{op.DeleteOf(m.pickID("relationship", slices.Sorted(maps.Keys(now.Relationships))))}
		case len(t.Columns) == 0:
		case what == 5:
			ops = []op.Op{op.DeleteOf(rapid.SampledFrom(t.Columns).Draw(m.t, "column").ID)}
		case what == 6:
			ops = []op.Op{op.SetTo(rapid.SampledFrom(t.Columns).Draw(m.t, "column").ID, "name", m.pick("rename", "id", "title", "user_id"))}
		case what == 7:
			ops = []op.Op{op.SetTo(rapid.SampledFrom(t.Columns).Draw(m.t, "column").ID, "type", m.pick("type", "int", "text", "date"))}
		default:
			o := op.OrderOf(rapid.SampledFrom(t.Columns).Draw(m.t, "column").ID, diagram.OrderAt(m.upTo("at", 6)))
			if m.upTo("to another table", 3) == 0 {
				o.Parent = m.pickID("to", slices.Sorted(maps.Keys(now.Tables)))
			}
			ops = []op.Op{o}
		}
		_, err := doc.Apply(ops)
		require.NoError(m.t, err)
	}
	return sound(doc.Snapshot())
}

// sound drops what speaks of objects that are not there.
func sound(d *diagram.Diagram) *diagram.Diagram {
	return merge.Three(nil, nil, d)
}

// checkSound checks that nothing speaks of what is not there.
func checkSound(t require.TestingT, d *diagram.Diagram) {
	has := func(id diagram.ID, in bool) {
		if id != "" {
			require.True(t, in, "nothing has the ID %s", id)
		}
	}
	columns := func(table *diagram.Table, ids []diagram.ID) {
		for _, id := range ids {
			has(id, table.Column(id) != nil)
		}
	}
	for _, table := range d.Tables {
		has(table.Schema, d.Schemas[table.Schema] != nil)
		has(table.Module, d.Modules[table.Module] != nil)
		for _, k := range table.Keys {
			columns(table, k.Columns)
			require.NotEmpty(t, k.Columns)
		}
		for _, x := range table.Indexes {
			columns(table, x.ColumnIDs())
		}
		for _, f := range table.Dependencies {
			columns(table, f.Determinant)
			columns(table, f.Dependent)
		}
	}
	for _, r := range d.Relationships {
		require.GreaterOrEqual(t, len(r.Ends), 2)
		for _, e := range r.Ends {
			has(e.Table, d.Tables[e.Table] != nil)
		}
		for _, p := range r.Pairs {
			has(p.From, d.Tables[r.Ends[0].Table].Column(p.From) != nil)
			has(p.To, d.Tables[r.Ends[1].Table].Column(p.To) != nil)
		}
	}
	for _, o := range d.Modules {
		for _, id := range o.Allows {
			has(id, d.Modules[id] != nil)
		}
	}
	for _, o := range d.Notes {
		has(o.About, d.Tables[o.About] != nil)
	}
	for _, o := range d.Ignores {
		has(o.Object, d.Tables[o.Object] != nil)
	}
}

func TestMergingAnUnchangedFileChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{t: t, sources: true}
		base := m.diagram()
		mine := m.edit(base)
		require.Empty(t, op.Diff(mine, merge.Three(base, mine, base)))
		p := merge.Make(base, mine, base, merge.Choices{})
		require.Empty(t, p.Ops())
		for _, c := range p.Changes {
			require.Equal(t, merge.Kept, c.Kind)
		}
	})
}

func TestMergingIntoAnUnchangedDiagramGivesTheFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{t: t, sources: true}
		base := m.diagram()
		theirs := m.edit(base)
		require.Equal(t, show(theirs), show(merge.Three(base, base, theirs)))
	})
}

func TestAPlanIsSoundAndItsOpsLeadThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{t: t, sources: rapid.Bool().Draw(t, "drawing")}
		base := m.diagram()
		mine, theirs := m.edit(base), m.edit(base)
		switch rapid.IntRange(0, 3).Draw(t, "base") {
		case 0:
			base = nil
		case 1: // another file whose shapes have the same IDs
			base, theirs = nil, (&maker{t: t, sources: true}).diagram()
		}
		choices := merge.Choices{}
		first := merge.Make(base, mine, theirs, choices)
		for _, c := range first.Changes {
			if rapid.IntRange(0, 4).Draw(t, "leave out") == 0 {
				choices.LeftOut = append(choices.LeftOut, c.ID)
			}
		}
		for _, r := range first.Renames {
			if rapid.Bool().Draw(t, "accept") {
				choices.Renames = append(choices.Renames, r)
			}
		}
		before := show(mine) + show(theirs)
		p := merge.Make(base, mine, theirs, choices)
		require.Equal(t, before, show(mine)+show(theirs), "the inputs stay as they are")
		checkSound(t, p.Diagram)
		checkOps(t, p, mine)
		for _, id := range choices.LeftOut {
			if was := mine.Tables[id]; was != nil {
				require.Equal(t, was.Columns, p.Diagram.Tables[id].Columns, "a table that is left out stays as it is")
			}
		}
	})
}

// hasTwins tells whether two tables, or two columns of one, go by one name.
func hasTwins(d *diagram.Diagram) bool {
	names := map[string]bool{}
	twice := func(name string) bool {
		name = strings.ToLower(name)
		was := names[name]
		names[name] = true
		return was
	}
	for _, t := range d.Tables {
		if twice(t.Name) || slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool { return twice(string(t.ID) + "." + c.Name) }) {
			return true
		}
	}
	return false
}

func TestPlanningAgainChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{t: t, sources: rapid.Bool().Draw(t, "drawing"), distinct: rapid.Bool().Draw(t, "distinct")}
		base := m.diagram()
		mine, theirs := m.edit(base), m.edit(base)
		after := merge.Make(base, mine, theirs, merge.Choices{}).Diagram
		require.Empty(t, merge.Make(theirs, after, theirs, merge.Choices{}).Ops(), "the file is the base of its next edition")
		if hasTwins(base) || hasTwins(mine) || hasTwins(theirs) {
			return // which of them is which is anybody's guess, and a merge changes the guess
		}
		again := merge.Make(base, after, theirs, merge.Choices{})
		require.Equal(t, show(after), show(again.Diagram))
		require.Empty(t, again.Ops())
	})
}

func TestPlanningAnotherFileAgainChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := maker{t: t, sources: rapid.Bool().Draw(t, "drawing"), distinct: true}
		base := m.diagram()
		mine, theirs := m.edit(base), m.edit(base)
		if rapid.Bool().Draw(t, "unrelated") {
			theirs = (&maker{t: t, sources: true, distinct: true}).diagram()
		}
		if hasTwins(mine) || hasTwins(theirs) {
			return
		}
		after := merge.Make(nil, mine, theirs, merge.Choices{}).Diagram
		again := merge.Make(nil, after, theirs, merge.Choices{})
		require.Equal(t, show(after), show(again.Diagram))
		require.Empty(t, again.Ops())
	})
}

// Whatever a reader makes of a file, a merge does not stop at it.
func TestOddDiagramsDoNotStopAMerge(t *testing.T) {
	ids := []diagram.ID{"", "a", "b", "c", "diagram", "no such ID!"}
	rapid.Check(t, func(t *rapid.T) {
		id := func(label string) diagram.ID { return rapid.SampledFrom(ids).Draw(t, label) }
		order := func() string {
			return rapid.SampledFrom([]string{"", "V", "0", "!", diagram.OrderAt(1)}).Draw(t, "order")
		}
		odd := func() *diagram.Diagram {
			if rapid.IntRange(0, 9).Draw(t, "none") == 0 {
				return rapid.SampledFrom([]*diagram.Diagram{nil, {}}).Draw(t, "nothing")
			}
			d := diagram.New()
			for range rapid.IntRange(0, 3).Draw(t, "tables") {
				table := &diagram.Table{ID: id("table"), Order: order(), Schema: id("schema"), Module: id("module"), Source: string(id("source"))}
				for range rapid.IntRange(0, 3).Draw(t, "columns") {
					table.Columns = append(table.Columns, &diagram.Column{ID: id("column"), Order: order(), Source: string(id("source"))})
					table.Keys = append(table.Keys, &diagram.Key{ID: id("key"), Columns: []diagram.ID{id("of"), id("of")}})
					table.Indexes = append(table.Indexes, &diagram.Index{ID: id("index"), Parts: []diagram.IndexPart{{Column: id("of")}}, Include: []diagram.ID{id("of")}})
				}
				d.Tables[table.ID] = table
				r := &diagram.Relationship{ID: id("relationship"), Order: order()}
				for range rapid.IntRange(0, 3).Draw(t, "ends") {
					r.Ends = append(r.Ends, diagram.End{Table: id("end")})
				}
				r.Pairs = []diagram.Pair{{From: id("from"), To: id("to")}}
				d.Relationships[r.ID] = r
				d.Notes[table.ID] = &diagram.Note{ID: table.ID, About: id("about")}
				d.Ignores[r.ID] = &diagram.Ignore{ID: r.ID, Object: id("object")}
				d.Modules[table.ID] = &diagram.Module{ID: table.ID, Allows: []diagram.ID{id("allows")}}
			}
			return d
		}
		base, mine, theirs := odd(), odd(), odd()
		merge.Three(base, mine, theirs)
		rename := merge.Rename{What: diagram.KindTable, Old: id("old"), New: id("new")}
		choices := merge.Choices{Renames: []merge.Rename{rename, rename}, LeftOut: []diagram.ID{id("left out")}}
		merge.Make(base, mine, theirs, choices)
		// An open diagram is sound, since operations made it.
		mine = sound(merge.Align(nil, nil, mine).Theirs)
		merge.Make(base, mine, theirs, choices).Ops()
	})
}
