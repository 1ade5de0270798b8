package merge

import (
	"slices"
	"sort"

	"crowsfoot/diagram"
)

// weave returns the order of the siblings that the merged diagram has. That is mine's
// order, unless theirs has moved what base has, too; then it is theirs'. What only the
// other side has follows the sibling that it follows there.
func weave(base, mine, theirs []diagram.ID, has func(diagram.ID) bool) []diagram.ID {
	stays := func(list []diagram.ID) []diagram.ID {
		return slices.DeleteFunc(slices.Clone(list), func(id diagram.ID) bool { return !has(id) })
	}
	main, other := stays(mine), stays(theirs)
	if slices.Equal(main, other) {
		return main
	}
	if moved(base, theirs) {
		main, other = other, main
	}
	inMain := setOf(main)
	var front []diagram.ID
	before, after := map[diagram.ID][]diagram.ID{}, map[diagram.ID][]diagram.ID{}
	var anchor diagram.ID
	for _, id := range other {
		switch {
		case inMain[id] && anchor == "":
			before[id], front = front, nil
			anchor = id
		case inMain[id]:
			anchor = id
		case anchor == "":
			front = append(front, id)
		default:
			after[anchor] = append(after[anchor], id)
		}
	}
	out := make([]diagram.ID, 0, len(main)+len(other))
	for _, id := range main {
		out = append(out, before[id]...)
		out = append(out, id)
		out = append(out, after[id]...)
	}
	return append(out, front...)
}

// moved tells whether what both lists hold stands in another order in them.
func moved(base, theirs []diagram.ID) bool {
	at := make(map[diagram.ID]int, len(base))
	for i, id := range base {
		at[id] = i
	}
	last := -1
	for _, id := range theirs {
		if i, ok := at[id]; ok {
			if i < last {
				return true
			}
			last = i
		}
	}
	return false
}

func setOf(ids []diagram.ID) map[diagram.ID]bool {
	set := make(map[diagram.ID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// orderKeys returns order keys for siblings in the order wanted. It changes as few of the
// keys that they have as possible; an empty key is one to be made. The keys that are kept
// are a longest run of siblings that are in order already.
func orderKeys(wanted []diagram.ID, have []string) []string {
	kept := inOrder(wanted, have)
	if len(kept) == len(wanted) {
		return have
	}
	out := make([]string, len(have))
	next := func(from int, before string) bool {
		// from is the first without a key; the run ends before the next kept one.
		to, after := len(wanted), ""
		if i := sort.SearchInts(kept, from); i < len(kept) {
			to = kept[i]
			after = have[to]
		}
		return spread(out[from:to], before, after)
	}
	before := ""
	for i := 0; i < len(wanted); {
		if _, isKept := slices.BinarySearch(kept, i); isKept {
			out[i] = have[i]
		} else if !next(i, before) {
			return fresh(len(wanted))
		}
		for i < len(wanted) && out[i] != "" {
			before = out[i]
			i++
		}
	}
	return out
}

// fresh returns the order keys of a list that is built at once.
func fresh(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = diagram.OrderAt(i)
	}
	return out
}

// spread fills keys between two others, by halves, so that they stay short. It returns
// false when there is no room, because the two are equal, or not valid.
func spread(keys []string, before, after string) bool {
	if len(keys) == 0 {
		return true
	}
	if before != "" && after != "" && before >= after {
		return false
	}
	mid := len(keys) / 2
	key := diagram.OrderBetween(before, after)
	if !diagram.ValidOrder(key) || key <= before || after != "" && key >= after {
		return false
	}
	keys[mid] = key
	return spread(keys[:mid], before, key) && spread(keys[mid+1:], key, after)
}

// inOrder returns the places of a longest run of siblings with valid keys that stand in
// the order of their keys, or of IDs where keys are equal.
func inOrder(ids []diagram.ID, keys []string) []int {
	var valid []int
	for i, key := range keys {
		if diagram.ValidOrder(key) {
			valid = append(valid, i)
		}
	}
	run := diagram.Rising(len(valid), func(x, y int) bool {
		a, b := valid[x], valid[y]
		return keys[a] < keys[b] || keys[a] == keys[b] && ids[a] < ids[b]
	})
	for i, at := range run {
		run[i] = valid[at]
	}
	return run
}
