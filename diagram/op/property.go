package op

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// Property is one line of the table of all properties: the law on what may be set. The
// types and defaults of the browser are generated from it (internal/gents).
type Property struct {
	Name string
	// Type is the property's TypeScript type.
	Type string
	// Default is the JSON of the default value.
	Default string

	decode func(json.RawMessage) (any, error)
	set    func(object, value any)
	get    func(object any) any
}

// check refuses a decoded value.
type check[V any] func(V) error

// prop declares a property: its name, its TypeScript type, the field that holds it, and
// what its values must meet.
func prop[T, V any](name, ts string, field func(*T) *V, checks ...check[V]) Property {
	var zero V
	return Property{
		Name:    name,
		Type:    ts,
		Default: string(encode(zero)),
		decode: func(raw json.RawMessage) (any, error) {
			var v V
			if len(raw) == 0 || string(raw) == "null" {
				return v, nil
			}
			d := json.NewDecoder(bytes.NewReader(raw))
			d.DisallowUnknownFields()
			if err := d.Decode(&v); err != nil || !exactNames(raw) {
				return nil, fmt.Errorf("must be of type %s", ts)
			}
			for _, c := range checks {
				if err := c(v); err != nil {
					return nil, err
				}
			}
			return v, nil
		},
		set: func(object, value any) { *field(object.(*T)) = value.(V) },
		get: func(object any) any { return *field(object.(*T)) },
	}
}

// upperName finds a field name with a capital letter. A text that looks like one is
// inside of a string, where its quotes are escaped.
var upperName = regexp.MustCompile(`[{,]\s*"[a-z_]*[A-Z][a-z_]*"\s*:`)

// exactNames refuses field names in another case: the decoder takes "X" for "x", but a
// browser keeps them apart. Codes of rules hold digits and pass.
func exactNames(raw json.RawMessage) bool { return !upperName.Match(raw) }

// encode writes a value as it stands on the wire: a nil list is [].
func encode(v any) json.RawMessage {
	if r := reflect.ValueOf(v); r.Kind() == reflect.Slice && r.IsNil() {
		return json.RawMessage("[]")
	}
	return mustJSON(v)
}

func text(limit int) check[string] {
	return func(s string) error {
		if n := utf8.RuneCountInString(s); n > limit {
			return fmt.Errorf("has %d characters; the limit is %d", n, limit)
		}
		return nil
	}
}

func oneOf[S ~string](allowed ...S) check[S] {
	return func(s S) error {
		if !slices.Contains(allowed, s) {
			return fmt.Errorf("must be one of %q", allowed)
		}
		return nil
	}
}

func validID(id diagram.ID) error {
	if id != "" && !id.Valid() {
		return fmt.Errorf("holds an ID that is not valid")
	}
	return nil
}

// maxList bounds lists of IDs, values and attributes.
const maxList = diagram.MaxColumns

func listOf[V any](each func(V) error) check[[]V] {
	return func(list []V) error {
		if len(list) > maxList {
			return fmt.Errorf("has %d entries; the limit is %d", len(list), maxList)
		}
		for _, v := range list {
			if err := each(v); err != nil {
				return err
			}
		}
		return nil
	}
}

func validRef(id diagram.ID) error {
	if !id.Valid() {
		return fmt.Errorf("holds an ID that is not valid")
	}
	return nil
}

func coordinate(values ...float64) error {
	for _, v := range values {
		if math.IsNaN(v) || math.Abs(v) > diagram.MaxCoordinate {
			return fmt.Errorf("lies outside of the canvas")
		}
	}
	return nil
}

func validPoint(p diagram.Point) error { return coordinate(p.X, p.Y) }

func validSize(s diagram.Size) error {
	if s.W < 0 || s.H < 0 {
		return fmt.Errorf("must not be negative")
	}
	return coordinate(s.W, s.H)
}

func validWidth(w float64) error {
	if w != 0 && (w < diagram.CardMinWidth || w > diagram.CardMaxWidth) {
		return fmt.Errorf("must be 0 or between %g and %g", diagram.CardMinWidth, diagram.CardMaxWidth)
	}
	return nil
}

var cardinalities = []diagram.Cardinality{diagram.Unknown, diagram.One, diagram.ZeroOne, diagram.Many, diagram.OneMany, diagram.ZeroMany}

func validEnds(ends []diagram.End) error {
	if len(ends) < 2 || len(ends) > 32 {
		return fmt.Errorf("needs 2 to 32 ends")
	}
	for _, e := range ends {
		if !e.Table.Valid() {
			return fmt.Errorf("holds an end without a valid table ID")
		}
		if !slices.Contains(cardinalities, e.Card) {
			return fmt.Errorf("holds the unknown cardinality %q", e.Card)
		}
		if err := name(e.Role); err != nil {
			return err
		}
	}
	return nil
}

func validPair(p diagram.Pair) error {
	if !p.From.Valid() || !p.To.Valid() {
		return fmt.Errorf("holds a pair without two valid column IDs")
	}
	return nil
}

func validPart(p diagram.IndexPart) error {
	if (p.Column == "") == (p.Expression == "") {
		return fmt.Errorf("holds a part that is not either a column or an expression")
	}
	if p.Column != "" && !p.Column.Valid() {
		return fmt.Errorf("holds an ID that is not valid")
	}
	if p.Nulls != "" && p.Nulls != "first" && p.Nulls != "last" {
		return fmt.Errorf("holds an unknown order of nulls %q", p.Nulls)
	}
	if p.Length < 0 {
		return fmt.Errorf("holds a negative length")
	}
	if err := name(p.Class); err != nil {
		return err
	}
	return sql(p.Expression)
}

func validAttribute(a diagram.Attribute) error {
	if err := name(a.Name); err != nil {
		return err
	}
	return typeText(a.Type)
}

var (
	ruleCode  = regexp.MustCompile(`^([A-Z][0-9]{3})?$`)
	day       = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})?$`)
	validDay  = matches(day, "must be a day as YYYY-MM-DD")
	validRule = matches(ruleCode, "must be the code of a rule, as K001")
)

func matches(re *regexp.Regexp, what string) check[string] {
	return func(s string) error {
		if !re.MatchString(s) {
			return fmt.Errorf("%s", what)
		}
		return nil
	}
}

func validLint(l diagram.LintSettings) error {
	if err := l.Validate(); err != nil {
		return fmt.Errorf("holds a setting that is not possible: %w", err)
	}
	return nil
}

// maxType bounds types in characters: an enum spells all its values.
const maxType = 4096

// Longest is the number of characters that a property of free text may have; 0 for others.
func (p Property) Longest() int {
	takes := func(n int) bool {
		_, err := p.decode(mustJSON(strings.Repeat("x", n)))
		return err == nil
	}
	for _, n := range []int{diagram.MaxName, diagram.MaxSource, maxType, diagram.MaxText} {
		if takes(n) && !takes(n+1) {
			return n
		}
	}
	return 0
}

// Checks that many properties share.
var (
	name     = text(diagram.MaxName)
	typeText = text(maxType)
	sql      = text(diagram.MaxText)
	prose    = text(diagram.MaxText)
	source   = text(diagram.MaxSource)
	color    = oneOf(append([]string{""}, diagram.ModuleColors...)...)
	ids      = listOf(validRef)
	action   = oneOf(diagram.ActionDefault, diagram.ActionNoAction, diagram.ActionRestrict,
		diagram.ActionCascade, diagram.ActionSetNull, diagram.ActionSetDefault)
)

// TypeScript types of the structured properties; internal/gents declares them.
const (
	tsText   = "string"
	tsBool   = "boolean"
	tsNumber = "number"
	tsID     = "ID"
	tsIDs    = "ID[]"
	tsPoint  = "Point"
	tsSize   = "Size"
)
