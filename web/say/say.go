// Package say holds the words of the pages in the language of their reader. English
// stands in the code and is the key; each other language is a catalogue in static/text,
// which the browser's side reads as well (static/js/say.js). Rules, findings, errors, the
// command line and the API speak English only, and so do the marks of pages around them.
//
// To add a text, write Text(ctx, "Import a file") where it is shown, and its translation
// into the catalogues: the test of this package lists what is missing or left over. A
// sentence with values has numbered places, "Read {0}"; a noun that is counted is an entry
// with two forms. To add a language, add its file and its line in Languages.
//
// Start at Text and Match.
package say

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/language"

	"crowsfoot/diagram"
	"crowsfoot/static"
)

// English is the language of the keys.
const English = "en"

// Languages are those that pages are written in, with their own names; the first is what
// people get who read none of them.
var Languages = []struct{ Code, Name string }{
	{English, "English"},
	{"de", "Deutsch"},
}

// translation is a text, or of a noun the one and the many.
type translation []string

// UnmarshalJSON reads a string or a list of two.
func (t *translation) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*t = translation{one}
		return nil
	}
	var forms [2]string
	if err := json.Unmarshal(b, &forms); err != nil {
		return err
	}
	*t = forms[:]
	return nil
}

// catalogues by language; that of English is empty.
var catalogues = func() map[string]map[string]translation {
	all := map[string]map[string]translation{}
	for _, l := range Languages[1:] {
		b, err := static.Embedded.ReadFile("text/" + l.Code + ".json")
		texts := map[string]translation{}
		if err == nil {
			err = json.Unmarshal(b, &texts)
		}
		if err != nil {
			panic(fmt.Sprintf("texts of %s: %v", l.Code, err)) // embedded: a programmer's mistake
		}
		all[l.Code] = texts
	}
	return all
}()

var matcher = func() language.Matcher {
	var tags []language.Tag
	for _, l := range Languages {
		tags = append(tags, language.MustParse(l.Code))
	}
	return language.NewMatcher(tags)
}()

// Match returns the language for a reader: the one chosen, or else what the browser asks
// for in Accept-Language.
func Match(chosen, accept string) string {
	_, i := language.MatchStrings(matcher, chosen, accept)
	return Languages[i].Code
}

type languageKey struct{}

// In returns a context whose reader reads a language.
func In(ctx context.Context, code string) context.Context {
	return context.WithValue(ctx, languageKey{}, code)
}

// Language returns the code of the language of a context, English without In.
func Language(ctx context.Context) string {
	if code, ok := ctx.Value(languageKey{}).(string); ok {
		return code
	}
	return English
}

// Text returns a text in the language of the context, with values in its places {0}, {1} …
func Text(ctx context.Context, text string, values ...any) string {
	if t := catalogues[Language(ctx)][text]; len(t) > 0 {
		text = t[0]
	}
	if len(values) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(values))
	for i, v := range values {
		pairs = append(pairs, "{"+strconv.Itoa(i)+"}", fmt.Sprint(v))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Counted says how many there are of something: "1 table", "2 tables".
func Counted(ctx context.Context, n int, noun string) string {
	t := catalogues[Language(ctx)][noun]
	switch {
	case len(t) < 2:
		return diagram.Counted(n, noun)
	case n == 1:
		return "1 " + t[0]
	}
	return strconv.Itoa(n) + " " + t[1]
}

// Later marks a text that is translated where it is shown, and returns it.
func Later(text string) string { return text }
