package format

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"crowsfoot/diagram"
)

// decodeJSON reads a whole text into v; what names the format in errors. Unknown keys
// are ignored, so that newer files can be read.
func decodeJSON(data []byte, v any, what string) error {
	text := bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if limit := jsonLimit(text); limit != "" {
		return diagram.Errorf(diagram.TooLarge, "%s", limit)
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	err := dec.Decode(v)
	if err == nil {
		if _, err = dec.Token(); errors.Is(err, io.EOF) {
			return nil
		}
		line, column := placeAt(text, dec.InputOffset())
		return diagram.Errorf(diagram.Unreadable, "This is no %s: line %d has text after the end of the JSON.", what, line).At(line, column)
	}
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) {
		line, column := placeAt(text, wrongType.Offset)
		return diagram.Errorf(diagram.Unreadable, "This is no %s: %q in line %d is a %s, which does not belong there.",
			what, wrongType.Field, line, wrongType.Value).At(line, column)
	}
	offset := int64(len(text))
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
		err = errors.New("it ends in the middle")
	default:
		return diagram.Errorf(diagram.Unreadable, "This is no %s: %v.", what, err)
	}
	line, column := placeAt(text, offset)
	return diagram.Errorf(diagram.Unreadable, "This is no %s: the JSON is broken in line %d, column %d (%v).",
		what, line, column, err).At(line, column)
}

// placeAt returns line and column (from 1, in characters) of a byte of a text.
func placeAt(text []byte, offset int64) (line, column int) {
	before := text[:min(max(offset, 0), int64(len(text)))]
	line = 1 + bytes.Count(before, []byte("\n"))
	if i := bytes.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	return line, max(len([]rune(string(before))), 1)
}
