package edraw

import (
	"strings"

	"crowsfoot/diagram"
)

// kindMasters are the masters that tell what sort of table a Table shape is.
var kindMasters = map[diagram.TableKind]string{
	diagram.KindPlain:    "Entity 2",
	diagram.KindView:     "View",
	diagram.KindEntity:   "Strong Entity",
	diagram.KindClass:    "Class",
	diagram.KindJunction: "Associative Entity",
}

// kindOfMaster returns what sort of table a Table shape of this master is; a master that
// says nothing means a plain table.
func kindOfMaster(master string) diagram.TableKind {
	switch strings.ToLower(master) {
	case "interface", "object":
		return diagram.KindClass
	}
	for kind, name := range kindMasters {
		if strings.EqualFold(master, name) {
			return kind
		}
	}
	return diagram.KindPlain
}
