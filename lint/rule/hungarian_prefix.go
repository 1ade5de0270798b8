package rule

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M010", Name: "hungarian-prefix", Severity: lint.Info, Since: "0.1",
	What: "A name says what kind of object it is: tbl_orders, t_orders, orders_table, fld_name.",
	Why: "Where the name stands says that it is a table or a column; the sign only makes names longer, sorts all of them " +
		"under one letter, and lies once a table becomes a view.",
	How: "Leave the sign out. Short signs such as t_ are complained about only where several tables have them, since one " +
		"alone may mean something.",
	Bad:   `CREATE TABLE tbl_orders (id int PRIMARY KEY, fld_total numeric(10,2));`,
	Good:  `CREATE TABLE orders (id int PRIMARY KEY, total numeric(10,2));`,
	Table: hungarianPrefix,
})

// tableSigns say that something is a table, shortTableSigns only where several say so.
var (
	tableSigns      = []string{"tbl", "tabl"}
	shortTableSigns = []string{"t", "tb", "tab", "table", "ta", "entity", "ent"}
	columnSigns     = []string{"fld", "fld1", "clmn"}
)

func hungarianPrefix(p *lint.Pass, t *diagram.Table) {
	if sign, rest := tableSign(p, t.Name); sign != "" {
		p.Report(lint.Finding{
			Objects: []lint.Object{p.TableObject(t)},
			Message: fmt.Sprintf("The name %s says that it is a table.", p.TableName(t)),
			Tier:    lint.Likely, Confidence: .9,
			Evidence: []string{fmt.Sprintf("%q stands for table", sign)},
			Fixes:    fixTable(p, t, rest, true),
		})
	}
	var odd []*diagram.Column
	var list []renaming
	for _, c := range t.Columns {
		if rest, ok := withoutSign(c.Name, columnSigns); ok {
			odd = append(odd, c)
			list = append(list, renaming{c, rest})
		}
	}
	if len(odd) > 0 {
		p.Report(lint.Finding{
			Objects: p.ColumnObjects(t, odd...),
			Message: fmt.Sprintf("The name of %s says that it is a column.", path(p.TableName(t), names(odd))),
			Tier:    lint.Likely, Confidence: .9,
			Fixes: fixColumns(p, t, list, "without the sign", true),
		})
	}
}

// tableSign returns the part of a table's name that says table, and the name without it.
func tableSign(p *lint.Pass, name string) (sign, rest string) {
	if rest, ok := withoutSign(name, tableSigns); ok {
		return name[:len(name)-len(rest)], rest
	}
	// orders_tbl
	for _, k := range tableSigns {
		if n := len(name) - len(k); n > 1 && strings.EqualFold(name[n:], k) && name[n-1] == '_' {
			return name[n-1:], name[:n-1]
		}
	}
	if rest, ok := withoutSign(name, shortTableSigns); ok {
		if words := p.Names.Words(name); len(words) > 1 && p.NamesStarting(words[0]) >= 4 {
			return name[:len(name)-len(rest)], rest
		}
	}
	return "", ""
}

// withoutSign takes one of the signs off the beginning of a name, where an underscore or a
// capital stands behind it: tbl_orders, tblOrders, TBLORDERS not.
func withoutSign(name string, signs []string) (rest string, ok bool) {
	for _, s := range signs {
		if len(name) < len(s)+3 || !strings.EqualFold(name[:len(s)], s) {
			continue
		}
		rest := name[len(s):]
		switch c := rest[0]; {
		case c == '_' || c == '-' || c == ' ':
			rest = strings.TrimLeft(rest, "_- ")
		case c >= 'A' && c <= 'Z' && name[len(s)-1] >= 'a' && name[len(s)-1] <= 'z' && len(s) > 1:
		default:
			continue
		}
		if rest != "" && (rest[0] < '0' || rest[0] > '9') {
			return rest, true
		}
	}
	return "", false
}
