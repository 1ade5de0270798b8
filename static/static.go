// Package static embeds the files the browser loads and serves them below a content hash.
// It knows nothing of pages or diagrams. Start at New.
package static

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
)

// Embedded holds the files of this folder. Tests live in test/, outside the embedded
// folders, so that the binary carries none.
//
//go:embed js css img vendor
var Embedded embed.FS

// importRE finds static imports and re-exports by relative path, also over several lines.
// import() is left out on purpose: what is loaded late must not be preloaded.
var importRE = regexp.MustCompile(`(?m)^(?:import|export)\s*(?:[\w$*{},\s]+?\sfrom\s*)?["'](\.{1,2}/[^"']+)["']`)

// Assets serves one set of files below a prefix.
type Assets struct {
	files   fs.FS
	prefix  string
	cache   string
	modules *sync.Map // entry → what Modules found; nil when files may change
}

// New returns the files with a prefix that changes when any of them changes. Relative imports
// between modules inherit the prefix, so no import map is needed.
func New(files fs.FS) (*Assets, error) {
	h := sha256.New()
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, p)
		if err != nil {
			return err
		}
		fmt.Fprintln(h, p, len(b))
		h.Write(b)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("hash static files: %w", err)
	}
	prefix := "/static/" + hex.EncodeToString(h.Sum(nil))[:12] + "/"
	return &Assets{files: files, prefix: prefix, cache: "public, max-age=31536000, immutable", modules: &sync.Map{}}, nil
}

// NewDev returns the files as they are on disk at each request, never cached.
func NewDev(files fs.FS) *Assets {
	return &Assets{files: files, prefix: "/static/dev/", cache: "no-store"}
}

// URL returns the address of the file name, for instance "js/editor.js".
func (a *Assets) URL(name string) string { return a.prefix + name }

// Modules lists entry and every module it imports, each once, for modulepreload links. An
// import that does not resolve is an error, so a test over the entry points guards them all.
// Files that never change are read once. The caller must not change the list.
func (a *Assets) Modules(entry string) ([]string, error) {
	if a.modules == nil {
		return a.walk(entry)
	}
	if known, ok := a.modules.Load(entry); ok {
		return known.([]string), nil
	}
	found, err := a.walk(entry)
	if err == nil {
		a.modules.Store(entry, found)
	}
	return found, err
}

// walk reads entry and what it imports.
func (a *Assets) walk(entry string) ([]string, error) {
	var found []string
	seen := map[string]bool{}
	var visit func(name, from string) error
	visit = func(name, from string) error {
		if seen[name] {
			return nil
		}
		seen[name] = true
		b, err := fs.ReadFile(a.files, name)
		if err != nil {
			return fmt.Errorf("%s imports %s: %w", from, name, err)
		}
		found = append(found, name)
		for _, m := range importRE.FindAllSubmatch(b, -1) {
			if err := visit(path.Join(path.Dir(name), string(m[1])), name); err != nil {
				return err
			}
		}
		return nil
	}
	return found, visit(entry, "page")
}

// ServeHTTP serves a file of the current version. A file of another version is not found,
// because answering with today's content would be cached for ever under yesterday's name.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ok := strings.CutPrefix(r.URL.Path, a.prefix)
	if info, err := fs.Stat(a.files, name); !ok || err != nil || info.IsDir() {
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", a.cache)
	http.ServeFileFS(w, r, a.files, name)
}
