package mermaid

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// builder makes a page of what was parsed.
type builder struct {
	*parser
	out     *diagram.Page
	d       *diagram.Diagram
	tables  map[*entity]*diagram.Table
	schemas map[string]diagram.ID
	modules []diagram.ID
	view    *naming.View
	claimed map[diagram.ID]bool // columns that a line has already
}

func build(p *parser, heading string) *diagram.Page {
	name := diagram.CutName(cmp.Or(p.title, heading))
	out := diagram.NewPage(cmp.Or(name, "Page-"+strconv.Itoa(p.page+1)))
	b := &builder{parser: p, out: out, d: out.Diagram, tables: map[*entity]*diagram.Table{}, schemas: map[string]diagram.ID{}, claimed: map[diagram.ID]bool{}}
	b.d.Name, b.d.Comment = diagram.CutName(p.title), b.prose(p.description, p.at)
	for i, g := range p.groups {
		m := b.d.AddModule(&diagram.Module{ID: b.id("group", strconv.Itoa(i)), Name: diagram.CutName(g.name)})
		b.modules = append(b.modules, m.ID)
		b.place(m.ID, g.at)
	}
	for _, e := range p.entities {
		b.table(e)
	}
	b.view = naming.Look(b.d)
	b.relationships()
	return out
}

func (b *builder) id(parts ...string) diagram.ID {
	return diagram.DerivedID(append([]string{"mermaid", strconv.Itoa(b.page)}, parts...)...)
}

func (b *builder) place(id diagram.ID, at int) {
	line, column := b.source.Place(at)
	b.out.Places[id] = diagram.Position{Line: line, Column: column}
}

// prose returns a text that a diagram can hold; one that is too long is cut.
func (b *builder) prose(s string, at int) string { return b.cut(s, diagram.MaxText, at) }

func (b *builder) cut(s string, limit, at int) string {
	if len(s) <= limit {
		return s
	}
	r := []rune(s)
	if len(r) <= limit {
		return s
	}
	b.warn("too-large", at, "", "This text has more than "+strconv.Itoa(limit)+" characters; the rest is left out.")
	return string(r[:limit])
}

// schemaOf splits "sales.orders": a point between two words separates a schema.
func schemaOf(name string) (schema, table string) {
	schema, table, ok := strings.Cut(name, ".")
	if !ok || !isWord(schema) || !isWord(table) {
		return "", name
	}
	return schema, table
}

func isWord(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '_' && r < 0x80 && (r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z')
	})
}

func (b *builder) table(e *entity) {
	schema, name := schemaOf(cmp.Or(e.alias, e.name))
	t := &diagram.Table{ID: b.id("entity", e.name), Name: diagram.CutName(name)}
	if schema != "" {
		if b.schemas[schema] == "" {
			b.schemas[schema] = b.d.AddSchema(&diagram.Schema{ID: b.id("schema", schema), Name: diagram.CutName(schema)}).ID
		}
		t.Schema = b.schemas[schema]
	}
	if e.group > 0 {
		t.Module = b.modules[e.group-1]
	}
	b.place(t.ID, e.at)
	seen := map[string]bool{}
	primary := &diagram.Key{ID: b.id("primary", e.name), Primary: true}
	for i, a := range e.attributes {
		if i > diagram.MaxColumns {
			break // the door refuses the table
		}
		c := &diagram.Column{ID: b.id("attribute", e.name, strconv.Itoa(i)), Name: diagram.CutName(a.name), Type: b.cut(a.typ, 4096, a.at), Comment: b.prose(a.comment, a.at)}
		if seen[c.Name] {
			b.warn("duplicate-name", a.at, c.ID, "The entity "+diagram.Short(t.Name)+" has two attributes named "+diagram.Short(c.Name)+".")
		}
		seen[c.Name] = true
		t.Columns = append(t.Columns, c)
		b.place(c.ID, a.at)
		for _, k := range slices.Compact(slices.Sorted(slices.Values(a.keys))) {
			switch k {
			case "PK":
				primary.Columns = append(primary.Columns, c.ID)
			case "FK":
				b.out.ForeignMarks[c.ID] = true
			case "UK":
				t.Keys = append(t.Keys, &diagram.Key{ID: b.id("unique", e.name, strconv.Itoa(i)), Columns: []diagram.ID{c.ID}})
			}
		}
	}
	if len(primary.Columns) > 0 {
		t.Keys = append([]*diagram.Key{primary}, t.Keys...)
	}
	b.tables[e] = b.d.AddTable(t)
}

// joined is a line with its child and parent, or with its ends as they stand when
// nothing says which is which.
type joined struct {
	*line
	number        int
	child, parent *diagram.Table
	cards         [2]diagram.Cardinality
	directed      bool
	found         *naming.Candidate
	why           string
}

// maxLooked bounds the columns whose names are looked at to find those of lines: no short
// text keeps the reader busy for long.
const maxLooked = 500_000

// relationships makes relationships of the lines: first those whose label names their
// columns, then those that names speak for, the likeliest first.
func (b *builder) relationships() {
	all := make([]*joined, len(b.lines))
	for i, l := range b.lines {
		all[i] = b.direct(l, i)
		b.byLabel(all[i])
	}
	type offer struct {
		*joined
		naming.Candidate
	}
	var offers []offer
	looked := 0
	for _, j := range all {
		if j.found != nil || !j.directed {
			continue
		}
		if looked += len(j.child.Columns); looked > maxLooked {
			break
		}
		for _, c := range b.view.Between(j.child.ID, j.parent.ID) {
			offers = append(offers, offer{j, c})
		}
	}
	slices.SortStableFunc(offers, func(x, y offer) int { return cmp.Compare(y.Confidence, x.Confidence) })
	for _, o := range offers {
		if o.found == nil && b.isFree(o.Columns) {
			b.claim(o.joined, o.Candidate, "column "+o.Columns[0].Name+" found by its name")
		}
	}
	open := map[*diagram.Table]int{} // lines of a child that have no columns yet
	for _, j := range all {
		if j.directed && j.found == nil {
			open[j.child]++
		}
	}
	for _, j := range all {
		if open[j.child] == 1 {
			b.lastMark(j)
		}
	}
	for _, j := range all {
		b.relationship(j)
	}
}

// direct finds the child of a line: the side of the many, or of two ones the one that may
// be missing, or else the one with a mark of a foreign key.
func (b *builder) direct(l *line, number int) *joined {
	left, right := b.tables[l.left], b.tables[l.right]
	j := &joined{line: l, number: number, child: left, parent: right, cards: [2]diagram.Cardinality{l.leftCard, l.rightCard}}
	var swap bool
	switch a, z := l.leftCard, l.rightCard; {
	case a.IsMany() && z.IsMany():
		return j
	case a.IsMany() || z.IsMany():
		swap = z.IsMany()
	case a != z:
		swap = z == diagram.ZeroOne
	case b.hasMark(left) != b.hasMark(right):
		swap = b.hasMark(right)
	default:
		return j
	}
	j.directed = true
	if swap {
		j.child, j.parent, j.cards[0], j.cards[1] = right, left, l.rightCard, l.leftCard
	}
	return j
}

func (b *builder) hasMark(t *diagram.Table) bool {
	return slices.ContainsFunc(t.Columns, func(c *diagram.Column) bool { return b.out.ForeignMarks[c.ID] })
}

// byLabel takes the columns that a label lists: "customer_id", "a, b".
func (b *builder) byLabel(j *joined) {
	if !j.directed || j.label == "" {
		return
	}
	var c naming.Candidate
	for name := range strings.SplitSeq(j.label, ",") {
		column := j.child.ColumnNamed(strings.TrimSpace(name))
		if column == nil || slices.Contains(c.Columns, column) {
			return
		}
		c.Columns = append(c.Columns, column)
	}
	key := j.parent.PrimaryKey()
	if key == nil || len(key.Columns) != len(c.Columns) || !b.isFree(c.Columns) {
		return
	}
	for i, id := range key.Columns {
		if id == c.Columns[i].ID {
			return
		}
		c.ParentColumns = append(c.ParentColumns, j.parent.Column(id))
	}
	b.claim(j, c, "column "+c.Columns[0].Name+" named by the label of the line")
}

func (b *builder) isFree(columns []*diagram.Column) bool {
	return !slices.ContainsFunc(columns, func(c *diagram.Column) bool { return b.claimed[c.ID] })
}

func (b *builder) claim(j *joined, c naming.Candidate, why string) {
	for _, x := range c.Columns {
		b.claimed[x.ID] = true
	}
	j.found, j.why = &c, why
}

// lastMark takes the only column with a mark of a foreign key that no line has, when this
// is the only line of the child without columns.
func (b *builder) lastMark(j *joined) {
	if j.found != nil || !j.directed {
		return
	}
	var only *diagram.Column
	for _, c := range j.child.Columns {
		if b.out.ForeignMarks[c.ID] && !b.claimed[c.ID] {
			if only != nil {
				return
			}
			only = c
		}
	}
	key := j.parent.PrimaryKey()
	if only == nil || key == nil || len(key.Columns) != 1 || key.Columns[0] == only.ID {
		return
	}
	b.claim(j, naming.Candidate{Columns: []*diagram.Column{only}, ParentColumns: []*diagram.Column{j.parent.Column(key.Columns[0])}},
		"column "+only.Name+" is the only one left that is marked as a foreign key")
}

func (b *builder) relationship(j *joined) {
	r := &diagram.Relationship{Directed: j.directed, Identifying: j.directed && j.identifying}
	if j.found != nil {
		var pairs []diagram.Pair
		for i, c := range j.found.Columns {
			pairs = append(pairs, diagram.Pair{From: c.ID, To: j.found.ParentColumns[i].ID})
		}
		r = diagram.Refer(j.child, j.parent, pairs)
	}
	r.ID = b.id("line", strconv.Itoa(j.number))
	r.Ends = diagram.Between(j.child.ID, j.cards[0], j.parent.ID, j.cards[1])
	if j.why == "" || !strings.HasSuffix(j.why, "by the label of the line") {
		r.Name = diagram.CutName(j.label)
	}
	b.d.AddRelationship(r)
	b.place(r.ID, j.at)
	if j.why != "" {
		b.out.Guess(r.ID, diagram.CutName(j.why))
	}
}
