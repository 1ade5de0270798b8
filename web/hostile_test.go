package web_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format/formattest"
)

// TestHostileUploads sends the files of the list that are about memory: each is answered
// with a reason, changes nothing, and takes less than 300 MB.
func TestHostileUploads(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: sending large files takes seconds")
	}
	statuses := map[diagram.Code]int{diagram.Unreadable: http.StatusUnprocessableEntity, diagram.TooLarge: http.StatusRequestEntityTooLarge}
	about := map[int]bool{1: true, 4: true, 6: true, 7: true, 8: true, 9: true, 27: true, 31: true, 39: true, 44: true}
	a := start(t)
	for _, item := range formattest.Hostile() {
		if !about[item.Number] || item.Name == "packed page that is as large as is allowed" {
			continue // that one is read for seconds
		}
		t.Run(item.String(), func(t *testing.T) {
			data := item.Data()
			var w answer
			used := formattest.Measure(func() { w = a.upload("hostile.file", data) })
			t.Logf("%.1f MB: %d, at most %d MB of heap, %d ms", float64(len(data))/(1<<20), w.status, used.Heap>>20, used.Time.Milliseconds())
			// The test holds the file itself, and once more as the body of the request.
			require.Less(t, used.Heap, uint64(formattest.MaxHeap+3*len(data)))
			if item.Want != "" {
				require.Equal(t, http.StatusCreated, w.status, w.body)
				return
			}
			var e struct{ Error struct{ Message string } }
			w.decode(t, &e)
			if strings.Contains(e.Error.Message, "takes longer than") {
				return // what a slow machine says to half a million elements
			}
			status := http.StatusUnprocessableEntity // it is read, but holds no table
			if item.Code != "" {
				status = statuses[item.Code]
			}
			require.Equal(t, status, w.status, w.body)
			require.NoError(t, formattest.Sentence(strings.TrimPrefix(e.Error.Message, "hostile.file: ")))
			require.Contains(t, e.Error.Message, item.Says)
		})
	}
	require.Equal(t, 1, strings.Count(a.library(), `/review"`), "only number 44 is a drawing, and waits for its review")
	require.NotContains(t, a.library(), "data-id=")
}

// TestHostileUploadsAtOnce sends the file that takes the most memory twice at once.
func TestHostileUploadsAtOnce(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: sending large files takes seconds")
	}
	a := start(t)
	for _, item := range formattest.Hostile() {
		if item.Name != "as many elements as are allowed" {
			continue
		}
		data := item.Data()
		used := formattest.Measure(func() {
			var both sync.WaitGroup
			for range 2 {
				both.Go(func() { a.upload("hostile.file", data) })
			}
			both.Wait()
		})
		t.Logf("at most %d MB of heap, %d ms", used.Heap>>20, used.Time.Milliseconds())
		require.Less(t, used.Heap, uint64(formattest.MaxHeap+5*len(data)))
	}
}

// TestImportedLabelsAreText brings a drawing whose labels are markup as text. Nothing that is
// sent to a browser holds it as markup.
func TestImportedLabelsAreText(t *testing.T) {
	const evil = `<img src=x onerror=alert(1)>`
	label := formattest.Escaped(formattest.Escaped(evil)) // once for HTML, once for XML
	list := strings.ReplaceAll(formattest.List("t", label, "1", "id int"), `style="`, `style="html=1;`)
	a := start(t)
	review := a.goOn(evil+".drawio", []byte(formattest.Drawing(list+
		`<mxCell id="e" value="`+label+`" style="endArrow=ERmany;html=1" edge="1" parent="1" source="t" target="gone"><mxGeometry relative="1" as="geometry"/></mxCell>`)))
	url := strings.TrimSuffix(review, "/review")
	d, _ := a.diagram(url)
	require.Equal(t, evil, d.SortedTables()[0].Name)
	for _, path := range []string{review, "/"} {
		w := a.get(path, "Accept", "text/html")
		require.Equal(t, http.StatusOK, w.status)
		require.Contains(t, w.body, "&lt;img src=x", path)
		require.NotContains(t, w.body, "<img src=x", path)
	}
	a.accept(url, "")
	for _, path := range []string{url, "/", url + "/export.svg", url + "/thumbnail.svg"} {
		w := a.get(path, "Accept", "text/html")
		require.Equal(t, http.StatusOK, w.status)
		require.NotContains(t, w.body, "<img src=x", path)
	}
	for _, path := range []string{url + "/report", url + "/review.json", url + "/export.json", url + "/export/drawio", url + "/export/edraw", url + "/ddl.sql?dialect=postgres", url + "/none"} {
		w := a.get(path)
		if strings.Contains(w.body, "<img src=x") {
			require.NotContains(t, w.header.Get("Content-Type"), "html", path)
			require.Equal(t, "nosniff", w.header.Get("X-Content-Type-Options"), path)
		}
	}
}
