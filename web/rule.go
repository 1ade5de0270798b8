package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/render"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
	"crowsfoot/web/page"
)

// rules lists all rules, or documents the one that the address names.
func (s *Server) rules(c echo.Context) error {
	m := page.Rules{Shell: s.shell("Lint rules", "css/doc.css")}
	current := c.Param("name")
	for _, r := range rule.All() {
		link := page.RuleLink{Code: r.Code, Name: r.Name, URL: "/rules/" + r.Name, What: r.What, Current: r.Name == current}
		i := slices.IndexFunc(m.Families, func(f page.RuleFamily) bool { return f.Name == r.Family() })
		if i < 0 {
			m.Families = append(m.Families, page.RuleFamily{Name: r.Family()})
			i = len(m.Families) - 1
		}
		m.Families[i].Rules = append(m.Families[i].Rules, link)
	}
	if current != "" {
		r := rule.Find(current)
		if r == nil {
			return diagram.Errorf(diagram.NotFound, "There is no rule %q. All rules are on the page Lint rules.", current)
		}
		if r.Name != current { // by code
			return c.Redirect(http.StatusFound, "/rules/"+r.Name)
		}
		m.Rule = document(r)
		m.Title = r.Code + " " + r.Name
	}
	return s.render(c, http.StatusOK, page.RulesPage(m))
}

func document(r *lint.Rule) *page.Rule {
	picture := func(which string) string { return "/rules/" + r.Name + "/" + which + ".svg?" }
	return &page.Rule{
		Code: r.Code, Name: r.Name, Severity: string(r.Severity), Family: r.Family(), Since: r.Since,
		What: r.What, Why: r.Why, Fix: r.How,
		Bad:  page.Example{Text: drawn(r.Bad, r.BadLines, r.BadModules), Picture: picture("bad")},
		Good: page.Example{Text: drawn(r.Good, "", r.GoodModules), Picture: picture("good")},
	}
}

// drawn is an example as text: what SQL can't say stands in comments below it.
func drawn(sql, lines, modules string) string {
	for line := range strings.Lines(lines) {
		sql += "\n-- drawn: " + strings.TrimSpace(line)
	}
	for line := range strings.Lines(modules) {
		sql += "\n-- module " + strings.TrimSpace(line)
	}
	return sql
}

// rulePicture draws the bad or the good example of a rule.
func (s *Server) rulePicture(c echo.Context) error {
	r := rule.Find(c.Param("name"))
	if r == nil {
		return echo.ErrNotFound
	}
	sql, lines, modules := r.Good, "", r.GoodModules
	if c.Param("example") == "bad.svg" {
		sql, lines, modules = r.Bad, r.BadLines, r.BadModules
	}
	p, err := lint.Example(sql, lines, modules, "postgres")
	if err != nil {
		return err
	}
	return s.picture(c, layout.Placed(p), render.Options{Theme: theme(c), Padding: 24})
}
