package ddl

import (
	"cmp"
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// planColumns names the columns and gives them their types.
func (w *writer) planColumns() {
	w.planInParts(func(part *writer, tables []*tablePlan) {
		taken := newNames(w.to)
		for _, t := range tables {
			taken.forget()
			part.nameColumns(t, taken)
		}
	})
	w.joinColumns()
	for _, t := range w.tables {
		for _, c := range t.columns {
			c.sql = w.meaning(t, c)
			if c.identity == "" && (c.sql.serial && c.c.Default == "" || c.sql.isInteger() && w.isSequenced(c)) {
				c.identity = diagram.IdentityByDefault
			}
		}
	}
	for _, t := range w.tables {
		for _, c := range t.columns {
			if w.to.countsDecimals && c.sql.kind == typeDecimal && c.sql.scale <= 0 && c.sql.precision > 0 {
				w.planType(t, c)
				continue
			}
			if c.sql.domain == nil && c.sql.isNumber() && !c.sql.isInteger() && w.countsRows(c) {
				c.sql.kind, c.sql.loss, c.recast = typeBigint, "becomes a whole number, because only those count rows", true
			}
			w.planType(t, c)
		}
	}
}

// nameColumns begins the plans of a table's columns.
func (w *writer) nameColumns(t *tablePlan, taken *names) {
	plans := make([]columnPlan, len(t.t.Columns))
	t.columns = make([]*columnPlan, 0, len(plans))
	for i, c := range t.t.Columns {
		p := &plans[i]
		p.table, p.c, p.identity, p.notNull = t, c, c.Identity, t.t.NotNull(c)
		own := c.Name
		if w.to.refusesColumn != nil && w.to.refusesColumn(w.to.cleanName(own, "")) {
			w.note(&t.notes, c.ID, "name-changed", t.where(p), "%s keeps the column name %q for itself.", w.to.Title, own)
			own += "_"
		}
		if name, ok := w.given[givenKey{"column", c.ID}]; ok {
			p.name = name
		} else {
			p.name = w.name(taken, own, "column", "column", func() string { return t.t.Name + "." + c.Name }, c.ID, &t.notes)
		}
		t.columns = append(t.columns, p)
	}
	for _, k := range t.t.Keys {
		for _, id := range k.Columns {
			if c := t.byID(id); c != nil {
				c.keyed = true
			}
		}
	}
	for _, x := range t.t.Indexes {
		for _, part := range x.Parts {
			if c := t.byID(part.Column); c != nil {
				c.indexed = true
				c.keyed = c.keyed || x.Unique
			}
		}
	}
}

// joinColumns numbers the columns, and tells them of their foreign keys.
func (w *writer) joinColumns() {
	place := 0
	for _, t := range w.tables {
		for _, c := range t.columns {
			c.place = place
			place++
		}
	}
	for _, r := range w.relationships {
		child, parent, ok := w.d.ForeignKey(r)
		if !ok {
			continue
		}
		for _, p := range r.Pairs {
			from, to := w.byID[child.ID].byID(p.From), w.byID[parent.ID].byID(p.To)
			if from != nil {
				from.keyed = true
			}
			if to != nil {
				to.keyed = true
			}
			if from != nil && to != nil {
				from.parents = append(from.parents, to)
				to.children = append(to.children, from)
			}
		}
	}
}

// meaning reads a column's type, or chooses one where it is missing.
func (w *writer) meaning(t *tablePlan, c *columnPlan) sqlType {
	if o := w.domainOf(c.c); o != nil {
		p := w.domains[o.ID]
		s := p.base
		s.domain, s.array = p, diagram.ParseType(c.c.Type).Array
		c.notNull = c.notNull || o.NotNull
		return s
	}
	if strings.TrimSpace(c.c.Type) != "" {
		s, ok := w.read[c.c.Type]
		if !ok {
			s = readType(diagram.ParseType(c.c.Type), w.source)
			s.values = w.enumValues(s.values)
			w.read[c.c.Type] = s
		}
		return s
	}
	return w.missingType(t, c)
}

// missingType chooses a type for a column that has none: that of the nearest column it
// is joined with by foreign keys, so that both ends stay alike; else a number where one
// of them numbers rows or is the whole primary key; else text.
func (w *writer) missingType(t *tablePlan, c *columnPlan) sqlType {
	number := false
	seen := map[*columnPlan]bool{c: true}
	for queue := []*columnPlan{c}; len(queue) > 0; queue = queue[1:] {
		o := queue[0]
		if strings.TrimSpace(o.c.Type) != "" {
			s := w.meaning(o.table, o)
			s.serial = false
			w.note(&t.notes, c.c.ID, "type-missing", t.where(c), "%s has no type; it takes the type of %s.", t.where(c), o.table.where(o))
			return s
		}
		key := o.table.t.PrimaryKey()
		number = number || o.identity != "" || key != nil && len(key.Columns) == 1 && key.Columns[0] == o.c.ID
		for _, next := range slices.Concat(o.parents, o.children) {
			if !seen[next] {
				seen[next] = true
				queue = append(queue, next)
			}
		}
	}
	kind, name := typeVarchar, "text"
	if number {
		kind, name = typeInteger, "integer"
	}
	if !w.to.computedTypes || strings.TrimSpace(c.c.Generated) == "" {
		w.note(&t.notes, c.c.ID, "type-missing", t.where(c), "%s has no type; %s stands in its place.", t.where(c), name)
	}
	return sqlType{kind: kind, precision: -1, scale: -1, said: unsaid}
}

// planType writes the type of a column and notes what is lost.
func (w *writer) planType(t *tablePlan, c *columnPlan) {
	loss := c.sql.loss
	if w.same && c.sql.domain == nil && !c.sql.serial && !c.recast {
		if native, ok := nativeType(w.to.native, *c.sql.said); ok && w.mayStay(c) {
			c.typeName = native
			w.needExtension(c.sql.said.Name)
			w.planCollation(t, c)
			return
		}
	}
	name, more := w.to.typeName(w, c, c.sql)
	if c.sql.kind == typeUnknown && c.sql.domain == nil {
		// Not a type anywhere else: perhaps it is one of this database's own.
		if native, ok := nativeType(w.to.native, *c.sql.said); ok && w.source == "" {
			name, more, loss = native, "", ""
			w.needExtension(c.sql.said.Name)
		}
	}
	c.typeName = name
	if loss != "" && more != "" {
		loss += " and "
	}
	if loss += more; loss != "" {
		said := strings.TrimSpace(c.c.Type)
		if said != "" { // else a note says already that the type is missing
			w.note(&t.notes, c.c.ID, "type-changed", t.where(c), "%s: %s %s (written as %s).", t.where(c), said, loss, name)
		}
	}
	w.planCollation(t, c)
}

// mayStay tells whether a native type can stay as it is said: MySQL can't have text in a
// key, and only PostgreSQL has lists.
func (w *writer) mayStay(c *columnPlan) bool {
	if c.sql.array > 0 && !capabilities()[w.to.Name].Arrays {
		return false
	}
	return !(w.to.meaning == "mysql" && c.keyed && isLong(c.sql))
}

// isLong tells whether a type has no bound that a key could hold.
func isLong(t sqlType) bool {
	switch t.kind {
	case typeText, typeBlob, typeXML, typeJSON, typeSpatial, typeUnknown:
		return true
	}
	return t.array > 0
}

// countsRows tells whether a column numbers rows or is joined with one that does.
func (w *writer) countsRows(c *columnPlan) bool {
	if len(c.parents) == 0 && len(c.children) == 0 {
		return c.identity != "" || c.sql.serial
	}
	return slices.ContainsFunc(w.joined(c), func(o *columnPlan) bool { return o.identity != "" || o.sql.serial })
}

// joined returns the columns that foreign keys join with this one, near or far, and
// itself, in the order of the diagram.
func (w *writer) joined(c *columnPlan) []*columnPlan {
	if g, ok := w.groups[c]; ok {
		return g
	}
	group := []*columnPlan{c}
	seen := map[*columnPlan]bool{c: true}
	for i := 0; i < len(group); i++ {
		for _, next := range slices.Concat(group[i].parents, group[i].children) {
			if !seen[next] {
				seen[next] = true
				group = append(group, next)
			}
		}
	}
	slices.SortFunc(group, func(a, b *columnPlan) int { return cmp.Compare(a.place, b.place) })
	for _, o := range group {
		w.groups[o] = group
	}
	return group
}

// planCollation keeps a collation where it is a word of the same dialect.
func (w *writer) planCollation(t *tablePlan, c *columnPlan) {
	name := strings.TrimSpace(c.c.Collation)
	if name == "" {
		return
	}
	plain := strings.Trim(strings.ToLower(name), "abcdefghijklmnopqrstuvwxyz0123456789_-.@") == ""
	if w.same && plain && (w.to.Name != "mariadb" || !strings.Contains(name, "_0900_")) {
		c.collation = name
		return
	}
	w.note(&t.notes, c.c.ID, "collation-left-out", t.where(c), "The collation %s of %s is left out: %s does not know it.", name, t.where(c), w.to.Title)
}
