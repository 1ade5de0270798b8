package ddl

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// mysqlDialect writes MySQL 8.0.16 and newer (the first with checks).
var _ = add(mysqlLike(&Dialect{
	Name: "mysql", Title: "MySQL",
	native: nativeTypes(mysqlTypes),
}))

// mysqlLike fills in what MySQL and MariaDB have in common.
func mysqlLike(d *Dialect) *Dialect {
	d.meaning, d.quote, d.backslash = "mysql", '`', true
	d.lexing = lexing{backslash: true, backtick: true, hash: true, doubleText: true}
	d.reserved, d.harmless = mysqlReserved, mysqlOnly
	if d.Name == "mysql" {
		d.harmless = mariadbOnly
	}
	// A name of a file ends at 255 bytes, and has three letters and a dot behind it.
	d.maxRunes, d.plainRunes, d.maxFileBytes = 64, true, 240
	d.sameName = foldAccents
	d.refusesColumn = func(name string) bool {
		return slices.Contains([]string{"db_row_id", "db_trx_id", "db_roll_ptr"}, strings.ToLower(name))
	}
	d.refusesSchema = func(name string) bool {
		return slices.Contains([]string{"mysql", "information_schema", "performance_schema", "sys"}, strings.ToLower(name))
	}
	d.laterKeys, d.indexInTable, d.setNullWantsNull = true, true, true
	d.keyNames, d.indexNames = []nameScope{indexNamesInTable}, []nameScope{indexNamesInTable}
	// A foreign key makes an index of its name.
	d.checkNames = []nameScope{namesInDatabase, indexNamesInTable}
	d.lengthOf, d.replaceView, d.schema = "char_length", "CREATE OR REPLACE VIEW", plainSchema
	d.maxKeyColumns, d.oneIdentity = 16, true
	d.ignoresCase, d.escapesLike = true, true
	d.index.methods = []string{"fulltext", "spatial"} // InnoDB has no hash
	if d.typeName == nil {
		d.typeName = mysqlType
	}
	d.unsortable = mysqlUnsortable
	d.identity = mysqlIdentity
	d.indexMethod = mysqlMethod
	d.foreign = mysqlForeign
	d.defaultText = mysqlDefault
	d.hasFunction = mysqlHasFunction
	d.prepare = mysqlPrepare
	d.fit = mysqlFit
	d.column = mysqlColumn
	d.afterTable = mysqlAfterTable
	d.drop = mysqlDrop
	d.migrate, d.alter = mysqlMigrate, migrateTraits{replaces: mysqlReplaces, frees: mysqlFrees, keeps: mysqlKeeps}
	return d
}

// mysqlTypes are the types that MySQL and MariaDB share. varchar(16383) is what fits the
// row limit of 65,535 bytes in utf8mb4.
const mysqlTypes = `
	tinyint smallint mediumint int integer bigint bool boolean date tinytext mediumtext longtext tinyblob mediumblob longblob json
	tinyint smallint mediumint int integer bigint 0-1:255
	decimal numeric dec fixed 0-2:65,30
	float double double_precision real 0-2:255,30
	text blob 0-1:1000000000
	char 0-1:255
	varchar 1-1:16383
	character 0-1:255
	character_varying 1-1:16383
	binary 0-1:255
	varbinary 1-1:65000
	time datetime timestamp 0-1:6
	year 0-1:4
	bit 0-1:64
	geometry point linestring polygon multipoint multilinestring multipolygon geometrycollection
`

// mysqlReserved are the reserved words of MySQL 8.4 and of MariaDB 11.
// https://dev.mysql.com/doc/refman/8.4/en/keywords.html
// https://mariadb.com/kb/en/reserved-words/
var mysqlReserved = wordSet(`accessible add all alter analyze and as asc asensitive before between bigint binary blob both by call cascade
	case change char character check collate column condition constraint continue convert create cross cube cume_dist current_date current_role
	current_time current_timestamp current_user cursor database databases day_hour day_microsecond day_minute day_second dec decimal declare
	default delayed delete delete_domain_id dense_rank desc describe deterministic distinct distinctrow div do_domain_ids double drop dual each
	else elseif empty enclosed escaped except exists exit explain false fetch first_value float float4 float8 for force foreign from fulltext
	function general generated get grant group grouping groups having high_priority hour_microsecond hour_minute hour_second if ignore
	ignore_domain_ids ignore_server_ids in index infile inner inout insensitive insert int int1 int2 int3 int4 int8 integer intersect interval
	into io_after_gtids io_before_gtids is iterate join json_table key keys kill lag last_value lateral lead leading leave left like limit
	linear lines load localtime localtimestamp lock long longblob longtext loop low_priority manual master_bind master_demote_to_replica master_demote_to_slave master_heartbeat_period
	master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext middleint minute_microsecond minute_second mod modifies natural
	no_write_to_binlog not nth_value ntile null numeric of offset on optimize optimizer_costs option optionally or order out outer outfile over
	page_checksum parallel parse_vcol_expr partition percent_rank period portion precision primary procedure purge qualify range rank read
	read_write reads real recursive ref_system_id references regexp release rename repeat replace require resignal restrict return returning
	revoke right rlike row row_number rows schema schemas second_microsecond select sensitive separator set show signal slow smallint spatial
	specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate sqlwarning ssl starting stats_auto_recalc
	stats_persistent stats_sample_pages stored straight_join system system_time table tablesample terminated then tinyblob tinyint tinytext to
	to_date trailing trigger true undo union unique unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary
	varchar varcharacter vector varying versioning virtual when where while window with without write xor year_month zerofill rownum sysdate current_catalog current_schema localtime`)

// mariadbOnly are the words that MySQL takes bare, mysqlOnly those that MariaDB does.
var (
	mariadbOnly = wordSet(`current_role current_catalog current_schema delete_domain_id do_domain_ids general ignore_domain_ids ignore_server_ids
		master_demote_to_replica master_demote_to_slave master_heartbeat_period minus offset page_checksum parse_vcol_expr period portion ref_system_id returning rownum
		slow stats_auto_recalc stats_persistent stats_sample_pages sysdate system_time to_date versioning without vector`)
	mysqlOnly = wordSet(`cube cume_dist dense_rank empty first_value function get grouping groups io_after_gtids io_before_gtids json_table lag
		last_value lateral lead manual master_bind nth_value ntile of optimizer_costs parallel percent_rank qualify rank row row_number
		stored system virtual generated vector`)
)

// mysqlType writes a type by its meaning.
func mysqlType(w *writer, c *columnPlan, t sqlType) (name, loss string) {
	if t.array > 0 {
		return mysqlKeyed(c, "json", "becomes json, because "+w.to.Title+" has no lists")
	}
	sign := ""
	if t.unsigned {
		sign = " unsigned"
	}
	switch t.kind {
	case typeTinyint:
		return "tinyint" + sign, ""
	case typeSmallint:
		return "smallint" + sign, ""
	case typeInteger:
		return "int" + sign, ""
	case typeBigint:
		return "bigint" + sign, ""
	case typeDecimal:
		if t.precision <= 0 {
			return "decimal(38,10)" + sign, "has no precision"
		}
		if t.precision > 65 || t.scale > 30 {
			return t.decimal("decimal", 65, 30) + sign, "is cut to what " + w.to.Title + " can hold"
		}
		return t.decimal("decimal", 65, 30) + sign, ""
	case typeFloat:
		return "float", ""
	case typeDouble:
		return "double", ""
	case typeBoolean:
		return "tinyint(1)", ""
	case typeChar:
		switch {
		case t.length == 0:
			return "char(1)", ""
		case t.length > 0 && t.length <= 255:
			return sized("char", t.length), ""
		}
		return mysqlText(c, t)
	case typeVarchar, typeText, typeXML:
		return mysqlText(c, t)
	case typeBinary, typeVarbinary:
		switch {
		case t.kind == typeBinary && t.length <= 255 && t.length >= 0:
			return sized("binary", max(t.length, 1)), ""
		case t.length > 0 && t.length <= 3072 || t.length > 0 && t.length <= 65000 && !c.keyed && !c.indexed:
			return sized("varbinary", t.length), ""
		}
		return mysqlKeyed(c, "longblob", "")
	case typeBlob:
		name := "longblob"
		if w.source == "" {
			name = "blob"
		}
		return mysqlKeyed(c, name, "")
	case typeDate:
		return "date", ""
	case typeTime:
		return t.seconds("time"), ""
	case typeTimeZone:
		return t.seconds("time"), "loses its time zone"
	case typeTimestamp:
		if t.precision < 0 && w.source != "" && t.said.Name != "smalldatetime" {
			t.precision = 6
		}
		return t.seconds("datetime"), ""
	case typeTimestampZone:
		if t.precision < 0 && w.source != "mysql" {
			t.precision = 6
		}
		return t.seconds("timestamp"), "becomes a type that ends in the year 2038"
	case typeInterval:
		return "varchar(64)", "becomes text"
	case typeUUID:
		return "char(36)", ""
	case typeJSON:
		return mysqlKeyed(c, "json", "")
	case typeBits:
		if t.length <= 64 {
			return sized("bit", max(t.length, 1)), ""
		}
		return sized("varbinary", min((t.length+7)/8, 65000)), "becomes bytes"
	case typeEnum:
		return mysqlEnum(w, c, "enum", t)
	case typeSet:
		return mysqlEnum(w, c, "set", t)
	case typeInet:
		return "varchar(45)", "becomes text"
	case typeCIDR:
		return "varchar(49)", "becomes text"
	case typeMAC:
		return "varchar(23)", "becomes text"
	case typeSpatial:
		if slices.Contains([]string{"point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection"}, t.said.Name) {
			return t.said.Name, ""
		}
		return "geometry", ""
	}
	name, loss = mysqlText(c, t)
	if t.said.Name != "" {
		loss = "is not known to " + w.to.Title + " and becomes text"
	}
	return name, loss
}

// mysqlText chooses a type for characters: one with a length where the column is in a
// key or an index.
func mysqlText(c *columnPlan, t sqlType) (name, loss string) {
	switch {
	case t.length > 0 && t.length <= 16383:
		return sized("varchar", t.length), ""
	case c.keyed:
		return "varchar(255)", "has no length that a key could hold"
	case t.length > 0:
		return "longtext", "is longer than a row may be"
	case t.length < 0:
		return "longtext", ""
	case t.kind == typeVarchar:
		return "varchar(255)", "has no length"
	case t.kind == typeText && (t.said.Name == "text" || t.said.Name == "tinytext") && !t.unbounded:
		return "text", ""
	case t.kind == typeUnknown:
		return "text", ""
	}
	return "longtext", ""
}

// mysqlKeyed gives a column of a type without bounds a length when a key must hold it.
func mysqlKeyed(c *columnPlan, name, loss string) (string, string) {
	if !c.keyed {
		return name, loss
	}
	if strings.HasSuffix(name, "blob") {
		return "varbinary(255)", "has no length that a key could hold"
	}
	return "varchar(255)", "can't be in a key"
}

// mysqlEnum writes enum and set inline. MySQL allows 255 characters in a value, and no
// comma in a value of a set.
func mysqlEnum(w *writer, c *columnPlan, name string, t sqlType) (string, string) {
	bad := slices.ContainsFunc(t.values, func(v string) bool { return len([]rune(v)) > 255 || name == "set" && strings.Contains(v, ",") })
	if bad || name == "set" && len(t.values) > 64 || len(t.values) > 3000 {
		return "varchar(255)", "has values that " + w.to.Title + " can't list"
	}
	return name + "(" + w.to.literals(t.values) + ")", ""
}

func mysqlUnsortable(c *columnPlan) bool {
	switch strings.ToLower(c.typeName) {
	case "json", "geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon", "geometrycollection":
		return true
	}
	return false
}

func mysqlIdentity(w *writer, t *tablePlan, c *columnPlan) (why string) {
	if !c.sql.isInteger() {
		return "a column of type " + c.typeName + " can't"
	}
	first := t.primary != nil && t.primary.columns[0] == c
	for _, k := range t.uniques {
		first = first || k.columns[0] == c
	}
	for _, x := range t.indexes {
		first = first || x.parts[0].column == c && x.method == ""
	}
	if !first {
		x := &indexPlan{x: &diagram.Index{}, parts: []partPlan{{column: c}}}
		x.name = t.indexNames.take(t.name + "_" + c.name + "_idx")
		t.indexes = append(t.indexes, x)
		w.note(&t.notes, c.c.ID, "index-added", t.where(c), "An index on %s is added: %s wants one on a column that numbers rows.", t.where(c), w.to.Title)
	}
	return ""
}

func mysqlMethod(x *indexPlan, method string) (why string) {
	switch method {
	case "fulltext":
		for i, p := range x.parts {
			if p.column == nil || !p.column.sql.isText() {
				return "a fulltext index holds columns of text only"
			}
			x.parts[i].descending, x.parts[i].length = false, 0
		}
		if x.unique {
			return "a fulltext index can't be unique"
		}
	case "spatial":
		if len(x.parts) != 1 || x.parts[0].column == nil || x.parts[0].column.sql.kind != typeSpatial || !x.parts[0].column.notNull || x.unique {
			return "a spatial index holds one spatial column that refuses NULL"
		}
		x.parts[0].descending = false
	}
	return ""
}

func mysqlForeign(w *writer, f *foreignPlan) (why string) {
	if f.child.name == f.parent.name {
		for i := range f.from {
			if f.from[i] == f.to[i] {
				return "it refers to itself"
			}
		}
	}
	for _, c := range append(slices.Clone(f.from), f.to...) {
		if strings.TrimSpace(c.c.Generated) != "" {
			return "its column is computed"
		}
	}
	return ""
}

func mysqlDefault(c *columnPlan, v defaultValue) (string, bool) {
	fraction := ""
	if i := strings.IndexByte(c.typeName, '('); i >= 0 {
		fraction = c.typeName[i:]
	}
	switch v.kind {
	case defaultNow:
		switch c.sql.kind {
		case typeDate:
			return "(CURRENT_DATE)", true
		case typeTime, typeTimeZone:
			return "(CURRENT_TIME)", true
		case typeTimestamp, typeTimestampZone:
			return "CURRENT_TIMESTAMP" + fraction, true
		}
		return "", false
	case defaultToday:
		return "(CURRENT_DATE)", c.sql.kind == typeDate || c.sql.kind == typeTimestamp || c.sql.kind == typeTimestampZone
	case defaultClock:
		return "(CURRENT_TIME)", c.sql.kind == typeTime || c.sql.kind == typeTimeZone
	case defaultUser:
		return "(CURRENT_USER())", c.sql.isText()
	case defaultUUID:
		return "(uuid())", c.sql.kind == typeUUID || c.sql.isText()
	case defaultTrue:
		return "1", true
	case defaultFalse:
		return "0", true
	case defaultSet:
		return dialects["mysql"].literal(v.text), true
	case defaultEmptyArray:
		return "('[]')", true
	case defaultExpression:
		return "(" + v.text + ")", true
	}
	if c.sql.array > 0 {
		return "", false
	}
	if c.sql.kind == typeBits && strings.HasPrefix(c.typeName, "bit") && strings.HasPrefix(v.text, "'") {
		return "b" + v.text, true
	}
	if n, perUnit := mysqlLength(c); n > 0 && perUnit == 4 && utf8.RuneCountInString(v.text) > n+2 && c.sql.length == 0 && strings.HasPrefix(v.text, "'") {
		return "", false // of an enumeration whose values are too long to be listed
	}
	if strings.HasSuffix(c.typeName, "text") || strings.HasSuffix(c.typeName, "blob") || mysqlUnsortable(c) {
		// Long types take a default as an expression only.
		return "(" + v.text + ")", !mysqlUnsortable(c) || c.typeName == "json"
	}
	if c.typeName == "inet6" && strings.Contains(v.text, ".") && !strings.Contains(v.text, ":") {
		return "'::ffff:" + v.text[1:], true
	}
	return v.text, true
}

func mysqlColumn(w *writer, _ *tablePlan, c *columnPlan) {
	w.put(w.id(c.name), " ", c.typeName)
	if c.collation != "" {
		w.put(" COLLATE ", c.collation)
	}
	switch {
	case c.generated != "":
		w.put(" GENERATED ALWAYS AS (", c.generated, ")")
		if c.stored {
			w.put(" STORED")
		}
	case c.notNull:
		w.put(" NOT NULL")
	case strings.HasPrefix(c.typeName, "timestamp"):
		// Without it older servers make timestamps NOT NULL.
		w.put(" NULL")
	}
	switch {
	case c.identity != "":
		w.put(" AUTO_INCREMENT")
	case c.def != "":
		w.put(" DEFAULT ", c.def)
	}
	w.put(c.onUpdate)
	if c.c.Comment != "" {
		w.put(" COMMENT ", w.to.literal(cutRunes(c.c.Comment, 1024)))
	}
}

func cutRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// indexLine is an index inside CREATE TABLE, as it is written.
func (w *writer) indexLine(x *indexPlan) string {
	return w.textOf(func() { w.putIndexLine(x) })
}

func (w *writer) putIndexLine(x *indexPlan) {
	kind := "KEY "
	switch {
	case x.unique:
		kind = "UNIQUE KEY "
	case x.method == "fulltext":
		kind = "FULLTEXT KEY "
	case x.method == "spatial":
		kind = "SPATIAL KEY "
	}
	w.put(kind, w.id(x.name), " (")
	w.putIndexParts(x)
	w.put(")")
}

func mysqlAfterTable(w *writer, t *tablePlan) string {
	s := " " + cmp.Or(w.opt.TableOptions, "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4")
	if t.t.Comment != "" {
		s += " COMMENT=" + w.to.literal(cutRunes(t.t.Comment, 2048))
	}
	return s
}

func mysqlDrop(w *writer) {
	for _, v := range slices.Backward(w.views) {
		w.statement(v.t.ID, "DROP VIEW IF EXISTS ", w.table(v))
	}
	if len(w.tables) == 0 {
		return
	}
	// Foreign keys may go round in circles.
	w.statement("", "SET FOREIGN_KEY_CHECKS = 0")
	for _, t := range slices.Backward(w.tables) {
		w.statement(t.t.ID, "DROP TABLE IF EXISTS ", w.table(t))
	}
	w.statement("", "SET FOREIGN_KEY_CHECKS = 1")
}
