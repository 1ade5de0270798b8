package ddl_test

import (
	"strings"

	"crowsfoot/diagram"
)

// sketch builds diagrams for tests in few words. Its IDs are derived from names, so that
// every run is the same.
type sketch struct {
	*diagram.Diagram
}

func newSketch(dialect string) *sketch {
	d := diagram.New()
	d.Dialect = dialect
	return &sketch{d}
}

// table adds a table. A column is "name type words", words being pk, nn, unique, auto,
// always; "= expression" at its end is the default. A name of several words stands in
// double quotes.
func (s *sketch) table(name string, columns ...string) *diagram.Table {
	t := &diagram.Table{ID: diagram.DerivedID("table", name, string(rune(len(s.Tables)))), Name: name}
	var key []diagram.ID
	for _, text := range columns {
		c := &diagram.Column{}
		text, c.Default, _ = strings.Cut(text, " = ")
		if quoted, ok := strings.CutPrefix(text, `"`); ok {
			c.Name, text, _ = strings.Cut(quoted, `" `)
		} else {
			c.Name, text, _ = strings.Cut(text, " ")
		}
		c.ID = diagram.DerivedID("column", string(t.ID), c.Name, string(rune(len(t.Columns))))
		for {
			rest, word, ok := cutLast(text)
			known := true
			switch word {
			case "pk":
				key = append(key, c.ID)
			case "nn":
				c.NotNull = true
			case "unique":
				t.Keys = append(t.Keys, &diagram.Key{ID: diagram.DerivedID("key", string(c.ID)), Columns: []diagram.ID{c.ID}})
			case "auto":
				c.Identity = diagram.IdentityByDefault
			case "always":
				c.Identity = diagram.IdentityAlways
			default:
				known = false
			}
			if !known {
				break
			}
			if text = rest; !ok {
				break
			}
		}
		c.Type = strings.TrimSpace(text)
		t.Columns = append(t.Columns, c)
	}
	if key != nil {
		t.Keys = append([]*diagram.Key{{ID: diagram.DerivedID("pk", string(t.ID)), Primary: true, Columns: key}}, t.Keys...)
	}
	return s.AddTable(t)
}

func cutLast(text string) (rest, word string, ok bool) {
	i := strings.LastIndexByte(text, ' ')
	if i < 0 {
		return "", text, false
	}
	return text[:i], text[i+1:], true
}

// ref adds a foreign key between columns: "orders.user_id", "users.id"; several columns
// are separated by commas.
func (s *sketch) ref(from, to string) *diagram.Relationship {
	child, cc := s.columns(from)
	parent, pc := s.columns(to)
	r := &diagram.Relationship{ID: diagram.DerivedID("ref", from, to), Directed: true, Ends: diagram.Between(child.ID, diagram.Many, parent.ID, diagram.One)}
	for i := range cc {
		r.Pairs = append(r.Pairs, diagram.Pair{From: cc[i], To: pc[i]})
	}
	return s.AddRelationship(r)
}

func (s *sketch) columns(place string) (*diagram.Table, []diagram.ID) {
	name, list, _ := strings.Cut(place, ".")
	var t *diagram.Table
	for _, o := range s.SortedTables() {
		if o.Name == name {
			t = o
		}
	}
	var ids []diagram.ID
	for c := range strings.SplitSeq(list, ",") {
		ids = append(ids, t.ColumnNamed(strings.TrimSpace(c)).ID)
	}
	return t, ids
}
