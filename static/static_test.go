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

func TestEveryScriptIsBundled(t *testing.T) {
	a, err := static.New(static.Embedded)
	require.NoError(t, err)
	entries, err := fs.Glob(static.Embedded, "js/*.js")
	require.NoError(t, err)
	require.Greater(t, len(entries), 10)
	for _, entry := range entries {
		name, err := a.Script(entry)
		require.NoError(t, err)
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, a.URL(name), nil))
		require.Equal(t, 200, w.Code)
		require.NotRegexp(t, `(?m)^import\b`, w.Body.String())
	}
}

func TestBundlesAndServing(t *testing.T) {
	files := fstest.MapFS{
		"js/a.js":     {Data: []byte("import { b } from \"./b.js\";\nimport {\n  c,\n} from './sub/c.js';\nconsole.log(b, c);\n")},
		"js/b.js":     {Data: []byte("export * from \"./sub/c.js\";\nexport const b = 'from b';\n")},
		"js/sub/c.js": {Data: []byte("export const c = 'from c';\n")},
		"js/bad.js":   {Data: []byte("import \"./gone.js\";\n")},
	}
	a, err := static.New(files)
	require.NoError(t, err)
	name, err := a.Script("js/a.js")
	require.NoError(t, err)
	_, err = a.Script("js/bad.js")
	require.ErrorContains(t, err, "gone.js")
	dev, err := static.NewDev(files).Script("js/a.js")
	require.NoError(t, err)
	require.Equal(t, "js/a.js", dev)

	get := func(url string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, url, nil))
		return w
	}
	bundle := get(a.URL(name))
	require.Equal(t, 200, bundle.Code)
	require.Contains(t, bundle.Header().Get("Cache-Control"), "immutable")
	require.Contains(t, bundle.Header().Get("Content-Type"), "javascript")
	require.Contains(t, bundle.Body.String(), "from b")
	require.Contains(t, bundle.Body.String(), "from c")
	w := get(a.URL("js/b.js"))
	require.Equal(t, 200, w.Code)
	require.Contains(t, w.Header().Get("Cache-Control"), "immutable")
	require.Contains(t, w.Header().Get("Content-Type"), "javascript")
	for _, url := range []string{"/static/000000000000/js/b.js", a.URL("js/sub"), a.URL("js/none.js"), a.URL("bundle/js/none.js"), a.URL("bundle/js/bad.js"), a.URL("bundle/js")} {
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
