package format

import (
	"fmt"
	"maps"
	"strings"

	"crowsfoot/diagram"
)

// mergeGap is the room between two pages that are put side by side, in world units.
const mergeGap = 4 * diagram.GridSize

// ChoosePage picks the one diagram of a file that a command works on. Pages count from
// 1; page 0 means the only page with tables, and merge puts all pages side by side. The
// error of a file with several such pages lists them.
func ChoosePage(s *diagram.Source, page int, merge bool) (*diagram.Page, error) {
	switch {
	case page < 0 || page > len(s.Pages):
		return nil, diagram.Errorf(diagram.Invalid, "There is no page %d; the file has %s.", page, listPages(s.Pages, false))
	case page > 0:
		return s.Pages[page-1], nil
	case merge:
		return MergePages(s.Pages)
	}
	var found *diagram.Page
	for _, p := range s.Pages {
		if len(p.Diagram.Tables) == 0 {
			continue
		}
		if found != nil {
			return nil, diagram.Errorf(diagram.Invalid,
				"The file has several pages with tables: %s; choose one with --page, or take all with --merge.", listPages(s.Pages, true))
		}
		found = p
	}
	if found == nil && len(s.Pages) > 0 {
		found = s.Pages[0]
	}
	if found == nil {
		found = diagram.NewPage("")
	}
	return found, nil
}

// listPages names pages with their numbers and tables.
func listPages(pages []*diagram.Page, onlyTables bool) string {
	var parts []string
	for i, p := range pages {
		n := len(p.Diagram.Tables)
		if onlyTables && n == 0 {
			continue
		}
		word := "tables"
		if n == 1 {
			word = "table"
		}
		parts = append(parts, fmt.Sprintf("%d %q (%d %s)", i+1, p.Name, n, word))
	}
	if len(parts) == 0 {
		return "no pages"
	}
	return strings.Join(parts, ", ")
}

// MergePages puts all pages into one, each to the right of the one before. Tables of
// equal name stay apart; schemas, domains and modules of equal name become one.
func MergePages(pages []*diagram.Page) (*diagram.Page, error) {
	if len(pages) == 1 {
		return pages[0], nil
	}
	out := diagram.NewPage("")
	out.Positioned = true
	right := 0.0
	for i, p := range pages {
		if i == 0 {
			out.Name, out.Diagram.Settings = p.Name, p.Diagram.Settings
		}
		if out.Diagram.Dialect == "" {
			out.Diagram.Dialect = p.Diagram.Dialect
		}
		box := p.Diagram.Bounds()
		shift := 0.0
		if i > 0 && box != (diagram.Rect{}) {
			shift = right + mergeGap - box.X
		}
		if err := mergePage(out, p, shift); err != nil {
			return nil, err
		}
		if box != (diagram.Rect{}) {
			right = max(right, box.Right()+shift)
		}
		if len(p.Diagram.Tables) > 0 && !p.Positioned {
			out.Positioned = false
		}
	}
	return out, nil
}

// mergePage copies the objects of one page, so that the page itself stays as it is.
// Order keys are given anew, because those of two pages interleave.
func mergePage(out, p *diagram.Page, shift float64) error {
	from, to := p.Diagram, out.Diagram
	same := map[diagram.ID]diagram.ID{} // an object of this page → its namesake
	now := func(id diagram.ID) diagram.ID {
		if n, ok := same[id]; ok {
			return n
		}
		return id
	}
	for _, s := range from.SortedSchemas() {
		if i := indexNamed(to.SortedSchemas(), s.Name, func(o *diagram.Schema) (string, diagram.ID) { return o.Name, o.ID }); i != "" {
			same[s.ID] = i
			continue
		}
		c := *s
		c.Order = ""
		to.AddSchema(&c)
	}
	for _, m := range from.SortedModules() {
		if i := indexNamed(to.SortedModules(), m.Name, func(o *diagram.Module) (string, diagram.ID) { return o.Name, o.ID }); i != "" {
			same[m.ID] = i
			continue
		}
		c := *m
		c.Order = ""
		c.Allows = nil
		for _, id := range m.Allows {
			c.Allows = append(c.Allows, now(id))
		}
		to.AddModule(&c)
	}
	for _, o := range from.SortedDomains() {
		c := *o
		c.Order, c.Schema = "", now(o.Schema)
		if twin := to.DomainNamed(o.Name); twin != nil && twin.Schema == c.Schema {
			same[o.ID] = twin.ID
			continue
		}
		to.AddDomain(&c)
	}
	for _, t := range from.SortedTables() {
		if to.Tables[t.ID] != nil {
			return fmt.Errorf("merge pages: table %q of page %q has the ID of another page's table", t.Name, p.Name)
		}
		c := *t
		c.Order, c.Schema, c.Module = "", now(t.Schema), now(t.Module)
		c.Pos.X = diagram.Clamp(c.Pos.X + shift)
		to.AddTable(&c)
	}
	for _, r := range from.SortedRelationships() {
		c := *r
		c.Order = ""
		to.AddRelationship(&c)
	}
	for _, n := range from.SortedNotes() {
		c := *n
		c.Order, c.About = "", now(n.About)
		c.Pos.X = diagram.Clamp(c.Pos.X + shift)
		to.AddNote(&c)
	}
	for _, f := range from.SortedFrames() {
		c := *f
		c.Order, c.Module = "", now(f.Module)
		c.Pos.X = diagram.Clamp(c.Pos.X + shift)
		to.AddFrame(&c)
	}
	for _, i := range from.SortedIgnores() {
		c := *i
		c.Order, c.Object = "", now(i.Object)
		to.AddIgnore(&c)
	}
	maps.Copy(out.Readings, p.Readings)
	maps.Copy(out.ForeignMarks, p.ForeignMarks)
	maps.Copy(out.Places, p.Places)
	return nil
}

// indexNamed returns the ID of the object of this name, or empty.
func indexNamed[T any](objects []*T, name string, key func(*T) (string, diagram.ID)) diagram.ID {
	for _, o := range objects {
		if n, id := key(o); strings.EqualFold(n, name) {
			return id
		}
	}
	return ""
}
