package web_test

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/lint"
	"crowsfoot/web"
)

func TestFindingsAsFiles(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	for extension, c := range map[string]struct{ contentType, holds string }{
		"json":  {"application/json", `"rule": "K001"`},
		"sarif": {"application/sarif+json", `"ruleId": "K001"`},
		"md":    {"text/markdown; charset=utf-8", "# Findings\n"},
		"xml":   {"application/xml", `classname="missing-foreign-key"`},
	} {
		t.Run(extension, func(t *testing.T) {
			w := a.get(flawed + "/findings." + extension)
			require.Equal(t, http.StatusOK, w.status, w.body)
			require.Equal(t, c.contentType, w.header.Get("Content-Type"))
			require.Regexp(t, `^attachment; filename=.*\.findings\.`+extension+`$`, w.header.Get("Content-Disposition"))
			require.Equal(t, "sandbox", w.header.Get("Content-Security-Policy"))
			require.Contains(t, w.body, c.holds)
			switch extension {
			case "json", "sarif":
				require.True(t, json.Valid([]byte(w.body)))
			case "xml":
				require.NoError(t, xml.Unmarshal([]byte(w.body), new(struct{ XMLName xml.Name })))
			}
		})
	}
	require.Equal(t, http.StatusNotFound, a.get(flawed+"/findings.exe").status)
	require.Equal(t, http.StatusNotFound, a.get("/diagrams/none/findings.json").status)

	var without, with struct{ Findings []struct{ Tier string } }
	a.get(flawed+"/findings.json").decode(t, &without)
	a.get(flawed+"/findings.json?hints=1").decode(t, &with)
	require.Less(t, len(without.Findings), len(with.Findings))
	for _, f := range without.Findings {
		require.NotEqual(t, "hint", f.Tier)
	}
}

// scored is the answer of /score.
type scored struct {
	Score, Tables, Ignored int
	Summary                struct{ Error, Warning, Info int }
	Trend                  []struct {
		Day                         string
		Score, Error, Warning, Info int
	}
}

func TestScoreAndTrend(t *testing.T) {
	today := time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)
	var st store.Store
	a := start(t, func(c *web.Config) { c.Now, st = func() time.Time { return today }, c.Store })
	d := diagram.New()
	d.Name = "Shop"
	d.AddTable(&diagram.Table{Name: "gauges", Columns: []*diagram.Column{{Name: "taken", Type: "timestamp"}}})
	id, err := a.hub.Create(t.Context(), room.New{Name: d.Name, Label: "Create", Actor: web.Owner, Ops: op.FromDiagram(d)})
	require.NoError(t, err)
	for day, n := range map[int]store.Findings{
		8: {Known: true, Errors: 3, Score: 25}, 9: {Known: true, Errors: 1, Warnings: 1, Score: 41}, 10: {Known: true, Errors: 9, Score: 1}, 11: {Known: true, Score: 7},
	} {
		require.NoError(t, st.SetFindings(t.Context(), id, n, time.Date(2026, 3, day, 1, 0, 0, 0, time.UTC)))
	}
	var got scored
	a.get("/diagrams/"+string(id)+"/score").decode(t, &got)
	require.Equal(t, 1, got.Tables)
	require.NotZero(t, got.Summary.Error, "the table has no primary key")
	now := lint.Summary{Error: got.Summary.Error, Warning: got.Summary.Warning, Info: got.Summary.Info}.Score(1)
	require.Equal(t, now, got.Score)
	var trend []string
	for _, p := range got.Trend {
		trend = append(trend, p.Day)
	}
	require.Equal(t, "2026-03-08 2026-03-09 2026-03-10", strings.Join(trend, " "), "today is as it is now, and no day is ahead")
	require.Equal(t, []int{25, 41, now}, []int{got.Trend[0].Score, got.Trend[1].Score, got.Trend[2].Score})
	require.Equal(t, 1, got.Trend[1].Warning)
}

// Opening a diagram computes its findings, which leave their score of the day behind.
func TestScoreIsKept(t *testing.T) {
	var st store.Store
	a := start(t, func(c *web.Config) { st = c.Store })
	url := a.sample("flawed")
	var now scored
	a.get(url+"/score").decode(t, &now)
	require.Less(t, now.Score, 100)
	id := diagram.ID(strings.TrimPrefix(url, "/diagrams/"))
	require.Eventually(t, func() bool {
		list, err := st.Scores(t.Context(), id)
		return err == nil && len(list) == 1 && list[0].Score == now.Score && list[0].Errors == now.Summary.Error
	}, 10*time.Second, 20*time.Millisecond)
	info, err := st.Info(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, now.Score, info.Findings.Score)
}
