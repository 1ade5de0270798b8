// Package linttest runs lint rules on fixtures. A fixture is one txtar file:
//
//	in.sql is the diagram as SQL; behind a line stands what is found there:
//	    customer_id int -- want "orders.customer_id"
//	lines, if there, are lines drawn between its tables, in Mermaid's notation;
//	modules, if there, are modules with their tables and what they may refer to, as
//	lint.Example reads them;
//	every other section bears the title of a fix and holds the DDL after it.
//
// The first line of the file may name the dialect: "dialect: mysql"; else it is postgres.
// What fixes lead to is written for PostgreSQL where the dialect can only be read.
//
// It is for tests only. Start at Run.
package linttest

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var update = flag.Bool("update", false, "rewrite the sections of fixes in lint fixtures")

// Run checks a rule on a fixture: it finds exactly what is wanted, at its lines, and each
// of its fixes leads to the DDL of its section and away from the finding. Beside are rules
// that run with it; what they find is passed over.
func Run(t *testing.T, rule *lint.Rule, fixture string, beside ...*lint.Rule) {
	t.Helper()
	archive, err := txtar.ParseFile(fixture)
	require.NoError(t, err)
	name := dialectOf(archive)
	dialect := writtenDialect(t, name)
	example := lint.Example{SQL: section(archive, "in.sql"), Dialect: name, Lines: section(archive, "lines"), Modules: section(archive, "modules")}
	require.NotEmpty(t, example.SQL, "%s has no section in.sql", fixture)
	page := ReadExample(t, example)
	findings := Check(page.Diagram, rule, beside...)
	require.Equal(t, wanted(example.SQL), found(page, findings), "findings by line")

	changed := false
	seen := map[string]bool{}
	for _, f := range findings {
		require.NotEmpty(t, f.Message)
		for _, fix := range f.Fixes {
			if seen[fix.Title] {
				continue
			}
			seen[fix.Title] = true
			after := apply(t, page.Diagram, fix)
			for _, left := range Check(after, rule, beside...) {
				require.NotEqual(t, f.Fingerprint, left.Fingerprint, "the fix %q leaves the finding", fix.Title)
			}
			got := ddl.Write(after, dialect, ddl.Options{}).SQL
			want := section(archive, fix.Title)
			if *update && got != want {
				setSection(archive, fix.Title, got)
				changed = true
				continue
			}
			require.Equal(t, want, got, "DDL after %q; run with -update and read the difference", fix.Title)
		}
	}
	for _, file := range archive.Files {
		if !slices.Contains([]string{"in.sql", "lines", "modules"}, file.Name) {
			require.True(t, seen[file.Name], "no fix is called %q", file.Name)
		}
	}
	if changed {
		require.NoError(t, os.WriteFile(fixture, txtar.Format(archive), 0o644))
	}
}

// Read parses SQL and adds drawn lines to it.
func Read(t *testing.T, sql, lines, dialect string) *diagram.Page {
	t.Helper()
	return ReadExample(t, lint.Example{SQL: sql, Lines: lines, Dialect: dialect})
}

// ReadExample makes a diagram of an example.
func ReadExample(t *testing.T, e lint.Example) *diagram.Page {
	t.Helper()
	page, err := e.Read()
	require.NoError(t, err)
	return page
}

// Check runs one rule, a pedantic one too, with others beside it, and returns what the one
// finds.
func Check(d *diagram.Diagram, rule *lint.Rule, beside ...*lint.Rule) []lint.Finding {
	rules := append([]*lint.Rule{rule}, beside...)
	c := lint.Config{Today: today}
	if rule.Pedantic {
		c.Preset = lint.Strict
	}
	found := lint.Run(context.Background(), d, rules, c)
	return slices.DeleteFunc(found, func(f lint.Finding) bool { return f.Rule != rule.Code })
}

// today is the day of all fixtures.
const today = "2026-01-01"

// apply runs a fix on a copy of the diagram, and takes it back to see that it can be.
func apply(t *testing.T, d *diagram.Diagram, fix lint.Fix) *diagram.Diagram {
	t.Helper()
	doc := op.NewDocument()
	_, err := doc.Apply(op.FromDiagram(d))
	require.NoError(t, err)
	before := text(t, doc)
	inverse, err := doc.Apply(fix.Ops())
	require.NoError(t, err, "fix %q", fix.Title)
	require.NotEmpty(t, inverse, "the fix %q changes nothing", fix.Title)
	after := doc.Snapshot()
	_, err = doc.Apply(inverse)
	require.NoError(t, err)
	require.Equal(t, before, text(t, doc), "the fix %q cannot be undone", fix.Title)
	return after
}

// text is a diagram as text, without what is deleted.
func text(t *testing.T, doc *op.Document) string {
	t.Helper()
	b, err := json.MarshalIndent(op.FromDiagram(doc.Snapshot()), "", " ")
	require.NoError(t, err)
	return string(b)
}

var (
	wantMark   = regexp.MustCompile(`-- want((?: "[^"]*")+)`)
	quotedName = regexp.MustCompile(`"([^"]*)"`)
)

// wanted lists what a fixture expects as "line: object".
func wanted(sql string) []string {
	list := []string{}
	n := 0
	for line := range strings.Lines(sql) {
		n++
		if m := wantMark.FindStringSubmatch(line); m != nil {
			for _, name := range quotedName.FindAllStringSubmatch(m[1], -1) {
				list = append(list, fmt.Sprintf("%d: %s", n, name[1]))
			}
		}
	}
	slices.Sort(list)
	return list
}

// found lists findings in the same form, by their first object. A finding on a drawn
// line, which is nowhere in the SQL, stands at the table it begins at.
func found(page *diagram.Page, findings []lint.Finding) []string {
	list := []string{}
	for _, f := range findings {
		o := f.Objects[0]
		name := o.Table
		if o.Column != "" {
			name += "." + o.Column
		}
		if o.Kind == diagram.KindRelationship {
			name = o.Label
		}
		at, ok := page.Places[o.ID]
		if !ok {
			at = page.Places[o.TableID]
		}
		list = append(list, fmt.Sprintf("%d: %s", at.Line, name))
	}
	slices.Sort(list)
	return list
}

func dialectOf(a *txtar.Archive) string {
	if rest, ok := strings.CutPrefix(string(a.Comment), "dialect: "); ok {
		name, _, _ := strings.Cut(rest, "\n")
		return name
	}
	return "postgres"
}

// writtenDialect is the dialect that the DDL of fixes is written in.
func writtenDialect(t *testing.T, name string) *ddl.Dialect {
	t.Helper()
	d, err := ddl.Find(name)
	require.NoError(t, err)
	return d
}

func section(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func setSection(a *txtar.Archive, name, text string) {
	for i := range a.Files {
		if a.Files[i].Name == name {
			a.Files[i].Data = []byte(text)
			return
		}
	}
	a.Files = append(a.Files, txtar.File{Name: name, Data: []byte(text)})
}
