package ddl_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/engine/enginetest"
	"crowsfoot/diagram/format"

	"github.com/stretchr/testify/require"
)

// mostDBMLTables bounds the schemas of the corpus that are read: their reader of Oracle
// takes minutes for a hundred tables.
const mostDBMLTables = 40

// dbmlFaults are the scripts that their readers can't read, and what they say: that of
// Oracle trips over a computed column behind another column, and that of SQL Server knows
// no CREATE SPATIAL INDEX.
var dbmlFaults = map[string]string{
	"generated/oracle": "reading 'type'", "truth/oracle": "reading 'type'", "oracle-only/oracle": "reading 'type'", "sqlserver-only/oracle": "reading 'type'",
	"sqlserver-only/sqlserver": "CREATESPATIAL",
}

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
// which no database here executes: they find the same tables, columns and references.
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
	diagrams := map[string]*diagram.Diagram{}
	for _, name := range []string{"composite", "schemas"} {
		diagrams[name] = cases[name]()
	}
	if os.Getenv(longVariable) != "" {
		for name, build := range cases {
			diagrams[name] = build()
		}
		files, _ := filepath.Glob(filepath.Join("..", "..", "..", "shared", "corpus", "lint", "schemas", "*.json"))
		for _, file := range files {
			if name := filepath.Base(file); !strings.HasPrefix(name, "spider_") {
				data, err := os.ReadFile(file)
				require.NoError(t, err)
				source, err := format.Read(name, data, "schema-json")
				require.NoError(t, err, file)
				if d := source.Pages[0].Diagram; len(d.Tables) <= mostDBMLTables {
					diagrams[name] = d
				}
			}
		}
	}
	var scripts []dbmlScript
	want := map[string]*diagram.Diagram{}
	for name, d := range diagrams {
		for dialect, theirs := range map[string]string{"sqlserver": "mssql", "oracle": "oracle"} {
			to, err := ddl.Find(dialect)
			require.NoError(t, err)
			// Their grammar of Oracle reserves words that Oracle does not, lines and sizes for
			// instance.
			opt := ddl.Options{Quote: map[string]ddl.Quoting{"oracle": ddl.QuoteAll}[dialect]}
			s := dbmlScript{Name: name + "/" + dialect, Dialect: theirs, SQL: ddl.Write(d, to, opt).SQL}
			scripts = append(scripts, s)
			want[s.Name] = ddl.Parse([]byte(s.SQL), dialect).Pages[0].Diagram
		}
	}
	slices.SortFunc(scripts, func(a, b dbmlScript) int { return strings.Compare(a.Name, b.Name) })
	input, err := json.Marshal(scripts)
	require.NoError(t, err)
	command := exec.Command(node, "read.mjs")
	command.Dir, command.Stdin, command.Stderr = folder, bytes.NewReader(input), os.Stderr
	output, err := command.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, command.Start())
	read, tables, refs := 0, 0, 0
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var got dbmlAnswer
		require.NoError(t, json.Unmarshal(lines.Bytes(), &got))
		read++
		t.Run(got.Name, func(t *testing.T) {
			if fault := dbmlFaults[got.Name]; fault != "" {
				require.Contains(t, got.Error, fault)
				return
			}
			require.Empty(t, got.Error)
			wantTables, wantRefs := dbmlView(want[got.Name])
			for i, ref := range got.Refs {
				got.Refs[i] = undirected(strings.Cut(ref, ">"))
			}
			slices.Sort(got.Refs)
			require.Equal(t, wantTables, got.Tables)
			require.Equal(t, wantRefs, append([]string{}, got.Refs...))
			tables += len(got.Tables)
			refs += len(got.Refs)
		})
	}
	require.NoError(t, lines.Err())
	require.NoError(t, command.Wait())
	require.Equal(t, len(scripts), read)
	t.Logf("@dbml/core read %d scripts with %d tables and %d references", read, tables, refs)
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
