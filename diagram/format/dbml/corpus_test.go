package dbml_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/dbml"
	"crowsfoot/diagram/format/formattest"
)

const corpus = "../../../../shared/corpus/ddl/"

// explained are the codes of warnings that valid texts may have: each says what a diagram
// has no place for.
var explained = []string{"not-kept"}

// odd are texts of the corpus that break the language's own rules without an error stated
// beside them, with the warnings that they have.
var odd = map[string][]string{
	"dbml-core/importer/mysql_importer/output/ddl_create.out.dbml":    {"syntax"},                         // a quote inside of a text
	"dbml-core/importer/oracle_importer/output/quoted_names.out.dbml": {"syntax", "unresolved-reference"}, // names with spaces, but without quotes
	"dbml-cli/db2dbml/mysql/expect-out-files/schema.dbml":             {"syntax"},                         // a text behind an expression
	"dbml-core/importer/oracle_importer/output/in_table_pk.out.dbml":  {"duplicate-name"},                 // two primary keys
}

// parsed are snapshots of the parser alone: their elements have no names or unknown words.
var parsed = []string{"element-declaration", "function_application", "literal_element_expression", "nested_element"}

// lenient are texts that their own parser refuses and that say plainly what they mean: an
// index of a partial names a column that the table has.
var lenient = []string{"interpreter/input/index_table_partial.in.dbml"}

type snapshot struct {
	Errors   []any `json:"errors"`
	Database *struct {
		Tables        []snapshotTable `json:"tables"`
		TablePartials []snapshotTable `json:"tablePartials"`
		Enums         []struct {
			Name   string `json:"name"`
			Values []any  `json:"values"`
		} `json:"enums"`
		Refs []struct {
			OnDelete  string `json:"onDelete"`
			OnUpdate  string `json:"onUpdate"`
			Endpoints []struct {
				Schema   string   `json:"schemaName"`
				Table    string   `json:"tableName"`
				Fields   []string `json:"fieldNames"`
				Relation string   `json:"relation"`
			} `json:"endpoints"`
		} `json:"refs"`
	} `json:"database"`
}

type snapshotTable struct {
	Name   string `json:"name"`
	Schema string `json:"schemaName"`
	Note   *struct {
		Value string `json:"value"`
	} `json:"note"`
	Fields []struct {
		Name      string `json:"name"`
		PK        bool   `json:"pk"`
		Unique    bool   `json:"unique"`
		NotNull   *bool  `json:"not_null"`
		Increment bool   `json:"increment"`
		Type      struct {
			Schema string `json:"schemaName"`
			Name   string `json:"type_name"`
		} `json:"type"`
		Default *struct {
			Type  string `json:"type"`
			Value any    `json:"value"`
		} `json:"dbdefault"`
		Note *struct {
			Value string `json:"value"`
		} `json:"note"`
	} `json:"fields"`
	Indexes  []any `json:"indexes"`
	Checks   []any `json:"checks"`
	Partials []struct {
		Name  string `json:"name"`
		Order int    `json:"order"`
	} `json:"partials"`
}

// TestCorpus reads the fixtures of the language's own parser, which are no part of the
// repository: the valid ones without an unexplained warning and with the tables, columns
// and relationships that stand beside them, the others with a warning or error and its
// place.
func TestCorpus(t *testing.T) {
	var files []string
	for _, dir := range []string{"dbml-parse", "dbml-core", "dbml-cli"} {
		err := filepath.WalkDir(corpus+dir, func(path string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(path, ".dbml") {
				files = append(files, path)
			}
			return nil
		})
		require.NoError(t, err)
	}
	if len(files) == 0 {
		t.Skip("the texts of ../shared/corpus/ddl are not here")
	}
	valid, invalid, compared, warned := 0, 0, 0, 0
	for _, file := range files {
		name := strings.TrimPrefix(file, corpus)
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			want, isInvalid := expected(t, file, string(data))
			s, err := dbml.Read(data)
			if strings.Contains(name, "/parser/") && slices.ContainsFunc(parsed, func(p string) bool { return strings.Contains(name, p) }) {
				requireComplaint(t, s, err)
				return
			}
			if isInvalid && !slices.ContainsFunc(lenient, func(l string) bool { return strings.HasSuffix(name, l) }) {
				invalid++
				requireComplaint(t, s, err)
				return
			}
			valid++
			if err != nil {
				require.Empty(t, strings.TrimSpace(strip(string(data))), "%v", err)
				return
			}
			require.NoError(t, formattest.Sound(s))
			imports := slices.ContainsFunc(s.Warnings, func(w diagram.Loss) bool { return strings.Contains(w.Message, "imports") })
			for _, w := range s.Warnings {
				if slices.Contains(explained, w.Code) || slices.Contains(odd[name], w.Code) || imports && w.Code == "unresolved-reference" {
					warned++
					continue
				}
				require.Failf(t, "an unexplained warning", "%+v", w)
			}
			if want != nil {
				compared++
				compare(t, want, s.Pages[0].Diagram)
			}
		})
	}
	t.Logf("%d texts: %d valid with %d explained warnings, %d of them compared, %d invalid", len(files), valid, warned, compared, invalid)
}

// strip drops comments.
func strip(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if !strings.HasPrefix(line, "//") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// expected finds out what should come of a text: the snapshot beside it, and whether it
// states errors.
func expected(t *testing.T, file, text string) (*snapshot, bool) {
	if strings.Contains(file, "syntax-error") {
		return nil, strings.Contains(text, "[pk\n")
	}
	out := strings.Replace(strings.Replace(file, "/input/", "/output/", 1), ".in.dbml", ".out.json", 1)
	data, err := os.ReadFile(out)
	if err != nil || !strings.Contains(file, "/snapshots/") {
		return nil, false
	}
	var s snapshot
	require.NoError(t, json.Unmarshal(data, &s))
	if len(s.Errors) > 0 {
		return nil, true
	}
	if s.Database == nil {
		return nil, false
	}
	return &s, false
}

func requireComplaint(t *testing.T, s *diagram.Source, err error) {
	t.Helper()
	var e *diagram.Error
	if err != nil {
		require.ErrorAs(t, err, &e)
		require.Positive(t, e.Line)
		require.NoError(t, formattest.Sentence(e.Message))
		return
	}
	require.NoError(t, formattest.Sound(s))
	for _, w := range s.Warnings {
		if w.Code != "not-kept" {
			require.Regexp(t, `^\d+:\d+$`, w.Where)
			return
		}
	}
	require.Fail(t, "no complaint")
}

func compare(t *testing.T, want *snapshot, d *diagram.Diagram) {
	t.Helper()
	partials := map[string]snapshotTable{}
	for _, p := range want.Database.TablePartials {
		partials[p.Name] = p
	}
	require.Len(t, d.Tables, len(want.Database.Tables))
	for i, got := range d.SortedTables() {
		w := want.Database.Tables[i]
		require.Equal(t, w.Name, got.Name)
		if w.Note != nil {
			require.Equal(t, w.Note.Value, got.Comment)
		}
		if len(w.Partials) > 0 {
			for _, f := range w.Fields {
				require.NotNil(t, got.ColumnNamed(f.Name), f.Name)
			}
			for _, p := range w.Partials {
				for _, f := range partials[p.Name].Fields {
					require.NotNil(t, got.ColumnNamed(f.Name), f.Name)
				}
			}
			continue
		}
		require.Len(t, got.Columns, len(w.Fields))
		for i, f := range w.Fields {
			c := got.Columns[i]
			require.Equal(t, f.Name, c.Name)
			typ := f.Type.Name
			if f.Type.Schema != "" && f.Type.Schema != "public" {
				typ = f.Type.Schema + "." + typ
			}
			require.Equal(t, bare(typ), bare(c.Type), c.Name)
			require.Equal(t, f.NotNull != nil && *f.NotNull, c.NotNull, c.Name)
			require.Equal(t, f.Increment, c.Identity != "", c.Name)
			if f.PK {
				require.True(t, got.InPrimaryKey(c.ID), c.Name)
			}
			if f.Unique {
				require.True(t, got.IsUnique([]diagram.ID{c.ID}), c.Name)
			}
			if f.Note != nil {
				require.Equal(t, f.Note.Value, c.Comment)
			}
			value := ""
			if f.Default != nil {
				value = fmt.Sprint(f.Default.Value)
				if f.Default.Type == "string" {
					value = "'" + strings.ReplaceAll(value, "'", "''") + "'"
				}
			}
			require.Equal(t, value, c.Default, c.Name)
		}
	}
	require.Len(t, d.Domains, len(want.Database.Enums))
	for i, o := range d.SortedDomains() {
		require.Equal(t, want.Database.Enums[i].Name, o.Name)
		require.Len(t, o.Values, len(want.Database.Enums[i].Values))
	}
	var wanted, got []string
	for _, r := range want.Database.Refs {
		a, b := r.Endpoints[0], r.Endpoints[1]
		// The side of the many refers to the other; of two ones the second to the first.
		if a.Relation == "*" && b.Relation == "1" {
			a, b = b, a
		}
		wanted = append(wanted, fmt.Sprint(b.Table, b.Fields, a.Table, a.Fields, r.OnDelete, r.OnUpdate))
	}
	for _, r := range d.SortedRelationships() {
		child, parent, ok := d.ForeignKey(r)
		require.True(t, ok)
		action := func(a diagram.Action) string { return strings.ReplaceAll(string(a), "_", " ") }
		got = append(got, fmt.Sprint(child.Name, child.Names(r.FromColumns()), parent.Name, parent.Names(r.ToColumns()), action(r.OnDelete), action(r.OnUpdate)))
	}
	require.ElementsMatch(t, wanted, got)
}

// bare is a type without what is written in more than one way.
func bare(s string) string { return strings.NewReplacer(" ", "", "'", "", `"`, "").Replace(s) }
