package ddl

import (
	"slices"
	"strings"

	"crowsfoot/diagram"
)

// sqlCopy says what of another table is copied besides names, types and NOT NULL of its
// columns.
type sqlCopy struct{ keys, indexes, checks, defaults, identity, generated, comments bool }

// What is copied by which clause.
var (
	copyAll       = sqlCopy{true, true, true, true, true, true, true}
	copyPart      = sqlCopy{keys: true, checks: true, defaults: true, identity: true, generated: true}
	copyInherited = sqlCopy{checks: true, defaults: true, generated: true}
)

// copying copies the same whatever stands in the script.
func copying(what sqlCopy) func(*sqlCursor) sqlCopy {
	return func(*sqlCursor) sqlCopy { return what }
}

// including reads what behind LIKE of PostgreSQL says what is copied.
func (c *sqlCursor) including() (what sqlCopy) {
	for {
		on := c.accept("including")
		if !on && !c.accept("excluding") {
			return what
		}
		switch c.word() {
		case "all":
			what = sqlCopy{}
			if on {
				what = copyAll
			}
		case "indexes":
			what.keys, what.indexes = on, on
		case "constraints":
			what.checks = on
		case "defaults":
			what.defaults = on
		case "identity":
			what.identity = on
		case "generated":
			what.generated = on
		case "comments":
			what.comments = on
		}
		c.one()
	}
}

// copyFrom copies the columns, and what is asked for, of another table: LIKE, INHERITS
// and PARTITION OF.
func (r *sqlReader) copyFrom(t *sqlTable, c *sqlCursor, what func(*sqlCursor) sqlCopy) {
	p, ok := c.path()
	if !ok {
		r.syntax(c.tok(), "the table whose columns are to be copied is not named")
		return
	}
	kept := what(c)
	from := r.table(p)
	if from == nil || from == t {
		r.warn("unresolved-reference", p.at, t.ID, "The table %q takes its columns from %q, which is not in the script.", t.Name, p.name)
		return
	}
	if r.copied += len(from.Columns) + len(from.Keys) + len(from.Indexes) + len(from.Checks); r.copied > maxSQLCopied {
		r.warn("too-large", p.at, t.ID, "The columns of %q are not copied to %q, because the script copies more than %d.", p.name, t.Name, maxSQLCopied)
		return
	}
	r.did()
	for _, old := range from.Columns {
		if t.columns[old.Name] == nil {
			r.copyColumn(t, old, kept, p.at)
		}
	}
	if kept.keys {
		for _, k := range from.Keys {
			r.addKey(t, "", k.Primary, r.columnIDs(t, from.Names(k.Columns)), p.at)
		}
	}
	if kept.indexes {
		for _, x := range from.Indexes {
			r.copyIndex(t, from, x, p.at)
		}
	}
	if kept.checks {
		for _, k := range from.Checks {
			r.addCheck(t, k.Name, k.Expression, p.at)
		}
	}
}

func (r *sqlReader) copyColumn(t *sqlTable, old *diagram.Column, kept sqlCopy, at sqlToken) {
	col := *old
	col.ID, col.Order = r.id(t.schema, t.Name, old.Name), ""
	if !kept.checks {
		col.Check = ""
	}
	if !kept.defaults {
		col.Default = ""
	}
	if !kept.identity {
		col.Identity = diagram.IdentityNone
	}
	if !kept.generated {
		col.Generated, col.Stored = "", false
	}
	if !kept.comments {
		col.Comment = ""
	}
	t.Columns = append(t.Columns, &col)
	t.index(&col)
	r.page.Places[col.ID] = r.place(at.start)
}

// copyIndex copies an index to a table that took over the columns.
func (r *sqlReader) copyIndex(t, from *sqlTable, old *diagram.Index, at sqlToken) {
	x := *old
	x.Order, x.Parts = "", slices.Clone(old.Parts)
	if !r.mysql() {
		x.Name = "" // PostgreSQL gives the copy a name of its own
	}
	for i, p := range x.Parts {
		if p.Column == "" {
			continue
		}
		ids := r.columnIDs(t, from.Names([]diagram.ID{p.Column}))
		if len(ids) != 1 {
			return
		}
		x.Parts[i].Column = ids[0]
	}
	x.Include = r.columnIDs(t, from.Names(old.Include))
	r.addIndex(t, &x, at)
}

// copyType gives a table the columns of the type that it is made of.
func (r *sqlReader) copyType(t *sqlTable, c *sqlCursor) {
	p, _ := c.path()
	from := r.composites[strings.ToLower(sqlTableKey(r.home(p), p.name))]
	if from == nil {
		r.warn("unresolved-reference", p.at, t.ID, "The table %q takes its columns from the type %q, which is not in the script.", t.Name, p.name)
		return
	}
	if r.copied += len(from.Columns); r.copied > maxSQLCopied {
		r.warn("too-large", p.at, t.ID, "The columns of %q are not copied to %q, because the script copies more than %d.", p.name, t.Name, maxSQLCopied)
		return
	}
	for _, old := range from.Columns {
		r.copyColumn(t, old, copyAll, p.at)
	}
}

// columnIDs returns the IDs of the columns of these names that the table has.
func (r *sqlReader) columnIDs(t *sqlTable, names []string) []diagram.ID {
	var ids []diagram.ID
	for _, name := range names {
		if c := t.column(name); c != nil {
			ids = append(ids, c.ID)
		}
	}
	return ids
}
