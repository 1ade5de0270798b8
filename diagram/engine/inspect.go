package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/ddl"
)

// MaxInspect is the longest that reading a schema may take.
const MaxInspect = 3 * time.Minute

// InspectOptions say what is read of a database. The zero value reads all of it.
type InspectOptions struct {
	// Schemas are the schemas (in MySQL: databases) to read; empty means all that are the
	// users' own in PostgreSQL, and the connected database in MySQL.
	Schemas []string
	// MaxTables bounds the tables and views; 0 means as many as a diagram can hold.
	MaxTables int
	// Progress is told what is being read, or nil. Done of total are tables.
	Progress func(Progress)
}

// Progress is how far reading a schema has come.
type Progress struct {
	// What is read now: "columns", "indexes" or the name of a table.
	What string
	// Done and Total count steps; Total is 0 while it is not known.
	Done, Total int
}

// InspectDB reads the schema of a database through a connection that is open: tables,
// views, columns, keys, checks, foreign keys, indexes, named types and comments, each as
// the catalogue says it. Dialect is postgres, mysql, mariadb or sqlite; MySQL and MariaDB
// are told apart by what the server says. It reads in one transaction that changes
// nothing, and needs one connection of the pool.
//
// The result has one page, whose diagram says the dialect and has the IDs that ddl.Parse
// gives to a script with the same names: reading again meets the same objects. Cards have
// no places. Warnings name what a diagram has no place for. An error is a diagram.Error
// where a person can do something about it: too many tables, a schema that is not there,
// too long a time.
func InspectDB(ctx context.Context, db *sql.DB, dialect string, opt InspectOptions) (*diagram.Source, error) {
	limited, cancel := context.WithTimeout(ctx, MaxInspect)
	defer cancel()
	src, err := inspect(limited, db, dialect, opt)
	switch {
	case err == nil:
		return src, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("read the schema: %w", ctx.Err())
	case limited.Err() != nil:
		return nil, diagram.Errorf(diagram.TooLarge, "Reading the schema took longer than %s, so it was stopped.", MaxInspect)
	}
	return nil, err
}

// catalogReaders read the catalogue of each database.
var catalogReaders = map[string]func(context.Context, *catalog) error{
	"postgres": readPostgres, "mysql": readMySQL, "mariadb": readMySQL, "sqlite": readSQLite,
}

func inspect(ctx context.Context, db *sql.DB, dialect string, opt InspectOptions) (*diagram.Source, error) {
	read := catalogReaders[dialect]
	if read == nil {
		return nil, diagram.Errorf(diagram.Unsupported, "Databases of the kind %q can't be read; those of PostgreSQL, MySQL, MariaDB and SQLite can.", dialect)
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	defer func() { _ = conn.Close() }()
	k := &catalog{conn: conn, dialect: dialect, opt: opt}
	if k.opt.MaxTables <= 0 || k.opt.MaxTables > diagram.MaxTables {
		k.opt.MaxTables = diagram.MaxTables
	}
	if err := read(ctx, k); err != nil {
		return nil, err
	}
	return k.source(), nil
}

// catalog is a schema on its way from a database to a diagram. What the database says of
// itself is put together as a script in its own words, and read by the reader of scripts:
// so a database and a dump of it become the same diagram, with the same IDs.
type catalog struct {
	conn    *sql.Conn
	tx      *sql.Tx
	dialect string
	opt     InspectOptions
	script  strings.Builder
	// name and comment are those of the database.
	name, comment string
	// viewTypes are the types of the columns of views, by schema, view and column.
	viewTypes map[[3]string]string
	// finish changes the page after it was read, or is nil.
	finish   func(*diagram.Page)
	warnings []diagram.Loss
}

// begin opens the transaction that everything is read in.
func (k *catalog) begin(ctx context.Context, opt *sql.TxOptions) error {
	var err error
	if k.tx, err = k.conn.BeginTx(ctx, opt); err != nil {
		return fmt.Errorf("begin to read: %w", err)
	}
	return nil
}

// end gives the transaction up; nothing was changed in it.
func (k *catalog) end() { _ = k.tx.Rollback() }

// rows runs a query and hands each row to scan.
func (k *catalog) rows(ctx context.Context, what, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := k.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return fmt.Errorf("read %s: %w", what, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("read %s: %w", what, err)
	}
	return nil
}

// progress tells how far it has come.
func (k *catalog) progress(what string, done, total int) {
	if k.opt.Progress != nil {
		k.opt.Progress(Progress{What: what, Done: done, Total: total})
	}
}

// limit refuses a database with too many tables.
func (k *catalog) limit(tables int) error {
	if tables <= k.opt.MaxTables {
		return nil
	}
	return diagram.Errorf(diagram.TooLarge, "The database has %d tables and views; the limit is %d. Name the schemas to read.", tables, k.opt.MaxTables)
}

// missing says which of the schemas that were asked for are not there.
func (k *catalog) missing(found map[string]bool) error {
	for _, s := range k.opt.Schemas {
		if !found[s] {
			return diagram.Errorf(diagram.NotFound, "The database has no schema %q, or it is not shown to this user.", diagram.CutName(s))
		}
	}
	return nil
}

// say adds a statement to the script.
func (k *catalog) say(format string, args ...any) {
	fmt.Fprintf(&k.script, format, args...)
	k.script.WriteString("\n;\n") // on a line of its own, because a comment may stand at the end
}

// viewType remembers the type of a view's column.
func (k *catalog) viewType(schema, view, column, typeName string) {
	if k.viewTypes == nil {
		k.viewTypes = map[[3]string]string{}
	}
	k.viewTypes[[3]string{diagram.CutName(schema), diagram.CutName(view), diagram.CutName(column)}] = typeName
}

// source reads the script.
func (k *catalog) source() *diagram.Source {
	src := ddl.Parse([]byte(k.script.String()), k.dialect)
	src.Format = "database"
	page := src.Pages[0]
	d := page.Diagram
	d.Name, d.Comment = diagram.CutName(k.name), k.comment
	for _, t := range d.Tables {
		if t.Kind != diagram.KindView {
			continue
		}
		schema := ""
		if s := d.Schemas[t.Schema]; s != nil {
			schema = s.Name
		}
		for _, c := range t.Columns {
			c.Type = k.viewTypes[[3]string{schema, t.Name, c.Name}]
		}
	}
	if k.finish != nil {
		k.finish(page)
	}
	// Places are those in the script, which nobody sees.
	clear(page.Places)
	for i := range src.Warnings {
		src.Warnings[i].Where = ""
	}
	src.Warnings = append(src.Warnings, k.warnings...)
	return src
}

// quoted writes a name in quotes.
func quoted(name string, quote byte) string {
	q := string(quote)
	return q + strings.ReplaceAll(name, q, q+q) + q
}

// sqlString writes a string of standard SQL.
func sqlString(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// isCancelled tells whether an error is of a context that ended.
func isCancelled(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
