package prisma

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// relate makes fields of relationships, which stand in both models.
func (p *printer) relate() {
	count := map[string]int{} // relations between two models
	names := map[string]map[string]int{}
	pair := func(a, b *model) string {
		if a.name > b.name {
			a, b = b, a
		}
		return a.name + " " + b.name
	}
	for _, r := range p.d.SortedRelationships() {
		if len(r.Ends) == 2 && p.byTable[r.Ends[0].Table] != nil && p.byTable[r.Ends[1].Table] != nil {
			count[pair(p.byTable[r.Ends[0].Table], p.byTable[r.Ends[1].Table])]++
		}
	}
	joined := map[string]bool{}
	for _, r := range p.d.SortedRelationships() {
		of := "the relationship " + diagram.Short(r.Name)
		var a, b *model
		if len(r.Ends) == 2 {
			a, b = p.byTable[r.Ends[0].Table], p.byTable[r.Ends[1].Table]
		}
		if a == nil || b == nil {
			p.lose(r.ID, of, "that it joins more than two tables")
			continue
		}
		key := pair(a, b)
		name := ""
		if count[key] > 1 || a == b {
			if names[key] == nil {
				names[key] = map[string]int{}
			}
			name = free(names[key], relationName(r, a, b))
		}
		switch why := p.misfit(r, a, b, joined); {
		case why != "":
			p.lose(r.ID, of, "that it is there, because "+why)
		case r.IsForeignKey():
			p.foreignKey(r, a, b, name)
		default:
			p.manyToMany(a, b, name)
		}
		p.lose(r.ID, of, diagram.When(r.Verb+r.Inverse != "", "its verbs"), diagram.When(r.Comment != "", "its comment"), diagram.When(r.Ends[0].Role+r.Ends[1].Role != "", "its roles"),
			diagram.When(r.Deferrable || r.InitiallyDeferred, "that it is deferrable"), diagram.When(len(r.Attributes) > 0, "its attributes"), diagram.When(r.Inheritance, "inheritance"))
	}
}

// relationName tells relations between the same models apart.
func relationName(r *diagram.Relationship, a, b *model) string {
	if r.IsForeignKey() {
		var list []string
		for _, id := range r.FromColumns() {
			if f := a.byID[id]; f != nil {
				list = append(list, f.name)
			}
		}
		return a.name + "_" + strings.Join(list, "_")
	}
	return identifier(r.Name, a.name+"_"+b.name)
}

// misfit says why Prisma takes no such relation, or nothing.
func (p *printer) misfit(r *diagram.Relationship, a, b *model, joined map[string]bool) string {
	if !r.IsForeignKey() {
		switch {
		case !r.IsManyToMany():
			return "it has no columns"
		case !singleKey(a) || !singleKey(b):
			return "both tables of a many-to-many need a primary key of one column"
		case a == b:
			return "a many-to-many of a table with itself has no table of its own"
		}
		return ""
	}
	if _, _, ok := p.d.ForeignKey(r); !ok {
		return "its columns are not there"
	}
	from, to := r.FromColumns(), r.ToColumns()
	if !a.canBeUnique(from) || !b.isUnique(to) {
		return "it does not refer to a key"
	}
	text := a.name + " " + strings.Join(fieldNames(a, from), ",") + " " + b.name
	if joined[text] {
		return "another one joins the same columns"
	}
	joined[text] = true
	for i, id := range from {
		if x, y := a.byID[id].typ, b.byID[to[i]].typ; x.name != y.name || x.native != y.native {
			return "its columns have other types than those they refer to"
		}
	}
	return ""
}

func fieldNames(m *model, ids []diagram.ID) []string {
	list := make([]string, len(ids))
	for i, id := range ids {
		list[i] = m.byID[id].name
	}
	return list
}

func singleKey(m *model) bool {
	k := m.table.PrimaryKey()
	return k != nil && len(k.Columns) == 1 && m.canBeKey(k.Columns)
}

var actions = map[diagram.Action]string{
	diagram.ActionCascade: "Cascade", diagram.ActionRestrict: "Restrict", diagram.ActionNoAction: "NoAction",
	diagram.ActionSetNull: "SetNull", diagram.ActionSetDefault: "SetDefault",
}

// foreignKey writes the field of the child with the columns, and the list or single field
// of the parent.
func (p *printer) foreignKey(r *diagram.Relationship, child, parent *model, name string) {
	optional, allOptional := false, true
	for _, id := range r.FromColumns() {
		if child.table.NotNull(child.table.Column(id)) {
			allOptional = false
		} else {
			optional = true
		}
	}
	var args []string
	if name != "" {
		args = append(args, quote(name))
	}
	from, to := parent.inKeyOrder(r)
	args = append(args, "fields: ["+child.names(from)+"]", "references: ["+parent.names(to)+"]")
	var lost []string
	for _, action := range []struct {
		word  string
		value diagram.Action
	}{{"onDelete", r.OnDelete}, {"onUpdate", r.OnUpdate}} {
		word := actions[action.value]
		switch {
		case word == "":
			word = "NoAction"
		case word == "SetNull" && !allOptional, word == "SetDefault" && p.provider == "mysql", word == "Restrict" && p.provider == "sqlserver":
			lost = append(lost, "its action")
			word = "NoAction"
		case p.provider == "sqlserver" && child == parent && word != "NoAction":
			lost = append(lost, "its action")
			word = "NoAction"
		}
		args = append(args, action.word+": "+word)
	}
	if p.mayName(r.Name) {
		args = append(args, "map: "+quote(r.Name))
	} else if r.Name != "" {
		lost = append(lost, "its name")
	}
	p.lose(r.ID, "the relationship "+diagram.Short(r.Name), slices.Compact(lost)...)
	typ := parent.name
	if optional {
		typ += "?"
	}
	child.relate(parent, referringName(child, r, parent), typ, "@relation("+strings.Join(args, ", ")+")")
	back := child.name + "[]"
	if child.hasInOrder(from) {
		back = child.name + "?"
	}
	attribute := ""
	if name != "" {
		attribute = "@relation(" + quote(name) + ")"
	}
	parent.relate(child, child.name, back, attribute)
}

// keys lists the columns of the keys and unique indexes of a model.
func (m *model) keys() [][]diagram.ID {
	var lists [][]diagram.ID
	for _, k := range m.table.Keys {
		lists = append(lists, k.Columns)
	}
	for _, x := range m.table.Indexes {
		if x.Unique && x.Where == "" {
			lists = append(lists, x.ColumnIDs())
		}
	}
	return lists
}

// hasInOrder tells whether a key has exactly these columns in this order.
func (m *model) hasInOrder(ids []diagram.ID) bool {
	return slices.ContainsFunc(m.keys(), func(key []diagram.ID) bool { return slices.Equal(key, ids) })
}

// inKeyOrder returns the columns of a foreign key in the order of the key they refer to.
func (m *model) inKeyOrder(r *diagram.Relationship) (from, to []diagram.ID) {
	for _, key := range m.keys() {
		if !diagram.SameColumns(key, r.ToColumns()) {
			continue
		}
		for _, id := range key {
			for _, p := range r.Pairs {
				if p.To == id {
					from, to = append(from, p.From), append(to, id)
				}
			}
		}
		return from, to
	}
	return r.FromColumns(), r.ToColumns()
}

// referringName is what a child calls its parent: "customer" for the column customer_id.
func referringName(child *model, r *diagram.Relationship, parent *model) string {
	if len(r.Pairs) == 1 {
		name := child.byID[r.Pairs[0].From].name
		for _, end := range []string{"_id", "Id", "ID", "_fk"} {
			if cut := strings.TrimSuffix(name, end); cut != name && cut != "" {
				return cut
			}
		}
	}
	return parent.name
}

func (p *printer) manyToMany(a, b *model, name string) {
	attribute := ""
	if name != "" {
		attribute = "@relation(" + quote(name) + ")"
	}
	a.relate(b, b.name, b.name+"[]", attribute)
	b.relate(a, a.name, a.name+"[]", attribute)
}

// relate adds a field that stands for another model. One that is ignored makes its fields
// in others ignored, too.
func (m *model) relate(other *model, name, typ, attribute string) {
	if attribute != "" {
		attribute = " " + attribute
	}
	if other.ignored && !m.ignored {
		attribute += " @ignore"
	}
	name = strings.ToLower(name[:1]) + name[1:]
	m.relations = append(m.relations, relationField{free(m.taken, name), typ, attribute})
}
