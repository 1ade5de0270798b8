package rule_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// TestCheckerFindsWhatARunFinds edits schemas at random: after each edit the checker, which
// looks only at what the edit touches, has to find exactly what a run from scratch finds,
// and the changes it tells of have to add up to the same.
func TestCheckerFindsWhatARunFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := &editor{t: t, doc: op.NewDocument()}
		e.begin()
		checker := lint.NewChecker(rule.All(), lint.Config{Today: "2026-11-27"})
		told := map[lint.Unit]string{}
		for step := range rapid.IntRange(2, 12).Draw(t, "edits") {
			said := "opening"
			if step > 0 {
				said = e.edit()
				for range rapid.IntRange(0, 2).Draw(t, "more at once") {
					said += ", " + e.edit()
				}
			}
			d := e.doc.Snapshot()
			change, err := checker.Check(context.Background(), d)
			require.NoError(t, err)
			if change.All {
				clear(told)
			}
			for id, found := range change.Units {
				told[id] = asJSON(t, found)
			}
			for _, id := range change.Gone {
				delete(told, id)
			}
			want := lint.Examine(context.Background(), d, rule.All(), lint.Config{Today: "2026-11-27"})
			got := checker.Report()
			require.Empty(t, different(t, want.Findings, got.Findings), "after %s", said)
			require.Empty(t, different(t, want.Ignored, got.Ignored), "after %s", said)
			require.Equal(t, want.Unused, got.Unused, "after %s", said)
			fresh, err := lint.NewChecker(rule.All(), lint.Config{Today: "2026-11-27"}).Check(context.Background(), d)
			require.NoError(t, err)
			all := map[lint.Unit]string{}
			for id, found := range fresh.Units {
				all[id] = asJSON(t, found)
			}
			for id := range all {
				require.Equal(t, all[id], told[id], "after %s", said)
			}
			require.Len(t, told, len(all), "after %s", said)
		}
	})
}

func asJSON(t require.TestingT, v any) string {
	b, err := json.MarshalIndent(v, "", " ")
	require.NoError(t, err)
	return string(b)
}

// different tells of the first finding in which two lists differ.
func different(t require.TestingT, want, got []lint.Finding) string {
	for i := range max(len(want), len(got)) {
		switch {
		case i >= len(want):
			return "too much: " + asJSON(t, got[i])
		case i >= len(got):
			return "missing: " + asJSON(t, want[i])
		case asJSON(t, want[i]) != asJSON(t, got[i]):
			return "want " + asJSON(t, want[i]) + ", not " + asJSON(t, got[i])
		}
	}
	return ""
}

// editor makes random edits that people make.
type editor struct {
	t   *rapid.T
	doc *op.Document
	n   int

	tableNames, columnNames []string
}

var (
	tableNames  = []string{"user", "users", "customer", "orders", "order_item", "product", "category", "address", "app_user", "tbl_invoice", "country", "tag", "product_tag", "OrderLine", "orders_p2024_01", "users_default", "employee", "department", "user_status", "日本", "--", "Änderung", "x", "2"}
	columnNames = []string{"id", "user_id", "customer_id", "order_id", "product_id", "category_id", "parent_id", "created_by", "name", "email", "phone1", "phone2", "phone3", "tags", "tag_ids",
		"created_at", "customer_name", "customerid", "dept_id", "status", "price", "address_id", "billing_address_id", "country", "zip", "city", "is_active", "subject_id", "subject_type", "amount", "code", "emp_no", "total", "userId", "UserID", "emails", "--", "名", "7", "_", "custmer_id"}
	columnTypes = []string{"int", "bigint", "text", "varchar(40)", "uuid", "boolean", "timestamp", "numeric(10,2)", "text[]", ""}
)

func pick[T any](e *editor, what string, list []T) T { return rapid.SampledFrom(list).Draw(e.t, what) }

func (e *editor) id(kind string) diagram.ID {
	e.n++
	return diagram.DerivedID(kind, fmt.Sprint(e.n))
}

func (e *editor) apply(ops ...op.Op) {
	_, err := e.doc.Apply(ops)
	require.NoError(e.t, err)
}

// begin makes a small diagram, or a larger one in which few names come again and again, so
// that it has conventions.
func (e *editor) begin() {
	e.tableNames, e.columnNames = tableNames, columnNames
	tables, relationships, joins := 8, 6, 2
	if rapid.Bool().Draw(e.t, "large") {
		tables, relationships, joins = 24, 8, 16
		e.columnNames = rapid.SliceOfN(rapid.SampledFrom(columnNames), 3, 8).Draw(e.t, "names")
	}
	for range rapid.IntRange(1, tables).Draw(e.t, "tables") {
		e.addTable()
	}
	for range rapid.IntRange(0, relationships).Draw(e.t, "relationships") {
		e.addRelationship()
	}
	for range rapid.IntRange(0, joins).Draw(e.t, "joins") {
		e.join(pick(e, "which", e.tables()), pick(e, "to", e.tables()[:1]))
	}
}

func (e *editor) column() *diagram.Column {
	return &diagram.Column{
		ID: e.id("column"), Order: diagram.OrderAt(e.n), Name: pick(e, "column", e.columnNames), Type: pick(e, "type", columnTypes),
		NotNull: rapid.Bool().Draw(e.t, "not null"),
	}
}

func (e *editor) addTable() {
	t := &diagram.Table{ID: e.id("table"), Order: diagram.OrderAt(rapid.IntRange(0, 50).Draw(e.t, "place")), Name: pick(e, "table", e.tableNames)}
	for range rapid.IntRange(0, 7).Draw(e.t, "columns") {
		t.Columns = append(t.Columns, e.column())
	}
	if len(t.Columns) > 0 && rapid.Bool().Draw(e.t, "key") {
		t.Keys = []*diagram.Key{{ID: e.id("key"), Order: "a", Primary: true, Columns: []diagram.ID{t.Columns[0].ID}}}
		if len(t.Columns) > 2 && rapid.Bool().Draw(e.t, "composite") {
			t.Keys[0].Columns = append(t.Keys[0].Columns, t.Columns[1].ID)
		}
	}
	e.apply(op.PutTable(t)...)
}

// tables are the tables as they are, in a fixed order.
func (e *editor) tables() []*diagram.Table { return e.doc.Snapshot().SortedTables() }

func (e *editor) addRelationship() {
	tables := e.tables()
	if len(tables) == 0 {
		return
	}
	a, b := pick(e, "child", tables), pick(e, "parent", tables)
	r := &diagram.Relationship{
		ID: e.id("relationship"), Order: diagram.OrderAt(e.n), Directed: true,
		Ends: diagram.Between(a.ID, pick(e, "card", []diagram.Cardinality{diagram.ZeroMany, diagram.ZeroOne, diagram.Unknown}), b.ID, pick(e, "parent card", []diagram.Cardinality{diagram.One, diagram.ZeroOne, diagram.ZeroMany})),
	}
	if len(a.Columns) > 0 && len(b.Columns) > 0 && rapid.Bool().Draw(e.t, "pairs") {
		r.Pairs = []diagram.Pair{{From: pick(e, "from", a.Columns).ID, To: pick(e, "to", b.Columns).ID}}
	}
	e.apply(op.PutOf("", r))
}

// edit makes one edit and says which.
func (e *editor) edit() string {
	d := e.doc.Snapshot()
	tables, relationships := d.SortedTables(), d.SortedRelationships()
	acts := []string{"add table", "add relationship", "dialect", "lint", "add module", "add schema", "add domain"}
	if len(tables) > 0 {
		acts = append(acts, "drop table", "rename table", "move table", "comment", "add column", "add key", "add index", "ignore", "order",
			"module of", "schema of", "kind", "copy table", "join")
	}
	modules, schemas, domains := d.SortedModules(), d.SortedSchemas(), d.SortedDomains()
	if len(modules) > 0 {
		acts = append(acts, "allow", "rename module", "drop module")
	}
	if len(schemas) > 0 {
		acts = append(acts, "rename schema", "drop schema")
	}
	if len(domains) > 0 {
		acts = append(acts, "change domain", "rename domain", "drop domain")
	}
	if len(relationships) > 0 {
		acts = append(acts, "drop relationship", "ends", "words", "actions", "pairs", "pair more", "order relationship", "direction", "many ends")
	}
	var columns []*diagram.Column
	var keys []*diagram.Key
	for _, t := range tables {
		columns, keys = append(columns, t.Columns...), append(keys, t.Keys...)
	}
	if len(columns) > 0 {
		acts = append(acts, "drop column", "rename column", "retype column", "null column", "rename column", "default column",
			"order column", "generate column", "identity column", "comment column", "move column", "check column", "add check", "add dependency", "ignore column")
	}
	if len(keys) > 0 {
		acts = append(acts, "drop key", "primary key", "name key")
	}
	var parts []diagram.ID
	for _, t := range tables {
		for _, x := range t.Indexes {
			parts = append(parts, x.ID)
		}
		for _, x := range t.Checks {
			parts = append(parts, x.ID)
		}
		for _, x := range t.Dependencies {
			parts = append(parts, x.ID)
		}
	}
	if len(parts) > 0 {
		acts = append(acts, "drop part")
	}
	ignores := slices.Sorted(maps.Keys(d.Ignores))
	if len(ignores) > 0 {
		acts = append(acts, "drop ignore", "reason")
	}
	act := pick(e, "edit", acts)
	switch act {
	case "add table":
		e.addTable()
	case "add relationship":
		e.addRelationship()
	case "dialect":
		e.apply(op.SetTo(diagram.RootID, "dialect", pick(e, "dialect", []string{"", "postgres", "mysql", "mariadb", "sqlite", "sqlserver", "oracle"})))
	case "drop table":
		e.apply(op.DeleteOf(pick(e, "which", tables).ID))
	case "rename table":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "name", pick(e, "table", e.tableNames)))
	case "move table":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "pos", diagram.Point{X: float64(e.n)}))
	case "order":
		e.apply(op.OrderOf(pick(e, "which", tables).ID, diagram.OrderAt(rapid.IntRange(0, 50).Draw(e.t, "place"))))
	case "comment":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "comment", pick(e, "text", []string{"", "todo", "people who buy"})))
	case "add column":
		e.apply(op.PutOf(pick(e, "which", tables).ID, e.column()))
	case "add key":
		if t := pick(e, "which", tables); len(t.Columns) > 0 {
			e.apply(op.PutOf(t.ID, &diagram.Key{ID: e.id("key"), Order: diagram.OrderAt(e.n), Primary: rapid.Bool().Draw(e.t, "primary"), Columns: []diagram.ID{pick(e, "of", t.Columns).ID}}))
		}
	case "add index":
		if t := pick(e, "which", tables); len(t.Columns) > 0 {
			e.apply(op.PutOf(t.ID, &diagram.Index{ID: e.id("index"), Order: diagram.OrderAt(e.n), Unique: rapid.Bool().Draw(e.t, "unique"), Parts: []diagram.IndexPart{{Column: pick(e, "of", t.Columns).ID}}}))
		}
	case "ignore":
		e.apply(op.PutOf("", &diagram.Ignore{ID: e.id("ignore"), Order: diagram.OrderAt(e.n), Rule: pick(e, "rule", rule.All()).Code, Object: pick(e, "which", tables).ID,
			Reason: pick(e, "reason", []string{"so it is", ""}), Until: pick(e, "until", []string{"", "", "2020-01-31"})}))
	case "reason":
		e.apply(op.SetTo(pick(e, "which", ignores), "reason", pick(e, "text", []string{"", "so it is", "it is what it is"})))
	case "drop ignore":
		e.apply(op.DeleteOf(pick(e, "which", ignores)))
	case "drop relationship":
		e.apply(op.DeleteOf(pick(e, "which", relationships).ID))
	case "ends":
		r := pick(e, "which", relationships)
		ends := slices.Clone(r.Ends)
		ends[0].Card = pick(e, "card", []diagram.Cardinality{diagram.One, diagram.ZeroMany, diagram.Many})
		e.apply(op.SetTo(r.ID, "ends", ends))
	case "words":
		e.apply(op.SetTo(pick(e, "which", relationships).ID, "name", pick(e, "text", []string{"", "buys", "fk_a"})))
	case "actions":
		e.apply(op.SetTo(pick(e, "which", relationships).ID, "on_delete", pick(e, "action", []diagram.Action{diagram.ActionCascade, diagram.ActionSetNull})))
	case "pairs":
		r := pick(e, "which", relationships)
		a, b := d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]
		if a != nil && b != nil && len(a.Columns) > 0 && len(b.Columns) > 0 {
			e.apply(op.SetTo(r.ID, "pairs", []diagram.Pair{{From: pick(e, "from", a.Columns).ID, To: pick(e, "to", b.Columns).ID}}))
		}
	case "drop column":
		e.apply(op.DeleteOf(pick(e, "which", columns).ID))
	case "rename column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "name", pick(e, "column", e.columnNames)))
	case "retype column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "type", pick(e, "type", columnTypes)))
	case "null column":
		c := pick(e, "which", columns)
		e.apply(op.SetTo(c.ID, "not_null", !c.NotNull))
	case "default column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "default", pick(e, "value", []string{"", "0", "'NULL'"})))
	case "drop key":
		e.apply(op.DeleteOf(pick(e, "which", keys).ID))
	case "primary key":
		k := pick(e, "which", keys)
		e.apply(op.SetTo(k.ID, "primary", !k.Primary))
	case "name key":
		e.apply(op.SetTo(pick(e, "which", keys).ID, "name", pick(e, "table", e.tableNames)))
	case "drop part":
		e.apply(op.DeleteOf(pick(e, "which", parts)))
	case "lint":
		e.apply(op.SetTo(diagram.RootID, "lint", pick(e, "settings", lintSettings)))
	case "add module":
		e.apply(op.PutOf("", &diagram.Module{ID: e.id("module"), Order: diagram.OrderAt(e.n), Name: pick(e, "module", moduleNames)}))
	case "allow":
		e.apply(op.SetTo(pick(e, "which", modules).ID, "allows", []diagram.ID{pick(e, "allowed", modules).ID}))
	case "rename module":
		e.apply(op.SetTo(pick(e, "which", modules).ID, "name", pick(e, "module", moduleNames)))
	case "drop module":
		e.apply(op.DeleteOf(pick(e, "which", modules).ID))
	case "module of":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "module", idOf(e, modules, func(m *diagram.Module) diagram.ID { return m.ID })))
	case "add schema":
		e.apply(op.PutOf("", &diagram.Schema{ID: e.id("schema"), Order: diagram.OrderAt(e.n), Name: pick(e, "module", moduleNames)}))
	case "rename schema":
		e.apply(op.SetTo(pick(e, "which", schemas).ID, "name", pick(e, "module", moduleNames)))
	case "drop schema":
		e.apply(op.DeleteOf(pick(e, "which", schemas).ID))
	case "schema of":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "schema", idOf(e, schemas, func(s *diagram.Schema) diagram.ID { return s.ID })))
	case "add domain":
		o := &diagram.Domain{ID: e.id("domain"), Order: diagram.OrderAt(e.n), Name: pick(e, "domain", domainNames), Type: pick(e, "type", columnTypes)}
		if o.Type == "" {
			o.Values = []string{"new", "paid"}
		}
		e.apply(op.PutOf("", o))
	case "change domain":
		e.apply(op.SetTo(pick(e, "which", domains).ID, "type", pick(e, "type", columnTypes)))
	case "rename domain":
		e.apply(op.SetTo(pick(e, "which", domains).ID, "name", pick(e, "domain", domainNames)))
	case "drop domain":
		e.apply(op.DeleteOf(pick(e, "which", domains).ID))
	case "kind":
		e.apply(op.SetTo(pick(e, "which", tables).ID, "kind", pick(e, "kind", []diagram.TableKind{diagram.TableKind(""), diagram.KindView})))
	case "copy table":
		e.copyTable(pick(e, "which", tables))
	case "join":
		e.join(pick(e, "which", tables), pick(e, "to", tables))
	case "pair more":
		r := pick(e, "which", relationships)
		a, b := d.Tables[r.Ends[0].Table], d.Tables[r.Ends[1].Table]
		if a != nil && b != nil && len(a.Columns) > 0 && len(b.Columns) > 0 {
			e.apply(op.SetTo(r.ID, "pairs", append(slices.Clone(r.Pairs), diagram.Pair{From: pick(e, "from", a.Columns).ID, To: pick(e, "to", b.Columns).ID})))
		}
	case "order relationship":
		e.apply(op.OrderOf(pick(e, "which", relationships).ID, diagram.OrderAt(rapid.IntRange(0, 50).Draw(e.t, "place"))))
	case "direction":
		r := pick(e, "which", relationships)
		e.apply(op.SetTo(r.ID, "directed", !r.Directed))
	case "many ends":
		r := pick(e, "which", relationships)
		if len(tables) > 0 && len(r.Pairs) == 0 {
			e.apply(op.SetTo(r.ID, "ends", append(slices.Clone(r.Ends), diagram.End{Table: pick(e, "third", tables).ID, Card: diagram.ZeroMany})))
		}
	case "order column":
		e.apply(op.OrderOf(pick(e, "which", columns).ID, diagram.OrderAt(rapid.IntRange(0, 50).Draw(e.t, "place"))))
	case "generate column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "generated", pick(e, "expression", []string{"", "price * amount", "'NULL'"})))
	case "identity column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "identity", pick(e, "identity", []diagram.Identity{"", diagram.IdentityAlways, diagram.IdentityByDefault})))
	case "comment column":
		e.apply(op.SetTo(pick(e, "which", columns).ID, "comment", pick(e, "text", []string{"", "todo", "the name"})))
	case "move column":
		e.apply(op.Op{Verb: op.Order, ID: pick(e, "which", columns).ID, Parent: pick(e, "to", tables).ID, Order: diagram.OrderAt(e.n)})
	case "check column":
		c := pick(e, "which", columns)
		e.apply(op.SetTo(c.ID, "check", pick(e, "check", []string{"", c.Name + " in ('a', 'b')", c.Name + " > 0"})))
	case "add check":
		t := pick(e, "which", withColumns(tables))
		e.apply(op.PutOf(t.ID, &diagram.Check{ID: e.id("check"), Order: diagram.OrderAt(e.n), Expression: pick(e, "of", t.Columns).Name + pick(e, "check", []string{" in ('a', 'b')", " is not null", " > 0"})}))
	case "add dependency":
		t := pick(e, "which", withColumns(tables))
		e.apply(op.PutOf(t.ID, &diagram.Dependency{
			ID: e.id("dependency"), Order: diagram.OrderAt(e.n),
			Determinant: []diagram.ID{pick(e, "from", t.Columns).ID}, Dependent: []diagram.ID{pick(e, "to", t.Columns).ID},
		}))
	case "ignore column":
		e.apply(op.PutOf("", &diagram.Ignore{ID: e.id("ignore"), Order: diagram.OrderAt(e.n), Rule: pick(e, "rule", []string{"K001", "N003", "M001"}), Object: pick(e, "which", columns).ID, Reason: "so it is"}))
	}
	return act
}

var (
	moduleNames  = []string{"sales", "shop", "core", ""}
	domainNames  = []string{"money", "mail", "int", "status"}
	lintSettings = []diagram.LintSettings{
		{}, {Preset: "strict"}, {Preset: "teaching"},
		{Levels: map[string]string{"K001": "error", "missing-primary-key": "off"}},
		{Levels: map[string]string{"K002": "hint", "M001": "warning"}, Thresholds: map[string]map[string]int{"wide-table": {"columns": 3}}},
		{Dictionaries: &diagram.Dictionaries{Roles: []string{"billing"}, Affixes: []string{"tbl"}, Abbreviations: map[string]string{"emp": "employee", "dept": "department"}}},
		{Preset: "strict", Dictionaries: &diagram.Dictionaries{External: []string{"subject"}, Snapshots: []string{"price", "name"}}},
	}
)

// idOf picks one of the list or none.
func idOf[T any](e *editor, list []T, id func(T) diagram.ID) diagram.ID {
	ids := []diagram.ID{""}
	for _, x := range list {
		ids = append(ids, id(x))
	}
	return pick(e, "to", ids)
}

func withColumns(tables []*diagram.Table) []*diagram.Table {
	return slices.DeleteFunc(slices.Clone(tables), func(t *diagram.Table) bool { return len(t.Columns) == 0 })
}

// copyTable puts a table beside another that is like it but for its name.
func (e *editor) copyTable(from *diagram.Table) {
	t := &diagram.Table{ID: e.id("table"), Order: diagram.OrderAt(rapid.IntRange(0, 50).Draw(e.t, "place")), Name: pick(e, "table", append(slices.Clone(e.tableNames), from.Name)), Schema: from.Schema}
	for _, c := range from.Columns {
		now := *c
		now.ID = e.id("column")
		t.Columns = append(t.Columns, &now)
	}
	e.apply(op.PutTable(t)...)
}

// join adds a column to a table that refers to the primary key of another, under that
// table's name or another.
func (e *editor) join(a, b *diagram.Table) {
	k := b.PrimaryKey()
	if k == nil || len(k.Columns) != 1 || b.Column(k.Columns[0]) == nil {
		return
	}
	c := e.column()
	if rapid.Bool().Draw(e.t, "own name") {
		c.Name = b.Name + "_id"
	}
	c.Type = b.Column(k.Columns[0]).Type
	e.apply(op.PutOf(a.ID, c))
	e.apply(op.PutOf("", &diagram.Relationship{
		ID: e.id("relationship"), Order: diagram.OrderAt(e.n), Directed: true,
		Ends: diagram.Between(a.ID, diagram.ZeroMany, b.ID, diagram.One), Pairs: []diagram.Pair{{From: c.ID, To: k.Columns[0]}},
	}))
}
