package engine

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"crowsfoot/diagram"
)

// readMySQL reads the catalogue of MySQL 8 and of MariaDB. Tables are as SHOW CREATE
// TABLE writes them, which says more than the information schema does.
func readMySQL(ctx context.Context, k *catalog) error {
	// How the server writes names and strings must not depend on its settings; the session
	// gets its own back.
	var mode, show, version string
	var current sql.NullString
	err := k.conn.QueryRowContext(ctx, "SELECT @@session.sql_mode, @@session.sql_quote_show_create, version(), database()").Scan(&mode, &show, &version, &current)
	if err != nil {
		return fmt.Errorf("read settings: %w", err)
	}
	if _, err := k.conn.ExecContext(ctx, "SET SESSION sql_mode = '', SESSION sql_quote_show_create = 1"); err != nil {
		return fmt.Errorf("set the session: %w", err)
	}
	defer func() {
		restore := "SET SESSION sql_mode = '" + strings.ReplaceAll(mode, "'", "''") + "', SESSION sql_quote_show_create = " + show
		_, _ = k.conn.ExecContext(context.WithoutCancel(ctx), restore)
	}()
	if err := k.begin(ctx, &sql.TxOptions{ReadOnly: true}); err != nil {
		return err
	}
	defer k.end()
	k.dialect = "mysql"
	if strings.Contains(strings.ToLower(version), "mariadb") {
		k.dialect, k.finish = "mariadb", jsonOfMariaDB
	}
	k.name = current.String
	if len(k.opt.Schemas) == 0 {
		if !current.Valid {
			return diagram.Errorf(diagram.Invalid, "Name the database to read: mysql://user@host/database.")
		}
		k.opt.Schemas = []string{current.String}
	}
	r := &mysqlReader{catalog: k}
	if err := r.readNames(ctx); err != nil {
		return err
	}
	return r.readEach(ctx)
}

type mysqlReader struct {
	*catalog
	tables []mysqlTable
	// columns are those of the views, by database and view.
	columns map[[2]string][]string
}

type mysqlTable struct{ database, name, kind string }

func (t mysqlTable) path() string { return quoted(t.database, '`') + "." + quoted(t.name, '`') }

// readNames reads the names of the tables and views, and the columns of the views.
func (r *mysqlReader) readNames(ctx context.Context) error {
	r.columns = map[[2]string][]string{}
	for i, database := range r.opt.Schemas {
		r.progress("tables", 0, 0)
		var there int
		if err := r.tx.QueryRowContext(ctx, "SELECT count(*) FROM information_schema.schemata WHERE schema_name = ?", database).Scan(&there); err != nil {
			return fmt.Errorf("read databases: %w", err)
		}
		if err := r.missing(map[string]bool{database: there > 0}); i == 0 && there == 0 {
			return err
		} else if there == 0 {
			return diagram.Errorf(diagram.NotFound, "The server has no database %q, or it is not shown to this user.", diagram.CutName(database))
		}
		err := r.rows(ctx, "tables", "SELECT table_name, table_type FROM information_schema.tables WHERE table_schema = ? AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED', 'VIEW') ORDER BY table_name",
			[]any{database}, func(rows *sql.Rows) error {
				t := mysqlTable{database: database}
				if err := rows.Scan(&t.name, &t.kind); err != nil {
					return err
				}
				r.tables = append(r.tables, t)
				return nil
			})
		if err != nil {
			return err
		}
		if err := r.limit(len(r.tables)); err != nil {
			return err
		}
		schema := database
		if i == 0 {
			schema = "" // the default one; see readEach
		}
		err = r.rows(ctx, "columns of views", `SELECT c.table_name, c.column_name, c.column_type FROM information_schema.columns c JOIN information_schema.views v
			ON v.table_schema = c.table_schema AND v.table_name = c.table_name WHERE c.table_schema = ? ORDER BY c.table_name, c.ordinal_position`,
			[]any{database}, func(rows *sql.Rows) error {
				var view, column, typeName string
				if err := rows.Scan(&view, &column, &typeName); err != nil {
					return err
				}
				key := [2]string{database, view}
				r.columns[key] = append(r.columns[key], quoted(column, '`'))
				r.viewType(schema, view, column, typeName)
				return nil
			})
		if err != nil {
			return err
		}
	}
	return nil
}

// readEach reads the tables, then the views. The first database is the default one, whose
// tables have no schema.
func (r *mysqlReader) readEach(ctx context.Context) error {
	database := ""
	for i, t := range r.tables {
		r.progress(t.name, i, len(r.tables))
		if t.database != database {
			database = t.database
			r.say("USE %s", quoted(database, '`'))
		}
		if t.kind == "VIEW" {
			if err := r.readView(ctx, t); err != nil {
				return err
			}
			continue
		}
		var name, definition string
		err := r.tx.QueryRowContext(ctx, "SHOW CREATE TABLE "+t.path()).Scan(&name, &definition)
		switch serverCode(err) {
		case "1142", "1146": // not allowed, or dropped meanwhile
			r.warnings = append(r.warnings, diagram.Loss{Code: "no-definition", Message: fmt.Sprintf("The table %q is not shown to this user.", diagram.CutName(t.name))})
			continue
		}
		if err != nil {
			return fmt.Errorf("read table %s: %w", t.name, err)
		}
		r.say("%s", definition)
	}
	r.progress("done", len(r.tables), len(r.tables))
	return nil
}

func (r *mysqlReader) readView(ctx context.Context, t mysqlTable) error {
	var definition string
	err := r.tx.QueryRowContext(ctx, "SELECT view_definition FROM information_schema.views WHERE table_schema = ? AND table_name = ?", t.database, t.name).Scan(&definition)
	if err != nil {
		return fmt.Errorf("read view %s: %w", t.name, err)
	}
	columns := ""
	if list := r.columns[[2]string{t.database, t.name}]; len(list) > 0 {
		columns = " (" + strings.Join(list, ", ") + ")"
	}
	if definition == "" {
		r.warnings = append(r.warnings, diagram.Loss{Code: "no-definition", Message: fmt.Sprintf("The query of the view %q is not shown to this user.", t.name)})
	}
	r.say("CREATE VIEW %s%s AS %s", quoted(t.name, '`'), columns, withoutDatabase(definition, t.database))
	return nil
}

// withoutDatabase leaves out the name of the database that the server writes in front of
// every table and column of a query.
func withoutDatabase(query, database string) string {
	prefix := quoted(database, '`') + "."
	var b strings.Builder
	for i := 0; i < len(query); {
		size := 1
		switch c := query[i]; {
		case strings.HasPrefix(query[i:], prefix):
			i += len(prefix)
			continue
		case c == '`':
			size = 1 + lengthTo(query[i+1:], "`")
		case c == '\'':
			size = stringLength(query[i:])
		}
		b.WriteString(query[i : i+size])
		i += size
	}
	return b.String()
}

// stringLength returns the length of the string of MySQL that a text begins with.
func stringLength(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '\'':
			return i + 1
		}
	}
	return len(s)
}

// jsonOfMariaDB gives columns of the type JSON their name back: MariaDB keeps them as
// long text with a check.
func jsonOfMariaDB(p *diagram.Page) {
	for _, t := range p.Diagram.Tables {
		for _, c := range t.Columns {
			if strings.EqualFold(c.Type, "longtext") && strings.EqualFold(c.Check, "json_valid("+quoted(c.Name, '`')+")") {
				c.Type, c.Check, c.Collation = "json", "", ""
			}
		}
	}
}
