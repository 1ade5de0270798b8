package drawio

import (
	"slices"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
	"crowsfoot/diagram/naming"
)

// Weights of what a column's name has in common with the table at the other end of its
// line. Package naming measures names where nothing is drawn; a line says already that
// there is a reference, and the name has only to tell which column holds it.
const (
	wholeName  = .8  // customer_id, and a line to customers
	bareName   = .5  // customer
	endOfName  = .65 // billing_address_id, and a line to addresses
	bareEnd    = .35 // billing_address
	tailOfName = .5  // category_id, and a line to shop_category
	headOfName = .4  // org_id, and a line to org_unit
)

// named weighs what the name of a child's column has in common with the parent; the
// weight is 0 for names that have nothing.
func (f *finder) named(c *column, child, parent *entity) float64 {
	if child == parent || c.built == nil {
		return 0
	}
	name := f.view.ColumnName(c.built.ID)
	table, own := f.view.TableWords(parent.table.ID), f.view.TableWords(child.table.ID)
	base := name.Base
	if len(base) == 0 || len(table) == 0 || slices.Equal(base, own) {
		return 0
	}
	either := func(key, bare float64) float64 {
		switch {
		case name.Key:
			return key
		case !slices.Equal(name.Words, name.Single):
			return 0 // strikes: several of them, so no reference
		}
		return bare
	}
	if f.afterTable(c, parent) != nil {
		return wholeName
	}
	if key := f.target(parent, nil); key != nil && key.built != nil {
		ending := f.view.ColumnName(key.built.ID).Single
		if len(name.Single) > 1 && slices.Equal(name.Single, ending) && !c.mark.primary {
			return wholeName
		}
	}
	switch {
	case sameWord(strings.Join(base, ""), strings.Join(table, "")):
		return either(wholeName, bareName)
	case endsIn(base, table):
		return either(endOfName, bareEnd)
	case name.Key && endsIn(table, base):
		return tailOfName
	case name.Key && len(base) < len(table) && slices.Equal(base, table[:len(base)]):
		return headOfName
	}
	return 0
}

// afterTable returns the column of the parent that a column names together with the
// table: slug for segment_slug and a line to segments.
func (f *finder) afterTable(c *column, parent *entity) *column {
	words, table := f.view.ColumnName(c.built.ID).Single, f.view.TableWords(parent.table.ID)
	n := len(table)
	if n == 0 || len(words) <= n || !slices.Equal(words[:n], table) {
		return nil
	}
	for _, p := range parent.columns {
		if p != c && p.built != nil && slices.Equal(f.view.ColumnName(p.built.ID).Single, words[n:]) {
			return p
		}
	}
	return nil
}

// endsIn tells whether words end in others, and begin with something else.
func endsIn(words, others []string) bool {
	n := len(words) - len(others)
	return n > 0 && slices.Equal(words[n:], others)
}

// sameWord tells whether two names are one word, if in different cases or numbers of a
// language that naming does not know: Автор and Авторы, autore and autori, livre and
// livres.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	shared := 0
	for i, c := range a {
		if !strings.HasPrefix(b[min(i, len(b)):], string(c)) {
			break
		}
		shared = i + utf8.RuneLen(c)
	}
	stem := utf8.RuneCountInString(a[:shared])
	restA, restB := utf8.RuneCountInString(a[shared:]), utf8.RuneCountInString(b[shared:])
	return stem >= 4 && restA <= 2 && restB <= 2 && stem > 2*max(restA, restB)
}

// lineNames weighs the text on a line against a column: a line "home" to the table that
// home_id refers to.
func (f *finder) lineNames(rel *relation, c *column) bool {
	text := naming.Words(rel.name)
	if len(text) == 0 || c.built == nil {
		return false
	}
	name := f.view.ColumnName(c.built.ID)
	return name.Key && slices.Equal(name.Base, singular(text))
}

// looksReferring tells columns that are named as references are, by an affix that hardly
// means anything else, and are not the key of their own table.
func (f *finder) looksReferring(c *column, own *entity) bool {
	if c.built == nil || f.view.KeyOf(own.table.ID) == c.built {
		return false
	}
	name := f.view.ColumnName(c.built.ID)
	if !name.Strong {
		// created_by is one, and no key.
		return len(name.Words) > 1 && name.Words[len(name.Words)-1] == "by"
	}
	return len(name.Base) > 0 && !slices.Equal(name.Base, f.view.TableWords(own.table.ID))
}

// hasHome tells whether the name of a child's column leads to a table other than these
// two.
func (f *finder) hasHome(c *column, child, parent *entity) bool {
	base := f.view.ColumnName(c.built.ID).Base
	elsewhere := func(t *diagram.Table) bool {
		return t.ID != child.table.ID && t.ID != parent.table.ID && t.Name != parent.name
	}
	for i := range base {
		if slices.ContainsFunc(f.view.TablesNamed(base[i:]), elsewhere) {
			return true
		}
	}
	return len(base) > 0 && slices.ContainsFunc(f.view.TablesEnding(base), elsewhere)
}

// clash tells whether values of two types can't be compared, as far as both are known.
func clash(a, b string) bool {
	x, y := diagram.ParseType(a).Family(), diagram.ParseType(b).Family()
	if x == diagram.FamilyUnknown || y == diagram.FamilyUnknown || x == y {
		return false
	}
	number := func(f diagram.Family) bool { return f == diagram.FamilyInteger || f == diagram.FamilyDecimal }
	return !number(x) || !number(y)
}

func singular(words []string) []string {
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = naming.Singular(w)
	}
	return out
}
