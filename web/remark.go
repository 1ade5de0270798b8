package web

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// The codes of remarks that are made here, beside those of the readers.
const (
	remarkGuessed    = "guessed"      // concluded, not read
	remarkManyToMany = "many-to-many" // no database can hold it
	remarkNote       = "note"         // a text that was taken for nothing else
)

// remarks lists what a person should look at on one page of a file: what the reader found
// odd, what was concluded rather than read, and what was kept as drawn though no database
// can hold it.
func remarks(source *diagram.Source, p *diagram.Page, number int) []diagram.Loss {
	var list []diagram.Loss
	for _, w := range source.Warnings {
		if w.Page == 0 || w.Page == number+1 {
			list = append(list, w)
		}
	}
	guess := func(id diagram.ID, where, shape string) {
		if g, ok := p.Readings[id]; ok && g.Guessed {
			list = append(list, diagram.Loss{Code: remarkGuessed, Message: asSentence(g.Why), Where: where, Object: id, Page: number + 1, Source: shape})
		}
	}
	for _, r := range p.Diagram.SortedRelationships() {
		guess(r.ID, ends(p.Diagram, r), r.Source)
	}
	for _, t := range p.Diagram.SortedTables() {
		guess(t.ID, t.Name, t.Source)
		for _, c := range t.Columns {
			guess(c.ID, t.Name+"."+c.Name, c.Source)
		}
	}
	for _, r := range p.Diagram.SortedRelationships() {
		if r.Inheritance || !r.IsManyToMany() && len(r.Ends) < 3 {
			continue
		}
		what := "Both ends are many."
		if len(r.Ends) > 2 {
			what = fmt.Sprintf("It joins %d tables.", len(r.Ends))
		}
		list = append(list, diagram.Loss{Code: remarkManyToMany, Message: what + " Kept as drawn; a database needs a junction table for it.",
			Where: ends(p.Diagram, r), Object: r.ID, Page: number + 1, Source: r.Source})
	}
	told := map[string]bool{} // shapes that the reader spoke of
	for _, w := range list {
		told[w.Source] = w.Source != ""
	}
	for _, n := range p.Diagram.SortedNotes() {
		if told[n.Source] {
			continue
		}
		text := []rune(strings.Join(strings.Fields(n.Text), " "))
		if len(text) > 120 {
			text = append(text[:119:119], '…')
		}
		list = append(list, diagram.Loss{Code: remarkNote, Message: string(text), Object: n.ID, Page: number + 1, Source: n.Source})
	}
	return list
}

// asSentence makes a sentence of a reason, which may be a phrase.
func asSentence(why string) string {
	first, size := utf8.DecodeRuneInString(why)
	if size == 0 {
		return why
	}
	return strings.TrimSuffix(string(unicode.ToUpper(first))+why[size:], ".") + "."
}

// ends names the tables that a relationship joins.
func ends(d *diagram.Diagram, r *diagram.Relationship) string {
	names := make([]string, 0, len(r.Ends))
	for _, e := range r.Ends {
		if t := d.Tables[e.Table]; t != nil {
			names = append(names, t.Name)
		}
	}
	return strings.Join(names, " – ")
}
