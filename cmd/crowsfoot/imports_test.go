package main_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	root   = "../.."
	module = "crowsfoot/"
)

// layers lists every folder that holds Go code, from the inside out. A package may import
// packages of a lower layer only, so packages of one layer never see each other.
// "x/*" stands for the folders directly below x.
var layers = [][]string{
	{"diagram/format/internal/xmldoc"},
	{"static", "diagram/format/internal/*", "diagram/disjoint", "diagram/parallel", "diagram/tally"},
	{"diagram"},
	{"diagram/op", "diagram/naming", "diagram/normal"},
	{"diagram/ddl", "diagram/decompose", "diagram/diagramtest", "diagram/layout", "diagram/merge", "diagram/store", "diagram/op/internal/*"},
	{"diagram/engine", "diagram/engine/*", "diagram/migrate", "diagram/render", "diagram/room", "diagram/format/*", "diagram/store/*"},
	{"diagram/format", "lint"},
	{"lint/*"},
	{"web/say"},
	{"web/component"},
	{"web/page"},
	{"web"},
	{"cmd/*"},
}

// homes says which of our packages may import a module from outside. A module that is not
// listed may be imported anywhere but in the packages named in pure.
var homes = map[string][]string{
	"github.com/a-h/templ":              {"web", "web/*", "diagram/render"},
	"github.com/beevik/etree":           {"diagram/format/internal/*", "diagram/format/drawio", "diagram/format/edraw"},
	"github.com/coder/websocket":        {"web"},
	"github.com/gertd/go-pluralize":     {"diagram/naming"},
	"github.com/go-sql-driver/mysql":    {"diagram/engine", "diagram/engine/*"},
	"github.com/jackc/pgx/v5":           {"diagram/store/postgres", "diagram/engine", "diagram/engine/*"},
	"github.com/labstack/echo/v4":       {"web"},
	"github.com/mattn/go-isatty":        {"cmd/crowsfoot"},
	"github.com/owenrumney/go-sarif/v3": {"lint"},
	"github.com/pelletier/go-toml/v2":   {"lint"},
	"github.com/pressly/goose/v3":       {"diagram/store/*"},
	"github.com/spf13/cobra":            {"cmd/crowsfoot"},
	"github.com/stretchr/testify":       {"diagram/diagramtest", "diagram/store/storetest", "diagram/engine/enginetest", "lint/linttest"},
	"pgregory.net/rapid":                {"diagram/diagramtest"},
	"golang.org/x/net":                  {"diagram/format/internal/*"},
	"golang.org/x/text":                 {"diagram/format/internal/*", "web/say"},
	"modernc.org/sqlite":                {"diagram/store/sqlite", "diagram/engine"},
}

// pure names the packages that import nothing but the standard library and each other.
var pure = []string{"diagram", "diagram/normal", "diagram/op", "diagram/ddl", "diagram/decompose", "diagram/disjoint", "diagram/layout", "diagram/parallel", "diagram/tally", "lint/rule"}

// TestImportsPointInward reads the imports of the product's code. Test files are left out: a
// test may look at anything. It parses the files itself rather than asking "go list", because
// go test caches a result until a file it has seen opened changes, and a command's output is
// not seen.
func TestImportsPointInward(t *testing.T) {
	files := 0
	err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if n := d.Name(); n == "node_modules" || n == "testdata" || n != ".." && strings.HasPrefix(n, ".") {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		files++
		rel, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		checkFile(t, file, filepath.ToSlash(rel))
		return nil
	})
	require.NoError(t, err)
	require.Greater(t, files, 10, "the walk missed the product's code")
}

func checkFile(t *testing.T, file, rel string) {
	t.Helper()
	from := path.Dir(rel)
	if layerOf(from) < 0 {
		t.Errorf("%s is in no layer: give its folder a line in the table, on purpose", rel)
		return
	}
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	require.NoError(t, err)
	for _, spec := range f.Imports {
		imp, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		if complaint := forbidden(from, imp); complaint != "" {
			t.Errorf("%s imports %s: %s", rel, imp, complaint)
		}
	}
}

// forbidden says why the package from may not import imp, or "".
func forbidden(from, imp string) string {
	if to, ours := strings.CutPrefix(imp, module); ours {
		if layerOf(to) >= layerOf(from) {
			return "layer " + strconv.Itoa(layerOf(to)) + " is not below layer " + strconv.Itoa(layerOf(from))
		}
		return ""
	}
	if host, _, _ := strings.Cut(imp, "/"); !strings.Contains(host, ".") {
		return "" // standard library
	}
	if slices.Contains(pure, from) {
		return "this package uses the standard library only"
	}
	for mod, allowed := range homes {
		if (imp == mod || strings.HasPrefix(imp, mod+"/")) && !matches(allowed, from) {
			return "it belongs in " + strings.Join(allowed, ", ")
		}
	}
	return ""
}

// layerOf returns the layer of one of our packages, or -1.
func layerOf(pkg string) int {
	return slices.IndexFunc(layers, func(l []string) bool { return matches(l, pkg) })
}

func matches(patterns []string, pkg string) bool {
	return slices.ContainsFunc(patterns, func(p string) bool {
		ok, err := path.Match(p, pkg)
		return err == nil && ok
	})
}

// TestForbidden checks the check: a law that never fires is no law.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		from, imp string
		ok        bool
	}{
		{"web", "crowsfoot/diagram", true},
		{"diagram/format", "crowsfoot/diagram/format/drawio", true},
		{"diagram/format/drawio", "crowsfoot/diagram/format/internal/mxgraph", true},
		{"diagram/ddl", "crowsfoot/diagram/layout", false},
		{"diagram/format/drawio", "crowsfoot/diagram/format", false},
		{"diagram/room", "crowsfoot/lint", false},
		{"diagram", "crowsfoot/diagram/op", false},
		{"diagram", "encoding/json", true},
		{"lint/rule", "github.com/jinzhu/inflection", false},
		{"web", "github.com/labstack/echo/v4/middleware", true},
		{"web/page", "github.com/labstack/echo/v4", false},
	} {
		complaint := forbidden(c.from, c.imp)
		require.Equal(t, c.ok, complaint == "", "%s imports %s: %s", c.from, c.imp, complaint)
	}
}
