package ddl

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// typeKind is what a type means, whatever the dialect calls it.
type typeKind int

const (
	typeUnknown typeKind = iota // a name that no dialect knows, or none at all
	typeTinyint
	typeSmallint
	typeInteger
	typeBigint
	typeDecimal
	typeFloat
	typeDouble
	typeBoolean
	typeChar
	typeVarchar
	typeText
	typeBinary
	typeVarbinary
	typeBlob
	typeDate
	typeTime
	typeTimeZone
	typeTimestamp
	typeTimestampZone
	typeInterval
	typeUUID
	typeJSON
	typeXML
	typeBits
	typeEnum
	typeSet
	typeInet
	typeCIDR
	typeMAC
	typeSpatial
)

// sqlType is a type by its meaning.
type sqlType struct {
	kind typeKind
	// length of characters, bytes or bits; 0 means not said, -1 as long as can be.
	length int
	// precision and scale of decimals; precision of seconds for times. -1 means not said.
	precision, scale int
	unsigned         bool
	values           []string
	array            int
	// domain is the named type of the diagram that the column names, or nil.
	domain *typePlan
	// serial types number rows by themselves.
	serial bool
	// unbounded text is of a dialect whose text has no end; MySQL's ends at 64 KB.
	unbounded bool
	// said is the type as the diagram has it; unsaid where it has none.
	said *diagram.DataType
	// loss is what reading it lost already, or empty.
	loss string
}

// unsaid is what a diagram says of a type that only the script needs.
var unsaid = &diagram.DataType{}

// readType finds the meaning of a type in the words of a dialect; an empty dialect means
// the words of a drawing.
func readType(t diagram.DataType, dialect string) sqlType {
	out := sqlType{precision: -1, scale: -1, array: t.Array, unsigned: t.Unsigned, values: t.Values, said: &t}
	name := t.Name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	kind, ok := dialectKinds[dialect][name]
	if !ok {
		kind, ok = typeKinds[name]
	}
	if !ok {
		kind = familyKinds[t.Family()]
		if kind != typeUnknown {
			out.loss = "is no type of SQL"
		}
	}
	out.kind = kind
	out.serial = strings.Contains(name, "serial") || name == "identity" || strings.HasPrefix(name, "auto") || name == "counter"
	out.unbounded = dialect != "" && dialect != "mysql"
	out.readArguments(name, dialect)
	return out
}

// readArguments gives the arguments their meaning for the kind.
func (t *sqlType) readArguments(name, dialect string) {
	args := t.said.Args
	first, second := typeNumber(args, 0), typeNumber(args, 1)
	switch t.kind {
	case typeTinyint:
		if first == 1 && len(args) == 1 {
			t.kind = typeBoolean
		}
	case typeBits:
		// bit is a truth value nearly everywhere; with a length it is a row of bits.
		if first <= 1 && name == "bit" && dialect != "postgres" {
			t.kind = typeBoolean
		}
		t.length = max(first, 0)
		if name == "bit" {
			t.length = max(first, 1)
		}
	case typeDecimal:
		t.precision, t.scale = first, second
		if n := negativeNumber(args, 1); n < 0 && first > 0 {
			t.precision, t.scale = first-n, 0 // digits that are zeros
		}
		switch name {
		case "money", "currency":
			t.precision, t.scale = 19, 4
		case "smallmoney":
			t.precision, t.scale = 10, 4
		case "number":
			t.readNumber()
		}
	case typeFloat:
		// The number is the precision in bits, except in MySQL's float(7,4).
		if first > 24 || name == "float" && len(args) == 0 && dialect == "sqlserver" || name == "float" && len(args) == 0 && dialect == "postgres" {
			t.kind = typeDouble
		}
	case typeChar, typeVarchar, typeBinary, typeVarbinary:
		t.length = max(first, 0)
		if len(args) > 0 && strings.EqualFold(args[0], "max") {
			t.length = -1
		}
	case typeTime, typeTimeZone, typeTimestamp, typeTimestampZone:
		t.precision = first
	case typeEnum, typeSet:
		if len(t.values) == 0 {
			t.kind, t.loss = typeVarchar, "has no values"
		}
	}
}

// readNumber reads Oracle's NUMBER, which is every type of number.
func (t *sqlType) readNumber() {
	if t.precision < 0 || t.scale > 0 {
		return
	}
	switch {
	case t.precision <= 4:
		t.kind = typeSmallint
	case t.precision <= 9:
		t.kind = typeInteger
	case t.precision <= 18:
		t.kind = typeBigint
	default:
		t.scale = 0
	}
	if t.kind != typeDecimal {
		t.precision, t.scale = -1, -1
	}
}

// typeNumber returns argument i as a number; -1 when it is not there or not a number.
// "20 CHAR" counts as 20, and "20CHAR" too.
func typeNumber(args []string, i int) int {
	if i >= len(args) {
		return -1
	}
	digits := args[i][:len(args[i])-len(strings.TrimLeft(args[i], "0123456789"))]
	if unit := strings.ToLower(strings.TrimSpace(args[i][len(digits):])); unit != "" && unit != "char" && unit != "byte" {
		return -1
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 0 || n > 1<<31-1 {
		return -1
	}
	return n
}

// negativeNumber returns argument i where it is a number of up to four digits below zero,
// else 0.
func negativeNumber(args []string, i int) int {
	if i >= len(args) || len(args[i]) > 5 {
		return 0
	}
	n, _ := strconv.Atoi(args[i])
	return min(n, 0)
}

// typeKinds are the meanings of names that mean the same everywhere.
var typeKinds = kindNames(map[typeKind]string{
	typeTinyint:       "tinyint int1 utinyint",
	typeSmallint:      "smallint int2 smallserial serial2 year short ushort usmallint smallinteger",
	typeInteger:       "int integer int4 int3 mediumint middleint serial serial4 int32 uint uint32 uinteger long_int autoincrement auto_increment autonumber counter identity increments oid",
	typeBigint:        "bigint int8 bigserial serial8 int64 uint64 ubigint bigincrements biginteger long ulong big_int hugeint",
	typeDecimal:       "decimal numeric dec fixed number money smallmoney currency",
	typeFloat:         "float real float4 float32 single binary_float",
	typeDouble:        "double double_precision float8 float64 binary_double",
	typeBoolean:       "boolean bool",
	typeBits:          "bit bit_varying varbit",
	typeChar:          "char character nchar bpchar national_character national_char",
	typeVarchar:       "varchar character_varying char_varying nvarchar varchar2 nvarchar2 national_character_varying national_char_varying national_varchar nchar_varying string str sysname",
	typeText:          "text ntext tinytext mediumtext longtext clob nclob dbclob character_large_object char_large_object long_varchar citext tsvector tsquery hstore ltree",
	typeXML:           "xml xmltype",
	typeBinary:        "binary raw",
	typeVarbinary:     "varbinary binary_varying",
	typeBlob:          "blob tinyblob mediumblob longblob bytea image long_raw binary_large_object bytes bfile rowversion",
	typeDate:          "date",
	typeTime:          "time time_without_time_zone",
	typeTimeZone:      "timetz time_with_time_zone",
	typeTimestamp:     "timestamp datetime datetime2 smalldatetime timestamp_without_time_zone timestamp_ntz datetime64",
	typeTimestampZone: "timestamptz timestamp_with_time_zone timestamp_with_local_time_zone datetimeoffset timestamp_ltz timestamp_tz datetimetz",
	typeInterval:      "interval interval_year_to_month interval_day_to_second duration",
	typeUUID:          "uuid guid uniqueidentifier",
	typeJSON:          "json jsonb",
	typeEnum:          "enum",
	typeSet:           "set",
	typeInet:          "inet inet4 inet6 ip",
	typeCIDR:          "cidr",
	typeMAC:           "macaddr macaddr8",
	typeSpatial:       "geometry geography point linestring polygon multipoint multilinestring multipolygon geometrycollection geomcollection line lseg box path circle sdo_geometry",
})

// dialectKinds are the names that mean something else in one dialect.
var dialectKinds = map[string]map[string]typeKind{
	"mysql":     {"timestamp": typeTimestampZone, "real": typeDouble, "long": typeText, "long varchar": typeText},
	"sqlserver": {"timestamp": typeBlob},
	"oracle":    {"date": typeTimestamp, "long": typeText, "float": typeDouble},
	"sqlite":    {"int8": typeBigint},
}

// familyKinds stand in for names that only their family is known of.
var familyKinds = map[diagram.Family]typeKind{
	diagram.FamilyInteger:   typeInteger,
	diagram.FamilyDecimal:   typeDecimal,
	diagram.FamilyFloat:     typeDouble,
	diagram.FamilyBoolean:   typeBoolean,
	diagram.FamilyText:      typeVarchar,
	diagram.FamilyBinary:    typeBlob,
	diagram.FamilyDate:      typeDate,
	diagram.FamilyTime:      typeTime,
	diagram.FamilyTimestamp: typeTimestamp,
	diagram.FamilyInterval:  typeInterval,
	diagram.FamilyUUID:      typeUUID,
	diagram.FamilyJSON:      typeJSON,
	diagram.FamilyEnum:      typeEnum,
	diagram.FamilyNetwork:   typeInet,
	diagram.FamilySpatial:   typeSpatial,
}

func kindNames(lists map[typeKind]string) map[string]typeKind {
	m := map[string]typeKind{}
	for kind, list := range lists {
		for name := range strings.FieldsSeq(list) {
			m[strings.ReplaceAll(name, "_", " ")] = kind
			m[name] = kind
		}
	}
	return m
}

// isInteger tells whether the type holds whole numbers.
func (t sqlType) isInteger() bool {
	return t.array == 0 && slices.Contains([]typeKind{typeTinyint, typeSmallint, typeInteger, typeBigint}, t.kind)
}

// isText tells whether the type holds characters.
func (t sqlType) isText() bool {
	return t.array == 0 && slices.Contains([]typeKind{typeChar, typeVarchar, typeText, typeUnknown}, t.kind)
}

// isNumber tells whether the type holds numbers.
func (t sqlType) isNumber() bool {
	return t.isInteger() || t.array == 0 && slices.Contains([]typeKind{typeDecimal, typeFloat, typeDouble}, t.kind)
}

// seconds writes the precision of seconds behind the name of a type, if it was said.
func (t sqlType) seconds(name string) string { return t.secondsTo(name, 6) }

// secondsTo does so for a database that counts up to most digits of a second.
func (t sqlType) secondsTo(name string, most int) string {
	if t.precision < 0 {
		return name
	}
	return sized(name, min(t.precision, most))
}

// decimal writes a decimal type whose precision and scale the database bounds.
func (t sqlType) decimal(name string, maxPrecision, maxScale int) string {
	if t.precision <= 0 {
		return name
	}
	p := min(t.precision, maxPrecision)
	if t.scale < 0 {
		return name + "(" + strconv.Itoa(p) + ")"
	}
	return name + "(" + strconv.Itoa(p) + "," + strconv.Itoa(min(t.scale, p, maxScale)) + ")"
}

// sized writes a type with a length.
func sized(name string, n int) string { return name + "(" + strconv.Itoa(n) + ")" }

// arguments says which arguments a native type takes: from least to most of them, each
// a number from its minimum up to its maximum. words allows plain words too: geometry(Point,4326); units
// allows a unit behind a number, and a star in its place: varchar2(20 char), number(*,0).
type arguments struct {
	least int
	min   []int
	max   []int
	words bool
	units bool
}

// nativeType writes a type of the database's own words as it stands, when its arguments
// are what the database takes.
func nativeType(native map[string]arguments, t diagram.DataType) (string, bool) {
	name := strings.TrimPrefix(t.Name, "pg_catalog.")
	rule, ok := native[name]
	if !ok || len(t.Values) > 0 || len(t.Args) < rule.least || len(t.Args) > len(rule.max) {
		return "", false
	}
	for i, a := range t.Args {
		number, unit, _ := strings.Cut(a, " ")
		if unit = strings.ToLower(unit); unit != "" && !(rule.units && (unit == "char" || unit == "byte")) {
			return "", false
		}
		n, err := strconv.Atoi(number)
		switch {
		case err == nil && n >= rule.min[i] && n <= rule.max[i]:
		case rule.words && isPlainWord(a), rule.units && a == "*":
		default:
			return "", false
		}
	}
	t.Name = name
	return t.String(), true
}

func isPlainWord(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}

// nativeTypes reads a list of native types: "varchar 0-1:10485760" is varchar with at
// most one argument up to that number, -84..127 is one from the first to the second;
// underscores stand for spaces, "words" and "units" allow what arguments says.
func nativeTypes(list string) map[string]arguments {
	m := map[string]arguments{}
	for line := range strings.SplitSeq(strings.TrimSpace(list), "\n") {
		fields := strings.Fields(line)
		rule := arguments{}
		names := fields
		if n := len(fields); n > 1 && strings.Contains(fields[n-1], ":") {
			names = fields[:n-1]
			counts, limits, _ := strings.Cut(fields[n-1], ":")
			least, most, _ := strings.Cut(counts, "-")
			rule.least, _ = strconv.Atoi(least)
			count, _ := strconv.Atoi(most)
			for limit := range strings.SplitSeq(limits, ",") {
				switch limit {
				case "words":
					rule.words = true
					continue
				case "units":
					rule.units = true
					continue
				}
				low, high, ranged := strings.Cut(limit, "..")
				if !ranged {
					low, high = "0", limit
				}
				from, _ := strconv.Atoi(low)
				to, _ := strconv.Atoi(high)
				rule.min, rule.max = append(rule.min, from), append(rule.max, to)
			}
			rule.max = rule.max[:min(count, len(rule.max))]
		}
		for _, name := range names {
			m[strings.ReplaceAll(name, "_", " ")] = rule
		}
	}
	return m
}
