package prisma

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

// builder makes a page of what was read.
type builder struct {
	*reader
	page    *diagram.Page
	d       *diagram.Diagram
	schemas map[string]diagram.ID
	built   map[string]*built // models by name
	enums   map[string]*diagram.Domain
	values  map[string]map[string]string // of enumerations: name in the schema → in the database
}

type built struct {
	*diagram.Table
	block   *block
	columns map[string]*diagram.Column // by the names of the fields
}

func build(r *reader) *diagram.Page {
	page := diagram.NewPage("")
	b := &builder{reader: r, page: page, d: page.Diagram, schemas: map[string]diagram.ID{}, built: map[string]*built{},
		enums: map[string]*diagram.Domain{}, values: map[string]map[string]string{}}
	for dialect, provider := range providers {
		if provider == r.provider && dialect != "mariadb" {
			b.d.Dialect = dialect
		}
	}
	names := map[string]bool{}
	for _, m := range r.models {
		names[m.name] = true
	}
	for _, e := range r.enums {
		b.enum(e)
	}
	for _, m := range r.models {
		b.table(m, names)
	}
	b.relations(names)
	return page
}

func (b *builder) id(parts ...string) diagram.ID {
	return diagram.DerivedID(append([]string{"prisma"}, parts...)...)
}

func (b *builder) place(id diagram.ID, at int) {
	line, column := b.source.Place(at)
	b.page.Places[id] = diagram.Position{Line: line, Column: column}
}

// cut returns a text that a diagram can hold.
func (b *builder) cut(s string, limit, at int) string {
	if len(s) <= limit || len([]rune(s)) <= limit {
		return s
	}
	b.warn("too-large", at, "", "This text has more than "+strconv.Itoa(limit)+" characters; the rest is left out.")
	return string([]rune(s)[:limit])
}

// head reads the name in the database and the schema of a block.
func (b *builder) head(m *block) (name string, schema diagram.ID) {
	name = m.name
	for _, a := range m.attributes {
		switch a.name {
		case "map":
			if s := a.text("name", 0); s != "" {
				name = s
			}
		case "schema":
			s := diagram.CutName(a.text("map", 0))
			if s == "" || s == "public" || s == "dbo" {
				continue
			}
			if b.schemas[s] == "" {
				b.schemas[s] = b.d.AddSchema(&diagram.Schema{ID: b.id("schema", s), Name: s}).ID
			}
			schema = b.schemas[s]
		}
	}
	return diagram.CutName(name), schema
}

func (b *builder) enum(e *block) {
	if b.enums[e.name] != nil || len(e.lines) == 0 {
		b.warn("duplicate-name", e.at, "", "The enumeration "+diagram.Short(e.name)+" is there twice or has no values, so it is left out.")
		return
	}
	o := &diagram.Domain{ID: b.id("enum", e.name), Comment: b.cut(e.comment, diagram.MaxText, e.at)}
	o.Name, o.Schema = b.head(e)
	b.values[e.name] = map[string]string{}
	for _, v := range e.lines[:min(len(e.lines), diagram.MaxColumns)] {
		value := diagram.CutName(v.name)
		for _, a := range v.attributes {
			if s := a.text("name", 0); a.name == "map" && s != "" {
				value = diagram.CutName(s)
			}
		}
		b.values[e.name][v.name] = value
		o.Values = append(o.Values, value)
	}
	b.enums[e.name] = b.d.AddDomain(o)
	b.place(o.ID, e.at)
}

func (b *builder) table(m *block, models map[string]bool) {
	if b.built[m.name] != nil {
		b.warn("duplicate-name", m.at, "", "There are two models named "+diagram.Short(m.name)+"; the second is left out.")
		return
	}
	t := &built{Table: &diagram.Table{ID: b.id("model", m.name), Comment: b.cut(m.comment, diagram.MaxText, m.at)}, block: m, columns: map[string]*diagram.Column{}}
	t.Name, t.Schema = b.head(m)
	if m.view {
		t.Kind = diagram.KindView
	}
	b.built[m.name] = t
	b.place(t.ID, m.at)
	for i := range m.lines {
		if f := &m.lines[i]; !models[f.typ] {
			b.column(t, f)
		}
	}
	for _, a := range m.attributes {
		switch a.name {
		case "id", "unique":
			b.key(t, a)
		case "index", "fulltext":
			b.index(t, a)
		case "map", "schema":
		case "ignore": // says nothing about the database
		default:
			b.warn("unknown-setting", a.at, t.ID, "There is no attribute "+diagram.Short("@@"+a.name)+" of a model; it is left out.")
		}
	}
	b.d.AddTable(t.Table)
}

// scalars are the types of fields in SQL, where no native type is named.
var scalars = map[string]string{
	"String": "text", "Int": "integer", "BigInt": "bigint", "Float": "double precision", "Decimal": "decimal", "Boolean": "boolean",
	"DateTime": "timestamp", "Json": "json", "Bytes": "blob",
}

func (b *builder) column(t *built, f *entry) {
	if t.columns[f.name] != nil {
		b.warn("duplicate-name", f.at, t.ID, "The model "+diagram.Short(t.block.name)+" has two fields named "+diagram.Short(f.name)+"; the second is left out.")
		return
	}
	c := &diagram.Column{ID: b.id("field", t.block.name, f.name), Name: diagram.CutName(f.name), NotNull: !f.optional, Comment: b.cut(f.comment, diagram.MaxText, f.at)}
	switch {
	case f.typ == "Unsupported":
		c.Type = f.argument
	case b.enums[f.typ] != nil:
		o := b.enums[f.typ]
		c.Type = o.Name
		if s := b.d.Schemas[o.Schema]; s != nil {
			c.Type = s.Name + "." + o.Name
		}
	case scalars[f.typ] != "":
		c.Type = scalars[f.typ]
		if b.provider == "postgresql" && f.typ == "Bytes" {
			c.Type = "bytea"
		}
		if b.provider == "postgresql" && f.typ == "Json" {
			c.Type = "jsonb"
		}
	default:
		b.warn("unresolved-reference", f.at, c.ID, "The type "+diagram.Short(f.typ)+" of the field "+diagram.Short(f.name)+" is not in the schema.")
		c.Type = f.typ
	}
	for _, a := range f.attributes {
		b.attribute(t, f, c, a)
	}
	if f.list {
		c.Type += "[]"
	}
	c.Type = b.cut(c.Type, 4096, f.at)
	t.columns[f.name] = c
	t.Columns = append(t.Columns, c)
	b.place(c.ID, f.at)
}

func (b *builder) attribute(t *built, f *entry, c *diagram.Column, a attribute) {
	switch native, isNative := strings.CutPrefix(a.name, "db."); {
	case isNative:
		c.Type = nativeType(native, a)
	case a.name == "id" || a.name == "unique":
		t.Keys = append(t.Keys, &diagram.Key{ID: b.id(a.name, t.block.name, f.name), Name: diagram.CutName(a.text("map", -1)), Primary: a.name == "id", Columns: []diagram.ID{c.ID}})
	case a.name == "map":
		if s := diagram.CutName(a.text("name", 0)); s != "" {
			c.Name = s
		}
	case a.name == "default":
		b.standardOf(f, c, a)
	case a.name == "updatedAt":
		b.leave("times that programs set", a.at)
	case a.name == "ignore": // says nothing about the database
	default:
		b.warn("unknown-setting", a.at, c.ID, "There is no attribute "+diagram.Short("@"+a.name)+" of a field; it is left out.")
	}
}

// natives are the types of databases whose names differ from those in the schema.
var natives = map[string]string{"DoublePrecision": "double precision", "ByteA": "bytea", "JsonB": "jsonb", "Integer": "integer", "UniqueIdentifier": "uniqueidentifier"}

func nativeType(name string, a attribute) string {
	typ := natives[name]
	if typ == "" {
		typ = strings.ToLower(name)
	}
	if len(a.arguments) == 0 {
		return typ
	}
	var list []string
	for _, v := range a.arguments {
		list = append(list, v.value)
	}
	return typ + "(" + strings.Join(list, ", ") + ")"
}

var numberText = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// standardOf reads a default value as SQL.
func (b *builder) standardOf(f *entry, c *diagram.Column, a attribute) {
	v := a.find("value", 0)
	call, inner, _ := strings.Cut(v, "(")
	switch inner = strings.TrimSuffix(inner, ")"); {
	case v == "autoincrement()":
		c.Identity = diagram.IdentityByDefault
	case v == "now()":
		c.Default = "CURRENT_TIMESTAMP"
	case call == "dbgenerated" && inner != v:
		c.Default = b.cut(unquote(inner), diagram.MaxText, a.at)
	case strings.HasPrefix(v, `"`):
		c.Default = b.cut("'"+strings.ReplaceAll(unquote(v), "'", "''")+"'", diagram.MaxText, a.at)
	case numberText.MatchString(v), v == "true", v == "false":
		c.Default = v
	case b.values[f.typ][v] != "":
		c.Default = "'" + strings.ReplaceAll(b.values[f.typ][v], "'", "''") + "'"
	case strings.HasSuffix(v, ")"):
		b.leave("values that programs make, as uuid()", a.at)
	default:
		b.warn("unknown-setting", a.at, c.ID, "The default "+diagram.Short(v)+" of the field "+diagram.Short(f.name)+" can't be read; it is left out.")
	}
}

// fieldsOf looks the fields of a list up: [a, b(sort: Desc)].
func (b *builder) fieldsOf(t *built, list string, at int) (columns []*diagram.Column, descending []bool) {
	list = strings.TrimSuffix(strings.TrimPrefix(list, "["), "]")
	for _, part := range splitList(list) {
		name := word(part)
		c := t.columns[name]
		if c == nil || slices.Contains(columns, c) || len(columns) == diagram.MaxColumns {
			b.warn("unresolved-reference", at, t.ID, "The field "+diagram.Short(part)+" is not in the model "+diagram.Short(t.block.name)+" or stands there twice.")
			return nil, nil
		}
		columns = append(columns, c)
		descending = append(descending, strings.Contains(part[len(name):], "Desc"))
	}
	return columns, descending
}

func ids(columns []*diagram.Column) []diagram.ID {
	list := make([]diagram.ID, len(columns))
	for i, c := range columns {
		list[i] = c.ID
	}
	return list
}

func (b *builder) key(t *built, a attribute) {
	columns, _ := b.fieldsOf(t, a.find("fields", 0), a.at)
	if len(columns) == 0 {
		return
	}
	k := &diagram.Key{ID: b.id(a.name, t.block.name, strconv.Itoa(len(t.Keys))), Name: diagram.CutName(a.text("map", -1)), Primary: a.name == "id", Columns: ids(columns)}
	t.Keys = append(t.Keys, k)
	b.place(k.ID, a.at)
}

func (b *builder) index(t *built, a attribute) {
	columns, descending := b.fieldsOf(t, a.find("fields", 0), a.at)
	if len(columns) == 0 {
		return
	}
	x := &diagram.Index{ID: b.id("index", t.block.name, strconv.Itoa(len(t.Indexes))), Name: diagram.CutName(a.text("map", -1)), Method: diagram.CutName(strings.ToLower(word(a.find("type", -1))))}
	if a.name == "fulltext" {
		x.Method = "fulltext"
	}
	for i, c := range columns {
		x.Parts = append(x.Parts, diagram.IndexPart{Column: c.ID, Descending: descending[i]})
	}
	t.Indexes = append(t.Indexes, x)
	b.place(x.ID, a.at)
}

// relations makes foreign keys of the fields that name columns, and a many-to-many of two
// lists that belong together.
func (b *builder) relations(models map[string]bool) {
	type list struct {
		from *built
		at   int
	}
	lists := map[string][]list{} // of two models and the name of the relation
	var order []string
	for _, m := range b.models {
		t := b.built[m.name]
		if t == nil || t.block != m {
			continue
		}
		for i := range m.lines {
			f := &m.lines[i]
			parent := b.built[f.typ]
			if !models[f.typ] || parent == nil {
				continue
			}
			name := ""
			at := slices.IndexFunc(f.attributes, func(a attribute) bool { return a.name == "relation" })
			if at >= 0 {
				name = f.attributes[at].text("name", 0)
				if f.attributes[at].find("fields", -1) != "" {
					b.foreignKey(t, parent, f, f.attributes[at])
					continue
				}
			}
			if f.list {
				pair := []string{m.name, f.typ}
				slices.Sort(pair)
				key := strings.Join(append(pair, name), " ")
				if lists[key] == nil {
					order = append(order, key)
				}
				lists[key] = append(lists[key], list{t, f.at})
			}
		}
	}
	for _, key := range order {
		both := lists[key]
		if len(both) != 2 {
			continue // the other side has the columns
		}
		r := &diagram.Relationship{ID: b.id("many-to-many", key), Ends: diagram.Between(both[0].from.ID, diagram.Many, both[1].from.ID, diagram.Many)}
		b.d.AddRelationship(r)
		b.place(r.ID, both[0].at)
	}
}

// foreignKey builds a relation with its columns. Actions that are not said are those that
// Prisma takes.
func (b *builder) foreignKey(child, parent *built, f *entry, a attribute) {
	from, _ := b.fieldsOf(child, a.find("fields", -1), a.at)
	to, _ := b.fieldsOf(parent, a.find("references", -1), a.at)
	if len(from) == 0 || len(from) != len(to) {
		b.warn("unresolved-reference", a.at, child.ID, "The relation "+diagram.Short(f.name)+" does not name the same number of fields on both sides, so it is left out.")
		return
	}
	pairs := make([]diagram.Pair, len(from))
	optional := true
	for i, c := range from {
		pairs[i] = diagram.Pair{From: c.ID, To: to[i].ID}
		optional = optional && !child.NotNull(c)
	}
	r := diagram.Refer(child.Table, parent.Table, pairs)
	r.ID, r.Name = b.id("relation", child.block.name, f.name), diagram.CutName(a.text("map", -1))
	r.OnDelete, r.OnUpdate = diagram.ActionRestrict, diagram.ActionCascade
	if optional {
		r.OnDelete = diagram.ActionSetNull
	}
	for action, word := range actions {
		if a.find("onDelete", -1) == word {
			r.OnDelete = action
		}
		if a.find("onUpdate", -1) == word {
			r.OnUpdate = action
		}
	}
	b.d.AddRelationship(r)
	b.place(r.ID, f.at)
}
