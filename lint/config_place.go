package lint

import (
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"crowsfoot/diagram"
)

func joinPath(path ...string) string { return strings.Join(path, "\x00") }

// keyPlaces says where each key of a TOML text stands. Entries of [[lists]] have their
// number from 0 as one more key.
func keyPlaces(data []byte) map[string]diagram.Position {
	places := map[string]diagram.Position{}
	counts := map[string]int{}
	var p unstable.Parser
	var under []string
	lines := newLineIndex(data)
	var keyValue func(under []string, n *unstable.Node)
	value := func(under []string, n *unstable.Node) {
		switch n.Kind {
		case unstable.InlineTable:
			for it := n.Children(); it.Next(); {
				if it.Node().Kind == unstable.KeyValue {
					keyValue(under, it.Node())
				}
			}
		case unstable.Array:
			i := 0
			for it := n.Children(); it.Next(); {
				if it.Node().Kind == unstable.Comment {
					continue
				}
				if e := it.Node(); e.Kind == unstable.InlineTable {
					in := append(slices.Clone(under), strconv.Itoa(i))
					places[joinPath(in...)] = lines.position(int(e.Raw.Offset))
					for kv := e.Children(); kv.Next(); {
						if kv.Node().Kind == unstable.KeyValue {
							keyValue(in, kv.Node())
						}
					}
				}
				i++
			}
		}
	}
	keyValue = func(under []string, n *unstable.Node) {
		path := slices.Clone(under)
		for it := n.Key(); it.Next(); {
			path = append(path, string(it.Node().Data))
			if _, known := places[joinPath(path...)]; !known {
				places[joinPath(path...)] = lines.position(int(it.Node().Raw.Offset))
			}
		}
		value(path, n.Value())
	}
	p.Reset(data)
	for p.NextExpression() {
		n := p.Expression()
		switch n.Kind {
		case unstable.KeyValue:
			keyValue(under, n)
		case unstable.Table, unstable.ArrayTable:
			under = nil
			var at diagram.Position
			for it := n.Key(); it.Next(); {
				at = lines.position(int(it.Node().Raw.Offset))
				under = append(under, string(it.Node().Data))
			}
			if n.Kind == unstable.ArrayTable {
				key := joinPath(under...)
				under = append(under, strconv.Itoa(counts[key]))
				counts[key]++
			}
			places[joinPath(under...)] = at
		}
	}
	return places
}

// lineIndex finds lines by offsets.
type lineIndex struct{ starts []int }

func newLineIndex(data []byte) lineIndex {
	starts := []int{0}
	for i, b := range data {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return lineIndex{starts}
}

// position is line and column, in bytes, from 1.
func (l lineIndex) position(offset int) diagram.Position {
	i, found := slices.BinarySearch(l.starts, offset)
	if !found {
		i--
	}
	return diagram.Position{Line: i + 1, Column: offset - l.starts[i] + 1}
}
