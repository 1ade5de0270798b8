package diagramtest

import (
	"slices"
	"strconv"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

// Options say what sort of diagrams Generate makes.
type Options struct {
	// Hostile mixes in names, types and IDs that mean something to drawings, markup or SQL.
	Hostile bool
	// Invisible mixes in names that show nothing, with Hostile; a drawing can't hold them.
	Invisible bool
}

// Generate draws a diagram of some tables with all that may belong to them. Every
// reference in it leads somewhere, and an operation could have made each of its objects.
func Generate(t *rapid.T, o Options) *diagram.Diagram {
	g := &generator{Options: o, t: t, d: diagram.New(), used: map[diagram.ID]bool{diagram.RootID: true}}
	g.settings()
	g.groups()
	for range g.count("tables", 6) {
		g.table()
	}
	if len(g.d.Tables) > 0 {
		for range g.count("relationships", 6) {
			g.relationship()
		}
	}
	g.remarks()
	doc := op.NewDocument()
	_, err := doc.Apply(op.FromDiagram(g.d))
	require.NoError(t, err, "the generator made what no operation can")
	return doc.Snapshot()
}

type generator struct {
	Options
	t    *rapid.T
	d    *diagram.Diagram
	used map[diagram.ID]bool
}

func (g *generator) yes(label string) bool { return rapid.Bool().Draw(g.t, label) }

func (g *generator) count(label string, most int) int {
	return rapid.IntRange(0, most).Draw(g.t, label)
}

// id draws an ID that no other object has.
func (g *generator) id() diagram.ID {
	if g.Hostile && rapid.IntRange(0, 7).Draw(g.t, "short ID") == 0 {
		id := rapid.SampledFrom([]diagram.ID{"0", "1", "2", "a", "A", "-", "_", "p1", "cell", "root"}).Draw(g.t, "ID")
		if !g.used[id] {
			g.used[id] = true
			return id
		}
	}
	id := diagram.DerivedID("generated", strconv.Itoa(len(g.used)))
	g.used[id] = true
	return id
}

// order draws the order key of object i of a list.
func (g *generator) order(i int) string {
	key := diagram.OrderAt(i)
	if g.yes("inserted") {
		key = diagram.OrderBetween(key, diagram.OrderAt(i+1))
	}
	return key
}

func pick[T any](g *generator, label string, list []T) T {
	return rapid.SampledFrom(list).Draw(g.t, label)
}

// some draws at least one and at most most entries of a list, without repeating any.
func some[T comparable](g *generator, label string, list []T, most int) []T {
	n := rapid.IntRange(1, min(most, len(list))).Draw(g.t, label+" number")
	return rapid.Permutation(list).Draw(g.t, label)[:n]
}

// one draws the ID of an object of a list, or none.
func one[T any](g *generator, label string, list []*T, id func(*T) diagram.ID) diagram.ID {
	if len(list) == 0 || !g.yes(label+"?") {
		return ""
	}
	return id(pick(g, label, list))
}

func (g *generator) number(label string, least, most float64) float64 {
	if g.yes(label + " is whole") {
		return float64(rapid.IntRange(int(least), int(most)).Draw(g.t, label))
	}
	return rapid.Float64Range(least, most).Draw(g.t, label)
}

func (g *generator) place(label string) diagram.Point {
	return diagram.Point{X: g.number(label+" x", -2000, 2000), Y: g.number(label+" y", -2000, 2000)}
}

func (g *generator) size(label string) diagram.Size {
	return diagram.Size{W: g.number(label+" width", 0, 900), H: g.number(label+" height", 0, 900)}
}

func (g *generator) color() string {
	return pick(g, "color", append([]string{""}, diagram.ModuleColors...))
}

// source draws what an importer may have left.
func (g *generator) source() string {
	return pick(g, "source", []string{"", "", "2", "cell-7", `odd "one"`})
}

func (g *generator) settings() {
	g.d.Name, g.d.Comment = g.maybe("diagram"), g.prose("diagram's comment")
	g.d.Dialect = pick(g, "dialect", []string{"", "postgres", "mysql", "mariadb", "sqlite", "sqlserver", "oracle"})
	g.d.Notation = pick(g, "notation", []string{"", "crowsfoot", "idef1x", "chen"})
	if g.yes("lint settings") {
		g.d.Lint = diagram.LintSettings{
			Preset: "strict", Levels: map[string]string{"K001": "off", "T002": "error", "no-primary-key": "hint"},
			Thresholds:   map[string]map[string]int{"N101": {"columns": 3}},
			Dictionaries: &diagram.Dictionaries{Roles: []string{"creator"}, Abbreviations: map[string]string{"cust": "customer"}, Affixes: []string{"tbl_"}},
		}
	}
}

// groups draws what tables may belong to.
func (g *generator) groups() {
	for i := range g.count("schemas", 2) {
		g.d.AddSchema(&diagram.Schema{ID: g.id(), Order: g.order(i), Name: g.name("schema"), Comment: g.prose("schema's comment")})
	}
	for i := range g.count("modules", 2) {
		m := &diagram.Module{ID: g.id(), Order: g.order(i), Name: g.name("module"), Comment: g.prose("module's comment"), Color: g.color()}
		if others := g.d.SortedModules(); len(others) > 0 && g.yes("allows") {
			m.Allows = []diagram.ID{others[0].ID}
		}
		g.d.AddModule(m)
	}
	for i := range g.count("domains", 2) {
		o := &diagram.Domain{ID: g.id(), Order: g.order(i), Name: g.name("domain"), Schema: g.schema(), Comment: g.prose("domain's comment")}
		if g.yes("enumeration") {
			o.Values = []string{g.name("value"), g.name("value")}
		} else {
			o.Type, o.NotNull, o.Default, o.Check = g.typ(), g.yes("not null"), g.maybe("default"), g.maybe("check")
		}
		g.d.AddDomain(o)
	}
}

func (g *generator) schema() diagram.ID {
	return one(g, "schema", g.d.SortedSchemas(), func(s *diagram.Schema) diagram.ID { return s.ID })
}

func (g *generator) module() diagram.ID {
	return one(g, "module", g.d.SortedModules(), func(m *diagram.Module) diagram.ID { return m.ID })
}

// remarks draws notes, frames and ignored findings.
func (g *generator) remarks() {
	var about []diagram.ID
	for _, t := range g.d.SortedTables() {
		about = append(about, t.ID)
	}
	object := func() diagram.ID {
		if len(about) == 0 || !g.yes("about something") {
			return ""
		}
		return pick(g, "about", about)
	}
	for i := range g.count("notes", 2) {
		g.d.AddNote(&diagram.Note{ID: g.id(), Order: g.order(i), Text: g.prose("note"), Pos: g.place("note"), Size: g.size("note"),
			Color: g.color(), About: object(), Source: g.source()})
	}
	for i := range g.count("frames", 2) {
		g.d.AddFrame(&diagram.Frame{ID: g.id(), Order: g.order(i), Title: g.maybe("frame"), Pos: g.place("frame"), Size: g.size("frame"),
			Color: g.color(), Module: g.module(), Source: g.source()})
	}
	for i := range g.count("ignores", 1) {
		g.d.AddIgnore(&diagram.Ignore{ID: g.id(), Order: g.order(i), Rule: "K001", Object: object(), Fingerprint: g.maybe("fingerprint"),
			Reason: g.prose("reason"), Until: pick(g, "until", []string{"", "2030-12-31"})})
	}
}

// relationship draws a foreign key, a line, an inheritance or an n-ary relationship.
func (g *generator) relationship() {
	tables := g.d.SortedTables()
	cards := []diagram.Cardinality{diagram.Unknown, diagram.One, diagram.ZeroOne, diagram.Many, diagram.OneMany, diagram.ZeroMany}
	r := &diagram.Relationship{ID: g.id(), Order: g.order(len(g.d.Relationships)), Name: g.maybe("relationship"), Verb: g.maybe("verb"),
		Inverse: g.maybe("inverse"), Comment: g.prose("relationship's comment"), Identifying: g.yes("identifying"), Source: g.source(),
		Drawn: pick(g, "drawn", []diagram.Drawing{diagram.DrawnByDefault, diagram.DrawnAsLine, diagram.DrawnAsStub})}
	n := 2
	sort := pick(g, "relationship sort", []string{"foreign key", "foreign key", "foreign key", "directed", "line", "inheritance", "n-ary"})
	if sort == "n-ary" {
		n = rapid.IntRange(3, 4).Draw(g.t, "ends")
	}
	for range n {
		r.Ends = append(r.Ends, diagram.End{Table: pick(g, "end", tables).ID, Card: pick(g, "cardinality", cards), Role: g.maybe("role")})
	}
	r.Directed = sort == "foreign key" || sort == "directed" || sort == "inheritance"
	r.Inheritance = sort == "inheritance"
	if sort == "foreign key" {
		r.Pairs = g.pairs(g.d.Tables[r.Ends[0].Table], g.d.Tables[r.Ends[1].Table])
		actions := []diagram.Action{diagram.ActionDefault, diagram.ActionNoAction, diagram.ActionRestrict, diagram.ActionCascade,
			diagram.ActionSetNull, diagram.ActionSetDefault}
		r.OnDelete, r.OnUpdate = pick(g, "on delete", actions), pick(g, "on update", actions)
		r.Deferrable, r.InitiallyDeferred = g.yes("deferrable"), g.yes("deferred")
	} else if sort != "inheritance" {
		for range g.count("attributes", 2) {
			r.Attributes = append(r.Attributes, diagram.Attribute{Name: g.name("attribute"), Type: g.typ()})
		}
	}
	g.d.AddRelationship(r)
}

// pairs draws up to three pairs of columns of two tables; none when there are too few.
func (g *generator) pairs(child, parent *diagram.Table) []diagram.Pair {
	from, to := columnIDs(child), columnIDs(parent)
	if len(from) == 0 || len(to) == 0 {
		return nil
	}
	most := min(3, len(from), len(to))
	from = some(g, "from", from, most)
	to = rapid.Permutation(to).Draw(g.t, "to")
	var pairs []diagram.Pair
	for i, id := range from {
		if id != to[i] {
			pairs = append(pairs, diagram.Pair{From: id, To: to[i]})
		}
	}
	return pairs
}

func columnIDs(t *diagram.Table) []diagram.ID {
	ids := make([]diagram.ID, len(t.Columns))
	for i, c := range t.Columns {
		ids[i] = c.ID
	}
	return slices.Clip(ids)
}
