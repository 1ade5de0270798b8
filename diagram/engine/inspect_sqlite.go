package engine

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// readSQLite reads the catalogue of an SQLite file, which is the statements that made it;
// SQLite itself reads them whenever it opens the file. What the reader of scripts made of
// them is held against what SQLite says of each table, and a table that comes out
// otherwise is put together from what SQLite says.
func readSQLite(ctx context.Context, k *catalog) error {
	// Of the schema alone; SQLite has no other way to promise not to write.
	if err := k.begin(ctx, nil); err != nil {
		return err
	}
	defer k.end()
	if len(k.opt.Schemas) > 0 {
		if err := k.missing(map[string]bool{"main": true}); err != nil {
			return err
		}
	}
	r := &sqliteReader{catalog: k}
	if err := r.readTables(ctx); err != nil {
		return err
	}
	if err := r.readColumns(ctx); err != nil {
		return err
	}
	if err := r.readKeys(ctx); err != nil {
		return err
	}
	if err := r.readIndexes(ctx); err != nil {
		return err
	}
	r.correct()
	r.write()
	k.progress("done", len(r.tables), len(r.tables))
	return nil
}

type sqliteReader struct {
	*catalog
	tables  []*sqliteTable
	byName  map[string]*sqliteTable
	indexes []string
}

// sqliteTable is one table or view, as its statement and as SQLite says it.
type sqliteTable struct {
	name, statement string
	view            bool
	columns         []sqliteColumn
	references      []*sqliteReference
}

type sqliteColumn struct {
	name, typeName, def string
	notNull, computed   bool
	key                 int // place in the primary key from 1, or 0
}

type sqliteReference struct {
	parent             string
	from, to           []string
	onUpdate, onDelete string
}

func (r *sqliteReader) readTables(ctx context.Context) error {
	r.progress("tables", 0, 0)
	r.byName = map[string]*sqliteTable{}
	virtual := 0
	err := r.rows(ctx, "tables", `SELECT m.name, l.type, coalesce(m.sql, '') FROM sqlite_master m JOIN pragma_table_list l ON l.name = m.name AND l.schema = 'main'
		WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY m.rowid`, nil, func(rows *sql.Rows) error {
		t := &sqliteTable{}
		var kind string
		if err := rows.Scan(&t.name, &kind, &t.statement); err != nil {
			return err
		}
		switch kind {
		case "shadow": // of a virtual table
			return nil
		case "virtual":
			virtual++
			return nil
		}
		t.view = kind == "view"
		r.tables = append(r.tables, t)
		r.byName[t.name] = t
		return nil
	})
	if err != nil {
		return err
	}
	if virtual > 0 {
		r.warnings = append(r.warnings, diagram.Loss{Code: "sql-not-kept", Message: fmt.Sprintf("The database has %s, which a diagram has no place for.", diagram.Counted(virtual, "virtual table"))})
	}
	return r.limit(len(r.tables))
}

func (r *sqliteReader) readColumns(ctx context.Context) error {
	for i, t := range r.tables {
		r.progress(t.name, i, len(r.tables))
		err := r.rows(ctx, "columns of "+t.name, `SELECT name, type, "notnull", coalesce(dflt_value, ''), pk, hidden FROM pragma_table_xinfo(?)`, []any{t.name}, func(rows *sql.Rows) error {
			var c sqliteColumn
			var hidden int
			if err := rows.Scan(&c.name, &c.typeName, &c.notNull, &c.def, &c.key, &hidden); err != nil {
				return err
			}
			c.computed = hidden == 2 || hidden == 3
			t.columns = append(t.columns, c)
			return nil
		})
		if err != nil && (!t.view || isCancelled(err)) {
			return err // a view may name what is not there any more
		}
	}
	return nil
}

func (r *sqliteReader) readKeys(ctx context.Context) error {
	last := 0
	return r.rows(ctx, "foreign keys", `SELECT m.name, f.id, f."table", f."from", coalesce(f."to", ''), f.on_update, f.on_delete
		FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.rowid, f.id, f.seq`, nil, func(rows *sql.Rows) error {
		var name, parent, from, to, onUpdate, onDelete string
		var id int
		if err := rows.Scan(&name, &id, &parent, &from, &to, &onUpdate, &onDelete); err != nil {
			return err
		}
		t := r.byName[name]
		if t == nil {
			return nil
		}
		if n := len(t.references); n == 0 || id != last {
			t.references = append(t.references, &sqliteReference{parent: parent, onUpdate: onUpdate, onDelete: onDelete})
		}
		last = id
		f := t.references[len(t.references)-1]
		f.from = append(f.from, from)
		if to != "" {
			f.to = append(f.to, to)
		}
		return nil
	})
}

func (r *sqliteReader) readIndexes(ctx context.Context) error {
	return r.rows(ctx, "indexes", `SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid`, nil, func(rows *sql.Rows) error {
		var table, statement string
		if err := rows.Scan(&table, &statement); err != nil {
			return err
		}
		if r.byName[table] != nil {
			r.indexes = append(r.indexes, statement)
		}
		return nil
	})
}

// correct replaces the statements that the reader of scripts does not read as SQLite
// does.
func (r *sqliteReader) correct() {
	for _, t := range r.tables {
		if t.view {
			t.statement = r.viewText(t)
			continue
		}
		src := ddl.Parse([]byte(t.statement), "sqlite")
		var read *diagram.Table
		for _, x := range src.Pages[0].Diagram.Tables {
			read = x
		}
		if read == nil || !t.equal(read) {
			t.statement = t.text()
			r.warnings = append(r.warnings, diagram.Loss{Code: "catalog", Message: fmt.Sprintf("The statement that made the table %q is not read as SQLite reads it; its checks are left out.", t.name)})
		}
	}
}

// equal tells whether a table that was read has the columns and the key that SQLite says.
func (t *sqliteTable) equal(read *diagram.Table) bool {
	if read.Name != diagram.CutName(t.name) || len(read.Columns) != len(t.columns) {
		return false
	}
	key := map[int]string{}
	for i, c := range t.columns {
		o := read.Columns[i]
		if o.Name != diagram.CutName(c.name) || o.NotNull != c.notNull && !read.InPrimaryKey(o.ID) || (o.Generated != "") != c.computed {
			return false
		}
		if c.key > 0 {
			key[c.key] = o.Name
		}
	}
	primary := read.PrimaryKey()
	if primary == nil {
		return len(key) == 0
	}
	for i, name := range read.Names(primary.Columns) {
		if key[i+1] != name {
			return false
		}
	}
	return len(key) == len(primary.Columns)
}

// text puts a table together from what SQLite says of it.
func (t *sqliteTable) text() string {
	var lines []string
	key := map[int]string{}
	for _, c := range t.columns {
		line := quoted(c.name, '"') + " " + c.typeName
		if c.notNull {
			line += " NOT NULL"
		}
		if c.def != "" {
			line += " DEFAULT " + c.def
		}
		lines = append(lines, line)
		if c.key > 0 {
			key[c.key] = quoted(c.name, '"')
		}
	}
	if len(key) > 0 {
		names := make([]string, len(key))
		for i := range names {
			names[i] = key[i+1]
		}
		lines = append(lines, "PRIMARY KEY ("+strings.Join(names, ", ")+")")
	}
	for _, f := range t.references {
		line := "FOREIGN KEY (" + quotedList(f.from) + ") REFERENCES " + quoted(f.parent, '"')
		if len(f.to) > 0 {
			line += " (" + quotedList(f.to) + ")"
		}
		lines = append(lines, line+" ON UPDATE "+f.onUpdate+" ON DELETE "+f.onDelete)
	}
	return "CREATE TABLE " + quoted(t.name, '"') + " (" + strings.Join(lines, ", ") + ")"
}

func quotedList(names []string) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = quoted(n, '"')
	}
	return strings.Join(list, ", ")
}

// viewText writes a view with its columns.
func (r *sqliteReader) viewText(t *sqliteTable) string {
	src := ddl.Parse([]byte(t.statement), "sqlite")
	var definition string
	for _, x := range src.Pages[0].Diagram.Tables {
		definition = x.Definition
	}
	columns := ""
	if len(t.columns) > 0 {
		names := make([]string, len(t.columns))
		for i, c := range t.columns {
			names[i] = c.name
			r.viewType("", t.name, c.name, c.typeName)
		}
		columns = " (" + quotedList(names) + ")"
	}
	return "CREATE VIEW " + quoted(t.name, '"') + columns + " AS " + definition
}

func (r *sqliteReader) write() {
	for _, t := range r.tables {
		if !t.view {
			r.say("%s", t.statement)
		}
	}
	for _, x := range r.indexes {
		r.say("%s", x)
	}
	for _, t := range r.tables {
		if t.view {
			r.say("%s", t.statement)
		}
	}
	if len(r.tables) > 0 {
		r.checkReferences()
	}
}

// checkReferences warns when the script, read as a whole, has another number of foreign
// keys than SQLite says; those to tables that are not there have warnings of their own.
func (r *sqliteReader) checkReferences() {
	r.finish = func(p *diagram.Page) {
		said, read := 0, len(p.Diagram.Relationships)
		for _, t := range r.tables {
			for _, f := range t.references {
				if r.there(f) {
					said++
				}
			}
		}
		if read < said {
			r.warnings = append(r.warnings, diagram.Loss{Code: "catalog", Message: "SQLite knows " + strconv.Itoa(said) + " foreign keys of this database, and only " + strconv.Itoa(read) + " of them were read."})
		}
	}
}

// there tells whether the parent of a foreign key has the columns that it names.
func (r *sqliteReader) there(f *sqliteReference) bool {
	for _, t := range r.tables {
		if !strings.EqualFold(t.name, f.parent) || t.view {
			continue
		}
		if len(f.to) == 0 {
			keys := 0
			for _, c := range t.columns {
				if c.key > 0 {
					keys++
				}
			}
			return keys == len(f.from)
		}
		for _, name := range f.to {
			found := false
			for _, c := range t.columns {
				found = found || strings.EqualFold(c.name, name)
			}
			if !found {
				return false
			}
		}
		return true
	}
	return false
}
