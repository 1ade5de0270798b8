package edraw

import (
	"strings"

	"crowsfoot/diagram/naming"
)

// reference returns the column of child that refers to parent by its name or its marks,
// and how good the evidence is: 0 none, 5 a mark that names the table.
func (r *reader) reference(child, parent *node) (best *column, score int) {
	target := nameWords(parent.name)
	for _, c := range child.columns {
		s := r.referenceScore(c, child, parent, target)
		if s > score {
			best, score = c, s
		}
	}
	return best, score
}

// idWords end or begin the names of columns that refer to a row.
var idWords = map[string]bool{"id": true, "ids": true, "no": true, "num": true, "number": true, "code": true, "key": true, "fk": true, "ref": true, "uid": true, "pk": true, "uuid": true, "nr": true}

func (r *reader) referenceScore(c *column, child, parent *node, target []string) int {
	if c.refers != "" && sameWords(nameWords(c.refers), target) {
		return 5
	}
	if child == parent {
		return 0
	}
	b, idLike := c.baseOf()
	if b == "" || idWords[b] {
		return 0
	}
	score := 0
	t := strings.Join(target, "")
	switch {
	case b == t:
		score = 3
	case r.entityNamed(b):
		return 0 // it refers to another table of the page
	case len(target) > 0 && b == target[len(target)-1], len(b) >= 4 && strings.HasPrefix(t, b), len(t) >= 4 && strings.HasSuffix(b, t):
		score = 2
	}
	if k := parent.soleKey(); k != nil && strings.EqualFold(squash(k.name), squash(c.name)) && !generic(k.name) {
		score = max(score, 3)
	}
	if score == 0 || !idLike && !c.fk && score < 3 {
		return 0
	}
	if own := child.soleKey(); own == c && !c.fk {
		// A table's own key is named after the table itself.
		if self := strings.Join(nameWords(child.name), ""); strings.HasPrefix(self, b) || strings.HasPrefix(b, self) {
			return 0
		}
		score--
	}
	if !idLike && !c.fk && !strings.EqualFold(b, t) {
		return 0
	}
	if c.fk {
		score++
	}
	return score
}

// baseOf returns what is left of the name of a column, in the singular and squashed,
// without the words that say that it holds an id, and whether there were any.
func (c *column) baseOf() (base string, idLike bool) {
	if c.base != "" {
		return c.base, c.idLike
	}
	words := nameWords(c.name)
	rest := words
	for len(rest) > 1 && idWords[rest[len(rest)-1]] {
		rest = rest[:len(rest)-1]
	}
	for len(rest) > 1 && idWords[rest[0]] {
		rest = rest[1:]
	}
	c.idLike = len(rest) < len(words)
	if len(rest) == 1 && !c.idLike {
		// "userid" and "IDuser" are written together.
		for _, short := range []string{strings.TrimSuffix(rest[0], "id"), strings.TrimPrefix(rest[0], "id")} {
			if short != rest[0] && len(short) > 1 {
				rest, c.idLike = []string{naming.Singular(short)}, true
				break
			}
		}
	}
	c.base = strings.Join(rest, "")
	return c.base, c.idLike
}

// entityNamed tells whether a table of the page has this name, squashed and in the
// singular.
func (r *reader) entityNamed(name string) bool {
	if r.names == nil {
		r.names = map[string]bool{}
		for _, n := range r.nodes {
			if n.kind == entity {
				r.names[strings.Join(nameWords(n.name), "")] = true
			}
		}
	}
	return r.names[name]
}

// generic names say nothing about the table they are in.
func generic(name string) bool {
	switch strings.ToLower(name) {
	case "id", "_id", "name", "code", "no", "key", "number", "title", "username", "date", "type", "status":
		return true
	}
	return false
}

// soleKey returns the only column of the primary key, or the first column when it looks
// like one and no key is marked.
func (n *node) soleKey() *column {
	var key *column
	for _, c := range n.columns {
		if c.pk {
			if key != nil {
				return nil
			}
			key = c
		}
	}
	if key == nil && len(n.columns) > 0 {
		if first := n.columns[0]; referenceLike(first.name) {
			return first
		}
	}
	return key
}

// target returns the column of parent that a column of a child refers to, or nil.
func (n *node) target(from *column) *column {
	if k := n.soleKey(); k != nil {
		return k
	}
	for _, c := range n.columns {
		if strings.EqualFold(squash(c.name), squash(from.name)) {
			return c
		}
	}
	for _, c := range n.columns {
		if strings.EqualFold(c.name, "id") || strings.EqualFold(c.name, "_id") {
			return c
		}
	}
	return nil
}

// squash drops everything but letters and digits.
func squash(name string) string {
	return strings.Join(naming.Words(name), "")
}

// nameWords returns the words of a name in the singular.
func nameWords(name string) []string {
	words := naming.Words(name)
	for i, w := range words {
		words[i] = naming.Singular(w)
	}
	if len(words) > 1 && (words[0] == "tbl" || words[0] == "tb" || words[0] == "t" || words[0] == "table") {
		words = words[1:]
	}
	return words
}

func sameWords(a, b []string) bool { return strings.Join(a, "") == strings.Join(b, "") }
