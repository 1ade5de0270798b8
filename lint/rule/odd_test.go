package rule_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// TestOddDiagrams runs all rules over diagrams that few people make: parts without columns
// or with columns that are gone, names without letters, types and conditions cut off,
// relationships with one end. Rules and what they build of fixes must not panic.
func TestOddDiagrams(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		o := odd{t}
		d := o.diagram()
		for _, f := range lint.Run(context.Background(), d, rule.All(), lint.Config{Preset: lint.Strict}) {
			require.NotEmpty(t, f.Objects, f.Message)
			for _, fix := range f.Fixes {
				require.NotEmpty(t, fix.Ops(), fix.Title)
			}
		}
	})
}

type odd struct{ t *rapid.T }

func (o odd) n(most int) int { return rapid.IntRange(0, most).Draw(o.t, "n") }

func oneOf[T any](o odd, list ...T) T { return rapid.SampledFrom(list).Draw(o.t, "of") }

var (
	oddTables  = append([]string{"", " ", "--", "日本", "1", "a", "Ä", "_", "t1", "t2", "user_1", "user_2", "\x00", "tbl_", "old_", "_old", "İ"}, tableNames...)
	oddColumns = append([]string{"", " ", "--", "名", "1", "a", "Ä", "_", "id_", "_id", "type", "is", "is_", "no", "not_", "value1", "value2", "list", "İ", "\xff", "user_ids", "start", "end", "json", "password", "email"}, columnNames...)
	oddTypes   = append([]string{"(", "varchar()", "enum()", "enum('a'", "numeric(,)", "[]", "set('a','b')", "char(1)", "json", "money", "float", "bytea", "'", "varchar(99999999999999999999)"}, columnTypes...)
)

// some are IDs of columns, of which some are not there.
func (o odd) some(t *diagram.Table) []diagram.ID {
	var list []diagram.ID
	for range o.n(3) {
		if len(t.Columns) > 0 && o.n(9) > 0 {
			list = append(list, oneOf(o, t.Columns...).ID)
		} else {
			list = append(list, "gone")
		}
	}
	return list
}

func (o odd) table(id int) *diagram.Table {
	t := &diagram.Table{
		ID: diagram.ID(fmt.Sprint("t", id)), Order: diagram.OrderAt(o.n(5)), Name: oneOf(o, oddTables...), Comment: oneOf(o, "", "todo", "\xff"),
		Kind: oneOf(o, "", diagram.KindView, diagram.KindEntity, diagram.KindJunction), Module: oneOf[diagram.ID](o, "", "m1", "m2", "gone"), Schema: oneOf[diagram.ID](o, "", "s", "gone"),
	}
	for i := range o.n(8) {
		t.Columns = append(t.Columns, &diagram.Column{
			ID: diagram.ID(fmt.Sprint(t.ID, "c", i)), Order: diagram.OrderAt(i), Name: oneOf(o, oddColumns...), Type: oneOf(o, oddTypes...), NotNull: o.n(1) == 0,
			Default: oneOf(o, "", "", "NULL", "'", "0", "'NULL'"), Check: oneOf(o, "", "", "in ('", "x in ('Y','N')"), Generated: oneOf(o, "", "", "a + "),
			Identity: oneOf(o, "", diagram.IdentityAlways),
		})
	}
	part := func(kind string, i int) (diagram.ID, string) {
		return diagram.ID(fmt.Sprint(t.ID, kind, i)), diagram.OrderAt(i)
	}
	for i := range o.n(2) {
		id, order := part("k", i)
		t.Keys = append(t.Keys, &diagram.Key{ID: id, Order: order, Primary: o.n(1) == 0, Columns: o.some(t)})
	}
	for i := range o.n(3) {
		id, order := part("x", i)
		x := &diagram.Index{ID: id, Order: order, Unique: o.n(1) == 0, Where: oneOf(o, "", "", "(", " is not null")}
		for _, c := range o.some(t) {
			x.Parts = append(x.Parts, diagram.IndexPart{Column: c, Expression: oneOf(o, "", "lower("), Length: o.n(1)})
		}
		t.Indexes = append(t.Indexes, x)
	}
	for i := range o.n(2) {
		id, order := part("h", i)
		t.Checks = append(t.Checks, &diagram.Check{ID: id, Order: order, Expression: oneOf(o, "", "(", "status in ('a', 'b')", "is_active in ('Y', 'N')", "'")})
	}
	for i := range o.n(2) {
		id, order := part("d", i)
		t.Dependencies = append(t.Dependencies, &diagram.Dependency{ID: id, Order: order, Determinant: o.some(t), Dependent: o.some(t)})
	}
	return t
}

func (o odd) diagram() *diagram.Diagram {
	d := diagram.New()
	d.Dialect = oneOf(o, "", "postgres", "mysql", "mariadb", "sqlite", "sqlserver", "oracle", "none")
	d.Modules["m1"], d.Modules["m2"] = &diagram.Module{ID: "m1", Order: "a", Allows: []diagram.ID{"gone"}}, &diagram.Module{ID: "m2", Order: "b", Allows: []diagram.ID{"m1"}}
	d.Schemas["s"] = &diagram.Schema{ID: "s", Order: "a"}
	d.Domains["o"] = &diagram.Domain{ID: "o", Order: "a", Name: oneOf(o, "int", "", "money"), Type: oneOf(o, oddTypes...)}
	var all []*diagram.Table
	for i := range 1 + o.n(7) {
		t := o.table(i)
		d.Tables[t.ID] = t
		all = append(all, t)
	}
	for i := range o.n(8) {
		r := &diagram.Relationship{
			ID: diagram.ID(fmt.Sprint("r", i)), Order: diagram.OrderAt(i), Directed: o.n(3) > 0, Inheritance: o.n(5) == 0, Identifying: o.n(1) == 0,
			Name: oneOf(o, "", "has"), OnDelete: oneOf(o, "", diagram.ActionCascade, diagram.ActionSetNull, "x"), Deferrable: o.n(1) == 0,
		}
		var ends []*diagram.Table
		for range oneOf(o, 2, 2, 2, 2, 2, 3, 1, 0) {
			t := oneOf(o, all...)
			ends = append(ends, t)
			r.Ends = append(r.Ends, diagram.End{Table: oneOf(o, t.ID, t.ID, t.ID, "gone"), Card: oneOf(o, diagram.One, diagram.ZeroMany, diagram.ZeroOne, diagram.Unknown, "", diagram.Many), Role: oneOf(o, "", "--", "boss")})
		}
		if len(ends) == 2 {
			from, to := o.some(ends[0]), o.some(ends[1])
			for j := range min(len(from), len(to)) {
				r.Pairs = append(r.Pairs, diagram.Pair{From: from[j], To: to[j]})
			}
		} else if o.n(3) == 0 {
			r.Pairs = []diagram.Pair{{From: "gone", To: "gone"}}
		}
		if o.n(3) == 0 {
			r.Attributes = []diagram.Attribute{{Name: oneOf(o, oddColumns...)}}
		}
		d.Relationships[r.ID] = r
	}
	return d
}

// A junction whose primary key names a column that is gone, as after that column was deleted.
func TestJunctionWithKeyOfMissingColumn(t *testing.T) {
	d := diagram.New()
	link := &diagram.Table{ID: "link", Name: "student_courses", Keys: []*diagram.Key{{ID: "key", Primary: true, Columns: []diagram.ID{"gone"}}}}
	for _, name := range []string{"students", "courses"} {
		id := diagram.ID(name)
		d.AddTable(&diagram.Table{
			ID: id, Name: name, Columns: []*diagram.Column{{ID: id + "_id", Name: "id", Type: "int"}},
			Keys: []*diagram.Key{{ID: id + "_key", Primary: true, Columns: []diagram.ID{id + "_id"}}},
		})
		link.Columns = append(link.Columns, &diagram.Column{ID: "to_" + id, Name: name[:len(name)-1] + "_id", Type: "int", NotNull: true})
		d.AddRelationship(&diagram.Relationship{
			ID: "r_" + id, Directed: true, Ends: diagram.Between("link", diagram.ZeroMany, id, diagram.One), Pairs: []diagram.Pair{{From: "to_" + id, To: id + "_id"}},
		})
	}
	d.AddTable(link)
	found := lint.Run(context.Background(), d, rule.All(), lint.Config{})
	require.NotEmpty(t, found)
}
