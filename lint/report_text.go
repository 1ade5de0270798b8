package lint

import (
	"bufio"
	"fmt"
	"io"
)

// WriteText writes findings for people, one paragraph each, and a line that counts them.
func WriteText(w io.Writer, files []Checked) error {
	out := bufio.NewWriter(w)
	var sum Summary
	for i := range files {
		for _, f := range files[i].Findings {
			place := files[i].File
			if at := files[i].position(&f); at.Line > 0 {
				place = fmt.Sprintf("%s:%d:%d", place, at.Line, at.Column)
			}
			fmt.Fprintf(out, "%s: %s %s %s: %s\n", place, level(&f), f.Rule, f.Name, f.Message)
			for _, e := range f.Evidence {
				fmt.Fprintf(out, "    %s\n", e)
			}
			for _, fix := range f.Fixes {
				unsafe := ""
				if !fix.Safe {
					unsafe = " (to be reviewed)"
				}
				fmt.Fprintf(out, "    fix: %s%s\n", fix.Title, unsafe)
			}
		}
		s := Count(files[i].Findings)
		sum.Error += s.Error
		sum.Warning += s.Warning
		sum.Info += s.Info
	}
	fmt.Fprintf(out, "%s, %s, %s\n", counted(sum.Error, "error"), counted(sum.Warning, "warning"), counted(sum.Info, "info"))
	return out.Flush()
}

// level is the word in front of a finding: its severity, or hint.
func level(f *Finding) string {
	if f.Tier == Hint {
		return string(Hint)
	}
	return string(f.Severity)
}

func counted(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
