package rule

import (
	"fmt"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// series are columns of one table and of one kind of type whose names differ in one word
// only, and that word counts: phone1, phone2; mon_open, tue_open; sales_2023, sales_2024.
type series struct {
	stem    []string // the other words
	at      int      // where the counting word stands
	kind    typeKind
	columns []*diagram.Column
	steps   []int // what it counts to, one for each column
	bare    bool  // the first column bears no number
}

// typeKind is what the types of a series have in common.
type typeKind struct {
	family diagram.Family
	array  int
}

// gatherSeries sorts the columns of a table into series, also of one. Step returns
// where in a name the counting word stands and what it counts to; at is negative for a
// name that does not count.
func gatherSeries(p *lint.Pass, t *diagram.Table, step func(words []string) (at, n int)) []*series {
	var all []*series
	for c, name := range p.Names.ColumnNames(t.ID) {
		at, n := step(name.Words)
		if at < 0 || c.Generated != "" {
			continue
		}
		typ := p.Type(c.Type)
		kind := typeKind{typ.Family(), typ.Array}
		i := slices.IndexFunc(all, func(s *series) bool { return s.kind == kind && s.fits(name.Words, at) })
		if i < 0 {
			i = len(all)
			all = append(all, &series{stem: slices.Delete(slices.Clone(name.Words), at, at+1), at: at, kind: kind})
		}
		if s := all[i]; !slices.Contains(s.steps, n) {
			s.columns = append(s.columns, c)
			s.steps = append(s.steps, n)
		}
	}
	return all
}

// fits tells whether a name is that of the series but for the word that counts.
func (s *series) fits(words []string, at int) bool {
	return s.at == at && len(words) == len(s.stem)+1 && slices.Equal(words[:at], s.stem[:at]) && slices.Equal(words[at+1:], s.stem[at:])
}

// withFirst puts the column that bears the stem alone in front of a series that counts
// from 2: phone, phone2, phone3.
func (s *series) withFirst(p *lint.Pass, t *diagram.Table) {
	if slices.Min(s.steps) != 2 {
		return
	}
	for c, name := range p.Names.ColumnNames(t.ID) {
		if slices.Equal(name.Words, s.stem) && p.Type(c.Type).Family() == s.kind.family && c.Generated == "" {
			s.columns, s.steps = slices.Insert(s.columns, 0, c), slices.Insert(s.steps, 0, 1)
			s.bare = true
			return
		}
	}
}

// record are series that count alike and so are columns of the same rows.
type record []*series

// records joins series that count to the same steps. Together says whether that is
// enough; else their columns must also alternate: phone1, kind1, phone2, kind2.
func records(t *diagram.Table, all []*series, together bool) []record {
	var list []record
	place := map[*diagram.Column]int{}
	for i, c := range t.Columns {
		place[c] = i
	}
next:
	for _, s := range all {
		for i, r := range list {
			if slices.Equal(r[0].steps, s.steps) && (together || alternate(append(slices.Clone(r), s), place)) {
				list[i] = append(r, s)
				continue next
			}
		}
		list = append(list, record{s})
	}
	return list
}

// alternate tells whether all columns of one step stand before all of the next.
func alternate(r record, place map[*diagram.Column]int) bool {
	last := -1
	for i := range r[0].steps {
		highest := last
		for _, s := range r {
			if place[s.columns[i]] < last {
				return false
			}
			highest = max(highest, place[s.columns[i]])
		}
		last = highest
	}
	return true
}

// columns returns all columns of the record, step by step.
func (r record) columns() []*diagram.Column {
	var list []*diagram.Column
	for i := range r[0].steps {
		for _, s := range r {
			list = append(list, s.columns[i])
		}
	}
	return list
}

// commonWords are the words that all stems of a record share, or those of its first.
func (r record) commonWords() []string {
	common := slices.Clone(r[0].stem)
	for _, s := range r[1:] {
		common = slices.DeleteFunc(common, func(w string) bool { return !slices.Contains(s.stem, w) })
	}
	if len(common) == 0 {
		common = r[0].stem
	}
	if n := len(common); n > 1 && common[n-1] == "id" {
		common = common[:n-1] // the rows stand for the things, not for their numbers
	}
	return common
}

// what names the record in a message: phone, or phone and kind.
func (r record) what(p *lint.Pass) string {
	var list []string
	for _, s := range r {
		if len(s.stem) > 0 {
			list = append(list, p.Names.ColumnStyle().Join(s.stem...))
		}
	}
	return listed(list)
}

// toRows is the fix that turns a record into rows of a child table. The index column
// tells the rows of one parent apart; part are the words that name the table after its
// parent.
func (r record) toRows(p *lint.Pass, t *diagram.Table, part []string, index *diagram.Column) lint.Fix {
	name := partName(p, t, part)
	return lint.Fix{
		Title: "Move to a child table " + freeName(name, p.HasTable), Safe: false,
		Ops: func() []op.Op {
			out := rows{name: name, index: index}
			for _, s := range r {
				value := *s.columns[0]
				value.ID = diagram.DerivedID("fix", "child value", string(value.ID))
				value.Name, value.Default, value.Check, value.Comment = valueName(p, s), "", "", ""
				out.values = append(out.values, rowValue{&value, s.columns})
			}
			return childRows(p, t, out)
		},
	}
}

// valueName is the name of the column that takes the values of a series.
func valueName(p *lint.Pass, s *series) string {
	if len(s.stem) == 0 {
		return p.Names.ColumnStyle().Join("value")
	}
	return p.Names.ColumnStyle().Join(s.stem...)
}

// stepColumn is a column that says which step a row stands for.
func stepColumn(p *lint.Pass, r record, word string) *diagram.Column {
	return &diagram.Column{
		ID:   diagram.DerivedID("fix", "child step", string(r[0].columns[0].ID)),
		Name: p.Names.ColumnStyle().Join(word), Type: "int",
	}
}

// readable are words of tables that are made for people to read.
var readable = vocab(`report pivot summary stat statistics stats view forecast dashboard reporte resumen relatorio resumo rapport
	bericht auswertung rapporto riepilogo laporan rekap ringkasan`)

// reportPerStep reports columns that stand for the steps of a unit, one each: for months,
// years.
func reportPerStep(p *lint.Pass, t *diagram.Table, r record, unit string) {
	columns := r.columns()
	what := r.what(p)
	if what == "" {
		what = "values"
	}
	f := lint.Finding{
		Objects:  p.ColumnObjects(t, columns...),
		Message:  fmt.Sprintf("%s holds %s in one column per %s: %s.", p.TableName(t), what, unit, listed(names(columns))),
		Evidence: []string{fmt.Sprintf("The names of %d columns differ in the %s only", len(columns), unit)},
		Tier:     lint.Certain, Confidence: .95,
	}
	if w := readable.first(p.Names.Words(t.Name)); w != "" {
		f.Tier, f.Confidence = lint.Hint, .4
		f.Evidence = append(f.Evidence, fmt.Sprintf("The word %q says that the table may be made to be read", w))
	}
	part := r.commonWords()
	if len(part) == 0 || len(r) > 1 && !slices.Contains(r[1].stem, part[0]) {
		part = []string{unit}
	}
	f.Fixes = movable(p, t, r.columns(), r.toRows(p, t, part, stepColumn(p, r, unit)))
	p.Report(f)
}
