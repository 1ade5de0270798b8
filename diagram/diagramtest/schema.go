package diagramtest

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// Schema writes what a drawing without any metadata must still say of a diagram: tables,
// columns in their order with types, nulls, primary keys and unique columns, and
// relationships with pairs of columns, direction and cardinalities. Everything is told by
// name, names are compared as they show, and IDs, places and comments do not count; nor do
// cardinalities of inheritance, which has a notation without them.
func Schema(d *diagram.Diagram) string {
	var lines []string
	for _, t := range d.Tables {
		lines = append(lines, tableText(t))
	}
	for _, r := range d.Relationships {
		lines = append(lines, relationshipText(d, r))
	}
	slices.Sort(lines)
	return strings.Join(lines, "")
}

func tableText(t *diagram.Table) string {
	var b strings.Builder
	fmt.Fprintf(&b, "table %q\n", Shown(t.Name))
	for _, c := range t.Columns {
		fmt.Fprintf(&b, "  %q %s", Shown(c.Name), shownType(c.Type))
		if t.NotNull(c) {
			b.WriteString(" NOT NULL")
		}
		if t.InPrimaryKey(c.ID) {
			b.WriteString(" PK")
		} else if isUnique(t, c.ID) {
			b.WriteString(" UNIQUE")
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// isUnique tells whether a unique key has this column alone.
func isUnique(t *diagram.Table, column diagram.ID) bool {
	return slices.ContainsFunc(t.Keys, func(k *diagram.Key) bool {
		return !k.Primary && len(k.Columns) == 1 && k.Columns[0] == column
	})
}

func relationshipText(d *diagram.Diagram, r *diagram.Relationship) string {
	ends := make([]string, len(r.Ends))
	for i, e := range r.Ends {
		if t := d.Tables[e.Table]; t != nil {
			ends[i] = fmt.Sprintf("%q", Shown(t.Name))
		}
		if !r.Inheritance {
			ends[i] += " " + string(e.Card)
		}
	}
	what, between := "line", " -- "
	switch {
	case r.Inheritance:
		what = "subtype"
	case len(r.Pairs) > 0:
		what = "foreign key"
	case len(r.Ends) > 2:
		what = "n-ary"
	}
	if r.Directed {
		between = " -> "
	} else {
		slices.Sort(ends)
	}
	text := what + " " + strings.Join(ends, between)
	if child, parent, ok := d.ForeignKey(r); ok {
		var pairs []string
		for _, p := range r.Pairs {
			pairs = append(pairs, fmt.Sprintf(" %q=%q", Shown(child.Column(p.From).Name), Shown(parent.Column(p.To).Name)))
		}
		slices.Sort(pairs)
		text += strings.Join(pairs, "")
	}
	return text + "\n"
}

// invisible are characters that have no width.
var invisible = strings.NewReplacer("\u200b", "", "\u200c", "", "\u200d", "", "\ufeff", "")

// Shown is a name as it shows on paper: without control characters and characters that
// have no width, with white space folded to single spaces.
func Shown(name string) string {
	name = invisible.Replace(diagram.CutName(name))
	return strings.Join(strings.Fields(name), " ")
}

func shownType(typ string) string {
	typ = strings.ReplaceAll(Shown(typ), " (", "(")
	return strings.ReplaceAll(typ, " [", "[")
}
