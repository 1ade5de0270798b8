package ddl

import (
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// typeForm writes a type of a script in one way: by one of its several names, and without
// what it has anyway.
func (d *Dialect) typeForm(name string) string {
	t := diagram.ParseType(name)
	if _, known := d.native[t.Name]; !known && len(t.Values) == 0 {
		if d.meaning == "sqlite" {
			return strings.ToLower(name)
		}
		return name
	}
	if alias := typeAliases[d.meaning][t.Name]; alias != "" {
		t.Name = alias
	}
	switch d.meaning {
	case "mysql":
		t = mysqlTypeForm(t)
	case "postgres":
		t = postgresTypeForm(t)
	}
	return t.String()
}

var typeAliases = map[string]map[string]string{
	"postgres": {
		"int": "integer", "int4": "integer", "int8": "bigint", "int2": "smallint", "character varying": "varchar", "character": "char", "decimal": "numeric", "dec": "numeric",
		"float8": "double precision", "float4": "real", "bool": "boolean", "timestamp without time zone": "timestamp", "timestamp with time zone": "timestamptz",
		"time without time zone": "time", "time with time zone": "timetz", "bit varying": "varbit",
	},
	"sqlserver": {
		"integer": "int", "numeric": "decimal", "dec": "decimal", "double precision": "float", "character": "char", "character varying": "varchar", "char varying": "varchar",
		"national character": "nchar", "national character varying": "nvarchar", "timestamp": "rowversion",
	},
	"mysql": {
		"integer": "int", "numeric": "decimal", "dec": "decimal", "fixed": "decimal", "double precision": "double", "real": "double", "character varying": "varchar", "character": "char",
	},
}

func postgresTypeForm(t diagram.DataType) diagram.DataType {
	switch {
	case t.Name == "float" && typeNumber(t.Args, 0) > 0 && typeNumber(t.Args, 0) <= 24:
		t.Name, t.Args = "real", nil
	case t.Name == "float":
		t.Name, t.Args = "double precision", nil
	case (t.Name == "char" || t.Name == "bit") && len(t.Args) == 0:
		t.Args = []string{"1"}
	case t.Name == "numeric" && len(t.Args) == 1:
		t.Args = append(slices.Clone(t.Args), "0")
	case slices.Contains([]string{"timestamp", "timestamptz", "time", "timetz", "interval"}, t.Name) && len(t.Args) == 1 && t.Args[0] == "6":
		t.Args = nil
	}
	return t
}

func mysqlTypeForm(t diagram.DataType) diagram.DataType {
	switch t.Name {
	case "bool", "boolean":
		t.Name, t.Args = "tinyint", []string{"1"}
	case "tinyint":
		// Of the widths that integers are shown in, this one alone says something.
		if typeNumber(t.Args, 0) != 1 {
			t.Args = nil
		}
	case "smallint", "mediumint", "int", "bigint", "year":
		t.Args = nil
	case "decimal":
		t.Args = []string{strconv.Itoa(max(typeNumber(t.Args, 0), 0)), strconv.Itoa(max(typeNumber(t.Args, 1), 0))}
		if t.Args[0] == "0" {
			t.Args[0] = "10"
		}
	case "char", "bit", "binary":
		if len(t.Args) == 0 {
			t.Args = []string{"1"}
		}
	case "datetime", "timestamp", "time":
		if typeNumber(t.Args, 0) == 0 {
			t.Args = nil
		}
	}
	return t
}
