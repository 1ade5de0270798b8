package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/web/page"
	"crowsfoot/web/say"
)

func (s *Server) health(c echo.Context) error {
	if _, err := s.Store.List(c.Request().Context()); err != nil {
		return err
	}
	return c.String(http.StatusOK, "ok\n")
}

func (s *Server) library(c echo.Context) error {
	ctx := c.Request().Context()
	list, err := s.Store.List(ctx)
	if err != nil {
		return err
	}
	m := page.Library{Deleted: c.QueryParam("deleted") != ""}
	m.Unfinished = unfinished(list)
	for _, i := range list {
		if i.Draft != "" {
			continue
		}
		if i.IsDeleted() {
			m.Trash++
		} else {
			m.Total++
		}
		if i.IsDeleted() == m.Deleted {
			m.Diagrams = append(m.Diagrams, s.card(ctx, i))
		}
	}
	for _, x := range samples {
		m.Samples = append(m.Samples, page.SampleCard{Name: x.name, Title: x.title, Text: x.text, Thumb: "/samples/" + x.name + "/thumbnail.svg?"})
	}
	if m.Shell, err = s.module(s.shell(say.Text(ctx, "Library"), "css/library.css"), "js/library.js"); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, page.LibraryPage(m))
}

func (s *Server) card(ctx context.Context, i store.Info) page.DiagramCard {
	return page.DiagramCard{
		ID: string(i.ID), Name: i.Name, URL: diagramURL(i.ID),
		Thumb:  fmt.Sprintf("%s/thumbnail.svg?v=%d&", diagramURL(i.ID), i.Head),
		Tables: i.Tables, Errors: i.Findings.Errors, Warnings: i.Findings.Warnings, Infos: i.Findings.Infos, Checked: i.Findings.Known, Score: i.Findings.Score,
		Edited: ago(ctx, i.Edited, s.Now()), EditedAt: i.Edited.Format(time.RFC3339), EditedFull: i.Edited.Local().Format(say.Text(ctx, "2 January 2006 15:04")),
	}
}

// ago says when something was, in the words of a list. Dates are translated as layouts of
// package time.
func ago(ctx context.Context, t, now time.Time) string {
	switch d := now.Sub(t); {
	case d < time.Minute:
		return say.Text(ctx, "just now")
	case d < time.Hour:
		return say.Text(ctx, "{0} min ago", int(d.Minutes()))
	case d < 24*time.Hour:
		return say.Text(ctx, "{0} h ago", int(d.Hours()))
	case d < 48*time.Hour:
		return say.Text(ctx, "yesterday")
	case d < 7*24*time.Hour:
		return t.Local().Format(say.Text(ctx, "Monday"))
	case t.Year() == now.Year():
		return t.Local().Format(say.Text(ctx, "2 Jan"))
	}
	return t.Local().Format(say.Text(ctx, "2 Jan 2006"))
}

func diagramURL(id diagram.ID) string { return "/diagrams/" + string(id) }

// created answers with the address of a new diagram.
func created(c echo.Context, id diagram.ID) error {
	return c.JSON(http.StatusCreated, map[string]string{"id": string(id), "url": diagramURL(id)})
}

func (s *Server) createDiagram(c echo.Context) error {
	var in struct{ Name string }
	if err := readJSON(c, &in); err != nil {
		return err
	}
	d := diagram.New()
	d.Name = diagram.CutName(in.Name)
	if d.Name == "" {
		d.Name = "Untitled diagram"
	}
	id, err := s.open(c, d, "Create diagram")
	if err != nil {
		return err
	}
	return created(c, id)
}

// open keeps a diagram as a new one whose first batch builds it.
func (s *Server) open(c echo.Context, d *diagram.Diagram, label string, sources ...store.Source) (diagram.ID, error) {
	return s.Hub.Create(c.Request().Context(), room.New{
		Name: d.Name, Label: label, Actor: actorOf(c), Ops: op.FromDiagram(d), Sources: sources,
	})
}

// readJSON reads a small JSON body; an empty one is fine.
func readJSON(c echo.Context, v any) error {
	if c.Request().ContentLength == 0 {
		return nil
	}
	if err := c.Bind(v); err != nil {
		return diagram.Errorf(diagram.Invalid, "The request is not readable as JSON.")
	}
	return nil
}

func (s *Server) editor(c echo.Context) error {
	info := infoOf(c)
	if info.Draft != "" {
		return c.Redirect(http.StatusSeeOther, reviewURL(info.ID, ""))
	}
	sources, err := s.Store.Sources(c.Request().Context(), info.ID)
	if err != nil {
		return err
	}
	shell, err := s.module(s.shell(info.Name, "css/canvas.css", "css/editor.css"), "js/editor.js")
	if err != nil {
		return err
	}
	shell.Data = diagramURL(info.ID) + "/snapshot"
	m := page.Editor{Shell: shell, ID: string(info.ID), Name: info.Name, Root: diagramURL(info.ID), Live: diagramURL(info.ID) + "/live", HasReport: len(sources) > 0}
	for _, f := range sources {
		if f.Format == "drawio" && f.Page >= 0 {
			m.Origin = f.Name
		}
	}
	for _, d := range ddl.All() {
		m.Dialects = append(m.Dialects, page.Choice{Value: d.Name, Title: d.Title})
	}
	m.ProveOn = s.proveOn()
	return s.render(c, http.StatusOK, page.EditorPage(m))
}

func (s *Server) renameDiagram(c echo.Context) error {
	var in struct{ Name string }
	if err := readJSON(c, &in); err != nil {
		return err
	}
	name := diagram.CutName(in.Name)
	if name == "" {
		return diagram.Errorf(diagram.Invalid, "A diagram needs a name.")
	}
	r, err := s.Hub.Room(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return err
	}
	_, err = r.Submit(c.Request().Context(), actorOf(c), op.Batch{
		Label: "Rename diagram", Ops: []op.Op{op.SetTo(diagram.RootID, "name", name)},
	})
	if err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *Server) duplicateDiagram(c echo.Context) error {
	d, _, err := s.snapshot(c)
	if err != nil {
		return err
	}
	d.Name = diagram.CutName(d.Name + " (copy)")
	id, err := s.open(c, d, "Duplicate diagram")
	if err != nil {
		return err
	}
	return created(c, id)
}

// snapshot returns the diagram of the request as it is now.
func (s *Server) snapshot(c echo.Context) (*diagram.Diagram, int64, error) {
	r, err := s.Hub.Room(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return nil, 0, err
	}
	return r.Snapshot(c.Request().Context())
}

func (s *Server) deleteDiagram(c echo.Context) error {
	if err := s.Hub.Delete(c.Request().Context(), infoOf(c).ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

func (s *Server) restoreDiagram(c echo.Context) error {
	if err := s.Hub.Undelete(c.Request().Context(), infoOf(c).ID); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}
