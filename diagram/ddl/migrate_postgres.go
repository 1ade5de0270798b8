package ddl

import (
	"slices"
	"strings"
	"unicode/utf8"

	"crowsfoot/diagram"
)

// postgresMigrate writes a migration for PostgreSQL: first all goes that is in the way,
// then things get their new names, then what is new is made; foreign keys go first and
// come last. All but new values of enumerations is one transaction.
func postgresMigrate(g *migrator) {
	p := &postgresMigrator{g}
	p.addValues()
	g.frame("BEGIN")
	g.dropViews()
	p.dropParts()
	p.dropIdentities()
	g.dropColumnsAndTables()
	p.renameSchemas()
	p.renameRelations()
	p.renameConstraints()
	p.makeTypes()
	for _, t := range g.made {
		g.makeTable(t)
	}
	for _, t := range g.remade() {
		g.makeTable(t.new)
	}
	for _, t := range g.tables {
		p.alterTable(t)
	}
	p.addParts()
	p.dropTypes()
	p.dropSchemas()
	g.makeViews()
	g.frame("COMMIT")
}

type postgresMigrator struct{ *migrator }

// postgresReplaces: an expression can be taken away, but not given or changed before
// version 17.
func postgresReplaces(c *columnChange) bool {
	return c.new.generated != "" && (c.retyped || c.mid.generated == "" || dialects["postgres"].form(c.mid.generated) != dialects["postgres"].form(c.new.generated))
}

// postgresFrees: PostgreSQL makes keys and plain indexes anew with a new type by itself,
// while expressions may mean nothing to it.
func postgresFrees(_ *migrator, m *part, c *columnChange) bool {
	if !c.retyped && c.mid.collation == c.new.collation {
		return false
	}
	switch m.kind {
	case partCheck, partForeign:
		return true
	case partIndex:
		return m.index.method != "" || m.index.where != "" || slices.ContainsFunc(m.index.parts, func(p partPlan) bool { return p.column == nil || p.class != "" })
	}
	return false
}

// addValues adds values to enumerations, before all else: a transaction can't use the
// values that it has added.
func (p *postgresMigrator) addValues() {
	for _, t := range p.types {
		if !t.new.isEnum() {
			continue
		}
		values := t.new.base.values
		for i, v := range values {
			if slices.Contains(t.old.base.values, v) {
				continue
			}
			text := "ALTER TYPE " + p.old.qualified(t.old.schema, t.old.name) + " ADD VALUE " + p.to.literal(v)
			if i > 0 {
				text += " AFTER " + p.to.literal(values[i-1])
			} else {
				// The first value that is there already follows.
				next := slices.IndexFunc(values, func(v string) bool { return slices.Contains(t.old.base.values, v) })
				if next > 0 {
					text += " BEFORE " + p.to.literal(values[next])
				}
			}
			p.do(t.new.object(), text)
		}
	}
}

// dropParts drops foreign keys, then checks, indexes and keys.
func (p *postgresMigrator) dropParts() {
	for _, f := range p.foreign.gone {
		if p.goesWithTable(f) {
			continue
		}
		p.do(f.id, "ALTER TABLE "+p.old.table(f.table)+" DROP CONSTRAINT "+p.old.id(f.name))
	}
	for _, t := range p.tables {
		if t.remade {
			continue
		}
		for _, x := range t.parts.gone {
			if x.kind == partIndex {
				p.do(t.old.t.ID, "DROP INDEX "+p.old.qualified(t.old.schema, x.name))
				continue
			}
			p.do(t.old.t.ID, "ALTER TABLE "+p.old.table(t.old)+" DROP CONSTRAINT "+p.old.id(x.name))
		}
	}
}

// dropIdentities stops the numbering of columns, and so sets the names of their sequences
// free.
func (p *postgresMigrator) dropIdentities() {
	for _, t := range p.tables {
		for _, c := range t.columns {
			if c.mid.identity != "" && c.new.identity == "" && !c.replaced {
				p.do(t.old.t.ID, "ALTER TABLE "+p.old.table(t.old)+" ALTER COLUMN "+p.old.id(c.old.name)+" DROP IDENTITY")
			}
		}
	}
}

// schemasOf are the schemas that a script makes, in order; the first that is called so.
func (w *writer) schemasOf() []string {
	var list []string
	for _, s := range w.d.SortedSchemas() {
		if name := w.schemaNames[s.ID]; name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	return list
}

// renameSchemas renames and creates schemas.
func (p *postgresMigrator) renameSchemas() {
	old, made := p.old.schemasOf(), p.new.schemasOf()
	for _, s := range p.new.d.SortedSchemas() {
		was, is := p.old.schemaNames[s.ID], p.new.schemaNames[s.ID]
		if was == "" || is == "" || was == is || slices.Contains(old, is) || slices.Contains(made, was) || !slices.Contains(old, was) {
			continue
		}
		p.do(s.ID, "ALTER SCHEMA "+p.old.id(was)+" RENAME TO "+p.new.id(is))
		old[slices.Index(old, was)] = is
		p.moveSchema(was, is)
	}
	for _, name := range made {
		if !slices.Contains(old, name) {
			p.do("", "CREATE SCHEMA "+p.new.id(name))
		}
	}
}

// moveSchema notes that all in a schema is in it under another name now.
func (p *postgresMigrator) moveSchema(was, is string) {
	for _, t := range slices.Concat(p.old.tables, p.old.views) {
		if t.schema == was {
			t.schema = is
		}
	}
	for _, t := range p.old.types {
		if t.schema == was {
			t.schema = is
		}
	}
	for id, name := range p.old.schemaNames {
		if name == was {
			p.old.schemaNames[id] = is
		}
	}
}

func (p *postgresMigrator) dropSchemas() {
	made := p.new.schemasOf()
	for _, name := range p.old.schemasOf() {
		if !slices.Contains(made, name) {
			p.warnf(SeverityInfo, "schema-dropped", "", "The schema %s goes, if nothing else is in it.", name)
			p.do("", "DROP SCHEMA "+p.old.id(name))
		}
	}
}

// relation is a thing with a name in a schema: a table, an index, a sequence or a type.
type relation struct {
	*rename
	schema, target string
	// owner is the table that it moves with, or nil.
	owner *relation
	move  func(r *relation) // to the target schema, for what has no owner
}

// renameRelations gives tables, keys, indexes, sequences and types their new names. They
// share one set of names in each schema.
func (p *postgresMigrator) renameRelations() {
	var all []*relation
	add := func(schema, target, from, to string, owner *relation, do func(r *relation, from, to string)) *relation {
		r := &relation{rename: &rename{from: from, to: to}, schema: schema, target: target, owner: owner}
		r.do = func(from, to string) { do(r, from, to) }
		all = append(all, r)
		return r
	}
	for _, t := range p.tables {
		if t.remade {
			continue
		}
		id := t.new.t.ID
		table := add(t.old.schema, t.new.schema, t.old.name, t.new.name, nil, func(r *relation, from, to string) {
			p.do(id, "ALTER TABLE "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
		})
		table.move = func(r *relation) {
			p.do(id, "ALTER TABLE "+p.new.qualified(r.schema, r.from)+" SET SCHEMA "+p.schemaName(r.target))
		}
		for _, c := range t.parts.kept {
			switch c.new.kind {
			case partPrimary, partUnique:
				add(t.old.schema, t.new.schema, c.old.name, c.new.name, table, func(r *relation, from, to string) {
					p.do(id, "ALTER TABLE "+p.new.qualified(r.owner.schema, r.owner.from)+" RENAME CONSTRAINT "+p.new.id(from)+" TO "+p.new.id(to))
				})
			case partIndex:
				add(t.old.schema, t.new.schema, c.old.name, c.new.name, table, func(r *relation, from, to string) {
					p.do(id, "ALTER INDEX "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
				})
			}
		}
		for _, c := range t.columns {
			if c.mid.identity != "" && c.new.identity != "" && !c.replaced {
				add(t.old.schema, t.new.schema, postgresSequence(t.old, c.old), postgresSequence(t.new, c.new), table, func(r *relation, from, to string) {
					p.do(id, "ALTER SEQUENCE "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
				})
			}
		}
	}
	addType := func(o *typePlan, target, to string) {
		r := add(o.schema, target, o.name, to, nil, func(r *relation, from, to string) {
			p.do(o.object(), "ALTER "+o.word()+" "+p.new.qualified(r.schema, from)+" RENAME TO "+p.new.id(to))
			o.name = to
		})
		r.move = func(r *relation) {
			p.do(o.object(), "ALTER "+o.word()+" "+p.new.qualified(r.schema, r.from)+" SET SCHEMA "+p.schemaName(r.target))
			o.schema = r.target
		}
	}
	for _, t := range p.types {
		addType(t.old, t.new.schema, t.new.name)
	}
	for _, o := range p.goneTypes {
		addType(o, o.schema, "")
	}
	p.moveRelations(all)
	bySchema := map[string][]*rename{}
	var schemas []string
	for _, r := range all {
		if bySchema[r.schema] == nil {
			schemas = append(schemas, r.schema)
		}
		bySchema[r.schema] = append(bySchema[r.schema], r.rename)
	}
	for _, s := range schemas {
		for _, r := range bySchema[s] {
			// What goes later leaves its name to what is made before.
			if taken := p.new.relationsOf(s); r.to == "" && taken.has(r.from) {
				r.to = p.freeName(bySchema[s], taken, r.from)
			}
		}
		p.rename(bySchema[s], func(name string) string { return name })
	}
}

// freeName is a name like another one that nothing in the list has or gets, and that
// nothing of the new diagram takes.
func (g *migrator) freeName(list []*rename, taken *names, name string) string {
	for suffix := "_old"; ; suffix += "_" {
		free := g.to.shortenFor(name, suffix)
		if !taken.has(free) && !slices.ContainsFunc(list, func(r *rename) bool { return r.from == free || r.to == free }) {
			return free
		}
	}
}

// moveRelations moves tables and types to other schemas, with what moves along with them.
func (p *postgresMigrator) moveRelations(all []*relation) {
	for _, r := range all {
		if r.owner != nil || r.schema == r.target {
			continue
		}
		group := []*relation{r}
		for _, o := range all {
			if o.owner == r {
				group = append(group, o)
			}
		}
		for _, o := range group {
			// What has its name there steps aside.
			i := slices.IndexFunc(all, func(x *relation) bool { return x.schema == r.target && x.from == o.from })
			if i >= 0 {
				var there []*rename
				for _, x := range all {
					if x.schema == r.target || x.schema == r.schema {
						there = append(there, x.rename)
					}
				}
				free := p.freeName(there, p.new.relationsOf(r.target), all[i].from)
				all[i].do(all[i].from, free)
				all[i].from = free
			}
		}
		r.move(r)
		for _, o := range group {
			o.schema = r.target
		}
	}
}

// schemaName writes a schema where a statement can't do without it.
func (p *postgresMigrator) schemaName(name string) string {
	if name == "" {
		name = "public"
	}
	return p.new.id(name)
}

// postgresSequence is the name of the sequence of a column that numbers rows: the one
// that PostgreSQL chooses by itself, unless the script names it.
func postgresSequence(t *tablePlan, c *columnPlan) string {
	if c.identityName != "" {
		return c.identityName
	}
	return postgresObjectName(t.name, c.name, "seq")
}

// postgresObjectName joins names as PostgreSQL does for what it names itself: the longer
// one is cut until all fits in 63 bytes.
func postgresObjectName(a, b, label string) string {
	room := 63 - len(label) - 2
	if b == "" {
		room++
	}
	x, y := len(a), len(b)
	for x+y > room {
		if x > y {
			x--
		} else {
			y--
		}
	}
	clip := func(s string, n int) string {
		for n > 0 && n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		return s[:n]
	}
	a, b = clip(a, x), clip(b, y)
	if b == "" {
		return a + "_" + label
	}
	return a + "_" + b + "_" + label
}

// renameConstraints renames columns, checks and foreign keys, and the checks of domains.
func (p *postgresMigrator) renameConstraints() {
	for _, t := range p.tables {
		if t.remade {
			continue
		}
		table := "ALTER TABLE " + p.new.table(t.new)
		var columns, constraints []*rename
		for _, c := range t.columns {
			if !c.replaced {
				columns = append(columns, &rename{from: c.old.name, to: c.new.name, do: func(from, to string) {
					p.do(t.new.t.ID, table+" RENAME COLUMN "+p.new.id(from)+" TO "+p.new.id(to))
				}})
			}
		}
		p.rename(columns, func(name string) string { return name })
		kept := slices.DeleteFunc(slices.Clone(t.parts.kept), func(c partChange) bool { return c.new.kind != partCheck })
		for _, c := range p.foreign.kept {
			if c.new.table == t.new {
				kept = append(kept, c)
			}
		}
		for _, c := range kept {
			constraints = append(constraints, &rename{from: c.old.name, to: c.new.name, do: func(from, to string) {
				p.do(t.new.t.ID, table+" RENAME CONSTRAINT "+p.new.id(from)+" TO "+p.new.id(to))
			}})
		}
		p.rename(constraints, func(name string) string { return name })
	}
}

// makeTypes makes extensions and types, and changes domains that stay.
func (p *postgresMigrator) makeTypes() {
	for _, e := range p.new.extensions {
		if !slices.Contains(p.old.extensions, e) {
			p.do("", "CREATE EXTENSION IF NOT EXISTS "+p.to.identifier(e, true))
		}
	}
	for _, n := range p.madeTypes {
		p.do(n.object(), p.new.typeText(n))
		p.commentType(n, "")
	}
	for _, t := range p.types {
		if !t.new.isEnum() {
			p.alterDomain(t)
		}
		p.commentType(t.new, t.old.comment())
	}
}

func (p *postgresMigrator) alterDomain(t *typeChange) {
	was, is := p.old.planDomain(t.old), p.new.planDomain(t.new)
	alter := "ALTER DOMAIN " + p.new.qualified(t.new.schema, t.new.name) + " "
	if len(is.checks) > 0 {
		old, now := postgresObjectName(t.called, "", "check"), postgresObjectName(t.new.name, "", "check")
		if old != now {
			p.do(t.new.object(), alter+"RENAME CONSTRAINT "+p.new.id(old)+" TO "+p.new.id(now))
		}
	}
	if b := is.columns[0].def; p.sameDefault(was.columns[0], is.columns[0]) {
		// as it was
	} else if b == "" {
		p.do(t.new.object(), alter+"DROP DEFAULT")
	} else {
		p.do(t.new.object(), alter+"SET DEFAULT "+b)
	}
	if a, b := was.columns[0].notNull, is.columns[0].notNull; a && !b {
		p.do(t.new.object(), alter+"DROP NOT NULL")
	} else if !a && b {
		p.warnf(SeverityWarning, "null-refused", t.new.object(), "The domain %s refuses NULL from now on: the script stops where a row has no value in a column of it.", t.new.name)
		p.do(t.new.object(), alter+"SET NOT NULL")
	}
}

func (p *postgresMigrator) commentType(n *typePlan, was string) {
	if comment := n.comment(); comment != was {
		p.do(n.object(), "COMMENT ON "+n.word()+" "+p.new.qualified(n.schema, n.name)+" IS "+p.commentText(comment))
	}
}

func (p *postgresMigrator) commentText(comment string) string {
	if comment == "" {
		return "NULL"
	}
	return p.to.literal(comment)
}

func (p *postgresMigrator) dropTypes() {
	// A domain over an enumeration goes before it.
	for _, o := range slices.Backward(p.goneTypes) {
		p.do(o.object(), "DROP "+o.word()+" "+p.new.qualified(o.schema, o.name))
	}
}

// alterTable changes the columns of a table that stays and adds those that are new: in
// one statement where it can, so that rows are written anew once at most.
func (p *postgresMigrator) alterTable(t *tableChange) {
	if t.remade {
		return
	}
	a := &postgresAlter{postgresMigrator: p, tableChange: t, table: p.new.table(t.new)}
	for _, c := range t.columns {
		if !c.replaced && p.differs(c) {
			a.column(c)
		}
	}
	added := slices.Clone(t.made)
	for _, c := range t.columns {
		if c.replaced {
			added = append(added, c.new)
		}
	}
	// Computed columns behind those that they may depend on.
	slices.SortStableFunc(added, func(a, b *columnPlan) int { return boolOrder(a.generated != "", b.generated != "") })
	for _, c := range added {
		if t.columnOf(c) == nil {
			p.warnAdded(t, c)
		}
		a.clauses = append(a.clauses, "ADD COLUMN "+p.to.column(p.new, t.new, c))
	}
	a.flush()
	for _, text := range a.later {
		p.do(t.new.t.ID, text)
	}
	p.commentTable(t)
}

// postgresAlter gathers what changes in the columns of a table.
type postgresAlter struct {
	*postgresMigrator
	*tableChange
	table   string
	clauses []string
	later   []string // statements behind it
}

func (a *postgresAlter) flush() {
	a.alter(a.new().t.ID, a.table, a.clauses)
	a.clauses = nil
}

func (a *postgresAlter) new() *tablePlan { return a.tableChange.new }

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

func (a *postgresAlter) column(c *columnChange) {
	m, n := c.mid, c.new
	name := a.postgresMigrator.new.id(n.name)
	alter := func(text string) { a.clauses = append(a.clauses, "ALTER COLUMN "+name+" "+text) }
	a.warnColumn(a.tableChange, c)
	if m.generated != "" && n.generated == "" {
		alter("DROP EXPRESSION")
	}
	retyped := c.retyped || m.collation != n.collation
	dropped := m.def != "" && (retyped || n.def == "")
	if dropped {
		alter("DROP DEFAULT")
	}
	if retyped {
		a.retype(c, name, alter)
	}
	if n.def != "" && (!a.sameDefault(m, n) || dropped) {
		alter("SET DEFAULT " + n.def)
	}
	switch {
	case n.notNull && !m.notNull:
		if c.fills() && m.generated == "" {
			a.flush()
			a.do(n.c.ID, "UPDATE "+a.table+" SET "+name+" = DEFAULT WHERE "+name+" IS NULL")
		}
		alter("SET NOT NULL")
	case m.notNull && !n.notNull:
		alter("DROP NOT NULL")
	}
	a.identity(c, name, alter)
}

func (a *postgresAlter) retype(c *columnChange, name string, alter func(string)) {
	text := "TYPE " + c.new.typeName
	if c.new.collation != "" {
		text += " COLLATE " + a.to.identifier(strings.Trim(c.new.collation, `"`), true)
	}
	if cast := postgresCast(c.mid, c.new, name); cast != "" && c.retyped && c.new.generated == "" {
		text += " USING " + cast
	}
	if !postgresKeepsRows(c.mid, c.new) {
		a.warnf(SeverityInfo, "lock", c.new.c.ID, "The change of type of %s writes the table anew and locks it meanwhile.", a.where(c.new))
	}
	alter(text)
}

func (a *postgresAlter) identity(c *columnChange, name string, alter func(string)) {
	m, n := c.mid, c.new
	kind := "GENERATED BY DEFAULT"
	if n.identity == diagram.IdentityAlways {
		kind = "GENERATED ALWAYS"
	}
	switch {
	case n.identity == "" || n.identity == m.identity:
	case m.identity != "":
		alter("SET " + kind)
	default:
		text := "ADD " + kind + " AS IDENTITY"
		if n.identityName != "" {
			text += " (SEQUENCE NAME " + a.postgresMigrator.new.id(n.identityName) + ")"
		}
		alter(text)
		// The numbers go on behind those that are there.
		a.later = append(a.later, "SELECT setval(pg_get_serial_sequence("+a.to.literal(a.table)+", "+a.to.literal(n.name)+"), coalesce(max("+name+"), 0) + 1, false) FROM "+a.table)
	}
}

// commentTable changes the comments of a table and its columns.
func (p *postgresMigrator) commentTable(t *tableChange) {
	if was, is := t.mid.t.Comment, t.new.t.Comment; was != is {
		p.do(t.new.t.ID, "COMMENT ON TABLE "+p.new.table(t.new)+" IS "+p.commentText(is))
	}
	for _, c := range t.new.columns {
		was := ""
		if x := t.columnOf(c); x != nil && !x.replaced {
			was = x.mid.c.Comment
		}
		if c.c.Comment != was {
			p.do(t.new.t.ID, "COMMENT ON COLUMN "+p.new.table(t.new)+"."+p.new.id(c.name)+" IS "+p.commentText(c.c.Comment))
		}
	}
}

// addParts adds keys, checks, indexes and then foreign keys.
func (p *postgresMigrator) addParts() {
	for _, t := range p.tables {
		if t.remade {
			continue
		}
		for _, x := range t.parts.made {
			p.warnPart(x)
			if x.kind == partIndex {
				p.warnf(SeverityInfo, "lock", t.new.t.ID, "Making the index %s stops writing to %s meanwhile; CREATE INDEX CONCURRENTLY, outside of a transaction, does not.", x.name, t.new.name)
				p.do(t.new.t.ID, p.new.indexText(x.index, x.name, t.new))
				continue
			}
			p.do(t.new.t.ID, "ALTER TABLE "+p.new.table(t.new)+" ADD CONSTRAINT "+p.new.id(x.name)+" "+x.body)
		}
	}
	for _, f := range p.foreign.made {
		p.addForeign(f)
	}
}

// postgresKeepsRows tells of changes of type that need no new rows.
func postgresKeepsRows(m, n *columnPlan) bool {
	a, b := m.sql, n.sql
	text := func(t sqlType) bool { return t.isText() && t.kind != typeChar && t.kind != typeUnknown }
	switch {
	case a.array > 0 || b.array > 0:
		return false
	case text(a) && text(b):
		return b.length <= 0 || a.length > 0 && a.length <= b.length
	case a.kind == typeDecimal && b.kind == typeDecimal:
		return fits(a, b) == fitsAll && max(a.scale, 0) == max(b.scale, 0)
	}
	return false
}
