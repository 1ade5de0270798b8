package layout

import "slices"

// communityRounds bounds the rounds in which nodes change community; few are needed.
const communityRounds = 10

// communities splits connected nodes into sets that refer to each other more than to the
// rest (Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large
// networks", 2008). Nodes are looked at in their order, so that the answer is always the
// same. Each set is sorted; sets come in the order of their first node.
func (g *graph) communities(nodes []int) [][]int {
	local := make(map[int]int, len(nodes))
	for i, v := range nodes {
		local[v] = i
	}
	net := make(weights, len(nodes))
	for i, v := range nodes {
		for _, w := range g.near[v] {
			if j, ok := local[w]; ok {
				net[i] = append(net[i], weight{j, 1})
			}
		}
	}
	return sets(nodes, net.communities())
}

// sets puts nodes of the same number together.
func sets(nodes, number []int) [][]int {
	var out [][]int
	at := map[int]int{}
	for i, v := range nodes {
		k, known := at[number[i]]
		if !known {
			k = len(out)
			at[number[i]] = k
			out = append(out, nil)
		}
		out[k] = append(out[k], v)
	}
	return out
}

// weights are, for each node, the others it is joined to and how strongly; a node may be
// joined to itself.
type weights [][]weight

type weight struct {
	to int
	by float64
}

// communities returns the number of the community of each node.
func (net weights) communities() []int {
	n := len(net)
	in := make([]int, n)           // community of each node
	strength := make([]float64, n) // of each node
	total := make([]float64, n)    // of the nodes of each community
	all := 0.0
	for i, list := range net {
		in[i] = i
		for _, w := range list {
			strength[i] += w.by
		}
		total[i] = strength[i]
		all += strength[i]
	}
	joined := make([]float64, n) // how strongly a node is joined to each community
	var seen []int
	for range communityRounds {
		changed := false
		for i, list := range net {
			seen = seen[:0]
			for _, w := range list {
				if w.to == i {
					continue
				}
				if c := in[w.to]; joined[c] == 0 {
					seen = append(seen, c)
				}
				joined[in[w.to]] += w.by
			}
			slices.Sort(seen)
			old := in[i]
			total[old] -= strength[i]
			gain := func(c int) float64 { return joined[c] - strength[i]*total[c]/all }
			best := old
			for _, c := range seen {
				if gain(c) > gain(best)+1e-9 {
					best = c
				}
			}
			total[best] += strength[i]
			in[i], changed = best, changed || best != old
			for _, c := range seen {
				joined[c] = 0
			}
		}
		if !changed {
			break
		}
	}
	// Communities become nodes, and are joined in their turn.
	number := make([]int, n)
	for i := range number {
		number[i] = -1
	}
	count := 0
	for i, c := range in {
		if number[c] < 0 {
			number[c] = count
			count++
		}
		in[i] = number[c]
	}
	if count == n {
		return in
	}
	outer := make(weights, count)
	for i, list := range net {
		for _, w := range list {
			outer[in[i]] = append(outer[in[i]], weight{in[w.to], w.by})
		}
	}
	for c, list := range outer {
		outer[c] = summed(list)
	}
	up := outer.communities()
	for i, c := range in {
		in[i] = up[c]
	}
	return in
}

// summed adds up the weights to the same node.
func summed(list []weight) []weight {
	slices.SortStableFunc(list, func(a, b weight) int { return a.to - b.to })
	out := list[:0]
	for _, w := range list {
		if n := len(out); n > 0 && out[n-1].to == w.to {
			out[n-1].by += w.by
			continue
		}
		out = append(out, w)
	}
	return out
}
