package drawio

import "strings"

// answersYes and answersNo are what stands in cells below a header that asks something.
var (
	answersYes = map[string]bool{"yes": true, "y": true, "true": true, "x": true, "✓": true, "✔": true, "1": true, "ja": true, "sí": true, "si": true, "oui": true}
	answersNo  = map[string]bool{"no": true, "n": true, "false": true, "-": true, "✗": true, "✘": true, "0": true, "nein": true, "non": true}
)

// extra reads a cell beside name and type; role is the header above it in lower case, or
// empty.
func (r *rowText) extra(role, text string) {
	word := strings.ToLower(strings.TrimSpace(text))
	yes, no := answersYes[word], answersNo[word]
	switch role {
	case "null", "nulls", "nullable":
		if yes || no {
			r.nullable, r.mark.notNull = yes, no
			return
		}
	case "not null", "required":
		if yes || no {
			r.mark.notNull = r.mark.notNull || yes
			return
		}
	case "unique":
		if yes || no {
			r.mark.unique = r.mark.unique || yes
			return
		}
	case "default", "default value":
		r.def = text
		return
	case "references":
		if m := reference.FindStringSubmatch("c -> " + text); m != nil {
			r.refTable, r.refColumn, r.mark.foreign = m[2], m[3], true
			return
		}
	case "length", "size":
		if r.typ != "" && strings.IndexByte(r.typ, '(') < 0 && strings.Trim(word, "0123456789,") == "" {
			r.typ += "(" + text + ")"
			return
		}
	case "description", "descriptions", "comment", "comments", "notes", "note", "meaning", "example", "examples":
		r.note(text)
		return
	}
	r.typed(splitTokens(text), 0, false)
}
