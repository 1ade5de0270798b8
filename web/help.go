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
		{Keys: "M", Text: "Pivot table between the two selected tables (or Alt-drag from card to card)"},
		{Keys: "N", Text: "Note"},
		{Keys: "F", Text: "Frame"},
		{Keys: "Enter", Text: "Edit the selected cell; while typing: next line"},
		{Keys: "F2", Text: "Rename"},
		{Keys: "Delete", Text: "Delete the selection, with its relationships"},
		{Keys: "Alt+↑ / Alt+↓", Text: "Move the column"},
		{Keys: "Alt+K / Alt+N", Text: "Primary key / NULL on and off"},
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
