package naming

import (
	"strings"

	"crowsfoot/diagram"
)

// class is a coarse family of types, as far as references care.
type class int

const (
	anything class = iota
	number
	text
	uuid
	noKey // cannot be a reference: flags, dates, amounts, documents
)

// classOf tells the coarse family of a type.
func (v *View) classOf(typ string) class {
	if c, ok := v.classes[typ]; ok {
		return c
	}
	c := v.readClass(typ)
	if !v.sealed {
		v.classes[typ] = c
	}
	return c
}

func (v *View) readClass(typ string) class {
	t := diagram.ParseType(typ)
	if t.Family() == diagram.FamilyUnknown && t.Name != "" {
		if o := v.d.DomainNamed(t.Name); o != nil && o.Type != "" && !strings.EqualFold(o.Type, typ) {
			t = diagram.ParseType(o.Type)
		} else if o != nil && o.IsEnum() {
			return noKey
		}
	}
	if t.Array > 0 {
		return noKey
	}
	switch t.Family() {
	case diagram.FamilyInteger:
		return number
	case diagram.FamilyDecimal:
		if len(t.Args) > 1 && t.Args[1] != "0" || strings.Contains(t.Name, "money") || t.Name == "currency" {
			return noKey
		}
		return number
	case diagram.FamilyText:
		return text
	case diagram.FamilyUUID:
		return uuid
	case diagram.FamilyBinary:
		if len(t.Args) == 1 && t.Args[0] == "16" || t.Name == "raw" {
			return uuid
		}
		return noKey
	case diagram.FamilyUnknown:
		return anything
	}
	return noKey
}

// sameType tells whether two types store the same values: serial and integer do.
func (v *View) sameType(a, b string) bool {
	return a != "" && b != "" && (strings.EqualFold(a, b) || v.stored(a) == v.stored(b))
}

// stored is a type without how it is filled and in one of its spellings.
func (v *View) stored(typ string) string {
	if s, ok := v.types[typ]; ok {
		return s
	}
	t := diagram.ParseType(typ)
	if name, ok := spellings[t.Name]; ok {
		t.Name = name
	}
	if t.Name == "integer" || t.Name == "bigint" || t.Name == "smallint" {
		t.Args = nil // MySQL's display width
	}
	s := t.String()
	if !v.sealed {
		v.types[typ] = s
	}
	return s
}

// spellings are other names of types, and names that say how a value is filled.
var spellings = map[string]string{
	"int": "integer", "int4": "integer", "serial": "integer", "serial4": "integer", "autoincrement": "integer",
	"int8": "bigint", "bigserial": "bigint", "serial8": "bigint", "int2": "smallint", "smallserial": "smallint",
	"serial2": "smallint", "character varying": "varchar", "character": "char", "bool": "boolean", "decimal": "numeric",
	"increments": "integer", "bigincrements": "bigint", "biginteger": "bigint",
}

// compatible tells whether values of the classes can be compared.
func compatible(a, b class) bool {
	return a != noKey && b != noKey && (a == b || a == anything || b == anything)
}
