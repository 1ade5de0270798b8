package ddl_test

import (
	"context"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine"

	"github.com/stretchr/testify/require"
)

// modules is a diagram of two modules, a table of none, types that both and one of them
// use, views inside and across, and foreign keys inside and across.
func modules() *diagram.Diagram {
	s := newSketch("postgres")
	s.Name = "Shop"
	s.AddSchema(&diagram.Schema{ID: "sales-schema", Name: "sales"})
	s.AddModule(&diagram.Module{ID: "sales", Name: "Sales"})
	s.AddModule(&diagram.Module{ID: "stock", Name: "Stock"})
	s.AddModule(&diagram.Module{ID: "none", Name: "Nothing yet"})
	s.AddDomain(&diagram.Domain{ID: "code", Name: "code", Type: "varchar(5)"})
	s.AddDomain(&diagram.Domain{ID: "state", Name: "state", Values: []string{"new", "it's old"}})
	t := s.table("orders", "id int pk", "product_id int", "user_id int", "state state = 'new'::state")
	t.Module, t.Schema = "sales", "sales-schema"
	s.table("lines", "order_id int nn", "code code").Module = "sales"
	s.table("products", "id int pk", "code code", "size enum('S','L')").Module = "stock"
	s.table("users", "id int pk").Module = "gone"
	view := func(name, query string) {
		v := s.table(name, "id int")
		v.Kind, v.Module, v.Definition = diagram.KindView, "stock", query
	}
	view("all_products", "SELECT id FROM products")
	view("sold_products", "SELECT l.code FROM lines l JOIN products p ON p.code = l.code")
	s.ref("lines.order_id", "orders.id")
	s.ref("orders.product_id", "products.id").Deferrable = true
	s.ref("orders.user_id", "users.id")
	return s.Diagram
}

func TestModules(t *testing.T) {
	for _, to := range ddl.All() {
		t.Run(to.Name, func(t *testing.T) {
			var b strings.Builder
			var together []string
			for _, s := range ddl.WriteModules(modules(), to, ddl.Options{}) {
				b.WriteString("==== " + s.Name + "\n" + s.SQL)
				for _, x := range s.Statements {
					together = append(together, x.Text)
				}
			}
			golden(t, "modules."+to.Name+".txt", b.String())
			var whole []string
			for _, x := range ddl.Write(modules(), to, ddl.Options{}).Statements {
				whole = append(whole, x.Text)
			}
			require.ElementsMatch(t, whole, together, "the scripts make what the one script makes")
		})
	}
}

// TestEngineRunsModules executes the scripts of modules in their order, twice.
func TestEngineRunsModules(t *testing.T) {
	for _, dialect := range dialectNames {
		for kind, opt := range map[string]ddl.Options{"plain": {}, "drop": {Drop: true}, "lookups": {Lookups: true, Drop: true}, "without schemas": {Drop: true, Schemas: ddl.SchemasWithout}} {
			t.Run(dialect+"/"+kind, func(t *testing.T) {
				to, err := ddl.Find(dialect)
				require.NoError(t, err)
				db, query := freshFor(t, dialect)
				for range map[bool]int{false: 1, true: 2}[opt.Drop] {
					for _, s := range ddl.WriteModules(modules(), to, opt) {
						runs(t, db, s.Script)
					}
				}
				want := 4
				if opt.Lookups {
					want = 6
				}
				require.Equal(t, want, readCatalog(t, db, query).Tables)
			})
		}
	}
}

func TestModulesOfAnEmptyDiagram(t *testing.T) {
	for _, to := range ddl.All() {
		require.Empty(t, ddl.WriteModules(diagram.New(), to, ddl.Options{Drop: true}))
	}
}

func TestEngineFillsLookups(t *testing.T) {
	for _, dialect := range dialectNames {
		for kind, opt := range map[string]ddl.Options{"plain": {Lookups: true}, "twice": {Lookups: true, IfNotExists: true}} {
			if dialect == "mysql" && opt.IfNotExists {
				continue // it can't add a foreign key only where it is missing
			}
			t.Run(dialect+"/"+kind, func(t *testing.T) {
				to, err := ddl.Find(dialect)
				require.NoError(t, err)
				db, _ := freshFor(t, dialect)
				script := ddl.Write(enums(), to, opt)
				golden(t, "lookups."+kind+"."+dialect+".sql", script.SQL)
				runs(t, db, script)
				if opt.IfNotExists {
					runs(t, db, script)
				}
				var n int
				table := "people_size"
				require.NoError(t, db.QueryRow("SELECT count(*) FROM "+table).Scan(&n))
				require.Equal(t, 4, n)
			})
		}
	}
	for _, dialect := range parsedOnly {
		to, err := ddl.Find(dialect)
		require.NoError(t, err)
		golden(t, "lookups.plain."+dialect+".sql", ddl.Write(enums(), to, ddl.Options{Lookups: true}).SQL)
	}
}

func TestSchemasOfScripts(t *testing.T) {
	for _, to := range ddl.All() {
		with := ddl.Write(schemas(), to, ddl.Options{Schemas: ddl.SchemasWith})
		without := ddl.Write(schemas(), to, ddl.Options{Schemas: ddl.SchemasWithout})
		require.NotContains(t, without.SQL, "CREATE SCHEMA", to.Name)
		require.NotRegexp(t, `(?i)CREATE TABLE \W?Sales\W*\.`, without.SQL, to.Name)
		if to.Name == "sqlite" {
			require.NotRegexp(t, `(?i)CREATE TABLE \W?Sales\W*\.`, with.SQL)
			continue
		}
		require.Regexp(t, `(?i)CREATE TABLE \W?Sales\W*\.`, with.SQL, to.Name)
	}
}

func TestTableOptions(t *testing.T) {
	for _, good := range []string{"", "TABLESPACE fast", "ENGINE=InnoDB ROW_FORMAT=DYNAMIC", "WITH (fillfactor=70)", "ON [PRIMARY]", "STRICT, WITHOUT ROWID"} {
		require.NoError(t, ddl.CheckTableOptions(good))
	}
	for _, bad := range []string{"; DROP TABLE x", "-- x", "/* x", "COMMENT='x'", `"x"`, ") (", "((", "x\ny", "größe", "#"} {
		require.Error(t, ddl.CheckTableOptions(bad), bad)
	}
	for _, to := range ddl.All() {
		sql := ddl.Write(shop(), to, ddl.Options{TableOptions: "TABLESPACE fast"}).SQL
		require.Equal(t, 4, strings.Count(sql, ") TABLESPACE fast;\n"), to.Name)
		require.NotContains(t, sql, "ENGINE=InnoDB")
	}
	sqlite, err := ddl.Find("sqlite")
	require.NoError(t, err)
	s := newSketch("")
	s.table("t", "id int pk", "name text")
	proof, err := engine.ProveSQLite(context.Background(), ddl.Write(s.Diagram, sqlite, ddl.Options{TableOptions: "WITHOUT ROWID, STRICT"}).SQL)
	require.NoError(t, err)
	require.True(t, proof.OK(), proof.Summary())
}
