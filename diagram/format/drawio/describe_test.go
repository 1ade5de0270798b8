package drawio_test

import (
	"fmt"
	"strings"

	"crowsfoot/diagram"
)

// describe writes what was read as text, for goldens that people read.
func describe(s *diagram.Source) string {
	var b strings.Builder
	for _, p := range s.Pages {
		fmt.Fprintf(&b, "page %q\n", p.Name)
		for _, e := range p.Diagram.SortedDomains() {
			fmt.Fprintf(&b, "  enum %s: %s\n", e.Name, strings.Join(e.Values, ", "))
		}
		for _, t := range p.Diagram.SortedTables() {
			describeTable(&b, p, t)
		}
		for _, r := range p.Diagram.SortedRelationships() {
			describeRelationship(&b, p, r)
		}
		for _, n := range p.Diagram.SortedNotes() {
			fmt.Fprintf(&b, "  note %q\n", n.Text)
		}
	}
	for _, w := range s.Warnings {
		fmt.Fprintf(&b, "warning %s: %s [%s]\n", w.Code, w.Message, w.Where)
	}
	return b.String()
}

func describeTable(b *strings.Builder, p *diagram.Page, t *diagram.Table) {
	fmt.Fprintf(b, "  table %s", t.Name)
	if t.Kind != diagram.KindPlain {
		fmt.Fprintf(b, " (%s)", t.Kind)
	}
	fmt.Fprintf(b, " at %g,%g width %g", t.Pos.X, t.Pos.Y, t.Width)
	describeGuess(b, p, t.ID)
	for _, c := range t.Columns {
		fmt.Fprintf(b, "    %s", c.Name)
		if c.Type != "" {
			fmt.Fprintf(b, " : %s", c.Type)
		}
		if t.InPrimaryKey(c.ID) {
			b.WriteString(" PK")
		}
		if p.ForeignMarks[c.ID] {
			b.WriteString(" FK")
		}
		for _, k := range t.Keys {
			if !k.Primary && k.Columns[0] == c.ID {
				b.WriteString(" UNIQUE")
			}
		}
		if c.NotNull {
			b.WriteString(" NOT NULL")
		}
		if c.Identity != "" {
			b.WriteString(" IDENTITY")
		}
		if c.Default != "" {
			b.WriteString(" DEFAULT " + c.Default)
		}
		if c.Comment != "" {
			fmt.Fprintf(b, " -- %s", c.Comment)
		}
		describeGuess(b, p, c.ID)
	}
}

func describeRelationship(b *strings.Builder, p *diagram.Page, r *diagram.Relationship) {
	b.WriteString("  ")
	switch {
	case r.Inheritance:
		b.WriteString("subtype")
	case r.Directed:
		b.WriteString("child")
	default:
		b.WriteString("between")
	}
	if r.Identifying {
		b.WriteString(" identified")
	}
	for i, e := range r.Ends {
		t := p.Diagram.Tables[e.Table]
		name := t.Name
		if len(r.Pairs) > 0 {
			ids := r.FromColumns()
			if i == 1 {
				ids = r.ToColumns()
			}
			name += "(" + strings.Join(t.Names(ids), ", ") + ")"
		}
		if i > 0 {
			b.WriteString(" --")
		}
		fmt.Fprintf(b, " %s %s", name, e.Card)
	}
	if r.Name != "" {
		fmt.Fprintf(b, " %q", r.Name)
	}
	for _, a := range r.Attributes {
		fmt.Fprintf(b, " +%s", strings.TrimSpace(a.Name+" "+a.Type))
	}
	describeGuess(b, p, r.ID)
}

func describeGuess(b *strings.Builder, p *diagram.Page, id diagram.ID) {
	if g, ok := p.Readings[id]; ok && g.Guessed {
		fmt.Fprintf(b, " ~ %s", g.Why)
	}
	b.WriteString("\n")
}
