package edraw

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"crowsfoot/diagram"
	"crowsfoot/diagram/layout"
)

// sheet is a diagram on its way to a page: what is drawn, where, and under which ids. Its
// places are those of the diagram until page shifts them.
type sheet struct {
	d      *diagram.Diagram
	cards  map[diagram.ID]*card // by table, or by the relationship of a diamond
	tables []*card
	// diamonds are relationships of three ends or more, or with attributes; ovals are these
	// attributes.
	diamonds []*card
	ovals    []*card
	cardList []*card // all of them
	strokes  []*stroke
	notes    []diagram.Note
	frames   []diagram.Frame
	losses   []diagram.Loss
	lastID   int
}

// card is a shape that lines may end at.
type card struct {
	id   int
	box  diagram.Rect
	text string // its title, or all of an oval

	table *diagram.Table // nil for diamonds and ovals
	rows  []rowText
	size  int     // of the letters in its rows
	split float64 // width of the names in them

	relationship *diagram.Relationship // of a diamond
}

const (
	firstID       = 101
	diamondHeight = 60.0
	ovalHeight    = 36.0
)

func newSheet(d *diagram.Diagram) (*sheet, error) {
	s := &sheet{d: d, cards: map[diagram.ID]*card{}, lastID: firstID - 1 + len(d.Frames)}
	for _, n := range d.SortedNotes() {
		s.notes = append(s.notes, *n)
	}
	for _, f := range d.SortedFrames() {
		s.frames = append(s.frames, *f)
	}
	s.addTables()
	s.addDiamonds()
	s.cardList = slices.Concat(s.tables, s.diamonds, s.ovals)
	routes, err := s.routes()
	if err != nil {
		return nil, err
	}
	for _, r := range d.SortedRelationships() {
		if s.missesTable(r) {
			s.lose("dangling", r.ID, fmt.Sprintf("The relationship %q has an end without a table, so it was not drawn.", r.Name))
			continue
		}
		if c := s.cards[r.ID]; c != nil {
			s.addLegs(c, routes)
		} else {
			s.addStroke(r, routes[r.ID])
		}
	}
	return s, nil
}

func (s *sheet) lose(code string, object diagram.ID, message string) {
	s.losses = append(s.losses, diagram.Loss{Code: code, Message: message, Object: object})
}

func (s *sheet) newID() int {
	s.lastID++
	return s.lastID
}

// addTables makes the cards of the tables.
func (s *sheet) addTables() {
	foreign := map[diagram.ID]bool{}
	for _, r := range s.d.Relationships {
		if _, _, ok := s.d.ForeignKey(r); ok {
			for _, p := range r.Pairs {
				foreign[p.From] = true
			}
		}
	}
	for _, t := range s.d.SortedTables() {
		c := &card{id: s.newID(), box: t.Box(), table: t, text: nameText(t.Name)}
		for i, want := range columnsOf(t, foreign) {
			row, ok := rowOf(want, t.Kind == diagram.KindClass)
			if !ok {
				s.lose("column-unclear", t.Columns[i].ID, fmt.Sprintf("The column %q of the table %q can't be drawn so that it reads as it is.", want.name, t.Name))
			}
			c.rows = append(c.rows, row)
		}
		s.tables = append(s.tables, c)
		s.cards[t.ID] = c
	}
	s.fit()
}

// missesTable tells whether an end of a relationship is at no table.
func (s *sheet) missesTable(r *diagram.Relationship) bool {
	for _, e := range r.Ends {
		if s.d.Tables[e.Table] == nil {
			return true
		}
	}
	return len(r.Ends) < 2
}

// isDiamond tells whether a relationship needs a shape of its own.
func isDiamond(r *diagram.Relationship) bool {
	return len(r.Ends) > 2 || len(r.Attributes) > 0 && !r.Inheritance
}

// addDiamonds puts the relationships that a line alone can't show between their tables,
// and their attributes around them.
func (s *sheet) addDiamonds() {
	var free room
	for _, c := range s.tables {
		free.take(c.box)
	}
	for _, n := range s.notes {
		free.take(diagram.Rect{X: n.Pos.X, Y: n.Pos.Y, W: n.Size.W, H: n.Size.H})
	}
	for _, r := range s.d.SortedRelationships() {
		if !isDiamond(r) || s.missesTable(r) {
			continue
		}
		var at diagram.Point
		for _, e := range r.Ends {
			m := middle(s.cards[e.Table].box)
			at.X, at.Y = at.X+m.X/float64(len(r.Ends)), at.Y+m.Y/float64(len(r.Ends))
		}
		c := &card{id: s.newID(), relationship: r}
		if name := diagram.CutName(r.Name); name != "" {
			c.text = nameText(name)
		}
		c.box = free.place(at, diagram.Size{W: max(110, min(300, 1.7*textWidth(c.text, 10))), H: diamondHeight})
		s.diamonds = append(s.diamonds, c)
		s.cards[r.ID] = c
	}
	for _, c := range s.diamonds {
		for _, a := range c.relationship.Attributes {
			text, ok := attributeText(a)
			if !ok {
				s.lose("attribute-unclear", c.relationship.ID, fmt.Sprintf("The attribute %q of the relationship %q can't be drawn so that it reads as it is.", a.Name, c.relationship.Name))
			}
			o := &card{id: s.newID(), text: text}
			o.box = free.place(diagram.Point{X: middle(c.box).X, Y: c.box.Y - ovalHeight}, diagram.Size{W: max(90, min(300, 30+textWidth(text, 10))), H: ovalHeight})
			s.ovals = append(s.ovals, o)
			s.strokes = append(s.strokes, tie(s.newID(), o, c))
		}
	}
}

// routes asks package layout for the ways of all lines. To it a diamond and an oval are
// tables without columns, and each leg of a diamond is a relationship.
func (s *sheet) routes() (map[diagram.ID]layout.Route, error) {
	d := diagram.New()
	for _, c := range s.tables {
		t := *c.table
		t.Pos, t.Width = diagram.Point{X: c.box.X, Y: c.box.Y}, c.box.W
		d.Tables[t.ID] = &t
	}
	header := func(id diagram.ID, c *card) {
		at := diagram.Point{X: c.box.X, Y: middle(c.box).Y - diagram.HeaderHeight/2}
		d.Tables[id] = &diagram.Table{ID: id, Pos: at, Width: c.box.W}
	}
	for _, c := range s.diamonds {
		header(c.relationship.ID, c)
	}
	for i, c := range s.ovals {
		header(diagram.DerivedID(Format, "oval", strconv.Itoa(i)), c)
	}
	for _, r := range s.d.SortedRelationships() {
		if s.cards[r.ID] == nil {
			line := *r
			line.Order = ""
			d.AddRelationship(&line)
			continue
		}
		for i, e := range r.Ends {
			d.AddRelationship(&diagram.Relationship{ID: legID(r, i), Ends: []diagram.End{e, {Table: r.ID, Card: diagram.Unknown}}})
		}
	}
	list, err := layout.Routes(context.Background(), d)
	routes := make(map[diagram.ID]layout.Route, len(list))
	for _, r := range list {
		routes[r.Relationship] = r
	}
	return routes, err
}

// legID is the ID of a leg of a diamond for the router.
func legID(r *diagram.Relationship, end int) diagram.ID {
	return diagram.DerivedID(Format, "leg", string(r.ID), strconv.Itoa(end))
}
