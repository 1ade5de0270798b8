package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// changesDefault tells whether the default of a column that stays goes or changes.
func (m *sqlserverMigrator) changesDefault(c *columnChange) bool {
	return c.retyped || c.replaced || c.mid.collation != c.new.collation || !m.sameDefault(c.mid, c.new)
}

// dropDefaults drops the defaults of columns that go or change; they are constraints.
func (m *sqlserverMigrator) dropDefaults() {
	for _, t := range m.tables {
		for _, c := range t.old.columns {
			x := t.columnOf(t.mid.byID(c.c.ID))
			switch {
			case t.remade && !t.rebuilt || c.def == "" || x != nil && !m.changesDefault(x):
			case m.old.same:
				m.dropFound(c.c.ID, t.old, "sys.default_constraints", "parent_column_id = "+m.columnNumber(t.old, c))
			default:
				m.do(c.c.ID, "ALTER TABLE "+m.old.table(t.old)+" DROP CONSTRAINT "+m.old.id(c.defaultName))
			}
		}
	}
}

// dropFound drops a constraint whose name is not known: scripts of SQL Server seldom name
// their defaults and keys, and the server makes names up.
func (m *sqlserverMigrator) dropFound(object diagram.ID, t *tablePlan, catalog, condition string) {
	m.do(object, "DECLARE @drop nvarchar(max) = "+m.to.literal("ALTER TABLE "+m.old.objectName(sqlserverHome(t.schema), t.name)+" DROP CONSTRAINT ")+
		" + QUOTENAME((\n  SELECT TOP (1) name FROM "+catalog+"\n  WHERE parent_object_id = "+m.objectNumber(t)+" AND "+condition+"));\nIF @drop IS NULL\n  THROW 50000, "+m.to.literal("Nothing of this kind is in "+t.name+".")+", 1;\nEXEC (@drop)")
}

func (m *sqlserverMigrator) objectNumber(t *tablePlan) string {
	return "OBJECT_ID(" + m.to.literal(m.old.objectName(sqlserverHome(t.schema), t.name)) + ")"
}

func (m *sqlserverMigrator) columnNumber(t *tablePlan, c *columnPlan) string {
	return "COLUMNPROPERTY(" + m.objectNumber(t) + ", " + m.to.literal(c.name) + ", N'ColumnId')"
}

// dropConstraint drops a key, a check or a foreign key.
func (m *sqlserverMigrator) dropConstraint(p *part) {
	t := p.table
	columns := func(list []*columnPlan) string { return m.to.literal(strings.Join(planNames(list), ",")) }
	switch {
	case p.named || !m.old.same:
	case p.kind == partPrimary:
		m.dropFound(p.id, t, "sys.key_constraints", "type = 'PK'")
		return
	case p.kind == partUnique:
		m.dropFound(p.id, t, "sys.key_constraints AS k", "type = 'UQ' AND "+columns(p.columns)+" = (\n    SELECT STRING_AGG(COL_NAME(object_id, column_id), ',') WITHIN GROUP (ORDER BY key_ordinal)"+
			"\n    FROM sys.index_columns WHERE object_id = k.parent_object_id AND index_id = k.unique_index_id)")
		return
	case p.kind == partForeign:
		// Their order is that of the key here, and may be another one in the database.
		from := slices.SortedFunc(slices.Values(p.foreign.from), func(a, b *columnPlan) int { return slices.Index(t.columns, a) - slices.Index(t.columns, b) })
		m.dropFound(p.id, t, "sys.foreign_keys AS k", "referenced_object_id = "+m.objectNumber(p.foreign.parent)+" AND "+columns(from)+" = (\n    SELECT STRING_AGG(COL_NAME(parent_object_id, parent_column_id), ',') WITHIN GROUP (ORDER BY parent_column_id)"+
			"\n    FROM sys.foreign_key_columns WHERE constraint_object_id = k.object_id)")
		return
	case p.kind == partCheck:
		// The server keeps a condition with more brackets, and names in them.
		bare := strings.NewReplacer("(", "", ")", "", "[", "", "]", "", " ", "").Replace(strings.TrimPrefix(p.body, "CHECK "))
		condition := "name = " + m.to.literal(p.name) + " OR is_system_named = 1 AND " + m.to.literal(bare) + " =\n    REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(definition, '(', ''), ')', ''), '[', ''), ']', ''), ' ', '')"
		if len(p.columns) == 1 { // it turns IN into OR: the only one of the column is meant
			condition += "\n    OR is_system_named = 1 AND parent_column_id = " + m.columnNumber(t, p.columns[0]) +
				" AND 1 = (\n      SELECT COUNT(*) FROM sys.check_constraints WHERE parent_object_id = k.parent_object_id AND parent_column_id = k.parent_column_id AND is_system_named = 1)"
		}
		m.dropFound(p.id, t, "sys.check_constraints AS k", "("+condition+")")
		return
	}
	m.do(p.id, "ALTER TABLE "+m.old.table(t)+" DROP CONSTRAINT "+m.old.id(p.name))
}
