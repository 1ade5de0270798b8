package eddx_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"crowsfoot/diagram/format/internal/eddx"

	"github.com/stretchr/testify/require"
)

func TestRTF(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []eddx.Line
	}{
		{"lines and runs", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}}\f0\fs20 a \ul b\ulnone  c\par d\line\b e\b0\i f\i0\par}`, []eddx.Line{
			{{Text: "a "}, {Text: "b", Underline: true}, {Text: " c"}}, {{Text: "d"}}, {{Text: "e", Bold: true}, {Text: "f", Italic: true}},
		}},
		{"blank lines stay", "{\\rtf1 a\\par\r\n\\par\r\nb\\par}", []eddx.Line{{{Text: "a"}}, nil, {{Text: "b"}}}},
		{"page of the font, not of the text", `{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset134 \'cb\'ce\'cc\'e5;}}\f0\'d3\'c3\'bb\'a7}`, []eddx.Line{{{Text: "用户"}}}},
		{"page of the text", `{\rtf1\ansi\ansicpg1250{\fonttbl{\f0\fcharset1 Arial;}}\f0 skladi\'9ati}`, []eddx.Line{{{Text: "skladišti"}}}},
		{"Japanese", `{\rtf1\ansi\ansicpg932 \'83\'65}`, []eddx.Line{{{Text: "テ"}}}},
		{"Cyrillic", `{\rtf1{\fonttbl{\f1\fcharset204 Arial;}}\f1\'e8\'ec\'ff}`, []eddx.Line{{{Text: "имя"}}}},
		{"Unicode with stand-ins", `{\rtf1\uc1\u21517?\u31216\'3f x}`, []eddx.Line{{{Text: "名称 x"}}}},
		{"two stand-ins", `{\rtf1\uc2\u233\'8e\'9fx}`, []eddx.Line{{{Text: "éx"}}}},
		{"pair of surrogates", `{\rtf1\u-10179?\u-8704?}`, []eddx.Line{{{Text: "😀"}}}},
		{"negative unit", `{\rtf1\u-3?}`, []eddx.Line{{{Text: "\ufffd"}}}},
		{"fonts of pictures say nothing", `{\rtf1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset2 Wingdings;}}\f0 has \f1\'d8\f0\par}`, []eddx.Line{{{Text: "has "}}}},
		{"hidden groups in groups", `{\rtf1{\fonttbl{\f0\fswiss Arial{\*\falt Helvetica};}}{\colortbl ;\red1;}{\stylesheet{\s0 Normal;}}{\*\generator X {y};}{\info{\title T}}ok}`, []eddx.Line{{{Text: "ok"}}}},
		{"escaped braces", `{\rtf1 \{a\\b\}\~c\_d}`, []eddx.Line{{{Text: `{a\b}` + "\u00a0c-d"}}}},
		{"styles end with their group", `{\rtf1{\ul a}b{\b c}}`, []eddx.Line{{{Text: "a", Underline: true}, {Text: "b"}, {Text: "c", Bold: true}}}},
		{"tab", `{\rtf1 a\tab b}`, []eddx.Line{{{Text: "a\tb"}}}},
		{"no RTF", "a\r\n\r\nb\n", []eddx.Line{{{Text: "a"}}, nil, {{Text: "b"}}}},
		{"nothing", "", nil},
		{"cut off", `{\rtf1 a\'`, []eddx.Line{{{Text: "a"}}}},
		{"cut off in a word", `{\rtf1 a\par\u`, []eddx.Line{{{Text: "a"}}}},
		{"text behind the end", `{\rtf1 a}b`, []eddx.Line{{{Text: "a"}}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, eddx.RTF(c.in))
		})
	}
}

func FuzzRTF(f *testing.F) {
	f.Add(`{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 A;}}\f0\uc1\u21517?\'d3\'c3\par \ul x\ulnone}`)
	f.Add(`{\rtf1{{{\*\x}}\'zz\u-99999 \fcharset2`)
	f.Fuzz(func(t *testing.T, in string) {
		size := 0
		for _, line := range eddx.RTF(in) {
			for _, run := range line {
				require.NotEmpty(t, run.Text)
				size += len(run.Text)
			}
		}
		// No byte of the input becomes more than one character.
		require.LessOrEqual(t, size, utf8.UTFMax*len(in)+8)
		require.Equal(t, eddx.RTF(in), eddx.RTF(strings.Clone(in)))
	})
}
