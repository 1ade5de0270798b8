package ddl

import (
	"cmp"
	"encoding/json"
	"math"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// defaultKind is what a default value means.
type defaultKind int

const (
	defaultLiteral defaultKind = iota // text holds the literal in the script's dialect
	defaultNow
	defaultToday
	defaultClock
	defaultUUID
	defaultUser // who the session belongs to
	defaultTrue
	defaultFalse
	defaultEmptyArray
	defaultSet        // text holds the members between commas, not yet in quotes
	defaultExpression // text holds an expression
)

// defaultValue is a default taken apart.
type defaultValue struct {
	kind defaultKind
	text string
}

// planDefault reads the default of a column and writes it in the script's dialect, without
// a name.
func (w *writer) planDefault(t *tablePlan, c *columnPlan) {
	text := strings.TrimSpace(c.c.Default)
	if text == "" {
		return
	}
	if c.generated != "" {
		w.leaveDefault(t, c, "the column is computed")
		return
	}
	list, why := w.atomize(text)
	if why == "" {
		list = w.withoutOnUpdate(t, c, list)
		why = oneExpression(list)
	}
	list = unwrapped(list)
	switch {
	case len(list) == 0 && c.onUpdate != "":
		return // ON UPDATE … alone
	case why != "":
		w.leaveDefault(t, c, why)
		return
	case isSequence(list):
		// nextval('orders_id_seq'): the column numbers its rows, which Identity says.
		if c.identity == "" {
			w.leaveDefault(t, c, "the column does not number rows")
		}
		return
	case len(list) == 1 && list[0].isWord("null"):
		return
	case c.identity != "":
		w.leaveDefault(t, c, "the column numbers its rows")
		return
	}
	if c.def, why = w.defaultFor(t, c, list); why != "" {
		w.leaveDefault(t, c, why)
	}
}

func (w *writer) leaveDefault(t *tablePlan, c *columnPlan, why string) {
	w.note(&t.notes, c.c.ID, "default-left-out", t.where(c), "The default of %s is left out: %s: %s", t.where(c), why, c.c.Default)
}

// withoutOnUpdate cuts MySQL's ON UPDATE CURRENT_TIMESTAMP, which some readers keep with
// the default.
func (w *writer) withoutOnUpdate(t *tablePlan, c *columnPlan, list []atom) []atom {
	i := slices.IndexFunc(list, func(a atom) bool { return a.isWord("on") })
	if i < 0 || i+1 >= len(list) || !list[i+1].isWord("update") {
		return list
	}
	if w.to.meaning == "mysql" && i+2 < len(list) && oneExpression(list[i+2:]) == "" && isNow(list[i+2:]) {
		c.onUpdate = " ON UPDATE " + w.writeAtoms(list[i+2:], expressionScope{})
	} else {
		w.note(&t.notes, c.c.ID, "on-update-left-out", t.where(c), "%s has no ON UPDATE CURRENT_TIMESTAMP; %s is not changed when its row is.", w.to.Title, t.where(c))
	}
	return list[:i]
}

// unwrapped takes away brackets around the whole.
func unwrapped(list []atom) []atom {
	for len(list) > 2 && list[0].is("(") && closeOf(list, 0) == len(list)-1 {
		list = list[1 : len(list)-1]
	}
	return list
}

// defaultFor writes a default that is one expression or one atom.
func (w *writer) defaultFor(t *tablePlan, c *columnPlan, list []atom) (sql, why string) {
	v, why := w.understand(c, list)
	if why != "" {
		return "", why
	}
	if v.kind == defaultExpression {
		scope := expressionScope{table: &tablePlan{t: t.t}} // a default knows no columns, and is a value
		if w.same {
			why = w.callsOwn(list)
		} else {
			list, why = w.translate(list, scope)
		}
		if why != "" {
			return "", why
		}
		v.text = w.writeAtoms(list, expressionScope{})
		if (isCall(list) || len(list) == 1 || isTypedLiteral(list)) && w.to.bareDefaults || w.same && w.to.meaning == "mysql" && isNow(list) {
			v.kind = defaultLiteral // stands without brackets
		}
	}
	if w.to.emptyIsNull && !w.same && v.kind == defaultLiteral && v.text == w.to.literal("") {
		return "", "'' is NULL in " + w.to.Title
	}
	sql, ok := w.to.defaultText(c, v)
	if !ok {
		return "", "a column of type " + cmp.Or(c.c.Type, c.typeName) + " can't have it"
	}
	return sql, ""
}

// understand finds what a default means for its column.
func (w *writer) understand(c *columnPlan, list []atom) (defaultValue, string) {
	if plain, why := withoutCasts(list); why == "" {
		plain = unwrapped(plain)
		if v, ok := w.literalDefault(c, plain); ok {
			if why := misfit(c.sql, v, plain, !w.same); why != "" {
				return v, why
			}
			return v, ""
		}
	}
	if w.same && !(w.to.meaning == "mysql" && isNow(list)) {
		return defaultValue{kind: defaultExpression}, ""
	}
	switch name := callName(list); {
	case isNow(list):
		return defaultValue{kind: defaultNow}, ""
	case slices.Contains([]string{"current_date", "curdate", "today"}, name):
		return defaultValue{kind: defaultToday}, ""
	case slices.Contains([]string{"current_time", "curtime"}, name):
		return defaultValue{kind: defaultClock}, ""
	case slices.Contains([]string{"gen_random_uuid", "uuid_generate_v4", "uuid_generate_v1", "uuid", "newid", "newsequentialid", "sys_guid"}, name):
		return defaultValue{kind: defaultUUID}, ""
	case name == "uuidv4" || name == "uuidv7":
		return defaultValue{kind: defaultUUID}, ""
	case slices.Contains([]string{"current_user", "session_user", "system_user", "suser_sname", "original_login"}, name), name == "user" && w.source != "":
		return defaultValue{kind: defaultUser}, ""
	case slices.Contains([]string{"current_role", "current_schema", "current_catalog", "current_database"}, name):
		return defaultValue{}, "it depends on the session"
	case name == "autoincrement" || name == "auto_increment":
		return defaultValue{}, "it is no value"
	case len(list) == 1 && (list[0].kind == atomWord || list[0].kind == atomName) && (c.sql.isText() || c.sql.kind == typeEnum):
		// People write active, or "active", where SQL wants 'active'.
		value := list[0].value
		if list[0].kind == atomWord {
			value = list[0].raw // with its capitals
		}
		v := defaultValue{kind: defaultLiteral, text: w.to.literal(value)}
		return v, misfit(c.sql, v, []atom{{kind: atomString, value: value}}, true)
	case len(list) == 1:
		return defaultValue{}, "it is a word and no value"
	}
	return defaultValue{kind: defaultExpression}, ""
}

// literalDefault reads literals: strings, numbers with a sign, truth values.
func (w *writer) literalDefault(c *columnPlan, list []atom) (defaultValue, bool) {
	sign := ""
	if len(list) == 2 && (list[0].is("-") || list[0].is("+")) && list[1].kind == atomNumber {
		sign, list = strings.TrimPrefix(list[0].value, "+"), list[1:]
	}
	if len(list) != 1 {
		return defaultValue{}, false
	}
	a := list[0]
	text := a.raw
	switch a.kind {
	case atomNumber:
		if !isPlainNumber(text) {
			return defaultValue{}, false
		}
	case atomString:
		switch {
		case a.prefix == "b" && (a.value == "0" || a.value == "1"):
			text = a.value
		case a.prefix == "b" || a.prefix == "x":
			return defaultValue{kind: defaultLiteral, text: a.prefix + w.to.literal(a.value)}, c.sql.kind == typeBits && w.same
		default:
			text = w.to.literal(a.value)
		}
	case atomWord:
		if a.value != "true" && a.value != "false" {
			return defaultValue{}, false
		}
	default:
		return defaultValue{}, false
	}
	if c.sql.kind == typeBoolean && c.sql.array == 0 && sign == "" {
		switch strings.ToLower(a.value) {
		case "true", "t", "yes", "y", "on":
			return defaultValue{kind: defaultTrue}, true
		case "false", "f", "no", "n", "off":
			return defaultValue{kind: defaultFalse}, true
		}
		bit := text
		if a.kind == atomString {
			bit = a.value
		}
		switch bit {
		case "1":
			return defaultValue{kind: defaultTrue}, true
		case "0":
			return defaultValue{kind: defaultFalse}, true
		}
	}
	if c.sql.kind == typeSet && a.kind == atomString {
		// MySQL writes the members of a set between commas.
		return defaultValue{kind: defaultSet, text: a.value}, true
	}
	if c.sql.array > 0 && a.kind == atomString && (a.value == "{}" || a.value == "[]") {
		return defaultValue{kind: defaultEmptyArray}, true
	}
	return defaultValue{kind: defaultLiteral, text: sign + text}, true
}

// misfit says why a literal is no value of a type, or is empty. In a diagram that speaks
// the script's own dialect the special words of dates, intervals and addresses are
// trusted; strictly means not to.
func misfit(t sqlType, v defaultValue, list []atom, strictly bool) string {
	if v.kind == defaultSet && v.text != "" {
		for member := range strings.SplitSeq(v.text, ",") {
			if !slices.Contains(t.values, member) {
				return member + " is none of the values"
			}
		}
	}
	if v.kind != defaultLiteral {
		return ""
	}
	a := list[len(list)-1]
	value := a.value
	if a.kind == atomNumber {
		value = v.text // with its sign
	}
	text := a.kind == atomString
	switch {
	case t.array > 0:
		if !text || !strings.HasPrefix(value, "{") && !strings.HasPrefix(value, "[") {
			return "it is no list"
		}
	case t.kind == typeEnum:
		if !slices.Contains(t.values, value) {
			return "it is none of the values"
		}
	case t.kind == typeSet:
		return "it is no member of the set"
	case t.isNumber():
		return misfitNumber(t, strings.TrimSpace(value))
	case t.isText() && t.length > 0:
		if len([]rune(value)) > t.length {
			return "it is longer than the column"
		}
	case t.kind == typeBoolean:
		return "it is neither true nor false"
	case t.kind == typeJSON:
		if !json.Valid([]byte(value)) {
			return "it is no JSON"
		}
	case t.kind == typeBits:
		if strings.Trim(value, "01") != "" || len(value) != max(t.length, 1) && strictly {
			return "it is no row of bits"
		}
	case !strictly:
	case t.kind == typeInet || t.kind == typeCIDR || t.kind == typeMAC:
		if _, err := netip.ParseAddr(value); err != nil || t.kind != typeInet {
			return "it is no address"
		}
	case t.kind == typeUUID:
		if len(value) != 36 || strings.Trim(strings.ToLower(value), "0123456789abcdef-") != "" {
			return "it is no UUID"
		}
	case t.kind == typeInterval, t.kind == typeXML, t.kind == typeSpatial:
		return "it may not be a value of its type"
	case isPointInTime(t.kind):
		if !text || !parsesAs(t.kind, value) {
			return "it is no point in time"
		}
	}
	return ""
}

// misfitNumber says why a text is no number that fits the type.
func misfitNumber(t sqlType, value string) string {
	if !isPlainNumber(strings.TrimLeft(value, "+-")) {
		return "it is no number"
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return "it is no number"
	}
	if t.kind == typeDecimal && t.precision > 0 && math.Abs(n) >= math.Pow10(t.precision-max(t.scale, 0)) {
		return "it is too large"
	}
	if !t.isInteger() {
		return ""
	}
	bits := map[typeKind]int{typeTinyint: 8, typeSmallint: 16, typeInteger: 32, typeBigint: 64}[t.kind]
	low, high := -math.Pow(2, float64(bits-1)), math.Pow(2, float64(bits-1))
	if t.unsigned {
		low, high = 0, 2*high
	}
	if n != math.Trunc(n) || n < low || n >= high {
		return "it is no number of the column's range"
	}
	return ""
}

func isPointInTime(k typeKind) bool {
	return slices.Contains([]typeKind{typeDate, typeTime, typeTimeZone, typeTimestamp, typeTimestampZone}, k)
}

// parsesAs tells whether every dialect reads the text as a date or a time.
func parsesAs(k typeKind, s string) bool {
	layouts := []string{time.DateOnly, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04"}
	switch k {
	case typeDate:
		layouts = layouts[:1]
	case typeTime, typeTimeZone:
		layouts = []string{time.TimeOnly, "15:04"}
	}
	for _, l := range layouts {
		// MySQL's timestamps begin in 1970.
		if at, err := time.Parse(l, s); err == nil && (k != typeTimestampZone || at.Year() > 1970 && at.Year() < 2038) && (at.Year() > 0 || k == typeTime || k == typeTimeZone) {
			return true
		}
	}
	return false
}

// isNumber tells whether some dialect reads the text as a number: 1e3, 1_000, 0x1f.
func isNumber(s string) bool {
	s = strings.ToLower(strings.ReplaceAll(s, "_", ""))
	for prefix, digits := range map[string]string{"0x": "0123456789abcdef", "0b": "01", "0o": "01234567"} {
		if rest, ok := strings.CutPrefix(s, prefix); ok {
			return strings.Trim(rest, digits) == ""
		}
	}
	return isPlainNumber(strings.TrimRight(s, "dfl")) // 1.5f and 1d of Oracle
}

// isPlainNumber tells whether every dialect reads the text as a number.
func isPlainNumber(s string) bool {
	digits, point, exponent := 0, false, false
	for i := range len(s) {
		switch c := s[i]; {
		case isDigit(c):
			digits++
		case c == '.' && !point && !exponent:
			point = true
		case c|0x20 == 'e' && digits > 0 && !exponent && i+1 < len(s):
			exponent = true
		case (c == '+' || c == '-') && exponent && s[i-1]|0x20 == 'e' && i+1 < len(s):
		default:
			return false
		}
	}
	return digits > 0
}

// callName returns the name of the function of a lone call f(…), or the lone word.
func callName(list []atom) string {
	if len(list) == 1 && list[0].kind == atomWord || isCall(list) {
		return list[0].value
	}
	return ""
}

// isTypedLiteral tells whether the atoms are a string behind its type, such as
// DATE '2024-02-29'.
func isTypedLiteral(list []atom) bool {
	return len(list) > 1 && list[0].isWord("date", "timestamp", "interval") && list[1].kind == atomString &&
		!slices.ContainsFunc(list[2:], func(a atom) bool { return a.kind != atomWord })
}

func isCall(list []atom) bool {
	return len(list) > 2 && list[0].kind == atomWord && list[1].is("(") && closeOf(list, 1) == len(list)-1
}

// isNow tells whether the atoms say the current point in time.
func isNow(list []atom) bool {
	switch callName(list) {
	case "now", "current_timestamp", "localtimestamp", "localtime", "sysdate", "getdate", "sysdatetime", "systimestamp", "getutcdate",
		"sysutcdatetime", "utc_timestamp", "transaction_timestamp", "statement_timestamp", "clock_timestamp", "sysdatetimeoffset":
		return true
	case "datetime", "date", "timestamp":
		return len(list) == 4 && list[2].value == "now"
	}
	return false
}

// isSequence tells whether the atoms take the next number of a sequence.
func isSequence(list []atom) bool { return isCall(list) && list[0].value == "nextval" }
