package merge

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// wording tells changes in plain words.
type wording struct {
	names       map[diagram.ID]string     // of what others speak of
	before, now *diagram.Diagram          // mine and the merged one
	homes, were map[diagram.ID]diagram.ID // tables of columns, in out and in mine
}

func newWording(m *merger) *wording {
	w := &wording{names: map[diagram.ID]string{}, before: m.mine, now: m.out, homes: map[diagram.ID]diagram.ID{}, were: map[diagram.ID]diagram.ID{}}
	for _, d := range []*diagram.Diagram{m.theirs, m.mine, m.out} {
		for id, o := range d.Schemas {
			w.names[id] = o.Name
		}
		for id, o := range d.Modules {
			w.names[id] = o.Name
		}
		for id, t := range d.Tables {
			w.names[id] = t.Name
			if m.mine.Tables[id] == m.out.Tables[id] {
				continue // nothing is told of it
			}
			for _, c := range t.Columns {
				w.names[c.ID] = c.Name
				switch d {
				case m.mine:
					w.were[c.ID] = id
				case m.out:
					w.homes[c.ID] = id
				}
			}
		}
	}
	return w
}

// column names a column of a table, which may be one of which nothing else is told.
func (w *wording) column(table, id diagram.ID) string {
	if name, ok := w.names[id]; ok {
		return name
	}
	for _, d := range []*diagram.Diagram{w.now, w.before} {
		if t := d.Tables[table]; t != nil && t.Column(id) != nil {
			return t.Column(id).Name
		}
	}
	return ""
}

// longestValue is how many runes of a value are shown; longer ones are only said to have
// changed.
const longestValue = 40

// short cuts a text to what fits a line.
func short(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > longestValue {
		return string(runes[:longestValue-1]) + "…"
	}
	return text
}

// labels are the words for properties whose names do not read as words.
var labels = map[string]string{
	"on_delete": "action on delete", "on_update": "action on update", "initially_deferred": "deferred from the start",
	"about": "object", "card": "number of rows", "lint": "rules of the linter",
}

// yes and no are the words for properties that are one or the other.
var yesNo = map[string][2]string{
	"not_null":    {"not null", "null allowed"},
	"pinned":      {"pinned", "not pinned"},
	"directed":    {"has a direction", "has no direction"},
	"identifying": {"identifying", "not identifying"},
	"inheritance": {"a subtype", "no subtype"},
	"unique":      {"unique", "not unique"},
	"primary":     {"primary key", "unique key"},
	"stored":      {"stored", "not stored"},
	"deferrable":  {"deferrable", "not deferrable"},
}

// differences tells what differs between two objects, property by property; of names the
// object where it is not plain which one is meant.
func differences[T any](w *wording, of string, before, after *T, besides []string) []string {
	var list []string
	x, y := reflect.ValueOf(before).Elem(), reflect.ValueOf(after).Elem()
	for _, p := range properties[T]() {
		a, b := x.Field(p.index), y.Field(p.index)
		if p.name == "source" || slices.Contains(besides, p.name) || same(a, b) {
			continue
		}
		list = append(list, w.difference(p.name, of, a, b))
	}
	// A card that is moved and widened is moved twice in the list of properties.
	return slices.Compact(list)
}

func (w *wording) difference(property, of string, a, b reflect.Value) string {
	if words, ok := yesNo[property]; ok && b.Kind() == reflect.Bool {
		word := words[1]
		if b.Bool() {
			word = words[0]
		}
		if of == "" {
			return "now " + word
		}
		return of + ": " + word
	}
	switch property {
	case "pos":
		return "moved"
	case "width", "size":
		return "resized"
	}
	subject := w.subject(property, of)
	from, ok := w.value(a)
	to, also := w.value(b)
	if !ok || !also {
		return subject + " changed"
	}
	return fmt.Sprintf("%s: %s → %s", subject, from, to)
}

// subject names a property of an object.
func (w *wording) subject(property, of string) string {
	label := labels[property]
	if label == "" {
		label = strings.ReplaceAll(property, "_", " ")
	}
	if of == "" {
		return label
	}
	return label + " of " + of
}

// value writes a value of a property; ok is false when it does not fit a line.
func (w *wording) value(v reflect.Value) (text string, ok bool) {
	switch x := v.Interface().(type) {
	case diagram.ID:
		text = w.names[x]
	case []diagram.ID:
		text = w.list(x)
	case []string:
		text = strings.Join(x, ", ")
	case bool:
		text = map[bool]string{true: "yes", false: "no"}[x]
	case diagram.Cardinality:
		text = cardinality(x)
	default:
		if v.Kind() != reflect.String {
			return "", false
		}
		text = strings.ReplaceAll(v.String(), "_", " ")
		if v.Type() == reflect.TypeFor[string]() {
			text = v.String()
		}
	}
	if text == "" {
		return "none", true
	}
	return text, len([]rune(text)) <= longestValue && !strings.Contains(text, "\n")
}

// list names columns or other objects.
func (w *wording) list(ids []diagram.ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = w.names[id]
	}
	return strings.Join(words, ", ")
}

func cardinality(c diagram.Cardinality) string {
	switch c {
	case diagram.One:
		return "exactly one"
	case diagram.ZeroOne:
		return "at most one"
	case diagram.Many:
		return "many"
	case diagram.OneMany:
		return "one or more"
	case diagram.ZeroMany:
		return "any number"
	}
	return "not known"
}

// conflicts tells what the file and people both changed on an object and its parts.
func (w *wording) conflicts(m *merger, id diagram.ID, what string, parts []diagram.ID) []Conflict {
	var list []Conflict
	switch {
	case m.follows[id]:
	case m.kept[id]:
		list = append(list, Conflict{what, "changed", "removed"})
	case m.returned[id]:
		list = append(list, Conflict{what, "removed", "changed"})
	}
	told := func(of string, clashes []clash) {
		for _, c := range clashes {
			mine, _ := w.value(reflect.ValueOf(c.mine))
			theirs, _ := w.value(reflect.ValueOf(c.theirs))
			list = append(list, Conflict{w.subject(c.property, of), short(mine), short(theirs)})
		}
	}
	told("", m.clashes[id])
	seen := map[diagram.ID]bool{}
	for _, part := range parts {
		if seen[part] {
			continue
		}
		seen[part] = true
		told(w.names[part], m.clashes[part])
		if m.lost[part] && w.names[part] != "" {
			list = append(list, Conflict{"column " + w.names[part], "changed", "removed"})
		}
	}
	return list
}
