package web_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
)

const workbenchSQL = `CREATE TABLE stations (id int PRIMARY KEY, name text NOT NULL);
-- dependency: station_id -> station_name
-- dependency: zip -> city
CREATE TABLE trips (
  id int PRIMARY KEY,
  station_id int NOT NULL REFERENCES stations (id),
  station_name text,
  zip text,
  city text
);
-- dependency: zip -> city
CREATE TABLE addresses (street text, city text, zip text NOT NULL, PRIMARY KEY (street, city));
CREATE TABLE plain (id int PRIMARY KEY, name text);
CREATE VIEW names AS SELECT name FROM stations;
`

// analysis is what the server says of a table.
type analysis struct {
	Form       string
	Keys       [][]diagram.ID
	AllKeys    bool `json:"all_keys"`
	Primes     []diagram.ID
	Minimal    bool
	Violations []struct {
		From, To []diagram.ID
		Breaks   string
		Reason   string
	}
	Implied []struct{ From, To []diagram.ID }
	Ways    []struct {
		Form, Reaches string
		Parts         int
		Lost          []struct{ From, To []diagram.ID }
	}
}

func TestAnalysis(t *testing.T) {
	a := start(t)
	url := a.imported("trips.sql", []byte(workbenchSQL))
	d, _ := a.diagram(url)
	ask := func(name string) (analysis, *diagram.Table) {
		table := tableNamed(t, d, name)
		w := a.get(url + "/workbench/" + string(table.ID) + "/analysis")
		require.Equal(t, 200, w.status, w.body)
		var out analysis
		w.decode(t, &out)
		require.True(t, out.AllKeys && out.Minimal)
		return out, table
	}

	trips, table := ask("trips")
	require.Equal(t, "2NF", trips.Form)
	require.Equal(t, [][]diagram.ID{{table.ColumnNamed("id").ID}}, trips.Keys)
	require.Equal(t, trips.Keys[0], trips.Primes)
	require.Len(t, trips.Implied, 1)
	require.Len(t, trips.Violations, 2)
	require.Equal(t, "station_name depends on station_id, which is not a key.", trips.Violations[0].Reason)
	require.Equal(t, "3NF", trips.Violations[0].Breaks)
	require.Len(t, trips.Ways, 1)
	require.Equal(t, "BCNF", trips.Ways[0].Reaches)
	require.Equal(t, 3, trips.Ways[0].Parts)

	addresses, table := ask("addresses")
	require.Equal(t, "3NF", addresses.Form)
	require.Len(t, addresses.Keys, 2)
	require.Len(t, addresses.Ways, 1)
	require.Equal(t, "BCNF", addresses.Ways[0].Form)
	require.Equal(t, []string{"street", "city"}, table.Names(addresses.Ways[0].Lost[0].From))

	plain, _ := ask("plain")
	require.Equal(t, "BCNF", plain.Form)
	require.Empty(t, plain.Violations)
	require.Empty(t, plain.Ways)
}

// The plan of the server, sent as a batch, does what the preview says; nothing has happened
// before.
func TestDecomposition(t *testing.T) {
	a := start(t)
	url := a.imported("trips.sql", []byte(workbenchSQL))
	d, _ := a.diagram(url)
	bench := url + "/workbench/" + string(tableNamed(t, d, "trips").ID)
	w := a.get(bench + "/decomposition?form=3nf&dialect=mysql")
	require.Equal(t, 200, w.status, w.body)
	var plan struct {
		Title  string
		Tables []string
		Notes  []string
		Ops    json.RawMessage
		DDL    []struct{ Sign, Text string }
	}
	w.decode(t, &plan)
	require.Equal(t, "Decompose trips to third normal form", plan.Title)
	require.Equal(t, []string{"trips", "stations", "zips"}, plan.Tables)
	require.Equal(t, []string{"trips.station_name goes, because stations.name says the same already."}, plan.Notes)
	var text strings.Builder
	for _, l := range plan.DDL {
		text.WriteString(l.Sign + l.Text + "\n")
	}
	require.Contains(t, text.String(), "+CREATE TABLE zips (")
	require.Contains(t, text.String(), "-  station_name text")
	now, _ := a.diagram(url)
	require.Equal(t, now, d, "a preview changes nothing")

	svg := a.get(bench + "/decomposition.svg?form=3NF&theme=dark&v=1")
	require.Equal(t, 200, svg.status)
	require.Equal(t, "image/svg+xml", svg.header.Get("Content-Type"))
	for _, name := range plan.Tables {
		require.Contains(t, svg.body, ">"+name+"<")
	}

	var ops []op.Op
	require.NoError(t, json.Unmarshal(plan.Ops, &ops))
	a.submit(url, ops...)
	after, _ := a.diagram(url)
	require.Equal(t, []string{"id", "station_id", "zip"}, columnNames(tableNamed(t, after, "trips")))
	require.Equal(t, []string{"zip", "city"}, columnNames(tableNamed(t, after, "zips")))
	require.Equal(t, 404, a.get(bench+"/decomposition?form=3nf").status, "there is nothing left to do")
}

func columnNames(t *diagram.Table) []string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return names
}

func TestWorkbenchPages(t *testing.T) {
	a := start(t)
	url := a.imported("trips.sql", []byte(workbenchSQL))
	d, _ := a.diagram(url)
	trips, view := tableNamed(t, d, "trips"), tableNamed(t, d, "names")
	for _, c := range []struct {
		path   string
		status int
		holds  string
	}{
		{string(trips.ID), 200, "Normal forms of <b id=\"table-name\">trips</b>"},
		{"none", 404, "There is no such table"},
		{string(view.ID), 400, "is a view"},
		{"none/analysis", 404, "There is no such table"},
		{string(trips.ID) + "/decomposition?form=bcnf", 404, "nothing to take apart"},
		{string(trips.ID) + "/decomposition", 404, "nothing to take apart"},
		{string(trips.ID) + "/decomposition.svg", 404, "nothing to take apart"},
	} {
		w := a.get(url + "/workbench/" + c.path)
		require.Equal(t, c.status, w.status, c.path)
		require.Contains(t, w.body, c.holds)
	}
	require.Equal(t, 404, a.get("/diagrams/none/workbench/"+string(trips.ID)).status)
}
