package ddl_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

// dumpLike makes a script of about 0.5 MB as pg_dump writes them: tables, sequences,
// defaults, rows, keys, indexes, foreign keys, comments and owners, all apart.
func dumpLike() string {
	const tables = 280
	var b strings.Builder
	b.WriteString("--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\nSET client_encoding = 'UTF8';\nSELECT pg_catalog.set_config('search_path', '', false);\n\n")
	for i := range tables {
		fmt.Fprintf(&b, "--\n-- Name: things_%d; Type: TABLE; Schema: public; Owner: -\n--\n\nCREATE TABLE public.things_%d (\n    id bigint NOT NULL,\n    parent_id bigint NOT NULL,\n", i, i)
		for j, kind := range []string{"character varying(255)", "text DEFAULT ''::text NOT NULL", "timestamp without time zone DEFAULT now() NOT NULL", "numeric(12,2)", "boolean DEFAULT false", "jsonb", "uuid DEFAULT gen_random_uuid()", "integer[]"} {
			fmt.Fprintf(&b, "    attribute_%d %s,\n", j, kind)
		}
		fmt.Fprintf(&b, "    CONSTRAINT things_%d_check CHECK (((attribute_3 >= (0)::numeric) AND (attribute_3 < (1000)::numeric)))\n);\n\n\nALTER TABLE public.things_%d OWNER TO shop;\n\n", i, i)
		fmt.Fprintf(&b, "COMMENT ON TABLE public.things_%d IS 'Things of the sort %d, and what is known of them';\n\n", i, i)
		fmt.Fprintf(&b, "CREATE SEQUENCE public.things_%d_id_seq\n    START WITH 1\n    INCREMENT BY 1\n    NO MINVALUE\n    NO MAXVALUE\n    CACHE 1;\n\nALTER SEQUENCE public.things_%d_id_seq OWNED BY public.things_%d.id;\n\n", i, i, i)
		fmt.Fprintf(&b, "ALTER TABLE ONLY public.things_%d ALTER COLUMN id SET DEFAULT nextval('public.things_%d_id_seq'::regclass);\n\n", i, i)
		fmt.Fprintf(&b, "COPY public.things_%d (id, parent_id, attribute_0, attribute_1) FROM stdin;\n", i)
		for j := range 8 {
			fmt.Fprintf(&b, "%d\t%d\tIt's a thing; the %dth\t\\N\n", j, j*7, j)
		}
		b.WriteString("\\.\n\n")
	}
	for i := range tables {
		fmt.Fprintf(&b, "ALTER TABLE ONLY public.things_%d\n    ADD CONSTRAINT things_%d_pkey PRIMARY KEY (id);\n\nCREATE INDEX index_things_%d_on_parent_id ON public.things_%d USING btree (parent_id);\n\n", i, i, i, i)
		fmt.Fprintf(&b, "CREATE UNIQUE INDEX index_things_%d_on_attribute ON public.things_%d USING btree (lower((attribute_0)::text), attribute_1) WHERE (attribute_4 IS TRUE);\n\n", i, i)
	}
	for i := range tables {
		fmt.Fprintf(&b, "ALTER TABLE ONLY public.things_%d\n    ADD CONSTRAINT fk_things_%d FOREIGN KEY (parent_id) REFERENCES public.things_%d(id) ON DELETE CASCADE;\n\n", i, i, i/2)
	}
	return b.String()
}

// BenchmarkParseDump reads a dump of 0.5 MB.
func BenchmarkParseDump(b *testing.B) {
	script := []byte(dumpLike())
	b.SetBytes(int64(len(script)))
	b.ReportAllocs()
	for b.Loop() {
		if s := ddl.Parse(script, ""); len(s.Pages[0].Diagram.Relationships) != 280 {
			b.Fatal("foreign keys are missing")
		}
	}
}

// copied are rows of a dump.
var copied = regexp.MustCompile(`(?s)COPY [^;]*;.*?\n\\\.\n`)

// BenchmarkBesideDBML reads and writes the same scripts of PostgreSQL as the programs of
// @dbml/core do: a dump of 0.5 MB without its rows, which those can't read, and 1,000
// tables.
func BenchmarkBesideDBML(b *testing.B) {
	const folder = "testdata/dbml"
	if _, err := os.Stat(filepath.Join(folder, "node_modules")); err != nil {
		b.Skip("make setup installs @dbml/core")
	}
	to, err := ddl.Find("postgres")
	require.NoError(b, err)
	for name, script := range map[string]string{"dump": copied.ReplaceAllString(dumpLike(), ""), "1000": ddl.Write(manyTables(1000), to, ddl.Options{}).SQL} {
		d := ddl.Parse([]byte(script), "postgres").Pages[0].Diagram
		b.Run(name+"/read", func(b *testing.B) {
			for b.Loop() {
				ddl.Parse([]byte(script), "postgres")
			}
		})
		b.Run(name+"/write", func(b *testing.B) {
			for b.Loop() {
				ddl.Write(d, to, ddl.Options{})
			}
		})
		b.Run(name+"/dbml", func(b *testing.B) {
			var said struct{ Read, Write, Tables float64 }
			for b.Loop() {
				command := exec.Command("node", "speed.mjs")
				command.Dir, command.Stdin, command.Stderr = folder, strings.NewReader(script), os.Stderr
				out, err := command.Output()
				require.NoError(b, err)
				require.NoError(b, json.Unmarshal(out, &said))
			}
			b.ReportMetric(said.Read, "read-ms")
			b.ReportMetric(said.Write, "write-ms")
			b.ReportMetric(said.Tables, "tables")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkParseHostile reads scripts that make little of many statements.
func BenchmarkParseHostile(b *testing.B) {
	for _, c := range []struct {
		name, script string
	}{
		{"300,000 alters", "CREATE TABLE a (id int, b int);" + strings.Repeat("ALTER TABLE a ALTER b SET DEFAULT 1;", 300_000)},
		{"300,000 foreign keys", "CREATE TABLE a (id int PRIMARY KEY);" + strings.Repeat("ALTER TABLE a ADD FOREIGN KEY (id) REFERENCES a (id);", 300_000)},
		{"300,000 columns", alters(300_000)},
		{"1.2 million statements", "CREATE TABLE a (id int);" + strings.Repeat("DROP x;", 1_200_000)},
		{"1.2 million rows", "CREATE TABLE a (id int);" + strings.Repeat("INSERT INTO a VALUES (1);\n", 1_200_000)},
		{"1.2 million tables", shortTables(1_200_000)},
	} {
		b.Run(c.name, func(b *testing.B) {
			data := []byte(c.script)
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				ddl.Parse(data, "")
			}
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapSys)/(1<<20), "heap-MB")
		})
	}
}

func alters(n int) string {
	var b strings.Builder
	b.WriteString("CREATE TABLE a (id int);")
	for i := range n {
		fmt.Fprintf(&b, "ALTER TABLE a ADD c%d int;", i)
	}
	return b.String()
}

func shortTables(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "create table t%d(a int);", i)
	}
	return b.String()
}
