package ddl

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// writeViews writes the views.
func (w *writer) writeViews() {
	for _, v := range w.viewsInOrder() {
		w.writeView(v)
	}
}

// viewsInOrder returns the views, each behind those it reads from.
func (w *writer) viewsInOrder() []*tablePlan {
	var list []*tablePlan
	done := map[*tablePlan]bool{}
	var visit func(v *tablePlan, depth int)
	visit = func(v *tablePlan, depth int) {
		if done[v] {
			return
		}
		done[v] = true
		for _, o := range w.readBy(v) {
			if depth < 100 {
				visit(o, depth+1)
			}
		}
		list = append(list, v)
	}
	for _, v := range w.views {
		visit(v, 0)
	}
	return list
}

// readBy returns the views whose names stand in the definition of a view.
func (w *writer) readBy(v *tablePlan) []*tablePlan {
	list, why := w.atomizeQuery(v.t.Definition)
	if why != "" {
		return nil
	}
	words := map[string]bool{}
	for _, a := range list {
		if a.kind == atomWord || a.kind == atomName {
			words[strings.ToLower(a.value)] = true
		}
	}
	var found []*tablePlan
	for _, o := range w.views {
		if o != v && words[strings.ToLower(o.t.Name)] {
			found = append(found, o)
		}
	}
	return found
}

// atomizeQuery cuts a query, in which comments are common; they are left out. The same text
// is cut once. Nobody may change the atoms.
func (w *writer) atomizeQuery(text string) (list []atom, why string) {
	if known, ok := w.queries[text]; ok {
		return known.list, known.why
	}
	from := w.from()
	from.comments = true
	list, why = from.atomize(text)
	if w.queries == nil {
		w.queries = map[string]cutText{}
	}
	w.queries[text] = cutText{slices.Clip(list), why}
	return list, why
}

func (w *writer) writeView(v *tablePlan) {
	query, why := w.viewQuery(v)
	if why != "" {
		w.note(&v.notes, v.t.ID, "view-left-out", v.t.Name, "The view %q is left out: %s.", v.t.Name, why)
		w.flush(v.notes)
		return
	}
	create := "CREATE VIEW "
	if w.opt.IfNotExists {
		create = w.to.replaceView + " "
	}
	w.endBatch()
	w.flush(v.notes)
	w.ignored(v.t.ID)
	w.statement(v.t.ID, create, w.table(v), " AS\n", query)
	w.endBatch()
	if w.to.comment != nil {
		w.to.comment(w, v)
	}
}

// viewQuery writes the query of a view, or says why it can't be written.
func (w *writer) viewQuery(v *tablePlan) (query, why string) {
	if strings.TrimSpace(v.t.Definition) == "" {
		return "", "the diagram does not say its query"
	}
	// A closing semicolon ends a query where it was kept with it.
	definition := strings.TrimRight(strings.TrimSpace(v.t.Definition), "; \t\r\n")
	list, why := w.atomizeQuery(definition)
	switch {
	case why != "":
		return "", why
	case !list[0].isWord("select", "with", "values", "table") && !list[0].is("("):
		return "", "its definition is not a query"
	case slices.ContainsFunc(list, func(a atom) bool { return a.isWord("insert", "update", "delete", "into", "load_extension") }):
		return "", "its definition does more than read"
	case w.source != "" && !w.same:
		return "", "its query is written for another database"
	}
	if why := w.callsOwn(list); w.same && why != "" {
		return "", why
	}
	if why := w.oddInQuery(list); w.source == "" && why != "" {
		return "", why
	}
	if name := w.severalInQuery(list); name != "" {
		return "", "it reads from " + name + ", and without schemas several tables are called so"
	}
	list = withoutData(list)
	return w.writeAtoms(w.withCapitals(w.withoutDatabase(list)), expressionScope{lines: true}), ""
}

// queryNames are the names that queries may speak of, by their lower-case forms.
type queryNames struct {
	tables  map[string][]*tablePlan // tables and views of the diagram
	schemas map[string]bool         // of the diagram
	exact   map[string]string       // all in the script; empty when it is written in two ways
}

// namesForQueries gathers the names once.
func (w *writer) namesForQueries() *queryNames {
	if w.queryNames != nil {
		return w.queryNames
	}
	n := &queryNames{tables: map[string][]*tablePlan{}, schemas: map[string]bool{}, exact: map[string]string{}}
	for _, s := range w.d.Schemas {
		n.schemas[strings.ToLower(s.Name)] = true
	}
	add := func(name string) {
		key := strings.ToLower(name)
		if before, ok := n.exact[key]; ok && before != name {
			name = "" // nobody can tell which is meant
		}
		n.exact[key] = name
	}
	for _, name := range w.schemaNames {
		add(name)
	}
	for _, t := range slices.Concat(w.tables, w.views) {
		key := strings.ToLower(t.t.Name)
		n.tables[key] = append(n.tables[key], t)
		add(t.name)
		for _, c := range t.t.Columns {
			add(c.Name)
		}
	}
	w.queryNames = n
	return n
}

// withoutDatabase leaves out the name of a database or schema in front of a table, where
// the diagram knows the table but no such schema, as a dump says FROM shop.users after USE
// shop; and that of any schema where the script has none.
func (w *writer) withoutDatabase(list []atom) []atom {
	names := w.namesForQueries()
	out := make([]atom, 0, len(list))
	for i := 0; i < len(list); i++ {
		a := list[i]
		before := strings.ToLower(a.value)
		dotted := i+2 < len(list) && list[i+1].is(".") && a.kind != atomString && names.tables[before] == nil && (i == 0 || !list[i-1].is("."))
		if !dotted || i+3 < len(list) && list[i+3].is("(") {
			out = append(out, a)
			continue
		}
		begins := i > 0 && (list[i-1].isWord("from", "join") || list[i-1].is(",") || list[i-1].is("("))
		tables := names.tables[strings.ToLower(list[i+2].value)]
		switch {
		case names.schemas[before] && !w.schemas:
			tables = slices.DeleteFunc(slices.Clone(tables), func(t *tablePlan) bool {
				s := w.d.Schemas[t.t.Schema]
				return s == nil || !strings.EqualFold(s.Name, a.value)
			})
		case names.schemas[before] || !begins:
			tables = nil
		}
		if len(tables) > 0 {
			i += 2
			next := list[i]
			next.space, next.line = a.space, a.line
			a = next
		}
		out = append(out, a)
	}
	return out
}

// severalInQuery returns a name in a query that several tables have which the script makes
// in one place.
func (w *writer) severalInQuery(list []atom) string {
	for _, a := range list {
		tables := w.namesForQueries().tables[strings.ToLower(a.value)]
		if !w.schemas && len(tables) > 1 && (a.kind == atomWord || a.kind == atomName) && slices.ContainsFunc(tables, func(t *tablePlan) bool { return t.t.Schema != tables[0].t.Schema }) {
			return a.value
		}
	}
	return ""
}

// withCapitals writes the names of a query as the script writes them. Bare words are quoted
// that name something which the script has to write with capitals in quotes: bare, they
// would be folded to lower case. Where bare names are folded to capitals, those in quotes
// are bared that are bare in the script.
func (w *writer) withCapitals(list []atom) []atom {
	if w.to.meaning == "mysql" {
		return w.withTableCapitals(list)
	}
	if !w.to.foldsToLower && !w.to.foldsToUpper {
		return list
	}
	exact := w.namesForQueries().exact
	bare := w.to.foldsToUpper && w.opt.Quote != QuoteAll
	for i, a := range list {
		name, known := exact[strings.ToLower(a.value)]
		call := i+1 < len(list) && (list[i+1].is("(") || list[i+1].kind == atomString)
		switch {
		case !known || call:
		case bare && a.kind == atomName:
			if list[i].value = cmp.Or(name, a.value); w.to.isBare(list[i].value) {
				list[i].kind, list[i].raw = atomWord, list[i].value
			}
		case !bare && a.kind == atomWord && name != "" && (name != a.value || w.to.foldsToUpper) && !w.to.reserved[a.value]:
			list[i].kind, list[i].value = atomName, name
		}
	}
	return list
}

// withTableCapitals writes the names of tables in the letters of the script: to MySQL they
// are names of files, in which most systems tell capitals apart.
func (w *writer) withTableCapitals(list []atom) []atom {
	for i, a := range list {
		tables := w.namesForQueries().tables[strings.ToLower(a.value)]
		reads := i > 0 && (list[i-1].isWord("from", "join") || list[i-1].is(",")) || i+1 < len(list) && list[i+1].is(".")
		if reads && len(tables) == 1 && (a.kind == atomWord || a.kind == atomName) && strings.EqualFold(tables[0].name, a.value) {
			list[i].value = tables[0].name
			if a.kind == atomWord {
				list[i].raw = tables[0].name
			}
		}
	}
	return list
}

// withoutData cuts what a materialized view says of its rows: WITH DATA, WITH NO DATA.
func withoutData(list []atom) []atom {
	n := len(list)
	switch {
	case n > 2 && list[n-1].isWord("data") && list[n-2].isWord("with"):
		return list[:n-2]
	case n > 3 && list[n-1].isWord("data") && list[n-2].isWord("no") && list[n-3].isWord("with"):
		return list[:n-3]
	}
	return list
}

// isView tells whether a plan is of a view.
func (t *tablePlan) isView() bool { return t.t.Kind == diagram.KindView }
