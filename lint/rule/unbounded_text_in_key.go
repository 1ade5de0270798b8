package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T008", Name: "unbounded-text-in-key", Severity: lint.Error, Since: "0.1",
	What: "A key or an index holds a text or bytes without a bound.",
	Why: "MySQL, SQL Server and Oracle refuse it: their keys hold a few thousand bytes, and a text may be longer. PostgreSQL and " +
		"SQLite take it, so that the rule keeps silent there.",
	How:     "Give the column a length, such as varchar(255), or index a prefix or a hash of it.",
	Bad:     `CREATE TABLE pages (url text NOT NULL, title varchar(200), PRIMARY KEY (url));`,
	Good:    `CREATE TABLE pages (url varchar(255) NOT NULL, title varchar(200), PRIMARY KEY (url));`,
	Dialect: "mysql",
	Table:   unboundedKey,
})

func unboundedKey(p *lint.Pass, t *diagram.Table) {
	can, ok := p.Capability()
	if !ok || can.LongKeys {
		return
	}
	for _, c := range t.Columns {
		if !isUnbounded(p, c) {
			continue
		}
		holder := keyHolding(p, t, c)
		if holder == "" {
			continue
		}
		f := lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s is %s, which %s cannot hold in %s.", columnPath(p, t, c), typeLabel(c), can.Title, holder),
			Evidence: []string{fmt.Sprintf("%s has no bound that a key could hold", c.Type)},
		}
		if p.TypeFamily(c.Type) == diagram.FamilyText {
			f.Fixes = []lint.Fix{retyping(p, t, c, textType(p, "255"), false)}
		}
		p.Report(f)
	}
}

// canBeKey tells whether the database of the diagram's dialect can hold columns in a key or
// index as they are; where no dialect is chosen it can.
func canBeKey(p *lint.Pass, columns ...*diagram.Column) bool {
	can, ok := p.Capability()
	return !ok || can.LongKeys || !slices.ContainsFunc(columns, func(c *diagram.Column) bool { return isUnbounded(p, c) })
}

// isUnbounded tells whether the values of a column may be longer than a key holds.
func isUnbounded(p *lint.Pass, c *diagram.Column) bool {
	switch p.TypeFamily(c.Type) {
	case diagram.FamilyText, diagram.FamilyBinary, diagram.FamilyJSON:
		return isUnboundedType(p, p.Type(c.Type))
	}
	return false
}

// isUnboundedType knows the types of texts, bytes and JSON without a bound.
func isUnboundedType(p *lint.Pass, typ diagram.DataType) bool {
	switch typ.Name {
	case "text", "ntext", "tinytext", "mediumtext", "longtext", "clob", "nclob", "xml", "xmltype", "long",
		"blob", "tinyblob", "mediumblob", "longblob", "image", "bfile", "long raw", "json", "jsonb":
		return p.Diagram.Dialect != "oracle" || typ.Name != "text" // no type of Oracle; another rule says so
	}
	return len(typ.Args) == 1 && strings.EqualFold(typ.Args[0], "max")
}

// keyHolding names the first key or index that holds the whole column, or is "".
func keyHolding(p *lint.Pass, t *diagram.Table, c *diagram.Column) string {
	for _, k := range t.Keys {
		if slices.Contains(k.Columns, c.ID) {
			if k.Primary {
				return "a primary key"
			}
			return "a unique key"
		}
	}
	for _, x := range t.Indexes {
		if !isOrdinary(x) {
			continue
		}
		for _, part := range x.Parts {
			if part.Column == c.ID && part.Length == 0 {
				return "an index"
			}
		}
	}
	if isReference(p, c) {
		return "a foreign key"
	}
	return ""
}
