package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// postgresDialect writes PostgreSQL 12 and newer.
var _ = add(&Dialect{
	Name: "postgres", Title: "PostgreSQL", Aliases: []string{"postgresql", "pg"},
	meaning: "postgres", quote: '"', wholeQuotients: true, escapesLike: true, foldsToLower: true,
	lexing: lexing{dollar: true},
	// SELECT word FROM pg_get_keywords() WHERE catcode IN ('R', 'T', 'C'), version 15, and
	// what version 16 added.
	reserved: merge(wordSet(`all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
		concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp current_user
		default deferrable desc distinct do else end except false fetch for foreign freeze from full grant group having ilike in initially inner
		intersect into is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null offset on only or order
		outer overlaps placing primary references returning right select session_user similar some symmetric system_user table tablesample then
		to trailing true union unique user using variadic verbose when where window with`), postgresFunctionWords),
	harmless: postgresFunctionWords,
	maxBytes: 63,
	sameName: foldCase,
	refusesColumn: func(name string) bool {
		return slices.Contains([]string{"ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"}, name)
	},
	// A bare name is looked for in the catalog first.
	refusesTable: func(name string) bool { return strings.HasPrefix(strings.ToLower(name), "pg_") },
	refusesSchema: func(name string) bool {
		return strings.HasPrefix(strings.ToLower(name), "pg_") || strings.EqualFold(name, "information_schema")
	},
	schemas: true, namedTypes: true, emptyTables: true, laterKeys: true, bareDefaults: true,
	keyNames: []nameScope{namesOfRelations, namesInTable}, checkNames: []nameScope{namesInTable}, indexNames: []nameScope{namesOfRelations},
	concat: "||", lengthOf: "length", replaceView: "CREATE OR REPLACE VIEW", schema: plainSchema,
	maxKeyColumns: 32, storedOnly: true, deferrable: true, plainSources: true, computedKeys: true, dropForeign: "DROP CONSTRAINT IF EXISTS",
	index: indexTraits{
		expressions: true, partial: true, nulls: true, include: true, classes: true,
		methods: []string{"hash", "gin", "gist", "spgist", "brin", "hnsw", "ivfflat", "bloom"},
	},
	native: nativeTypes(`
		smallint integer int int2 int4 int8 bigint real float4 float8 double_precision boolean bool text bytea date uuid json jsonb xml
		money oid inet cidr macaddr macaddr8 point line lseg box path polygon circle tsvector tsquery name citext hstore ltree lquery
		int4range int8range numrange tsrange tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange
		datemultirange pg_lsn txid_snapshot pg_snapshot regclass regproc regtype xid xid8 cid tid bpchar
		public.citext public.hstore public.ltree jsonpath
		float 0-1:53
		varchar character_varying 0-1:10485760
		char character 0-1:10485760
		bit bit_varying varbit 0-1:83886080
		numeric decimal dec 0-2:1000,-1000..1000
		time timetz time_with_time_zone time_without_time_zone timestamp timestamptz timestamp_with_time_zone timestamp_without_time_zone interval 0-1:6
		geometry geography public.geometry public.geography 0-2:1000000,1000000,words
		vector halfvec 0-1:16000
		interval_year_to_month interval_day_to_hour interval_day_to_minute interval_hour_to_minute
	`),
	typeName:    postgresType,
	unsortable:  postgresUnsortable,
	identity:    postgresIdentity,
	indexMethod: postgresMethod,
	foreign:     func(*writer, *foreignPlan) string { return "" },
	hasFunction: postgresHasFunction,
	prepare:     postgresPrepare,
	defaultText: postgresDefault,
	column:      postgresColumn,
	comment:     postgresComments,
	drop:        postgresDrop,
	migrate:     postgresMigrate,
	alter:       migrateTraits{replaces: postgresReplaces, frees: postgresFrees, identityKinds: true},
})

// extensionOf names the extension that a type, an operator class or a function comes
// from.
var extensionOf = map[string]string{
	"citext": "citext", "hstore": "hstore", "ltree": "ltree", "lquery": "ltree", "geometry": "postgis", "geography": "postgis",
	"vector": "vector", "halfvec": "vector", "gin_trgm_ops": "pg_trgm", "gist_trgm_ops": "pg_trgm",
	"uuid_generate_v1": "uuid-ossp", "uuid_generate_v1mc": "uuid-ossp", "uuid_generate_v4": "uuid-ossp", "uuid_generate_v5": "uuid-ossp",
	"crypt": "pgcrypto", "gen_salt": "pgcrypto", "digest": "pgcrypto", "hmac": "pgcrypto", "gen_random_bytes": "pgcrypto",
	"unaccent": "unaccent", "similarity": "pg_trgm", "show_trgm": "pg_trgm", "crosstab": "tablefunc",
}

// extensionFor names the extension of a type, an operator class or a function, or is empty.
func extensionFor(name string) string {
	if e := extensionOf[name]; e != "" {
		return e
	}
	if strings.HasPrefix(name, "st_") {
		return "postgis"
	}
	return ""
}

// postgresType writes a type by its meaning.
func postgresType(w *writer, c *columnPlan, t sqlType) (name, loss string) {
	if p := t.domain; p != nil && p.name != "" {
		return w.qualified(p.schema, p.name) + strings.Repeat("[]", t.array), ""
	}
	name, loss = postgresScalar(w, c, t)
	return name + strings.Repeat("[]", t.array), loss
}

func postgresScalar(w *writer, c *columnPlan, t sqlType) (name, loss string) {
	switch t.kind {
	case typeTinyint:
		return "smallint", ""
	case typeSmallint:
		if t.unsigned {
			return "integer", ""
		}
		return "smallint", ""
	case typeInteger:
		if t.unsigned {
			return "bigint", ""
		}
		return "integer", ""
	case typeBigint:
		if t.unsigned && !w.countsRows(c) {
			return "numeric(20)", ""
		}
		return "bigint", ""
	case typeDecimal:
		return t.decimal("numeric", 1000, 1000), ""
	case typeFloat:
		return "real", ""
	case typeDouble:
		return "double precision", ""
	case typeBoolean:
		return "boolean", ""
	case typeChar:
		if t.length > 0 && t.length <= 10485760 {
			return sized("char", t.length), ""
		}
		return "char(1)", ""
	case typeVarchar:
		if t.length > 0 && t.length <= 10485760 {
			return sized("varchar", t.length), ""
		}
		return "text", ""
	case typeText:
		return "text", ""
	case typeBinary, typeVarbinary, typeBlob:
		return "bytea", ""
	case typeDate:
		return "date", ""
	case typeTime:
		return t.seconds("time"), ""
	case typeTimeZone:
		return t.seconds("timetz"), ""
	case typeTimestamp:
		return t.seconds("timestamp"), ""
	case typeTimestampZone:
		return t.seconds("timestamptz"), ""
	case typeInterval:
		return "interval", ""
	case typeUUID:
		return "uuid", ""
	case typeJSON:
		return "jsonb", ""
	case typeXML:
		return "xml", ""
	case typeBits:
		if t.said.Name == "bit" {
			return sized("bit", min(t.length, 83886080)), ""
		}
		return "bit varying", ""
	case typeEnum:
		if !w.enumFits(t.values) {
			c.check = w.id(c.name) + " IN (" + w.to.literals(t.values) + ")"
			return "text", "has values longer than 63 bytes and becomes text with a check"
		}
		p := w.enumType(c)
		return w.qualified(p.schema, p.name), ""
	case typeSet:
		c.check = w.id(c.name) + " <@ ARRAY[" + w.to.literals(t.values) + "]::text[]"
		return "text[]", "becomes a list of texts with a check"
	case typeInet:
		return "inet", ""
	case typeCIDR:
		return "cidr", ""
	case typeMAC:
		return "macaddr", ""
	case typeSpatial:
		if slices.Contains([]string{"point", "line", "lseg", "box", "path", "circle"}, t.said.Name) && w.source == "" {
			return t.said.Name, ""
		}
		return "text", "becomes text (WKT), because PostgreSQL has it only with PostGIS"
	}
	if t.said.Name == "" {
		return "text", ""
	}
	return "text", "is not known to PostgreSQL and becomes text"
}

// postgresUnsortable tells of types without a btree operator class.
func postgresUnsortable(c *columnPlan) bool {
	name, _, _ := strings.Cut(c.typeName, "[")
	return slices.Contains([]string{"json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "txid_snapshot", "pg_snapshot", "xid", "cid", "jsonpath"}, name)
}

func postgresIdentity(w *writer, t *tablePlan, c *columnPlan) (why string) {
	if !c.sql.isInteger() || c.sql.domain != nil {
		return "a column of type " + c.typeName + " can't"
	}
	// The sequence takes a name that a later table may want.
	usual := t.name + "_" + c.name + "_seq"
	if set := w.relationsOf(t.schema); set.has(usual) {
		c.identityName = set.take(usual)
	} else {
		set.reserve(usual)
	}
	return ""
}

// postgresPrepare gives child columns that are numbers the types of their parents where
// PostgreSQL compares them in one direction only, and leaves out what it can't compare.
func postgresPrepare(w *writer) {
	w.fitToParents(func(a, b string) bool {
		a, b = postgresClass(a), postgresClass(b)
		return !isNumberClass(a) || !isNumberClass(b) || postgresTakes(a, b)
	})
	w.leaveMisfits(func(child, parent *columnPlan) bool {
		if child.sql.domain != nil && !child.sql.domain.isEnum() || parent.sql.domain != nil && !parent.sql.domain.isEnum() {
			return child.sql.kind == parent.sql.kind || child.sql.isNumber() == parent.sql.isNumber()
		}
		return postgresTakes(postgresClass(child.typeName), postgresClass(parent.typeName))
	})
}

// postgresClass joins the types that PostgreSQL compares with each other.
func postgresClass(typeName string) string {
	name, rest, _ := strings.Cut(typeName, "(")
	if _, tail, ok := strings.Cut(rest, ")"); ok {
		name += tail
	}
	switch name = strings.TrimSpace(name); name {
	case "smallint", "integer", "int", "int2", "int4", "int8", "bigint":
		return "integer"
	case "numeric", "decimal", "dec":
		return "numeric"
	case "real", "float4", "float8", "double precision", "float":
		return "float"
	case "char", "character", "varchar", "character varying", "text", "bpchar", "name", "citext":
		return "text"
	case "date", "timestamp", "timestamptz", "timestamp with time zone", "timestamp without time zone":
		return "timestamp"
	case "time", "timetz", "time with time zone", "time without time zone":
		return "time"
	case "bit", "bit varying", "varbit":
		return "bits"
	case "bool":
		return "boolean"
	}
	return name
}

func isNumberClass(class string) bool {
	return class == "integer" || class == "numeric" || class == "float"
}

// postgresTakes tells whether a foreign key may refer from a column of one class to one of
// another: of its own, or where the child's values turn into the parent's by themselves.
func postgresTakes(child, parent string) bool {
	switch child {
	case parent:
		return true
	case "integer":
		return parent == "numeric" || parent == "float" || parent == "oid"
	case "numeric":
		return parent == "float"
	}
	return child == "cidr" && parent == "inet"
}

func postgresMethod(x *indexPlan, method string) (why string) {
	switch method {
	case "":
		return ""
	case "hash":
		if len(x.parts) > 1 || x.unique {
			return "a hash index holds one column and is not unique"
		}
		if c := x.parts[0].column; c != nil && x.parts[0].class == "" && !postgresHashes(c) {
			return "a hash index holds no values of type " + c.typeName
		}
	default:
		if x.unique {
			return "an index of the kind " + method + " can't be unique"
		}
	}
	for i := range x.parts {
		x.parts[i].descending, x.parts[i].nulls = false, ""
	}
	return ""
}

// postgresHashes tells of types with a hash operator class.
func postgresHashes(c *columnPlan) bool {
	name, _, _ := strings.Cut(strings.TrimSuffix(c.typeName, "[]"), "(")
	return !postgresUnsortable(c) && !slices.Contains([]string{"bit", "bit varying", "varbit", "money", "tsvector", "tsquery"}, name)
}

func postgresDefault(c *columnPlan, v defaultValue) (string, bool) {
	switch v.kind {
	case defaultNow:
		switch c.sql.kind {
		case typeDate:
			return "CURRENT_DATE", true
		case typeTime, typeTimeZone:
			return "CURRENT_TIME", true
		case typeTimestamp, typeTimestampZone:
			return "CURRENT_TIMESTAMP", true
		}
		return "", false
	case defaultToday:
		return "CURRENT_DATE", c.sql.kind == typeDate || c.sql.kind == typeTimestamp || c.sql.kind == typeTimestampZone
	case defaultClock:
		return "CURRENT_TIME", c.sql.kind == typeTime || c.sql.kind == typeTimeZone
	case defaultUser:
		return "CURRENT_USER", c.sql.isText()
	case defaultUUID:
		if c.sql.kind == typeUUID {
			return "gen_random_uuid()", true
		}
		return "(gen_random_uuid())::text", c.sql.isText() && c.sql.length != 1
	case defaultTrue:
		return "true", true
	case defaultFalse:
		return "false", true
	case defaultSet:
		if v.text == "" {
			return "'{}'", true
		}
		return "ARRAY[" + dialects["postgres"].literals(strings.Split(v.text, ",")) + "]", true
	case defaultEmptyArray:
		return "'{}'", true
	case defaultExpression:
		return "(" + v.text + ")", true
	}
	number, truth := isPlainNumber(strings.TrimLeft(v.text, "-")), v.text == "true" || v.text == "false"
	if number && !c.sql.isNumber() && !c.sql.isText() || truth && c.sql.kind != typeBoolean {
		// PostgreSQL makes no bytes, intervals or JSON of a number, but of a string.
		v.text = "'" + v.text + "'"
	}
	return v.text, c.sql.array == 0 || strings.HasPrefix(v.text, "'")
}

func postgresColumn(w *writer, _ *tablePlan, c *columnPlan) {
	w.put(w.id(c.name), " ", c.typeName)
	if c.collation != "" {
		w.put(" COLLATE ", w.to.identifier(strings.Trim(c.collation, `"`), true))
	}
	if c.notNull {
		w.put(" NOT NULL")
	}
	switch {
	case c.generated != "":
		w.put(" GENERATED ALWAYS AS (", c.generated, ") STORED")
	case c.identity == diagram.IdentityAlways:
		w.put(" GENERATED ALWAYS AS IDENTITY")
	case c.identity != "":
		w.put(" GENERATED BY DEFAULT AS IDENTITY")
	case c.def != "":
		w.put(" DEFAULT ", c.def)
	}
	if c.identityName != "" && c.identity != "" {
		w.put(" (SEQUENCE NAME ", w.id(c.identityName), ")")
	}
}

func postgresComments(w *writer, t *tablePlan) {
	kind := "TABLE "
	if t.isView() {
		kind = "VIEW "
	}
	if t.t.Comment != "" {
		w.statement(t.t.ID, "COMMENT ON ", kind, w.table(t), " IS ", w.to.literal(t.t.Comment))
	}
	for _, c := range t.columns {
		if c.c.Comment != "" {
			w.statement(t.t.ID, "COMMENT ON COLUMN ", w.table(t), ".", w.id(c.name), " IS ", w.to.literal(c.c.Comment))
		}
	}
}

func postgresDrop(w *writer) {
	for _, v := range slices.Backward(w.views) {
		w.statement(v.t.ID, "DROP VIEW IF EXISTS ", w.table(v), " CASCADE")
	}
	for _, t := range slices.Backward(w.tables) {
		w.statement(t.t.ID, "DROP TABLE IF EXISTS ", w.table(t), " CASCADE")
	}
	for _, p := range slices.Backward(w.types) {
		kind := "TYPE"
		if !p.isEnum() {
			kind = "DOMAIN"
		}
		w.statement("", "DROP ", kind, " IF EXISTS ", w.qualified(p.schema, p.name), " CASCADE")
	}
}

// postgresFunctionWords are the keywords of category C: they are quoted, because they
// begin types and calls, but a table or a column may bear them bare.
var postgresFunctionWords = wordSet(`between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval least
		national nchar none normalize nullif numeric out overlay position precision real row setof smallint substring time timestamp treat trim
		values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`)
