package web_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"crowsfoot/diagram"
	"crowsfoot/diagram/format"
	"crowsfoot/diagram/op"
)

// dense is a drawing whose boxes are lower than cards, so that the page is drawn apart, with
// things that mean nothing to us.
const dense = `<mxfile host="x"><!-- kept --><diagram name="Plan" id="p"><mxGraphModel grid="1"><root><mxCell id="0"/><mxCell id="1" parent="0"/>
<mxCell id="a" value="users" style="swimlane;childLayout=stackLayout;startSize=20;" vertex="1" parent="1"><mxGeometry x="40" y="40" width="160" height="60" as="geometry"/></mxCell>
<mxCell id="a1" value="id int PK" style="text;" vertex="1" parent="a"><mxGeometry y="20" width="160" height="20" as="geometry"/></mxCell>
<mxCell id="a2" value="email varchar(80)" style="text;" vertex="1" parent="a"><mxGeometry y="40" width="160" height="20" as="geometry"/></mxCell>
<mxCell id="b" value="orders" style="swimlane;childLayout=stackLayout;startSize=20;" vertex="1" parent="1"><mxGeometry x="40" y="110" width="160" height="60" as="geometry"/></mxCell>
<mxCell id="b1" value="id int PK" style="text;" vertex="1" parent="b"><mxGeometry y="20" width="160" height="20" as="geometry"/></mxCell>
<mxCell id="b2" value="user_id int FK" style="text;" vertex="1" parent="b"><mxGeometry y="40" width="160" height="20" as="geometry"/></mxCell>
<mxCell id="e" style="endArrow=ERone;startArrow=ERmany;" edge="1" parent="1" source="b2" target="a1"><mxGeometry relative="1" as="geometry"/></mxCell>
<mxCell id="s" value="" style="shape=cloud;fillColor=#ff0000" vertex="1" parent="1"><mxGeometry x="400" y="40" width="80" height="60" as="geometry"/></mxCell>
</root></mxGraphModel></diagram><diagram name="Other" id="q"/></mxfile>`

// A drawing goes back into its file: unchanged it is the very file, and an edit changes
// nothing but what was edited.
func TestExportBackIntoTheDrawing(t *testing.T) {
	a := start(t)
	file := []byte(dense)
	url := a.imported("plan.drawio", file)
	d, _ := a.diagram(url)
	users, orders := tableNamed(t, d, "users"), tableNamed(t, d, "orders")
	require.Greater(t, orders.Pos.Y, 110.0, "the page was drawn apart")
	require.Contains(t, a.get(url, "Accept", "text/html").body, `data-origin="plan.drawio"`)

	export := func(query, name string) []byte {
		w := a.get(url + "/export/drawio" + query)
		require.Equal(t, 200, w.status, w.body)
		require.Contains(t, w.header.Get("Content-Disposition"), name)
		require.Equal(t, "sandbox", w.header.Get("Content-Security-Policy"))
		return []byte(w.body)
	}
	require.Equal(t, dense, string(export("", "plan.drawio")), "nothing was changed")

	a.submit(url, op.SetTo(users.ID, "name", "people"))
	require.Equal(t, strings.Replace(dense, `value="users"`, `value="people"`, 1), string(export("", "plan.drawio")))
	a.submit(url, op.SetTo(users.ID, "name", "users"), op.SetTo(orders.ID, "pos", diagram.Point{X: orders.Pos.X + 300, Y: orders.Pos.Y}))
	moved := string(export("", "plan.drawio"))
	require.Contains(t, moved, `x="340" y="110"`, "moved by as much as in the file's own measure")
	require.Contains(t, moved, "shape=cloud")
	require.Contains(t, moved, "<!-- kept -->")

	fresh := export("?new=1", "plan-Plan.drawio")
	require.NotContains(t, string(fresh), "shape=cloud")
	for _, c := range []struct {
		path string
		file []byte
	}{{"/export/drawio", fresh}, {"/export/edraw", []byte(a.get(url + "/export/edraw").body)}} {
		src, err := format.Read("x", c.file, "")
		require.NoError(t, err)
		now, _ := a.diagram(url)
		require.Equal(t, now.Tables[users.ID].Columns, src.Pages[0].Diagram.Tables[users.ID].Columns, c.path)
		var losses struct{ Losses []diagram.Loss }
		a.get(url+c.path+"/losses?new=1").decode(t, &losses)
		require.Empty(t, losses.Losses)
	}
	require.Equal(t, 404, a.get(url+"/export/cobol").status)
	require.Equal(t, 404, a.get(url+"/export/sql-that-is-none/losses").status)
}
