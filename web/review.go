package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/web/page"
	"crowsfoot/web/say"
)

// reviewURL is where a draft is reviewed, perhaps with a diagram to merge it into.
func reviewURL(id, into diagram.ID) string {
	u := diagramURL(id) + "/review"
	if into != "" {
		u += "?into=" + url.QueryEscape(string(into))
	}
	return u
}

// review is the page where a person sees a drawing beside what was read of it, settles
// what was guessed, and takes it into the library, merges it, or lets it go.
func (s *Server) review(c echo.Context) error {
	info := infoOf(c)
	if info.Draft == "" {
		return c.Redirect(http.StatusSeeOther, diagramURL(info.ID))
	}
	into, err := s.target(c, diagram.ID(c.QueryParam("into")))
	if err != nil {
		return err
	}
	file, read, err := s.newestFile(c, info.ID)
	if err != nil {
		return err
	}
	shell, err := s.module(s.shell(say.Text(c.Request().Context(), "Import {0}", file.Name), "css/canvas.css", "css/editor.css", "css/sketch.css", "css/review.css"), "js/review.js")
	if err != nil {
		return err
	}
	m := page.Review{
		Shell: shell, ID: string(info.ID), Root: diagramURL(info.ID), Live: diagramURL(info.ID) + "/live",
		File: file.Name, Format: format.Named(file.Format).Title, Into: string(into), Sheets: len(read.Pages),
	}
	if p := pageOf(read, file); p != nil {
		m.Sketch = p.Sketch
		m.Wide = isWide(m.Sketch)
	}
	group, err := s.group(c, info.Draft)
	if err != nil {
		return err
	}
	for i, p := range read.Pages {
		if p.Sketch == nil || len(p.Sketch.Shapes) == 0 && len(p.Diagram.Tables) == 0 {
			continue // an empty page
		}
		rp := page.ReviewPage{Number: i, Name: pageName(c.Request().Context(), p, i), Tables: len(p.Diagram.Tables), Current: i == file.Page}
		if g, ok := group[i]; ok {
			rp.Tables = g.Tables
		}
		m.Pages = append(m.Pages, rp)
	}
	if m.Targets, err = s.targets(c, file, into); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, page.ReviewDraft(m))
}

// isWide tells whether a drawing is better seen above its reading than beside it.
func isWide(s *diagram.Sketch) bool {
	if s == nil {
		return false
	}
	all := s.Bounds()
	return all.W > 2*all.H
}

// lastFile returns the file that a diagram was read from last.
func (s *Server) lastFile(ctx context.Context, id diagram.ID) (store.Source, error) {
	files, err := s.Store.Sources(ctx, id)
	if err != nil {
		return store.Source{}, err
	}
	if len(files) == 0 {
		return store.Source{}, diagram.Errorf(diagram.NotFound, "The file of this diagram is not there any more.")
	}
	return files[len(files)-1], nil
}

// newestFile is lastFile, and reads it again.
func (s *Server) newestFile(c echo.Context, id diagram.ID) (store.Source, *diagram.Source, error) {
	ctx := c.Request().Context()
	file, err := s.lastFile(ctx, id)
	if err != nil {
		return file, nil, err
	}
	read, err := s.readAgain(ctx, file)
	return file, read, err
}

// group returns the drafts of one import by the pages that they were read from.
func (s *Server) group(c echo.Context, draft diagram.ID) (map[int]store.Info, error) {
	all, err := s.Store.List(c.Request().Context())
	if err != nil {
		return nil, err
	}
	group := map[int]store.Info{}
	for _, i := range all {
		if i.Draft != draft || i.IsDeleted() {
			continue
		}
		file, err := s.lastFile(c.Request().Context(), i.ID)
		if err != nil {
			return nil, err
		}
		group[file.Page] = i
	}
	return group, nil
}

func pageName(ctx context.Context, p *diagram.Page, number int) string {
	if p.Name != "" {
		return p.Name
	}
	return say.Text(ctx, "Page {0}", number+1)
}

// reviewOther answers the address of the review of another page of the file, which is
// made a draft when it is looked at first.
func (s *Server) reviewOther(c echo.Context) error {
	var in struct {
		Page int
		Into diagram.ID
	}
	if err := readJSON(c, &in); err != nil {
		return err
	}
	into, err := s.target(c, in.Into)
	if err != nil {
		return err
	}
	ids, err := s.drafts(c, []int{in.Page})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"url": reviewURL(ids[0], into)})
}

// drafts returns the drafts of pages of the file of the request's draft, and makes those
// that nobody has looked at.
func (s *Server) drafts(c echo.Context, numbers []int) ([]diagram.ID, error) {
	info := infoOf(c)
	if info.Draft == "" {
		return nil, diagram.Errorf(diagram.Conflict, "This import was accepted already.")
	}
	group, err := s.group(c, info.Draft)
	if err != nil {
		return nil, err
	}
	var file store.Source
	var read *diagram.Source
	ids := make([]diagram.ID, len(numbers))
	for i, n := range numbers {
		if g, ok := group[n]; ok {
			ids[i] = g.ID
			continue
		}
		if read == nil {
			if file, read, err = s.newestFile(c, info.ID); err != nil {
				return nil, err
			}
		}
		if n < 0 || n >= len(read.Pages) {
			return nil, diagram.Errorf(diagram.Invalid, "The file has no page %d; it has %d.", n+1, len(read.Pages))
		}
		if ids[i], err = s.keep(c, file, read, n, info.Draft); err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// maxTargets is how many diagrams are offered for a merge.
const maxTargets = 30

// targets lists the diagrams that a draft may be merged into: the one that was open first,
// then those with an earlier edition of the file, then what was edited last.
func (s *Server) targets(c echo.Context, file store.Source, into diagram.ID) ([]page.MergeTarget, error) {
	earlier, err := s.Store.ReadFrom(c.Request().Context(), file.Name, file.Format)
	if err != nil {
		return nil, err
	}
	all, err := s.Store.List(c.Request().Context())
	if err != nil {
		return nil, err
	}
	has := func(id diagram.ID) bool {
		return slices.ContainsFunc(earlier, func(i store.Info) bool { return i.ID == id })
	}
	var list []page.MergeTarget
	for _, rank := range []func(store.Info) bool{
		func(i store.Info) bool { return i.ID == into },
		func(i store.Info) bool { return i.ID != into && has(i.ID) },
		func(i store.Info) bool { return i.ID != into && !has(i.ID) },
	} {
		for _, i := range all {
			if i.Draft == "" && !i.IsDeleted() && rank(i) && len(list) < maxTargets {
				list = append(list, page.MergeTarget{ID: string(i.ID), Name: i.Name, Earlier: has(i.ID), Edited: ago(c.Request().Context(), i.Edited, s.Now())})
			}
		}
	}
	return list, nil
}

// reviewList answers what is to be looked at in a draft.
func (s *Server) reviewList(c echo.Context) error {
	f, err := s.lastFile(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"remarks": nonNil(f.Warnings), "settled": nonNil(f.Settled)})
}

// settle keeps which remarks a person has looked at.
func (s *Server) settle(c echo.Context) error {
	var in struct{ Settled []int }
	if err := readJSON(c, &in); err != nil {
		return err
	}
	if err := s.Store.Settle(c.Request().Context(), infoOf(c).ID, in.Settled); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// accept takes pages of an import into the library, each as a diagram or all as one, and
// lets the others go. Without pages it takes the one of the request. Answers where to go on.
func (s *Server) accept(c echo.Context) error {
	var in struct {
		Pages    []int
		Together bool
	}
	if err := readJSON(c, &in); err != nil {
		return err
	}
	info := infoOf(c)
	if info.Draft == "" {
		return c.JSON(http.StatusOK, map[string]string{"url": diagramURL(info.ID)})
	}
	chosen := []diagram.ID{info.ID}
	if len(in.Pages) > 0 {
		slices.Sort(in.Pages)
		var err error
		if chosen, err = s.drafts(c, slices.Compact(in.Pages)); err != nil {
			return err
		}
	}
	goOn := "/"
	if in.Together && len(chosen) > 1 {
		id, err := s.joined(c, chosen)
		if err != nil {
			return err
		}
		goOn = diagramURL(id)
	} else {
		for _, id := range chosen {
			if err := s.Store.Accept(c.Request().Context(), id); err != nil {
				return err
			}
		}
		if len(chosen) == 1 {
			goOn = diagramURL(chosen[0])
		}
	}
	if err := s.discardAll(c, info.Draft); err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]string{"url": goOn})
}

// joined makes one diagram of several drafts, side by side, corrections and all.
func (s *Server) joined(c echo.Context, chosen []diagram.ID) (diagram.ID, error) {
	ctx := c.Request().Context()
	var pages []*diagram.Page
	var file store.Source
	var warnings []diagram.Loss
	for _, id := range chosen {
		r, err := s.Hub.Room(ctx, id)
		if err != nil {
			return "", err
		}
		d, _, err := r.Snapshot(ctx)
		if err != nil {
			return "", err
		}
		p := diagram.NewPage(d.Name)
		p.Diagram, p.Positioned = d, true
		pages = append(pages, p)
		if file, err = s.lastFile(ctx, id); err != nil {
			return "", err
		}
		for _, w := range file.Warnings {
			if w.Page != 0 || !slices.Contains(warnings, w) {
				warnings = append(warnings, w)
			}
		}
	}
	all, err := format.MergePages(pages)
	if err != nil {
		return "", err
	}
	all.Diagram.Name = title(file.Name, all, false)
	if err := all.Diagram.CheckLimits(); err != nil {
		return "", about(file.Name, err)
	}
	file.Page, file.Warnings, file.Settled = -1, warnings, nil
	return s.Hub.Create(ctx, room.New{
		Name: all.Diagram.Name, Label: "Import " + file.Name, Actor: actorOf(c), Ops: op.FromDiagram(all.Diagram), Sources: []store.Source{file},
	})
}

// discard lets an import go: all drafts of it.
func (s *Server) discard(c echo.Context) error {
	info := infoOf(c)
	if info.Draft == "" {
		return diagram.Errorf(diagram.Invalid, "The diagram %q is in the library already; delete it there.", info.Name)
	}
	if err := s.discardAll(c, info.Draft); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// discardAll lets go what is still a draft of an import.
func (s *Server) discardAll(c echo.Context, draft diagram.ID) error {
	group, err := s.group(c, draft)
	if err != nil {
		return err
	}
	for _, i := range group {
		if err := s.Hub.Delete(c.Request().Context(), i.ID); err != nil {
			return err
		}
	}
	return nil
}

// unfinished lists imports that wait for a review, one card for each, newest first.
func unfinished(all []store.Info) []page.Unfinished {
	var list []page.Unfinished
	seen := map[diagram.ID]bool{}
	for _, i := range all {
		if i.Draft == "" || i.IsDeleted() || seen[i.Draft] || i.Tables == 0 {
			continue
		}
		seen[i.Draft] = true
		list = append(list, page.Unfinished{Name: strings.TrimSpace(i.Name), URL: reviewURL(i.ID, "")})
	}
	return list
}
