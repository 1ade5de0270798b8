package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "N403", Name: "clone-tables", Severity: lint.Warning, Since: "0.1",
	What: "Several tables have the same columns, and their names differ in a year, a number or a word such as old.",
	Why: "What tells the tables apart is data that became a name: a question over all of them needs a union that has to be " +
		"changed with every new table, keys are unique in each table only, and foreign keys can't refer to the whole.",
	How: "Keep one table and make the year or number a column of it; when it grows too large, let the database partition it. " +
		"Drop a copy that was only left behind. Partitions and designed archives may stay.",
	Bad: `CREATE TABLE sales_2023 (id int PRIMARY KEY, amount numeric(12,2), sold_on date);
CREATE TABLE sales_2024 (id int PRIMARY KEY, amount numeric(12,2), sold_on date);`,
	Good:    `CREATE TABLE sales (id int PRIMARY KEY, year int NOT NULL, amount numeric(12,2), sold_on date);`,
	Diagram: cloneTables, Watches: lint.Tables,
})

// leftovers are last words of tables that were kept when another took their place.
var leftovers = vocab(`old bak backup bkp tmp temp copy orig original prev previous deprecated obsolete legacy new test`,
	`viejo antiguo antigua anterior copia respaldo nuevo prueba`, `antigo antiga novo backup teste`, `ancien ancienne vieux copie sauvegarde nouveau`,
	`alt alte kopie sicherung neu`, `vecchio vecchia nuovo prova`, `lama salinan cadangan baru`)

// partitions are words in names of tables that a database or a job made as parts of one.
var partitions = vocab(`partition part prt p shard archive archived archivo historico arquivo archiv archivio arsip`)

const (
	alike       = .8 // how large a part of the columns two clones share
	fewestAlike = 3  // how many columns they have at least: fewer are alike by chance
)

// clone is a table with the name that it shares with its clones.
type clone struct {
	table *diagram.Table
	word  string // what tells it apart: 2024, old
}

func cloneTables(p *lint.Pass) {
	type key struct {
		schema diagram.ID
		stem   string
	}
	groups := map[key][]clone{}
	var order []key
	for _, t := range p.Tables {
		if p.Stop() {
			return
		}
		stem, word := cloneName(t.Name)
		if stem == "" {
			continue
		}
		k := key{t.Schema, stem}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], clone{t, word})
	}
	for _, k := range order {
		group := groups[k]
		if len(group) > 1 || leftovers[group[0].word] {
			for _, c := range group {
				p.TableAt(c.table.ID) // its columns matter
			}
			reportClones(p, group, tableOfStem(p, k.schema, k.stem))
		}
	}
}

// tableOfStem returns the table of a schema that bears this name, in any case, or nil.
func tableOfStem(p *lint.Pass, schema diagram.ID, stem string) *diagram.Table {
	if !p.HasTable(stem) {
		return nil
	}
	for _, t := range p.Tables {
		if t.Schema == schema && strings.EqualFold(t.Name, stem) {
			return p.TableAt(t.ID)
		}
	}
	return nil
}

// cloneName takes numbers, a month or a left-over word off a table's name, in lower case.
// The stem is empty for names that hold none.
func cloneName(name string) (stem, word string) {
	from := -1
	for i := range len(name) {
		switch c := name[i]; {
		case c >= '0' && c <= '9':
			return numberedName(strings.ToLower(name))
		case c == '_' || c == '-' || c == ' ' || c == '.':
			from = i
		}
	}
	if from > 0 {
		last := strings.ToLower(name[from+1:])
		if leftovers[last] || calendarWords[last] {
			return strings.ToLower(name[:from]), last
		}
		first, rest, _ := strings.Cut(strings.ToLower(name), name[from:from+1])
		if leftovers[first] {
			return strings.TrimPrefix(rest, "of"+name[from:from+1]), first
		}
		return "", ""
	}
	// OrdersOld, without separator: Old begins with a capital letter.
	from = strings.LastIndexFunc(name, func(r rune) bool { return r >= 'A' && r <= 'Z' })
	if from < 1 || name[from-1] < 'a' || name[from-1] > 'z' {
		return "", ""
	}
	if last := strings.ToLower(name[from:]); leftovers[last] {
		return strings.ToLower(name[:from]), last
	}
	return "", ""
}

// numberedName takes all numbers off a name that does not begin with one, with the
// separators in front of them.
func numberedName(lower string) (stem, word string) {
	if lower[0] >= '0' && lower[0] <= '9' {
		return "", ""
	}
	var out, number strings.Builder
	for i := 0; i < len(lower); i++ {
		if lower[i] < '0' || lower[i] > '9' {
			out.WriteByte(lower[i])
			continue
		}
		kept := strings.TrimRight(out.String(), "_- .")
		out.Reset()
		out.WriteString(kept)
		if number.Len() > 0 {
			number.WriteByte('-')
		}
		for ; i < len(lower) && lower[i] >= '0' && lower[i] <= '9'; i++ {
			number.WriteByte(lower[i])
		}
		i--
	}
	return out.String(), number.String()
}

func reportClones(p *lint.Pass, group []clone, whole *diagram.Table) {
	if leftovers[group[0].word] && whole != nil {
		for _, c := range group {
			if share(c.table, whole) >= alike {
				reportLeftover(p, c, whole)
			}
		}
		return
	}
	if len(group) < 2 || partitions.hasAny(naming.Words(group[0].table.Name)) {
		return
	}
	first := group[0].table
	clones := group[:1:1]
	for _, c := range group[1:] {
		if share(c.table, first) >= alike {
			clones = append(clones, c)
		}
	}
	// One month is hardly a word of its own: march, may.
	isMonth := calendarWords[clones[0].word]
	if len(clones) < 2 || leftovers[clones[0].word] || isMonth && len(clones) < 3 {
		return
	}
	f := lint.Finding{Tier: lint.Likely, Confidence: .9}
	var words, tables []string
	for _, c := range clones {
		f.Objects = append(f.Objects, p.TableObject(c.table))
		words = append(words, c.word)
		tables = append(tables, p.TableName(c.table))
	}
	f.Message = fmt.Sprintf("%s have the same columns, and their names differ in a number or date only.", listed(tables))
	f.Evidence = []string{
		fmt.Sprintf("The names differ in %s", listed(words)),
		fmt.Sprintf("At least %d %% of their columns have the same names", int(alike*100)),
	}
	if whole != nil && share(whole, first) >= alike {
		f.Tier, f.Confidence = lint.Hint, .4
		f.Evidence = append(f.Evidence, fmt.Sprintf("%s has the same columns, so they may be partitions of it", p.TableName(whole)))
	}
	if fix, ok := mergeClones(p, clones); ok && whole == nil {
		f.Fixes = []lint.Fix{fix}
	}
	p.Report(f)
}

func reportLeftover(p *lint.Pass, c clone, whole *diagram.Table) {
	f := lint.Finding{
		Objects: []lint.Object{p.TableObject(c.table), p.TableObject(whole)},
		Message: fmt.Sprintf("%s seems to be a copy of %s that was left behind.", p.TableName(c.table), p.TableName(whole)),
		Evidence: []string{
			fmt.Sprintf("The names differ in the word %q only", c.word),
			fmt.Sprintf("At least %d %% of their columns have the same names", int(alike*100)),
		},
		Tier: lint.Likely, Confidence: .9,
	}
	if len(p.ForeignKeysTo(c.table.ID)) == 0 {
		f.Fixes = []lint.Fix{{
			Title: "Drop " + p.TableName(c.table), Safe: false,
			Ops: func() []op.Op { return dropTable(p, c.table) },
		}}
	}
	p.Report(f)
}

// share is which part of the columns of two tables have the same names.
func share(a, b *diagram.Table) float64 {
	if len(a.Columns) < fewestAlike || len(b.Columns) < fewestAlike {
		return 0
	}
	both := 0
	if len(a.Columns)*len(b.Columns) <= 400 {
		for _, x := range a.Columns {
			if hasColumn(b.Columns, x.Name) {
				both++
			}
		}
	} else {
		names := make(map[string]bool, len(a.Columns))
		for _, c := range a.Columns {
			names[strings.ToLower(c.Name)] = true
		}
		for _, c := range b.Columns {
			if names[strings.ToLower(c.Name)] {
				both++
			}
		}
	}
	return float64(both) / float64(len(a.Columns)+len(b.Columns)-both)
}

// mergeClones is the fix that keeps the first of the clones under their common name, with
// a column for what told them apart in its primary key; ok is false when something refers
// to one of them.
func mergeClones(p *lint.Pass, clones []clone) (fix lint.Fix, ok bool) {
	for _, c := range clones {
		if len(p.ForeignKeysTo(c.table.ID)) > 0 {
			return fix, false
		}
	}
	kept := clones[0].table
	if yearOf(clones[0].word) == 0 && strings.Trim(clones[0].word, "0123456789") != "" {
		return fix, false // a month, or several numbers
	}
	stem, word := cloneStem(p, kept)
	name := freeName(stem, p.HasTable)
	column := "number"
	if yearOf(word) > 0 {
		column = "year"
	}
	return lint.Fix{
		Title: "Merge into one table " + name, Safe: false,
		Ops: func() []op.Op {
			c := &diagram.Column{
				ID: diagram.DerivedID("fix", "clone number", string(kept.ID)), Type: "int", NotNull: true,
				Name:  freeName(p.Names.ColumnStyle().Join(column), func(n string) bool { return hasColumn(kept.Columns, n) }),
				Order: afterLast(kept.Columns, func(c *diagram.Column) string { return c.Order }),
			}
			ops := []op.Op{op.SetTo(kept.ID, "name", name), op.PutOf(kept.ID, c)}
			for _, k := range kept.Keys {
				ops = append(ops, op.SetTo(k.ID, "columns", append(append([]diagram.ID{}, k.Columns...), c.ID)))
			}
			for _, other := range clones[1:] {
				ops = append(ops, dropTable(p, other.table)...)
			}
			return ops
		},
	}, true
}

// cloneStem returns the name of a numbered table without its number, as written.
func cloneStem(p *lint.Pass, t *diagram.Table) (stem, word string) {
	words := naming.Words(t.Name)
	for i, w := range words {
		if w[0] >= '0' && w[0] <= '9' {
			word = w
			words = append(words[:i:i], words[i+1:]...)
			break
		}
	}
	style, ok := naming.StyleOf(t.Name)
	if !ok {
		style = p.Names.TableStyle()
	}
	return style.Join(words...), word
}

// dropTable deletes a table and the relationships that end at it.
func dropTable(p *lint.Pass, t *diagram.Table) []op.Op {
	var ops []op.Op
	for _, r := range p.Relationships {
		if r.Touches(t.ID) {
			ops = append(ops, op.DeleteOf(r.ID))
		}
	}
	return append(ops, op.DeleteOf(t.ID))
}
