package rule

import (
	"fmt"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T011", Name: "missing-length", Severity: lint.Warning, Since: "0.1",
	What: "A type lacks the length or precision without which it means something small, or nothing.",
	Why: "A decimal without precision is decimal(10,0) in MySQL and decimal(18,0) in SQL Server: cents are rounded away without " +
		"a word. A varchar without length is refused by MySQL and Oracle, and holds one character in SQL Server.",
	How:     "Say the length or the precision. PostgreSQL and SQLite set no bound where none is said; the rule keeps silent there.",
	Bad:     `CREATE TABLE products (id int PRIMARY KEY, name varchar(100) NOT NULL, price decimal NOT NULL);`,
	Good:    `CREATE TABLE products (id int PRIMARY KEY, name varchar(100) NOT NULL, price decimal(19,4) NOT NULL);`,
	Dialect: "mysql",
	Table:   missingLength,
})

func missingLength(p *lint.Pass, t *diagram.Table) {
	if !boundsTypes(p) {
		return
	}
	for _, c := range t.Columns {
		family := p.TypeFamily(c.Type)
		if family != diagram.FamilyText && family != diagram.FamilyDecimal && family != diagram.FamilyBinary {
			continue
		}
		typ := p.Type(c.Type)
		why, to, severity := withoutLength(p, t, c, typ, family)
		if why == "" {
			continue
		}
		p.Report(lint.Finding{
			Severity: severity,
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s is %s without %s: %s.", columnPath(p, t, c), typeLabel(c), lacking(family), why),
			Fixes:    []lint.Fix{retyping(p, t, c, to, false)},
		})
	}
}

// boundsTypes tells whether the database sets a bound of its own where a type says none.
func boundsTypes(p *lint.Pass) bool {
	can, ok := p.Capability()
	return ok && can.Name != "postgres" && can.Name != "sqlite"
}

// lacksLength tells whether the rule above reports a column.
func lacksLength(p *lint.Pass, t *diagram.Table, c *diagram.Column, typ diagram.DataType, family diagram.Family) bool {
	if !boundsTypes(p) {
		return false
	}
	why, _, _ := withoutLength(p, t, c, typ, family)
	return why != ""
}

func lacking(family diagram.Family) string {
	if family == diagram.FamilyDecimal {
		return "precision"
	}
	return "a length"
}

// withoutLength says what a type without arguments means in the diagram's dialect, and
// proposes one that has them; why is empty where all is well.
func withoutLength(p *lint.Pass, t *diagram.Table, c *diagram.Column, typ diagram.DataType, family diagram.Family) (why, to string, severity lint.Severity) {
	if len(typ.Args) > 0 {
		return "", "", ""
	}
	dialect := p.Diagram.Dialect
	if family == diagram.FamilyDecimal {
		switch typ.Name {
		case "decimal", "numeric", "dec", "fixed":
		default:
			return "", "", "" // money; and number, which Oracle bounds by nothing
		}
		if isReference(p, c) || t.InPrimaryKey(c.ID) {
			return "", "", "" // whole numbers are meant
		}
		switch dialect {
		case "mysql", "mariadb":
			return "it holds 10 digits and no fraction", decimalType(p), lint.Warning
		case "sqlserver":
			return "it holds 18 digits and no fraction", decimalType(p), lint.Warning
		case "oracle":
			return "it holds whole numbers only", decimalType(p), lint.Warning
		}
		return "", "", ""
	}
	sized := diagram.DataType{Name: typ.Name, Args: []string{"255"}, Array: typ.Array}
	switch typ.Name {
	case "varchar", "character varying", "varchar2", "nvarchar", "nvarchar2", "varbinary", "char varying":
	default:
		return "", "", ""
	}
	if dialect == "sqlserver" {
		return "it holds one character", sized.String(), lint.Warning
	}
	return "the database refuses it", sized.String(), lint.Error
}
