package xmldoc

import (
	"slices"
	"strings"

	"github.com/beevik/etree"
)

// isWhole tells whether a tree has one root with nothing but white space, comments and a
// harmless DOCTYPE around it. It drops the DOCTYPE, so that it is never written again,
// and makes the declaration name UTF-8, because the texts of the tree are that.
func isWhole(tree *etree.Document) bool {
	roots := 0
	for i := len(tree.Child) - 1; i >= 0; i-- {
		switch t := tree.Child[i].(type) {
		case *etree.Element:
			roots++
		case *etree.CharData:
			if !t.IsWhitespace() {
				return false
			}
		case *etree.Directive:
			if declares([]byte(t.Data)) {
				return false
			}
			tree.RemoveChildAt(i)
		case *etree.ProcInst:
			if t.Target == "xml" {
				t.Inst = utf8Declaration(t.Inst)
			}
		}
	}
	return roots == 1
}

// utf8Declaration makes an XML declaration of another encoding one of UTF-8.
func utf8Declaration(inst string) string {
	if strings.Contains(inst, "encoding") && !strings.Contains(strings.ToUpper(inst), `"UTF-8"`) {
		return `version="1.0" encoding="UTF-8"`
	}
	return inst
}

// dropDuplicates removes all but the last of attributes of one name and counts what it
// removed. The last value takes the place of the first.
func (d *Doc) dropDuplicates(e *etree.Element) {
	if n := dropDoubled(e); n > 0 {
		if d.Duplicates == 0 {
			d.Doubled = e
		}
		d.Duplicates += n
	}
	for _, child := range e.Child {
		if c, ok := child.(*etree.Element); ok {
			d.dropDuplicates(c)
		}
	}
}

// dropDoubled compares pairs while there are few, because nearly every element has few
// and a map for each of them costs more than the rest of the walk.
func dropDoubled(e *etree.Element) (n int) {
	if len(e.Attr) > 16 {
		return dropManyDoubled(e)
	}
	for i := 1; i < len(e.Attr); i++ {
		for j := range i {
			if e.Attr[i].Key == e.Attr[j].Key && e.Attr[i].Space == e.Attr[j].Space {
				e.Attr[j].Value = e.Attr[i].Value
				e.Attr = slices.Delete(e.Attr, i, i+1)
				i--
				n++
				break
			}
		}
	}
	return n
}

func dropManyDoubled(e *etree.Element) int {
	type name struct{ space, key string }
	first := make(map[name]int, len(e.Attr))
	kept := e.Attr[:0]
	for _, a := range e.Attr {
		if i, ok := first[name{a.Space, a.Key}]; ok {
			kept[i].Value = a.Value
			continue
		}
		first[name{a.Space, a.Key}] = len(kept)
		kept = append(kept, a)
	}
	n := len(e.Attr) - len(kept)
	e.Attr = kept
	return n
}
