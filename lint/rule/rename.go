package rule

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// renaming gives one column of a table another name.
type renaming struct {
	column *diagram.Column
	to     string
}

// renameTable builds the operations that rename a table; views that name it follow.
func renameTable(p *lint.Pass, t *diagram.Table, to string) []op.Op {
	ops := []op.Op{op.SetTo(t.ID, "name", to)}
	for _, v := range p.Diagram.SortedTables() {
		if v.Definition != "" {
			ops = appendChanged(ops, v.ID, "definition", v.Definition, ddl.Renamed(v.Definition, p.Diagram.Dialect, t.Name, to))
		}
	}
	return ops
}

// renameColumns builds the operations that rename columns of one table; its checks,
// computed columns and indexes follow, and so do views that name the table, where no
// other table has a column of the same name.
func renameColumns(p *lint.Pass, t *diagram.Table, list []renaming) []op.Op {
	var ops []op.Op
	for _, r := range list {
		ops = append(ops, op.SetTo(r.column.ID, "name", r.to))
	}
	follow := func(text string) string {
		if text == "" {
			return text
		}
		for _, r := range list {
			text = ddl.Renamed(text, p.Diagram.Dialect, r.column.Name, r.to)
		}
		return text
	}
	for _, c := range t.Columns {
		ops = appendChanged(ops, c.ID, "check", c.Check, follow(c.Check))
		ops = appendChanged(ops, c.ID, "generated", c.Generated, follow(c.Generated))
	}
	for _, c := range t.Checks {
		ops = appendChanged(ops, c.ID, "expression", c.Expression, follow(c.Expression))
	}
	for _, x := range t.Indexes {
		ops = appendChanged(ops, x.ID, "where", x.Where, follow(x.Where))
		parts, changed := slices.Clone(x.Parts), false
		for i, part := range parts {
			parts[i].Expression = follow(part.Expression)
			changed = changed || parts[i].Expression != part.Expression
		}
		if changed {
			ops = append(ops, op.SetTo(x.ID, "parts", parts))
		}
	}
	for _, v := range p.Diagram.SortedTables() {
		if v.Definition == "" || ddl.Renamed(v.Definition, p.Diagram.Dialect, t.Name, t.Name+"_") == v.Definition {
			continue
		}
		text := v.Definition
		for _, r := range list {
			if p.ColumnsNamed(r.column.Name) == 1 {
				text = ddl.Renamed(text, p.Diagram.Dialect, r.column.Name, r.to)
			}
		}
		ops = appendChanged(ops, v.ID, "definition", v.Definition, text)
	}
	return ops
}

func appendChanged(ops []op.Op, id diagram.ID, property, before, after string) []op.Op {
	if before == after {
		return ops
	}
	return append(ops, op.SetTo(id, property, after))
}

// fixTable is the fix that renames a table, or none when the name is taken, reserved or
// no better.
func fixTable(p *lint.Pass, t *diagram.Table, to string, safe bool) []lint.Fix {
	if to == "" || to == t.Name || !strings.EqualFold(to, t.Name) && p.HasTable(to) || strings.EqualFold(to, t.Name) && len(p.Namesakes(t)) > 1 ||
		len([]rune(to)) > diagram.MaxName || ddl.NameRulesOf(p.Diagram.Dialect).IsReserved(to) {
		return nil
	}
	return []lint.Fix{{
		Title: fmt.Sprintf("Rename %s to %s", p.TableName(t), to), Safe: safe,
		Ops: func() []op.Op { return renameTable(p, t, to) },
	}}
}

// fixColumn is the fix that renames one column, or none when the name is taken or
// reserved.
func fixColumn(p *lint.Pass, t *diagram.Table, c *diagram.Column, to string, safe bool) []lint.Fix {
	return fixColumns(p, t, []renaming{{c, to}}, "", safe)
}

// fixColumns is the fix that renames columns at once, without those whose new name is
// taken, reserved or no better; none when no column is left. what says in words what is done to
// more columns than two.
func fixColumns(p *lint.Pass, t *diagram.Table, list []renaming, what string, safe bool) []lint.Fix {
	var kept []renaming
	rules := ddl.NameRulesOf(p.Diagram.Dialect)
	for _, r := range list {
		if isFreeIn(t, r) && !rules.IsReserved(r.to) && !slices.ContainsFunc(kept, func(k renaming) bool { return strings.EqualFold(k.to, r.to) }) {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	title := fmt.Sprintf("Rename %s to %s", columnPath(p, t, kept[0].column), kept[0].to)
	switch {
	case len(kept) == 2:
		title += fmt.Sprintf(" and %s to %s", kept[1].column.Name, kept[1].to)
	case len(kept) > 2:
		title = fmt.Sprintf("Rename %d columns of %s %s: %s to %s …", len(kept), p.TableName(t), what, kept[0].column.Name, kept[0].to)
	}
	return []lint.Fix{{Title: title, Safe: safe, Ops: func() []op.Op { return renameColumns(p, t, kept) }}}
}

// isFreeIn tells whether a column may get its new name.
func isFreeIn(t *diagram.Table, r renaming) bool {
	if r.to == "" || r.to == r.column.Name || len([]rune(r.to)) > diagram.MaxName {
		return false
	}
	for _, c := range t.Columns {
		if c != r.column && strings.EqualFold(c.Name, r.to) {
			return false
		}
	}
	return true
}

// parts takes a name apart where its writing says so: at signs and at capitals. Unlike
// the words that names are compared by, digits stay with what they follow, and letters
// keep their accents.
func parts(name string) []string {
	var list []string
	var word []rune
	flush := func() {
		if len(word) > 0 {
			list = append(list, string(word))
			word = nil
		}
	}
	runes := []rune(name)
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			continue
		case i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || unicode.IsDigit(runes[i-1])),
			i > 0 && unicode.IsUpper(r) && unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1]) && !isPluralS(runes, i+1):
			flush()
		}
		word = append(word, unicode.ToLower(r))
	}
	flush()
	return list
}

// isPluralS tells whether runes[i] is the s of an abbreviation's plural: userIDs.
func isPluralS(runes []rune, i int) bool {
	return runes[i] == 's' && (i+1 == len(runes) || !unicode.IsLower(runes[i+1]))
}

// restyled writes a name in another case.
func restyled(name string, to lint.NameCase) string { return to.Join(parts(name)...) }

// tableCase and columnCase are the cases in which new names are to be written: the habit
// of the diagram, or snake case.
func tableCase(p *lint.Pass) lint.NameCase  { return p.TableCase().Value }
func columnCase(p *lint.Pass) lint.NameCase { return p.ColumnCase().Value }
