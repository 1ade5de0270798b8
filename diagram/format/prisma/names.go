package prisma

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"crowsfoot/diagram"
)

type (
	model struct {
		table     *diagram.Table
		name      string
		original  string // the name of the table in the database
		schema    string
		fields    []*field
		byID      map[diagram.ID]*field
		taken     map[string]int // names of fields
		relations []relationField
		ignored   bool // Prisma wants a unique key and there is none
	}

	field struct {
		column   *diagram.Column
		name     string
		original string // the name of the column in the database
		typ      fieldType
	}

	enum struct {
		name, original, schema string
		values                 []enumValue
	}

	enumValue struct{ name, original string }

	// relationField is a field that stands for the other end of a relation.
	relationField struct{ name, typ, attributes string }
)

// reserved are words that no model or enumeration may be called.
var reserved = strings.Fields(`async await break case catch class const continue debugger default delete do else enum export extends false finally for
	function if implements import in instanceof interface let new null package private protected public return super switch this throw true try
	using typeof var void while with yield prismaclient string int boolean float decimal bigint datetime json bytes unsupported model type view
	datasource generator`)

// identifier makes a name of letters, digits and _ that begins with a letter.
func identifier(s, otherwise string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', b.Len() > 0 && (r >= '0' && r <= '9' || r == '_'):
			b.WriteRune(r)
		case b.Len() > 0:
			b.WriteByte('_')
		}
	}
	name := strings.TrimRight(b.String(), "_")
	if name == "" || b.String() != s && len(name) < 2 {
		name = otherwise
	}
	if b.Len() > 0 && b.String() == s {
		name = s
	}
	return name[:min(len(name), 80)]
}

// free returns the name, or the name with a number, that is not taken, and takes it.
func free(taken map[string]int, name string) string {
	try := name
	for taken[try] > 0 {
		taken[name]++
		try = name + "_" + strconv.Itoa(taken[name])
	}
	taken[try]++
	return try
}

// name gives names to models, fields and enumerations.
func (p *printer) name() {
	taken, inDatabase := map[string]int{}, map[string]bool{}
	typeName := func(s, otherwise string) string {
		name := identifier(s, otherwise)
		if slices.Contains(reserved, strings.ToLower(name)) {
			name += "_"
		}
		return free(taken, name)
	}
	p.nameSchemas()
	p.byTable, p.enums, p.domains = map[diagram.ID]*model{}, map[diagram.ID]*enum{}, map[string]*diagram.Domain{}
	for _, o := range p.d.SortedDomains() {
		known := []string{strings.ToLower(o.Name)}
		if s := p.d.Schemas[o.Schema]; s != nil {
			known = append(known, strings.ToLower(s.Name+"."+o.Name))
		}
		for _, n := range known {
			if n != "" && p.domains[n] == nil {
				p.domains[n] = o
			}
		}
		if !o.IsEnum() || p.provider == "sqlserver" || p.provider == "sqlite" {
			continue
		}
		e := &enum{name: typeName(o.Name, "Enum"), schema: p.schemaOf(o.Schema)}
		e.original = alone(inDatabase, e.schema+"\x00enum", o.Name, e.name)
		names, originals := map[string]int{}, map[string]bool{}
		for _, v := range o.Values {
			if !originals[v] {
				originals[v] = true
				e.values = append(e.values, enumValue{free(names, identifier(v, "value")), v})
			}
		}
		p.enums[o.ID] = e
	}
	for _, t := range p.d.SortedTables() {
		m := &model{table: t, name: typeName(t.Name, "Table"), schema: p.schemaOf(t.Schema), byID: map[diagram.ID]*field{}, taken: map[string]int{}}
		m.original = alone(inDatabase, m.schema, t.Name, m.name)
		columns := map[string]bool{}
		for _, c := range t.Columns {
			f := &field{column: c, name: free(m.taken, identifier(c.Name, "field")), typ: p.typeOf(c)}
			f.original = alone(columns, "", c.Name, f.name)
			m.fields = append(m.fields, f)
			m.byID[c.ID] = f
		}
		m.ignored = !m.hasKey()
		p.models = append(p.models, m)
		p.byTable[t.ID] = m
		for _, k := range t.Keys {
			p.maps[k.Name]++
		}
		for _, x := range t.Indexes {
			p.maps[x.Name]++
		}
	}
	for _, r := range p.d.Relationships {
		p.maps[r.Name]++
	}
}

// alone returns the name in the database, or where another has it already the name here.
func alone(taken map[string]bool, scope, original, name string) string {
	original = cmp.Or(original, name)
	if taken[scope+"\x00"+original] {
		original = name
	}
	taken[scope+"\x00"+original] = true
	return original
}

// usual is the schema of tables that name none.
var usual = map[string]string{"postgresql": "public", "sqlserver": "dbo"}

// nameSchemas lists the schemas when a table or enumeration names one and Prisma knows
// schemas for the database.
func (p *printer) nameSchemas() {
	if usual[p.provider] == "" {
		return
	}
	for _, s := range p.d.SortedSchemas() {
		if s.Name != "" && !slices.Contains(p.schemas, s.Name) {
			p.schemas = append(p.schemas, s.Name)
		}
	}
	if u := usual[p.provider]; len(p.schemas) > 0 && !slices.Contains(p.schemas, u) {
		p.schemas = append(p.schemas, u)
	}
}

func (p *printer) schemaOf(id diagram.ID) string {
	if len(p.schemas) == 0 {
		return ""
	}
	if s := p.d.Schemas[id]; s != nil && s.Name != "" {
		return s.Name
	}
	return usual[p.provider]
}

// names lists fields by the IDs of their columns.
func (m *model) names(ids []diagram.ID) string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = m.byID[id].name
	}
	return strings.Join(list, ", ")
}

// canBeUnique tells whether these columns may be in a key or index.
func (m *model) canBeUnique(ids []diagram.ID) bool {
	seen := map[diagram.ID]bool{}
	for _, id := range ids {
		f := m.byID[id]
		if f == nil || seen[id] || f.typ.unsupported || f.typ.list || f.typ.name == "Json" {
			return false
		}
		seen[id] = true
	}
	return len(ids) > 0
}

func (m *model) canBeKey(ids []diagram.ID) bool { return m.canBeUnique(ids) }

// single returns the first unique key of this column alone, or nil.
func (m *model) single(column diagram.ID) *diagram.Key {
	for _, k := range m.table.Keys {
		if !k.Primary && len(k.Columns) == 1 && k.Columns[0] == column && m.canBeUnique(k.Columns) {
			return k
		}
	}
	return nil
}

// hasKey tells whether the model has a key that is written and whose fields are all
// required: Prisma wants one.
func (m *model) hasKey() bool {
	t := m.table
	if k := t.PrimaryKey(); k != nil && m.canBeKey(k.Columns) {
		return true
	}
	required := func(ids []diagram.ID) bool {
		return m.canBeUnique(ids) && !slices.ContainsFunc(ids, func(id diagram.ID) bool { return !t.NotNull(t.Column(id)) })
	}
	return slices.ContainsFunc(t.Keys, func(k *diagram.Key) bool { return !k.Primary && required(k.Columns) }) ||
		slices.ContainsFunc(t.Indexes, func(x *diagram.Index) bool { return x.Unique && x.Where == "" && required(x.ColumnIDs()) })
}

// isUnique tells whether exactly these columns are a key that is written.
func (m *model) isUnique(ids []diagram.ID) bool { return m.canBeUnique(ids) && m.table.IsUnique(ids) }
