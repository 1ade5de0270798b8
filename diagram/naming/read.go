package naming

import (
	"maps"
	"slices"

	"crowsfoot/diagram"
	"crowsfoot/diagram/parallel"
)

// read reads all names of the diagram: in steps, each of which needs all tables to have
// taken the one before. What hangs on one table alone is done to many at once; what counts
// or orders them is done to one after the other.
func (v *View) read() {
	tables := v.d.SortedTables()
	v.readNames(tables)
	v.sealed = true
	all := make([]*table, len(tables))
	parallel.Each(len(tables), func(i int) { all[i] = v.newTable(tables[i]) })
	for _, t := range all {
		if t != nil {
			v.tables = append(v.tables, t)
		}
	}
	each := func(do func(t *table)) func() {
		return func() {
			for _, t := range v.tables {
				do(t)
			}
		}
	}
	parallel.Do(each(v.list), each(func(t *table) { v.countWords(t, 1) }), each(v.countHabits))
	v.affixes.choose(len(v.tables))
	parallel.Each(len(v.tables), func(i int) { v.readForms(v.tables[i]) })
	var relationships []*diagram.Relationship
	jobs := []func(){
		func() {
			v.sorted = slices.Clone(v.tables)
			v.sortNames()
		},
		func() { relationships = v.d.SortedRelationships() },
	}
	for _, x := range []*index{&v.byName, &v.byTail, &v.byHead, &v.byWords, &v.byLight, &v.byShort} {
		jobs = append(jobs, each(func(t *table) { t.putForms(x) }))
	}
	parallel.Do(jobs...)
	parallel.EachWith(len(v.tables), v.columnReader, func(i int, r *View) { r.readColumns(v.tables[i]) })
	for _, t := range v.tables {
		v.putColumns(t)
	}
	lessons := make([]*lesson, len(relationships))
	parallel.Each(len(relationships), func(i int) { lessons[i] = v.lessonOf(relationships[i]) })
	for i, r := range relationships {
		v.teach(r, lessons[i])
	}
	v.refused = v.learnRefused()
	v.settle()
}

// readNames takes apart all names that fill asks for, and all types.
func (v *View) readNames(tables []*diagram.Table) {
	var list []string
	var splits []*split
	meet := func(name string) {
		if _, known := v.names[name]; !known {
			s := &split{}
			v.names[name] = s
			list, splits = append(list, name), append(splits, s)
		}
	}
	for _, t := range tables {
		meet(t.Name)
		prefix := len(columnPrefix(t))
		for _, c := range t.Columns {
			meet(c.Name)
			if prefix > 0 {
				meet(c.Name[prefix:])
			}
			v.classOf(c.Type)
			v.stored(c.Type)
		}
	}
	var known []singulars
	parallel.EachWith(len(list), func() singulars {
		s := singulars{}
		known = append(known, s)
		return s
	}, func(i int, s singulars) { *splits[i] = splitOf(list[i], s.of) })
	for _, s := range known {
		maps.Copy(v.singular, s)
	}
}

// singulars are words with their singulars.
type singulars map[string]string

// of returns the singular of a word and remembers it.
func (m singulars) of(word string) string {
	s, ok := m[word]
	if !ok {
		s = Singular(word)
		m[word] = s
	}
	return s
}
