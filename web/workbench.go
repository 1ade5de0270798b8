package web

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/decompose"
	"crowsfoot/diagram/naming"
	"crowsfoot/diagram/normal"
	"crowsfoot/web/page"
	"crowsfoot/web/say"
)

// workbench is the page on the normal forms of one table.
func (s *Server) workbench(c echo.Context) error {
	d, _, t, err := s.subject(c)
	if err != nil {
		return err
	}
	info := infoOf(c)
	shell, err := s.module(s.shell(say.Text(c.Request().Context(), "Normal forms of {0}", t.Name), "css/workbench.css"), "js/workbench.js")
	if err != nil {
		return err
	}
	back := diagramURL(info.ID)
	if info.Draft != "" {
		back = reviewURL(info.ID, "")
	}
	return s.render(c, http.StatusOK, page.WorkbenchPage(page.Workbench{
		Shell: shell, ID: string(info.ID), Name: d.Name, Root: diagramURL(info.ID), Live: diagramURL(info.ID) + "/live",
		Back: back, Table: string(t.ID), TableName: t.Name,
	}))
}

// subject returns the request's diagram as it is now and the table that it asks about.
func (s *Server) subject(c echo.Context) (*diagram.Diagram, int64, *diagram.Table, error) {
	d, seq, err := s.snapshot(c)
	if err != nil {
		return nil, 0, nil, err
	}
	t := d.Tables[diagram.ID(c.Param("table"))]
	if t == nil {
		return nil, 0, nil, diagram.Errorf(diagram.NotFound, "There is no such table in the diagram %q any more.", d.Name)
	}
	if t.Kind == diagram.KindView {
		return nil, 0, nil, diagram.Errorf(diagram.Invalid, "%q is a view: normal forms are for tables that hold rows.", t.Name)
	}
	return d, seq, t, nil
}

// dependency is a dependency by the IDs of its columns.
type dependency struct {
	From []diagram.ID `json:"from"`
	To   []diagram.ID `json:"to"`
}

// violation is a dependency with what is wrong with it.
type violation struct {
	dependency
	Breaks string `json:"breaks"` // 2NF, 3NF or BCNF
	Reason string `json:"reason"`
}

// wayOut is a decomposition that is offered.
type wayOut struct {
	Form  string `json:"form"` // 3NF or BCNF
	Title string `json:"title"`
	Parts int    `json:"parts"`
	// Reaches is the form that the parts have, which may be higher than the one asked for.
	Reaches string       `json:"reaches"`
	Lost    []dependency `json:"lost"`
}

// analysis answers what the dependencies of a table say: keys, a minimal cover, the normal
// form and what keeps it there.
func (s *Server) analysis(c echo.Context) error {
	_, seq, t, err := s.subject(c)
	if err != nil {
		return err
	}
	n := normal.Of(t)
	ids := func(set normal.Set) []diagram.ID {
		list := make([]diagram.ID, 0, set.Len())
		for _, column := range n.Columns(set) {
			list = append(list, column.ID)
		}
		return list
	}
	arrow := func(f normal.Dependency) dependency { return dependency{ids(f.From), ids(f.To)} }
	keys, cover, violations := [][]diagram.ID{}, []dependency{}, []violation{}
	for _, k := range n.Keys {
		keys = append(keys, ids(k))
	}
	for _, f := range n.Cover {
		cover = append(cover, arrow(f))
	}
	for _, v := range n.Violations {
		violations = append(violations, violation{arrow(v.Dependency), v.Breaks.String(), n.Reason(v)})
	}
	ways := []wayOut{}
	found, reaches := waysOut(n)
	for _, parts := range found {
		w := wayOut{Form: parts.Form.String(), Title: parts.Form.Title(), Parts: len(parts.Parts), Reaches: max(parts.Form, reaches).String(), Lost: []dependency{}}
		for _, f := range parts.Lost {
			w.Lost = append(w.Lost, arrow(f))
		}
		ways = append(ways, w)
	}
	implied := []dependency{}
	for _, f := range n.Given[len(n.Declared):] {
		implied = append(implied, arrow(f))
	}
	return c.JSON(http.StatusOK, map[string]any{
		"seq": seq, "form": n.Form.String(), "title": n.Form.Title(), "keys": keys, "all_keys": n.AllKeys, "primes": ids(n.Primes),
		"cover": cover, "minimal": n.Minimal, "violations": violations, "implied": implied, "ways": ways,
	})
}

// waysOut are the decompositions of a table that is below Boyce-Codd normal form: to third
// normal form when it is not there, and to Boyce-Codd where that is another one. Reaches is
// the form that the parts of all of them have at least.
func waysOut(n *normal.Table) (ways []*normal.Decomposition, reaches normal.Form) {
	if len(n.Violations) == 0 {
		return nil, n.Form
	}
	third, boyceCodd := n.ThirdNormalForm(), n.BoyceCoddForm()
	if n.Form < normal.Third && third.Sure {
		ways = append(ways, third)
	}
	if boyceCodd.Sure && !boyceCodd.Same(third) {
		return append(ways, boyceCodd), normal.Third
	}
	if boyceCodd.Sure {
		return ways, normal.BoyceCodd
	}
	return ways, normal.Third
}

// wayAsked plans the decomposition that the request asks for.
func (s *Server) wayAsked(c echo.Context) (d *diagram.Diagram, seq int64, n *normal.Table, plan *decompose.Plan, err error) {
	d, seq, t, err := s.subject(c)
	if err != nil {
		return nil, 0, nil, nil, err
	}
	n = normal.Of(t)
	ways, _ := waysOut(n)
	for _, parts := range ways {
		if strings.EqualFold(parts.Form.String(), c.QueryParam("form")) {
			return d, seq, n, decompose.Make(d, naming.Look(d), n, parts), nil
		}
	}
	return nil, 0, nil, nil, diagram.Errorf(diagram.NotFound, "There is nothing to take apart: the diagram has changed meanwhile.")
}

// decomposition answers what taking the table apart would do: its operations, which the
// browser sends as an ordinary batch when the person says so, the lines of DDL that would
// change, and what cannot go on as it was.
func (s *Server) decomposition(c echo.Context) error {
	d, seq, n, plan, err := s.wayAsked(c)
	if err != nil {
		return err
	}
	dialect, err := shownDialect(c, d)
	if err != nil {
		return err
	}
	form := normal.Third
	if strings.EqualFold(c.QueryParam("form"), normal.BoyceCodd.String()) {
		form = normal.BoyceCodd
	}
	lines, more := ddlChange(d, plan.After, dialect)
	names := []string{}
	for _, id := range plan.Tables {
		names = append(names, plan.After.Tables[id].Name)
	}
	return c.JSON(http.StatusOK, map[string]any{
		"seq": seq, "title": decompose.Title(n.Table.Name, form), "ops": nonNil(plan.Ops), "tables": names,
		"notes": nonNil(plan.Notes), "ddl": lines, "more": more,
	})
}

// decompositionPicture draws the tables that the parts would be in.
func (s *Server) decompositionPicture(c echo.Context) error {
	_, _, _, plan, err := s.wayAsked(c)
	if err != nil {
		return err
	}
	part := plan.After.Part(plan.Tables)
	part.Modules, part.Schemas = plan.After.Modules, nil
	for id, t := range part.Tables {
		own := *t
		own.Pinned = false // its place in the whole diagram means nothing here
		part.Tables[id] = &own
	}
	p := diagram.NewPage("Parts")
	p.Diagram = part
	part.Name = "The parts of " + plan.After.Tables[plan.Tables[0]].Name
	return s.pagePicture(c, p)
}
