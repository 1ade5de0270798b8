package diagram

import (
	"slices"
	"strings"
	"unicode"
)

// Family is a class of types whose values a database compares with each other.
type Family string

// The families of types.
const (
	FamilyUnknown   Family = ""
	FamilyInteger   Family = "integer"
	FamilyDecimal   Family = "decimal"
	FamilyFloat     Family = "float"
	FamilyBoolean   Family = "boolean"
	FamilyText      Family = "text"
	FamilyBinary    Family = "binary"
	FamilyDate      Family = "date"
	FamilyTime      Family = "time"
	FamilyTimestamp Family = "timestamp"
	FamilyInterval  Family = "interval"
	FamilyUUID      Family = "uuid"
	FamilyJSON      Family = "json"
	FamilyEnum      Family = "enum"
	FamilyNetwork   Family = "network"
	FamilySpatial   Family = "spatial"
)

// DataType is a column's type taken apart.
type DataType struct {
	// Raw is the text as written.
	Raw string
	// Name is the lower-case name without arguments, white space folded: "varchar",
	// "double precision", "timestamp with time zone", "enum".
	Name string
	// Args are the arguments in parentheses, verbatim: "10", "2"; the values of enum and
	// set are in Values instead.
	Args []string
	// Values are the unquoted values of enum('a','b') and set('a','b').
	Values []string
	// Array is the number of array dimensions: 1 for int[], 2 for int[][].
	Array    int
	Unsigned bool
}

// ParseType takes a type apart as people write it in any dialect, in a drawing or in
// SQL. It never fails: a name that no dialect knows is kept in Name, and its Family is
// FamilyUnknown. What follows the type (NOT NULL, DEFAULT, COLLATE, a stray parenthesis)
// is left out of the result and stays in Raw.
func ParseType(s string) DataType {
	p := typeParser{text: s, out: DataType{Raw: s}}
	p.run()
	return p.out
}

// typeParser reads a type from left to right, once.
type typeParser struct {
	text  string
	at    int
	words []string
	out   DataType
	array bool // the word ARRAY stood there, its dimension may follow in brackets
}

// typeEnds are words that begin what follows a type in a column definition.
var typeEnds = []string{
	"not", "null", "default", "primary", "unique", "references", "check", "comment", "constraint",
	"generated", "identity", "auto_increment", "autoincrement", "on", "key", "as", "pk", "fk",
	"charset", "invisible", "visible", "persistent", "stored", "virtual", "sparse",
}

func (p *typeParser) run() {
	for p.step() {
	}
	p.out.Name = strings.Join(p.words, " ")
	if p.out.Name == "interval day to second" && len(p.out.Args) == 1 && strings.HasSuffix(strings.ToLower(strings.TrimSpace(p.text)), "second") {
		p.out.Args = append(p.out.Args, "6") // the one is of days, and this is what seconds have then
	}
	// PostgreSQL's catalog names an array type by its element with an underscore.
	if rest, ok := strings.CutPrefix(p.out.Name, "_"); ok && p.out.Array == 0 && families[rest] != FamilyUnknown {
		p.out.Name, p.out.Array = rest, 1
	}
}

// step reads one word, one list of arguments or one pair of brackets. It returns false
// at the end of the type.
func (p *typeParser) step() bool {
	for p.at < len(p.text) && isTypeSpace(p.text[p.at]) {
		p.at++
	}
	if p.at >= len(p.text) {
		return false
	}
	switch c := p.text[p.at]; {
	case c == '(':
		return p.arguments()
	case c == '[' && (len(p.words) > 0 || p.array):
		return p.dimension()
	case c == '"' || c == '`' || c == '[':
		p.name(p.quoted(c))
		return true
	case c == '.' && len(p.words) > 0:
		p.at++
		return p.afterDot()
	case c == '<' && len(p.words) > 0:
		return p.generic()
	}
	return p.bare()
}

// afterDot reads the part of a name behind a dot: "sales"."mood".
func (p *typeParser) afterDot() bool {
	before := len(p.words)
	if p.at < len(p.text) && strings.IndexByte("\"`[", p.text[p.at]) >= 0 {
		p.name(p.quoted(p.text[p.at]))
	} else if !p.bare() {
		return false
	}
	if len(p.words) == before+1 {
		p.words[before-1] += "." + p.words[before]
		p.words = p.words[:before]
	}
	return true
}

// bare reads an unquoted word.
func (p *typeParser) bare() bool {
	from := p.at
	for p.at < len(p.text) && !isTypeSpace(p.text[p.at]) && !strings.ContainsRune("()[]\"`.,;:'<>=", rune(p.text[p.at])) {
		p.at++
	}
	if p.at == from {
		return false
	}
	word := strings.ToLower(strings.ToValidUTF8(p.text[from:p.at], "\ufffd"))
	if word == "unsigned" || word == "zerofill" {
		p.out.Unsigned = true
		return true
	}
	if len(p.words) == 0 {
		p.name(word)
		return true
	}
	switch {
	case word == "signed":
	case word == "array":
		p.out.Array++
		p.array = true
	case word == "collate":
		p.step()
		p.words = p.words[:max(1, len(p.words)-1)]
	case word == "set" && p.words[len(p.words)-1] == "character" && len(p.words) > 1:
		p.words = p.words[:len(p.words)-1]
		return false
	case word == "binary" || word == "ascii" || word == "unicode":
		// Old MySQL attributes of character types.
	case slices.Contains(typeEnds, word):
		return false
	default:
		p.name(word)
	}
	return true
}

func (p *typeParser) name(word string) {
	if word != "" {
		p.words = append(p.words, word)
	}
}

// quoted reads a quoted name; the closing quote is doubled inside.
func (p *typeParser) quoted(open byte) string {
	end := open
	if open == '[' {
		end = ']'
	}
	var b strings.Builder
	for p.at++; p.at < len(p.text); p.at++ {
		if p.text[p.at] == end {
			if p.at++; p.at >= len(p.text) || p.text[p.at] != end {
				break
			}
		}
		b.WriteByte(p.text[p.at])
	}
	return strings.Join(strings.Fields(strings.ToLower(strings.ToValidUTF8(b.String(), "\ufffd"))), " ")
}

// dimension reads [] or [3] after a name.
func (p *typeParser) dimension() bool {
	if !p.array {
		p.out.Array++
	}
	p.array = false
	end := strings.IndexByte(p.text[p.at:], ']')
	if end < 0 {
		p.at = len(p.text)
		return false
	}
	p.at += end + 1
	return true
}

// generic reads the element of array<int> and list<int>, as data warehouses write them.
func (p *typeParser) generic() bool {
	if w := p.words[len(p.words)-1]; len(p.words) != 1 || w != "array" && w != "list" {
		return false
	}
	p.words = p.words[:0]
	p.out.Array++
	p.at++
	return true
}

// arguments reads a list in parentheses.
func (p *typeParser) arguments() bool {
	if len(p.words) == 0 {
		return false
	}
	list, next := typeArguments(p.text, p.at)
	p.at = next
	if p.isValueList() {
		for _, v := range list {
			p.out.Values = append(p.out.Values, typeValue(v))
		}
		return true
	}
	p.out.Args = append(p.out.Args, list...)
	return true
}

func (p *typeParser) isValueList() bool {
	return len(p.words) == 1 && (p.words[0] == "enum" || p.words[0] == "set")
}

// typeArguments splits the list that opens at text[at] at its outer commas and returns
// the place behind its closing parenthesis, or the end of the text when none is there.
func typeArguments(text string, at int) (list []string, next int) {
	depth, from := 0, at+1
	add := func(to int) {
		if a := strings.TrimSpace(text[from:to]); a != "" {
			list = append(list, strings.ToValidUTF8(a, "\ufffd"))
		}
		from = to + 1
	}
	for i := at; i < len(text); i++ {
		switch c := text[i]; c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				add(i)
				return list, i + 1
			}
		case ',':
			if depth == 1 {
				add(i)
			}
		case '\'', '"', '`':
			for i++; i < len(text) && text[i] != c; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		}
	}
	if from < len(text) {
		add(len(text))
	}
	return list, len(text)
}

// typeValue takes the quotes off one value of an enumeration.
func typeValue(s string) string {
	if len(s) < 2 || (s[0] != '\'' && s[0] != '"') || s[len(s)-1] != s[0] {
		return s
	}
	q, in := s[0], s[1:len(s)-1]
	var b strings.Builder
	for i := 0; i < len(in); i++ {
		if i+1 < len(in) && (in[i] == '\\' || in[i] == q && in[i+1] == q) {
			i++
		}
		b.WriteByte(in[i])
	}
	return b.String()
}

func isTypeSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

// String writes the type in one way: lower-case name, arguments without spaces, values
// in single quotes, arrays as [].
func (t DataType) String() string {
	args := t.Args
	if len(t.Values) > 0 {
		args = make([]string, len(t.Values))
		for i, v := range t.Values {
			args[i] = "'" + strings.ReplaceAll(v, "'", "''") + "'"
		}
	}
	name, tail := t.Name, ""
	// The precision of these stands after the first word: timestamp(6) with time zone.
	if first, rest, ok := strings.Cut(t.Name, " with"); ok && (first == "time" || first == "timestamp") {
		name, tail = first, " with"+rest
	}
	if t.Name == "interval year to month" {
		name, tail = "interval year", " to month"
	}
	var b strings.Builder
	if day, second, ok := strings.Cut(t.Name, " to "); ok && len(args) == 2 {
		b.WriteString(day + "(" + args[0] + ") to " + second + "(" + args[1] + ")")
	} else {
		b.WriteString(name)
		if len(args) > 0 {
			b.WriteString("(" + strings.Join(args, ",") + ")")
		}
		b.WriteString(tail)
	}
	if t.Unsigned {
		b.WriteString(" unsigned")
	}
	b.WriteString(strings.Repeat("[]", t.Array))
	return b.String()
}

// Family tells what the type's values are. An array has the family of its elements; see
// Array. A name of several words that is not known as a whole counts by its first words,
// and one behind a schema by its last part.
func (t DataType) Family() Family {
	switch {
	case len(t.Values) > 0:
		return FamilyEnum
	case t.Name == "tinyint" && len(t.Args) == 1 && t.Args[0] == "1":
		// MySQL's way to say boolean.
		return FamilyBoolean
	case t.Name == "bit" && len(t.Args) == 1 && t.Args[0] != "1":
		return FamilyBinary
	case t.Name == "number" && (len(t.Args) == 1 || len(t.Args) == 2 && t.Args[1] == "0"):
		// Oracle has no integer type of its own.
		return FamilyInteger
	}
	name := t.Name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		name = name[i+1:]
	}
	if f, ok := families[name]; ok {
		return f
	}
	// At most four words are looked at: no type name is longer.
	words := strings.FieldsFunc(name, unicode.IsSpace)
	for n := min(len(words)-1, 4); n > 0; n-- {
		if f, ok := families[strings.Join(words[:n], " ")]; ok {
			return f
		}
	}
	return FamilyUnknown
}

// families are the names of types of all dialects, of ORMs and of plain speech.
var families = familyNames(map[Family]string{
	FamilyInteger: `int,integer,bigint,smallint,tinyint,mediumint,int1,int2,int3,int4,int8,int16,int32,int64,
		uint,uint8,uint16,uint32,uint64,ubigint,uinteger,usmallint,utinyint,hugeint,big int,middleint,long int,
		serial,serial2,serial4,serial8,bigserial,smallserial,year,oid,pls_integer,binary_integer,
		long,short,byteint,counter,autoincrement,auto_increment,autonumber,identity,id,pk,increments,bigincrements,
		rowversion,xid,cid,biginteger,smallinteger,positiveinteger,ulong,ushort`,
	FamilyDecimal: `decimal,numeric,dec,fixed,number,money,smallmoney,currency,bignumeric,bigdecimal,decimal128,num,numerical`,
	FamilyFloat: `float,real,double,double precision,float4,float8,float16,float32,float64,binary_float,
		binary_double,single,halffloat,decfloat`,
	FamilyBoolean: `boolean,bool,bit,logical,yesno,yes/no,flag`,
	FamilyText: `varchar,char,character,character varying,char varying,text,string,str,nvarchar,nchar,varchar2,nvarchar2,
		ntext,tinytext,mediumtext,longtext,clob,nclob,dbclob,citext,bpchar,name,national character varying,
		national character,national char varying,national char,national varchar,nchar varying,long varchar,
		character large object,char large object,native character,varying character,xml,xmltype,tsvector,tsquery,
		sysname,ltree,hstore,charvar,longvarchar,lvarchar,graphic,vargraphic,memo,email,url,uri,slug,html,
		markdown,richtext,textfield,fixedstring,password,characters,alphanumeric,"char",long text,short text,texte`,
	FamilyBinary: `blob,tinyblob,mediumblob,longblob,binary,varbinary,bytea,image,raw,long raw,bytes,bit varying,
		varbit,binary varying,binary large object,bfile,rowid,urowid,byte,hash,file`,
	FamilyDate: `date,date32,calendar date`,
	FamilyTime: `time,timetz,time with time zone,time without time zone,time of day`,
	FamilyTimestamp: `timestamp,timestamptz,datetime,datetime2,smalldatetime,datetimeoffset,timestamp with time zone,
		timestamp without time zone,timestamp with local time zone,timestamp_ntz,timestamp_ltz,timestamp_tz,
		datetime64,datetimetz,abstime,timestamps,date time,date/time,instant,zoneddatetime,localdatetime`,
	FamilyInterval: `interval,duration,timespan,interval year to month,interval day to second,reltime,period`,
	FamilyUUID:     `uuid,guid,uniqueidentifier,uuidv4,uuidv7,ulid`,
	FamilyJSON:     `json,jsonb,variant,object,super,jsonpath,map,struct,document`,
	FamilyEnum:     `enum,set,enumeration,enum8,enum16`,
	FamilyNetwork:  `inet,cidr,macaddr,macaddr8,inet4,inet6,ipv4,ipv6,ip,ipaddress`,
	FamilySpatial: `geometry,geography,point,linestring,polygon,multipoint,multilinestring,multipolygon,
		geometrycollection,geomcollection,line,lseg,box,path,circle,raster,sdo_geometry,box2d,box3d,hierarchyid`,
})

func familyNames(lists map[Family]string) map[string]Family {
	m := map[string]Family{}
	for family, list := range lists {
		for name := range strings.SplitSeq(list, ",") {
			m[strings.TrimSpace(name)] = family
		}
	}
	// Not comparable with anything here is what is not in the lists: vectors, ranges,
	// sql_variant, types that people made themselves.
	return m
}
