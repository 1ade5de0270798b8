package ddl

import (
	"slices"
	"strings"
	"sync"

	"crowsfoot/diagram"
)

// Capability says what a database can hold of a diagram: what the linter asks before
// anyone writes a script. Dialects that are written answer from what their writer knows;
// those that are only read yet answer from the tables in this file.
type Capability struct {
	// Name is the word in Settings.Dialect, Title the name people know.
	Name, Title string

	Arrays, JSON, Enums, Sets bool
	// OwnTypes tells that people can make types.
	OwnTypes bool
	// UUID is the type for UUIDs, Boolean the one for truth values; empty where there is
	// none.
	UUID, Boolean string
	// LongKeys tells that keys and indexes take text without a bound.
	LongKeys bool

	// Deferrable foreign keys exist.
	Deferrable bool
	// OneCascadePath refuses foreign keys that reach a table by two ways, or in a circle,
	// when each changes rows.
	OneCascadePath bool
	// IndexesForeignKeys makes an index for each foreign key without being told.
	IndexesForeignKeys bool

	PartialIndexes, ExpressionIndexes, IncludedColumns bool
	// IndexMethods are the kinds of indexes besides the usual one.
	IndexMethods []string
	// KeyInIndexes tells that each index ends in the primary key by itself.
	KeyInIndexes bool

	// Virtual and Stored computed columns exist.
	Virtual, Stored bool
	// ComputedKeys allows computed columns in a primary key, ComputedReferences in a
	// foreign key.
	ComputedKeys, ComputedReferences bool

	// Folds is what becomes of the letters of a bare name: lower, upper, or nothing.
	Folds string

	dialect *Dialect
	native  map[string]arguments
	// actions are refused, by "delete" or "update" and the action.
	actions map[string]string
	// typeName writes the type of a meaning where no Dialect does.
	typeName func(t sqlType) string
}

// CapabilityOf returns what the database of a dialect can do; ok is false for a dialect
// that is not known or not chosen.
func CapabilityOf(dialect string) (c *Capability, ok bool) {
	c, ok = capabilities()[dialect]
	return c, ok
}

// capabilities are made on first use, when all dialects are there.
var capabilities = sync.OnceValue(knownCapabilities)

const noSetDefault = "InnoDB knows no SET DEFAULT"

func knownCapabilities() map[string]*Capability {
	mysqlActions := map[string]string{
		"delete " + string(diagram.ActionSetDefault): noSetDefault,
		"update " + string(diagram.ActionSetDefault): noSetDefault,
	}
	list := []*Capability{
		written("postgres", Capability{
			Arrays: true, JSON: true, Enums: true, OwnTypes: true, UUID: "uuid", Boolean: "boolean", LongKeys: true,
			Stored: true, ComputedReferences: true, Folds: "lower",
		}),
		written("mysql", Capability{
			JSON: true, Enums: true, Sets: true, Boolean: "tinyint(1)", IndexesForeignKeys: true, KeyInIndexes: true,
			Virtual: true, Stored: true, actions: mysqlActions,
		}),
		written("mariadb", Capability{
			JSON: true, Enums: true, Sets: true, UUID: "uuid", Boolean: "tinyint(1)", IndexesForeignKeys: true, KeyInIndexes: true,
			Virtual: true, Stored: true, actions: mysqlActions,
		}),
		written("sqlite", Capability{
			JSON: true, Boolean: "boolean", LongKeys: true, Virtual: true, Stored: true, ComputedReferences: true,
		}),
		sqlserverCapability(), oracleCapability(),
	}
	m := map[string]*Capability{}
	for _, c := range list {
		m[c.Name] = c
	}
	return m
}

// written fills in what a dialect's writer knows.
func written(name string, c Capability) *Capability {
	d := dialects[name]
	c.Name, c.Title, c.dialect, c.native = d.Name, d.Title, d, d.native
	c.Deferrable = d.deferrable
	c.PartialIndexes, c.ExpressionIndexes, c.IncludedColumns = d.index.partial, d.index.expressions, d.index.include
	c.IndexMethods = d.index.methods
	c.ComputedKeys = d.computedKeys
	return &c
}

// sqlserverCapability is SQL Server 2016 and newer.
// https://learn.microsoft.com/en-us/sql/t-sql/statements/alter-table-table-constraint-transact-sql
func sqlserverCapability() *Capability {
	const why = "SQL Server has no RESTRICT, and its NO ACTION does the same"
	return &Capability{
		Name: "sqlserver", Title: "SQL Server", OwnTypes: true, UUID: "uniqueidentifier", Boolean: "bit",
		OneCascadePath: true, PartialIndexes: true, IncludedColumns: true,
		Virtual: true, Stored: true, ComputedKeys: true, ComputedReferences: true,
		IndexMethods: []string{"fulltext", "spatial", "columnstore", "clustered", "nonclustered"},
		actions: map[string]string{
			"delete " + string(diagram.ActionRestrict): why, "update " + string(diagram.ActionRestrict): why,
		},
		native: nativeTypes(`
			bigint int integer smallint tinyint bit money smallmoney real date datetime smalldatetime text ntext image uniqueidentifier xml
			sql_variant rowversion timestamp hierarchyid geometry geography sysname json double_precision
			decimal numeric dec 0-2:38,38
			float 0-1:53
			time datetime2 datetimeoffset 0-1:7
			char character nchar binary 0-1:8000
			varchar nvarchar varbinary character_varying char_varying national_character_varying 0-1:8000,words
			national_character 0-1:4000
			vector 0-1:1998
		`),
		typeName: sqlserverTypeName,
	}
}

func sqlserverTypeName(t sqlType) string {
	text := func(name string, limit int) string {
		if t.length > 0 && t.length <= limit {
			return sized(name, t.length)
		}
		return name + "(max)"
	}
	switch t.kind {
	case typeTinyint:
		return "smallint" // tinyint has no sign here
	case typeDecimal:
		return t.decimal("decimal", 38, 38)
	case typeFloat:
		return "real"
	case typeDouble:
		return "float"
	case typeSmallint:
		return "smallint"
	case typeInteger:
		return "int"
	case typeBigint:
		return "bigint"
	case typeBoolean:
		return "bit"
	case typeChar, typeVarchar:
		return text("nvarchar", 4000)
	case typeText, typeJSON:
		return "nvarchar(max)"
	case typeBinary, typeVarbinary, typeBlob, typeBits:
		return text("varbinary", 8000)
	case typeDate:
		return "date"
	case typeTime, typeTimeZone:
		return "time"
	case typeTimestamp:
		return "datetime2"
	case typeTimestampZone:
		return "datetimeoffset"
	case typeUUID:
		return "uniqueidentifier"
	case typeXML:
		return "xml"
	case typeInet:
		return "varchar(45)"
	case typeSpatial:
		return "geometry"
	}
	return ""
}

// oracleCapability is Oracle 12.2 to 21c; 23ai brought boolean, too.
// https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/constraint.html
func oracleCapability() *Capability {
	const noRestrict = "Oracle has no RESTRICT, and refuses such a change anyway when no action is given"
	const noUpdate = "Oracle has no ON UPDATE"
	c := &Capability{
		Name: "oracle", Title: "Oracle", OwnTypes: true, Deferrable: true, ExpressionIndexes: true,
		Virtual: true, ComputedReferences: true, Folds: "upper",
		IndexMethods: []string{"bitmap", "reverse"},
		actions: map[string]string{
			"delete " + string(diagram.ActionRestrict):   noRestrict,
			"delete " + string(diagram.ActionSetDefault): "Oracle has no ON DELETE SET DEFAULT",
		},
		native: nativeTypes(`
			clob nclob blob bfile binary_float binary_double date long long_raw urowid rowid xmltype json sdo_geometry integer int smallint real
			double_precision interval_year_to_month interval_day_to_second
			varchar2 varchar nvarchar2 character_varying char_varying 0-1:32767
			char nchar character raw 0-1:2000
			number numeric decimal dec 0-2:38,127
			float 0-1:126
			timestamp timestamp_with_time_zone timestamp_with_local_time_zone 0-1:9
		`),
		typeName: oracleTypeName,
	}
	for _, a := range []diagram.Action{diagram.ActionRestrict, diagram.ActionCascade, diagram.ActionSetNull, diagram.ActionSetDefault} {
		c.actions["update "+string(a)] = noUpdate
	}
	return c
}

func oracleTypeName(t sqlType) string {
	switch t.kind {
	case typeTinyint:
		return "number(3)"
	case typeSmallint:
		return "number(5)"
	case typeInteger:
		return "number(10)"
	case typeBigint:
		return "number(19)"
	case typeDecimal:
		return t.decimal("number", 38, 127)
	case typeFloat:
		return "binary_float"
	case typeDouble:
		return "binary_double"
	case typeBoolean:
		return "number(1)"
	case typeChar, typeVarchar:
		if t.length > 0 && t.length <= 4000 {
			return sized("varchar2", t.length)
		}
		return "clob"
	case typeText, typeJSON, typeXML:
		return "clob"
	case typeBinary, typeVarbinary, typeBlob, typeBits:
		return "blob"
	case typeDate:
		return "date"
	case typeTime, typeTimeZone, typeTimestamp:
		return "timestamp"
	case typeTimestampZone:
		return "timestamp with time zone"
	case typeUUID:
		return "raw(16)"
	case typeInet:
		return "varchar2(45)"
	case typeSpatial:
		return "sdo_geometry"
	}
	return ""
}

// RefusesAction says why the database takes no such action on deleting or updating a
// parent row, or is empty.
func (c *Capability) RefusesAction(a diagram.Action, onUpdate bool) (why string) {
	if onUpdate {
		return c.actions["update "+string(a)]
	}
	return c.actions["delete "+string(a)]
}

// TypeFit is what a database makes of a type.
type TypeFit struct {
	// Native tells that the database takes the type as it stands.
	Native bool
	// Written is the type that stands in the script, or empty when nobody knows one.
	Written string
	// Loss is a sentence part about what is lost on the way, or empty.
	Loss string
}

// Fit tells what becomes of a type that is meant for this database. Enumerations, sets
// and lists are not looked at: their elements are.
func (c *Capability) Fit(t diagram.DataType) TypeFit {
	t.Array = 0
	if name, ok := nativeType(c.native, t); ok {
		return TypeFit{Native: true, Written: name}
	}
	if c.dialect == nil {
		s := readType(t, c.Name)
		return TypeFit{Written: c.typeName(s), Loss: s.loss}
	}
	s := readType(t, c.dialect.meaning)
	if s.kind == typeEnum || s.kind == typeSet || s.serial {
		return TypeFit{Native: true, Written: t.String()}
	}
	w := &writer{to: c.dialect, source: c.dialect.meaning, same: true, groups: map[*columnPlan][]*columnPlan{}}
	name, loss := c.dialect.typeName(w, &columnPlan{c: &diagram.Column{}, sql: s}, s)
	if s.loss != "" && loss != "" {
		loss = s.loss + " and " + loss
	}
	return TypeFit{Written: name, Loss: loss}
}

// DefaultMisfit says in a few words why a default is no value of a column's type, or is
// empty; an expression that only the database can judge passes. Dialect may be empty.
func DefaultMisfit(dialect string, t diagram.DataType, text string) (why string) {
	to := dialects[dialect]
	if to == nil {
		to = dialects["postgres"]
	}
	source := meaningOf(dialect)
	list, why := to.lexing.atomize(strings.TrimSpace(text))
	if why != "" {
		return ""
	}
	list = unwrapped(list)
	s := readType(t, source)
	if s.kind == typeUnknown || len(list) == 0 {
		return ""
	}
	if isNow(list) {
		fits := isPointInTime(s.kind) || s.isText() || source == "sqlite" && s.isNumber()
		if s.array > 0 || !fits {
			return "it is a point in time"
		}
		return ""
	}
	plain, why := withoutCasts(list)
	if why != "" {
		return ""
	}
	plain = unwrapped(plain)
	w := &writer{to: to, source: source, same: true}
	v, ok := w.literalDefault(&columnPlan{sql: s}, plain)
	if !ok {
		return ""
	}
	if a := plain[len(plain)-1]; isPointInTime(s.kind) && (a.kind == atomNumber || a.isWord("true", "false")) && source != "mysql" && source != "sqlite" {
		return "it is no point in time"
	}
	if s.isText() && plain[len(plain)-1].kind != atomString {
		return "" // turned into text by every database
	}
	return misfit(s, v, plain, false)
}

// HasIndexMethod tells whether the database has a kind of index; btree is the usual one
// everywhere.
func (c *Capability) HasIndexMethod(method string) bool {
	switch method = strings.ToLower(strings.TrimSpace(method)); method {
	case "", "btree", "clustered", "nonclustered":
		return true
	}
	return slices.Contains(c.IndexMethods, method)
}
