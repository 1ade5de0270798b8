package normal

// Lossless tells whether the parts, joined, give back exactly the rows of the whole: the
// chase. Each part is a row that knows its own attributes and has unknowns elsewhere;
// dependencies make values equal, until a row knows everything or nothing changes.
func Lossless(size int, given []Dependency, parts []Set) bool {
	// A value of 0 is known; others are unknowns, numbered per attribute by their row.
	rows := make([][]int, len(parts))
	for r, p := range parts {
		rows[r] = make([]int, size)
		for a := range size {
			if !p.Has(a) {
				rows[r][a] = r + 1
			}
		}
	}
	for changed := true; changed; {
		changed = false
		for _, d := range given {
			if equate(rows, d) {
				changed = true
			}
		}
	}
	for _, row := range rows {
		known := true
		for _, v := range row {
			known = known && v == 0
		}
		if known {
			return true
		}
	}
	return false
}

// equate makes rows that agree on From agree on To.
func equate(rows [][]int, d Dependency) (changed bool) {
	from, to := d.From.Members(), d.To.Members()
	first := map[string]int{}
	for r, row := range rows {
		key := make([]byte, 0, 4*len(from))
		for _, a := range from {
			v := row[a]
			key = append(key, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
		}
		f, ok := first[string(key)]
		if !ok {
			first[string(key)] = r
			continue
		}
		for _, a := range to {
			if rows[f][a] == row[a] {
				continue
			}
			low, high := min(rows[f][a], row[a]), max(rows[f][a], row[a])
			for _, other := range rows {
				if other[a] == high {
					other[a] = low
				}
			}
			changed = true
		}
	}
	return changed
}
