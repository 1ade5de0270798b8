package dbml

import (
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// uniqueNote marks an index that is a unique constraint: DBML has one word for both.
const uniqueNote = "unique constraint"

func (b *builder) table(tree *table) {
	schema, n := tree.name.split()
	t := &built{Table: &diagram.Table{ID: b.id("table", schema, n), Name: diagram.CutName(n), Schema: b.schema(schema)},
		tree: tree, schema: schema, columns: map[string]*diagram.Column{}}
	b.place(t.ID, tree.name.at)
	if key := nameKey(schema, n); b.tables[key] != nil {
		b.reportOf("duplicate-name", tree.name.at, t.ID, "There are two tables named "+diagram.Short(n)+"; relationships belong to the first.")
	} else {
		b.tables[key] = t
		if folded := strings.ToLower(key); b.folded[folded] == nil {
			b.folded[folded] = t
		}
	}
	b.fill(t)
	b.d.AddTable(t.Table)
	b.all = append(b.all, t)
}

// unusedPartials looks into partials that no table has: their faults are told, too.
func (b *builder) unusedPartials() {
	b.trial = true
	for _, p := range b.file.partials {
		n := strings.Join(p.name.parts, ".")
		if !b.usedPartials[n] {
			b.fill(&built{Table: &diagram.Table{Name: diagram.CutName(n)}, tree: p, columns: map[string]*diagram.Column{}})
		}
	}
}

// fill puts everything into a table that belongs to it.
func (b *builder) fill(t *built) {
	tree := t.tree
	partials := b.partialsOf(t)
	note := tree.note
	for _, p := range partials {
		if tree.note == "" && p.note != "" {
			note = p.note
		}
	}
	t.Comment = b.prose(note, tree.name.at)
	b.tableSettings(tree)
	var primary []diagram.ID
	for _, c := range b.columnsOf(t, partials) {
		if len(t.Columns) > diagram.MaxColumns {
			break // the door refuses the table
		}
		b.column(t, c, &primary)
	}
	if len(primary) > 0 {
		t.Keys = append([]*diagram.Key{{ID: b.id(string(t.ID), "primary"), Primary: true, Columns: primary}}, t.Keys...)
	}
	for _, owner := range append([]*table{tree}, partials...) {
		for _, x := range owner.indexes {
			b.index(t, x)
		}
		for _, c := range owner.checks {
			b.check(t, c)
		}
	}
}

func (b *builder) tableSettings(tree *table) {
	for _, s := range tree.settings {
		if s.key != "headercolor" {
			b.refuse([]setting{s}, "a table")
			continue
		}
		b.leave("colours of headers", s.at)
		b.color(s)
	}
}

// partialsOf returns the partials of a table in the order of the text, each once.
func (b *builder) partialsOf(t *built) []*table {
	var list []*table
	seen := map[string]bool{}
	for _, i := range t.tree.items {
		if i.column != nil || b.injected > maxInjected {
			continue
		}
		p := b.partials[i.partial]
		b.usedPartials[i.partial] = true
		switch {
		case p == nil:
			b.reportOf("unresolved-reference", i.at, t.ID, "There is no partial named "+diagram.Short(i.partial)+".")
		case seen[i.partial]:
			b.reportOf("duplicate-name", i.at, t.ID, "The partial "+diagram.Short(i.partial)+" stands in this table already.")
		default:
			list = append(list, p)
		}
		seen[i.partial] = true
	}
	return list
}

// source is a column of a table and where it comes from.
type source struct {
	*column
	partial bool
}

// columnsOf puts the columns of partials where the partials stand. Of columns of one name
// that of the table itself counts, else that of the last partial.
func (b *builder) columnsOf(t *built, partials []*table) []source {
	if len(partials) == 0 {
		list := make([]source, 0, len(t.tree.items))
		for _, i := range t.tree.items {
			if i.column != nil {
				list = append(list, source{i.column, false})
			}
		}
		return list
	}
	own := map[string]bool{}
	for _, i := range t.tree.items {
		if i.column != nil {
			own[i.column.name] = true
		}
	}
	last := map[string]*table{}
	for _, p := range partials {
		for _, i := range p.items {
			if i.column != nil {
				last[i.column.name] = p
			}
		}
	}
	var list []source
	next := 0
	seen := map[string]bool{}
	for _, i := range t.tree.items {
		if i.column != nil {
			list = append(list, source{i.column, false})
			continue
		}
		if seen[i.partial] || b.partials[i.partial] == nil {
			continue
		}
		seen[i.partial] = true
		p := partials[next]
		next++
		if b.injected += len(p.items); b.injected > maxInjected {
			b.reportOf("too-large", i.at, t.ID, "Partials bring more than "+strconv.Itoa(maxInjected)+" columns; the rest is left out.")
			continue
		}
		for _, c := range p.items {
			if c.column != nil && !own[c.column.name] && last[c.column.name] == p {
				list = append(list, source{c.column, true})
			}
		}
	}
	return list
}

// column builds one column with what its settings say.
func (b *builder) column(t *built, from source, primary *[]diagram.ID) {
	c := &diagram.Column{ID: b.id(string(t.ID), "column", from.name), Name: diagram.CutName(from.name), Type: b.cut(from.typ, 4096, from.at)}
	b.place(c.ID, from.at)
	t.Columns = append(t.Columns, c)
	if t.columns[from.name] != nil && t.columns[from.name].Name == c.Name {
		b.reportOf("duplicate-name", from.at, c.ID, "The table "+diagram.Short(t.Name)+" has two columns named "+diagram.Short(c.Name)+".")
	} else {
		t.columns[from.name] = c
	}
	if folded := strings.ToLower(from.name); t.columns[folded] == nil {
		t.columns[folded] = c
	}
	note, rest := b.noteOf(from.settings)
	c.Comment = b.prose(note, from.at)
	seen := make(map[string]bool, len(rest))
	for _, s := range rest {
		if seen[s.key] && s.key != "ref" && s.key != "check" {
			b.report("duplicate-setting", s.at, "The setting "+diagram.Short(s.key)+" stands there twice.")
			continue
		}
		seen[s.key] = true
		switch s.key {
		case "pk", "primary key":
			*primary = append(*primary, c.ID)
		case "unique":
			t.Keys = append(t.Keys, &diagram.Key{ID: b.id(string(t.ID), "unique", from.name), Columns: []diagram.ID{c.ID}})
		case "not null":
			c.NotNull = true
		case "null":
			// What is so without it.
		case "increment":
			c.Identity = diagram.IdentityByDefault
		case "default":
			b.standard(t, c, s)
		case "check":
			b.columnCheck(t, c, s)
		case "ref":
			b.inline(t, from, s)
		default:
			b.refuse([]setting{s}, "a column")
		}
	}
	if seen["null"] && seen["not null"] {
		b.report("duplicate-setting", from.at, "The column "+diagram.Short(c.Name)+" is both null and not null; it is not null.")
	}
}

// standard reads a default value as SQL.
func (b *builder) standard(t *built, c *diagram.Column, s setting) {
	signs, v := "", s.value
	for len(v) > 1 && (v[0].isSign("-") || v[0].isSign("+")) {
		signs += v[0].value
		v = v[1:]
	}
	switch {
	case len(v) == 1 && v[0].kind == kindNumber:
		if strings.Count(signs, "-")%2 == 1 {
			c.Default = "-"
		}
		c.Default += v[0].value
		return
	case signs != "" || len(v) == 0:
	case len(v) == 1 && (v[0].kind == kindText || v[0].kind == kindQuoted):
		c.Default = b.prose(literal(v[0].value), s.at)
		return
	case len(v) == 1 && v[0].kind == kindCode:
		c.Default = b.prose(v[0].value, s.at)
		return
	case len(v) == 1 && (v[0].isWord("true") || v[0].isWord("false") || v[0].isWord("null")):
		c.Default = strings.ToLower(v[0].value)
		return
	case len(v) > 2 && v[0].isName():
		t.enums = append(t.enums, enumDefault{c, s})
		return
	}
	b.reportOf("syntax", s.at, c.ID, "A default is a number, a text in quotes, an expression in backticks, true, false, null or a value of an enumeration.")
}

// literal writes a text as SQL does.
func literal(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// enumDefaults looks up the defaults that name values of enumerations.
func (b *builder) enumDefaults(t *built) {
	for _, e := range t.enums {
		n := name{}
		good := true
		for i, tok := range e.value.value {
			if i%2 == 1 {
				good = good && tok.isSign(".")
				continue
			}
			good = good && tok.isName()
			n.parts = append(n.parts, tok.value)
		}
		last := len(n.parts) - 1
		value := n.parts[last]
		n.parts = n.parts[:last]
		schema, enum := n.split()
		o := b.enums[nameKey(schema, enum)]
		if good && o != nil && contains(o.Values, diagram.CutName(value)) {
			e.column.Default = b.prose(literal(diagram.CutName(value)), e.value.at)
			continue
		}
		b.reportOf("unresolved-reference", e.value.at, e.column.ID,
			"The default of the column "+diagram.Short(e.column.Name)+" is no value of an enumeration of the file, so it is left out.")
	}
}

func contains(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// columnCheck keeps the first condition with the column and more of them with the table.
func (b *builder) columnCheck(t *built, c *diagram.Column, s setting) {
	if len(s.value) != 1 || s.value[0].kind != kindCode {
		b.reportOf("syntax", s.at, c.ID, "A check is a condition in backticks.")
		return
	}
	condition := b.prose(s.value[0].value, s.at)
	if c.Check == "" {
		c.Check = condition
		return
	}
	t.Checks = append(t.Checks, &diagram.Check{ID: b.id(string(t.ID), "check", condition), Expression: condition})
}

func (b *builder) check(t *built, c *check) {
	k := &diagram.Check{Expression: b.prose(c.expression, c.at)}
	names := 0
	for _, s := range c.settings {
		n, ok := s.text()
		if s.key != "name" || !ok {
			b.refuse([]setting{s}, "a check")
			continue
		}
		if names++; names > 1 {
			b.report("duplicate-setting", s.at, "The setting "+diagram.Short(s.key)+" stands there twice.")
			continue
		}
		k.Name = diagram.CutName(n)
	}
	k.ID = b.id(string(t.ID), "check", k.Name, k.Expression)
	t.Checks = append(t.Checks, k)
	b.place(k.ID, c.at)
}

// index builds an index, or the key that it stands for.
func (b *builder) index(t *built, x *index) {
	out := &diagram.Index{}
	primary, constraint := false, false
	for _, s := range x.settings {
		v := ""
		if len(s.value) == 1 {
			v = s.value[0].value
		}
		switch {
		case (s.key == "pk" || s.key == "primary key") && len(s.value) == 0:
			primary = true
		case s.key == "unique" && len(s.value) == 0:
			out.Unique = true
		case s.key == "name" && v != "":
			out.Name = diagram.CutName(v)
		case s.key == "type" && v != "":
			out.Method = diagram.CutName(v)
		case s.key == "note" && v == uniqueNote:
			constraint = true
		case s.key == "note":
			b.leave("notes of indexes", s.at)
		default:
			b.refuse([]setting{s}, "an index")
		}
	}
	parts := []string{string(t.ID), "index", out.Name}
	if len(x.parts) > diagram.MaxColumns {
		b.reportOf("too-large", x.at, t.ID, "An index of the table "+diagram.Short(t.Name)+" has too many columns, so it is left out.")
		return
	}
	for _, p := range x.parts {
		if p.kind == kindCode {
			if strings.TrimSpace(p.value) == "" {
				b.reportOf("syntax", p.start, t.ID, "An expression of an index is empty, so the index is left out.")
				return
			}
			out.Parts = append(out.Parts, diagram.IndexPart{Expression: b.prose(p.value, p.start)})
			parts = append(parts, p.value)
			continue
		}
		c := t.column(p.value)
		if c == nil {
			b.reportOf("unresolved-reference", p.start, t.ID,
				"An index of the table "+diagram.Short(t.Name)+" names the column "+diagram.Short(p.value)+", which the table does not have, so it is left out.")
			return
		}
		out.Parts = append(out.Parts, diagram.IndexPart{Column: c.ID})
		parts = append(parts, p.value)
	}
	ids := out.ColumnIDs()
	out.ID = b.id(parts...)
	b.place(out.ID, x.at)
	switch {
	case primary && ids != nil:
		b.primary(t, &diagram.Key{ID: out.ID, Name: out.Name, Primary: true, Columns: ids}, x.at)
	case primary:
		b.reportOf("syntax", x.at, t.ID, "A primary key has no expressions; this one is left out.")
	case constraint && out.Unique && ids != nil:
		t.Keys = append(t.Keys, &diagram.Key{ID: out.ID, Name: out.Name, Columns: ids})
	default:
		t.Indexes = append(t.Indexes, out)
	}
}

// primary adds a primary key, or the name to the one that the columns state already.
func (b *builder) primary(t *built, k *diagram.Key, at int) {
	old := t.PrimaryKey()
	switch {
	case old == nil:
		t.Keys = append([]*diagram.Key{k}, t.Keys...)
	case diagram.SameColumns(old.Columns, k.Columns):
		old.Columns = k.Columns
		if old.Name == "" {
			old.Name = k.Name
		}
	default:
		b.reportOf("duplicate-name", at, t.ID, "The table "+diagram.Short(t.Name)+" has two primary keys; the first counts.")
		t.Keys = append(t.Keys, k)
	}
}

// column returns the column of this name, or nil.
func (t *built) column(n string) *diagram.Column {
	if c := t.columns[n]; c != nil {
		return c
	}
	return t.columns[strings.ToLower(n)]
}
