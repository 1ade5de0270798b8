package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"crowsfoot/lint"
	"crowsfoot/web/page"
)

// shortcuts are the keys of the editor, as its commands declare them.
var shortcuts = []page.ShortcutGroup{
	{Name: "Draw", Keys: []page.Shortcut{
		{Keys: "T", Text: "New table under the pointer (or double-click)"},
		{Keys: "R", Text: "Relate the two selected tables, or start drawing a relationship"},
		{Keys: "M / Shift+M", Text: "Pivot table between the two selected tables (or Alt-drag from card to card) / back to a line"},
		{Keys: "Shift+T", Text: "New view"},
		{Keys: "N", Text: "Note"},
		{Keys: "F", Text: "Frame"},
		{Keys: "Enter", Text: "Edit the selected cell; while typing: next line"},
		{Keys: "F2", Text: "Rename"},
		{Keys: "Delete", Text: "Delete the selection, with its relationships"},
		{Keys: "Alt+↑ / Alt+↓", Text: "Move the column"},
		{Keys: "Shift+↑ / Shift+↓", Text: "Select more columns"},
		{Keys: "Alt+K / Alt+N / Alt+U", Text: "Primary key / NULL / unique on and off"},
		{Keys: "L / Shift+L", Text: "The lines of the selected thing, one after the other"},
		{Keys: "C / Shift+C", Text: "Next cardinality at the first / second end of the selected line"},
		{Keys: "X", Text: "Swap the sides of the selected line, or of the one being drawn"},
	}},
	{Name: "Arrange", Keys: []page.Shortcut{
		{Keys: "Alt+A / Alt+D / Alt+W / Alt+S", Text: "Align left, right, top, bottom edges"},
		{Keys: "Alt+H / Alt+V", Text: "Align centres / middles"},
		{Keys: "Alt+Shift+H / Alt+Shift+V", Text: "Equal gaps across / down"},
		{Keys: "Alt+T / Alt+Shift+T", Text: "Tidy the selection / everything"},
		{Keys: "Alt+L", Text: "Tidy lines: move cards a little so that lines run straight"},
	}},
	{Name: "Move about", Keys: []page.Shortcut{
		{Keys: "Ctrl+K", Text: "Find tables, findings and commands"},
		{Keys: "/", Text: "Filter the outline"},
		{Keys: "Space-drag", Text: "Pan (or the wheel)"},
		{Keys: "Ctrl+wheel", Text: "Zoom at the pointer"},
		{Keys: "Shift+1 / Shift+2", Text: "Fit everything / the selection"},
		{Keys: "Ctrl+0", Text: "100 %"},
		{Keys: "Esc", Text: "Leave, step by step"},
	}},
	{Name: "Findings", Keys: []page.Shortcut{
		{Keys: "F8 / Shift+F8", Text: "Next / previous finding, wherever it is"},
		{Keys: "↑ / ↓", Text: "Walk the findings; Enter opens one, Esc goes back"},
		{Keys: "F or Enter", Text: "Fix the open finding"},
		{Keys: "P", Text: "The canvas before and after the fix"},
		{Keys: "E", Text: "Explain the rule"},
		{Keys: "I", Text: "Ignore the finding, with a reason"},
		{Keys: "Alt+Shift+F", Text: "Fix all that is certain"},
	}},
	{Name: "Edit", Keys: []page.Shortcut{
		{Keys: "Ctrl+Z / Ctrl+Shift+Z", Text: "Undo / redo"},
		{Keys: "Ctrl+A", Text: "Select everything"},
		{Keys: "Ctrl+D", Text: "Duplicate"},
		{Keys: "Ctrl+C / Ctrl+X / Ctrl+V", Text: "Copy, cut, paste, also between diagrams"},
		{Keys: "Ctrl+Alt+C / Ctrl+Shift+C", Text: "Copy as SQL / as text"},
		{Keys: "Alt+Enter", Text: "Edit all properties"},
		{Keys: "?", Text: "All keys"},
	}},
}

// pipelines are files that run the linter wherever a schema is pushed.
var pipelines = []page.Snippet{
	{Title: "GitHub Actions: findings as code scanning alerts", File: ".github/workflows/schema.yml", Text: `name: Schema
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
	{Title: "GitLab CI: findings as a test report", File: ".gitlab-ci.yml", Text: `schema:
  script:
    - crowsfoot lint --format junit db/schema.sql > schema.xml
  artifacts:
    when: always
    reports:
      junit: schema.xml
`},
}

func (s *Server) help(c echo.Context) error {
	m := page.Help{Shell: s.shell("Help", "css/doc.css"), Version: s.Version, Groups: shortcuts, Config: lint.ConfigExample, Pipelines: pipelines}
	return s.render(c, http.StatusOK, page.HelpPage(m))
}
