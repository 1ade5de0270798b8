package web

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// findingsReport sends the findings as a file: the report of `crowsfoot lint --format` that
// has this extension. ?hints=1 reports hints, too.
func (s *Server) findingsReport(extension string) echo.HandlerFunc {
	form, contentType, ok := lint.FormatOf(extension)
	if !ok {
		panic("web: no report is called ." + extension)
	}
	return func(c echo.Context) error {
		d, checked, err := s.checked(c)
		if err != nil {
			return err
		}
		checked.Findings = lint.Shown(checked.Findings, c.QueryParam("hints") != "")
		var b bytes.Buffer
		if err := lint.Write(&b, form, &lint.Outcome{Files: []lint.Checked{checked}, Rules: rule.All(), Version: s.Version}); err != nil {
			return fmt.Errorf("write findings as %s: %w", form, err)
		}
		return attach(c, fileName(d.Name)+".findings."+extension, contentType, b.Bytes())
	}
}

// checked checks the request's diagram as it is now. In reports it is the file that its
// export would be.
func (s *Server) checked(c echo.Context) (*diagram.Diagram, lint.Checked, error) {
	d, _, err := s.snapshot(c)
	if err != nil {
		return nil, lint.Checked{}, err
	}
	report := lint.Examine(c.Request().Context(), d, rule.All(), s.lintConfig())
	page := diagram.NewPage(d.Name)
	page.Diagram = d
	return d, lint.Checked{File: fileName(d.Name) + ".crowsfoot.json", Page: page, Findings: report.Findings, Ignored: report.Ignored}, nil
}

// scoreDay is a point of the trend.
type scoreDay struct {
	Day   string `json:"day"`
	Score int    `json:"score"`
	lint.Summary
}

// score answers how clean the diagram is now, and how clean it was at the end of each day
// on which its findings changed, oldest first. The last point is now.
func (s *Server) score(c echo.Context) error {
	_, checked, err := s.checked(c)
	if err != nil {
		return err
	}
	days, err := s.Store.Scores(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return err
	}
	now := scoreDay{store.DayOf(s.Now()), checked.Score(), lint.Count(lint.Shown(checked.Findings, false))}
	trend := []scoreDay{}
	for _, n := range days {
		if n.Day < now.Day {
			trend = append(trend, scoreDay{n.Day, n.Score, lint.Summary{Error: n.Errors, Warning: n.Warnings, Info: n.Infos}})
		}
	}
	return c.JSON(http.StatusOK, map[string]any{
		"score": now.Score, "tables": checked.Tables(), "summary": now.Summary, "ignored": len(checked.Ignored), "trend": append(trend, now),
	})
}
