package web_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPagesInTheLanguageOfTheReader(t *testing.T) {
	a := start(t)
	for _, x := range []struct{ accept, cookie, lang, heading string }{
		{"", "", "en", "Help"},
		{"de-CH,de;q=0.9", "", "de", "Hilfe"},
		{"de", "language=en", "en", "Help"},
		{"en", "language=de", "de", "Hilfe"},
		{"de", "language=xx", "de", "Hilfe"},
	} {
		w := a.get("/help", "Accept", "text/html", "Accept-Language", x.accept, "Cookie", x.cookie)
		require.Equal(t, 200, w.status)
		require.Contains(t, w.body, `<html lang="`+x.lang+`"`)
		require.Contains(t, w.body, "<h1>"+x.heading+"</h1>")
		require.Contains(t, w.header.Values("Vary"), "Accept-Language, Cookie")
		script := regexp.MustCompile(`src="(/static/[^"]*/text/[^"]*)"`).FindStringSubmatch(w.body)
		if x.lang == "en" {
			require.Empty(t, script)
			continue
		}
		texts := a.get(script[1])
		require.Equal(t, 200, texts.status)
		require.Contains(t, texts.header.Get("Content-Type"), "javascript")
		require.Contains(t, texts.header.Get("Cache-Control"), "immutable")
		require.Contains(t, texts.body, `globalThis.crowsfootTexts = { language: "de", texts: {`)
		require.Equal(t, 404, a.get(regexp.MustCompile(`de\.js$`).ReplaceAllString(script[1], "xx.js")).status)
	}
}
