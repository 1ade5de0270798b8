package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/room"
	"crowsfoot/diagram/store"
	"crowsfoot/diagram/store/sqlite"
	"crowsfoot/lint"
	"crowsfoot/lint/rule"
	"crowsfoot/static"
	"crowsfoot/web"
)

// app is a server on a real store, for one test.
type app struct {
	*httptest.Server
	t   testing.TB
	hub *room.Hub
	st  store.Store
}

func start(t testing.TB, change ...func(*web.Config)) *app {
	t.Helper()
	st, err := sqlite.Open(t.Context(), t.TempDir())
	require.NoError(t, err)
	hub := room.NewHub(room.Options{Store: st, Derive: web.NewDerive})
	assets, err := static.New(static.Embedded)
	require.NoError(t, err)
	c := web.Config{Hub: hub, Store: st, Assets: assets, Version: "test"}
	for _, f := range change {
		f(&c)
	}
	srv := httptest.NewServer(web.New(c))
	t.Cleanup(func() {
		srv.CloseClientConnections()
		srv.Close()
		require.NoError(t, hub.Close(context.Background()))
		require.NoError(t, st.Close())
	})
	return &app{srv, t, hub, st}
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (a *app) do(method, url string, body io.Reader, header ...string) answer {
	a.t.Helper()
	req, err := http.NewRequestWithContext(a.t.Context(), method, a.URL+url, body)
	require.NoError(a.t, err)
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			req.Host = header[i+1]
		}
		req.Header.Set(header[i], header[i+1])
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(req)
	require.NoError(a.t, err)
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	require.NoError(a.t, err)
	return answer{res.StatusCode, res.Header, string(text)}
}

func (a *app) get(url string, header ...string) answer {
	return a.do(http.MethodGet, url, nil, header...)
}

func (a *app) post(url, body string) answer {
	return a.do(http.MethodPost, url, strings.NewReader(body), "Content-Type", "application/json")
}

// upload sends a file to /import with more form fields behind it.
func (a *app) upload(name string, content []byte, fields ...string) answer {
	a.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", name)
	require.NoError(a.t, err)
	_, err = part.Write(content)
	require.NoError(a.t, err)
	for i := 0; i < len(fields); i += 2 {
		require.NoError(a.t, form.WriteField(fields[i], fields[i+1]))
	}
	require.NoError(a.t, form.Close())
	return a.do(http.MethodPost, "/import", &b, "Content-Type", form.FormDataContentType())
}

func (w answer) decode(t testing.TB, v any) {
	t.Helper()
	require.NoError(t, json.Unmarshal([]byte(w.body), v), w.body)
}

// sample opens a sample and returns the address of the diagram.
func (a *app) sample(name string) string {
	a.t.Helper()
	w := a.post("/samples/"+name, "")
	require.Equal(a.t, http.StatusCreated, w.status, w.body)
	var made struct{ URL string }
	w.decode(a.t, &made)
	return made.URL
}

func TestPages(t *testing.T) {
	a := start(t)
	shop := a.sample("shop")
	for _, c := range []struct {
		url    string
		status int
		holds  string
	}{
		{"/", 200, "All diagrams"},
		{"/?deleted=1", 200, "Nothing is deleted"},
		{shop, 200, `data-testid="canvas"`},
		{"/rules", 200, "missing-foreign-key"},
		{"/rules/missing-foreign-key", 200, "lint:ignore K001"},
		{"/rules/K001", 302, ""},
		{"/rules/no-such-rule", 404, "There is no rule"},
		{"/help", 200, "Getting started"},
		{"/healthz", 200, "ok"},
		{"/nowhere", 404, "There is nothing at this address."},
		{"/diagrams/none", 404, "There is no diagram"},
		{"/diagrams/:id", 404, "There is no diagram"},
		{"/diagrams/..%2f..%2fetc", 404, "There is no diagram"},
	} {
		t.Run(c.url, func(t *testing.T) {
			w := a.get(c.url, "Accept", "text/html")
			require.Equal(t, c.status, w.status)
			require.Contains(t, w.body, c.holds)
			require.Contains(t, w.header.Get("Content-Security-Policy"), "script-src 'self'")
			require.Equal(t, "nosniff", w.header.Get("X-Content-Type-Options"))
		})
	}
}

// Every file that a page names must be there, and no page may hold inline code or style.
func TestPagesNeedNothingElse(t *testing.T) {
	a := start(t)
	link := regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)
	inline := regexp.MustCompile(`<script>|<style| style="| on[a-z]+="`)
	for _, url := range []string{"/", a.sample("flawed"), "/rules/missing-foreign-key", "/help"} {
		body := a.get(url, "Accept", "text/html").body
		require.Empty(t, inline.FindAllString(body, -1), url)
		links := link.FindAllStringSubmatch(body, -1)
		require.Greater(t, len(links), 5)
		for _, m := range links {
			require.Equal(t, 200, a.get(strings.ReplaceAll(m[1], "&amp;", "&")).status, "%s names %s", url, m[1])
		}
		require.NotContains(t, body, "http://", url)
		require.NotContains(t, body, "https://", url)
	}
}

func TestRulesHavePictures(t *testing.T) {
	a := start(t)
	page := a.get("/rules", "Accept", "text/html").body
	rules := regexp.MustCompile(`href="/rules/([a-z0-9-]+)"`).FindAllStringSubmatch(page, -1)
	require.GreaterOrEqual(t, len(rules), 20, "ten rules, each twice")
	for _, m := range rules {
		for _, example := range []string{"bad", "good"} {
			w := a.get("/rules/" + m[1] + "/" + example + ".svg?theme=dark")
			require.Equal(t, 200, w.status, m[1])
			require.Contains(t, w.body, "<svg")
		}
	}
}

func TestOnlyThisMachine(t *testing.T) {
	a := start(t)
	for _, c := range []struct {
		name   string
		header []string
		method string
		status int
	}{
		{"as it is", nil, "GET", 200},
		{"by name", []string{"Host", "localhost:1234"}, "GET", 200},
		{"over IPv6", []string{"Host", "[::1]:8080"}, "GET", 200},
		{"another address of this machine", []string{"Host", "127.0.0.2:8080"}, "GET", 200},
		{"an address of another machine", []string{"Host", "192.0.2.1:8080"}, "GET", 421},
		{"rebinding", []string{"Host", "evil.test"}, "GET", 421},
		{"rebinding with a port", []string{"Host", "evil.test:8080"}, "GET", 421},
		{"forwarded", []string{"X-Forwarded-Host", "evil.test"}, "GET", 200},
		{"cross-site post", []string{"Sec-Fetch-Site", "cross-site"}, "POST", 403},
		{"same-site post", []string{"Sec-Fetch-Site", "same-site"}, "POST", 403},
		{"foreign origin", []string{"Origin", "http://evil.test"}, "POST", 403},
		{"same origin", []string{"Sec-Fetch-Site", "same-origin"}, "POST", 201},
		{"no browser", nil, "POST", 201},
	} {
		t.Run(c.name, func(t *testing.T) {
			url := "/healthz"
			if c.method == "POST" {
				url = "/diagrams"
			}
			require.Equal(t, c.status, a.do(c.method, url, nil, c.header...).status)
		})
	}
	open := start(t, func(c *web.Config) { c.Remote = true })
	require.Equal(t, 200, open.get("/healthz", "Host", "db.example.test").status)
}

func TestToken(t *testing.T) {
	a := start(t, func(c *web.Config) { c.Token = "open-sesame" })
	require.Equal(t, 403, a.get("/").status)
	require.Equal(t, 403, a.get("/?token=wrong").status)
	require.Equal(t, 403, a.post("/diagrams?token=open-sesame", "").status, "the secret in the address is for the first page only")
	require.Equal(t, 200, a.get("/healthz").status)
	w := a.get("/?token=open-sesame")
	require.Equal(t, 303, w.status)
	require.Equal(t, "/", w.header.Get("Location"))
	cookie := w.header.Get("Set-Cookie")
	require.Contains(t, cookie, "HttpOnly")
	require.Contains(t, cookie, "SameSite=Strict")
	require.Equal(t, 200, a.get("/", "Cookie", strings.SplitN(cookie, ";", 2)[0]).status)
}

func TestLifeOfADiagram(t *testing.T) {
	a := start(t)
	w := a.post("/diagrams", `{"name":"Billing"}`)
	require.Equal(t, 201, w.status)
	var made struct{ ID, URL string }
	w.decode(t, &made)
	require.Equal(t, 204, a.post(made.URL+"/rename", `{"name":"Bills & more"}`).status)
	require.Contains(t, a.get("/", "Accept", "text/html").body, "Bills &amp; more")
	require.Equal(t, 400, a.post(made.URL+"/rename", `{"name":"  "}`).status)
	w = a.post(made.URL+"/duplicate", "")
	require.Equal(t, 201, w.status)
	require.Contains(t, a.get("/", "Accept", "text/html").body, "Bills &amp; more (copy)")
	require.Equal(t, 204, a.post(made.URL+"/delete", "").status)
	require.Equal(t, 404, a.get(made.URL, "Accept", "text/html").status)
	require.Contains(t, a.get("/?deleted=1", "Accept", "text/html").body, made.ID)
	require.Equal(t, 204, a.post(made.URL+"/restore", "").status)
	require.Equal(t, 200, a.get(made.URL, "Accept", "text/html").status)
	require.Contains(t, []int{404, 405}, a.get(made.URL+"/delete").status, "nothing changes by GET")
}

func TestImport(t *testing.T) {
	a := start(t)
	shop, err := os.ReadFile("../testdata/drawio/shop.drawio")
	require.NoError(t, err)
	t.Run("a drawing becomes a diagram when it is accepted", func(t *testing.T) {
		url := a.imported("shop.drawio", shop)
		require.Contains(t, a.get("/", "Accept", "text/html").body, ">shop</a>")
		require.Contains(t, a.get(url+"/ddl?dialect=postgres").body, "CREATE TABLE order_items")
		require.Contains(t, a.get(url+"/report").body, `"name":"shop.drawio"`)
		require.Contains(t, a.get(url, "Accept", "text/html").body, `id="tab-report"`)
	})
	t.Run("a script gets places", func(t *testing.T) {
		d, _ := a.diagram(a.imported("two.sql", []byte("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a (id));")))
		places := map[diagram.Point]bool{}
		for _, table := range d.Tables {
			places[table.Pos] = true
		}
		require.Len(t, places, 2)
	})
	before := strings.Count(a.get("/", "Accept", "text/html").body, "data-id=")
	for _, c := range []struct {
		name    string
		content []byte
		status  int
		holds   string
	}{
		{"holiday.jpg", []byte("\xff\xd8\xff\xe0 not a drawing"), 422, "holiday.jpg"},
		{"empty.drawio", nil, 422, "empty"},
		{"cut.drawio", shop[:len(shop)/2], 422, ""},
		{"big.sql", bytes.Repeat([]byte(" "), 33<<20), 413, "32 MB"},
		{"huge.sql", bytes.Repeat([]byte(" "), 42<<20), 413, "32 MB"},
	} {
		t.Run(c.name+" changes nothing", func(t *testing.T) {
			w := a.upload(c.name, c.content)
			require.Equal(t, c.status, w.status, w.body)
			require.Contains(t, w.body, c.holds)
			var e struct {
				Error struct{ Code, Message string }
			}
			w.decode(t, &e)
			require.NotEmpty(t, e.Error.Message)
			require.Equal(t, before, strings.Count(a.get("/", "Accept", "text/html").body, "data-id="))
		})
	}
}

// diagram returns the diagram at an address, and its sequence number.
func (a *app) diagram(url string) (*diagram.Diagram, int64) {
	r, err := a.hub.Room(a.t.Context(), diagram.ID(path.Base(url)))
	require.NoError(a.t, err)
	d, seq, err := r.Snapshot(a.t.Context())
	require.NoError(a.t, err)
	return d, seq
}

func TestExports(t *testing.T) {
	a := start(t)
	shop := a.sample("shop")
	for _, c := range []struct{ path, kind, name, holds string }{
		{"/ddl.sql?dialect=postgres", "application/sql", "Shop.postgres.sql", "CREATE TYPE order_status AS ENUM"},
		{"/ddl.sql?dialect=mysql", "application/sql", "Shop.mysql.sql", "enum('draft'"},
		{"/ddl.sql?dialect=sqlite", "application/sql", "Shop.sqlite.sql", "CREATE TABLE"},
		{"/export.svg", "image/svg+xml", "Shop.svg", "order_items"},
		{"/export.json", "application/json", "Shop.crowsfoot.json", `"crowsfoot"`},
	} {
		t.Run(c.path, func(t *testing.T) {
			w := a.get(shop + c.path)
			require.Equal(t, 200, w.status, w.body)
			require.Contains(t, w.header.Get("Content-Type"), c.kind)
			require.Contains(t, w.header.Get("Content-Disposition"), "attachment")
			require.Contains(t, w.header.Get("Content-Disposition"), c.name)
			require.Equal(t, "sandbox", w.header.Get("Content-Security-Policy"))
			require.Contains(t, w.body, c.holds)
		})
	}
	require.Equal(t, 400, a.get(shop+"/ddl?dialect=cobol").status)
	require.Contains(t, a.get(shop+"/ddl?dialect=oracle").body, "-- Oracle script")
	require.Contains(t, a.get(shop+"/ddl?dialect=sqlserver").body, "-- SQL Server script")
	require.Contains(t, a.get(shop+"/thumbnail.svg?theme=dark").body, "<svg")
	var proof struct {
		OK      bool
		Summary string
	}
	a.post(shop+"/prove?dialect=postgres", "").decode(t, &proof)
	require.True(t, proof.OK)
	require.Contains(t, proof.Summary, "12 tables")
	require.Contains(t, proof.Summary, "PostgreSQL itself not run")
}

// findings are those of the diagram at an address.
func (a *app) findings(url string) []lint.Finding {
	d, _ := a.diagram(url)
	return lint.Run(a.t.Context(), d, rule.All(), lint.Config{})
}

func TestFileNames(t *testing.T) {
	a := start(t)
	for name, want := range map[string]string{
		"../../etc/passwd":        "etcpasswd.svg",
		"a\r\nSet-Cookie: x=1":    "a-Set-Cookie-x1.svg",
		"Größe 2":                 "Gr%C3%B6%C3%9Fe-2.svg",
		"???":                     "diagram.svg",
		strings.Repeat("x", 300):  strings.Repeat("x", 80) + ".svg",
		`C:\temp\` + "\u202e.exe": "Ctemp-exe.svg",
	} {
		body, err := json.Marshal(map[string]string{"name": name})
		require.NoError(t, err)
		var made struct{ URL string }
		a.post("/diagrams", string(body)).decode(t, &made)
		w := a.get(made.URL + "/export.svg")
		require.Contains(t, w.header.Get("Content-Disposition"), want)
		require.Empty(t, w.header.Get("Set-Cookie"))
	}
}

func TestFixPreview(t *testing.T) {
	a := start(t)
	flawed := a.sample("flawed")
	findings := a.findings(flawed)
	var fixed bool
	for _, f := range findings {
		if f.Rule != "K001" {
			continue
		}
		var fix struct {
			Title string
			Ops   []json.RawMessage
			DDL   []struct{ Sign, Text string }
		}
		w := a.get(flawed + "/findings/" + f.Fingerprint + "/fixes/0?dialect=postgres")
		require.Equal(t, 200, w.status, w.body)
		w.decode(t, &fix)
		require.NotEmpty(t, fix.Ops)
		var added string
		for _, l := range fix.DDL {
			if l.Sign == "+" {
				added += l.Text + "\n"
			}
		}
		require.Contains(t, added, "FOREIGN KEY")
		fixed = true
	}
	require.True(t, fixed, "the flawed sample has a missing foreign key")
	require.Equal(t, 404, a.get(flawed+"/findings/nothing/fixes/0").status)
	require.Equal(t, 404, a.get(flawed+"/findings/"+findings[0].Fingerprint+"/fixes/99").status)
}

func TestSamplesAreSound(t *testing.T) {
	a := start(t)
	for name, tables := range map[string]int{"shop": 12, "library": 9, "clinic": 14, "saas": 14, "flawed": 9} {
		t.Run(name, func(t *testing.T) {
			d, _ := a.diagram(a.sample(name))
			require.Len(t, d.Tables, tables)
			list := d.SortedTables()
			for i, x := range list {
				for _, y := range list[i+1:] {
					require.False(t, x.Box().Meets(y.Box()), "%s lies on %s", x.Name, y.Name)
				}
			}
			for _, f := range d.Frames {
				for _, x := range list {
					if x.Module == f.Module {
						box := diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H}
						require.Equal(t, box, box.Union(x.Box()), "%s lies in %s", x.Name, f.Title)
					}
				}
			}
		})
	}
	require.Equal(t, 404, a.post("/samples/none", "").status)
}
