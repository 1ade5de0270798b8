package drawio

import (
	"strings"

	"crowsfoot/diagram"
)

// findEnums takes lists of values out of the tables: lists without keys and types that
// only plain arrows join, to columns whose type is called like them. A table of values
// without a title gets the name of that type.
func (r *reader) findEnums() {
	types := map[string]bool{}
	for _, e := range r.entities {
		for _, c := range e.columns {
			if c.typ != "" {
				types[enumName(c.typ)] = true
			}
		}
	}
	type lineEndOf struct {
		line *line
		end  int
	}
	ends := map[*entity][]lineEndOf{}
	for _, l := range r.lines {
		for i := range l.ends {
			if e, _ := r.entityAt(l.ends[i].shape); e != nil {
				ends[e] = append(ends[e], lineEndOf{l, i})
			}
		}
	}
	for _, e := range r.entities {
		// A native table of values has no title: the first of them was taken for one.
		values := e.form == formList || e.form == formTable && e.titleRow != nil
		if e.into != nil || !values || len(e.columns) == 0 || e.hasMarks() {
			continue
		}
		if e.titleRow == nil && hint(e.cell) == hintEnum {
			e.isEnum = true
			continue
		}
		stereotype := strings.Contains(strings.ToLower(e.cell.Text()), "enum")
		if e.titleRow == nil && !stereotype && !types[enumName(e.name)] && !types[enumName(e.name)+"enum"] {
			continue
		}
		linked, plain := "", true
		for _, at := range ends[e] {
			plain = plain && !at.line.isER
			if _, column := r.entityAt(at.line.ends[1-at.end].shape); column != nil && isEnumType(column.typ) {
				linked = column.typ
			}
		}
		if !plain || linked == "" && !stereotype {
			continue
		}
		e.isEnum = true
		if e.titleRow != nil {
			e.columns = append([]*column{{cell: e.titleRow, name: e.name}}, e.columns...)
			e.name = diagram.CutName(linked)
		}
	}
}

func (e *entity) hasMarks() bool {
	for _, c := range e.columns {
		if c.mark.isSet() || c.typ != "" {
			return true
		}
	}
	return false
}

func isEnumType(typ string) bool {
	_, _, known := typeWord(typ)
	return strings.Contains(strings.ToLower(typ), "enum") || typ != "" && !known
}

func enumName(s string) string {
	return strings.Map(func(c rune) rune {
		if c == ' ' || c == '_' || c == '-' {
			return -1
		}
		return c
	}, strings.ToLower(s))
}

// domain makes an enumeration of a list of values.
func (r *reader) domain(e *entity) *diagram.Domain {
	d := &diagram.Domain{ID: r.id(e.cell), Name: e.name}
	for _, c := range e.columns {
		d.Values = append(d.Values, c.name)
	}
	r.out.Guess(d.ID, "a list without keys and types that only the type of a column points to, read as its values")
	return d
}
