package render

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// style of a text: its font and size decide how wide it is.
type style struct {
	mono bool
	bold bool // weight 600, the only heavier one in use
	size float64
}

// Widths of the printable ASCII characters of IBM Plex Sans in thousandths of the size,
// at the weights 450 and 600.
var (
	widths450 = [...]int{236, 291, 433, 698, 599, 936, 699, 247, 336, 336, 479, 600, 279, 400, 279, 398, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 299, 299, 600, 600, 600, 481, 893, 649, 656, 627, 676, 588, 564, 700, 710, 406, 519, 646, 507, 813, 710, 709, 616, 709, 646, 589, 574, 681, 617, 907, 624, 604, 585, 320, 398, 320, 600, 563, 600, 541, 585, 506, 585, 551, 331, 533, 573, 257, 257, 537, 278, 877, 573, 561, 585, 585, 374, 490, 357, 573, 501, 782, 517, 506, 474, 349, 331, 349, 600}
	widths600 = [...]int{236, 309, 471, 656, 600, 960, 713, 260, 337, 337, 556, 600, 299, 402, 299, 437, 600, 600, 600, 600, 600, 600, 600, 600, 600, 600, 319, 319, 600, 600, 600, 493, 899, 672, 663, 642, 689, 600, 577, 712, 719, 423, 545, 678, 521, 817, 719, 712, 641, 712, 664, 611, 580, 689, 638, 949, 655, 632, 599, 329, 437, 329, 600, 559, 600, 559, 600, 513, 600, 558, 350, 545, 588, 275, 275, 562, 294, 888, 588, 563, 600, 600, 393, 499, 374, 588, 524, 819, 544, 524, 502, 363, 376, 363, 600}
)

// advance is the width of one character.
func (s style) advance(r rune) float64 {
	switch plain := r >= ' ' && r <= '~'; {
	case plain && s.mono:
		return s.size * .6
	case plain && s.bold:
		return s.size * float64(widths600[r-' ']) / 1000
	case plain:
		return s.size * float64(widths450[r-' ']) / 1000
	case unicode.Is(unicode.Mn, r) || r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Variation_Selector, r):
		return 0
	case wide(r):
		return s.size
	case s.mono:
		return s.size * .6
	}
	return s.size * .62
}

// wide tells whether a character takes a full square: East Asian letters and pictures.
func wide(r rune) bool {
	return r >= 0x1100 && (r <= 0x115f || r >= 0x2e80 && r <= 0xa4cf || r >= 0xac00 && r <= 0xd7a3 ||
		r >= 0xf900 && r <= 0xfaff || r >= 0xfe30 && r <= 0xfe6f || r >= 0xff00 && r <= 0xff60 || r >= 0x1f300 && r <= 0x1faff || r >= 0x20000)
}

// width estimates how wide a text is drawn.
func (s style) width(text string) float64 {
	w := 0.0
	for _, r := range text {
		w += s.advance(r)
	}
	return w
}

// cut shortens the text to this width; a shortened text ends in an ellipsis.
func (s style) cut(text string, room float64) string {
	if s.width(text) <= room {
		return text
	}
	room -= s.advance('…')
	for i, r := range text {
		if room -= s.advance(r); room < 0 {
			if i == 0 {
				return ""
			}
			return strings.TrimRight(text[:i], " _") + "…"
		}
	}
	return text
}

// wrap breaks a text into lines of this width, at most n; more end in an ellipsis.
func (s style) wrap(text string, room float64, n int) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		line := ""
		for _, word := range strings.Fields(clean(paragraph)) {
			for s.width(word) > room && utf8.RuneCountInString(word) > 1 {
				if line != "" {
					lines = append(lines, line)
					line = ""
				}
				k := s.fit(word, room)
				lines = append(lines, word[:k])
				word = word[k:]
			}
			switch {
			case line == "":
				line = word
			case s.width(line+" "+word) <= room:
				line += " " + word
			default:
				lines = append(lines, line)
				line = word
			}
		}
		lines = append(lines, line)
		if len(lines) > n {
			break
		}
	}
	if len(lines) > n {
		lines = lines[:max(n, 0)]
		if n > 0 {
			lines[n-1] = s.cut(lines[n-1]+" …", room)
		}
	}
	return lines
}

// fit returns how many bytes of the text fit, at least one character.
func (s style) fit(text string, room float64) int {
	for i, r := range text {
		if room -= s.advance(r); room < 0 && i > 0 {
			return i
		}
	}
	return len(text)
}

// clean makes a text fit for drawing: what no XML document may hold is dropped, white
// space is a space, and characters that turn the direction of what follows show as a
// replacement sign, so that a name cannot pretend to be another.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c:
			return utf8.RuneError
		case unicode.IsControl(r) || r == 0x200b || r == 0xfeff || r&0xfffe == 0xfffe:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, string(utf8.RuneError)))
}
