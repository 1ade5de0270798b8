package diagram

// Source is what was read from a file: its pages in file order, empty ones too, and
// what was odd. Readers return it; nothing of it is in a live diagram yet.
type Source struct {
	// Format names the reader: drawio, edraw, sql, schema-json, dbml, mermaid, crowsfoot.
	Format   string
	Pages    []*Page
	Warnings []Loss
}

// Page is one page of a file, read as a diagram.
type Page struct {
	Name    string
	Diagram *Diagram
	// Readings tell of objects that were not plainly stated; an object without an entry
	// is certain.
	Readings map[ID]Reading
	// ForeignMarks are the columns that the drawing marks as foreign keys, with or
	// without a line.
	ForeignMarks map[ID]bool
	// Places say where in the source text an object is declared; only readers of text
	// fill them.
	Places map[ID]Position
	// Positioned is false when the source has no places for the cards (SQL), so that a
	// layout must be made.
	Positioned bool
	// Sketch is the page as its file draws it; nil for a file that is text.
	Sketch *Sketch
}

// Position is a place in a text, line and column from 1.
type Position struct {
	Line   int
	Column int
}

// NewPage returns an empty page.
func NewPage(name string) *Page {
	return &Page{
		Name:         name,
		Diagram:      New(),
		Readings:     map[ID]Reading{},
		ForeignMarks: map[ID]bool{},
		Places:       map[ID]Position{},
	}
}

// Guess marks an object as concluded rather than read, and says why.
func (p *Page) Guess(id ID, why string) {
	p.Readings[id] = Reading{Object: id, Guessed: true, Why: why}
}
