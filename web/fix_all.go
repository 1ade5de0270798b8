package web

import (
	"context"
	"fmt"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// fixedRule is what fixing all would do for one rule.
type fixedRule struct {
	Rule  string   `json:"rule"`
	Name  string   `json:"name"`
	Count int      `json:"count"`
	Fixes []string `json:"fixes"` // titles, at most mostTitles
}

// mostTitles bounds how many fixes of one rule are told one by one.
const mostTitles = 50

// leftFinding is a certain finding that can't be fixed along with the others.
type leftFinding struct {
	Rule        string `json:"rule"`
	Message     string `json:"message"`
	Fingerprint string `json:"fingerprint"`
}

// planFixAll answers what fixing all that is certain would do: by rule, and as lines of
// DDL. It changes nothing. The answer is lines of JSON: {"done", "total"} while it works,
// at last the plan, or {"error": {"message"}}.
func (s *Server) planFixAll(c echo.Context) error {
	d, seq, err := s.snapshot(c)
	if err != nil {
		return err
	}
	dialect, err := shownDialect(c, d)
	if err != nil {
		return err
	}
	return s.working(c, func(ctx context.Context, progress func(done, total int)) (any, error) {
		m, err := lint.FixAll(ctx, d, rule.All(), s.lintConfig(), progress)
		if err != nil {
			return nil, err
		}
		lines, more := ddlChange(d, m.Diagram, dialect)
		return map[string]any{
			"seq": seq, "count": len(m.Done), "found": lint.Mendable(m.Before), "rules": byRule(m.Done), "left": leftOf(m.Left),
			"before": lint.Count(lint.Shown(m.Before, false)), "after": lint.Count(lint.Shown(m.After, false)), "ddl": lines, "more": more,
		}, nil
	})
}

// fixAll fixes all that is certain, as one batch and so one step to undo. What it fixes is
// found out anew, on the diagram as it is now. The answer is as planFixAll's, at last
// {"count": how many were fixed, "label": what the step is called}.
func (s *Server) fixAll(c echo.Context) error {
	r, err := s.Hub.Room(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return err
	}
	d, _, err := r.Snapshot(c.Request().Context())
	if err != nil {
		return err
	}
	actor := actorOf(c)
	return s.working(c, func(ctx context.Context, progress func(done, total int)) (any, error) {
		m, err := lint.FixAll(ctx, d, rule.All(), s.lintConfig(), progress)
		if err != nil {
			return nil, err
		}
		label := fmt.Sprintf("Fix %d certain findings", len(m.Done))
		if len(m.Done) == 1 {
			label = m.Done[0].Fix.Title
		}
		if len(m.Ops) > 0 {
			if _, err := r.Submit(ctx, actor, op.Batch{Label: label, Ops: m.Ops}); err != nil {
				return nil, err
			}
		}
		return map[string]any{"count": len(m.Done), "label": label}, nil
	})
}

// byRule counts fixes by rule, in the order of the rules' codes.
func byRule(done []lint.Mended) []fixedRule {
	list := []fixedRule{}
	for _, r := range rule.All() {
		x := fixedRule{Rule: r.Code, Name: r.Name, Fixes: []string{}}
		for _, m := range done {
			if m.Finding.Rule != r.Code {
				continue
			}
			if x.Count++; x.Count <= mostTitles {
				x.Fixes = append(x.Fixes, titled(m))
			}
		}
		if x.Count > 0 {
			list = append(list, x)
		}
	}
	return list
}

// titled names the table that a fix is for, which the title alone may not.
func titled(m lint.Mended) string {
	if len(m.Finding.Objects) == 0 {
		return m.Fix.Title
	}
	o := m.Finding.Objects[0]
	name := o.Table
	switch {
	case o.Column != "":
		name += "." + o.Column
	case o.Kind != diagram.KindTable && o.Label != "":
		name = o.Label
	}
	return name + ": " + m.Fix.Title
}

func leftOf(findings []lint.Finding) []leftFinding {
	list := []leftFinding{}
	for _, f := range findings {
		list = append(list, leftFinding{f.Rule, f.Message, f.Fingerprint})
	}
	return list
}
