package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// planIgnores gathers the ignored findings of each object. They are written as comments
// above what they speak of, as Parse reads them.
func (w *writer) planIgnores() {
	w.ignores, w.told = map[diagram.ID][]*diagram.Ignore{}, map[diagram.ID]bool{}
	for _, i := range w.d.SortedIgnores() {
		if sqlRuleCode.MatchString(i.Rule) {
			w.ignores[i.Object] = append(w.ignores[i.Object], i)
		}
	}
}

// ignoreLines returns the comments for the ignored findings of an object, once.
func (w *writer) ignoreLines(id diagram.ID) []string {
	if len(w.ignores[id]) == 0 || w.told[id] {
		return nil
	}
	w.told[id] = true
	var lines []string
	for _, i := range w.ignores[id] {
		line := "-- " + sqlIgnoreMark + " " + i.Rule
		if i.Until != "" {
			line += " until " + oneLine(i.Until)
		}
		lines = append(lines, strings.TrimSpace(line+" "+oneLine(i.Reason)))
	}
	return lines
}

// ignored writes the comments above a statement.
func (w *writer) ignored(id diagram.ID) {
	for _, line := range w.ignoreLines(id) {
		w.put("\n", line)
	}
}

// noteIgnores tells of the ignored findings of what is not in the script.
func (w *writer) noteIgnores() {
	if w.opt.Module != "" {
		return
	}
	for _, i := range w.d.SortedIgnores() {
		if !w.told[i.Object] && slices.Contains(w.ignores[i.Object], i) {
			w.note(&w.ending, i.ID, "ignore-left-out", i.Rule, "An ignore of %s is left out: what it speaks of is not in this script.", i.Rule)
		}
	}
}
