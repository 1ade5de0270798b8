package drawio

import (
	"regexp"
	"slices"
	"strings"
)

// dropGrids takes tables of words out of the entities: tables of texts, of routes or of
// the parts of a screen, which are drawn with the same shapes. They have no key, no type
// and no line, and their rows are not called as columns are.
func (r *reader) dropGrids() {
	kept := r.entities[:0]
	for _, e := range r.entities {
		if e.form == formTable && hint(e.cell) == "" && e.into == nil && !r.joined[e.cell] && e.isProse() {
			r.warn("not-a-table", e.cell, "The grid %q has no keys, no types and no lines, and its rows are texts; it was left out.", e.name)
			e.dropped = true
			continue
		}
		kept = append(kept, e)
	}
	r.entities = kept
	r.entities = slices.DeleteFunc(r.entities, func(e *entity) bool { return e.whole().dropped })
}

// dropLists takes all tables and lists of a page out of the entities when nothing on it
// tells them from menus and plans: no mark, no type, no column named as a key, and no
// line between two of them. Three and more are rather a first sketch of tables.
func (r *reader) dropLists() {
	if len(r.relations) > 0 || len(r.entities) > 2 {
		return
	}
	for _, e := range r.entities {
		if e.form != formTable && e.form != formList || e.isEnum || len(e.columns) == 0 || e.hasEvidence() {
			return
		}
	}
	for _, e := range r.entities {
		r.warn("not-a-table", e.cell, "The list %q has no keys, no types and no lines; it was left out.", e.name)
	}
	r.entities = nil
}

// hasEvidence tells whether a column is marked, has a type or is named as a key.
func (e *entity) hasEvidence() bool {
	if hint(e.cell) != "" {
		return true // Write drew it
	}
	for _, c := range e.columns {
		if c.mark.isSet() || looksTyped(c.typ) || namedAsKey(c.name) {
			return true
		}
	}
	return false
}

// columnLike is a text that may be the name of a column.
var columnLike = regexp.MustCompile(`^[\p{L}_$#@][\p{L}\p{M}\p{N}_$#@.-]*(?: [\p{L}\p{M}\p{N}_$#@.-]+){0,3}$`)

// isProse tells whether a table has no marks and no types, and at most half of its rows
// are called as columns are: by one to four words, each once in the table.
func (e *entity) isProse() bool {
	times := map[string]int{}
	for _, c := range e.columns {
		if c.mark.isSet() || looksTyped(c.typ) {
			return false
		}
		times[strings.ToLower(c.name)]++
	}
	n := 0
	for _, c := range e.columns {
		if times[strings.ToLower(c.name)] == 1 && columnLike.MatchString(c.name) {
			n++
		}
	}
	return len(e.columns) > 0 && 2*n <= len(e.columns)
}
