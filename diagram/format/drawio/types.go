package drawio

import "strings"

// typeWords are names of column types that people write into drawings, of all dialects
// and of programming languages. True means that the word is nothing but a type; false
// that it may as well be part of a column's name ("order date").
var typeWords = map[string]bool{
	"int": true, "integer": true, "bigint": true, "smallint": true, "tinyint": true, "mediumint": true,
	"int2": true, "int4": true, "int8": true, "int16": true, "int32": true, "int64": true, "uint": true,
	"serial": true, "bigserial": true, "smallserial": true, "serial4": true, "serial8": true,
	"varchar": true, "varchar2": true, "nvarchar": true, "nvarchar2": true, "char": true, "nchar": true, "bpchar": true,
	"tinytext": true, "mediumtext": true, "longtext": true, "ntext": true, "citext": true, "clob": true, "nclob": true,
	"str": true, "bool": true, "boolean": true, "datetime": true, "datetime2": true, "datetimeoffset": true,
	"smalldatetime": true, "timestamp": true, "timestamptz": true, "timetz": true, "decimal": true, "numeric": true,
	"float": true, "float4": true, "float8": true, "float32": true, "float64": true, "smallmoney": true,
	"blob": true, "longblob": true, "mediumblob": true, "tinyblob": true, "bytea": true, "varbinary": true,
	"json": true, "jsonb": true, "uuid": true, "guid": true, "uniqueidentifier": true, "enum": true,
	"objectid": true, "hstore": true, "tsvector": true, "inet": true, "cidr": true, "rowversion": true,
	"localdate": true, "localdatetime": true, "localtime": true, "zoneddatetime": true, "bigdecimal": true,
	"double": true, "string": true, "varying": true,

	"text": false, "date": false, "time": false, "year": false, "number": false, "money": false, "currency": false,
	"character": false, "real": false, "long": false, "short": false, "byte": false, "bytes": false, "bit": false,
	"binary": false, "raw": false, "xml": false, "set": false, "array": false, "object": false, "map": false,
	"list": false, "image": false, "file": false, "point": false, "polygon": false, "geometry": false,
	"geography": false, "interval": false, "instant": false, "any": false, "dec": false, "fixed": false,
	"email": false, "password": false, "url": false, "id": false, "ref": false,
}

// weakTypes are words that are types only where something else says that a type stands
// here: after a colon, or in a column of a drawn table that holds types.
var weakTypes = map[string]bool{"email": true, "password": true, "url": true, "id": true, "ref": true, "any": true,
	"list": true, "map": true, "object": true, "image": true, "file": true, "set": true, "fixed": true, "raw": true,
	"short": true, "long": true, "point": true, "array": true, "currency": true, "instant": true}

// typeWord splits a token into its base word and tells whether that names a type:
// "VARCHAR(64)" gives varchar, "int[]" gives int.
func typeWord(token string) (base string, certain, known bool) {
	base = strings.ToLower(token)
	bracket := strings.IndexAny(base, "([<")
	if bracket >= 0 {
		base = base[:bracket]
	}
	base = strings.TrimRight(base, "?,;")
	certain, known = typeWords[base]
	if known && !weakTypes[base] && bracket > 0 && strings.ContainsAny(token, "0123456789]") {
		certain = true // "char(20)", "text[]", "date(6)": nobody names a column so
	}
	return base, certain, known
}

// nearType tells whether a word is a type with a slip of the pen: VACHAR, timestampz.
func nearType(token string) bool {
	word, _, known := typeWord(token)
	if known || len(word) < 5 || len(word) > 20 {
		return false
	}
	for name, certain := range typeWords {
		if !certain || len(name) < 5 || name[0] != word[0] {
			continue
		}
		if strings.HasPrefix(word, name) && len(word) <= len(name)+4 || len(name) >= 6 && slips(word, name) <= 2 {
			return true
		}
	}
	return false
}

// slips counts the letters that must be added, dropped or changed to make b of a.
func slips(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}

// typeTail are words that go on with a type: "double precision", "int unsigned",
// "timestamp with time zone".
var typeTail = map[string]bool{"precision": true, "varying": true, "unsigned": true, "signed": true, "zerofill": true,
	"with": true, "without": true, "local": true, "time": true, "zone": true, "tz": true}

// looksTyped tells whether a whole text is a type.
func looksTyped(text string) bool {
	fields := strings.Fields(text)
	if len(fields) == 0 {
		return false
	}
	if word, _, known := typeWord(fields[0]); !known || weakTypes[word] {
		return false
	}
	rest := strings.Join(fields[1:], " ")
	return rest == "" || rest[0] == '(' || typeTail[strings.ToLower(fields[1])] || modifierAt(splitTokens(text), 1) > 0
}
