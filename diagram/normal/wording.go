package normal

import (
	"fmt"
	"strings"
)

// Arrow writes a dependency with the names of its columns: "a, b → c".
func (n *Table) Arrow(d Dependency) string {
	return strings.Join(n.Names(d.From), ", ") + " → " + strings.Join(n.Names(d.To), ", ")
}

// Reason says in a sentence what is wrong with a dependency.
func (n *Table) Reason(v Violation) string {
	from, to := group(n.Names(v.From)), sequence(n.Names(v.To))
	depends := "depends"
	if v.To.Len() > 1 {
		depends = "depend"
	}
	switch v.Breaks {
	case Second:
		return fmt.Sprintf("%s %s on %s alone, which is only a part of the key %s.", to, depends, from, group(n.Names(v.Key)))
	case Third:
		return fmt.Sprintf("%s %s on %s, which is not a key.", to, depends, from)
	default:
		return fmt.Sprintf("%s %s on %s, which is not a key; only that %s part of a key keeps the table in third normal form.", to, depends, from, isOrAre(v.To.Len(), to))
	}
}

func isOrAre(n int, what string) string {
	if n > 1 {
		return what + " are"
	}
	return what + " is"
}

// maxNames is how many names a sentence holds; of more it says how many.
const maxNames = 8

// sequence writes names as people read them: a, b and c.
func sequence(names []string) string {
	switch n := len(names); {
	case n < 2:
		return strings.Join(names, "")
	case n > maxNames:
		return strings.Join(names[:maxNames-1], ", ") + fmt.Sprintf(" and %d more", n-maxNames+1)
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// group writes columns as one thing: a, or (a, b).
func group(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// KeyNames writes the candidate keys for people, as many as a sentence holds.
func (n *Table) KeyNames() string {
	var list []string
	for _, k := range n.Keys {
		list = append(list, group(n.Names(k)))
	}
	text := sequence(list)
	if !n.AllKeys {
		text += ", and there are more that were not looked for"
	}
	return text
}
