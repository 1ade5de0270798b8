package web

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
	"crowsfoot/diagram/merge"
	"crowsfoot/diagram/room"
)

// stepLines is one way of a migration, for the page.
type stepLines struct {
	SQL        string          `json:"sql"`
	Statements []statementLine `json:"statements"`
	Warnings   []ddl.Warning   `json:"warnings"`
}

func stepsFor(s ddl.Steps) stepLines {
	return stepLines{s.SQL, statementLines(s.SQL, s.Statements), nonNil(s.Warnings)}
}

// migration answers the scripts that turn a database into one that the diagram as it is
// describes, and back. The database is that of an earlier state of the diagram, or of the
// file that the request brings: of what readDatabase answered where it starts from a
// "database".
func (s *Server) migration(c echo.Context) error {
	d, seq, dialect, err := s.asked(c)
	if err != nil {
		return err
	}
	from, renames, err := s.migrationFrom(c, d)
	if err != nil {
		return err
	}
	m, err := ddl.Migrate(from, d, dialect, ddl.MigrateOptions{Quote: scriptOptions(c).Quote, Live: c.QueryParam("since") == "database"})
	if err != nil {
		return err
	}
	return c.JSON(http.StatusOK, map[string]any{"seq": seq, "up": stepsFor(m.Up), "down": stepsFor(m.Down), "renames": nonNil(renames)})
}

// migrationFrom returns what a migration starts from: the file of the request with the IDs
// of the diagram where it means the same, and renames that a person may accept; else the
// diagram as it first was, or as it was at a time.
func (s *Server) migrationFrom(c echo.Context, now *diagram.Diagram) (*diagram.Diagram, []merge.Rename, error) {
	ctx, id := c.Request().Context(), infoOf(c).ID
	switch since := c.QueryParam("since"); since {
	case "file", "database":
		return s.fromFile(c, now)
	case "first":
		d, err := room.First(ctx, s.Store, id)
		return d, nil, err
	default:
		at, err := time.Parse(time.RFC3339, since)
		if err != nil {
			return nil, nil, diagram.Errorf(diagram.Invalid, "The migration has to start from first, file, database, or a time such as 2026-01-31T12:00:00Z.")
		}
		d, _, err := room.Past(ctx, s.Store, id, at)
		return d, nil, err
	}
}

// fromFile reads the file of a request as what a migration starts from.
func (s *Server) fromFile(c echo.Context, now *diagram.Diagram) (*diagram.Diagram, []merge.Rename, error) {
	up, err := upload(c)
	if err != nil {
		return nil, nil, err
	}
	_, source, number, err := s.readUpload(c.Request().Context(), up)
	if err != nil {
		return nil, nil, err
	}
	var accepted []merge.Rename
	if text := c.FormValue("renames"); text != "" {
		if err := json.Unmarshal([]byte(text), &accepted); err != nil {
			return nil, nil, diagram.Errorf(diagram.Invalid, "The list of renames can't be read.")
		}
	}
	found := merge.Align(nil, now, source.Pages[number].Diagram, accepted...)
	return found.Theirs, found.Renames, nil
}
