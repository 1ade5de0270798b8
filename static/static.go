// Package static embeds the files the browser loads and serves them below a content hash.
// It knows nothing of pages or diagrams. Start at New.
package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// Embedded holds the files of this folder. Tests live in test/, outside the embedded
// folders, so that the binary carries none.
//
//go:embed js css img text vendor
var Embedded embed.FS

// Assets serves one set of files below a prefix.
type Assets struct {
	files   fs.FS
	prefix  string
	cache   string
	bundles *sync.Map // module → func() ([]byte, error); nil when files may change
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
	return &Assets{files: files, prefix: prefix, cache: "public, max-age=31536000, immutable", bundles: &sync.Map{}}, nil
}

// NewDev returns the files as they are on disk at each request, never cached.
func NewDev(files fs.FS) *Assets {
	return &Assets{files: files, prefix: "/static/dev/", cache: "no-store"}
}

// URL returns the address of the file name, for instance "js/editor.js".
func (a *Assets) URL(name string) string { return a.prefix + name }

// Script returns the name of the script that a page begins with: a bundle of the module and
// all that it imports, or the module itself where files may change. An import that does not
// resolve is an error.
func (a *Assets) Script(entry string) (string, error) {
	if a.bundles == nil {
		return entry, nil
	}
	_, err := a.bundleOf(entry)
	return bundled + entry, err
}

// bundleOf makes a bundle once.
func (a *Assets) bundleOf(entry string) ([]byte, error) {
	made, _ := a.bundles.LoadOrStore(entry, sync.OnceValues(func() ([]byte, error) { return a.bundle(entry) }))
	return made.(func() ([]byte, error))()
}

// ServeHTTP serves a file of the current version. A file of another version is not found,
// because answering with today's content would be cached for ever under yesterday's name.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name, ok := strings.CutPrefix(r.URL.Path, a.prefix)
	if entry, is := strings.CutPrefix(name, bundled); ok && is && a.bundles != nil {
		a.serveBundle(w, r, entry)
		return
	}
	if script, is := a.texts(name); ok && is {
		w.Header().Set("Cache-Control", a.cache)
		http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(script))
		return
	}
	if info, err := fs.Stat(a.files, name); !ok || err != nil || info.IsDir() {
		w.Header().Set("Cache-Control", "no-store")
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", a.cache)
	http.ServeFileFS(w, r, a.files, name)
}

func (a *Assets) serveBundle(w http.ResponseWriter, r *http.Request, entry string) {
	// Only what is there is bundled, so that nobody fills the memory with names.
	if info, err := fs.Stat(a.files, entry); err == nil && !info.IsDir() && path.Ext(entry) == ".js" {
		if b, err := a.bundleOf(entry); err == nil {
			w.Header().Set("Cache-Control", a.cache)
			http.ServeContent(w, r, entry, time.Time{}, bytes.NewReader(b))
			return
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	http.NotFound(w, r)
}
