package lint

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"crowsfoot/diagram"
)

// WriteMarkdown writes findings for a page or a comment of a code host, grouped by file
// and table. Names in it are shown as they are: none makes a link, a heading, a table or
// a mention.
func WriteMarkdown(w io.Writer, o *Outcome) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "# Findings\n\n%s.\n", o.conclusion())
	for i := range o.Files {
		c := &o.Files[i]
		sum := Count(c.Findings)
		name := c.File
		if name == "-" {
			name = "Standard input"
		}
		fmt.Fprintf(out, "\n## %s\n", markdown(name))
		if c.Page != nil {
			fmt.Fprintf(out, "\nScore **%d** of 100 over %s: %s, %s, %s.\n", c.Score(), diagram.Counted(c.Tables(), "table"),
				diagram.Counted(sum.Error, "error"), diagram.Counted(sum.Warning, "warning"), diagram.Counted(sum.Info, "info"))
		}
		for _, g := range byTable(c.Findings) {
			fmt.Fprintf(out, "\n### %s\n\n", markdown(g.table))
			for _, f := range g.findings {
				c.markdown(out, f)
			}
		}
		if len(c.Ignored) > 0 {
			fmt.Fprintf(out, "\n### Ignored\n\n")
			for _, q := range c.Ignored {
				reason := q.Reason
				if strings.TrimSpace(reason) == "" {
					reason = "no reason given"
				}
				fmt.Fprintf(out, "- %s %s: %s\n", q.Rule, markdown(q.place()), markdown(reason))
			}
		}
	}
	if len(o.Gone) > 0 {
		fmt.Fprintf(out, "\n## Gone from the baseline\n\n")
		for _, k := range o.Gone {
			fmt.Fprintf(out, "- %s: %s %s\n", markdown(k.File), markdown(k.Rule), markdown(k.Message))
		}
	}
	return out.Flush()
}

// markdown writes one finding as an item of a list.
func (c *Checked) markdown(out io.Writer, f *Finding) {
	badge := level(f)
	fmt.Fprintf(out, "- **%s** `%s` %s: %s", strings.ToUpper(badge[:1])+badge[1:], f.Rule, f.Name, markdown(f.Message))
	if at := c.position(f); at.Line > 0 {
		fmt.Fprintf(out, " (line %d)", at.Line)
	}
	fmt.Fprintln(out)
	for _, e := range f.Evidence {
		fmt.Fprintf(out, "  - %s\n", markdown(e))
	}
	for _, fix := range f.Fixes {
		fmt.Fprintf(out, "  - Fix: %s\n", markdown(offer(&fix)))
	}
}

// tableGroup is the findings of one table.
type tableGroup struct {
	table    string
	findings []*Finding
}

// byTable groups findings by the table of their first object, in the order of the report.
func byTable(findings []Finding) []*tableGroup {
	var groups []*tableGroup
	byName := map[string]*tableGroup{}
	for i := range findings {
		f := &findings[i]
		name := "The whole"
		if len(f.Objects) > 0 && f.Objects[0].Table != "" {
			name = f.Objects[0].Table
		} else if p := f.place(); p != "" {
			name = p
		}
		g := byName[name]
		if g == nil {
			g = &tableGroup{table: name}
			byName[name] = g
			groups = append(groups, g)
		}
		g.findings = append(g.findings, f)
	}
	return groups
}

// markdownSigns are the signs that mean something in Markdown, and what stands for them.
// "@" would call people, "://" and "www." make links of plain text.
var markdownSigns = func() *strings.Replacer {
	pairs := []string{"<", "&lt;", ">", "&gt;", "&", "&amp;", "@", "&#64;", "://", "&#58;//", "www.", "www&#46;"}
	for _, sign := range "\\`*_[]|#~$!" {
		pairs = append(pairs, string(sign), `\`+string(sign))
	}
	return strings.NewReplacer(pairs...)
}()

// markdown escapes a text for one line of Markdown.
func markdown(s string) string { return markdownSigns.Replace(plain(s)) }
