package lint

import (
	"strings"

	"crowsfoot/diagram"
)

// Namesakes returns the tables and views of the same schema whose names are equal but for
// capitals, the table itself among them, in the order of the diagram.
func (f *Facts) Namesakes(t *diagram.Table) []*diagram.Table {
	if f.names[strings.ToLower(t.Name)] < 2 {
		return []*diagram.Table{t}
	}
	return f.namesakes()[string(t.Schema)+"."+strings.ToLower(t.Name)]
}

func (f *Facts) learnNamesakes() map[string][]*diagram.Table {
	m := make(map[string][]*diagram.Table, len(f.Diagram.Tables))
	for _, t := range f.Diagram.SortedTables() {
		key := string(t.Schema) + "." + strings.ToLower(t.Name)
		m[key] = append(m[key], t)
	}
	return m
}
