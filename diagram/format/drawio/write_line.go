package drawio

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// endMarkers are the line ends for cardinalities, so that each is read again as itself.
var endMarkers = map[diagram.Cardinality]string{
	diagram.One:      "ERmandOne",
	diagram.ZeroOne:  "ERzeroToOne",
	diagram.Many:     "ERmany",
	diagram.OneMany:  "ERoneToMany",
	diagram.ZeroMany: "ERzeroToMany",
}

func endMarker(card diagram.Cardinality) string {
	if m := endMarkers[card]; m != "" {
		return m
	}
	return "none"
}

// relationship draws a relationship: a foreign key as a line from row to row for each
// pair of columns, one between two tables as a line between the tables, and one of more
// tables, or with attributes, as a rhomb with legs.
func (s *sheet) relationship(r *diagram.Relationship) {
	for _, e := range r.Ends {
		if s.d.Tables[e.Table] == nil {
			s.lose(r.ID, "not-drawn", fmt.Sprintf("The relationship %q ends at a table that is not there, so it was not drawn.", r.Name))
			return
		}
	}
	_, _, isKey := s.d.ForeignKey(r)
	switch {
	case len(r.Ends) != 2, !isKey && !r.Inheritance && len(r.Attributes) > 0:
		s.rhomb(r)
	case isKey:
		s.foreignKey(r)
	default:
		s.tableLine(r)
	}
}

// foreignKey draws a line from each child row to its parent row. The first one has the
// name and the data.
func (s *sheet) foreignKey(r *diagram.Relationship) {
	for _, p := range r.Pairs {
		if s.cells[p.From] == s.cells[r.Ends[0].Table] || s.cells[p.To] == s.cells[r.Ends[1].Table] {
			s.tableLine(r) // a row that is no shape of its own
			return
		}
	}
	exit, entry := s.sides(r)
	ends := anchors(exit, .5, entry, .5)
	id := s.newCell(r.ID)
	for i, p := range r.Pairs {
		if i == 0 {
			s.edge(r.ID, id, label(lineName(r.Name)), s.lineStyle(r, hintForeignKey)+ends, s.cells[p.From], s.cells[p.To])
			continue
		}
		s.pairLine(r, i, id)
	}
}

// pairLine draws the line of a further pair of a foreign key, whose first line has the
// ID whole.
func (s *sheet) pairLine(r *diagram.Relationship, i int, whole string) {
	exit, entry := s.sides(r)
	style := s.lineStyle(r, hintPair) + pairOfKey + "=" + whole + ";" + anchors(exit, .5, entry, .5)
	s.edge("", whole+"."+strconv.Itoa(i+1), "", style, s.cells[r.Pairs[i].From], s.cells[r.Pairs[i].To])
}

// tableLine draws a line between two tables. Lines between the same two start at places
// of their own.
func (s *sheet) tableLine(r *diagram.Relationship) {
	what := hintPlain
	if r.Directed {
		what = hintChild
	}
	exit, entry := s.sides(r)
	key := [2]diagram.ID{min(r.Ends[0].Table, r.Ends[1].Table), max(r.Ends[0].Table, r.Ends[1].Table)}
	s.parallel[key]++
	at := spread(s.parallel[key])
	other := at
	if key[0] == key[1] {
		other = 1 - at/2
	}
	s.edge(r.ID, s.newCell(r.ID), label(lineName(r.Name)), s.lineStyle(r, what)+anchors(exit, at, entry, other),
		s.cells[r.Ends[0].Table], s.cells[r.Ends[1].Table])
}

// spread is the n-th place on a border, from 1: the middle, then the quarters, then the
// eighths, and so on.
func spread(n int) float64 {
	place, step := 0.0, .5
	for ; n > 0; n, step = n/2, step/2 {
		place += float64(n%2) * step
	}
	return place
}

func (s *sheet) lineStyle(r *diagram.Relationship, what string) string {
	style := "edgeStyle=entityRelationEdgeStyle;fontSize=12;html=1;"
	if r.Inheritance {
		style += "startArrow=none;startFill=0;endArrow=block;endFill=0;endSize=16;"
	} else {
		style += "startArrow=" + endMarker(r.Ends[0].Card) + ";startFill=0;endArrow=" + endMarker(r.Ends[1].Card) + ";endFill=0;"
	}
	if s.d.Notation == "idef1x" && !r.Identifying && !r.Inheritance {
		style += "dashed=1;"
	}
	return style + "rounded=0;" + hintKey + "=" + what + ";"
}

// sides says on which sides of two tables a line runs, 0 for left and 1 for right: where
// they look at each other, else where the way around is shorter.
func (s *sheet) sides(r *diagram.Relationship) (exit, entry int) {
	a, b := s.boxes[r.Ends[0].Table], s.boxes[r.Ends[1].Table]
	switch {
	case a.Right() <= b.X:
		return 1, 0
	case b.Right() <= a.X:
		return 0, 1
	case math.Abs(a.X-b.X) < math.Abs(a.Right()-b.Right()):
		return 0, 0
	}
	return 1, 1
}

func anchors(exit int, exitY float64, entry int, entryY float64) string {
	return fmt.Sprintf("exitX=%d;exitY=%s;exitDx=0;exitDy=0;entryX=%d;entryY=%s;entryDx=0;entryDy=0;", exit, number(exitY), entry, number(entryY))
}

// lineName writes the name of a relationship so that it is not taken for a cardinality or
// for a word that means something on a line.
func lineName(name string) string {
	name = shown(name)
	_, _, isEnd := endCard(name)
	_, _, isWhole := wholeCards(name)
	if isEnd || isWhole || answers.MatchString(name) || isExtends(name) || strings.HasPrefix(name, `"`) {
		return quote(name)
	}
	return name
}
