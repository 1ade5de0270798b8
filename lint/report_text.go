package lint

import (
	"bufio"
	"fmt"
	"io"
)

// Colors of a terminal.
var colors = map[string]string{
	string(Error): "\x1b[1;31m", string(Warning): "\x1b[33m", string(Info): "\x1b[34m", string(Hint): "\x1b[36m", "quiet": "\x1b[2m",
}

// WriteText writes findings for people, one paragraph each, and a line that counts them.
// Names in it can't steer a terminal.
func WriteText(w io.Writer, o *Outcome) error {
	out := bufio.NewWriter(w)
	paint := func(color, text string) string {
		if !o.Color {
			return text
		}
		return colors[color] + text + "\x1b[0m"
	}
	for i := range o.Files {
		c := &o.Files[i]
		for _, f := range c.Findings {
			place := plain(c.File)
			if at := c.position(&f); at.Line > 0 {
				place = fmt.Sprintf("%s:%d:%d", place, at.Line, at.Column)
			}
			fmt.Fprintf(out, "%s: %s %s %s: %s\n", place, paint(level(&f), level(&f)), f.Rule, f.Name, plain(f.Message))
			for _, e := range f.Evidence {
				fmt.Fprintf(out, "    %s\n", paint("quiet", plain(e)))
			}
			for _, fix := range f.Fixes {
				fmt.Fprintf(out, "    fix: %s\n", plain(offer(&fix)))
			}
		}
	}
	if len(o.Gone) > 0 {
		fmt.Fprintf(out, "%s: %s not found any more; write it anew with --write-baseline\n", plain(o.Baseline), countedEntries(len(o.Gone)))
		for _, k := range o.Gone {
			fmt.Fprintf(out, "    %s: %s %s\n", plain(k.File), plain(k.Rule), plain(k.Message))
		}
	}
	fmt.Fprintln(out, o.conclusion())
	return out.Flush()
}

func countedEntries(n int) string {
	if n == 1 {
		return "1 entry is"
	}
	return fmt.Sprintf("%d entries are", n)
}

// offer is a fix in one line.
func offer(f *Fix) string {
	if f.Safe {
		return f.Title
	}
	return f.Title + " (to be reviewed)"
}
