package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/merge"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/store"
)

// mergeURL is where a draft is merged into an open diagram.
func mergeURL(into, draft diagram.ID) string {
	return diagramURL(into) + "#merge=" + url.QueryEscape(string(draft))
}

// planMerge answers what merging a draft would do to the diagram, as a list for people and
// as the operations for a preview. It changes nothing.
func (s *Server) planMerge(c echo.Context) error {
	m, err := s.mergeOf(c)
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{
		"file": m.file.Name, "earlier": m.earlier, "drawn": m.drawn,
		"changes": nonNil(m.plan.Changes), "renames": nonNil(m.plan.Renames), "ops": nonNil(m.plan.Ops()),
	})
}

// merge merges a draft into the diagram: one batch, so one step to undo. The file goes
// along, and the draft is done with.
func (s *Server) merge(c echo.Context) error {
	m, err := s.mergeOf(c)
	if err != nil {
		return err
	}
	info := infoOf(c)
	if ops := m.plan.Ops(); len(ops) > 0 {
		r, err := s.Hub.Room(c.Request().Context(), info.ID)
		if err != nil {
			return err
		}
		if _, err := r.Submit(c.Request().Context(), actorOf(c), op.Batch{Label: "Merge " + m.file.Name, Ops: ops}); err != nil {
			return err
		}
	}
	if err := s.Store.AddSource(c.Request().Context(), info.ID, m.file); err != nil {
		return err
	}
	if err := s.discardAll(c, m.draft.Draft); err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// merging is a draft and the diagram that it is to be merged into.
type merging struct {
	draft   store.Info
	file    store.Source // that the draft was read from
	drawn   bool
	earlier string // name of the earlier edition of the file, or empty
	plan    *merge.Plan
}

func (s *Server) mergeOf(c echo.Context) (*merging, error) {
	var in merge.Choices
	if err := readJSON(c, &in); err != nil {
		return nil, err
	}
	ctx := c.Request().Context()
	id := diagram.ID(c.Param("draft"))
	if !id.Valid() {
		return nil, store.NotFound(id)
	}
	draft, err := s.Store.Info(ctx, id)
	if err != nil {
		return nil, err
	}
	if draft.Draft == "" || draft.IsDeleted() {
		return nil, diagram.Errorf(diagram.NotFound, "This import was merged, accepted or discarded already.")
	}
	m := &merging{draft: draft}
	// The document also tells what was deleted, whose IDs are not given away.
	r, err := s.Hub.Room(ctx, infoOf(c).ID)
	if err != nil {
		return nil, err
	}
	objects, _, err := r.Objects(ctx)
	if err != nil {
		return nil, err
	}
	if in.Document, err = op.FromObjects(objects); err != nil {
		return nil, err
	}
	mine := in.Document.Snapshot()
	if r, err = s.Hub.Room(ctx, id); err != nil {
		return nil, err
	}
	theirs, _, err := r.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	file, read, err := s.newestFile(c, id)
	if err != nil {
		return nil, err
	}
	m.file = file
	p := pageOf(read, file)
	m.drawn = p != nil && p.Sketch != nil
	files, err := s.Store.Sources(ctx, infoOf(c).ID)
	if err != nil {
		return nil, err
	}
	base, found, err := s.edition(ctx, files, file, mine, theirs)
	if err != nil {
		return nil, err
	}
	if m.earlier = found.Name; base != nil && m.drawn {
		// The newer edition is drawn apart as far as the earlier one is in this diagram.
		theirs = theirs.Rescaled(p.Diagram, file.Scale, found.Scale)
		m.file.Scale = found.Scale
	}
	m.plan = merge.Make(base, mine, theirs, in)
	if p != nil && !p.Positioned {
		if m.plan.Diagram, err = besideTheirs(ctx, m.plan.Diagram, mine); err != nil {
			return nil, err
		}
	}
	if err := m.plan.Diagram.CheckLimits(); err != nil {
		return nil, about(file.Name, err)
	}
	return m, nil
}

// besideTheirs places the tables that mine does not have near those that they refer to or
// are referred to from; all others stay.
func besideTheirs(ctx context.Context, d, mine *diagram.Diagram) (*diagram.Diagram, error) {
	var added []diagram.ID
	for _, t := range d.SortedTables() {
		if mine.Tables[t.ID] == nil {
			added = append(added, t.ID)
		}
	}
	if len(added) == 0 || len(added) == len(d.Tables) {
		return d, nil
	}
	pos, err := layout.Place(ctx, d, added)
	if err != nil {
		return nil, err
	}
	return layout.Moved(d, pos), nil
}

// alike is the part of the tables that two files must share to be editions of one drawing.
const alike = 1. / 3

// edition finds the file that the diagram was read from of which file is a newer edition,
// and returns what that file was read as: the newest one of its format that shares enough
// of its tables, by the shapes and the names that they were read from. The very same file
// counts only when nothing older does and the diagram still holds its tables: a merge that
// was undone can be done again. Base is nil when there is none.
func (s *Server) edition(ctx context.Context, files []store.Source, file store.Source, mine, theirs *diagram.Diagram) (base *diagram.Diagram, earlier store.Source, err error) {
	older, same := []store.Source{}, []store.Source{}
	for _, f := range slices.Backward(files) {
		switch {
		case f.Format != file.Format || f.Page < 0:
		case f.Sum() == file.Sum():
			same = append(same, f)
		default:
			older = append(older, f)
		}
	}
	if sameDrawing(mine, theirs) {
		older = append(older, same...)
	}
	for _, f := range older {
		read, err := s.readAgain(ctx, f)
		if err != nil {
			continue // it was readable once; without it the names must do
		}
		p := pageOf(read, f)
		if p == nil || !sameDrawing(p.Diagram, theirs) {
			continue
		}
		if p.Positioned {
			p.Spread(f.Scale)
		}
		base, err := layout.Placed(ctx, p)
		if err != nil {
			return nil, store.Source{}, err
		}
		if !p.Positioned {
			keepPlaces(base, theirs)
		}
		return base, f, nil
	}
	return nil, store.Source{}, nil
}

func sameDrawing(a, b *diagram.Diagram) bool {
	type mark struct{ source, name string }
	have := map[mark]bool{}
	for _, t := range a.Tables {
		have[mark{t.Source, t.Name}] = true
	}
	same := 0
	for _, t := range b.Tables {
		if have[mark{t.Source, t.Name}] {
			same++
		}
	}
	return float64(same) >= alike*float64(min(len(a.Tables), len(b.Tables))) && same > 0
}

// keepPlaces gives the tables of base the places of theirs, where a layout made both: a
// text says nothing of places, so none of them has changed.
func keepPlaces(base, theirs *diagram.Diagram) {
	byName := map[string]*diagram.Table{}
	for _, t := range theirs.Tables {
		byName[t.Name] = t
	}
	for id, t := range base.Tables {
		if twin := byName[t.Name]; twin != nil {
			moved := *t
			moved.Pos, moved.Width = twin.Pos, twin.Width
			base.Tables[id] = &moved
		}
	}
}
