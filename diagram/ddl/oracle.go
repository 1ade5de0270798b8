package ddl

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"crowsfoot/diagram"
)

// oracleDialect writes Oracle 12.2 to 21c, which 23ai runs, too.
var _ = add(&Dialect{
	Name: "oracle", Title: "Oracle",
	meaning: "oracle", quote: '"', foldsToUpper: true,
	unsafeBreak: oracleBreaks,
	// SQL*Plus takes 2,499 bytes up to 12.1 (SP2-0027); in a block quotes are doubled.
	maxLine: 1500,
	caution: oracleCaution, stopsAtErrors: "WHENEVER SQLERROR EXIT FAILURE ROLLBACK",
	// https://docs.oracle.com/en/database/oracle/oracle-database/23/sqlrf/Oracle-SQL-Reserved-Words.html
	reserved: wordSet(`access add all alter and any as asc audit between by char check cluster column column_value comment compress connect
		create current date decimal default delete desc distinct drop else exclusive exists file float for from grant group having
		identified immediate in increment index initial insert integer intersect into is level like lock long maxextents minus mlslabel
		mode modify nested_table_id noaudit nocompress not nowait null number of offline on online option or order pctfree prior public
		raw rename resource revoke row rowid rownum rows select session set share size smallint start successful synonym sysdate table
		then to trigger uid union unique update user validate values varchar varchar2 view whenever where with` +
		` constraint foreign period primary`), // these begin what is no column
	// The length is that of version 12.2 and newer.
	maxBytes: 128, unnamable: `"`,
	sameName:      foldCase,
	refusesColumn: func(name string) bool { return name == "ROWID" },
	noSchemas:     "Schemas of Oracle are its users, which the script does not make",
	laterKeys:     true, plainSources: true, virtualOnly: true, computedTypes: true, oneIdentity: true, deferrable: true,
	keyNames:   []nameScope{namesOfConstraints, namesOfIndexes},
	checkNames: []nameScope{namesOfConstraints}, indexNames: []nameScope{namesOfIndexes},
	placesIndexes: true, bareDefaults: true, maxKeyColumns: 32, noActionUnsaid: true, emptyIsNull: true, noTruth: true, strictDates: true, comparesNoLong: true, countsDecimals: true,
	concat: "||", lengthOf: "length", refusesSign: "%",
	index: indexTraits{expressions: true, methods: []string{"bitmap", "reverse"}},
	native: nativeTypes(`
		clob nclob blob bfile binary_float binary_double date long long_raw urowid rowid xmltype json sdo_geometry integer int smallint real
		double_precision
		interval_year_to_month interval_day_to_second 0-2:9,9
		varchar2 varchar nvarchar2 character_varying char_varying 1-1:32767,units
		char nchar character 0-1:2000,units
		raw 1-1:2000
		number numeric decimal dec 0-2:38,-84..127,units
		float 0-1:126
		timestamp timestamp_with_time_zone timestamp_with_local_time_zone 0-1:9
	`),
	typeName:    oracleType,
	unsortable:  oracleUnsortable,
	identity:    oracleIdentity,
	indexMethod: oracleMethod,
	foreign:     func(*writer, *foreignPlan) string { return "" },
	defaultText: oracleDefault,
	prepare:     oraclePrepare,
	fit:         oracleFit,
	column:      oracleColumn,
	comment:     oracleComments,
	replaceView: "CREATE OR REPLACE VIEW",
	schema:      func(*writer, string, *diagram.Schema) {},
	begin:       oracleBegin,
	unless:      oracleUnless,
	indexWords:  oracleIndexWords,
	drop:        oracleDrop,
	migrate:     oracleMigrate,
	alter:       migrateTraits{replaces: oracleReplaces, moves: oracleMoves, frees: oracleFrees, keyIndex: oracleKeyIndex, identityKinds: true, needsColumn: true},
})

// oracleBreaks tells of lines that SQL*Plus takes for the end of a statement, for a
// command, or for one line with the next, in a string, too.
func oracleBreaks(before, after string) bool {
	before, after = strings.TrimRight(before, " \t"), strings.TrimSpace(after)
	return strings.HasSuffix(before, ";") || strings.HasSuffix(before, "-") || after == "" ||
		strings.HasPrefix(after, "/") || strings.HasPrefix(after, ".") || strings.HasPrefix(after, "#") || strings.HasPrefix(after, "@")
}

func oracleCaution(script string) string {
	if strings.Contains(script, "&") {
		return "The script holds &, which SQL*Plus takes for a variable until it is told SET DEFINE OFF."
	}
	return ""
}

// oracleType writes a type by its meaning.
func oracleType(w *writer, c *columnPlan, t sqlType) (name, loss string) {
	if t.array > 0 {
		name, _ = oracleText(c, sqlType{kind: typeText, said: unsaid})
		return name, "becomes text that holds JSON, because Oracle has no lists"
	}
	check := func(sql string) { c.check = sql }
	switch t.kind {
	case typeTinyint:
		return "number(3)", ""
	case typeSmallint:
		return "number(5)", ""
	case typeInteger:
		return "number(10)", ""
	case typeBigint:
		if t.unsigned {
			return "number(20)", ""
		}
		return "number(19)", ""
	case typeDecimal:
		if t.precision > 38 {
			loss = "is cut to what Oracle can hold"
		}
		return t.decimal("number", 38, 127), loss
	case typeFloat:
		return "binary_float", ""
	case typeDouble:
		return "binary_double", ""
	case typeBoolean:
		check(w.id(c.name) + " IN (0, 1)")
		return "number(1)", ""
	case typeChar:
		if n := max(t.length, 1); t.length >= 0 && n <= 500 {
			return "char(" + strconv.Itoa(n) + " char)", ""
		}
		return oracleText(c, t)
	case typeVarchar, typeText:
		return oracleText(c, t)
	case typeBinary, typeVarbinary, typeBlob:
		switch {
		case t.kind == typeBinary && t.length >= 0 && t.length <= 2000:
			return sized("raw", max(t.length, 1)), ""
		case t.kind == typeVarbinary && t.length > 0 && t.length <= 2000:
			return sized("raw", t.length), ""
		case c.keyed:
			return "raw(255)", "has no length that a key could hold"
		}
		return "blob", ""
	case typeDate:
		return "date", ""
	case typeTime:
		return oracleTime(t), "becomes an interval, because Oracle has no time of day"
	case typeTimeZone:
		return oracleTime(t), "becomes an interval without time zone, because Oracle has no time of day"
	case typeTimestamp:
		return t.secondsTo("timestamp", 9), ""
	case typeTimestampZone:
		if c.keyed {
			return t.secondsTo("timestamp", 9) + " with local time zone", "keeps the point in time without its zone, as a key must"
		}
		return t.secondsTo("timestamp", 9) + " with time zone", ""
	case typeInterval:
		if strings.Contains(t.said.Name, "year") {
			return "interval year to month", ""
		}
		return "interval day to second", "holds days and seconds only"
	case typeUUID:
		return "raw(16)", ""
	case typeJSON:
		name, loss = oracleText(c, sqlType{kind: typeText, said: unsaid})
		check(w.id(c.name) + " IS JSON")
		return name, loss
	case typeXML:
		return "xmltype", ""
	case typeBits:
		return sized("raw", min((max(t.length, 1)+7)/8, 2000)), "becomes bytes"
	case typeEnum:
		if slices.Contains(t.values, "") {
			loss = "can't hold '', which is NULL in Oracle"
		}
		values := slices.DeleteFunc(slices.Clone(t.values), func(v string) bool { return v == "" })
		if len(values) > 0 {
			check(w.id(c.name) + " IN (" + w.to.literals(values) + ")")
		}
		name, _ = oracleText(c, sqlType{kind: typeVarchar, said: unsaid, length: longestRunes(t.values)})
		return name, loss
	case typeSet:
		return oracleText(c, sqlType{kind: typeVarchar, said: unsaid, length: len([]rune(strings.Join(t.values, ","))) + 1})
	case typeInet:
		return "varchar2(45)", "becomes text"
	case typeCIDR:
		return "varchar2(49)", "becomes text"
	case typeMAC:
		return "varchar2(23)", "becomes text"
	case typeSpatial:
		return "sdo_geometry", ""
	}
	name, loss = oracleText(c, t)
	if t.said.Name != "" {
		loss = "is not known to Oracle and becomes text"
	}
	return name, loss
}

func longestRunes(values []string) int {
	n := 1
	for _, v := range values {
		n = max(n, len([]rune(v)))
	}
	return n
}

func oracleTime(t sqlType) string {
	if t.precision >= 0 {
		return "interval day(0) to second(" + strconv.Itoa(min(t.precision, 9)) + ")"
	}
	return "interval day(0) to second(6)"
}

// oracleText chooses a type for characters: one with a length where the column is in a key
// or a unique index. Whatever its length says, varchar2 ends at 4,000 bytes.
func oracleText(c *columnPlan, t sqlType) (name, loss string) {
	switch {
	case t.length > 0 && t.length <= 4000:
		return "varchar2(" + strconv.Itoa(t.length) + " char)", ""
	case c.keyed:
		return "varchar2(255 char)", "has no length that a key could hold"
	case t.kind == typeVarchar && t.length == 0 && !t.unbounded:
		return "varchar2(255 char)", "has no length"
	}
	return "clob", ""
}

// oracleUnsortable tells of types that no key and no index holds.
func oracleUnsortable(c *columnPlan) bool {
	return slices.Contains([]string{"clob", "nclob", "blob", "bfile", "long", "long raw", "xmltype", "json", "sdo_geometry"}, c.typeName)
}

func oracleIdentity(_ *writer, _ *tablePlan, c *columnPlan) (why string) {
	if !c.sql.isNumber() {
		return "a column of type " + c.typeName + " can't"
	}
	return ""
}

func oracleMethod(x *indexPlan, method string) (why string) {
	switch {
	case method == "bitmap" && x.unique:
		return "a bitmap index can't be unique"
	case method == "reverse":
		for i := range x.parts {
			x.parts[i].descending = false
		}
	}
	return ""
}

func oracleIndexWords(x *indexPlan) (before, after string) {
	switch x.method {
	case "bitmap":
		return "BITMAP ", ""
	case "reverse":
		return "", " REVERSE"
	}
	return "", ""
}

func oracleDefault(c *columnPlan, v defaultValue) (string, bool) {
	switch v.kind {
	case defaultNow:
		switch c.sql.kind {
		case typeDate:
			return "TRUNC(SYSDATE)", true
		case typeTimestamp:
			return "LOCALTIMESTAMP", true
		case typeTimestampZone:
			return "CURRENT_TIMESTAMP", true
		}
		return "", false
	case defaultToday:
		return "TRUNC(SYSDATE)", c.sql.kind == typeDate || c.sql.kind == typeTimestamp || c.sql.kind == typeTimestampZone
	case defaultClock:
		return "", false
	case defaultUser:
		return "USER", c.sql.isText()
	case defaultUUID:
		if c.sql.kind == typeUUID {
			return "SYS_GUID()", true
		}
		return oracleUUID("SYS_GUID()"), c.sql.isText() && (c.sql.length <= 0 || c.sql.length >= 36)
	case defaultTrue:
		return "1", true
	case defaultFalse:
		return "0", true
	case defaultSet:
		return dialects["oracle"].literal(v.text), v.text != ""
	case defaultEmptyArray:
		return "'[]'", true
	case defaultExpression:
		return "(" + v.text + ")", true
	}
	in := strings.TrimSpace(strings.Trim(v.text, "'"))
	switch {
	case c.sql.kind == typeJSON && c.typeName != "json" && !strings.HasPrefix(in, "{") && !strings.HasPrefix(in, "["):
		return "", false // before 21c IS JSON holds of objects and lists only
	case c.sql.isNumber() && isPlainNumber(strings.TrimLeft(in, "+-")):
		return in, true // a string would be read by the settings of the session
	case !strings.HasPrefix(v.text, "'"):
		return oracleBare(c, v.text)
	}
	switch c.sql.kind {
	case typeDate, typeTimestamp, typeTimestampZone:
		return oracleInstant(c.sql.kind, v.text)
	case typeTime, typeTimeZone:
		return "INTERVAL " + v.text + " HOUR TO SECOND", strings.Count(v.text, ":") == 2
	case typeUUID:
		return "HEXTORAW(" + strings.ReplaceAll(v.text, "-", "") + ")", true
	case typeBinary, typeVarbinary, typeBlob, typeBits:
		return v.text, false // no text becomes bytes by itself
	}
	return v.text, c.sql.array == 0
}

// oracleBare writes a default that is no string: a number, a call, or a literal behind
// its type.
func oracleBare(c *columnPlan, text string) (string, bool) {
	switch {
	case text == "true" || text == "false":
		return "", false
	case (strings.HasPrefix(c.typeName, "varchar2") || strings.HasPrefix(c.typeName, "char") || c.typeName == "clob") && isPlainNumber(strings.TrimLeft(text, "-")):
		return "'" + text + "'", true
	}
	return text, c.sql.array == 0
}

// oracleInstant writes a day or a point in time from the string that other databases read
// it from; in a diagram that speaks Oracle itself other strings may be what the session reads.
func oracleInstant(kind typeKind, text string) (string, bool) {
	value := strings.Trim(text, "'")
	for _, layout := range []string{time.DateOnly, time.DateTime, "2006-01-02T15:04:05", "2006-01-02 15:04"} {
		at, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		if kind == typeDate || layout == time.DateOnly && kind == typeTimestamp {
			return "DATE '" + at.Format(time.DateOnly) + "'", true
		}
		return "TIMESTAMP '" + at.Format(time.DateTime) + "'", true
	}
	return text, true
}

// oracleColumn writes a default before all constraints, as Oracle wants it.
func oracleColumn(w *writer, t *tablePlan, c *columnPlan) {
	w.put(w.id(c.name))
	typeName := c.typeName
	if c.generated != "" {
		typeName = oracleComputedType(w, t, c)
	}
	if typeName != "" {
		w.put(" ", typeName)
	}
	if c.collation != "" {
		w.put(" COLLATE ", c.collation)
	}
	switch {
	case c.generated != "" && typeName != "":
		// Oracle refuses expressions whose values may be longer than the column, and does not
		// say that it rounds others.
		w.put(" GENERATED ALWAYS AS (CAST(", c.generated, " AS ", typeName, ")) VIRTUAL")
	case c.generated != "":
		w.put(" GENERATED ALWAYS AS (", c.generated, ") VIRTUAL")
	case c.identity == diagram.IdentityAlways:
		w.put(" GENERATED ALWAYS AS IDENTITY")
	case c.identity != "":
		w.put(" GENERATED BY DEFAULT AS IDENTITY")
	case c.def != "":
		w.put(" DEFAULT ", c.def)
	}
	if c.notNull {
		w.put(" NOT NULL")
	}
}

// oracleComputedType is the type of a computed column, or empty where it has that of its
// expression: none is of a long type. An expression that is nothing but a column needs a
// type to be one (ORA-54016).
func oracleComputedType(w *writer, t *tablePlan, c *columnPlan) string {
	if c.sql.said.Name == "" {
		list, _ := w.atomize(c.c.Generated)
		if list = unwrapped(list); len(list) != 1 {
			return ""
		}
		if c = (expressionScope{table: t}).column(list, 0); c == nil {
			return ""
		}
	}
	if oracleUnsortable(c) {
		return ""
	}
	return c.typeName
}

// oracleComments writes comments, which hold 4,000 bytes.
func oracleComments(w *writer, t *tablePlan) {
	say := func(what, text, where string, id diagram.ID) {
		if text = w.commentText(text, 4000, where, id); text != "" {
			w.statement(t.t.ID, "COMMENT ON ", what, " IS ", w.to.literal(text))
		}
	}
	say("TABLE "+w.table(t), t.t.Comment, t.t.Name, t.t.ID)
	for _, c := range t.columns {
		if c.c.Comment == "" {
			continue
		}
		say("COLUMN "+w.table(t)+"."+w.id(c.name), c.c.Comment, t.where(c), c.c.ID)
	}
}

// oracleBegin names the users that the script is written for.
func oracleBegin(w *writer) {
	seen := map[string]bool{}
	for _, t := range slices.Concat(w.tables, w.views) {
		if t.schema != "" && !seen[t.schema] {
			seen[t.schema] = true
			w.flush([]diagram.Loss{{Code: "schema-user", Where: t.schema, Message: "The user " + w.id(t.schema) + " must be there: a schema of Oracle is a user.", Object: t.t.Schema}})
		}
	}
}

// oracleUnless runs a statement in a block that passes over "name is already used" and,
// for foreign keys and indexes, over what says the same of them: before 23ai CREATE has no
// IF NOT EXISTS.
func oracleUnless(w *writer, o made, create string) string {
	code := map[string]string{"TABLE": "-955", "INDEX": "-955, -1408", "FOREIGN KEY": "-2264, -2275"}[o.kind]
	if code == "" || len(create) > 30_000 { // a string of PL/SQL ends at 32,767 bytes
		return create
	}
	return oracleBlock(w, create, code)
}

// oracleBlock passes over errors with these codes.
func oracleBlock(w *writer, statement, codes string) string {
	return "BEGIN\n  EXECUTE IMMEDIATE " + w.to.literal(statement) + ";\nEXCEPTION WHEN OTHERS THEN\n  IF SQLCODE NOT IN (" + codes + ") THEN RAISE; END IF;\nEND;"
}

func oracleDrop(w *writer) {
	for _, v := range slices.Backward(w.views) {
		w.block(v.t.ID, oracleBlock(w, "DROP VIEW "+w.table(v), "-942"))
	}
	for _, t := range slices.Backward(w.tables) {
		w.block(t.t.ID, oracleBlock(w, "DROP TABLE "+w.table(t)+" CASCADE CONSTRAINTS PURGE", "-942"))
	}
}
