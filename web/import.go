package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/layout"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
)

// importFile reads a file. A drawing becomes a draft, which a person reviews before it is
// in the library; the answer is the address of the review. A file of text becomes a diagram
// at once, because it says plainly what it means; with "into", the ID of an open diagram,
// it becomes a draft too, and the answer is the address where it is merged.
func (s *Server) importFile(c echo.Context) error {
	// The file comes in before its turn is waited for, so that a slow line keeps nobody
	// from importing; what is large lies on disk meanwhile.
	up, err := upload(c)
	if err != nil {
		return err
	}
	into, err := s.target(c, diagram.ID(c.FormValue("into")))
	if err != nil {
		return err
	}
	file, source, number, err := s.readUpload(c.Request().Context(), up)
	if err != nil {
		return err
	}
	drawn := source.Pages[number].Sketch != nil
	group := diagram.ID("")
	if into != "" || drawn {
		group = diagram.NewID()
	}
	id, err := s.keep(c, file, source, number, group)
	if err != nil {
		return err
	}
	switch {
	case drawn:
		return c.JSON(http.StatusCreated, map[string]string{"url": reviewURL(id, into)})
	case into != "":
		return c.JSON(http.StatusCreated, map[string]string{"url": mergeURL(into, id)})
	}
	return created(c, id)
}

// target returns the ID of the diagram that a file is to be merged into, or empty.
func (s *Server) target(c echo.Context, id diagram.ID) (diagram.ID, error) {
	if id == "" {
		return "", nil
	}
	if !id.Valid() {
		return "", store.NotFound(id)
	}
	info, err := s.Store.Info(c.Request().Context(), id)
	if err != nil {
		return "", err
	}
	if info.IsDeleted() || info.Draft != "" {
		return "", store.NotFound(id)
	}
	return id, nil
}

// readUpload reads an upload. It returns what is to be kept of the file, what was read, and
// the number of the first page that holds tables; an error names the file.
func (s *Server) readUpload(ctx context.Context, up *multipart.FileHeader) (store.Source, *diagram.Source, int, error) {
	name := fileNameOf(up)
	file := store.Source{Name: name, Added: s.Now()}
	source, err := s.read(ctx, name, "", up.Size, func() (_ []byte, err error) {
		file.Content, err = content(name, up)
		return file.Content, err
	})
	if err != nil {
		return file, nil, 0, about(name, err)
	}
	file.Format = source.Format
	number, err := firstPage(source)
	if err != nil {
		return file, nil, 0, about(name, err)
	}
	return file, source, number, nil
}

// firstPage returns the number of the first page that holds tables. The error says that
// there is none.
func firstPage(source *diagram.Source) (int, error) {
	for i, p := range source.Pages {
		if len(p.Diagram.Tables) > 0 {
			return i, nil
		}
	}
	what := "The file was read, but it holds nothing that looks like a table."
	for _, w := range source.Warnings {
		if w.Code == "not-er" {
			what = w.Message
		}
	}
	return 0, diagram.Errorf(diagram.Unreadable, "%s", what)
}

// keep makes a diagram of one page of a file: a draft of an import, or with an empty group
// one of the library.
func (s *Server) keep(c echo.Context, file store.Source, source *diagram.Source, number int, group diagram.ID) (diagram.ID, error) {
	p := source.Pages[number]
	file.Scale = diagram.Point{X: 1, Y: 1}
	if p.Positioned {
		file.Scale = p.Room()
		p.Spread(file.Scale)
	}
	d, err := layout.Placed(c.Request().Context(), p)
	if err != nil {
		return "", err
	}
	if !named[source.Format] || d.Name == "" {
		d.Name = title(file.Name, p, len(source.Pages) > 1)
	}
	if err := d.CheckLimits(); err != nil {
		return "", about(file.Name, err)
	}
	if source.Format == "csv" || source.Format == "database" {
		// Rows are nobody's business: of a spreadsheet only what was read is kept. And a
		// database is another one tomorrow.
		text, err := ownForm(d)
		if err != nil {
			return "", err
		}
		file.Format, file.Content = "crowsfoot", text
	}
	file.Page, file.Warnings, file.Settled = number, remarks(source, p, number), nil
	return s.Hub.Create(c.Request().Context(), room.New{
		Name: d.Name, Label: "Import " + file.Name, Actor: actorOf(c), Draft: group, Ops: op.FromDiagram(d), Sources: []store.Source{file},
	})
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

// fileNameOf is the name of an upload without folders.
func fileNameOf(up *multipart.FileHeader) string {
	return diagram.CutName(path.Base(strings.ReplaceAll(up.Filename, `\`, "/")))
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

// named are the formats in which a diagram has a name of its own; drawings have titles of
// pages, which say little.
var named = map[string]bool{"crowsfoot": true, "schema-json": true, "dbml": true, "mermaid": true, "database": true}

// title names the diagram after the file, and after the page when there are several.
func title(file string, p *diagram.Page, several bool) string {
	name := withoutEnding(file)
	if several && p.Name != "" {
		name += ", " + p.Name
	}
	if name == "" {
		name = "Imported diagram"
	}
	return diagram.CutName(name)
}

// withoutEnding cuts the ending off the name of a file, both of .drawio.svg.
func withoutEnding(file string) string {
	name := strings.TrimSuffix(file, path.Ext(file))
	for _, inner := range []string{".drawio", ".dio"} {
		name = strings.TrimSuffix(name, inner)
	}
	return name
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
func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
