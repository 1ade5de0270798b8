package web

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// lintConfig is how diagrams are checked here: as their own settings say, today.
func (s *Server) lintConfig() lint.Config { return lint.Config{Today: s.Now().Format(time.DateOnly)} }

// previewFix answers what a fix would do: its operations, which the browser shows on the
// canvas and sends as an ordinary batch when the person says so; what they mend besides,
// because the fix brings it to light; and the lines of DDL that would change.
func (s *Server) previewFix(c echo.Context) error {
	d, seq, err := s.snapshot(c)
	if err != nil {
		return err
	}
	fix, err := s.findFix(c, d)
	if err != nil {
		return err
	}
	dialect, err := shownDialect(c, d)
	if err != nil {
		return err
	}
	m, err := lint.FixOne(c.Request().Context(), d, fix, rule.All(), s.lintConfig())
	if err != nil {
		return err
	}
	also := []string{}
	for _, x := range m.Done {
		also = append(also, titled(x))
	}
	lines, _ := ddlChange(d, m.Diagram, dialect)
	return c.JSON(http.StatusOK, map[string]any{"seq": seq, "title": fix.Title, "safe": fix.Safe, "ops": m.Ops, "also": also, "ddl": lines})
}

// applied returns a copy of the diagram as operations leave it.
func applied(d *diagram.Diagram, ops []op.Op) (*diagram.Diagram, error) {
	doc := op.NewDocument()
	if _, err := doc.Apply(op.FromDiagram(d)); err != nil {
		return nil, err
	}
	if _, err := doc.Apply(ops); err != nil {
		return nil, err
	}
	return doc.Snapshot(), nil
}

// shownDialect is the dialect that the page asks for, else the diagram's own, else
// PostgreSQL's.
func shownDialect(c echo.Context, d *diagram.Diagram) (*ddl.Dialect, error) {
	name := c.QueryParam("dialect")
	if name == "" {
		name = d.Dialect
	}
	if dialect, err := ddl.Find(name); err == nil {
		return dialect, nil
	}
	return ddl.Find("postgres")
}

// diffLine is a line of the script that stays (" "), comes ("+") or goes ("-"), or stands
// for lines that stay and are not shown ("…").
type diffLine struct {
	Sign string `json:"sign"`
	Text string `json:"text"`
}

// mostDiffLines bounds how much of a change of the script a page gets to read.
const mostDiffLines = 1000

// ddlChange returns the lines of the script that change, each with the lines beside it,
// and how many more there are.
func ddlChange(before, after *diagram.Diagram, dialect *ddl.Dialect) (lines []diffLine, more int) {
	all := ddl.LineDiff(ddl.Write(before, dialect, ddl.Options{}).SQL, ddl.Write(after, dialect, ddl.Options{}).SQL)
	all = slices.DeleteFunc(all, func(l ddl.DiffLine) bool { return strings.TrimSpace(l.Text) == "" })
	changes := func(i int) bool { return i >= 0 && i < len(all) && all[i].Sign != ' ' }
	lines = []diffLine{}
	gap := false
	for i, l := range all {
		if !changes(i-1) && !changes(i) && !changes(i+1) {
			gap = true
			continue
		}
		if len(lines) >= mostDiffLines {
			if l.Sign != ' ' {
				more++
			}
			continue
		}
		if gap && len(lines) > 0 {
			lines = append(lines, diffLine{Sign: "…"})
		}
		gap = false
		lines = append(lines, diffLine{string(l.Sign), l.Text})
	}
	return lines, more
}

// findFix finds a fix by the finding's fingerprint and the fix's number from 0. Where the
// request names the rule nothing else is looked for, which is quicker.
func (s *Server) findFix(c echo.Context, d *diagram.Diagram) (lint.Fix, error) {
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil {
		return lint.Fix{}, diagram.Errorf(diagram.Invalid, "The number of a fix is a whole number.")
	}
	rules := rule.All()
	if r := rule.Find(c.QueryParam("rule")); r != nil {
		rules = alone(r)
	}
	for _, f := range lint.Run(c.Request().Context(), d, rules, s.lintConfig()) {
		if f.Fingerprint == c.Param("fingerprint") && n >= 0 && n < len(f.Fixes) {
			return f.Fixes[n], nil
		}
	}
	return lint.Fix{}, diagram.Errorf(diagram.NotFound, "The finding is gone: the diagram has changed meanwhile.")
}

// alone are the rules that must run for the findings of one: that rule, but all for those
// about ignores, which speak of what others find.
func alone(r *lint.Rule) []*lint.Rule {
	if slices.Contains(lint.Bookkeeping, r) {
		return rule.All()
	}
	return []*lint.Rule{r}
}

// ignored answers the findings that ignores of the diagram silence, and the ignores that
// silence nothing.
func (s *Server) ignored(c echo.Context) error {
	d, seq, err := s.snapshot(c)
	if err != nil {
		return err
	}
	report := lint.Examine(c.Request().Context(), d, rule.All(), s.lintConfig())
	unused := []diagram.ID{}
	for _, i := range report.Unused {
		unused = append(unused, i.ID)
	}
	return c.JSON(http.StatusOK, map[string]any{"seq": seq, "ignored": nonNil(report.Ignored), "unused": unused})
}
