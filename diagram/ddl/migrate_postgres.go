package ddl

import (
	"slices"
)

// postgresMigrate writes a migration for PostgreSQL: first all goes that is in the way,
// then things get their new names, then what is new is made; foreign keys go first and
// come last. All but new values of enumerations is one transaction.
func postgresMigrate(g *migrator) {
	p := &postgresMigrator{g}
	p.addValues()
	g.frame("BEGIN")
	g.dropViews()
	g.dropParts(func(t *tablePlan, name string) string { return g.old.qualified(t.schema, name) }, g.dropConstraint)
	p.dropIdentities()
	g.dropColumnsAndTables()
	p.renameSchemas()
	p.renameRelations()
	p.renameConstraints()
	p.makeTypes()
	g.makeTables()
	for _, t := range g.tables {
		p.alterTable(t)
	}
	g.addParts("; CREATE INDEX CONCURRENTLY, outside of a transaction, does not")
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

func (p *postgresMigrator) commentText(comment string) string {
	if comment == "" {
		return "NULL"
	}
	return p.to.literal(comment)
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
