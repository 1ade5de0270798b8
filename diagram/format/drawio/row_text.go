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
	bullet        = regexp.MustCompile(`^[-–—•·●▪◦‣+~*#]\s*`)
	ordinal       = regexp.MustCompile(`^\d{1,3}[.)]\s+`)
	markPrefix    = regexp.MustCompile(`^(?i)((?:PK|SK|FK\d*|PFK|UK|AK\d*|UQ)(?:\s*[,/&+|]\s*(?:PK|FK\d*|UK|AK\d*|UQ))*)(\s*[:.)\]-]\s*|\s+)(\S.*)$`)
	emptyBrackets = regexp.MustCompile(`^[\[({<][^\pL\pN]{0,3}[\])}>]\s*`) // "(>) name": a sign of its own
	bracketPrefix = regexp.MustCompile(`^(?i)[\[({<«]+\s*((?:PK|FK\d*|UK|UQ)(?:\s*[,/&+|]\s*(?:PK|FK\d*))*)\s*[\])}>»]+\s*:?\s*(\S.*)$`)
	reference     = regexp.MustCompile(`^(.*?\S)\s*(?:\||->|→|=>|==)\s*([^\s(.|]+)\s*(?:[(.]\s*([^\s()]+?)\s*\)?)?$`)
	// "(FK -> customers.id)", "(ref: User)", and "FK(customers.id)".
	refInBrackets = regexp.MustCompile(`(?i)^(.*?\S)\s*[\[(]\s*(?:FK|ref|references)\s*(?::|->|→|=>|\bto\s)\s*([^\s.()\]]+)(?:[.(]([^\s()\]]+)\)?)?\s*[\])]$`)
	refAfterMark  = regexp.MustCompile(`(?i)^(.*?\S)\s+FK\s*\(\s*([^\s.()]+)(?:[.(]([^\s()]+)\)?)?\s*\)$`)
	referencesSQL = regexp.MustCompile(`(?i)\bREFERENCES\s+([^\s(]+)\s*(?:\(\s*([^)]*?)\s*\))?`)
	methodForm    = regexp.MustCompile(`^([\p{L}\p{N}_]+)\(([^()]*)\)\s*(?:(?::|->)\s*\S.*)?$`)
	primaryRow    = regexp.MustCompile(`(?i)^(?:CONSTRAINT\s+\S+\s+)?PRIMARY\s+KEY\s*:?\s*\(([^)]*)\)`)
	foreignRow    = regexp.MustCompile(`(?i)^(?:CONSTRAINT\s+\S+\s+)?FOREIGN\s+KEY\s*:?\s*\(([^)]*)\)`)
	indexRow      = regexp.MustCompile(`(?i)^(?:(?:UNIQUE|FULLTEXT|SPATIAL)\s+)?(?:INDEX|KEY)\s*(\S*?)\s*\(\s*[\pL_"]`)
	uniqueRow     = regexp.MustCompile(`(?i)^(?:CONSTRAINT\s+\S+\s+)?UNIQUE(?:\s+KEY)?\s*:?\s*\(([^)]*)\)`)
)

// readRow reads one line. Ambiguous says whether words such as "date" and "text" count
// as types after a name: only on pages where other rows plainly have types.
func readRow(text string, ambiguous bool) rowText {
	var r rowText
	text = strings.TrimSpace(text)
	if text == "" || r.quoted(text) || r.constraint(text) {
		return r
	}
	if !beginsWith(text, letters) {
		if m := bullet.FindString(text); m != "" && len(m) < len(text) {
			r.hadBullet = true
			text = text[len(m):]
		}
		text = strings.TrimPrefix(text, ordinal.FindString(text))
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
	r.isMethod = isMethod(text)
	text = r.takeReference(text)
	name, rest, colon := splitColon(text)
	if colon {
		r.name = r.takeBrackets(name)
		r.typed(splitTokens(rest), 0, true)
	} else {
		r.words(splitTokens(text), ambiguous)
	}
	r.name = unquote(strings.TrimRight(strings.Trim(r.name, " \t:;,"), " [{(*"))
	return r
}

// The characters that some forms of rows begin with. Most rows have none of them, and
// looking at one character costs less than a regular expression.
const (
	letters         = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"
	constraintStart = "cpfuiksCPFUIKS"
	markStart       = "psfuaPSFUA"
	keySign         = "🔑"
	bracketStart    = "[({<"
)

func beginsWith(text, characters string) bool {
	return text != "" && strings.IndexByte(characters, text[0]) >= 0
}

// isMethod tells rows such as "area()" and "resize(w, h): bool" from columns whose type
// or marks stand in parentheses.
func isMethod(text string) bool {
	if strings.IndexByte(text, '(') < 0 {
		return false
	}
	m := methodForm.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	_, _, isType := typeWord(m[1])
	_, isMark := readKeyMark(m[2])
	return !isType && (m[2] == "" || !isMark && !isModifierList("("+m[2]+")"))
}

// takeReference takes what a row refers to off its text: "REFERENCES t(c)", "-> t.c" and
// "| t(c)".
func (r *rowText) takeReference(text string) string {
	lower := strings.ToLower(text)
	if strings.Contains(lower, "references") {
		if m := referencesSQL.FindStringSubmatch(text); m != nil {
			r.refTable, r.refColumn, r.mark.foreign = m[1], m[2], true
			return strings.TrimSpace(strings.Replace(text, m[0], "", 1))
		}
	}
	if closed := strings.HasSuffix(text, ")") || strings.HasSuffix(text, "]"); closed && (strings.Contains(lower, "fk") || strings.Contains(lower, "ref")) {
		for _, form := range []*regexp.Regexp{refInBrackets, refAfterMark} {
			if m := form.FindStringSubmatch(text); m != nil {
				r.refTable, r.refColumn, r.mark.foreign = m[2], m[3], true
				return m[1]
			}
		}
	}
	if strings.ContainsAny(text, "|>→=") && !r.isMethod {
		if m := reference.FindStringSubmatch(text); m != nil {
			r.refTable, r.refColumn, r.mark.foreign = m[2], m[3], true
			return m[1]
		}
	}
	return text
}

// sizedType is a word with a size, which names a type even where no database has it:
// digit(10,2).
var sizedType = regexp.MustCompile(`^[A-Za-z]\w*\(\d+(?:\s*,\s*\d+)?\)$`)

// isObjectID tells whether a type of two words, as document databases have it, is at i.
func isObjectID(tokens []string, i int) bool {
	return i+1 < len(tokens) && strings.EqualFold(tokens[i], "object") && strings.EqualFold(modifierWord(tokens[i+1]), "id")
}

// constraint reads rows that are written as in SQL and speak of other rows.
func (r *rowText) constraint(text string) bool {
	if !beginsWith(text, constraintStart) || strings.IndexByte(text, '(') < 0 {
		return false
	}
	if m := primaryRow.FindStringSubmatch(text); m != nil {
		r.composite, r.mark.primary, r.isConstraint = splitNames(m[1]), true, true
	} else if m := foreignRow.FindStringSubmatch(text); m != nil {
		r.composite, r.mark.foreign, r.isConstraint = splitNames(m[1]), true, true
		if ref := referencesSQL.FindStringSubmatch(text); ref != nil {
			r.refTable, r.refColumn = ref[1], ref[2]
		}
	} else if m := uniqueRow.FindStringSubmatch(text); m != nil {
		r.composite, r.mark.unique, r.isConstraint = splitNames(m[1]), true, true
	} else if m := indexRow.FindStringSubmatch(text); m != nil {
		_, _, isType := typeWord(m[1]) // a column that is called index or key
		r.isConstraint = !isType
	}
	return r.isConstraint
}

// takeMarks takes PK and FK off the front: "PK: name", "FK tool_id", "(PK) id".
func (r *rowText) takeMarks(text string) string {
	if rest, ok := strings.CutPrefix(text, keySign); ok && strings.TrimSpace(rest) != "" {
		r.mark.primary = true
		text = strings.TrimLeft(rest, " :\ufe0f")
	}
	if beginsWith(text, bracketStart) || strings.HasPrefix(text, "«") {
		if m := emptyBrackets.FindString(text); m != "" && len(m) < len(text) {
			text = text[len(m):]
		}
		if m := bracketPrefix.FindStringSubmatch(text); m != nil {
			mark, _ := readKeyMark(m[1])
			r.mark = r.mark.or(mark)
			return m[2]
		}
	}
	if !beginsWith(text, markStart) {
		return text
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
	if typeComesFirst(tokens) {
		r.name, r.typ, r.typeIsCertain = tokens[1], tokens[0], true
		r.typed(tokens, 2, false)
		return
	}
	if upper := strings.ToUpper(tokens[0]); len(tokens) > 1 && strings.HasSuffix(upper, "_NOT") && strings.EqualFold(tokens[1], "null") {
		// "flight_id_int_NOT NULL": somebody joined the words.
		r.mark.notNull = true
		name := tokens[0][:len(upper)-len("_NOT")]
		if i := strings.LastIndexByte(name, '_'); i > 0 {
			if _, certain, _ := typeWord(name[i+1:]); certain {
				name, r.typ = name[:i], name[i+1:]
			}
		}
		r.name = name
		r.typed(tokens, 2, false)
		return
	}
	for i := 1; i < len(tokens); i++ {
		base, certain, known := typeWord(tokens[i])
		if isObjectID(tokens, i) || sizedType.MatchString(tokens[i]) {
			certain, known = true, true
		}
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

// typeComesFirst tells "String title" and "int id PK": a word that can be nothing but a
// type, a name, and nothing but marks behind it.
func typeComesFirst(tokens []string) bool {
	if len(tokens) < 2 || isBracketed(tokens[1]) || modifierAt(tokens, 1) > 0 {
		return false
	}
	_, certain, _ := typeWord(tokens[0])
	base, _, known := typeWord(tokens[1])
	if !certain || known && !weakTypes[base] {
		return false
	}
	for i := 2; i < len(tokens); {
		n := modifierAt(tokens, i)
		if n == 0 && !isBracketed(tokens[i]) {
			return false
		}
		i += max(n, 1)
	}
	return true
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
		if _, certain, _ := typeWord(tokens[i]); certain && r.typ == "" && !isBracketed(tokens[i]) {
			r.typ, r.typeIsCertain = tokens[i], true // "id PK int"
		} else if isBracketed(tokens[i]) {
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
	inner := text
	for isBracketed(inner) {
		inner = strings.TrimSpace(inner[1 : len(inner)-1])
	}
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
