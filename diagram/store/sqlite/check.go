package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"crowsfoot/diagram"
)

// applicationID is set by the first migration: "CROW".
const applicationID = 0x43524f57

// checkFile refuses a file that is no whole database of Crowsfoot, or holds anything but
// the tables that one of our releases makes: a trigger or view of a stranger would run
// with our rights. Messages call the file by name. It is opened read-only and nothing in its schema is trusted.
func checkFile(ctx context.Context, path, name string) (err error) {
	db, err := sql.Open("sqlite", fileURL(path, "mode=ro&_defensive=1&_dqs=0&_pragma=trusted_schema(0)&_pragma=query_only(1)&_pragma=cell_size_check(1)"))
	if err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()

	var app int
	if err := db.QueryRowContext(ctx, `PRAGMA application_id`).Scan(&app); err != nil || app != applicationID {
		return notOurs(name, "it is not a backup of Crowsfoot")
	}
	if err := checkIntegrity(ctx, db, name); err != nil {
		return err
	}
	var version int64
	if err := db.QueryRowContext(ctx, `SELECT max(version_id) FROM goose_db_version`).Scan(&version); err != nil {
		return notOurs(name, "it does not say which release wrote it")
	}
	want, err := schemaAt(ctx, name, version)
	if err != nil {
		return err
	}
	have, err := schemaOf(ctx, db)
	if err != nil {
		return fmt.Errorf("read the tables of %s: %w", path, err)
	}
	if !maps.Equal(have, want) {
		for _, object := range slices.Sorted(maps.Keys(have)) {
			if have[object] != want[object] {
				return notOurs(name, fmt.Sprintf("its %s is not what Crowsfoot makes", object))
			}
		}
		return notOurs(name, "tables are missing")
	}
	return nil
}

func notOurs(name, why string) error {
	return diagram.Errorf(diagram.Unreadable, "The file %s can't be restored: %s.", name, why)
}

func checkIntegrity(ctx context.Context, db *sql.DB, name string) error {
	var verdict string
	if err := db.QueryRowContext(ctx, `PRAGMA integrity_check(1)`).Scan(&verdict); err != nil || verdict != "ok" {
		return notOurs(name, "it is damaged")
	}
	return nil
}

// schemaAt returns the schema that the migrations up to a version make.
func schemaAt(ctx context.Context, name string, version int64) (schema map[string]string, err error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, fmt.Errorf("open a database in memory: %w", err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	p, err := provider(db)
	if err != nil {
		return nil, err
	}
	_, newest, err := p.GetVersions(ctx)
	if err != nil {
		return nil, fmt.Errorf("read migrations: %w", err)
	}
	if version > newest || version < 1 {
		return nil, diagram.Errorf(diagram.Unsupported,
			"The file %s was written by a newer release of Crowsfoot (version %d of its tables, this release knows %d). Restore it with that release.", name, version, newest)
	}
	if _, err := p.UpTo(ctx, version); err != nil {
		return nil, fmt.Errorf("run migrations: %w", err)
	}
	return schemaOf(ctx, db)
}

// schemaOf returns the SQL of every object of a database by kind and name.
func schemaOf(ctx context.Context, db *sql.DB) (map[string]string, error) {
	rows, err := db.QueryContext(ctx, `SELECT type, name, coalesce(sql, '') FROM sqlite_schema`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	schema := map[string]string{}
	for rows.Next() {
		var kind, name, text string
		if err := rows.Scan(&kind, &name, &text); err != nil {
			return nil, err
		}
		schema[kind+" "+name] = text
	}
	return schema, rows.Err()
}
