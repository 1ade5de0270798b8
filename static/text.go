package static

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
)

// TextsOf returns the name of the script that gives the texts of a language to the modules
// of a page; it stands before them. See js/say.js.
func TextsOf(language string) string { return "text/" + language + ".js" }

// texts makes the script of TextsOf from the catalogue, whose file is JSON; false when
// name is none or there is no such catalogue.
func (a *Assets) texts(name string) ([]byte, bool) {
	language, ok := strings.CutPrefix(name, "text/")
	language, is := strings.CutSuffix(language, ".js")
	if !ok || !is {
		return nil, false
	}
	catalogue, err := fs.ReadFile(a.files, "text/"+language+".json")
	if err != nil {
		return nil, false
	}
	code, err := json.Marshal(language)
	return fmt.Appendf(nil, "globalThis.crowsfootTexts = { language: %s, texts: %s };\n", code, catalogue), err == nil
}
