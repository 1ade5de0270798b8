package prisma

import (
	"regexp"
	"strings"

	"crowsfoot/diagram"
)

// fieldType is the type of a field.
type fieldType struct {
	name        string // without ? and []
	native      string // the attribute with the database's own type, with a space before
	list        bool
	unsupported bool
	vague       bool // the column's type says more
	enum        *enum
}

// typeOf finds the type of a column: an enumeration, a scalar by the family of the type,
// or Unsupported with the text as it is.
func (p *printer) typeOf(c *diagram.Column) fieldType {
	t := diagram.ParseType(c.Type)
	if o := p.domains[strings.ToLower(t.Name)]; o != nil && p.enums[o.ID] != nil {
		e := p.enums[o.ID]
		return p.inList(t, fieldType{name: e.name, enum: e})
	}
	if o := p.domains[strings.ToLower(c.Type)]; o != nil {
		if e := p.enums[o.ID]; e != nil {
			return fieldType{name: e.name, enum: e}
		}
		if !o.IsEnum() {
			f := p.scalar(diagram.ParseType(o.Type))
			if f.name == "" {
				return p.unsupported(c)
			}
			f.vague = true
			return f
		}
	}
	if c.Type == "" {
		return fieldType{name: "String", vague: true}
	}
	f := p.scalar(t)
	if f.name == "" {
		return p.unsupported(c)
	}
	return p.inList(t, f)
}

// unsupported keeps the text of a type that Prisma does not know.
func (p *printer) unsupported(c *diagram.Column) fieldType {
	return fieldType{name: "Unsupported(" + quote(c.Type) + ")", unsupported: true}
}

// inList makes a list of the type of an array; only PostgreSQL has some.
func (p *printer) inList(t diagram.DataType, f fieldType) fieldType {
	switch {
	case t.Array == 0:
	case p.provider == "postgresql":
		f.list, f.vague = true, f.vague || t.Array > 1
	default:
		return fieldType{name: "Unsupported(" + quote(t.Raw) + ")", unsupported: true}
	}
	return f
}

// plainArguments are lengths and precisions as Prisma takes them.
var plainArguments = regexp.MustCompile(`^[1-9][0-9]{0,3}(, ?[0-9]{1,2})?$`)

// scalar is the type for the family of a type, with the database's own where both sides
// have one name for it. The name is empty for what has no family.
func (p *printer) scalar(t diagram.DataType) fieldType {
	args := strings.Join(t.Args, ", ")
	native := func(name string) string {
		if p.provider == "sqlite" {
			return ""
		}
		return " @db." + name
	}
	sized := func(name string) string {
		if p.provider == "sqlite" || !plainArguments.MatchString(args) {
			return ""
		}
		return " @db." + name + "(" + args + ")"
	}
	switch t.Family() {
	case diagram.FamilyInteger:
		switch {
		case strings.Contains(t.Name, "big") || t.Name == "int8" || t.Name == "int64" || t.Name == "long":
			return fieldType{name: "BigInt"}
		case t.Name == "smallint" && p.provider != "sqlite":
			return fieldType{name: "Int", native: native("SmallInt"), vague: t.Unsigned}
		}
		return fieldType{name: "Int", vague: t.Unsigned || t.Name != "int" && t.Name != "integer" && t.Name != "int4" && t.Name != "serial"}
	case diagram.FamilyDecimal:
		f := fieldType{name: "Decimal", vague: t.Name != "decimal" && t.Name != "numeric"}
		if len(t.Args) == 2 && (t.Name == "decimal" || t.Name == "numeric") && digits(t.Args[0]) >= digits(t.Args[1]) && digits(t.Args[0]) <= 38 {
			f.native = sized("Decimal")
		}
		f.vague = f.vague || f.native == "" && len(t.Args) > 0
		return f
	case diagram.FamilyFloat:
		return fieldType{name: "Float", vague: t.Name != "double precision" && t.Name != "double" && t.Name != "float"}
	case diagram.FamilyBoolean:
		return fieldType{name: "Boolean"}
	case diagram.FamilyText:
		f := fieldType{name: "String", vague: t.Name != "text"}
		if len(t.Args) == 1 {
			switch t.Name {
			case "varchar", "character varying":
				f.native = sized("VarChar")
			case "char", "character":
				if digits(t.Args[0]) <= 255 {
					f.native = sized("Char")
				}
			}
		}
		f.vague = f.vague && f.native == ""
		return f
	case diagram.FamilyBinary:
		return fieldType{name: "Bytes", vague: t.Name != "bytea" && t.Name != "blob"}
	case diagram.FamilyDate:
		return fieldType{name: "DateTime", native: native("Date")}
	case diagram.FamilyTime:
		return fieldType{name: "DateTime", native: native("Time"), vague: t.Name != "time"}
	case diagram.FamilyTimestamp:
		f := fieldType{name: "DateTime", vague: true}
		if p.provider == "postgresql" && (t.Name == "timestamptz" || t.Name == "timestamp with time zone") {
			f.native = native("Timestamptz")
			f.vague = len(t.Args) > 0
		} else if t.Name == "timestamp" || t.Name == "datetime" || t.Name == "datetime2" {
			f.vague = len(t.Args) > 0
		}
		return f
	case diagram.FamilyUUID:
		switch p.provider {
		case "postgresql":
			return fieldType{name: "String", native: native("Uuid")}
		case "sqlserver":
			return fieldType{name: "String", native: native("UniqueIdentifier")}
		}
		return fieldType{name: "String", vague: true}
	case diagram.FamilyJSON:
		if p.provider == "sqlserver" {
			return fieldType{name: "String", vague: true}
		}
		return fieldType{name: "Json", vague: t.Name != "json" && t.Name != "jsonb"}
	case diagram.FamilyEnum, diagram.FamilyInterval, diagram.FamilyNetwork, diagram.FamilySpatial, diagram.FamilyUnknown:
	}
	return fieldType{}
}

// digits reads a small number; anything else counts as too many.
func digits(s string) int {
	n := 0
	for _, r := range strings.TrimSpace(s) {
		if r < '0' || r > '9' || n > 1000 {
			return 10_000
		}
		n = n*10 + int(r-'0')
	}
	return n
}

var (
	wholeNumber = regexp.MustCompile(`^-?[0-9]{1,9}$`)
	anyNumber   = regexp.MustCompile(`^-?[0-9]{1,15}(\.[0-9]{1,15})?$`)
	sqlText     = regexp.MustCompile(`^'([^'\\]|'')*'$`)
	sqlNow      = regexp.MustCompile(`(?i)^(now\(\)|current_timestamp(\(\))?|getdate\(\)|sysdatetime\(\))$`)
)

// standard writes how a field gets its value; exact is false when that is not all of it.
func (p *printer) standard(m *model, f *field) (text string, exact bool) {
	c := f.column
	if c.Identity != diagram.IdentityNone || strings.Contains(strings.ToLower(c.Type), "serial") && p.provider == "postgresql" {
		key := m.table.PrimaryKey()
		alone := key != nil && len(key.Columns) == 1 && key.Columns[0] == c.ID && m.canBeKey(key.Columns)
		if (f.typ.name != "Int" && f.typ.name != "BigInt") || f.typ.list || !m.table.NotNull(c) ||
			p.provider != "postgresql" && !alone || p.provider == "sqlite" && f.typ.name != "Int" || m.secondNumber(c) {
			return "", false
		}
		return " @default(autoincrement())", c.Identity != diagram.IdentityAlways && c.Default == ""
	}
	s := c.Default
	switch {
	case s == "":
		return "", true
	case strings.EqualFold(s, "null"):
		return "", true
	case f.typ.list || f.typ.unsupported && p.provider == "sqlite":
		return "", false
	case f.typ.enum != nil:
		for _, v := range f.typ.enum.values {
			if s == "'"+strings.ReplaceAll(v.original, "'", "''")+"'" {
				return " @default(" + v.name + ")", true
			}
		}
	case f.typ.name == "Int" && wholeNumber.MatchString(s), f.typ.name == "BigInt" && wholeNumber.MatchString(s),
		(f.typ.name == "Float" || f.typ.name == "Decimal") && anyNumber.MatchString(s):
		return " @default(" + s + ")", true
	case f.typ.name == "Boolean" && (s == "true" || s == "false"):
		return " @default(" + s + ")", true
	case f.typ.name == "DateTime" && sqlNow.MatchString(s) && f.typ.native != " @db.Date" && f.typ.native != " @db.Time":
		return " @default(now())", true
	case f.typ.name == "String" && sqlText.MatchString(s) && f.typ.native != " @db.Uuid" && f.typ.native != " @db.UniqueIdentifier":
		return " @default(" + quote(strings.ReplaceAll(s[1:len(s)-1], "''", "'")) + ")", true
	}
	return " @default(dbgenerated(" + quote(s) + "))", true
}

// secondNumber tells whether another column before this one numbers the rows: only one may.
func (m *model) secondNumber(c *diagram.Column) bool {
	for _, o := range m.table.Columns {
		if o == c {
			return false
		}
		if o.Identity != diagram.IdentityNone {
			return true
		}
	}
	return false
}
