package ddl_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
)

var updateRead = flag.Bool("update-read", false, "rewrite what testdata/ddl/read expects")

const wantMark = "-- want --\n"

// TestParse reads the scripts of testdata/ddl/read. A file holds a script, a line
// "-- want --" and what is made of it in the words of describe.
func TestParse(t *testing.T) {
	files, err := filepath.Glob("../../testdata/ddl/read/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			script, want, ok := strings.Cut(string(data), wantMark)
			require.True(t, ok, "the file has no line %q", wantMark)
			got := describe(ddl.Parse([]byte(script), ""))
			if *updateRead {
				require.NoError(t, os.WriteFile(file, []byte(script+wantMark+got), 0o644))
				return
			}
			require.Equal(t, want, got)
		})
	}
}

// describe writes down a page so that a person can compare it with the script.
func describe(s *diagram.Source) string {
	p := s.Pages[0]
	d := p.Diagram
	var b strings.Builder
	line := func(indent string, words ...string) {
		var kept []string
		for _, w := range words {
			if w != "" {
				kept = append(kept, w)
			}
		}
		b.WriteString(indent + strings.Join(kept, " ") + "\n")
	}
	line("", "dialect", d.Dialect)
	for _, s := range d.SortedSchemas() {
		line("", "schema", s.Name, place(p, s.ID), said("comment", s.Comment))
	}
	for _, o := range d.SortedDomains() {
		line("", "domain", schemaName(d, o.Schema)+o.Name, o.Type, listed("values", o.Values), flagged(o.NotNull, "not null"),
			said("default", o.Default), said("check", o.Check), said("comment", o.Comment), place(p, o.ID))
	}
	for _, t := range d.SortedTables() {
		line("", "table", schemaName(d, t.Schema)+t.Name, string(t.Kind), said("as", t.Definition), said("comment", t.Comment), place(p, t.ID))
		for _, c := range t.Columns {
			line("  ", c.Name, said("type", c.Type), flagged(c.NotNull, "not null"), said("default", c.Default), said("identity", string(c.Identity)),
				said("generated", c.Generated), flagged(c.Stored, "stored"), said("check", c.Check), said("collation", c.Collation), said("comment", c.Comment), place(p, c.ID))
		}
		for _, k := range t.Keys {
			word := "unique"
			if k.Primary {
				word = "primary key"
			}
			line("  ", word, k.Name, "("+strings.Join(t.Names(k.Columns), ", ")+")", place(p, k.ID))
		}
		for _, x := range t.Indexes {
			var parts []string
			for _, part := range x.Parts {
				text := part.Expression
				if part.Column != "" {
					text = t.Column(part.Column).Name
				}
				if part.Length > 0 {
					text += fmt.Sprintf("[%d]", part.Length)
				}
				parts = append(parts, strings.Join(strings.Fields(strings.Join([]string{text, part.Class, flagged(part.Descending, "desc"), part.Nulls}, " ")), " "))
			}
			line("  ", flagged(x.Unique, "unique"), "index", x.Name, x.Method, "("+strings.Join(parts, " | ")+")",
				listed("include", t.Names(x.Include)), said("where", x.Where), place(p, x.ID))
		}
		for _, k := range t.Checks {
			line("  ", "check", k.Name, k.Expression, place(p, k.ID))
		}
		for _, f := range t.Dependencies {
			line("  ", "dependency", strings.Join(t.Names(f.Determinant), ", "), "->", strings.Join(t.Names(f.Dependent), ", "), said("comment", f.Comment))
		}
	}
	for _, r := range d.SortedRelationships() {
		child, parent, ok := d.ForeignKey(r)
		line("", "reference", r.Name, child.Name, strings.Join(child.Names(r.FromColumns()), ","), string(r.Ends[0].Card), "->",
			parent.Name, strings.Join(parent.Names(r.ToColumns()), ","), string(r.Ends[1].Card), flagged(!ok, "broken"), flagged(r.Identifying, "identifying"),
			said("delete", string(r.OnDelete)), said("update", string(r.OnUpdate)), flagged(r.Deferrable, "deferrable"), flagged(r.InitiallyDeferred, "deferred"), place(p, r.ID))
	}
	for _, i := range d.SortedIgnores() {
		line("", "ignore", i.Rule, "at", place(p, i.Object), said("until", i.Until), said("because", i.Reason))
	}
	for _, w := range s.Warnings {
		line("", "warning", w.Code, w.Where, w.Message)
	}
	return b.String()
}

func place(p *diagram.Page, id diagram.ID) string {
	at, ok := p.Places[id]
	if !ok {
		return "@nowhere"
	}
	return fmt.Sprintf("@%d:%d", at.Line, at.Column)
}

func said(word, text string) string {
	if text == "" {
		return ""
	}
	return fmt.Sprintf("%s=%q", word, text)
}

func listed(word string, texts []string) string {
	if len(texts) == 0 {
		return ""
	}
	return fmt.Sprintf("%s=%q", word, texts)
}

func flagged(is bool, word string) string {
	if is {
		return word
	}
	return ""
}

func schemaName(d *diagram.Diagram, id diagram.ID) string {
	if s := d.Schemas[id]; s != nil {
		return s.Name + "."
	}
	return ""
}
