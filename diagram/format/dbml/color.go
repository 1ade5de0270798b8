package dbml

import (
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// colors are the colours of modules and notes as DBML writes them.
var colors = map[string]string{
	"azure": "#016fb8", "teal": "#004b43", "amber": "#cd8102", "slate": "#8792a0",
	"olive": "#575604", "vermilion": "#cf4d4e", "violet": "#b173e3", "rose": "#9b407a",
}

// color returns the name of the colour that is nearest to that of a setting, or "".
func (b *builder) color(s setting) string {
	if len(s.value) == 1 && s.value[0].isWord("none") {
		return ""
	}
	if len(s.value) == 1 && s.value[0].kind == kindColor {
		if rgb, ok := hexColor(s.value[0].value); ok {
			return nearestColor(rgb)
		}
	}
	b.report("syntax", s.at, "A colour is written as # with three or six hexadecimal digits.")
	return ""
}

// hexColor reads #rgb and #rrggbb.
func hexColor(s string) (rgb [3]int, ok bool) {
	digits := strings.TrimPrefix(s, "#")
	if len(digits) != 3 && len(digits) != 6 {
		return rgb, false
	}
	n := len(digits) / 3
	for i := range rgb {
		v, err := strconv.ParseUint(digits[i*n:(i+1)*n], 16, 8)
		if err != nil {
			return rgb, false
		}
		rgb[i] = int(v)
		if n == 1 {
			rgb[i] *= 17
		}
	}
	return rgb, true
}

func nearestColor(rgb [3]int) string {
	best, least := "", 1<<30
	for _, name := range diagram.ModuleColors {
		c, _ := hexColor(colors[name])
		away := 0
		for i := range rgb {
			away += (rgb[i] - c[i]) * (rgb[i] - c[i])
		}
		if away < least {
			best, least = name, away
		}
	}
	return best
}
