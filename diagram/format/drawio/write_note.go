package drawio

import (
	"html"
	"strings"

	"crowsfoot/diagram"
)

const (
	noteStyle  = "shape=note;size=14;whiteSpace=wrap;html=1;align=left;verticalAlign=top;spacing=6;spacingRight=16;"
	frameStyle = "shape=umlFrame;whiteSpace=wrap;html=1;pointerEvents=0;width=140;height=30;align=center;"
)

// fills are light grounds and strokes for the colours of notes and frames.
var fills = map[string][2]string{
	"":          {"#fff7d6", "#c9b458"},
	"azure":     {"#e3f0fc", "#5b93c9"},
	"teal":      {"#dff3f0", "#4f9b92"},
	"amber":     {"#fdf0d5", "#c99a3b"},
	"slate":     {"#e9edf2", "#76869a"},
	"olive":     {"#eef2da", "#8c9a45"},
	"vermilion": {"#fde5df", "#cf6a4d"},
	"violet":    {"#ece6f8", "#8670bd"},
	"rose":      {"#fbe4ec", "#c66788"},
}

func fill(color string) string {
	f := fills[color]
	return "fillColor=" + f[0] + ";strokeColor=" + f[1] + ";"
}

// note draws a note.
func (s *sheet) note(n *diagram.Note) {
	s.vertex(n.ID, s.newCell(n.ID), linesLabel(n.Text), noteStyle+fill(n.Color), s.layer,
		diagram.Rect{X: n.Pos.X, Y: n.Pos.Y, W: n.Size.W, H: n.Size.H})
}

// frame draws a frame, which lies behind the tables and can be clicked through.
func (s *sheet) frame(f *diagram.Frame) {
	style := frameStyle + "fillColor=none;strokeColor=" + fills[f.Color][1] + ";"
	s.vertex(f.ID, s.newCell(f.ID), label(shown(f.Title)), style, s.layer,
		diagram.Rect{X: f.Pos.X, Y: f.Pos.Y, W: f.Size.W, H: f.Size.H})
}

// linesLabel writes a text of several lines as HTML.
func linesLabel(text string) string {
	return strings.ReplaceAll(html.EscapeString(strings.ReplaceAll(text, "\r\n", "\n")), "\n", "<br>")
}
