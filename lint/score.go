package lint

import "crowsfoot/diagram"

// Score says in one number, 0 to 100, how clean a diagram is:
//
//	100 × tables / (tables + errors + 0.4 × warnings + 0.1 × infos), rounded down
//
// So 100 means that nothing is found; an error per table gives 50, a warning per table 71,
// an info per table 90. It weighs findings per table, so that a large diagram is not worse
// than a small one of the same care, and each finding mended raises it. Hints and ignored
// findings do not count; those that a baseline hides do, because they are still there.
func Score(findings []Finding, tables int) int { return Count(Shown(findings, false)).Score(tables) }

// Score is Score of findings that are counted already, without hints.
func (n Summary) Score(tables int) int {
	tables = max(tables, 1)
	return 1000 * tables / (10*tables + 10*n.Error + 4*n.Warning + n.Info)
}

// CountTables counts the tables of a diagram without its views, as Score wants them.
func CountTables(d *diagram.Diagram) int {
	n := 0
	for _, t := range d.Tables {
		if t.Kind != diagram.KindView {
			n++
		}
	}
	return n
}
