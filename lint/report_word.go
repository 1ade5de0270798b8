package lint

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// plain makes a text safe for a terminal and one line: what would move the cursor, start
// an escape sequence or turn the direction of writing is written as its code.
func plain(s string) string {
	if !strings.ContainsFunc(s, isControl) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case isControl(r) && r <= 0xff:
			fmt.Fprintf(&b, `\x%02x`, r)
		case isControl(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r) // a broken byte becomes U+FFFD
		}
	}
	return b.String()
}

// isControl tells of characters that steer rather than show: controls, line separators
// and the marks that turn the direction of writing.
func isControl(r rune) bool {
	switch {
	case unicode.IsControl(r), r == 0x2028, r == 0x2029, r == 0x200e, r == 0x200f, r == 0x61c, r == 0xfeff:
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// list joins words with commas and a last "or".
func list(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

// level is the word in front of a finding: its severity, or hint.
func level(f *Finding) string {
	if f.Tier == Hint {
		return string(Hint)
	}
	return string(f.Severity)
}

// place names the object that a finding marks, as a path: orders.customer_id.
func (f *Finding) place() string {
	if len(f.Objects) == 0 {
		return ""
	}
	return f.Objects[0].name()
}

// name is what people call the object.
func (o *Object) name() string {
	switch {
	case o.Column != "":
		return o.Table + "." + o.Column
	case o.Label != "" && (o.Kind != diagram.KindIgnore || o.Table == ""):
		return o.Label
	}
	return o.Table
}

// conclusion is the line that sums a report up.
func (o *Outcome) conclusion() string {
	sum, ignored, hidden := o.sums()
	text := fmt.Sprintf("%s, %s, %s", diagram.Counted(sum.Error, "error"), diagram.Counted(sum.Warning, "warning"), diagram.Counted(sum.Info, "info"))
	if ignored > 0 {
		text += fmt.Sprintf(", %d ignored", ignored)
	}
	if o.Baseline != "" {
		text += fmt.Sprintf(", %d in the baseline", hidden)
	}
	return text + fmt.Sprintf("; score %d of 100", o.Score())
}
