package say_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/web/say"
)

func TestLanguageOfReader(t *testing.T) {
	for _, x := range []struct{ chosen, accept, want string }{
		{"", "", "en"},
		{"", "de-AT,de;q=0.9,en;q=0.8", "de"},
		{"", "fr,de;q=0.7,en;q=0.3", "de"},
		{"", "fr", "en"},
		{"en", "de", "en"},
		{"de", "en-GB,en", "de"},
		{"klingon\r\n", "de", "de"},
	} {
		require.Equal(t, x.want, say.Match(x.chosen, x.accept), "%q %q", x.chosen, x.accept)
	}
}

// TestMenuOfLanguages holds the menu of the pages against the languages there are.
func TestMenuOfLanguages(t *testing.T) {
	source, err := os.ReadFile("../../static/js/language.js")
	require.NoError(t, err)
	var list []string
	for _, l := range say.Languages {
		list = append(list, l.Code+`: "`+l.Name+`"`)
	}
	require.Contains(t, string(source), "export const LANGUAGES = { "+strings.Join(list, ", ")+" };")
}

func TestTextHasItsValues(t *testing.T) {
	german := say.In(context.Background(), "de")
	require.Equal(t, "More for shop", say.Text(context.Background(), "More for {0}", "shop"))
	require.Equal(t, "Mehr zu shop", say.Text(german, "More for {0}", "shop"))
	require.Equal(t, "More for {0}", say.Text(context.Background(), "More for {0}"))
	require.Equal(t, "{1} of 2", say.Text(context.Background(), "{0} of {1}", "{1}", 2), "a value is no place")
	require.Equal(t, "1 table, 2 tables", say.Counted(context.Background(), 1, "table")+", "+say.Counted(context.Background(), 2, "table"))
	require.Equal(t, "1 Tabelle, 2 Tabellen", say.Counted(german, 1, "table")+", "+say.Counted(german, 2, "table"))
}

// catalogue reads the file of a language; nouns have two forms.
func catalogue(t *testing.T, code string) map[string][]string {
	t.Helper()
	b, err := os.ReadFile("../../static/text/" + code + ".json")
	require.NoError(t, err)
	var raw map[string]any
	require.NoError(t, json.Unmarshal(b, &raw))
	all := map[string][]string{}
	for key, v := range raw {
		switch v := v.(type) {
		case string:
			all[key] = []string{v}
		case []any:
			for _, form := range v {
				all[key] = append(all[key], form.(string))
			}
		}
	}
	return all
}

var places = regexp.MustCompile(`\{\d\}|%`)

func placesOf(text string) []string {
	return slices.Sorted(slices.Values(places.FindAllString(text, -1)))
}

// edgesOf tells of spaces at the beginning and at the end, where sentences are put together.
func edgesOf(text string) [2]bool {
	return [2]bool{strings.HasPrefix(text, " "), strings.HasSuffix(text, " ")}
}

// differences says what is wrong with a catalogue.
func differences(used map[string]use, have map[string][]string) (list []string) {
	for _, key := range slices.Sorted(maps.Keys(used)) {
		forms, ok := have[key]
		switch {
		case !ok:
			list = append(list, "missing: "+key+" ("+used[key].place+")")
		case used[key].noun && len(forms) != 2:
			list = append(list, "counted, and needs two forms: "+key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(have)) {
		if _, ok := used[key]; !ok {
			list = append(list, "not used: "+key)
		}
		for _, form := range have[key] {
			if form == "" || !slices.Equal(placesOf(key), placesOf(form)) {
				list = append(list, "other places: "+key+" → "+form)
			}
			if edgesOf(key) != edgesOf(form) {
				list = append(list, "other spaces at the ends: "+key+" → "+form)
			}
		}
	}
	return list
}

func TestCataloguesAreComplete(t *testing.T) {
	found := collect(t)
	require.Empty(t, found.bad, "say(…) needs a text that stands there as it is")
	require.Greater(t, len(found.uses), 500)
	for _, l := range say.Languages[1:] {
		for _, problem := range differences(found.uses, catalogue(t, l.Code)) {
			t.Errorf("static/text/%s.json: %s", l.Code, problem)
		}
	}
}
