package drawio

import (
	"regexp"
	"strings"

	"crowsfoot/diagram"
)

// rowText is one line of a table taken apart:
//
//	[visibility] [PK|FK[n] [:]] name [":" type | type] modifiers* ["(" PK|FK ")"]
type rowText struct {
	name, typ     string
	mark          keyMark
	def, comment  string
	identity      bool
	nullable      bool
	refTable      string // of "-> table(column)" or REFERENCES
	refColumn     string
	composite     []string // of "(a, b)" and PRIMARY KEY (a, b): names of other rows
	isMethod      bool     // name(…) of a class
	isConstraint  bool     // a row that speaks of other rows and is no column
	typeIsCertain bool     // a type was there that can be nothing else
	hadBullet     bool     // a visibility sign or a bullet stood in front
	exact         bool     // the name stood in quotes and is not looked into
}

var (
	bullet        = regexp.MustCompile(`^(?:[-–—•·●▪◦‣+~]|[*#](?:\s|$))\s*`)
	markPrefix    = regexp.MustCompile(`^(?i)((?:PK|SK|FK\d*|PFK|UK|AK\d*|UQ)(?:\s*[,/&+|]\s*(?:PK|FK\d*|UK|AK\d*|UQ))*)(\s*[:.)\]-]\s*|\s+)(\S.*)$`)
	bracketPrefix = regexp.MustCompile(`^(?i)[\[({<«]+\s*((?:PK|FK\d*|UK|UQ)(?:\s*[,/&+|]\s*(?:PK|FK\d*))*)\s*[\])}>»]+\s*:?\s*(\S.*)$`)
	reference     = regexp.MustCompile(`^(.*?\S)\s*(?:\||->|→|=>)\s*([^\s(.|]+)\s*(?:[(.]\s*([^\s()]+?)\s*\)?)?$`)
	referencesSQL = regexp.MustCompile(`(?i)\bREFERENCES\s+([^\s(]+)\s*(?:\(\s*([^)]*?)\s*\))?`)
	methodForm    = regexp.MustCompile(`^([\p{L}\p{N}_]+)\(([^()]*)\)\s*(?:(?::|->)\s*\S.*)?$`)
	primaryRow    = regexp.MustCompile(`(?i)^(?:CONSTRAINT\s+\S+\s+)?PRIMARY\s+KEY\s*:?\s*\(([^)]*)\)`)
	foreignRow    = regexp.MustCompile(`(?i)^(?:CONSTRAINT\s+\S+\s+)?FOREIGN\s+KEY\s*:?\s*\(([^)]*)\)`)
	uniqueRow     = regexp.MustCompile(`(?i)^(?:CONSTRAINT\s+\S+\s+)?UNIQUE(?:\s+KEY)?\s*:?\s*\(([^)]*)\)`)
)

// readRow reads one line. Ambiguous says whether words such as "date" and "text" count
// as types after a name: only on pages where other rows plainly have types.
func readRow(text string, ambiguous bool) rowText {
	var r rowText
	text = strings.TrimSpace(text)
	if r.quoted(text) || r.constraint(text) {
		return r
	}
	if m := bullet.FindString(text); m != "" && len(m) < len(text) {
		r.hadBullet = true
		text = text[len(m):]
	}
	if inner, ok := wholeParens(text); ok && strings.ContainsAny(inner, ",+") {
		r.composite = splitNames(inner)
	}
	text = r.takeMarks(text)
	if len(text) > 2 && text[0] == '{' && text[len(text)-1] == '}' {
		// Chen's way to write an attribute of several values on one line.
		text = strings.TrimSpace(text[1 : len(text)-1])
		r.note("multi-valued")
	}
	if r.composite == nil && strings.Contains(text, "+") && r.mark.primary && !strings.ContainsAny(text, ":(") {
		r.composite = splitNames(text)
	}
	if m := methodForm.FindStringSubmatch(text); m != nil {
		_, _, isType := typeWord(m[1])
		_, isMark := readKeyMark(m[2])
		r.isMethod = !isType && (m[2] == "" || !isMark && !isModifierList("("+m[2]+")"))
	}
	if m := referencesSQL.FindStringSubmatch(text); m != nil {
		r.refTable, r.refColumn, r.mark.foreign = m[1], m[2], true
		text = strings.TrimSpace(strings.Replace(text, m[0], "", 1))
	} else if m := reference.FindStringSubmatch(text); m != nil && !r.isMethod {
		r.refTable, r.refColumn, r.mark.foreign = m[2], m[3], true
		text = m[1]
	}
	name, rest, colon := splitColon(text)
	if colon {
		r.name = r.takeBrackets(name)
		r.typed(splitTokens(rest), 0, true)
	} else {
		r.words(splitTokens(text), ambiguous)
	}
	r.name = unquote(strings.TrimRight(strings.Trim(r.name, " \t:;,"), " [{("))
	return r
}

// isObjectID tells whether a type of two words, as document databases have it, is at i.
func isObjectID(tokens []string, i int) bool {
	return i+1 < len(tokens) && strings.EqualFold(tokens[i], "object") && strings.EqualFold(modifierWord(tokens[i+1]), "id")
}

// constraint reads rows that are written as in SQL and speak of other rows.
func (r *rowText) constraint(text string) bool {
	if m := primaryRow.FindStringSubmatch(text); m != nil {
		r.composite, r.mark.primary, r.isConstraint = splitNames(m[1]), true, true
	} else if m := foreignRow.FindStringSubmatch(text); m != nil {
		r.composite, r.mark.foreign, r.isConstraint = splitNames(m[1]), true, true
		if ref := referencesSQL.FindStringSubmatch(text); ref != nil {
			r.refTable, r.refColumn = ref[1], ref[2]
		}
	} else if m := uniqueRow.FindStringSubmatch(text); m != nil {
		r.composite, r.mark.unique, r.isConstraint = splitNames(m[1]), true, true
	}
	return r.isConstraint
}

// takeMarks takes PK and FK off the front: "PK: name", "FK tool_id", "(PK) id".
func (r *rowText) takeMarks(text string) string {
	if m := bracketPrefix.FindStringSubmatch(text); m != nil {
		mark, _ := readKeyMark(m[1])
		r.mark = r.mark.or(mark)
		return m[2]
	}
	if m := markPrefix.FindStringSubmatch(text); m != nil {
		_, certain, known := typeWord(strings.Fields(m[3])[0])
		lower := m[1] == strings.ToLower(m[1]) && strings.TrimSpace(m[2]) == ""
		if lower && known && certain { // "pk int": a column that is called pk
			return text
		}
		mark, _ := readKeyMark(m[1])
		r.mark = r.mark.or(mark)
		return m[3]
	}
	return text
}

// words reads "name type modifiers" without a colon.
func (r *rowText) words(tokens []string, ambiguous bool) {
	if len(tokens) == 0 {
		return
	}
	if len(tokens) == 2 {
		// "String title": the type comes first.
		_, certain, _ := typeWord(tokens[0])
		_, _, known := typeWord(tokens[1])
		if certain && !known && modifierAt(tokens, 1) == 0 && !isBracketed(tokens[1]) {
			r.name, r.typ, r.typeIsCertain = tokens[1], tokens[0], true
			return
		}
	}
	for i := 1; i < len(tokens); i++ {
		base, certain, known := typeWord(tokens[i])
		certain = certain || isObjectID(tokens, i)
		if known && (certain || ambiguous && (!weakTypes[base] || i+1 == len(tokens) && i == 1 || modifierAt(tokens, i+1) > 0)) && !isBracketed(tokens[i]) {
			r.name = r.takeBrackets(strings.Join(tokens[:i], " "))
			r.typeIsCertain = certain
			r.typed(tokens, i, true)
			return
		}
		if ambiguous && i == 1 && nearType(tokens[1]) && (len(tokens) == 2 || modifierAt(tokens, 2) > 0) {
			r.name = tokens[0]
			r.typed(tokens, 1, true)
			return
		}
		if modifierAt(tokens, i) > 0 || isBracketed(tokens[i]) && i == len(tokens)-1 {
			r.name = r.takeBrackets(strings.Join(tokens[:i], " "))
			r.typed(tokens, i, false)
			return
		}
	}
	r.name = r.takeBrackets(strings.Join(tokens, " "))
}

// typed reads the type at tokens[i:], if there is one, and the modifiers after it.
func (r *rowText) typed(tokens []string, i int, hasType bool) {
	if hasType && i < len(tokens) && modifierAt(tokens, i) == 0 && !isBracketed(tokens[i]) {
		start := i
		_, certain, _ := typeWord(tokens[i])
		r.typeIsCertain = r.typeIsCertain || certain
		for i++; i < len(tokens); i++ {
			if isObjectID(tokens, i-1) {
				continue
			}
			word := strings.ToLower(strings.SplitN(tokens[i], "(", 2)[0])
			isArgs := tokens[i][0] == '(' && !isModifierList(tokens[i])
			if tokens[i] != "[]" && !isArgs && !typeTail[word] {
				break
			}
		}
		r.typ = strings.TrimRight(strings.Join(tokens[start:i], " "), ",;")
		r.typ = strings.ReplaceAll(r.typ, " (", "(")
		r.typ = unquoteType(strings.ReplaceAll(r.typ, " []", "[]"))
	}
	var rest []string
	for i < len(tokens) {
		if n := modifierAt(tokens, i); n > 0 {
			i += r.modify(tokens, i, n)
			continue
		}
		if isBracketed(tokens[i]) {
			r.bracket(tokens[i])
		} else {
			rest = append(rest, tokens[i])
		}
		i++
	}
	if len(rest) > 0 {
		r.note(strings.Join(rest, " "))
	}
}

func (r *rowText) note(text string) {
	text = strings.Trim(text, " ,;")
	if text == "" {
		return
	}
	if r.comment != "" {
		r.comment += "; "
	}
	r.comment += text
}

// takeBrackets takes trailing brackets off a name: "recept_ID (pk)", "location (geo)".
func (r *rowText) takeBrackets(name string) string {
	for {
		name = strings.TrimSpace(name)
		open := strings.LastIndexAny(name, "([{<")
		if open <= 0 || !isBracketed(name[open:]) {
			return name
		}
		r.bracket(name[open:])
		name = name[:open]
	}
}

// bracket reads what stands in brackets behind a name or type: marks, modifiers, a
// type, or else a remark.
func (r *rowText) bracket(text string) {
	inner := strings.TrimSpace(strings.Trim(text, "()[]{}<>«»"))
	if inner == "" {
		return
	}
	if mark, ok := readKeyMark(inner); ok {
		r.mark = r.mark.or(mark)
		return
	}
	var rest []string
	for part := range strings.SplitSeq(inner, ",") {
		tokens := splitTokens(part)
		for i := 0; i < len(tokens); {
			if n := modifierAt(tokens, i); n > 0 {
				i += r.modify(tokens, i, n)
				continue
			}
			if r.typ == "" && len(tokens) == 1 && looksTyped(tokens[i]) {
				r.typ = tokens[i]
			} else {
				rest = append(rest, tokens[i])
			}
			i++
		}
	}
	r.note(strings.Join(rest, " "))
}

// column turns the row into a column of a table.
func (r rowText) column() *column {
	c := &column{mark: r.mark, refTable: r.refTable, refColumn: r.refColumn}
	c.name, c.typ = diagram.CutName(r.name), r.typ
	c.def, c.comment, c.identity, c.exact = r.def, r.comment, r.identity, r.exact
	c.notNull = r.mark.notNull && !r.nullable
	return c
}
