package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
	"crowsfoot/web/page"
	"crowsfoot/web/say"
)

// rules lists all rules, or documents the one that the address names. The query may hold
// q, what to search for, and diagram, where the person came from.
func (s *Server) rules(c echo.Context) error {
	shell, err := s.module(s.shell(say.Text(c.Request().Context(), "Lint rules"), "css/doc.css"), "js/rules.js")
	if err != nil {
		return err
	}
	m := page.Rules{Shell: shell, Query: strings.TrimSpace(c.QueryParam("q"))}
	current := c.Param("name")
	var r *lint.Rule
	if current != "" {
		if r = rule.Find(current); r == nil {
			return diagram.Errorf(diagram.NotFound, "There is no rule %q. All rules are on the page Lint rules.", current)
		}
		if r.Name != current { // by code
			return c.Redirect(http.StatusFound, "/rules/"+r.Name)
		}
	}
	if m.From, err = s.ruleDiagram(c, r); err != nil {
		return err
	}
	query := ""
	if m.From != nil {
		query = "?diagram=" + url.QueryEscape(c.QueryParam("diagram"))
	}
	for _, x := range rulesByFamily() {
		link := page.RuleLink{
			Code: x.Code, Name: x.Name, URL: "/rules/" + x.Name + query, What: x.What, Severity: string(x.Severity),
			Fix: s.fixes()[x.Code], Pedantic: x.Pedantic, Current: x == r, Listed: mentions(x, m.Query),
		}
		if link.Listed {
			m.Found++
		}
		i := slices.IndexFunc(m.Families, func(f page.RuleFamily) bool { return f.Name == x.Family() })
		if i < 0 {
			m.Families = append(m.Families, page.RuleFamily{Name: x.Family()})
			i = len(m.Families) - 1
		}
		m.Families[i].Rules = append(m.Families[i].Rules, link)
	}
	for _, x := range rule.LeftOut {
		m.LeftOut = append(m.LeftOut, page.LeftOutRule{Name: x.Name, What: x.What, Needs: x.Needs})
	}
	if r != nil {
		if m.Rule, err = document(c.Request().Context(), r); err != nil {
			return err
		}
		m.Rule.Related = related(m.Families, r)
		m.Title = r.Code + " " + r.Name
	}
	return s.render(c, http.StatusOK, page.RulesPage(m))
}

// familyOrder are the letters of the families as people read them: what breaks data first.
const familyOrder = "KPNTISMXDL"

// rulesByFamily are all rules, family by family.
func rulesByFamily() []*lint.Rule {
	list := rule.All()
	place := func(r *lint.Rule) int {
		if i := strings.IndexByte(familyOrder, r.Code[0]); i >= 0 {
			return i
		}
		return len(familyOrder)
	}
	slices.SortStableFunc(list, func(a, b *lint.Rule) int { return place(a) - place(b) })
	return list
}

// mentions tells whether a rule holds all words of a query.
func mentions(r *lint.Rule, query string) bool {
	text := strings.ToLower(strings.Join([]string{r.Code, r.Name, strings.ReplaceAll(r.Name, "-", " "), r.Family(), r.What, r.Why}, " "))
	for word := range strings.FieldsSeq(strings.ToLower(query)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// mostRelated is how many rules of the same family a page points to.
const mostRelated = 5

// related are the rules of the family that follow, then those from its beginning.
func related(families []page.RuleFamily, r *lint.Rule) []page.RuleLink {
	for _, f := range families {
		i := slices.IndexFunc(f.Rules, func(x page.RuleLink) bool { return x.Code == r.Code })
		if i < 0 {
			continue
		}
		list := append(slices.Clone(f.Rules[i+1:]), f.Rules[:i]...)
		return list[:min(len(list), mostRelated)]
	}
	return nil
}

// document makes the page of a rule. Its examples are checked by the rule as any diagram
// would be, and its fixes applied, so that the page shows what people get.
func document(ctx context.Context, r *lint.Rule) (*page.Rule, error) {
	picture := func(which string) string { return "/rules/" + r.Name + "/" + which + ".svg?" }
	m := &page.Rule{
		Code: r.Code, Name: r.Name, Severity: string(r.Severity), Family: r.Family(), Since: r.Since, Pedantic: r.Pedantic,
		Title: strings.ToUpper(r.Name[:1]) + strings.ReplaceAll(r.Name[1:], "-", " "),
		What:  r.What, Why: r.Why, Fix: r.How,
		Good: page.Example{Lines: exampleLines(r.GoodExample(), nil), Picture: picture("good")},
	}
	for _, t := range r.Thresholds {
		m.Numbers = append(m.Numbers, page.RuleNumber{Setting: fmt.Sprintf("%s = %d", t.Name, t.Default), What: t.What})
	}
	bad, findings, err := badExample(ctx, r)
	if err != nil {
		return nil, err
	}
	marked := map[int]bool{}
	for _, f := range findings {
		m.Found = append(m.Found, f.Message)
		for _, o := range f.Objects[:min(1, len(f.Objects))] {
			at, ok := bad.Places[o.ID]
			if !ok {
				at = bad.Places[o.TableID]
			}
			marked[at.Line] = true
		}
	}
	m.Bad = page.Example{Lines: exampleLines(r.BadExample(), marked), Picture: picture("bad")}
	if len(findings) == 0 {
		return m, nil
	}
	dialect, err := ddl.Find(cmp.Or(r.BadExample().Dialect, "postgres"))
	if err != nil {
		return nil, err
	}
	for i, fix := range findings[0].Fixes {
		after, err := applied(bad.Diagram, fix.Ops())
		if err != nil {
			return nil, err
		}
		lines, _ := ddlChange(bad.Diagram, after, dialect)
		m.Fixes = append(m.Fixes, page.RuleFix{Title: fix.Title, Safe: fix.Safe, Lines: diffLines(lines), Picture: picture("fix-" + strconv.Itoa(i))})
	}
	return m, nil
}

// badExample reads the bad example of a rule and what the rule finds there.
func badExample(ctx context.Context, r *lint.Rule) (*diagram.Page, []lint.Finding, error) {
	return lint.CheckExample(ctx, r, rule.All())
}

// exampleLines are the lines of an example; what is drawn between its tables comes below
// the SQL, as comments.
func exampleLines(e lint.Example, marked map[int]bool) []page.ExampleLine {
	var list []page.ExampleLine
	for line := range strings.SplitSeq(strings.TrimRight(e.SQL, "\n"), "\n") {
		list = append(list, page.ExampleLine{Text: line, Marked: marked[len(list)+1]})
	}
	if can, ok := ddl.CapabilityOf(e.Dialect); ok && e.Dialect != "postgres" {
		list = slices.Insert(list, 0, page.ExampleLine{Text: "-- " + can.Title})
	}
	for line := range strings.Lines(e.Lines) {
		list = append(list, page.ExampleLine{Text: "-- drawn: " + strings.TrimSpace(line), Marked: marked != nil})
	}
	for line := range strings.Lines(e.Modules) {
		list = append(list, page.ExampleLine{Text: "-- module " + strings.TrimSpace(line)})
	}
	return list
}

func diffLines(lines []diffLine) []page.DiffLine {
	kinds := map[string]string{"+": "add", "-": "del", "…": "gap"}
	list := make([]page.DiffLine, len(lines))
	for i, l := range lines {
		list[i] = page.DiffLine{Kind: kinds[l.Sign], Sign: l.Sign, Text: l.Text}
		if list[i].Kind == "" {
			list[i].Kind = "same"
		}
	}
	return list
}

// fixKinds says by code what the rules' fixes are like, as on their bad examples.
func fixKinds() map[string]string {
	kinds := map[string]string{}
	for _, r := range rule.All() {
		_, findings, err := badExample(context.Background(), r)
		if err != nil {
			continue // its tests say so
		}
		for _, f := range findings {
			for _, fix := range f.Fixes {
				switch {
				case fix.Safe:
					kinds[r.Code] = say.Later("one click")
				case kinds[r.Code] == "":
					kinds[r.Code] = say.Later("to review")
				}
			}
		}
	}
	return kinds
}

// mostPlaces is how many findings of a diagram the page of a rule lists.
const mostPlaces = 12

// ruleDiagram is the diagram that the address names, with what the rule finds there; nil
// when it names none that there is.
func (s *Server) ruleDiagram(c echo.Context, r *lint.Rule) (*page.RuleDiagram, error) {
	id := diagram.ID(c.QueryParam("diagram"))
	if !id.Valid() {
		return nil, nil //nolint:nilnil // no diagram is no error
	}
	info, err := s.Store.Info(c.Request().Context(), id)
	if err != nil || info.IsDeleted() {
		return nil, nil //nolint:nilerr,nilnil // the page stands without it
	}
	m := &page.RuleDiagram{Name: info.Name, URL: diagramURL(id)}
	if r == nil {
		return m, nil
	}
	room, err := s.Hub.Room(c.Request().Context(), id)
	if err != nil {
		return nil, err
	}
	d, _, err := room.Snapshot(c.Request().Context())
	if err != nil {
		return nil, err
	}
	for _, f := range lint.Run(c.Request().Context(), d, alone(r), s.lintConfig()) {
		if f.Rule != r.Code {
			continue
		}
		if m.Total++; m.Total > mostPlaces {
			continue
		}
		mark := string(f.Severity)
		if f.Tier == lint.Hint {
			mark = string(lint.Hint)
		}
		m.Findings = append(m.Findings, page.RuleFinding{Mark: mark, Message: f.Message, URL: m.URL + "#finding=" + f.Fingerprint})
	}
	return m, nil
}

// rulePicture draws the good or the bad example of a rule, or the bad one after a fix.
func (s *Server) rulePicture(c echo.Context) error {
	r := rule.Find(c.Param("name"))
	if r == nil {
		return echo.ErrNotFound
	}
	p, err := examplePage(c.Request().Context(), r, strings.TrimSuffix(c.Param("example"), ".svg"))
	if err != nil {
		return err
	}
	return s.pagePicture(c, p)
}

func examplePage(ctx context.Context, r *lint.Rule, which string) (*diagram.Page, error) {
	switch which {
	case "good":
		return r.GoodExample().Read()
	case "bad":
		return r.BadExample().Read()
	}
	text, ok := strings.CutPrefix(which, "fix-")
	n, err := strconv.Atoi(text)
	if !ok || err != nil {
		return nil, echo.ErrNotFound
	}
	p, findings, err := badExample(ctx, r)
	if err != nil {
		return nil, err
	}
	if len(findings) == 0 || n < 0 || n >= len(findings[0].Fixes) {
		return nil, echo.ErrNotFound
	}
	if p.Diagram, err = applied(p.Diagram, findings[0].Fixes[n].Ops()); err != nil {
		return nil, err
	}
	return p, nil
}

// ruleEntry is a rule for the panel of findings: what it explains and sets levels by.
type ruleEntry struct {
	Code     string `json:"code"`
	Name     string `json:"name"`
	Family   string `json:"family"`
	Severity string `json:"severity"`
	What     string `json:"what"`
	Why      string `json:"why"`
	How      string `json:"how"`
	Fix      string `json:"fix"`
	// Pedantic rules run under the preset strict, or where their level is set.
	Pedantic bool `json:"pedantic"`
	// Thresholds are the numbers that people may set.
	Thresholds []ruleThreshold `json:"thresholds"`
}

type ruleThreshold struct {
	Name    string `json:"name"`
	Default int    `json:"default"`
	What    string `json:"what"`
}

// ruleList answers all rules, in the order in which people read them.
func (s *Server) ruleList(c echo.Context) error {
	list := []ruleEntry{}
	for _, r := range rulesByFamily() {
		x := ruleEntry{r.Code, r.Name, r.Family(), string(r.Severity), r.What, r.Why, r.How, s.fixes()[r.Code], r.Pedantic, []ruleThreshold{}}
		for _, t := range r.Thresholds {
			x.Thresholds = append(x.Thresholds, ruleThreshold(t))
		}
		list = append(list, x)
	}
	return c.JSON(http.StatusOK, list)
}
