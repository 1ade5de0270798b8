package rule

import (
	"fmt"
	"unicode"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
	"crowsfoot/lint"
)

var _ = add(&lint.Rule{
	Code: "M002", Name: "mixed-singular-plural", Severity: lint.Info, Since: "0.1",
	What: "A table is named in the singular while nearly all others are in the plural, or the other way round.",
	Why:  "Nobody can guess a table's name; queries and generated code end up with both forms.",
	How:  "Rename it like the others. Names that have no other number (news, staff) are not looked at.",
	Bad: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY);
CREATE TABLE invoices (id int PRIMARY KEY);
CREATE TABLE payments (id int PRIMARY KEY);
CREATE TABLE products (id int PRIMARY KEY);
CREATE TABLE suppliers (id int PRIMARY KEY);
CREATE TABLE shipments (id int PRIMARY KEY);
CREATE TABLE warehouse (id int PRIMARY KEY);`,
	Good: `CREATE TABLE customers (id int PRIMARY KEY);
CREATE TABLE orders (id int PRIMARY KEY);
CREATE TABLE invoices (id int PRIMARY KEY);
CREATE TABLE payments (id int PRIMARY KEY);
CREATE TABLE products (id int PRIMARY KEY);
CREATE TABLE suppliers (id int PRIMARY KEY);
CREATE TABLE shipments (id int PRIMARY KEY);
CREATE TABLE warehouses (id int PRIMARY KEY);`,
	Table: mixedNumber,
})

func mixedNumber(p *lint.Pass, t *diagram.Table) {
	habit := p.Plural()
	// One or two tables may differ, or one in seven.
	if !habit.Clear || !habit.Firm {
		return
	}
	number := lint.GrammaticalNumber(t.Name, p.Names.Words(t.Name))
	if number == 0 || (number == 2) == habit.Value || number == 1 && hasPlural(p, t.Name) {
		return
	}
	own, usual, change := "singular", "plural", naming.Plural
	if !habit.Value {
		own, usual, change = usual, own, naming.Singular
	}
	f := lint.Finding{
		Objects:  []lint.Object{p.TableObject(t)},
		Message:  fmt.Sprintf("%s is named in the %s, most other tables in the %s.", p.TableName(t), own, usual),
		Evidence: []string{fmt.Sprintf("%s are named in the %s", habit.Share("tables"), usual)},
		Tier:     lint.Likely, Confidence: .8,
	}
	f.Fixes = fixTable(p, t, lastWordChanged(t.Name, change), true)
	p.Report(f)
}

// hasPlural tells whether a word in front of the last is in the plural: the last one only
// says what is special about those things (groups_state, orders_old).
func hasPlural(p *lint.Pass, name string) bool {
	single := p.Names.Words(name)
	words := naming.Words(name)
	for i := range len(words) - 1 {
		if i < len(single) && words[i] != single[i] {
			return true
		}
	}
	return false
}

// lastWordChanged returns the name with its last word changed, in the same capitals.
func lastWordChanged(name string, change func(string) string) string {
	list := parts(name)
	if len(list) == 0 {
		return name
	}
	last := []rune(list[len(list)-1])
	runes := []rune(name)
	end := len(runes)
	for end > 0 && !unicode.IsLetter(runes[end-1]) && !unicode.IsDigit(runes[end-1]) {
		end--
	}
	start := end - len(last)
	if start < 0 {
		return name
	}
	old, fresh := runes[start:end], []rune(change(string(last)))
	upper := len(old) > 1 && unicode.IsUpper(old[0]) && unicode.IsUpper(old[1])
	for i := range fresh {
		if upper || i == 0 && unicode.IsUpper(old[0]) {
			fresh[i] = unicode.ToUpper(fresh[i])
		}
	}
	return string(runes[:start]) + string(fresh) + string(runes[end:])
}
