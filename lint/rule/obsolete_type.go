package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "T016", Name: "obsolete-type", Severity: lint.Warning, Since: "0.1",
	What: "A column has a type that its database keeps for old schemas only.",
	Why: "Such types are deprecated, restricted (text of SQL Server and long of Oracle cannot be compared or indexed) or depend on " +
		"settings of the server (money of PostgreSQL), and each has a better successor.",
	How:   "Take the successor that the finding names.",
	Bad:   `CREATE TABLE products (id int PRIMARY KEY, price money NOT NULL);`,
	Good:  `CREATE TABLE products (id int PRIMARY KEY, price numeric(19,4) NOT NULL);`,
	Table: obsoleteType,
})

// successor is what to take instead of an obsolete type.
type successor struct {
	typ string
	why string
	// safe means that every value fits into the successor.
	safe bool
	// mild means that the type still works as it always did.
	mild bool
}

// obsolete are the types, by dialect and name, that have a successor.
var obsolete = map[string]map[string]successor{
	"postgres": {
		"money":       {typ: "numeric(19,4)", why: "its currency is a setting of the server, not of the value"},
		"abstime":     {typ: "timestamptz", why: "PostgreSQL 12 removed it"},
		"reltime":     {typ: "interval", why: "PostgreSQL 12 removed it"},
		"timetz":      {typ: "time", why: "a zone without a date says nothing about summer time", mild: true},
		"serial":      {typ: "integer", why: "an identity column does the same with fewer rights to grant", safe: true, mild: true},
		"bigserial":   {typ: "bigint", why: "an identity column does the same with fewer rights to grant", safe: true, mild: true},
		"smallserial": {typ: "smallint", why: "an identity column does the same with fewer rights to grant", safe: true, mild: true},
	},
	"sqlserver": {
		"text":       {typ: "varchar(max)", why: "Microsoft deprecates it, and it can't be compared", safe: true},
		"ntext":      {typ: "nvarchar(max)", why: "Microsoft deprecates it, and it can't be compared", safe: true},
		"image":      {typ: "varbinary(max)", why: "Microsoft deprecates it", safe: true},
		"timestamp":  {typ: "rowversion", why: "it holds no time, and Microsoft deprecates the name", safe: true},
		"money":      {typ: "decimal(19,4)", why: "its divisions are rounded to four digits on the way", safe: true, mild: true},
		"smallmoney": {typ: "decimal(10,4)", why: "its divisions are rounded to four digits on the way", safe: true, mild: true},
		"datetime":   {typ: "datetime2(3)", why: "it is rounded to 3 milliseconds, and begins in 1753", safe: true, mild: true},
	},
	"oracle": {
		"long":     {typ: "clob", why: "Oracle keeps it for old schemas only: one per table, and no functions", safe: true},
		"long raw": {typ: "blob", why: "Oracle keeps it for old schemas only: one per table, and no functions", safe: true},
		"varchar":  {typ: "varchar2", why: "Oracle may give it another meaning", safe: true, mild: true},
	},
}

func obsoleteType(p *lint.Pass, t *diagram.Table) {
	byName := obsolete[p.Diagram.Dialect]
	mysql := p.Diagram.Dialect == "mysql" || p.Diagram.Dialect == "mariadb"
	if byName == nil && !mysql {
		return
	}
	for _, c := range t.Columns {
		if p.Type(c.Type).Array > 0 {
			continue // where a type is a list the dialect has none of, X004 speaks
		}
		var s successor
		var old bool
		if mysql {
			s, old = obsoleteInMySQL(p, c)
		} else {
			s, old = byName[p.Type(c.Type).Name]
		}
		if !old || isReference(p, c) {
			continue
		}
		typ := p.Type(c.Type)
		if diagram.ParseType(c.Type).Name != typ.Name {
			continue // the type of a domain
		}
		if s.typ == "varchar2" && len(typ.Args) > 0 {
			s.typ += "(" + strings.Join(typ.Args, ",") + ")"
		}
		s.typ += strings.Repeat("[]", typ.Array)
		f := lint.Finding{
			Objects:  p.ColumnObjects(t, c),
			Message:  fmt.Sprintf("%s is %s, which is obsolete; %s takes its place.", columnPath(p, t, c), typeLabel(c), s.typ),
			Evidence: []string{upper(s.why)},
			Fixes:    []lint.Fix{retyping(p, t, c, s.typ, s.safe)},
		}
		if s.mild {
			f.Tier = lint.Hint
		}
		p.Report(f)
	}
}

// obsoleteInMySQL knows what MySQL 8.0.17 deprecates: float(7,4), unsigned fractions and
// zerofill, of which a type's width alone is the other half.
func obsoleteInMySQL(p *lint.Pass, c *diagram.Column) (successor, bool) {
	switch p.TypeFamily(c.Type) {
	case diagram.FamilyFloat:
		typ := p.Type(c.Type)
		switch {
		case len(typ.Args) == 2:
			to := typ
			to.Name = "decimal"
			if typ.Unsigned {
				to.Unsigned = false
			}
			return successor{typ: to.String(), why: "MySQL deprecates floating-point types with digits"}, true
		case typ.Unsigned:
			to := typ
			to.Unsigned = false
			return successor{typ: to.String(), why: "MySQL deprecates unsigned fractions; a check does the same"}, true
		}
	case diagram.FamilyDecimal:
		if typ := p.Type(c.Type); typ.Unsigned {
			typ.Unsigned = false
			return successor{typ: typ.String(), why: "MySQL deprecates unsigned fractions; a check does the same"}, true
		}
	}
	return successor{}, false
}
