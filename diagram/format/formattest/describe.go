package formattest

import (
	"strings"

	"crowsfoot/diagram"
)

// Describe writes in one line what was read: "city(id, name); river(id); city - river",
// with " | " between pages.
func Describe(s *diagram.Source) string {
	pages := make([]string, 0, len(s.Pages))
	for _, p := range s.Pages {
		var parts []string
		for _, t := range p.Diagram.SortedTables() {
			var columns []string
			for _, c := range t.Columns {
				columns = append(columns, c.Name)
			}
			parts = append(parts, t.Name+"("+strings.Join(columns, ", ")+")")
		}
		for _, r := range p.Diagram.SortedRelationships() {
			var ends []string
			for _, e := range r.Ends {
				ends = append(ends, p.Diagram.Tables[e.Table].Name)
			}
			parts = append(parts, strings.Join(ends, " - "))
		}
		pages = append(pages, strings.Join(parts, "; "))
	}
	return strings.Join(pages, " | ")
}
