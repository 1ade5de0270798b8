package drawio

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/internal/mxgraph"
)

// entity is a table in the making.
type entity struct {
	cell *mxgraph.Cell // the shape that names it; its id is the table's Source
	form string        // how it was drawn; see the forms below
	name string
	// named is false for a table without a title of its own.
	named bool
	// why says what made a table of it when that is a guess, otherwise empty.
	why string

	columns []*column
	// keyIsForeign tells that a row says that all foreign keys form the primary key.
	keyIsForeign bool
	box          diagram.Rect
	kind         diagram.TableKind
	table        *diagram.Table // once it is built
	into         *entity        // the entity that this one is a part of, or nil
	isEnum       bool           // a list of values, not a table
	dropped      bool           // no table at all
	titleRow     *mxgraph.Cell  // the row that the name was taken from, or nil
}

// whole returns the entity that e is a part of, at last itself.
func (e *entity) whole() *entity {
	for e != nil && e.into != nil {
		e = e.into
	}
	return e
}

// The forms in which entities are drawn.
const (
	formTable = "native table"
	formList  = "list"
	formLabel = "label with several lines"
	formBox   = "box"
	formStack = "boxes on top of each other"
	formChen  = "Chen entity"
)

// column is a column in the making.
type column struct {
	cell *mxgraph.Cell // the row, or the cell that holds the text
	line int           // number of the line in the cell, from 0
	mark keyMark
	// keyCell, nameCell and typeCell are the cells of a row that has several, or nil.
	keyCell, nameCell, typeCell *mxgraph.Cell

	name, typ            string
	def, comment         string
	identity, notNull    bool
	exact                bool // the name stood in quotes
	refTable, refColumn  string
	why                  string // why it is a guess, or empty
	underlined, emphatic bool   // the whole text is; emphatic: bold as well
	built                *diagram.Column
	claimed              bool // a relationship has it
}

// primary returns the columns marked as primary key.
func (e *entity) primary() []*column {
	var out []*column
	for _, c := range e.columns {
		if c.mark.primary {
			out = append(out, c)
		}
	}
	return out
}

func (e *entity) columnNamed(name string) *column {
	for _, c := range e.columns {
		if strings.EqualFold(c.name, name) {
			return c
		}
	}
	return nil
}

// at returns the column whose row is at this height of the page, or nil.
func (e *entity) at(y float64) *column {
	for _, c := range e.columns {
		if c.cell != nil && c.cell != e.cell && y >= c.cell.Y && y <= c.cell.Bottom() {
			return c
		}
	}
	return nil
}

// addRow adds what a line says: a column, several, or a remark on others.
func (e *entity) addRow(t rowText, cell *mxgraph.Cell, line int) *column {
	if len(t.composite) > 0 && e.declareKey(t) {
		return nil
	}
	if t.isConstraint {
		// It names columns that have no rows of their own: these are the columns then.
		for i, name := range t.composite {
			c := &column{cell: cell, line: line*100 + i, mark: t.mark}
			if len(t.composite) == 1 {
				c.refTable, c.refColumn = t.refTable, t.refColumn
			}
			c.name = diagram.CutName(name)
			e.columns = append(e.columns, c)
		}
		return nil
	}
	c := t.column()
	c.cell, c.line = cell, line
	if c.name == "" {
		return nil
	}
	e.columns = append(e.columns, c)
	return c
}

// declareKey marks the columns that a row such as "(a, b)" names. It is false when one
// of them is not there (yet); finishKeys tries again at the end.
func (e *entity) declareKey(t rowText) bool {
	found := make([]*column, 0, len(t.composite))
	for _, name := range t.composite {
		c := e.columnNamed(name)
		if c == nil {
			return false
		}
		found = append(found, c)
	}
	for _, c := range found {
		mark := t.mark
		if len(found) > 1 {
			mark.unique = false
		}
		c.mark = c.mark.or(mark)
		if t.refTable != "" {
			c.refTable = t.refTable
		}
	}
	return len(found) > 0
}

// finishKeys deals with composite rows that stood above the columns they name, and
// concludes a primary key from emphasis where no row is marked as one.
func (e *entity) finishKeys() {
	for i := 0; i < len(e.columns); i++ {
		c := e.columns[i]
		inner, ok := wholeParens(c.name)
		if !ok {
			inner = c.name
			ok = c.mark.primary && strings.ContainsAny(inner, ",+")
		}
		if ok && !c.exact && e.declareKey(rowText{composite: splitNames(inner), mark: c.mark}) {
			e.columns = slices.Delete(e.columns, i, i+1)
			i--
		}
	}
	for _, c := range e.columns {
		if e.keyIsForeign && c.mark.foreign {
			c.mark.primary = true
		}
	}
	if len(e.primary()) > 0 {
		return
	}
	for _, emphasis := range []func(*column) bool{
		func(c *column) bool { return c.emphatic },
		func(c *column) bool { return c.underlined },
	} {
		n := 0
		for _, c := range e.columns {
			if emphasis(c) && !c.mark.foreign {
				n++
			}
		}
		if n == 0 || n > 3 || n == len(e.columns) && n > 1 {
			continue
		}
		for _, c := range e.columns {
			if emphasis(c) && !c.mark.foreign {
				c.mark.primary = true
				c.why = "underlined, so read as primary key"
			}
		}
		return
	}
}

// boxOf is the box of a cell in world units.
func boxOf(c *mxgraph.Cell) diagram.Rect { return diagram.Rect{X: c.X, Y: c.Y, W: c.W, H: c.H} }
