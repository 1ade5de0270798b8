package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/require"

	"crowsfoot/diagram/engine"
	"crowsfoot/diagram/engine/enginetest"
	"crowsfoot/web"
)

// TestDatabaseInTheBrowser brings a database in by the dialog, after an address that is
// wrong, and proves the script of it on a real server.
func TestDatabaseInTheBrowser(t *testing.T) {
	pg := enginetest.PostgreSQL(t)
	address, password, err := engine.ParseAddress(pg.Address)
	require.NoError(t, err)
	server, err := engine.NewServer(address, password)
	require.NoError(t, err)
	a := start(t, func(c *web.Config) { c.ProveOn = []engine.Server{server} })
	w := startBrowser(t).open(a.URL)

	w.click("#import")
	w.click(`.menu button:nth-of-type(2)`)
	w.sees("dialog.import-database")
	w.run(chromedp.SendKeys("#database-address", "sqlite:/no/such/file.db\n"))
	w.wait(`document.querySelector("dialog.import-database [role=alert]")?.textContent.includes("can't be opened")`)
	w.run(chromedp.SetValue("#database-address", "sqlite:"+shopDatabase(t)))
	w.click("dialog.import-database button[type=submit]")
	w.wait(`location.pathname.startsWith("/diagrams/")`)
	w.sees(`[data-testid=table][data-table-name=orders]`)

	w.click("#tab-sql")
	w.wait(`document.querySelector("#proof")?.textContent.includes("Executed on SQLite")`)
	before := pg.Databases(t)
	w.click("#prove-on")
	w.wait(`document.querySelector("#proof")?.textContent.includes("/ PostgreSQL 1")`)
	require.Equal(t, before, pg.Databases(t))
	require.Regexp(t, `^-- PostgreSQL script of shop\n-- Executed on SQLite 3\.\d+ / PostgreSQL [\d.]+: 2 tables, 1 foreign key\n`, w.ddl("postgres"), "the download says what was run")
}
