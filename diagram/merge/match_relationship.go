package merge

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// relationships matches relationships once tables and columns are matched: by the line in
// the file while it leads to one of the same tables, then by the same ends and pairs, then
// by the same ends.
func (m *matcher) relationships() {
	ends := func(d *diagram.Diagram, r *diagram.Relationship) string {
		words := make([]string, len(r.Ends))
		for i, e := range r.Ends {
			words[i] = m.name(d, diagram.KindTable, e.Table)
		}
		slices.Sort(words)
		return strings.Join(words, ",")
	}
	whole := func(d *diagram.Diagram, r *diagram.Relationship) string {
		words := make([]string, len(r.Pairs))
		for i, p := range r.Pairs {
			// Which side is the child may not be known to both.
			x, y := m.name(d, diagram.KindColumn, p.From), m.name(d, diagram.KindColumn, p.To)
			words[i] = min(x, y) + "=" + max(x, y)
		}
		slices.Sort(words)
		return ends(d, r) + ";" + strings.Join(words, ",")
	}
	exact := func(d *diagram.Diagram, r *diagram.Relationship) string {
		words := make([]string, len(r.Ends))
		for i, e := range r.Ends {
			words[i] = m.name(d, diagram.KindTable, e.Table) + "=" + string(e.Card)
		}
		slices.Sort(words)
		return whole(d, r) + ";" + strings.Join(words, ",") + ";" + strings.ToLower(r.Name)
	}
	named := func(key func(*diagram.Diagram, *diagram.Relationship) string) func(*diagram.Diagram, *diagram.Relationship) string {
		return func(d *diagram.Diagram, r *diagram.Relationship) string {
			if r.Name == "" {
				return ""
			}
			return key(d, r) + ";" + strings.ToLower(r.Name)
		}
	}
	shareEnd := func(a, b *diagram.Relationship) bool {
		return conclusive(a.Source, b.Source) || slices.ContainsFunc(a.Ends, func(e diagram.End) bool {
			twin := m.twin(diagram.KindTable, e.Table)
			return twin != "" && b.Touches(twin)
		})
	}
	// Two foreign keys between the same tables over other columns are two, unless the file
	// has a history with the diagram and lets one of them lead to other columns now.
	onePlain := func(a, b *diagram.Relationship) bool { return m.kin || len(a.Pairs) == 0 || len(b.Pairs) == 0 }
	source := func(r *diagram.Relationship) string { return r.Source }
	meet(m, &relationships, relationships.sorted(m.from), relationships.sorted(m.to),
		byID(m, &relationships, shareEnd), bySource(m, source, shareEnd),
		// Of several between the same ends, those that say the same are met first.
		rule[diagram.Relationship]{key: exact},
		rule[diagram.Relationship]{key: named(whole)}, rule[diagram.Relationship]{key: whole},
		rule[diagram.Relationship]{key: named(ends), alike: onePlain}, rule[diagram.Relationship]{key: ends, alike: onePlain},
		lastly(m, &relationships))
}
