package diagram

// Module is a part of the system that owns tables and grows on its own.
type Module struct {
	ID    ID     `json:"-"`
	Order string `json:"-"`

	Name    string `json:"name"`
	Comment string `json:"comment"`
	// Color is one of the eight module colours; see ModuleColors.
	Color string `json:"color"`
	// Allows are the modules whose tables this module's foreign keys may refer to.
	Allows []ID `json:"allows"`
}

// ModuleColors are the colours a module or frame may have, by their names in the look.
var ModuleColors = []string{"azure", "teal", "amber", "slate", "olive", "vermilion", "violet", "rose"}
