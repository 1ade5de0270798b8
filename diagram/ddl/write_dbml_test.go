package ddl_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine/enginetest"

	"github.com/stretchr/testify/require"
)

// dbmlLacks is what the grammars of @dbml/core can't read, by dialect, and what they say
// then: that of Oracle ends at any computed column, whose clause its visitor makes nothing
// of, and that of SQL Server knows no CREATE SPATIAL INDEX.
var dbmlLacks = map[string]string{"oracle": "reading 'type'", "sqlserver": "CREATESPATIAL"}

// dbmlScript is a script that the importer of @dbml/core is to read.
type dbmlScript struct {
	Name    string `json:"name"`
	Dialect string `json:"dialect"`
	SQL     string `json:"sql"`
}

// dbmlAnswer is what it made of it.
type dbmlAnswer struct {
	Name   string              `json:"name"`
	Error  string              `json:"error"`
	Tables map[string][]string `json:"tables"`
	Refs   []string            `json:"refs"`
}

// TestDBMLReadsScripts has somebody else's parsers read scripts for SQL Server and Oracle,
// which no database here executes: they find the same tables, columns and references. A
// script with what they lack is refused for that alone: without it they read the rest.
func TestDBMLReadsScripts(t *testing.T) {
	folder := filepath.Join("testdata", "dbml")
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(folder, "node_modules", "@dbml", "core"))
	}
	if err != nil {
		if os.Getenv(enginetest.RequireVariable) == "1" {
			t.Fatalf("@dbml/core is not installed; run make setup: %v", err)
		}
		t.Skipf("@dbml/core is not installed; run make setup: %v", err)
	}
	// One process for many scripts gets slower with each.
	read := func(t *testing.T, dialect, sql string) (got dbmlAnswer) {
		input, err := json.Marshal([]dbmlScript{{Name: t.Name(), Dialect: map[string]string{"sqlserver": "mssql", "oracle": "oracle"}[dialect], SQL: sql}})
		require.NoError(t, err)
		command := exec.Command(node, "read.mjs")
		command.Dir, command.Stdin, command.Stderr = folder, bytes.NewReader(input), os.Stderr
		output, err := command.Output()
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(output, &got), "%s", output)
		return got
	}
	diagrams := map[string]*diagram.Diagram{}
	for _, name := range []string{"composite", "schemas", "generated"} {
		diagrams[name] = cases[name]()
	}
	if os.Getenv(longVariable) != "" {
		for name, build := range cases {
			diagrams[name] = build()
		}
		maps.Insert(diagrams, realSchemas(t))
	}
	var scripts, lacking, tables, refs atomic.Int64
	t.Run("scripts", func(t *testing.T) {
		for name, d := range diagrams {
			for dialect, fault := range dbmlLacks {
				t.Run(name+"/"+dialect, func(t *testing.T) {
					t.Parallel()
					to, err := ddl.Find(dialect)
					require.NoError(t, err)
					// Their grammar of Oracle reserves words that Oracle does not, lines and sizes for
					// instance.
					opt := ddl.Options{Quote: map[string]ddl.Quoting{"oracle": ddl.QuoteAll}[dialect]}
					sql := ddl.Write(d, to, opt).SQL
					want := ddl.Parse([]byte(sql), dialect).Pages[0].Diagram
					wantTables, wantRefs := dbmlView(want)
					scripts.Add(1)
					if without(want, dialect) {
						require.Contains(t, read(t, dialect, sql).Error, fault)
						lacking.Add(1)
						sql = ddl.Write(want, to, opt).SQL
					}
					got := read(t, dialect, sql)
					require.Empty(t, got.Error)
					for i, ref := range got.Refs {
						got.Refs[i] = undirected(strings.Cut(ref, ">"))
					}
					slices.Sort(got.Refs)
					require.Equal(t, wantTables, got.Tables)
					require.Equal(t, wantRefs, append([]string{}, got.Refs...))
					tables.Add(int64(len(got.Tables)))
					refs.Add(int64(len(got.Refs)))
				})
			}
		}
	})
	t.Logf("@dbml/core read %d scripts with %d tables and %d references, %d of them without what it lacks", scripts.Load(), tables.Load(), refs.Load(), lacking.Load())
}

// without takes from a diagram what dbmlLacks; it tells whether there was any.
func without(d *diagram.Diagram, dialect string) (any bool) {
	for _, t := range d.Tables {
		switch dialect {
		case "oracle":
			for _, c := range t.Columns {
				any = any || c.Generated != ""
				c.Generated = ""
			}
		case "sqlserver":
			n := len(t.Indexes)
			t.Indexes = slices.DeleteFunc(t.Indexes, func(x *diagram.Index) bool { return x.Method == "spatial" })
			any = any || len(t.Indexes) < n
		}
	}
	return any
}

// dbmlView is what a parser that knows tables, columns and references sees of a diagram.
func dbmlView(d *diagram.Diagram) (tables map[string][]string, refs []string) {
	tables, refs = map[string][]string{}, []string{}
	for _, t := range d.Tables {
		if t.Kind != diagram.KindView {
			names := []string{}
			for _, c := range t.Columns {
				names = append(names, c.Name)
			}
			tables[t.Name] = names
		}
	}
	for _, r := range d.Relationships {
		child, parent, _ := d.ForeignKey(r)
		end := func(t *diagram.Table, ids []diagram.ID) string {
			var list []string
			for _, name := range t.Names(ids) {
				list = append(list, t.Name+"."+name)
			}
			return strings.Join(list, ",")
		}
		refs = append(refs, undirected(end(child, r.FromColumns()), end(parent, r.ToColumns()), true))
	}
	slices.Sort(refs)
	return tables, refs
}

// undirected writes a reference without its direction, which their reader of Oracle turns
// round.
func undirected(a, b string, _ bool) string {
	if a > b {
		a, b = b, a
	}
	return a + " - " + b
}
