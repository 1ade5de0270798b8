package rule

import (
	"fmt"
	"slices"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/op"
	"crowsfoot/lint"
)

// isOrdinary tells whether an index sorts its values: a btree, as every database makes by
// default.
func isOrdinary(x *diagram.Index) bool {
	switch strings.ToLower(x.Method) {
	case "", "btree", "clustered", "nonclustered":
		return true
	}
	return false
}

// sorter is a primary key, unique key or index seen as what it sorts by.
type sorter struct {
	key   *diagram.Key   // nil for an index
	index *diagram.Index // nil for a key
	parts []diagram.IndexPart
}

// sorters lists the keys of a table, the primary one first, and then its indexes.
func sorters(t *diagram.Table) []sorter {
	list := make([]sorter, 0, len(t.Keys)+len(t.Indexes))
	primary := t.PrimaryKey()
	addKey := func(k *diagram.Key) {
		s := sorter{key: k, parts: make([]diagram.IndexPart, len(k.Columns))}
		for i, id := range k.Columns {
			s.parts[i].Column = id
		}
		list = append(list, s)
	}
	if primary != nil {
		addKey(primary)
	}
	for _, k := range t.Keys {
		if k != primary && len(k.Columns) > 0 {
			addKey(k)
		}
	}
	for _, x := range t.Indexes {
		if len(x.Parts) > 0 {
			list = append(list, sorter{index: x, parts: x.Parts})
		}
	}
	return list
}

// unique tells whether it guards against doubles.
func (s sorter) unique() bool { return s.key != nil || s.index.Unique }

// where is the condition of a partial index.
func (s sorter) where() string {
	if s.key != nil {
		return ""
	}
	return strings.TrimSpace(s.index.Where)
}

// method is the kind of index, empty for the usual one.
func (s sorter) method() string {
	if s.key != nil || isOrdinary(s.index) {
		return ""
	}
	return strings.ToLower(s.index.Method)
}

func (s sorter) include() []diagram.ID {
	if s.key != nil {
		return nil
	}
	return s.index.Include
}

// id is the ID of the key or index.
func (s sorter) id() diagram.ID {
	if s.key != nil {
		return s.key.ID
	}
	return s.index.ID
}

// title names it for people: the index orders_total_idx, the primary key.
func (s sorter) title(t *diagram.Table) string {
	switch {
	case s.key != nil && s.key.Primary:
		return "the primary key"
	case s.key != nil && s.key.Name != "":
		return "the unique key " + s.key.Name
	case s.key != nil:
		return "the unique key on (" + strings.Join(t.Names(s.key.Columns), ", ") + ")"
	case s.index.Name != "":
		return "the index " + s.index.Name
	}
	return "the index on (" + strings.Join(partNames(t, s.parts), ", ") + ")"
}

// object names it for a finding.
func (s sorter) object(p *lint.Pass, t *diagram.Table) lint.Object {
	o := lint.Object{ID: s.id(), Table: p.TableName(t), TableID: t.ID}
	if s.key != nil {
		o.Kind, o.Label = diagram.KindKey, s.key.Name
	} else {
		o.Kind, o.Label = diagram.KindIndex, s.index.Name
	}
	if o.Label == "" {
		o.Label = strings.Join(partNames(t, s.parts), ", ")
	}
	return o
}

// partNames are the columns and expressions of an index as people read them.
func partNames(t *diagram.Table, parts []diagram.IndexPart) []string {
	list := make([]string, len(parts))
	for i, part := range parts {
		list[i] = part.Expression
		if c := t.Column(part.Column); c != nil {
			list[i] = c.Name
		}
	}
	return list
}

// samePart tells whether two parts sort alike.
func samePart(a, b diagram.IndexPart) bool {
	nulls := func(p diagram.IndexPart) string {
		if p.Nulls == "first" && p.Descending || p.Nulls == "last" && !p.Descending {
			return ""
		}
		return p.Nulls
	}
	return a.Column == b.Column && a.Descending == b.Descending && a.Length == b.Length && a.Class == b.Class && nulls(a) == nulls(b) &&
		strings.TrimSpace(a.Expression) == strings.TrimSpace(b.Expression)
}

// sameParts tells whether two sort by the same parts in the same order.
func sameParts(a, b sorter) bool { return slices.EqualFunc(a.parts, b.parts, samePart) }

// drop is the fix that deletes a key or an index.
func (s sorter) drop(t *diagram.Table, safe bool) lint.Fix {
	return lint.Fix{Title: "Drop " + s.title(t), Safe: safe, Ops: func() []op.Op { return []op.Op{op.DeleteOf(s.id())} }}
}

// upper writes a sentence with a capital at its start.
func upper(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// onTable names a key or index with its table, at the start of a sentence.
func (s sorter) onTable(p *lint.Pass, t *diagram.Table) string {
	return fmt.Sprintf("%s of %s", upper(s.title(t)), p.TableName(t))
}
