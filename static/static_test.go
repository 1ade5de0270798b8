package static_test

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"crowsfoot/static"
)

func TestEveryImportResolves(t *testing.T) {
	a, err := static.New(static.Embedded)
	require.NoError(t, err)
	entries := 0
	require.NoError(t, fs.WalkDir(static.Embedded, "js", func(p string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		if strings.HasSuffix(p, ".js") {
			entries++
			_, err := a.Modules(p)
			require.NoError(t, err)
		}
		return nil
	}))
	require.Greater(t, entries, 10)
}

func TestModulesAndServing(t *testing.T) {
	files := fstest.MapFS{
		"js/a.js":     {Data: []byte("import { b } from \"./b.js\";\nimport {\n  c,\n} from './sub/c.js';\n// import \"./no.js\"\nconst s = 'import \"./no.js\"';\nimport(\"./late.js\");\n")},
		"js/b.js":     {Data: []byte("export * from \"./sub/c.js\";\n")},
		"js/sub/c.js": {Data: []byte("export const c = 1;\n")},
		"js/bad.js":   {Data: []byte("import \"./gone.js\";\n")},
	}
	a, err := static.New(files)
	require.NoError(t, err)
	mods, err := a.Modules("js/a.js")
	require.NoError(t, err)
	require.Equal(t, []string{"js/a.js", "js/b.js", "js/sub/c.js"}, mods)
	_, err = a.Modules("js/bad.js")
	require.ErrorContains(t, err, "js/bad.js imports js/gone.js")

	get := func(url string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, url, nil))
		return w
	}
	w := get(a.URL("js/b.js"))
	require.Equal(t, 200, w.Code)
	require.Contains(t, w.Header().Get("Cache-Control"), "immutable")
	require.Contains(t, w.Header().Get("Content-Type"), "javascript")
	for _, url := range []string{"/static/000000000000/js/b.js", a.URL("js/sub"), a.URL("js/none.js")} {
		w := get(url)
		require.Equal(t, 404, w.Code, url)
		require.Equal(t, "no-store", w.Header().Get("Cache-Control"))
	}
}

func TestVendoredFilesAreAsPinned(t *testing.T) {
	sums, err := static.Embedded.Open("vendor/SHA256SUMS")
	require.NoError(t, err)
	n := 0
	for lines := bufio.NewScanner(sums); lines.Scan(); n++ {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		require.True(t, ok)
		b, err := fs.ReadFile(static.Embedded, "vendor/"+name)
		require.NoError(t, err)
		h := sha256.Sum256(b)
		require.Equal(t, sum, hex.EncodeToString(h[:]), name)
	}
	require.Equal(t, 4, n)
}
