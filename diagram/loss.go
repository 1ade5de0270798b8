package diagram

// Loss is something a source holds and the target can't, or that was read with a
// doubt. Importers, exporters, the SQL parser and the DDL writer all report with it;
// none of them fails on one odd shape.
type Loss struct {
	// Code is a short stable word, for instance loose-end or not-er.
	Code string `json:"code"`
	// Message is one full sentence for people.
	Message string `json:"message"`
	// Where names the place in the source: page and shape, or line:column.
	Where string `json:"where"`
	// Object is the ID of the object it concerns, or empty.
	Object ID `json:"object,omitempty"`
	// Page is the number of the page in the source, from 1; 0 means the whole file.
	Page int `json:"page,omitempty"`
	// Source is the ID of the shape in the file, as in Table.Source, or empty.
	Source string `json:"source,omitempty"`
}

// LossIgnore is the code for an ignore in a script that speaks of nothing.
const LossIgnore = "unused-ignore"

// Reading is what was made of one thing of a source: its object, whether it stood there
// or was concluded, and why.
type Reading struct {
	Object  ID     `json:"object"`
	Guessed bool   `json:"guessed"` // false means certain
	Why     string `json:"why"`
}
