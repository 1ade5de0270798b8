package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
)

// read shows what is recognised in a file.
func (p *program) read() *cobra.Command {
	var in input
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "read FILE",
		Short: "Show what is recognised in a drawing or a script",
		Args:  oneFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			source, err := p.readSource(cmd.Context(), args[0], in.from)
			if err != nil {
				return err
			}
			if in.page != 0 {
				if in.page < 1 || in.page > len(source.Pages) {
					return &fileError{args[0], diagram.Errorf(diagram.Invalid, "The file has no page %d; it has %d.", in.page, len(source.Pages))}
				}
				source.Pages = source.Pages[in.page-1 : in.page]
			}
			if asJSON {
				out, err := format.ReadJSON(args[0], source)
				if err != nil {
					return err
				}
				return p.write("-", append(out, '\n'))
			}
			p.describe(source)
			p.warn(args[0], source.Warnings)
			return nil
		},
	}
	in.flags(cmd, false)
	cmd.Flags().IntVar(&in.page, "page", 0, "only this page, from 1")
	cmd.Flags().BoolVar(&asJSON, "json", false, "as JSON")
	return cmd
}

// describe writes what was read for people.
func (p *program) describe(source *diagram.Source) {
	for i, page := range source.Pages {
		d := page.Diagram
		fmt.Fprintf(p.stdout, "Page %d %s: %d tables, %d relationships, %d notes\n", i+1, page.Name, len(d.Tables), len(d.Relationships), len(d.Notes))
		for _, t := range d.SortedTables() {
			fmt.Fprintf(p.stdout, "  %s\n", t.Name)
			for _, c := range t.Columns {
				mark := "  "
				switch {
				case t.InPrimaryKey(c.ID):
					mark = "PK"
				case page.ForeignMarks[c.ID]:
					mark = "FK"
				}
				fmt.Fprintf(p.stdout, "    %s %s %s\n", mark, c.Name, c.Type)
			}
		}
		for _, r := range d.SortedRelationships() {
			fmt.Fprintf(p.stdout, "  %s\n", sentence(d, r, page))
		}
	}
}

// sentence writes a relationship as child (cardinality) → parent (cardinality).
func sentence(d *diagram.Diagram, r *diagram.Relationship, page *diagram.Page) string {
	text := ""
	for i, e := range r.Ends {
		if i > 0 {
			text += " → "
		}
		name := "?"
		if t := d.Tables[e.Table]; t != nil {
			name = t.Name
		}
		text += fmt.Sprintf("%s (%s)", name, e.Card)
	}
	if child, parent, ok := d.ForeignKey(r); ok {
		text += fmt.Sprintf("  %v → %v", child.Names(r.FromColumns()), parent.Names(r.ToColumns()))
	}
	if g, ok := page.Readings[r.ID]; ok && g.Guessed {
		text += "  guessed: " + g.Why
	}
	return text
}
