package edraw_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"crowsfoot/diagram"
	"crowsfoot/diagram/diagramtest"

	"github.com/beevik/etree"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// requireDrawn checks that a package is as EdrawMax expects it: all parts are there and
// well-formed, ids are used once, lines are glued to points that exist and begin there,
// and the cells of a table tile it.
func requireDrawn(t require.TestingT, data []byte) {
	names := map[string]bool{}
	var page *etree.Element
	for _, p := range partsOf(t, data) {
		names[p.name] = true
		if !strings.HasSuffix(p.name, ".xml") {
			continue
		}
		doc := etree.NewDocument()
		require.NoError(t, doc.ReadFromString(p.text), p.name)
		require.True(t, strings.HasPrefix(p.text, `<?xml version="1.0" encoding="utf-8"?>`), p.name)
		if p.name == "pages/page1.xml" {
			page = doc.Root()
		}
	}
	for _, name := range []string{"document.xml", "theme.xml", "pages/page1.xml", "rels/_rels.xml", "rels/page1_rels.xml"} {
		require.True(t, names[name], name)
	}
	shapes := map[string]*etree.Element{}
	for _, s := range page.SelectElements("Shape") {
		id := s.SelectAttrValue("ID", "")
		n, err := strconv.Atoi(id)
		require.NoError(t, err)
		require.Greater(t, n, 100)
		require.Nil(t, shapes[id], "the id %s is used twice", id)
		shapes[id] = s
		if s.SelectAttrValue("Type", "") == "Table" {
			requireTiled(t, s)
		}
		if place := s.SelectElement("Transform"); s.SelectElement("ConPoints") == nil {
			require.GreaterOrEqual(t, numberIn(t, place, "GPinX")-numberIn(t, place, "LocPinX"), 0.0)
			require.LessOrEqual(t, numberIn(t, place, "GPinX")+numberIn(t, place, "LocPinX"), numberIn(t, page.SelectElement("PageProps"), "Width"))
		}
	}
	glued := map[string]int{}
	if all := page.SelectElement("Connects"); all != nil {
		for _, c := range all.SelectElements("Connect") {
			requireGlued(t, c, shapes)
			glued[c.SelectAttrValue("FromShape", "")]++
		}
	}
	for id, s := range shapes {
		if s.SelectAttrValue("Type", "") == "ConnectLine" {
			require.Equal(t, 2, glued[id], "line %s", id)
			requireRightAngles(t, s)
		}
	}
}

func numberIn(t require.TestingT, e *etree.Element, name string) float64 {
	v, err := strconv.ParseFloat(e.SelectElement(name).SelectAttrValue("V", ""), 64)
	require.NoError(t, err, name)
	return v
}

// requireTiled checks that the areas of the cells add up to that of the table, and that
// none reaches beyond it.
func requireTiled(t require.TestingT, s *etree.Element) {
	place := s.SelectElement("Transform")
	w, h := numberIn(t, place, "Width"), numberIn(t, place, "Height")
	area := 0.0
	for _, c := range s.SelectElement("TableCells").SelectElements("TableCell") {
		var v [4]float64
		for i, name := range []string{"X", "Y", "Width", "Height"} {
			var err error
			v[i], err = strconv.ParseFloat(c.SelectElement("Position").SelectAttrValue(name, ""), 64)
			require.NoError(t, err)
			require.GreaterOrEqual(t, v[i], 0.0)
		}
		require.LessOrEqual(t, v[0]+v[2], w+.01)
		require.LessOrEqual(t, v[1]+v[3], h+.01)
		require.Greater(t, v[2], 0.0)
		area += v[2] * v[3]
	}
	require.InDelta(t, w*h, area, .01*h+.01*w)
}

// requireGlued checks that an end of a line is at the connection point that it names.
func requireGlued(t require.TestingT, c *etree.Element, shapes map[string]*etree.Element) {
	line, to := shapes[c.SelectAttrValue("FromShape", "")], shapes[c.SelectAttrValue("ToShape", "")]
	require.NotNil(t, line)
	require.NotNil(t, to)
	side := map[string]string{"9": "Begin", "12": "End"}[c.SelectAttrValue("FromPart", "")]
	require.NotEmpty(t, side)
	part, err := strconv.Atoi(c.SelectAttrValue("ToPart", ""))
	require.NoError(t, err)
	id := strconv.Itoa(part - 100)
	require.Equal(t, "Pt"+id, c.SelectAttrValue("ToName", ""))
	var point *etree.Element
	for _, p := range to.SelectElement("CPoints").SelectElements("CPoint") {
		if p.SelectAttrValue("ID", "") == id {
			require.Nil(t, point, "the point %s is there twice", id)
			point = p
		}
	}
	require.NotNil(t, point)
	place := to.SelectElement("Transform")
	for _, axis := range []string{"X", "Y"} {
		at := numberIn(t, place, "GPin"+axis) - numberIn(t, place, "LocPin"+axis) + numberIn(t, point, axis)
		end := line.SelectElement("ConPoints").SelectElement(side + axis)
		require.InDelta(t, at, numberIn(t, line.SelectElement("ConPoints"), side+axis), .01)
		require.Contains(t, end.SelectAttrValue("F", ""), "Shape"+to.SelectAttrValue("ID", "")+".CPoints."+axis+id)
	}
}

// requireRightAngles checks that a line goes along its axes from its begin to its end.
func requireRightAngles(t require.TestingT, s *etree.Element) {
	g := s.SelectElement("Geometries").SelectElement("Geometry")
	x, y := 0.0, 0.0
	for _, p := range g.ChildElements() {
		if p.SelectElement("X") == nil {
			continue
		}
		px, py := numberIn(t, p, "X"), numberIn(t, p, "Y")
		if s.SelectElement("ConnectorLayout").SelectAttrValue("Style", "") == "2" {
			require.True(t, math.Abs(px-x) < .01 || math.Abs(py-y) < .01, "the line %s runs askew", s.SelectAttrValue("ID", ""))
		}
		x, y = px, py
	}
	place := s.SelectElement("Transform")
	require.InDelta(t, numberIn(t, place, "Width"), x, .01)
	require.InDelta(t, numberIn(t, place, "Height"), y, .01)
}

func TestWhatIsDrawnIsSound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		requireDrawn(t, written(t, diagramtest.Generate(t, diagramtest.Options{Hostile: true, Invisible: true})))
	})
}

// TestWritesAnEmptyDiagram draws nothing on one sheet.
func TestWritesAnEmptyDiagram(t *testing.T) {
	data := written(t, diagram.New())
	requireDrawn(t, data)
	require.Empty(t, readOne(t, data).Diagram.Tables)
}
