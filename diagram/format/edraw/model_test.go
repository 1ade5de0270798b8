package edraw_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"
	"crowsfoot/diagram/format/edraw"

	"github.com/stretchr/testify/require"
)

const modelPart = "crowsfoot/model.json"

// shop is a diagram that a drawing shows only in part.
func shop() *diagram.Diagram {
	d := diagram.New()
	d.Name = "Shop"
	customers := d.AddTable(&diagram.Table{ID: "customers", Name: "customers", Comment: "who buys", Pos: diagram.Point{X: 40, Y: 40}, Columns: []*diagram.Column{
		{ID: "c1", Name: "id", Type: "int", Identity: diagram.IdentityAlways},
		{ID: "c2", Name: "first name", Type: "text", NotNull: true, Default: "'no name' || '?'"},
		{ID: "c3", Name: "last name", Type: "order status", NotNull: true},
		{ID: "c4", Name: "email (PK)", Type: "varchar(255)"},
	}, Keys: []*diagram.Key{
		{ID: "k1", Primary: true, Columns: []diagram.ID{"c1"}}, {ID: "k2", Columns: []diagram.ID{"c2", "c3"}}, {ID: "k3", Columns: []diagram.ID{"c4"}},
		{ID: "k4", Columns: []diagram.ID{"c3", "c4"}},
	}, Indexes: []*diagram.Index{{ID: "x1", Name: "by_name", Parts: []diagram.IndexPart{{Expression: "lower(first)"}}}}})
	lines := d.AddTable(&diagram.Table{ID: "lines", Name: "order.lines", Kind: diagram.KindView, Pos: diagram.Point{X: 500, Y: 40}, Columns: []*diagram.Column{
		{ID: "l1", Name: "a", Type: "text"}, {ID: "l2", Name: "b", Type: "text"}, {ID: "l3", Name: "a", Type: "int"},
	}, Keys: []*diagram.Key{{ID: "k5", Primary: true, Columns: []diagram.ID{"l2", "l1"}}}})
	d.AddTable(&diagram.Table{ID: "people", Name: "people", Kind: diagram.KindEntity, Pos: diagram.Point{X: 40, Y: 600}})
	d.AddRelationship(&diagram.Relationship{ID: "r1", Name: "1:N", Directed: true, Identifying: true, OnDelete: diagram.ActionCascade,
		Ends:  diagram.Between(lines.ID, diagram.OneMany, customers.ID, diagram.ZeroOne),
		Pairs: []diagram.Pair{{From: "l3", To: "c3"}, {From: "l1", To: "c2"}}})
	d.AddRelationship(&diagram.Relationship{ID: "r2", Directed: true, Inheritance: true, Ends: diagram.Between(customers.ID, diagram.Unknown, "people", diagram.Unknown)})
	d.AddRelationship(&diagram.Relationship{ID: "r3", Ends: diagram.Between(customers.ID, diagram.ZeroMany, "people", diagram.Many), Identifying: true,
		Attributes: []diagram.Attribute{{Name: "since", Type: "date"}, {Name: "a, b", Type: "double precision"}}})
	d.AddNote(&diagram.Note{ID: "n1", Text: "1\n\nsecond", Pos: diagram.Point{X: 300, Y: 300}, Size: diagram.Size{W: 200, H: 100}})
	d.AddFrame(&diagram.Frame{ID: "f1", Title: "Sales: all", Pos: diagram.Point{X: 20, Y: 20}, Size: diagram.Size{W: 900, H: 400}})
	return d
}

// TestDrawingAloneSaysMore holds what EqualSchema doesn't compare.
func TestDrawingAloneSaysMore(t *testing.T) {
	want := shop()
	got := readOne(t, drawingOnly(t, written(t, want))).Diagram
	diagramtest.EqualSchema(t, want, got)
	tables := got.SortedTables()
	for i, w := range want.SortedTables() {
		require.Equal(t, w.Kind, tables[i].Kind)
		require.Len(t, tables[i].Keys, len(w.Keys))
		for _, k := range w.Keys {
			require.Contains(t, keyNames(tables[i]), fmt.Sprint(k.Primary, w.Names(k.Columns)))
		}
		for k, c := range w.Columns {
			require.Equal(t, c.Default, tables[i].Columns[k].Default)
			require.Equal(t, c.Identity != "", tables[i].Columns[k].Identity != "")
		}
	}
	for _, w := range want.Relationships {
		found := false
		for _, r := range got.Relationships {
			if r.Name == w.Name && r.Inheritance == w.Inheritance && r.Identifying == w.Identifying {
				found = len(r.Pairs) == len(w.Pairs) && fmt.Sprint(r.Attributes) == fmt.Sprint(w.Attributes)
			}
		}
		require.True(t, found, "%+v", w)
	}
	require.Equal(t, "1\n\nsecond", got.SortedNotes()[0].Text)
	require.Equal(t, diagram.Size{W: 200, H: 100}, got.SortedNotes()[0].Size)
	require.Equal(t, "Sales: all", got.SortedFrames()[0].Title)
}

func keyNames(t *diagram.Table) []string {
	var list []string
	for _, k := range t.Keys {
		list = append(list, fmt.Sprint(k.Primary, t.Names(k.Columns)))
	}
	return list
}

// TestSaysWhatIsNotDrawn checks the report of an export.
func TestSaysWhatIsNotDrawn(t *testing.T) {
	var out strings.Builder
	losses, err := edraw.Write(&out, shop())
	require.NoError(t, err)
	var sorts []string
	for _, l := range losses {
		require.Equal(t, "not-drawn", l.Code)
		sorts = append(sorts, l.Message)
	}
	require.Len(t, sorts, 3)
	require.Contains(t, sorts[0], "actions of foreign keys (1)")
	require.Contains(t, sorts[1], "comments (1)")
	require.Contains(t, sorts[2], "indexes (1)")
}

// changed returns a package in which a part was changed.
func changed(t testing.TB, data []byte, name string, change func(string) string) []byte {
	parts := partsOf(t, data)
	for i := range parts {
		if parts[i].name == name {
			parts[i].text = change(parts[i].text)
		}
	}
	return pack(t, parts...)
}

// TestModelCountsWhileTheDrawingIsAsWritten changes the drawing, then the model.
func TestModelCountsWhileTheDrawingIsAsWritten(t *testing.T) {
	want := shop()
	data := written(t, want)
	src, err := edraw.Read(data)
	require.NoError(t, err)
	require.Empty(t, src.Warnings)
	require.True(t, src.Pages[0].Positioned)
	require.NotNil(t, src.Pages[0].Sketch, "the page is shown as it is drawn")
	require.NotEmpty(t, src.Pages[0].Sketch.Shapes)

	moved := changed(t, data, "pages/page1.xml", func(s string) string { return strings.Replace(s, ">customers<", ">clients<", 1) })
	src, err = edraw.Read(moved)
	require.NoError(t, err)
	require.Equal(t, "model-outdated", src.Warnings[0].Code)
	require.Equal(t, "clients", src.Pages[0].Diagram.SortedTables()[0].Name)

	for name, change := range map[string]func(string) string{
		"no JSON":              func(string) string { return "hello" },
		"empty":                func(string) string { return "" },
		"another kind of JSON": func(string) string { return "[]" },
		"cut off":              func(s string) string { return s[:len(s)/2] },
		"text behind it":       func(s string) string { return s + "{}" },
		"later version":        replaced(`"version":1`, `"version":2`),
		"no version":           replaced(`"version":1,`, ``),
		"unknown key":          replaced(`"version":1`, `"version":1,"extra":[]`),
		"unknown kind":         replaced(`"kind":"note"`, `"kind":"secret"`),
		"unknown property":     replaced(`"comment":"who buys"`, `"remark":"who buys"`),
		"wrong type":           replaced(`"comment":"who buys"`, `"comment":7`),
		"bad ID":               replaced(`"id":"n1"`, `"id":"../n1"`),
		"ID of a prototype":    replaced(`"id":"n1"`, `"id":"__proto__"`),
		"twice one ID":         replaced(`"id":"n1"`, `"id":"customers"`),
		"bad order":            replaced(`"id":"n1","kind":"note","order":"`, `"id":"n1","kind":"note","order":"0`+strings.Repeat("9", 600)),
		"column of no table":   replaced(`"parent":"lines"`, `"parent":"nowhere"`),
		"outside of a canvas":  replaced(`"x":500`, `"x":5e9`),
		"one end":              func(s string) string { return cutEnd(t, s) },
		"millions of objects": func(s string) string {
			return s[:strings.Index(s, `"objects":[`)] + `"objects":[` + strings.Repeat("{},", 3_000_000) + "{}]}"
		},
		"deep": replaced(`"comment":"who buys"`, `"comment":`+strings.Repeat("[", 20_000)),
		"more than a table holds": func(s string) string {
			var many strings.Builder
			for i := range diagram.MaxColumns + 1 {
				fmt.Fprintf(&many, `,{"id":"m%d","kind":"column","parent":"people","order":"V"}`, i)
			}
			end := strings.LastIndex(s, "]")
			return s[:end] + many.String() + s[end:]
		},
	} {
		t.Run(name, func(t *testing.T) {
			src, err := edraw.Read(changed(t, data, modelPart, change))
			require.NoError(t, err)
			require.NotEmpty(t, src.Warnings)
			require.Equal(t, "model-broken", src.Warnings[0].Code)
			diagramtest.EqualSchema(t, want, src.Pages[0].Diagram)
		})
	}
}

func replaced(from, to string) func(string) string {
	return func(s string) string {
		if !strings.Contains(s, from) {
			panic("the model holds no " + from)
		}
		return strings.Replace(s, from, to, 1)
	}
}

// cutEnd leaves one end to a relationship.
func cutEnd(t *testing.T, s string) string {
	var m struct {
		Version int              `json:"version"`
		Pages   string           `json:"pages"`
		Objects []map[string]any `json:"objects"`
	}
	require.NoError(t, json.Unmarshal([]byte(s), &m))
	for _, o := range m.Objects {
		if o["kind"] == "relationship" {
			props := o["props"].(map[string]any)
			props["ends"] = props["ends"].([]any)[:1]
		}
	}
	out, err := json.Marshal(m)
	require.NoError(t, err)
	return string(out)
}

// signed is a model with these objects for a package of this page.
func signed(page, objects string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "pages/page1.xml\n%d\n%s", len(page), page))
	return fmt.Sprintf(`{"version":1,"pages":"%x","objects":%s}`, sum, objects)
}

// FuzzReadWritten reads packages with a changed page and a model that is signed for it. What
// comes out can be written and read again.
func FuzzReadWritten(f *testing.F) {
	for _, d := range []*diagram.Diagram{shop(), diagram.New(), lattice(3, 10)} {
		var page, model string
		for _, p := range partsOf(f, written(f, d)) {
			switch p.name {
			case "pages/page1.xml":
				page = p.text
			case modelPart:
				model = p.text
			}
		}
		at := strings.Index(model, "[")
		f.Add(page, strings.TrimSuffix(strings.TrimSpace(model[at:]), "}"))
	}
	f.Fuzz(func(t *testing.T, page, objects string) {
		data := pack(t, part{"pages/page1.xml", page}, part{modelPart, signed(page, objects)})
		src, err := edraw.Read(data)
		if err != nil {
			requireRefused(t, err)
			return
		}
		for _, p := range src.Pages {
			require.NoError(t, p.Diagram.CheckLimits())
			out := written(t, p.Diagram)
			diagramtest.Equal(t, p.Diagram, readOne(t, out).Diagram)
			readOne(t, drawingOnly(t, out))
		}
	})
}
