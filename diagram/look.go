package diagram

import (
	"math"
	"slices"
)

// Look says how a diagram is drawn: in which notation, how much of each table, how
// tightly. It changes nothing of the diagram. The zero value is the plain look, which
// layouts and routes are made for; in no other look is a card larger. The browser works
// out the same shapes in static/js/model/look.js; testdata/look.json holds both to
// one answer.
type Look struct {
	Notation Notation
	Display  Display
	Density  Density
}

// Notation is a way to draw tables and lines.
type Notation string

// The notations.
const (
	CrowsFoot Notation = ""
	IDEF1X    Notation = "idef1x" // a key area above a line; dots at children
	Chen      Notation = "chen"   // rectangles, diamonds, ovals
)

// Display says how much of each table is drawn.
type Display string

// The displays.
const (
	DisplayFull  Display = ""
	DisplayKeys  Display = "keys"  // columns of primary, foreign and unique keys
	DisplayNames Display = "names" // no columns
)

// Density says how tightly.
type Density string

// The densities.
const (
	Comfortable Density = ""
	Compact     Density = "compact"
)

// LookNamed returns the look of these names; empty ones and "crowsfoot", "full" and
// "comfortable" are those of the plain look.
func LookNamed(notation, display, density string) (l Look, err error) {
	if l.Notation, err = named("notation", notation, "crowsfoot", IDEF1X, Chen); err != nil {
		return Look{}, err
	}
	if l.Display, err = named("display", display, "full", DisplayKeys, DisplayNames); err != nil {
		return Look{}, err
	}
	l.Density, err = named("density", density, "comfortable", Compact)
	return l, err
}

// named returns the one of this name: the plain one, which is empty, or one of the others.
func named[T ~string](what, name, plain string, others ...T) (T, error) {
	if name == "" || name == plain {
		return "", nil
	}
	if slices.Contains(others, T(name)) {
		return T(name), nil
	}
	words := []string{plain}
	for _, o := range others {
		words = append(words, string(o))
	}
	return "", Errorf(Invalid, "There is no %s %q. Take %s.", what, name, oneOf(words))
}

// Header returns the height of the strip with a table's name.
func (l Look) Header() float64 {
	if l.Density == Compact {
		return CompactHeader
	}
	return HeaderHeight
}

// Row returns the height of a row.
func (l Look) Row() float64 {
	if l.Density == Compact {
		return CompactRow
	}
	return RowHeight
}

// ColumnKind is what the shape of a card depends on of a column.
type ColumnKind struct{ Primary, Foreign, Unique bool }

// Shape is the form of a card, from its top left corner. Rows are numbered as they are
// shown.
type Shape struct {
	Height float64
	// Top and Bottom are those of the frame, the part with a border.
	Top, Bottom float64
	// Head is where the name stands: the top of a strip as high as a header.
	Head float64
	// Order are the indexes of the columns shown.
	Order []int
	// Keys is how many of them are of the primary key; beside crow's feet they are the first.
	Keys int
	// Ovals are around the frame instead of rows in it.
	Ovals bool
	// Dependent tables have the key of another one in theirs; Joins are made of such keys.
	Dependent, Joins bool
}

// Shape returns the shape of a table with these columns; parents is how many foreign keys
// lie within its primary key.
func (l Look) Shape(columns []ColumnKind, parents int) Shape {
	header, row := l.Header(), l.Row()
	s := Shape{Joins: parents > 1, Order: l.order(columns)}
	for _, c := range columns {
		if c.Primary {
			s.Dependent = s.Dependent || c.Foreign
			s.Joins = s.Joins && c.Foreign
		}
	}
	for _, i := range s.Order {
		if columns[i].Primary {
			s.Keys++
		}
	}
	n := len(s.Order)
	if l.Notation == Chen && n > 0 && n <= MostOvals {
		lines := (n + 1) / 2
		above := lines / 2
		if above > 0 {
			s.Top = float64(above)*row + OvalGap
		}
		s.Bottom, s.Head, s.Ovals = s.Top+header, s.Top, true
		s.Height = s.Bottom + OvalGap + float64(lines-above)*row
		return s
	}
	if l.Notation == IDEF1X && n > 0 {
		s.Top = header // the name stands above the box
	}
	s.Height = header + row*float64(n)
	s.Bottom = s.Height
	return s
}

// order returns the columns shown: in all but crow's foot drawings those of the key first.
func (l Look) order(columns []ColumnKind) []int {
	shown := []int{}
	if l.Display == DisplayNames {
		return shown
	}
	for i, c := range columns {
		isKey := c.Primary || c.Foreign || c.Unique
		// In a Chen drawing lines say what foreign keys hold.
		if (l.Display == DisplayFull || isKey) && (l.Notation != Chen || !c.Foreign) {
			shown = append(shown, i)
		}
	}
	if l.Notation != CrowsFoot {
		slices.SortStableFunc(shown, func(a, b int) int {
			switch x, y := columns[a].Primary, columns[b].Primary; {
			case x == y:
				return 0
			case x:
				return -1
			}
			return 1
		})
	}
	return shown
}

// RowBox returns the place of row k (from 0) of a card of this width, from its top left
// corner.
func (l Look) RowBox(s Shape, k int, width float64) Rect {
	header, row := l.Header(), l.Row()
	if !s.Ovals {
		return Rect{0, header + row*float64(k), width, row}
	}
	n := len(s.Order)
	line, above := k/2, (n+1)/2/2
	y := float64(line) * row
	if line >= above {
		y = s.Bottom + OvalGap + float64(line-above)*row
	}
	w := (width - OvalGap) / 2
	x := float64(k%2) * (width - w)
	if k == n-1 && k%2 == 0 {
		x = (width - w) / 2
	}
	return Rect{x, y + 2, w, row - 4}
}

// EndY returns how far below the top of a card a line ends: at row k, or at the name when
// k is negative because its column is not shown.
func (l Look) EndY(s Shape, k int, c Cardinality) float64 {
	header, row := l.Header(), l.Row()
	if k >= 0 && l.Notation != Chen {
		return header + row*(float64(k)+.5)
	}
	middle := s.Top + header/2
	if l.Notation == IDEF1X && len(s.Order) > 0 {
		middle = s.Top + row/2
	}
	switch {
	case c.IsMany():
		return middle + EndsApart
	case c.IsOne():
		return middle - EndsApart
	}
	return middle
}

// Kinds returns what the shape of the table depends on; foreign holds the columns that
// foreign keys start at.
func (t *Table) Kinds(foreign map[ID]bool) []ColumnKind {
	kinds := make([]ColumnKind, len(t.Columns))
	for i, c := range t.Columns {
		inKey := t.InPrimaryKey(c.ID)
		kinds[i] = ColumnKind{inKey, foreign[c.ID], !inKey && t.IsUnique([]ID{c.ID})}
	}
	return kinds
}

// FitWay returns a way, made for the plain look, with its ends at these heights: they take
// the first and the last piece along. A NaN leaves the last end where it is. ok is false
// when the way does not leave its cards sideways.
func FitWay(way []Point, first, last float64) (fitted []Point, ok bool) {
	n := len(way)
	stays := math.IsNaN(last)
	if n < 2 || way[0].Y != way[1].Y || !stays && way[n-2].Y != way[n-1].Y {
		return nil, false
	}
	end := last
	if stays {
		end = way[n-1].Y
	}
	if n == 2 {
		a, z := way[0].X, way[1].X
		if math.Abs(first-end) < .5 {
			return []Point{{a, end}, {z, end}}, true
		}
		middle := (a + z) / 2
		return []Point{{a, first}, {middle, first}, {middle, end}, {z, end}}, true
	}
	fitted = slices.Clone(way)
	fitted[0].Y, fitted[1].Y = first, first
	if !stays {
		fitted[n-2].Y, fitted[n-1].Y = last, last
	}
	return fitted, true
}
