package ddl

import (
	"slices"
	"strings"
	"unicode/utf16"

	"crowsfoot/diagram"
)

// sqlserverDialect writes SQL Server 2017 and newer (the first with TRIM), and Azure SQL.
var _ = add(&Dialect{
	Name: "sqlserver", Title: "SQL Server", Aliases: []string{"mssql", "tsql"},
	meaning: "sqlserver", quote: '[', closeQuote: ']', nationalText: true,
	lexing:      lexing{bracket: true},
	unsafeBreak: sqlserverBreaks,
	caution:     sqlserverCaution,
	// https://learn.microsoft.com/sql/t-sql/language-elements/reserved-keywords-transact-sql
	// and go, which client programs read at the beginning of a line.
	reserved: wordSet(`add all alter and any as asc authorization backup begin between break browse bulk by cascade case check checkpoint
		close clustered coalesce collate column commit compute constraint contains containstable continue convert create cross current
		current_date current_time current_timestamp current_user cursor database dbcc deallocate declare default delete deny desc disk
		distinct distributed double drop dump else end errlvl escape except exec execute exists exit external fetch file fillfactor for
		foreign freetext freetexttable from full function go goto grant group having holdlock identity identity_insert identitycol if in
		index inner insert intersect into is join key kill left like lineno load merge national nocheck nonclustered not null nullif of
		off offsets on open opendatasource openquery openrowset openxml option or order outer over percent pivot plan precision primary
		print proc procedure public raiserror read readtext reconfigure references replication restore restrict return revert revoke
		right rollback rowcount rowguidcol rule save schema securityaudit select session_user set setuser shutdown some statistics
		system_user table tablesample textsize then to top tran transaction trigger truncate try_convert tsequal union unique unpivot
		update updatetext use user values varying view waitfor when where while with within writetext`),
	maxRunes: 128, wideRunes: true,
	sameName: sqlserverSame,
	// A table whose name begins with # is gone with the session, in brackets, too.
	refusesTable: func(name string) bool { return strings.HasPrefix(name, "#") },
	refusesPart:  func(name string) bool { return strings.HasPrefix(name, "#") },
	refusesSchema: func(name string) bool {
		name = strings.ToLower(name)
		return slices.Contains([]string{"sys", "information_schema", "guest"}, name) || strings.HasPrefix(name, "db_")
	},
	schemas: true, laterKeys: true, computedKeys: true, plainSources: true, computedTypes: true, oneIdentity: true,
	keyNames:   []nameScope{namesOfRelations, indexNamesInTable},
	checkNames: []nameScope{namesOfRelations}, indexNames: []nameScope{indexNamesInTable},
	namesDefaults: true, bareDefaults: true, maxKeyColumns: 32, setNullWantsNull: true, noTruth: true, countsDecimals: true, ignoresCase: true, wholeQuotients: true,
	concat: "+", lengthOf: "datalength",
	index: indexTraits{
		partial: true, include: true, filter: sqlserverFilter,
		methods: []string{"fulltext", "spatial", "columnstore", "clustered"},
	},
	native: nativeTypes(`
		bigint int integer smallint tinyint bit money smallmoney real date datetime smalldatetime text ntext image uniqueidentifier xml
		sql_variant rowversion timestamp hierarchyid geometry geography sysname json double_precision
		decimal numeric dec 0-2:38,38
		float 0-1:53
		time datetime2 datetimeoffset 0-1:7
		char character binary 0-1:8000
		nchar 0-1:4000
		varchar varbinary character_varying char_varying 0-1:8000,words
		nvarchar national_character_varying 0-1:4000,words
		national_character 0-1:4000
		vector 0-1:1998
	`),
	typeName:    sqlserverType,
	unsortable:  sqlserverUnsortable,
	identity:    sqlserverIdentity,
	indexMethod: sqlserverMethod,
	foreign:     func(*writer, *foreignPlan) string { return "" },
	defaultText: sqlserverDefault,
	prepare:     sqlserverPrepare,
	fit:         sqlserverFit,
	column:      sqlserverColumn,
	comment:     sqlserverComments,
	replaceView: "CREATE OR ALTER VIEW", batchEnd: "GO",
	schema:     sqlserverSchema,
	begin:      sqlserverBegin,
	unless:     sqlserverUnless,
	indexWords: sqlserverIndexWords,
	drop:       sqlserverDrop,
	migrate:    sqlserverMigrate,
	alter:      migrateTraits{replaces: sqlserverReplaces, moves: sqlserverMoves, frees: sqlserverFrees, rebuilds: sqlserverRebuilds, needsColumn: true},
})

// sqlserverBreaks tells of lines that sqlcmd and Management Studio take for a command, and
// of a backslash at the end of a line, which joins the lines of a string.
func sqlserverBreaks(before, after string) bool {
	line := strings.ToLower(strings.TrimSpace(after))
	return strings.HasSuffix(before, `\`) || strings.HasPrefix(line, "go") && strings.Trim(line[2:], " \t0123456789;") == "" ||
		strings.HasPrefix(line, ":") || strings.HasPrefix(line, "!!")
}

func sqlserverCaution(script string) string {
	if strings.Contains(script, "$(") {
		return "The script holds $(, which sqlcmd takes for a variable unless it is started with -x."
	}
	return ""
}

// sqlserverSame is how the usual collations compare names, as far as it can be known: by
// letters without case; what they give no weight does not count.
func sqlserverSame(name string) string {
	if isPlain(name) {
		return strings.ToLower(name)
	}
	return strings.Map(func(r rune) rune {
		if r > 0xffff || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r == 0xfeff {
			return -1
		}
		return r
	}, strings.ReplaceAll(foldCase(name), "ß", "ss"))
}

// Bounds of text in SQL Server: characters of nvarchar, and those that a key of 900 bytes
// holds.
const (
	sqlserverMaxText = 4000
	sqlserverKeyText = 450
)

// sqlserverType writes a type by its meaning.
func sqlserverType(w *writer, c *columnPlan, t sqlType) (name, loss string) {
	if t.array > 0 {
		name, _ = sqlserverText(c, sqlType{kind: typeText, said: unsaid})
		return name, "becomes text that holds JSON, because SQL Server has no lists"
	}
	check := func(sql string) { c.check = sql }
	switch t.kind {
	case typeTinyint:
		if t.unsigned {
			return "tinyint", ""
		}
		return "smallint", "" // tinyint has no sign here
	case typeSmallint:
		if t.unsigned {
			return "int", ""
		}
		return "smallint", ""
	case typeInteger:
		if t.unsigned {
			return "bigint", ""
		}
		return "int", ""
	case typeBigint:
		if t.unsigned && !w.countsRows(c) {
			return "decimal(20,0)", ""
		}
		return "bigint", ""
	case typeDecimal:
		switch {
		case t.precision <= 0:
			return "decimal(38,10)", "has no precision"
		case t.precision > 38:
			loss = "is cut to what SQL Server can hold"
		}
		if t.scale < 0 {
			t.scale = 0
		}
		return t.decimal("decimal", 38, 38), loss
	case typeFloat:
		return "real", ""
	case typeDouble:
		return "float", ""
	case typeBoolean:
		return "bit", ""
	case typeChar:
		if n := max(t.length, 1); t.length >= 0 && n <= sqlserverMaxText {
			if c.keyed && n > sqlserverKeyText {
				return sized("nvarchar", n), "keeps no blanks at its end, because a key holds 900 bytes"
			}
			return sized("nchar", n), ""
		}
		return sqlserverText(c, t)
	case typeVarchar, typeText:
		return sqlserverText(c, t)
	case typeBinary, typeVarbinary, typeBlob:
		switch {
		case t.kind == typeBinary && t.length >= 0 && t.length <= 8000:
			return sized("binary", max(t.length, 1)), ""
		case t.kind == typeVarbinary && t.length > 0 && t.length <= 8000:
			return sized("varbinary", t.length), ""
		case c.keyed:
			return "varbinary(900)", "has no length that a key could hold"
		}
		return "varbinary(max)", ""
	case typeDate:
		return "date", ""
	case typeTime:
		return t.secondsTo("time", 7), ""
	case typeTimeZone:
		return t.secondsTo("time", 7), "loses its time zone"
	case typeTimestamp:
		return t.secondsTo("datetime2", 7), ""
	case typeTimestampZone:
		return t.secondsTo("datetimeoffset", 7), ""
	case typeInterval:
		return "varchar(64)", "becomes text"
	case typeUUID:
		return "uniqueidentifier", ""
	case typeJSON:
		name, loss = sqlserverText(c, sqlType{kind: typeText, said: unsaid})
		// Before 2022 ISJSON knows objects and lists alone; any value is good in a list.
		check("ISJSON(N'[' + " + w.id(c.name) + " + N']') = 1")
		return name, loss
	case typeXML:
		return "xml", ""
	case typeBits:
		return sized("varbinary", min((max(t.length, 1)+7)/8, 8000)), "becomes bytes"
	case typeEnum:
		check(w.id(c.name) + " IN (" + w.to.literals(t.values) + ")")
		return sqlserverText(c, sqlType{kind: typeVarchar, said: unsaid, length: longestUnits(t.values)})
	case typeSet:
		return sqlserverText(c, sqlType{kind: typeVarchar, said: unsaid, length: max(len(utf16.Encode([]rune(strings.Join(t.values, ",")))), 1)})
	case typeInet:
		return "varchar(45)", "becomes text"
	case typeCIDR:
		return "varchar(49)", "becomes text"
	case typeMAC:
		return "varchar(23)", "becomes text"
	case typeSpatial:
		if t.said.Name == "geography" {
			return "geography", ""
		}
		return "geometry", ""
	}
	name, loss = sqlserverText(c, t)
	if t.said.Name != "" {
		loss = "is not known to SQL Server and becomes text"
	}
	return name, loss
}

// longestUnits is the length of the longest value, in the units that nvarchar counts.
func longestUnits(values []string) int {
	n := 1
	for _, v := range values {
		n = max(n, len(utf16.Encode([]rune(v))))
	}
	return n
}

// sqlserverText chooses a type for characters: one with a length where the column is in a
// key or a unique index.
func sqlserverText(c *columnPlan, t sqlType) (name, loss string) {
	switch {
	case t.length > 0 && t.length <= sqlserverMaxText:
		return sized("nvarchar", t.length), ""
	case c.keyed:
		return sized("nvarchar", sqlserverKeyText), "has no length that a key could hold"
	case t.kind == typeVarchar && t.length == 0 && !t.unbounded:
		return "nvarchar(255)", "has no length"
	}
	return "nvarchar(max)", ""
}

// sqlserverUnsortable tells of types that no key and no index holds.
func sqlserverUnsortable(c *columnPlan) bool {
	return strings.HasSuffix(c.typeName, "(max)") ||
		slices.Contains([]string{"xml", "geometry", "geography", "text", "ntext", "image", "json"}, c.typeName) || strings.HasPrefix(c.typeName, "vector")
}

func sqlserverIdentity(_ *writer, _ *tablePlan, c *columnPlan) (why string) {
	whole := c.sql.isInteger() || c.sql.kind == typeDecimal && c.sql.array == 0 && c.sql.scale <= 0 && c.sql.precision > 0
	if !whole {
		return "a column of type " + c.typeName + " can't"
	}
	return ""
}

// sqlserverMethod keeps the kinds of indexes that need nothing but the table.
func sqlserverMethod(x *indexPlan, method string) (why string) {
	if method == "" || method == "clustered" {
		return ""
	}
	if x.unique {
		return "an index of the kind " + method + " can't be unique"
	}
	switch method {
	case "fulltext":
		return "it needs a full-text catalog, which the diagram does not have"
	case "spatial":
		switch {
		case len(x.parts) != 1 || x.parts[0].column.typeName != "geography":
			return "it needs bounds, which the diagram does not have"
		case x.parts[0].column.table.primary == nil:
			return "it needs a primary key"
		}
	}
	for i := range x.parts {
		x.parts[i].descending = false
	}
	return ""
}

func sqlserverIndexWords(x *indexPlan) (before, after string) {
	switch x.method {
	case "clustered", "spatial":
		return strings.ToUpper(x.method) + " ", ""
	case "columnstore":
		return "NONCLUSTERED COLUMNSTORE ", ""
	}
	return "", ""
}

func sqlserverDefault(c *columnPlan, v defaultValue) (string, bool) {
	switch v.kind {
	case defaultNow:
		switch c.sql.kind {
		case typeDate, typeTime, typeTimeZone:
			return "CAST(SYSDATETIME() AS " + strings.ToLower(c.typeName) + ")", true
		case typeTimestamp:
			return "SYSDATETIME()", true
		case typeTimestampZone:
			return "SYSDATETIMEOFFSET()", true
		}
		return "", false
	case defaultToday:
		return "CAST(SYSDATETIME() AS date)", c.sql.kind == typeDate || c.sql.kind == typeTimestamp || c.sql.kind == typeTimestampZone
	case defaultClock:
		return "CAST(SYSDATETIME() AS time)", c.sql.kind == typeTime || c.sql.kind == typeTimeZone
	case defaultUser:
		return "CURRENT_USER", c.sql.isText()
	case defaultUUID:
		if c.sql.kind == typeUUID {
			return "NEWID()", true
		}
		return "LOWER(CONVERT(nvarchar(36), NEWID()))", c.sql.isText() && (c.sql.length <= 0 || c.sql.length >= 36)
	case defaultTrue:
		return "1", true
	case defaultFalse:
		return "0", true
	case defaultSet:
		return dialects["sqlserver"].literal(v.text), true
	case defaultEmptyArray:
		return "N'[]'", true
	case defaultExpression:
		return "(" + v.text + ")", true
	}
	switch c.sql.kind {
	case typeBinary, typeVarbinary, typeBlob, typeBits:
		return v.text, false // no text becomes bytes by itself
	}
	if v.text == "true" || v.text == "false" {
		return "", false
	}
	return v.text, c.sql.array == 0
}

func sqlserverColumn(w *writer, t *tablePlan, c *columnPlan) {
	w.put(w.id(c.name))
	if c.generated != "" {
		// A computed column has the type of its expression.
		if c.sql.said.Name == "" {
			w.put(" AS (", c.generated, ")")
		} else {
			w.put(" AS (CAST(", c.generated, " AS ", c.typeName, "))")
		}
		if c.isPersisted() {
			w.put(" PERSISTED")
			if c.notNull {
				w.put(" NOT NULL")
			}
		}
		return
	}
	w.put(" ", c.typeName)
	if c.collation != "" {
		w.put(" COLLATE ", c.collation)
	}
	if c.identity != "" {
		w.put(" IDENTITY(1,1)")
	}
	// Whether a column that says nothing takes NULL depends on settings of the session.
	if c.notNull {
		w.put(" NOT NULL")
	} else {
		w.put(" NULL")
	}
	if c.def != "" {
		w.put(" CONSTRAINT ", w.id(c.defaultName), " DEFAULT ", c.def)
	}
}

// isPersisted tells whether SQL Server stores a computed column, which alone may refuse
// NULL.
func (c *columnPlan) isPersisted() bool { return c.stored || c.storedInKey }

// sqlserverComments writes comments as extended properties, by the name that all tools
// know. They hold 7,500 bytes.
func sqlserverComments(w *writer, t *tablePlan) {
	kind := "TABLE"
	if t.isView() {
		kind = "VIEW"
	}
	say := func(column, text, where string, id diagram.ID) {
		if text = w.commentText(text, 7500, where, id); text == "" {
			return
		}
		w.create(made{kind: "COMMENT", schema: t.schema, name: t.name, part: column}, t.t.ID, func() {
			w.put("EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = ", w.to.literal(text), sqlserverPlace(t, kind, column))
		})
	}
	say("", t.t.Comment, t.t.Name, t.t.ID)
	for _, c := range t.columns {
		if c.c.Comment == "" {
			continue
		}
		say(c.name, c.c.Comment, t.where(c), c.c.ID)
	}
}

// sqlserverPlace names a table or a column as procedures want it.
func sqlserverPlace(t *tablePlan, kind, column string) string {
	d := dialects["sqlserver"]
	s := ",\n  @level0type = N'SCHEMA', @level0name = " + d.literal(sqlserverHome(t.schema)) + ", @level1type = N'" + kind + "', @level1name = " + d.literal(t.name)
	if column != "" {
		s += ",\n  @level2type = N'COLUMN', @level2name = " + d.literal(column)
	}
	return s
}

func sqlserverHome(schema string) string {
	if schema == "" {
		return "dbo"
	}
	return schema
}

// sqlserverUnless puts the question whether something exists before a statement.
func sqlserverUnless(w *writer, o made, create string) string {
	object := func(kind string) string {
		return "OBJECT_ID(" + w.to.literal(w.objectName(o.schema, o.name)) + ", N'" + kind + "')"
	}
	switch o.kind {
	case "TABLE":
		return "IF " + object("U") + " IS NULL\n" + create
	case "FOREIGN KEY":
		return "IF " + object("F") + " IS NULL\n" + create
	case "INDEX":
		return "IF NOT EXISTS (SELECT 1 FROM sys.indexes WHERE object_id = " + object("U") + " AND name = " + w.to.literal(o.part) + ")\n" + create
	case "COMMENT":
		column := "0"
		if o.part != "" {
			column = "COLUMNPROPERTY(OBJECT_ID(" + w.to.literal(w.objectName(o.schema, o.name)) + "), " + w.to.literal(o.part) + ", N'ColumnId')"
		}
		return "IF NOT EXISTS (SELECT 1 FROM sys.extended_properties WHERE class = 1 AND name = N'MS_Description' AND major_id = OBJECT_ID(" +
			w.to.literal(w.objectName(o.schema, o.name)) + ") AND minor_id = " + column + ")\n" + create
	}
	return create
}

// objectName writes a name as functions of SQL Server take it in a string.
func (w *writer) objectName(schema, name string) string {
	if schema == "" {
		return w.to.identifier(name, true)
	}
	return w.to.identifier(schema, true) + "." + w.to.identifier(name, true)
}

// sqlserverSchema makes a schema, which wants a batch of its own.
func sqlserverSchema(w *writer, name string, s *diagram.Schema) {
	create := "CREATE SCHEMA " + w.id(name)
	if w.opt.IfNotExists || w.opt.Drop {
		w.statement(s.ID, "IF SCHEMA_ID(", w.to.literal(name), ") IS NULL\nEXEC (N'", strings.ReplaceAll(create, "'", "''"), "')")
		return
	}
	w.endBatch()
	w.statement(s.ID, create)
	w.endBatch()
}

// sqlserverBegin sets what filtered and spatial indexes and computed columns want, and
// sqlcmd has off.
func sqlserverBegin(w *writer) {
	for _, t := range w.tables {
		if slices.ContainsFunc(t.indexes, func(x *indexPlan) bool { return x.where != "" || x.method == "spatial" }) || slices.ContainsFunc(t.columns, func(c *columnPlan) bool { return c.generated != "" }) {
			w.statement("", "SET QUOTED_IDENTIFIER ON")
			return
		}
	}
}

// sqlserverDrop removes foreign keys first: a table that others refer to can't be dropped.
func sqlserverDrop(w *writer) {
	for _, v := range slices.Backward(w.views) {
		w.statement(v.t.ID, "DROP VIEW IF EXISTS ", w.table(v))
	}
	for _, t := range w.tables {
		for _, f := range t.foreign {
			if f.why == "" {
				w.statement(f.r.ID, "IF OBJECT_ID(", w.to.literal(w.objectName(t.schema, f.name)), ", N'F') IS NOT NULL\nALTER TABLE ", w.table(t), " DROP CONSTRAINT ", w.id(f.name))
			}
		}
	}
	for _, t := range slices.Backward(w.tables) {
		w.statement(t.t.ID, "DROP TABLE IF EXISTS ", w.table(t))
	}
	w.endBatch() // what follows is read against the tables that are left
}
