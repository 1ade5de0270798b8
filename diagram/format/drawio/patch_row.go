package drawio

import (
	"regexp"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// rowState is what the drawing can say of a column.
type rowState struct {
	name, typ, def                                string
	notNull, unique, primary, foreign, isIdentity bool
}

func stateOf(t *diagram.Table, c *diagram.Column, foreign map[diagram.ID]bool) rowState {
	s := rowState{name: shown(c.Name), typ: shownType(c.Type), def: shown(c.Default), notNull: c.NotNull,
		primary: t.InPrimaryKey(c.ID), foreign: foreign[c.ID], isIdentity: c.Identity != diagram.IdentityNone}
	s.unique = !s.primary && uniqueKey(t, c.ID) != nil
	return s
}

// foreignColumns are the columns that foreign keys of a diagram refer by.
func foreignColumns(d *diagram.Diagram) map[diagram.ID]bool {
	columns := map[diagram.ID]bool{}
	for _, r := range d.Relationships {
		if _, _, ok := d.ForeignKey(r); ok {
			for _, id := range r.FromColumns() {
				columns[id] = true
			}
		}
	}
	return columns
}

// changeColumn changes the words of a row that say what changed.
func (p *patch) changeColumn(e *entity, old, now *diagram.Table, was, c *diagram.Column) {
	col := p.columns[c.ID]
	if col == nil {
		return
	}
	before, after := stateOf(old, was, p.referred), stateOf(now, c, p.refers)
	if before == after {
		return
	}
	if col.typeCell != nil && before.typ != after.typ {
		if at := p.textOf(col.typeCell); strings.Contains(shownType(joined(at)), before.typ) {
			p.replaceAll(at, strings.Replace(shownType(joined(at)), before.typ, after.typ, 1))
			before.typ = after.typ
		}
	}
	p.changeMarks(e, col, &before, &after)
	at := p.textOf(col.textCell())
	text := p.text(at)
	lines := text.Lines()
	n := 0
	whole := len(p.sharing(e, col.textCell())) == 1 && (len(lines) <= 1 || col.nameCell != nil && col.cell != e.cell)
	line := ""
	if whole {
		line = joinLines(lines)
	} else if n = p.lineOf(e, col); n >= 0 {
		line = lines[n].Text
	}
	if n < 0 || before == after {
		return
	}
	plain := *c
	if col.typeCell != nil {
		plain.Type = ""
	}
	line = p.reword(line, p.sheet.rowText(now, &plain), before, after, col)
	col.name = after.name // so that lines below are still found
	if whole {
		p.replaceAll(at, line)
	} else {
		p.setText(at, text.Replace(n, line))
	}
}

func joinLines(lines []mxgraph.Line) string {
	texts := make([]string, len(lines))
	for i, l := range lines {
		texts[i] = l.Text
	}
	return strings.Join(texts, " ")
}

// changeMarks puts keys where the drawing has them: into the key cell, or under the text.
// What it has dealt with is made equal in before and after.
func (p *patch) changeMarks(e *entity, col *column, before, after *rowState) {
	if col.keyCell != nil && col.keyCell != col.textCell() && col.cell != e.cell {
		at := p.textOf(col.keyCell)
		text := joined(at)
		if mark, ok := readKeyMark(text); ok {
			if before.primary != after.primary && (after.primary || mark.primary) {
				text = markWith(text, "PK", after.primary)
				before.primary = after.primary
			}
			if before.foreign != after.foreign && (after.foreign || mark.foreign) {
				text = markWith(text, "FK", after.foreign)
			}
			if mark.unique && !after.unique {
				text = markWith(text, "U", false)
				before.unique = after.unique
			}
			if mark.notNull && !after.notNull {
				text = markWith(text, "NN", false)
				before.notNull = after.notNull
			}
			if text != joined(at) {
				p.replaceAll(at, text)
			}
		}
	}
	before.foreign = after.foreign // texts keep their marks
	if before.primary == after.primary {
		return
	}
	underline, _ := emphasis(col.textCell())
	isOval := col.cell != e.cell && col.keyCell == nil && p.r.isAttribute(col.cell)
	if isOval || underline && !after.primary && len(p.sharing(e, col.textCell())) == 1 {
		at := p.textOf(col.textCell())
		style := at.Core().SelectAttrValue("style", "")
		p.setStyle(at, "fontStyle", mxgraph.ReadStyle(withFont(style, after.primary)).Get("fontStyle"))
		text := p.text(at)
		if text.Value = underlines.ReplaceAllString(text.Value, ""); !after.primary {
			p.setText(at, text)
		}
		before.primary = after.primary
	}
}

var underlines = regexp.MustCompile(`(?i)</?u\b[^>]*>`)

// markWith adds a mark to the text of a key cell or takes it out.
func markWith(text, mark string, on bool) string {
	var kept []string
	for _, part := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(",/|&+; \n\t", c) }) {
		m, _ := readKeyMark(part)
		is := mark == "PK" && m.primary || mark == "FK" && m.foreign || mark == "U" && m.unique || mark == "NN" && m.notNull
		if !is {
			kept = append(kept, part)
		}
	}
	if on && mark == "PK" {
		kept = slices.Insert(kept, 0, mark)
	} else if on {
		kept = append(kept, mark)
	}
	return strings.Join(kept, ",")
}

// reword changes the words of a row's text that say what changed, or, when that does not
// read as it should, writes the row plainly with the marks that it had.
func (p *patch) reword(line, plain string, before, after rowState, col *column) string {
	if p.first == nil {
		text := line
		if before.name != after.name {
			text = strings.Replace(text, before.name, after.name, 1)
		}
		text = retype(text, before, after)
		for _, w := range []struct {
			form      *regexp.Regexp
			word      string
			was, is   bool
			instead   *regexp.Regexp // words that it takes the place of
			isAtFront bool
		}{
			{notNullForm, "NOT NULL", before.notNull, after.notNull, nullForm, false},
			{uniqueForm, "UNIQUE", before.unique, after.unique, nil, false},
			{identityForm, identityWord(p.d.Dialect), before.isIdentity, after.isIdentity, nil, false},
			{primaryForm, "PK ", before.primary, after.primary, nil, true},
		} {
			switch {
			case w.was == w.is:
			case !w.is:
				text = tidy(w.form.ReplaceAllString(text, ""))
			case w.instead != nil && w.instead.MatchString(text):
				text = w.instead.ReplaceAllString(text, w.word)
			case w.isAtFront:
				text = w.word + text
			default:
				text += " " + w.word
			}
		}
		if before.def != after.def {
			if text = defaultForm.ReplaceAllString(text, ""); after.def != "" {
				text += " DEFAULT " + after.def
			}
		}
		if p.says(text, after, col) {
			return text
		}
	}
	text := plain
	if mark := readRow(line, p.r.ambiguous).mark; mark.foreign && !strings.HasPrefix(text, `"`) {
		text = "FK" + mark.number + " " + text
	}
	if before.primary != after.primary && after.primary || col.keyCell == nil && after.primary && readRow(line, p.r.ambiguous).mark.primary {
		text = "PK " + text
	}
	if b := bullet.FindString(line); b != "" && p.means(b+text, text) {
		text = b + text
	}
	return text
}

// says tells whether a row's text is read as a column should be.
func (p *patch) says(text string, want rowState, col *column) bool {
	got := readRow(text, p.r.ambiguous)
	c := got.column()
	typed := col.typeCell != nil || shownType(c.typ) == want.typ
	textMarked := col.keyCell == nil && !col.underlined
	return !got.isMethod && !got.isConstraint && len(got.composite) == 0 && c.name == want.name && typed &&
		(!textMarked || !want.primary || c.mark.primary || !p.r.isAttribute(col.cell)) &&
		c.comment == col.comment && (c.def == want.def || c.def == "") && c.notNull == want.notNull && c.mark.unique == (want.unique || col.mark.unique && c.mark.unique) && c.identity == want.isIdentity
}

var (
	notNullForm  = regexp.MustCompile(`(?i)[\s,]*\b(?:NOT[ _]?NULL|NN|required|mandatory)\b`)
	nullForm     = regexp.MustCompile(`(?i)\b(?:NULLABLE|NULL|optional)\b`)
	uniqueForm   = regexp.MustCompile(`(?i)[\s,]*\b(?:UNIQUE|UQ|UK)\b`)
	identityForm = regexp.MustCompile(`(?i)[\s,]*\b(?:AUTO[-_ ]?INCREMENT|IDENTITY(?:\([^)]*\))?|AI)(?:\b|$)`)
	primaryForm  = regexp.MustCompile(`(?i)\bPK\b[\s:.,]*|[\s,]*\bPRIMARY[_ ]?KEY\b`)
	defaultForm  = regexp.MustCompile(`(?i)\s*(?:\bDEFAULT|=)\s*(?:\([^()]*\)|'[^']*'|[^\s,]+)`)
	emptyParens  = regexp.MustCompile(`\s*\(\s*,?\s*\)`)
	firstComma   = regexp.MustCompile(`\(\s*,\s*`)
	lastComma    = regexp.MustCompile(`\s*,\s*\)`)
)

// tidy removes what is left of brackets after a word was taken out of them.
func tidy(text string) string {
	text = emptyParens.ReplaceAllString(text, "")
	text = lastComma.ReplaceAllString(firstComma.ReplaceAllString(text, "("), ")")
	return strings.TrimSpace(text)
}

// retype changes the type in a row's text.
func retype(text string, before, after rowState) string {
	if before.typ == after.typ {
		return text
	}
	from := 0
	if i := strings.Index(text, after.name); i >= 0 {
		from = i + len(after.name)
	}
	head, tail := text[:from], text[from:]
	if before.typ == "" {
		return head + " " + after.typ + tail
	}
	i := strings.Index(tail, before.typ)
	if i < 0 { // the type stands first, or with spaces in it
		if i = strings.Index(head, before.typ); i >= 0 {
			return head[:i] + after.typ + head[i+len(before.typ):] + tail
		}
		return text
	}
	rest := tail[i+len(before.typ):]
	if after.typ == "" {
		return head + strings.TrimRight(tail[:i], " \t:") + rest
	}
	return head + tail[:i] + after.typ + rest
}
