package ddl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// parsedOnly are the dialects whose databases no test runs: their scripts are read back.
var parsedOnly = []string{"sqlserver", "oracle"}

// TestRereadScripts reads the scripts of all cases back.
func TestRereadScripts(t *testing.T) {
	for name, build := range cases {
		for _, dialect := range parsedOnly {
			for _, quote := range []ddl.Quoting{ddl.QuoteNeeded, ddl.QuoteAll} {
				t.Run(name+"/"+dialect+"/"+string(quote), func(t *testing.T) {
					reread(t, build(), dialect, ddl.Options{Quote: quote})
				})
			}
		}
	}
}

// TestRepeatableScripts holds the forms of scripts that may run twice.
func TestRepeatableScripts(t *testing.T) {
	for _, dialect := range parsedOnly {
		to, err := ddl.Find(dialect)
		require.NoError(t, err)
		for kind, opt := range map[string]ddl.Options{"if-not-exists": {IfNotExists: true}, "drop": {Drop: true}} {
			t.Run(dialect+"/"+kind, func(t *testing.T) {
				d := indexes()
				shop := shop()
				for _, x := range shop.SortedTables() {
					d.AddTable(x)
				}
				for _, r := range shop.SortedRelationships() {
					d.AddRelationship(r)
				}
				script := ddl.Write(d, to, opt)
				golden(t, "repeatable."+kind+"."+dialect+".sql", script.SQL)
				rest := script.SQL
				for _, s := range script.Statements {
					end := ";\n"
					if strings.HasSuffix(s.Text, "END;") {
						end = "\n/\n"
					}
					_, after, ok := strings.Cut(rest, s.Text+end)
					require.True(t, ok, s.Text)
					rest = after
				}
				if dialect == "sqlserver" {
					source := ddl.Parse([]byte(script.SQL), dialect)
					for _, w := range source.Warnings {
						require.Equal(t, "sql-not-kept", w.Code, "what stands around statements is told of, and nothing else: %s", w.Message)
					}
					require.Len(t, source.Pages[0].Diagram.Tables, 5)
					require.Len(t, source.Pages[0].Diagram.Relationships, 4)
				}
			})
		}
	}
}

func TestRereadRandomDiagrams(t *testing.T) {
	for _, dialect := range parsedOnly {
		t.Run(dialect, func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) { reread(r, cut(drawDiagram(r)), dialect, ddl.Options{}) })
		})
	}
}

// reread writes a diagram, reads the script and requires that it says what the diagram
// says, but for what the notes tell; and that the diagram that was read gives the same
// script again.
func reread(t require.TestingT, d *diagram.Diagram, dialect string, opt ddl.Options) {
	to, err := ddl.Find(dialect)
	require.NoError(t, err)
	script := ddl.Write(d, to, opt)
	source := ddl.Parse([]byte(script.SQL), dialect)
	require.Empty(t, source.Warnings, script.SQL)
	got := source.Pages[0].Diagram
	changed := map[string]bool{}
	want := saidIn(d, script, dialect, changed)
	require.Equal(t, want, saidIn(got, ddl.Script{}, dialect, changed), script.SQL)

	again := ddl.Write(got, to, opt)
	texts := func(s ddl.Script) (list []string) {
		for _, x := range s.Statements {
			list = append(list, x.Text)
		}
		return list
	}
	require.Equal(t, texts(script), texts(again), script.SQL)
}

// cut gives everything the names that the readers of all formats make of its names:
// characters that nobody sees are left out, and all spaces are single ones.
func cut(d *diagram.Diagram) *diagram.Diagram {
	plain := func(name *string) {
		*name = diagram.CutName(strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, *name))
	}
	for _, s := range d.Schemas {
		plain(&s.Name)
	}
	for _, r := range d.Relationships {
		plain(&r.Name)
	}
	for _, t := range d.Tables {
		plain(&t.Name)
		for _, c := range t.Columns {
			plain(&c.Name)
		}
		for _, k := range t.Keys {
			plain(&k.Name)
		}
		for _, x := range t.Indexes {
			plain(&x.Name)
		}
		for _, k := range t.Checks {
			plain(&k.Name)
		}
	}
	return d
}

// saidIn tells what a diagram says, as far as the notes of its script leave it: tables
// and columns by their places, because names may change.
func saidIn(d *diagram.Diagram, script ddl.Script, dialect string, changed map[string]bool) string {
	w := describer{changed: changed, d: d, dialect: dialect, notes: map[diagram.ID]string{}, place: map[diagram.ID]string{}}
	for _, n := range script.Notes {
		w.notes[n.Object] += n.Code + ": " + n.Message + "\n"
	}
	n := 0
	for _, t := range d.SortedTables() {
		if t.Kind == diagram.KindView || w.noted(t.ID, "no-columns") {
			continue
		}
		w.place[t.ID] = fmt.Sprint(n)
		w.say("table %d %s", n, w.name(t.ID, t.Name))
		for i, c := range t.Columns {
			w.place[c.ID] = fmt.Sprintf("%d.%d", n, i)
			w.column(t, c)
		}
		w.keys(t)
		n++
	}
	w.references()
	return strings.Join(w.lines, "\n")
}

// describer gathers the lines of saidIn.
type describer struct {
	d       *diagram.Diagram
	dialect string
	notes   map[diagram.ID]string // codes and messages by object
	place   map[diagram.ID]string // of columns
	lines   []string
	// changed are the places of columns whose types, and of whatever whose names, a note
	// tells of.
	changed map[string]bool
}

func (w *describer) say(format string, args ...any) {
	w.lines = append(w.lines, fmt.Sprintf(format, args...))
}

// noted tells whether the script has a note with one of these codes about an object.
func (w *describer) noted(id diagram.ID, codes ...string) bool {
	return slices.ContainsFunc(codes, func(code string) bool { return strings.Contains("\n"+w.notes[id], "\n"+code+": ") })
}

func (w *describer) name(id diagram.ID, name string) string {
	if key := "name of " + w.place[id]; w.changed[key] || w.noted(id, "name-changed", "name-taken", "name-cut", "name-missing") {
		w.changed[key] = true
		return "?"
	}
	return name
}

func (w *describer) column(t *diagram.Table, c *diagram.Column) {
	typ := diagram.ParseType(c.Type)
	notNull := false
	if o := w.d.DomainNamed(typ.Name); o != nil && typ.Name != "" {
		notNull = o.NotNull
		list := typ.Array
		typ = diagram.ParseType(o.Type)
		typ.Array = list
		if o.IsEnum() {
			typ = diagram.DataType{Values: o.Values}
		}
	}
	numbered := c.Identity != "" || strings.Contains(typ.Name, "serial") && c.Default == "" || typ.Name == "identity" ||
		strings.HasPrefix(strings.ToLower(c.Default), "nextval") && !w.noted(c.ID, "default-left-out")
	numbered = numbered && !w.noted(c.ID, "identity-left-out")
	notNull = notNull || t.NotNull(c) || numbered
	computed := strings.TrimSpace(c.Generated) != "" && !w.noted(c.ID, "generated-left-out")
	family := string(w.family(typ))
	switch {
	case w.changed[w.place[c.ID]] || w.noted(c.ID, "type-changed", "type-missing"):
		family = "changed"
		w.changed[w.place[c.ID]] = true
	case computed && c.Type == "":
		family = "" // the expression says it
	}
	if computed {
		notNull = false
	}
	w.say("%s %s numbered=%v computed=%v null=%v %s", w.place[c.ID], w.name(c.ID, c.Name), numbered, computed, !notNull, family)
}

// family is what stands in the database for the values of a type.
func (w *describer) family(t diagram.DataType) diagram.Family {
	f := t.Family()
	if w.d.Dialect == "oracle" && w.dialect != "oracle" {
		switch {
		case t.Name == "date":
			return diagram.FamilyTimestamp
		case t.Name == "number" && len(t.Args) == 1 && (t.Args[0] == "19" || t.Args[0] > "2" && len(t.Args[0]) > 1):
			return diagram.FamilyDecimal // more than 18 digits
		}
	}
	switch {
	case f == diagram.FamilyUnknown:
		return diagram.FamilyText
	case f == diagram.FamilyDecimal && (slices.Equal(t.Args, []string{"20", "0"}) || slices.Equal(t.Args, []string{"20"})): // bigint unsigned
		return diagram.FamilyInteger
	case t.Name == "rowversion":
		return diagram.FamilyBinary
	case f == diagram.FamilyJSON, f == diagram.FamilyEnum:
		return diagram.FamilyText
	case w.dialect == "oracle" && (f == diagram.FamilyBoolean || f == diagram.FamilyDecimal):
		return diagram.FamilyInteger // all are NUMBER
	case w.dialect == "oracle" && f == diagram.FamilyUUID:
		return diagram.FamilyBinary
	}
	return f
}

func (w *describer) places(ids []diagram.ID) string {
	var list []string
	for _, id := range ids {
		if !slices.Contains(list, w.place[id]) {
			list = append(list, w.place[id])
		}
	}
	return strings.Join(list, " ")
}

func (w *describer) keys(t *diagram.Table) {
	var keys []string
	primary := t.PrimaryKey()
	for _, k := range t.Keys {
		switch {
		case w.noted(k.ID, "key-left-out", "key-twice"):
		case k == primary:
			keys = append(keys, "primary "+w.places(k.Columns))
		case w.noted(k.ID, "unique-index"):
			keys = append(keys, "unique index "+w.places(k.Columns)+" where=true include=0")
		default:
			keys = append(keys, "unique "+w.places(k.Columns))
		}
	}
	for _, x := range t.Indexes {
		switch {
		case w.noted(x.ID, "index-left-out"):
			continue
		case w.noted(x.ID, "unique-key"):
			keys = append(keys, "unique "+w.places(x.ColumnIDs()))
			continue
		}
		var parts []string
		var seen []diagram.ID
		for _, p := range x.Parts {
			switch {
			case p.Column == "":
				parts = append(parts, "expression")
			case slices.Contains(seen, p.Column):
				continue
			default:
				seen = append(seen, p.Column)
				parts = append(parts, w.place[p.Column])
			}
			if p.Descending && x.Method != "columnstore" && x.Method != "reverse" {
				parts[len(parts)-1] += " desc"
			}
		}
		where := strings.TrimSpace(x.Where) != "" && !w.noted(x.ID, "index-partial") || w.noted(x.ID, "unique-index")
		include := len(x.Include)
		if w.noted(x.ID, "index-include") {
			include = 0
		}
		what := "index "
		if x.Unique {
			what = "unique index "
		}
		keys = append(keys, fmt.Sprintf("%s%s where=%v include=%d", what, strings.Join(parts, " "), where, include))
	}
	slices.Sort(keys)
	w.lines = append(w.lines, keys...)
}

func (w *describer) references() {
	var list []string
	for _, r := range w.d.SortedRelationships() {
		if _, _, ok := w.d.ForeignKey(r); !ok || w.noted(r.ID, "foreign-key-left-out") {
			continue
		}
		var pairs []string
		for _, p := range r.Pairs {
			pairs = append(pairs, w.place[p.From]+">"+w.place[p.To])
		}
		slices.Sort(pairs)
		action := func(a diagram.Action, when string) diagram.Action {
			if a == diagram.ActionNoAction || a == diagram.ActionRestrict || strings.Contains(w.notes[r.ID], "The action "+when+" ") {
				return ""
			}
			return a
		}
		list = append(list, fmt.Sprintf("reference %v delete=%s update=%s deferrable=%v", pairs, action(r.OnDelete, "ON DELETE"), action(r.OnUpdate, "ON UPDATE"),
			(r.Deferrable || r.InitiallyDeferred) && !w.noted(r.ID, "deferrable-left-out")))
	}
	slices.Sort(list)
	w.lines = append(w.lines, list...)
}
