package layout

import (
	"crowsfoot/diagram/naming"
)

const (
	familyTables = 3   // tables whose names begin alike that make a family
	familyShare  = .5  // least share of the tables that stand in families
	sharedPrefix = .9  // share of the tables from which on a first word says nothing
	familyBonus  = .95 // a picture by families may cost this much more, for what it tells
)

// families numbers the tables whose names begin with the same word (auth_user,
// auth_group), from 1; those of no family have 0. It returns nil where names or the diagram
// itself say nothing of that kind: a table stands in a module or a schema already, or there
// are fewer than two families, or few tables in them.
func (g *graph) families(nodes []int) []int {
	if len(nodes) < 2*familyTables {
		return nil
	}
	words := make([][]string, len(nodes))
	for i, v := range nodes {
		if g.nodes[v].module > 0 {
			return nil
		}
		words[i] = naming.Words(g.nodes[v].table.Name)
	}
	first := make([]string, len(nodes))
	var count map[string]int
	for skip := 0; ; skip++ {
		count = map[string]int{}
		most := 0
		for i, w := range words {
			first[i] = ""
			if skip < len(w) {
				first[i] = naming.Singular(w[skip])
				count[first[i]]++
				most = max(most, count[first[i]])
			}
		}
		// A word that nearly all begin with is left out: tbl_auth_user.
		if float64(most) < sharedPrefix*float64(len(nodes)) {
			break
		}
	}
	out := make([]int, len(nodes))
	numbers := map[string]int{}
	in := 0
	for i, word := range first {
		if word == "" || count[word] < familyTables {
			continue
		}
		if numbers[word] == 0 {
			numbers[word] = len(numbers) + 1
		}
		out[i] = numbers[word]
		in++
	}
	if len(numbers) < 2 || float64(in) < familyShare*float64(len(nodes)) {
		return nil
	}
	return out
}
