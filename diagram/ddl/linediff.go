package ddl

import (
	"strings"

	"crowsfoot/diagram"
)

// DiffLine is one line of a comparison: Sign is ' ' for a line of both texts, '-' for one
// of the text before, '+' for one of the text after.
type DiffLine struct {
	Sign byte
	Text string
}

// LineDiff compares two texts line by line, for the preview of a change. Dropping the
// lines with '+' gives the text before, dropping those with '-' the text after. It is
// meant for scripts: lines that occur once in both texts are held to be the same, and
// only what lies between them is compared closely (patience diff). It takes little more
// than linear time; a long stretch without such lines counts as replaced.
func LineDiff(before, after string) []DiffLine {
	var out []DiffLine
	diffLines(diffSplit(before), diffSplit(after), &out)
	return out
}

// diffSplit cuts a text into lines; a last line end adds no empty line.
func diffSplit(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

func diffLines(a, b []string, out *[]DiffLine) {
	start := 0
	for start < len(a) && start < len(b) && a[start] == b[start] {
		start++
	}
	end := 0
	for end < len(a)-start && end < len(b)-start && a[len(a)-1-end] == b[len(b)-1-end] {
		end++
	}
	diffAdd(out, ' ', a[:start])
	diffMiddle(a[start:len(a)-end], b[start:len(b)-end], out)
	diffAdd(out, ' ', a[len(a)-end:])
}

func diffAdd(out *[]DiffLine, sign byte, lines []string) {
	for _, l := range lines {
		*out = append(*out, DiffLine{sign, l})
	}
}

// diffMiddle compares texts that differ in their first and last lines.
func diffMiddle(a, b []string, out *[]DiffLine) {
	anchors := diffAnchors(a, b)
	switch {
	case len(a) == 0 || len(b) == 0 || len(anchors) == 0 && len(a)*len(b) > maxDiffCells:
		diffAdd(out, '-', a)
		diffAdd(out, '+', b)
	case len(anchors) == 0:
		diffClosely(a, b, out)
	default:
		i, j := 0, 0
		for _, at := range anchors {
			diffLines(a[i:at[0]], b[j:at[1]], out)
			diffAdd(out, ' ', a[at[0]:at[0]+1])
			i, j = at[0]+1, at[1]+1
		}
		diffLines(a[i:], b[j:], out)
	}
}

// diffAnchors returns the places of lines that occur once in a and once in b, as many as
// stand in the same order in both.
func diffAnchors(a, b []string) [][2]int {
	type place struct{ inA, inB, a, b int }
	places := map[string]*place{}
	for i, l := range a {
		if places[l] == nil {
			places[l] = &place{}
		}
		places[l].inA++
		places[l].a = i
	}
	for j, l := range b {
		if p := places[l]; p != nil {
			p.inB++
			p.b = j
		}
	}
	var common [][2]int
	for i, l := range a {
		if p := places[l]; p.inA == 1 && p.inB == 1 {
			common = append(common, [2]int{i, p.b})
		}
	}
	run := diagram.Rising(len(common), func(a, b int) bool { return common[a][1] < common[b][1] })
	rising := make([][2]int, len(run))
	for i, at := range run {
		rising[i] = common[at]
	}
	return rising
}

// maxDiffCells bounds the table of a close comparison.
const maxDiffCells = 1 << 20

// diffClosely finds the longest common subsequence with a table.
func diffClosely(a, b []string, out *[]DiffLine) {
	width := len(b) + 1
	best := make([]int32, (len(a)+1)*width) // best[i*width+j] is for a[i:] and b[j:]
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				best[i*width+j] = best[(i+1)*width+j+1] + 1
			} else {
				best[i*width+j] = max(best[(i+1)*width+j], best[i*width+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			diffAdd(out, ' ', a[i:i+1])
			i, j = i+1, j+1
		case best[(i+1)*width+j] >= best[i*width+j+1]:
			diffAdd(out, '-', a[i:i+1])
			i++
		default:
			diffAdd(out, '+', b[j:j+1])
			j++
		}
	}
	diffAdd(out, '-', a[i:])
	diffAdd(out, '+', b[j:])
}
