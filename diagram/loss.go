package diagram

import (
	"fmt"
	"slices"
	"strings"
)

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

// MaxLosses is the most that is told of one file; more helps nobody.
const MaxLosses = 1000

// Losses collects what was odd about one file, up to MaxLosses; the last then says that
// there is more.
type Losses []Loss

// Add keeps a remark while there is room.
func (l *Losses) Add(x Loss) {
	switch len(*l) {
	case MaxLosses:
		return
	case MaxLosses - 1:
		x = Loss{Code: "more-warnings", Message: "There is more like this in the file than is told here.", Where: "file"}
	}
	*l = append(*l, x)
}

// Lack reports what of an object a format has no word for: of names the object, and what
// the things in words, of which empty ones do not count. Without any it reports nothing.
func (l *Losses) Lack(code, format string, id ID, of string, what ...string) {
	what = slices.DeleteFunc(slices.Clone(what), func(s string) bool { return s == "" })
	if len(what) > 0 {
		l.Add(Loss{Code: code, Message: format + " has no word for this of " + of + ": " + strings.Join(what, ", ") + ".", Object: id})
	}
}

// When returns the words if the condition holds, else nothing: for Lack.
func When(condition bool, words string) string {
	if condition {
		return words
	}
	return ""
}

// maxShort is how much of a name of a file is shown in a message, in characters.
const maxShort = 40

// Short is a text of a file in quotes, as messages show it: in one line, cut where it is
// long.
func Short(text string) string {
	text = strings.ToValidUTF8(text, "\ufffd")
	if len(text) > 8*maxShort {
		text = string([]rune(text[:8*maxShort])[:maxShort]) + "…"
	} else if r := []rune(text); len(r) > maxShort {
		text = string(r[:maxShort-1]) + "…"
	}
	return fmt.Sprintf("%q", CutName(text))
}
