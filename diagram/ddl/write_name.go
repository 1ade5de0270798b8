package ddl

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// names is a set of names of which no two may be the same for the database.
type names struct {
	dialect *Dialect
	used    map[string]bool
	// next is the number to try first for a name that is taken again and again.
	next map[string]int
}

func newNames(d *Dialect) *names {
	return &names{dialect: d}
}

// forget makes all names free again.
func (n *names) forget() {
	clear(n.used)
	clear(n.next)
}

// take returns the name, with a number behind it where it is taken, and keeps it.
func (n *names) take(name string) string {
	got := n.dialect.shorten(name)
	base := n.dialect.sameName(got)
	same := base
	for n.used[same] {
		if n.next == nil {
			n.next = map[string]int{}
		}
		n.next[base] = max(n.next[base]+1, 2)
		got = n.dialect.shortenFor(name, "_"+strconv.Itoa(n.next[base]))
		same = n.dialect.sameName(got)
	}
	n.keep(same)
	return got
}

// reserve marks a name as taken.
func (n *names) reserve(name string) { n.keep(n.dialect.sameName(name)) }

func (n *names) keep(same string) {
	if n.used == nil {
		n.used = map[string]bool{}
	}
	n.used[same] = true
}

// has tells whether a name is taken.
func (n *names) has(name string) bool { return n.used[n.dialect.sameName(name)] }

// shorten cuts a name that is too long and ends it with a hash of the whole, so that two
// long names with one beginning stay two.
func (d *Dialect) shorten(name string) string { return d.shortenFor(name, "") }

func (d *Dialect) shortenFor(name, suffix string) string {
	if d.fits(name + suffix) {
		return name + suffix
	}
	sum := sha256.Sum256([]byte(name))
	tail := "_" + hex.EncodeToString(sum[:4]) + suffix
	runes := []rune(name)
	for len(runes) > 0 && !d.fits(string(runes)+tail) {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " _") + tail
}

func (d *Dialect) fits(name string) bool {
	if d.maxFileBytes > 0 && len(name)*5 > d.maxFileBytes && fileBytes(name) > d.maxFileBytes {
		return false
	}
	if d.maxBytes > 0 {
		return len(name) <= d.maxBytes
	}
	if d.maxRunes == 0 || len(name) <= d.maxRunes {
		return true
	}
	n := utf8.RuneCountInString(name)
	if d.wideRunes {
		for _, r := range name {
			n += utf16.RuneLen(r) - 1
		}
	}
	return n <= d.maxRunes
}

// fileBytes is how long the name of a table is as that of a file of MySQL: most signs take
// five bytes, most letters with accents three.
func fileBytes(name string) int {
	n := 0
	for _, r := range name {
		switch {
		case r < 0x80 && isWordByte(byte(r)) && r != '$':
			n++
		case r >= 0xc0 && r < 0x530:
			n += 3
		default:
			n += 5
		}
	}
	return n
}

// cleanName makes a name that the database can store: no NUL and no line ends, no spaces
// at its ends, not empty.
func (d *Dialect) cleanName(name, placeholder string) string {
	if isPlain(name) && !strings.ContainsAny(name, d.unnamable) {
		return name
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case r == 0:
			return -1
		case unicode.IsControl(r) || r == 0x2028 || r == 0x2029:
			return ' '
		case r > 0xffff && d.plainRunes || strings.ContainsRune(d.unnamable, r):
			return '_'
		}
		return r
	}, strings.ToValidUTF8(name, "\ufffd"))
	if name = strings.TrimSpace(name); name == "" {
		return placeholder
	}
	return name
}

// name gives an object its name in the script and notes when it is not the one in the
// diagram. what is "table" or "column", where says its place for people.
func (w *writer) name(set *names, own, placeholder, what string, where func() string, id diagram.ID, at *[]diagram.Loss) string {
	clean := w.to.cleanName(own, placeholder)
	got := set.take(clean)
	if got == own {
		return got
	}
	place := where()
	switch {
	case strings.TrimSpace(own) == "":
		w.note(at, id, "name-missing", place, "%s", "A "+what+" without a name is called "+got+".")
	case clean != own:
		w.note(at, id, "name-changed", place, "The %s %q is called %q: %s stores no such name.", what, own, got, w.to.Title)
	case w.to.fits(clean):
		w.note(at, id, "name-taken", place, "The %s %q is called %q, because the name is taken.", what, own, got)
	default:
		w.note(at, id, "name-cut", place, "The %s %q is called %q: %s allows names of %s.", what, own, got, w.to.Title, w.to.limit())
	}
	return got
}

// limit says in words how long a name may be.
func (d *Dialect) limit() string {
	if d.maxBytes > 0 {
		return strconv.Itoa(d.maxBytes) + " bytes"
	}
	return strconv.Itoa(d.maxRunes) + " characters"
}

// isPlain tells whether a text is one of letters, digits and signs of ASCII, without a
// space at its ends: what nearly all names are.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return s != "" && s[0] != ' ' && s[len(s)-1] != ' '
}

// foldCase is how most databases, and most people, compare names.
func foldCase(s string) string {
	if isPlain(s) {
		return strings.ToLower(s)
	}
	return strings.ToLower(strings.ToUpper(s))
}

// foldAccents is how MySQL and MariaDB compare column names: the collation
// utf8mb3_general_ci ignores case and the accents of letters.
func foldAccents(s string) string {
	if isPlain(s) {
		return strings.ToLower(s)
	}
	return strings.Map(func(r rune) rune {
		if r < 0x80 {
			return r
		}
		for _, group := range accents {
			base, size := utf8.DecodeRuneInString(group)
			if strings.ContainsRune(group[size:], r) {
				return base
			}
		}
		return r
	}, foldCase(strings.TrimRight(s, " ")))
}

// accents lists, behind each plain letter, what compares equal to it.
var accents = []string{
	"aàáâãäåāăąǎǟǡǻȁȃạảấầẩẫậắằẳẵặ", "cçćĉċč", "dď", "eèéêëēĕėęěȅȇẹẻẽếềểễệ", "gĝğġģǧǵ", "hĥ",
	"iìíîïĩīĭįıǐȉȋỉị", "jĵǰ", "kķǩ", "lĺļľ", "nñńņňǹ", "oòóôõöōŏőơǒǫǭȍȏọỏốồổỗộớờởỡợ", "rŕŗřȑȓ", "sśŝşšſßș", "tţťț",
	"uùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữự", "wŵẁẃẅ", "yýÿŷỳỵỷỹ", "zźżž",
	"αά", "εέ", "ηή", "ιίϊΐ", "οό", "υύϋΰ", "ωώ", "σς", "еёѐ", "иѝ", "іїӥ",
}
