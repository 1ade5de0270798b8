package engine

import (
	"context"
	"database/sql"
	"slices"
	"strings"
)

// pgTable is one table or view of PostgreSQL as it comes together.
type pgTable struct {
	schema, name, kind, comment string
	lines                       []string // of CREATE TABLE
	columns                     []pgColumn
	definition                  string // of a view
}

type pgColumn struct{ name, typeName, comment string }

// path writes the name of the table.
func (t *pgTable) path() string { return quoted(t.schema, '"') + "." + quoted(t.name, '"') }

// pgSchemas are the schemas to read: all but the database's own.
const pgSchemas = `WITH ours AS (SELECT oid, nspname FROM pg_catalog.pg_namespace
	WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND ($1 = '' OR nspname = ANY (string_to_array($1, chr(1))))) `

// pgOwn leaves out what an extension brought: its tables and types are not the user's.
const pgOwn = ` AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = '%s'::regclass AND d.objid = %s.oid AND d.deptype = 'e')`

var (
	pgOwnTable = strings.NewReplacer("%s.oid", "c.oid", "%s", "pg_catalog.pg_class").Replace(pgOwn)
	pgOwnType  = strings.NewReplacer("%s.oid", "t.oid", "%s", "pg_catalog.pg_type").Replace(pgOwn)
)

// readPostgres reads the catalogue of PostgreSQL 12 and newer. Types and expressions are
// as the server writes them with "public" as the search path.
func readPostgres(ctx context.Context, k *catalog) error {
	if err := k.begin(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}); err != nil {
		return err
	}
	defer k.end()
	// The settings end with the transaction.
	if _, err := k.tx.ExecContext(ctx, `SELECT set_config('search_path', 'public', true), set_config('lock_timeout', '5s', true)`); err != nil {
		return err
	}
	var comment sql.NullString
	if err := k.tx.QueryRowContext(ctx, `SELECT current_database(), shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database WHERE datname = current_database()`).Scan(&k.name, &comment); err != nil {
		return err
	}
	k.comment = comment.String
	r := &pgReader{catalog: k, schemas: strings.Join(k.opt.Schemas, "\x01"), tables: map[int64]*pgTable{}}
	steps := []struct {
		what string
		read func(context.Context) error
	}{
		{"schemas", r.readSchemas}, {"types", r.readTypes}, {"tables", r.readTables}, {"columns", r.readColumns},
		{"keys", r.readConstraints}, {"indexes", r.readIndexes},
	}
	for i, s := range steps {
		k.progress(s.what, i, len(steps))
		if err := s.read(ctx); err != nil {
			return err
		}
	}
	k.progress("done", len(steps), len(steps))
	r.write()
	return nil
}

// pgReader reads the parts of the catalogue.
type pgReader struct {
	*catalog
	schemas string // those asked for, parted by \x01
	tables  map[int64]*pgTable
	order   []*pgTable
	indexes []string
	later   []string // comments on schemas and types
}

func (r *pgReader) each(ctx context.Context, what, query string, scan func(*sql.Rows) error) error {
	return r.rows(ctx, what, pgSchemas+query, []any{r.schemas}, scan)
}

func (r *pgReader) readSchemas(ctx context.Context) error {
	found := map[string]bool{}
	err := r.each(ctx, "schemas", `SELECT n.nspname, coalesce(obj_description(n.oid, 'pg_namespace'), '') FROM ours n
		WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
		ORDER BY n.nspname`, func(rows *sql.Rows) error {
		var name, comment string
		if err := rows.Scan(&name, &comment); err != nil {
			return err
		}
		found[name] = true
		if name == "public" {
			return nil // the one that needs no name
		}
		r.say("CREATE SCHEMA %s", quoted(name, '"'))
		r.comment("SCHEMA", quoted(name, '"'), comment)
		return nil
	})
	if err != nil {
		return err
	}
	return r.missing(found)
}

func (r *pgReader) comment(kind, path, text string) {
	if text != "" {
		r.later = append(r.later, "COMMENT ON "+kind+" "+path+" IS "+sqlString(text))
	}
}

// readTypes reads enumerations and domains.
func (r *pgReader) readTypes(ctx context.Context) error {
	err := r.each(ctx, "enumerations", `SELECT n.nspname, t.typname, coalesce(obj_description(t.oid, 'pg_type'), ''),
			coalesce((SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), '')
		FROM pg_catalog.pg_type t JOIN ours n ON n.oid = t.typnamespace WHERE t.typtype = 'e'`+pgOwnType+` ORDER BY n.nspname, t.typname`,
		func(rows *sql.Rows) error {
			var schema, name, comment, values string
			if err := rows.Scan(&schema, &name, &comment, &values); err != nil {
				return err
			}
			path := quoted(schema, '"') + "." + quoted(name, '"')
			r.say("CREATE TYPE %s AS ENUM (%s)", path, values)
			r.comment("TYPE", path, comment)
			return nil
		})
	if err != nil {
		return err
	}
	// A domain over a domain comes after it.
	return r.each(ctx, "domains", `SELECT n.nspname, t.typname, coalesce(obj_description(t.oid, 'pg_type'), ''), format_type(t.typbasetype, t.typtypmod),
			coalesce(' DEFAULT ' || t.typdefault, '') || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END ||
			coalesce((SELECT string_agg(' CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid, true), '' ORDER BY k.conname)
				FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
		FROM pg_catalog.pg_type t JOIN ours n ON n.oid = t.typnamespace WHERE t.typtype = 'd'`+pgOwnType+` ORDER BY t.oid`,
		func(rows *sql.Rows) error {
			var schema, name, comment, base, rest string
			if err := rows.Scan(&schema, &name, &comment, &base, &rest); err != nil {
				return err
			}
			path := quoted(schema, '"') + "." + quoted(name, '"')
			r.say("CREATE DOMAIN %s AS %s%s", path, base, rest)
			r.comment("DOMAIN", path, comment)
			return nil
		})
}

// pgTables are ordinary tables, partitioned ones and their parts, foreign tables, views
// and materialized views.
const pgTables = ` FROM pg_catalog.pg_class c JOIN ours n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm')`

func (r *pgReader) readTables(ctx context.Context) error {
	var count int
	if err := r.tx.QueryRowContext(ctx, pgSchemas+"SELECT count(*)"+pgTables+pgOwnTable, r.schemas).Scan(&count); err != nil {
		return err
	}
	if err := r.limit(count); err != nil {
		return err
	}
	return r.each(ctx, "tables", `SELECT c.oid::int8, n.nspname, c.relname, c.relkind::text, coalesce(obj_description(c.oid, 'pg_class'), ''),
			CASE WHEN c.relkind IN ('v', 'm') THEN coalesce(pg_get_viewdef(c.oid, true), '') ELSE '' END`+pgTables+pgOwnTable+` ORDER BY n.nspname, c.relname`,
		func(rows *sql.Rows) error {
			var oid int64
			t := &pgTable{}
			if err := rows.Scan(&oid, &t.schema, &t.name, &t.kind, &t.comment, &t.definition); err != nil {
				return err
			}
			r.tables[oid] = t
			r.order = append(r.order, t)
			return nil
		})
}

func (r *pgReader) readColumns(ctx context.Context) error {
	return r.each(ctx, "columns", `SELECT a.attrelid::int8, a.attname, format_type(a.atttypid, a.atttypmod), coalesce(col_description(a.attrelid, a.attnum), ''),
			coalesce((SELECT ' COLLATE ' || CASE WHEN cn.nspname = 'pg_catalog' THEN '' ELSE quote_ident(cn.nspname) || '.' END || quote_ident(l.collname)
				FROM pg_catalog.pg_collation l JOIN pg_catalog.pg_namespace cn ON cn.oid = l.collnamespace
				JOIN pg_catalog.pg_type t ON t.oid = a.atttypid WHERE l.oid = a.attcollation AND a.attcollation <> t.typcollation), ''),
			CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END ||
			CASE a.attidentity WHEN 'a' THEN ' GENERATED ALWAYS AS IDENTITY' WHEN 'd' THEN ' GENERATED BY DEFAULT AS IDENTITY' ELSE '' END ||
			coalesce(CASE a.attgenerated WHEN 's' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(x.adbin, x.adrelid, true) || ') STORED'
				WHEN 'v' THEN ' GENERATED ALWAYS AS (' || pg_get_expr(x.adbin, x.adrelid, true) || ') VIRTUAL'
				ELSE ' DEFAULT ' || pg_get_expr(x.adbin, x.adrelid, true) END, '')
		FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN ours n ON n.oid = c.relnamespace
		LEFT JOIN pg_catalog.pg_attrdef x ON x.adrelid = a.attrelid AND x.adnum = a.attnum
		WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm') ORDER BY a.attrelid, a.attnum`,
		func(rows *sql.Rows) error {
			var oid int64
			var c pgColumn
			var collation, rest string
			if err := rows.Scan(&oid, &c.name, &c.typeName, &c.comment, &collation, &rest); err != nil {
				return err
			}
			if t := r.tables[oid]; t != nil {
				t.columns = append(t.columns, c)
				t.lines = append(t.lines, quoted(c.name, '"')+" "+c.typeName+collation+rest)
			}
			return nil
		})
}

// readConstraints reads keys, checks and foreign keys. Those that a part of a table has
// only because the whole table has them are left out, but for its keys.
func (r *pgReader) readConstraints(ctx context.Context) error {
	return r.each(ctx, "keys", `SELECT k.conrelid::int8, k.conname, pg_get_constraintdef(k.oid, true)
		FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN ours n ON n.oid = c.relnamespace
		WHERE k.contype IN ('p', 'u', 'c', 'f', 'x') AND NOT (k.contype = 'f' AND k.conparentid <> 0)
		ORDER BY k.conrelid, position(k.contype::text IN 'puxcf'), k.conname`, func(rows *sql.Rows) error {
		var oid int64
		var name, definition string
		if err := rows.Scan(&oid, &name, &definition); err != nil {
			return err
		}
		if t := r.tables[oid]; t != nil {
			t.lines = append(t.lines, "CONSTRAINT "+quoted(name, '"')+" "+definition)
		}
		return nil
	})
}

// readIndexes reads the indexes that are not there for a constraint.
func (r *pgReader) readIndexes(ctx context.Context) error {
	return r.each(ctx, "indexes", `SELECT i.indrelid::int8, pg_get_indexdef(i.indexrelid, 0, true)
		FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid JOIN ours n ON n.oid = c.relnamespace
		JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
		WHERE i.indislive AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
		ORDER BY n.nspname, c.relname, x.relname`, func(rows *sql.Rows) error {
		var oid int64
		var definition string
		if err := rows.Scan(&oid, &definition); err != nil {
			return err
		}
		if t := r.tables[oid]; t != nil && t.kind != "m" {
			r.indexes = append(r.indexes, definition)
		}
		return nil
	})
}

// write puts everything into the script.
func (r *pgReader) write() {
	for _, t := range r.order {
		if t.kind == "v" || t.kind == "m" {
			continue
		}
		r.say("CREATE TABLE %s (\n%s)", t.path(), strings.Join(t.lines, ",\n"))
	}
	for _, x := range r.indexes {
		r.say("%s", x)
	}
	for _, t := range r.order {
		if t.kind == "v" || t.kind == "m" {
			r.writeView(t)
		}
	}
	for _, t := range r.order {
		r.comment("TABLE", t.path(), t.comment)
		for _, c := range t.columns {
			r.comment("COLUMN", t.path()+"."+quoted(c.name, '"'), c.comment)
		}
	}
	for _, c := range r.later {
		r.say("%s", c)
	}
}

func (r *pgReader) writeView(t *pgTable) {
	var names []string
	schema := t.schema
	if schema == "public" {
		schema = ""
	}
	for _, c := range t.columns {
		names = append(names, quoted(c.name, '"'))
		r.viewType(schema, t.name, c.name, c.typeName)
	}
	columns := ""
	if len(names) > 0 {
		columns = " (" + strings.Join(slices.Clip(names), ", ") + ")"
	}
	r.say("CREATE VIEW %s%s AS %s", t.path(), columns, strings.TrimRight(strings.TrimSpace(t.definition), "; \n"))
}
