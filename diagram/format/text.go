package format

import (
	"bytes"
	"path"
	"slices"
	"strings"
)

// isText tells whether a file is a text that is neither JSON nor XML.
func isText(data []byte) bool {
	text := trimText(data)
	return len(text) > 0 && bytes.IndexByte([]byte("{[<"), text[0]) < 0 && !isBinary(data)
}

// textWindow is how much of a text is looked at to recognise it.
const textWindow = 512 << 10

// textHead returns the beginning of a text; of UTF-16 the letters that ASCII has, too.
func textHead(data []byte) []byte {
	head := data[:min(len(data), textWindow)]
	if len(head) > 1 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	return head
}

// hasEnding tells whether the name of a file ends so.
func hasEnding(name string, endings ...string) bool {
	return slices.Contains(endings, strings.ToLower(path.Ext(name)))
}
