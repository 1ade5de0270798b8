package naming

import (
	"cmp"
	"slices"
	"strings"
)

// learnAffixes finds the words that so many names of tables begin with that they say
// nothing, and takes them off.
func (v *View) learnAffixes() {
	first, last := map[string]int{}, map[string]int{}
	second := map[string]int{}
	for _, t := range v.tables {
		if n := len(t.words); n > 1 {
			first[t.words[0]]++
			last[t.words[n-1]]++
			if n > 2 {
				second[t.words[0]+" "+t.words[1]]++
			}
		}
	}
	often := max(3, (len(v.tables)+3)/4)
	for _, t := range v.tables {
		core, words := t.single, t.words
		for len(core) > 1 && (tableAffixes[words[0]] || first[words[0]] >= often && len(core) == len(t.single)) {
			core, words = core[1:], words[1:]
		}
		if len(core) == len(t.single)-1 && len(core) > 1 && second[t.words[0]+" "+t.words[1]] >= often {
			core, words = core[1:], words[1:]
		}
		if n := len(core); n > 1 && (tableAffixes[words[n-1]] && len(words[n-1]) > 1 || last[words[n-1]] >= max(3, len(v.tables)*2/3)) {
			core = core[:n-1]
		}
		t.core, t.short = core, strings.Join(core, "")
	}
}

// indexTables finds each table's key and fills the look-ups by name.
func (v *View) indexTables() {
	for _, t := range v.tables {
		v.findKey(t)
		forms := []string{t.compact, t.raw, t.short}
		if n := len(t.core); n > 0 {
			head := strings.Join(t.core[:n-1], "")
			for _, other := range foreignSingulars(t.words[len(t.words)-1]) {
				forms = append(forms, head+other)
			}
			forms = append(forms, strings.Join(expanded(t.core), ""))
		}
		for _, f := range forms {
			addTo(v.byName, f, t)
		}
		for i := 1; i < len(t.single); i++ {
			addTo(v.byTail, strings.Join(t.single[i:], ""), t)
			addTo(v.byHead, strings.Join(t.single[:i], ""), t)
		}
		for i := 1; i < len(t.core); i++ {
			addTo(v.byHead, strings.Join(t.core[:i], ""), t)
		}
		addTo(v.byShort, initials(t.core), t)
		if len(t.core) > 1 {
			addTo(v.byWords, anyOrder(t.core), t)
		}
		if n := len(t.core); n > 1 && lightWords[t.core[n-1]] {
			addTo(v.byLight, strings.Join(t.core[:n-1], ""), t)
		} else {
			for w := range lightWords {
				if rest, ok := strings.CutSuffix(t.short, w); ok && len(rest) > 2 {
					addTo(v.byLight, rest, t)
				}
			}
		}
		if t.key == nil {
			continue
		}
		for _, c := range t.keys {
			k := keyOf{t: t, c: c}
			k.related, k.partly = v.keyNamesTable(t, c)
			addKey(v.byKey, v.split(c.Name).compact, k)
			if t.prefix != "" {
				addKey(v.byStem, v.split(c.Name[len(t.prefix):]).compact, k)
			}
		}
	}
	thin(v.byKey)
	thin(v.byStem)
	for _, m := range []map[string][]*table{v.byName, v.byTail, v.byHead, v.byShort, v.byWords, v.byLight} {
		for name, list := range m {
			if len(list) > mostNamesakes {
				delete(m, name)
			}
		}
	}
	v.sorted = slices.SortedFunc(slices.Values(v.tables), func(a, b *table) int {
		return cmp.Or(strings.Compare(a.short, b.short), cmp.Compare(a.place, b.place))
	})
}

// mostNamesakes is how many tables may share a name before it says nothing any more. It
// also bounds the work for one column.
const mostNamesakes = 24

// thin leaves of the keys that too many tables share those named after their table.
func thin(m map[string][]keyOf) {
	for name, list := range m {
		if len(list) <= mostNamesakes {
			continue
		}
		list = slices.DeleteFunc(list, func(k keyOf) bool { return !k.related })
		m[name] = list[:min(len(list), mostNamesakes)]
	}
}

func addTo(m map[string][]*table, name string, t *table) {
	if name == "" {
		return
	}
	list := m[name]
	if n := len(list); n > 0 && list[n-1] == t {
		return
	}
	m[name] = append(list, t)
}

func addKey(m map[string][]keyOf, name string, k keyOf) {
	if name != "" {
		m[name] = append(m[name], k)
	}
}

// anyOrder joins words in alphabetical order.
func anyOrder(words []string) string {
	return strings.Join(slices.Sorted(slices.Values(words)), " ")
}

func initials(words []string) string {
	var b strings.Builder
	for _, w := range words {
		b.WriteString(w[:1])
	}
	return b.String()
}

// expandedName joins words with the usual abbreviations written out; other is false when
// there are none.
func expandedName(words []string) (name string, other bool) {
	for _, w := range words {
		if _, ok := abbreviations[w]; ok {
			return strings.Join(expanded(words), ""), true
		}
	}
	return "", false
}

// expanded replaces the usual abbreviations by their words.
func expanded(words []string) []string {
	out := slices.Clone(words)
	for i, w := range out {
		if long, ok := abbreviations[w]; ok {
			out[i] = long
		}
	}
	return out
}
