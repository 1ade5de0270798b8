package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"crowsfoot/lint"
	"crowsfoot/web/page"
	"crowsfoot/web/say"
)

// shortcuts are the keys of the editor, as its commands declare them.
var shortcuts = []page.ShortcutGroup{
	{Name: say.Later("Draw"), Keys: []page.Shortcut{
		{Keys: "T", Text: say.Later("New table under the pointer (or double-click)")},
		{Keys: "R", Text: say.Later("Relate the two selected tables, or start drawing a relationship")},
		{Keys: "M / Shift+M", Text: say.Later("Pivot table between the two selected tables (or Alt-drag from card to card) / back to a line")},
		{Keys: "Shift+T", Text: say.Later("New view")},
		{Keys: "N", Text: say.Later("Note")},
		{Keys: "F", Text: say.Later("Frame")},
		{Keys: "Enter", Text: say.Later("Edit the selected cell; while typing: next line")},
		{Keys: "F2", Text: say.Later("Rename")},
		{Keys: "Delete", Text: say.Later("Delete the selection, with its relationships")},
		{Keys: "Alt+↑ / Alt+↓", Text: say.Later("Move the column")},
		{Keys: "Shift+↑ / Shift+↓", Text: say.Later("Select more columns")},
		{Keys: "Alt+K / Alt+N / Alt+U", Text: say.Later("Primary key / NULL / unique on and off")},
		{Keys: "L / Shift+L", Text: say.Later("The lines of the selected thing, one after the other")},
		{Keys: "C / Shift+C", Text: say.Later("Next cardinality at the first / second end of the selected line")},
		{Keys: "X", Text: say.Later("Swap the sides of the selected line, or of the one being drawn")},
	}},
	{Name: say.Later("Arrange"), Keys: []page.Shortcut{
		{Keys: "Alt+A / Alt+D / Alt+W / Alt+S", Text: say.Later("Align left, right, top, bottom edges")},
		{Keys: "Alt+H / Alt+V", Text: say.Later("Align centres / middles")},
		{Keys: "Alt+Shift+H / Alt+Shift+V", Text: say.Later("Equal gaps across / down")},
		{Keys: "Alt+T / Alt+Shift+T", Text: say.Later("Tidy the selection / everything")},
		{Keys: "Alt+L", Text: say.Later("Tidy lines: move cards a little so that lines run straight")},
	}},
	{Name: say.Later("Move about"), Keys: []page.Shortcut{
		{Keys: "Ctrl+K", Text: say.Later("Find tables, findings and commands")},
		{Keys: "/", Text: say.Later("Filter the outline")},
		{Keys: "Space-drag", Text: say.Later("Pan (or the wheel)")},
		{Keys: "Ctrl+wheel", Text: say.Later("Zoom at the pointer")},
		{Keys: "Shift+1 / Shift+2", Text: say.Later("Fit everything / the selection")},
		{Keys: "Ctrl+0", Text: say.Later("100 %")},
		{Keys: "Esc", Text: say.Later("Leave, step by step")},
	}},
	{Name: say.Later("Findings"), Keys: []page.Shortcut{
		{Keys: "F8 / Shift+F8", Text: say.Later("Next / previous finding, wherever it is")},
		{Keys: "↑ / ↓", Text: say.Later("Walk the findings; Enter opens one, Esc goes back")},
		{Keys: "F or Enter", Text: say.Later("Fix the open finding")},
		{Keys: "P", Text: say.Later("The canvas before and after the fix")},
		{Keys: "E", Text: say.Later("Explain the rule")},
		{Keys: "I", Text: say.Later("Ignore the finding, with a reason")},
		{Keys: "Alt+Shift+F", Text: say.Later("Fix all that is certain")},
	}},
	{Name: say.Later("Edit"), Keys: []page.Shortcut{
		{Keys: "Ctrl+Z / Ctrl+Shift+Z", Text: say.Later("Undo / redo")},
		{Keys: "Ctrl+A", Text: say.Later("Select everything")},
		{Keys: "Ctrl+D", Text: say.Later("Duplicate")},
		{Keys: "Ctrl+C / Ctrl+X / Ctrl+V", Text: say.Later("Copy, cut, paste, also between diagrams")},
		{Keys: "Ctrl+Alt+C / Ctrl+Shift+C", Text: say.Later("Copy as SQL / as text")},
		{Keys: "Alt+Enter", Text: say.Later("Edit all properties")},
		{Keys: "?", Text: say.Later("All keys")},
	}},
}

// pipelines are files that run the linter wherever a schema is pushed.
var pipelines = []page.Snippet{
	{Title: say.Later("GitHub Actions: findings as code scanning alerts"), File: ".github/workflows/schema.yml", Text: `name: Schema
on: [push, pull_request]
permissions:
  contents: read
  security-events: write
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: crowsfoot lint --format sarif db/schema.sql > schema.sarif
      - uses: github/codeql-action/upload-sarif@v4
        if: always()
        with:
          sarif_file: schema.sarif
          category: schema
`},
	{Title: say.Later("GitLab CI: findings as a test report"), File: ".gitlab-ci.yml", Text: `schema:
  script:
    - crowsfoot lint --format junit db/schema.sql > schema.xml
  artifacts:
    when: always
    reports:
      junit: schema.xml
`},
}

func (s *Server) help(c echo.Context) error {
	m := page.Help{Shell: s.shell(say.Text(c.Request().Context(), "Help"), "css/doc.css"), Version: s.Version, Groups: shortcuts, Config: lint.ConfigExample, Pipelines: pipelines}
	return s.render(c, http.StatusOK, page.HelpPage(m))
}
