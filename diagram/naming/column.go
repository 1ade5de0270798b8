package naming

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// column is a column with what its name and type say.
type column struct {
	*diagram.Column
	*split
	table   *table
	class   class
	base    []string // words in the singular without key affixes and table prefix
	name    string   // base, joined
	marked  marking
	plain   *split // the name without the table's column prefix
	leading bool   // the key affix stands in front: id_cliente
	// referred is how many foreign keys start from it.
	referred int
}

// marking says how plainly a name is marked as key or reference.
type marking int

const (
	unmarked marking = iota
	weakly           // zip_code, phone_no
	strongly         // customer_id
)

// fillColumn takes the name of a column apart.
func (v *View) fillColumn(n *column, t *table, c *diagram.Column) {
	*n = column{Column: c, table: t, split: v.split(c.Name), class: v.classOf(c.Type)}
	v.stored(c.Type)
	n.plain = n.split
	if t.prefix != "" {
		n.plain = v.split(c.Name[len(t.prefix):])
	}
	if len(n.plain.words) == 0 {
		n.plain = n.split
	}
}

// readColumn finds out whether the name of a column is marked as a reference.
func (v *View) readColumn(t *table, c *column) {
	c.marked, c.leading = unmarked, false
	v.findBase(c)
	if c.marked == unmarked && c.class != noKey && c.class != text && len(v.find(&v.byName, c.plain.compact)) > 0 {
		t.bare++
	}
	if c.marked == strongly && c.class != noKey && c.name != t.compact && c.name != t.short && len(v.find(&v.byName, c.name)) > 0 {
		t.marked++
	}
	if c.class != noKey && c.name != "" {
		t.sharing = append(t.sharing, c.name)
	}
}

// findBase takes key affixes off a column's name.
func (v *View) findBase(c *column) {
	base, words := c.plain.single, c.plain.words
	if len(words) > 2 && notations[words[0]] && keySuffixes[words[len(words)-1]] {
		base, words = base[1:], words[1:] // lngCustomerID
	}
	mark := func(strong bool) {
		c.marked = max(c.marked, weakly)
		if strong {
			c.marked = strongly
		}
	}
	for n := len(base); n > 1; n = len(base) {
		last := words[n-1]
		switch {
		case isNumber(last) && c.marked == unmarked && n > 2 && keySuffixes[words[n-2]]:
			base, words = base[:n-1], words[:n-1] // author_id_2
			continue
		case keySuffixes[last] && last != "ids":
			mark(strongSuffixes[last])
			base, words = base[:n-1], words[:n-1]
			continue
		}
		break
	}
	for len(base) > 1 && keyPrefixes[words[0]] && !(counterStarts[words[0]] || words[0] == "num" || words[0] == "no") {
		mark(strongPrefixes[words[0]])
		c.leading = true
		base, words = base[1:], words[1:]
	}
	if len(base) > 1 && (words[0] == "num" || words[0] == "no" || words[0] == "nro") && words[len(words)-1] == base[len(base)-1] && c.marked == unmarked {
		mark(false)
		base, words = base[1:], words[1:]
	}
	if n := len(base); n > 1 && isNumber(words[n-1]) {
		base, words = base[:n-1], words[:n-1] // author1_id
	}
	if c.marked == unmarked && len(base) > 0 {
		base = v.runTogether(c, base, words)
	}
	c.base, c.name = base, c.plain.joined(base)
}

// tail returns the words of base from i on, joined.
func (c *column) tail(i int) string {
	at := 0
	for _, w := range c.base[:i] {
		at += len(w)
	}
	return c.name[at:]
}

// runTogether takes a key affix off a word that is written together with it
// (customerid, idcliente), when what remains is a word of the schema.
func (v *View) runTogether(c *column, base, words []string) []string {
	n := len(base)
	last := words[n-1]
	for _, suffix := range [...]string{"uuid", "guid", "code", "key", "id", "fk", "no", "num", "nr", "cd", "sk"} {
		rest, ok := strings.CutSuffix(last, suffix)
		if !ok || len(rest) < 2 {
			continue
		}
		one := v.one(rest)
		if v.isTableWord(one) || strongSuffixes[suffix] && known(one) || personNames[one] || authors[one] || len(rest) >= 3 && v.isWord(rest) || v.endsInTable(one) {
			c.marked = weakly
			if strongSuffixes[suffix] {
				c.marked = strongly
			}
			return append(slices.Clone(base[:n-1]), one)
		}
	}
	first := words[0]
	for _, prefix := range [...]string{"id", "fk", "cod", "kd", "ma", "ref", "cve", "cd", "sq", "kode", "klic"} {
		rest, ok := strings.CutPrefix(first, prefix)
		if !ok || len(rest) < 3 {
			continue
		}
		if one := v.one(rest); v.isTableWord(one) {
			c.marked = strongly
			return append([]string{one}, base[1:]...)
		}
	}
	return base
}

// isTableWord tells whether the word, in the singular, is the name of a table or its end.
func (v *View) isTableWord(one string) bool {
	return len(v.find(&v.byName, one)) > 0 || len(v.find(&v.byTail, one)) > 0
}

// isWord tells whether a word stands alone in some name.
func (v *View) isWord(word string) bool {
	if v.reads != nil {
		v.reads.Note(ThingOf(wordThing, word))
	}
	return v.vocabulary.Of(word) > 0
}

// endsInTable tells whether a word that is written together ends in a table's name.
func (v *View) endsInTable(word string) bool {
	for i := 1; i+4 <= len(word); i++ {
		if len(v.find(&v.byName, word[i:])) > 0 {
			return true
		}
	}
	return false
}

func isNumber(word string) bool { return word != "" && word[0] >= '0' && word[0] <= '9' }
