package lint

import (
	"strings"

	"crowsfoot/diagram"
)

// PartOf returns the table that a table is a part of, as databases cut up large ones:
// payment_p2024_01 of payment. It has the same columns, and its name only adds a date, a
// number or "default". It is nil for all others. What there is to say of a part is said of
// the whole.
func (f *Facts) PartOf(t *diagram.Table) *diagram.Table {
	stem := wholeName(t.Name)
	if stem == "" {
		return nil
	}
	key := string(t.Schema) + "." + stem
	f.note(namesakeThing, key)
	for _, whole := range f.namesakes[key] {
		if whole = f.TableAt(whole.ID); whole != t && whole.Kind != diagram.KindView && sameNames(t, whole) {
			return whole
		}
	}
	return nil
}

// wholeName takes what numbers a part off a name, in lower case; it is empty for a name that
// has nothing of the sort.
func wholeName(name string) string {
	last := strings.LastIndexByte(name, '_')
	if last < 1 || !strings.ContainsAny(name[last:], "0123456789") && !strings.EqualFold(name[last+1:], "default") {
		return ""
	}
	stem := strings.ToLower(name)
	for last > 0 && numbersPart(stem[last+1:]) {
		stem = stem[:last]
		last = strings.LastIndexByte(stem, '_')
	}
	if len(stem) == len(name) {
		return ""
	}
	return stem
}

// numbersPart tells whether a word is a number, a date or what begins one: p2024, y2006m02,
// 01, default.
func numbersPart(word string) bool {
	if word == "default" {
		return true
	}
	digits := 0
	for i := range len(word) {
		switch c := word[i]; {
		case c >= '0' && c <= '9':
			digits++
		case strings.IndexByte("ymdqwp", c) < 0:
			return false
		}
	}
	return digits > 0
}

// sameNames tells whether two tables have columns of the same names, in any order.
func sameNames(a, b *diagram.Table) bool {
	if len(a.Columns) != len(b.Columns) {
		return false
	}
	for i, c := range a.Columns {
		if !strings.EqualFold(c.Name, b.Columns[i].Name) && b.ColumnNamed(c.Name) == nil {
			return false
		}
	}
	return len(a.Columns) > 0
}
