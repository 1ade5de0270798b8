// Package page holds the pages of the app, one templ file each with its view model. A
// page takes one view model, queries nothing and computes nothing; the handlers of
// package web fill the models. Start at Library and Editor.
package page

import "encoding/json"

// Shell is what every page needs.
type Shell struct {
	Title   string
	Styles  []string // names below static/, after css/tokens.css and css/base.css
	Scripts []string // names of modules below static/, in order
	Data    string   // address of what they fetch first, or ""
	// Databases says which databases may be imported: any, listed or none at all.
	Databases string
}

// themes are those of pictures, which have no style sheet.
var themes = []string{"light", "dark", "contrast"}

// asJSON hands plain values to the script of a page; encoding them never fails.
func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}
