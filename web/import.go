package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/store"
)

// importTime bounds how long one file may keep the server busy.
const importTime = 20 * time.Second

// pageChoice describes a page of a file, for a person to choose from.
type pageChoice struct {
	Page          int    `json:"page"` // from 1
	Name          string `json:"name"`
	Tables        int    `json:"tables"`
	Relationships int    `json:"relationships"`
}

// imported is one diagram made from a file.
type imported struct {
	ID   diagram.ID `json:"id"`
	URL  string     `json:"url"`
	Name string     `json:"name"`
	Page int        `json:"page"`
}

// importFile reads a file as one diagram for each page that holds tables. A file with
// several such pages is answered with the list of them first; the caller sends it again
// with the pages to take, or with merge to have them as one diagram.
func (s *Server) importFile(c echo.Context) error {
	// The file comes in before its turn is waited for, so that a slow line keeps nobody
	// from importing; what is large lies on disk meanwhile.
	file, err := upload(c)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(c.Request().Context(), importTime)
	defer cancel()
	leave, err := s.imports.take(ctx, file.Size)
	if err != nil {
		return err
	}
	// A reader that is given up keeps its place until it ends.
	ended := make(chan struct{})
	defer func() {
		go func() { <-ended; leave() }()
	}()
	name := diagram.CutName(path.Base(strings.ReplaceAll(file.Filename, `\`, "/")))
	source, data, err := readWithin(ctx, name, file, ended)
	if err != nil {
		return about(name, err)
	}
	pages, choices, err := choosePages(c, source)
	if err != nil {
		return about(name, err)
	}
	if choices != nil {
		return c.JSON(http.StatusOK, map[string]any{"choose": choices})
	}
	kept := store.Source{Name: name, Format: source.Format, Content: data, Warnings: source.Warnings, Added: s.Now()}
	// All pages are looked at before the first is kept.
	diagrams := make([]*diagram.Diagram, len(pages))
	for i, p := range pages {
		d := layout.Placed(p.Page)
		if !named[source.Format] || d.Name == "" {
			d.Name = title(name, p, len(pages) > 1)
		}
		if err := d.CheckLimits(); err != nil {
			return about(name, err)
		}
		diagrams[i] = d
	}
	made := []imported{}
	for i, p := range pages {
		d := diagrams[i]
		k := kept
		k.Warnings = append(slices.Clone(kept.Warnings), guesses(p.Page)...)
		id, err := s.open(c, d, "Import "+name, k)
		if err != nil {
			return err
		}
		made = append(made, imported{id, diagramURL(id), d.Name, p.number})
	}
	return c.JSON(http.StatusCreated, map[string]any{"diagrams": made, "warnings": nonNil(source.Warnings)})
}

// about names the file in an error that people read.
func about(file string, err error) error {
	var e *diagram.Error
	if errors.As(err, &e) {
		return diagram.Errorf(e.Code, "%s: %s", file, e.Message).At(e.Line, e.Column)
	}
	return err
}

// uploadMemory is how much of an upload is kept in memory, in bytes; the rest of it goes
// to a file that the HTTP server removes after the request.
const uploadMemory = 1 << 20

// largeUpload is the size in bytes from which reading a file leaves much garbage behind.
const largeUpload = 4 << 20

func upload(c echo.Context) (*multipart.FileHeader, error) {
	err := c.Request().ParseMultipartForm(uploadMemory)
	if status := new(echo.HTTPError); errors.As(err, &status) {
		return nil, status // too large
	}
	file, err := c.FormFile("file")
	if err != nil {
		return nil, diagram.Errorf(diagram.Invalid, "The request holds no file.")
	}
	return file, nil
}

// readWithin gives up waiting for a reader when its time is over; the channel is closed
// when the reader ends. The readers have limits of their own, so that this is soon.
func readWithin(ctx context.Context, name string, file *multipart.FileHeader, ended chan<- struct{}) (*diagram.Source, []byte, error) {
	type result struct {
		source *diagram.Source
		data   []byte
		err    error
	}
	done := make(chan result, 1)
	go func() {
		defer close(ended)
		if file.Size > largeUpload {
			// Garbage of one large file must not lie about while the next one is read.
			defer debug.FreeOSMemory()
		}
		var r result
		defer func() {
			// A panic outside of the request's own goroutine would end the server.
			if p := recover(); p != nil {
				r = result{err: fmt.Errorf("read %s: panic: %v\n%s", name, p, debug.Stack())}
			}
			done <- r
		}()
		if r.data, r.err = content(name, file); r.err == nil {
			r.source, r.err = format.Read(name, r.data, "")
		}
	}()
	select {
	case r := <-done:
		return r.source, r.data, r.err
	case <-ctx.Done():
		return nil, nil, diagram.Errorf(diagram.TooLarge, "Reading %s takes longer than %d seconds.", name, int(importTime.Seconds()))
	}
}

func content(name string, file *multipart.FileHeader) ([]byte, error) {
	if file.Size > format.MaxSize {
		return nil, diagram.Errorf(diagram.TooLarge, "The file has %d MB; the limit is %d MB.", file.Size>>20, format.MaxSize>>20)
	}
	f, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("open upload %s: %w", name, err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return nil, fmt.Errorf("read upload %s: %w", name, err)
	}
	return data, nil
}

type chosenPage struct {
	*diagram.Page
	number int // from 1; 0 for several merged into one
}

// choosePages returns the pages to import, or the choices when a person has to say.
func choosePages(c echo.Context, source *diagram.Source) ([]chosenPage, []pageChoice, error) {
	var wanted []int
	for _, text := range strings.FieldsFunc(c.FormValue("page"), func(r rune) bool { return r == ',' }) {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 || n > len(source.Pages) {
			return nil, nil, diagram.Errorf(diagram.Invalid, "The file has no page %q; it has %d.", text, len(source.Pages))
		}
		wanted = append(wanted, n)
	}
	if c.FormValue("merge") != "" {
		p, err := format.ChoosePage(source, 0, true)
		return []chosenPage{{p, 0}}, nil, err
	}
	var pages []chosenPage
	var choices []pageChoice
	for i, p := range source.Pages {
		if len(wanted) > 0 && slices.Contains(wanted, i+1) || len(wanted) == 0 && len(p.Diagram.Tables) > 0 {
			pages = append(pages, chosenPage{p, i + 1})
			choices = append(choices, pageChoice{i + 1, p.Name, len(p.Diagram.Tables), len(p.Diagram.Relationships)})
		}
	}
	if len(pages) == 0 {
		what := "The file was read, but it holds nothing that looks like a table."
		for _, w := range source.Warnings {
			if w.Code == "not-er" {
				what = w.Message
			}
		}
		return nil, nil, diagram.Errorf(diagram.Unreadable, "%s", what)
	}
	if len(pages) > 1 && len(wanted) == 0 {
		return nil, choices, nil
	}
	return pages, nil, nil
}

// named are the formats in which a diagram has a name of its own; drawings have titles of
// pages, which say little.
var named = map[string]bool{"crowsfoot": true, "schema-json": true}

// title names the diagram after the file, and after the page when there are several.
func title(file string, p chosenPage, several bool) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	for _, inner := range []string{".drawio", ".dio"} {
		name = strings.TrimSuffix(name, inner)
	}
	if several && p.Name != "" {
		name += ", " + p.Name
	}
	if name == "" {
		name = "Imported diagram"
	}
	return diagram.CutName(name)
}

// guesses lists what was concluded rather than read, as lines of the import report.
func guesses(p *diagram.Page) []diagram.Loss {
	var list []diagram.Loss
	for _, r := range p.Diagram.SortedRelationships() {
		if g, ok := p.Readings[r.ID]; ok && g.Guessed {
			list = append(list, diagram.Loss{Code: "guessed", Message: asSentence(g.Why), Where: ends(p.Diagram, r), Object: r.ID})
		}
	}
	for _, t := range p.Diagram.SortedTables() {
		if g, ok := p.Readings[t.ID]; ok && g.Guessed {
			list = append(list, diagram.Loss{Code: "guessed", Message: asSentence(g.Why), Where: t.Name, Object: t.ID})
		}
		for _, col := range t.Columns {
			if g, ok := p.Readings[col.ID]; ok && g.Guessed {
				list = append(list, diagram.Loss{Code: "guessed", Message: asSentence(g.Why), Where: t.Name + "." + col.Name, Object: col.ID})
			}
		}
	}
	return list
}

// asSentence makes a sentence of a reason, which may be a phrase.
func asSentence(why string) string {
	first, size := utf8.DecodeRuneInString(why)
	if size == 0 {
		return why
	}
	return strings.TrimSuffix(string(unicode.ToUpper(first))+why[size:], ".") + "."
}

// ends names the tables that a relationship joins.
func ends(d *diagram.Diagram, r *diagram.Relationship) string {
	names := make([]string, 0, len(r.Ends))
	for _, e := range r.Ends {
		if t := d.Tables[e.Table]; t != nil {
			names = append(names, t.Name)
		}
	}
	return strings.Join(names, " – ")
}

// report answers what was odd about the files that the diagram was read from.
func (s *Server) report(c echo.Context) error {
	sources, err := s.Store.Sources(c.Request().Context(), infoOf(c).ID)
	if err != nil {
		return err
	}
	type file struct {
		Name     string         `json:"name"`
		Format   string         `json:"format"`
		Added    time.Time      `json:"added"`
		Warnings []diagram.Loss `json:"warnings"`
	}
	files := []file{}
	for _, x := range sources {
		files = append(files, file{x.Name, x.Format, x.Added, nonNil(x.Warnings)})
	}
	return c.JSON(http.StatusOK, map[string]any{"files": files})
}

// nonNil makes an absent list [] in JSON.
func nonNil(list []diagram.Loss) []diagram.Loss {
	if list == nil {
		return []diagram.Loss{}
	}
	return list
}
