package web

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
)

// previewFix answers what a fix would do: its operations, which the browser shows on the
// canvas and sends as an ordinary batch when the person says so, and the lines of DDL
// that would change.
func (s *Server) previewFix(c echo.Context) error {
	d, seq, err := s.snapshot(c)
	if err != nil {
		return err
	}
	fix, err := s.findFix(c, d)
	if err != nil {
		return err
	}
	name := c.QueryParam("dialect")
	if name == "" {
		name = d.Dialect
	}
	dialect, err := ddl.Find(name)
	if err != nil {
		dialect, err = ddl.Find("postgres")
	}
	if err != nil {
		return err
	}
	ops := fix.Ops()
	doc := op.NewDocument()
	if _, err := doc.Apply(op.FromDiagram(d)); err != nil {
		return err
	}
	if _, err := doc.Apply(ops); err != nil {
		return err
	}
	before := ddl.Write(d, dialect, ddl.Options{}).SQL
	after := ddl.Write(doc.Snapshot(), dialect, ddl.Options{}).SQL
	lines := []diffLine{}
	for _, l := range ddl.LineDiff(before, after) {
		lines = append(lines, diffLine{string(l.Sign), l.Text})
	}
	return c.JSON(http.StatusOK, map[string]any{"seq": seq, "title": fix.Title, "safe": fix.Safe, "ops": ops, "ddl": lines})
}

// diffLine is a line of the script that stays (" "), comes ("+") or goes ("-").
type diffLine struct {
	Sign string `json:"sign"`
	Text string `json:"text"`
}

// findFix finds a fix by the finding's fingerprint and the fix's number from 0.
func (s *Server) findFix(c echo.Context, d *diagram.Diagram) (lint.Fix, error) {
	n, err := strconv.Atoi(c.Param("n"))
	if err != nil {
		return lint.Fix{}, diagram.Errorf(diagram.Invalid, "The number of a fix is a whole number.")
	}
	config := lint.Config{Today: s.Now().Format("2006-01-02")}
	for _, f := range lint.Run(c.Request().Context(), d, rule.All(), config) {
		if f.Fingerprint == c.Param("fingerprint") && n >= 0 && n < len(f.Fixes) {
			return f.Fixes[n], nil
		}
	}
	return lint.Fix{}, diagram.Errorf(diagram.NotFound, "The finding is gone: the diagram has changed meanwhile.")
}
