package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// sqliteDialect writes SQLite 3.31 and newer (the first with generated columns).
var _ = add(&Dialect{
	Name: "sqlite", Title: "SQLite", Aliases: []string{"sqlite3"},
	meaning: "sqlite", quote: '"', wholeQuotients: true, caution: sqliteCaution,
	lexing: lexing{backtick: true, bracket: true},
	// https://sqlite.org/lang_keywords.html
	reserved: wordSet(`abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast
		check collate column commit conflict constraint create cross current current_date current_time current_timestamp database default
		deferrable deferred delete desc detach distinct do drop each else end escape except exclude exclusive exists explain fail filter first
		following for foreign from full generated glob group groups having if ignore immediate in index indexed initially inner insert instead
		intersect into is isnull join key last left like limit match materialized natural no not nothing notnull null nulls of offset on or
		order others outer over partition plan pragma preceding primary query raise range recursive references regexp reindex release rename
		replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to transaction trigger unbounded
		union unique update using vacuum values view virtual when where window with without true false rowid`),
	// The words that %fallback ID of its grammar lets stand for names.
	harmless: wordSet(`abort action after always analyze asc attach before begin by cascade cast column conflict current current_date
		current_time current_timestamp database deferred desc detach do each end exclude exclusive explain fail first following for full
		generated glob groups ignore immediate initially inner instead key last left like match materialized natural no nulls of offset
		others outer over partition plan pragma preceding query raise range recursive regexp reindex release rename replace restrict right
		rollback row rowid rows savepoint temp temporary ties trigger unbounded vacuum view virtual with without window filter cross indexed`),
	sameName:     foldCase,
	refusesTable: func(name string) bool { return strings.HasPrefix(strings.ToLower(name), "sqlite_") },
	// No name is too long for SQLite.
	maxKeyColumns: 2000,
	refusesPart:   func(name string) bool { return strings.HasPrefix(strings.ToLower(name), "sqlite_") },
	deferrable:    true, oneIdentity: true, lineComments: true,
	keyNames: []nameScope{indexNamesInTable}, checkNames: []nameScope{namesInTable}, indexNames: []nameScope{namesOfRelations},
	concat: "||", lengthOf: "length", replaceView: "CREATE VIEW IF NOT EXISTS", schema: func(*writer, string, *diagram.Schema) {},
	index: indexTraits{expressions: true, partial: true},
	native: nativeTypes(`
		integer int tinyint smallint mediumint bigint int2 int8 unsigned_big_int text clob blob real double double_precision float
		boolean date datetime time timestamp json uuid
		varchar character_varying varying_character nvarchar char character nchar native_character 0-1:1000000000
		numeric decimal 0-2:1000,1000
		binary varbinary 0-1:1000000000
	`),
	typeName:    sqliteType,
	unsortable:  func(*columnPlan) bool { return false },
	identity:    sqliteIdentity,
	indexMethod: func(*indexPlan, string) string { return "" },
	foreign:     func(*writer, *foreignPlan) string { return "" },
	defaultText: sqliteDefault,
	column:      sqliteColumn,
	drop:        sqliteDrop,
	migrate:     sqliteMigrate,
	alter:       migrateTraits{replaces: sqliteReplaces, frees: sqliteFrees},
})

// sqliteType writes a type by its meaning. SQLite takes any words as a type and knows
// five affinities; lengths say nothing to it, but something to people.
func sqliteType(w *writer, c *columnPlan, t sqlType) (name, loss string) {
	if t.array > 0 {
		return "TEXT", "becomes text that holds JSON, because SQLite has no lists"
	}
	in := func(values string) {
		c.check = w.id(c.name) + " IN (" + values + ")"
	}
	switch t.kind {
	case typeTinyint, typeSmallint, typeInteger, typeBigint:
		return "INTEGER", ""
	case typeDecimal:
		return t.decimal("NUMERIC", 1000, 1000), ""
	case typeFloat, typeDouble:
		return "REAL", ""
	case typeBoolean:
		in("0, 1")
		return "BOOLEAN", ""
	case typeChar, typeVarchar:
		if t.length > 0 {
			return sized("VARCHAR", t.length), ""
		}
		return "TEXT", ""
	case typeBinary, typeVarbinary, typeBlob, typeBits:
		return "BLOB", ""
	case typeDate:
		return "DATE", ""
	case typeTime, typeTimeZone:
		return "TIME", ""
	case typeTimestamp, typeTimestampZone:
		return "DATETIME", ""
	case typeEnum:
		in(w.to.literals(t.values))
		return "TEXT", ""
	case typeSet:
		return "TEXT", "becomes text without a check"
	case typeSpatial:
		return "TEXT", "becomes text (WKT)"
	case typeUUID, typeJSON, typeXML, typeInterval, typeInet, typeCIDR, typeMAC:
		return "TEXT", ""
	}
	if t.kind == typeUnknown && t.said.Name != "" {
		return "TEXT", "is not known to SQLite and becomes text"
	}
	return "TEXT", ""
}

func sqliteIdentity(w *writer, t *tablePlan, c *columnPlan) (why string) {
	if t.primary == nil || len(t.primary.columns) != 1 || t.primary.columns[0] != c {
		return "SQLite numbers by the only column of a primary key"
	}
	if !c.sql.isNumber() {
		return "a column of type " + c.typeName + " can't"
	}
	c.typeName, c.inlineKey = "INTEGER", true
	return ""
}

func sqliteDefault(c *columnPlan, v defaultValue) (string, bool) {
	switch v.kind {
	case defaultNow:
		switch c.sql.kind {
		case typeDate:
			return "CURRENT_DATE", true
		case typeTime, typeTimeZone:
			return "CURRENT_TIME", true
		}
		return "CURRENT_TIMESTAMP", c.sql.kind == typeTimestamp || c.sql.kind == typeTimestampZone || c.sql.isText()
	case defaultToday:
		return "CURRENT_DATE", true
	case defaultClock:
		return "CURRENT_TIME", true
	case defaultUser:
		return "", false
	case defaultUUID:
		// A random UUID of version 4 in the usual form.
		return "(lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || " +
			"substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))))", c.sql.kind == typeUUID || c.sql.isText()
	case defaultTrue:
		return "1", true
	case defaultFalse:
		return "0", true
	case defaultSet:
		return dialects["sqlite"].literal(v.text), true
	case defaultEmptyArray:
		return "'[]'", true
	case defaultExpression:
		return "(" + v.text + ")", true
	}
	return v.text, c.sql.array == 0
}

func sqliteColumn(w *writer, t *tablePlan, c *columnPlan) {
	w.put(w.id(c.name), " ", c.typeName)
	if c.inlineKey {
		w.put(" CONSTRAINT ", w.id(t.primary.name), " PRIMARY KEY AUTOINCREMENT")
	}
	if c.notNull {
		w.put(" NOT NULL")
	}
	if c.collation != "" {
		w.put(" COLLATE ", c.collation)
	}
	switch {
	case c.generated != "":
		w.put(" GENERATED ALWAYS AS (", c.generated, ")")
		if c.stored {
			w.put(" STORED")
		}
	case c.def != "":
		w.put(" DEFAULT ", c.def)
	}
}

// sqliteDrop removes children before their parents: with foreign keys on, SQLite refuses
// to drop a table that others refer to. Tables in a circle go in the order of the
// diagram.
func sqliteDrop(w *writer) {
	for _, v := range slices.Backward(w.views) {
		w.statement(v.t.ID, "DROP VIEW IF EXISTS ", w.table(v))
	}
	done := map[*tablePlan]bool{}
	children := map[*tablePlan][]*tablePlan{}
	for _, t := range w.tables {
		for _, f := range t.foreign {
			children[f.parent] = append(children[f.parent], t)
		}
	}
	var drop func(t *tablePlan)
	drop = func(t *tablePlan) {
		if done[t] {
			return
		}
		done[t] = true
		for _, c := range children[t] {
			drop(c)
		}
		w.statement(t.t.ID, "DROP TABLE IF EXISTS ", w.table(t))
	}
	for _, t := range w.tables {
		drop(t)
	}
}

// sqliteCaution speaks of the shell, which goes on behind an error: with tables whose rows
// could not be copied, the old ones would go.
func sqliteCaution(script string) string {
	if strings.Contains(script, "\nINSERT INTO") && strings.Contains(script, "PRAGMA foreign_keys = OFF") {
		return "The script copies rows: start sqlite3 with -bail, or it goes on behind an error."
	}
	return ""
}
