package diagram

// Note is free text on the canvas.
type Note struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	Text string `json:"text"`
	Pos  Point  `json:"pos"`
	Size Size   `json:"size"`
	// Color is one of ModuleColors, or empty for note paper.
	Color string `json:"color"`
	// About is the ID of the object the note speaks of, or empty.
	About ID `json:"about"`
	// Source is the ID of the object in the imported file, or empty.
	Source string `json:"source"`
}

// Frame is a titled area behind tables.
type Frame struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	Title string `json:"title"`
	Pos   Point  `json:"pos"`
	Size  Size   `json:"size"`
	Color string `json:"color"` // one of ModuleColors, or empty
	// Module is the ID of the module the frame shows, or empty.
	Module ID `json:"module"`
	// Source is the ID of the object in the imported file, or empty.
	Source string `json:"source"`
}
