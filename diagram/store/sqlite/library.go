package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
)

const infoColumns = `id, name, tables, head, errors, warnings, infos, score, created_at, edited_at, deleted_at, draft`

// Create keeps a new diagram with its first batches and files: all or nothing.
func (s *Store) Create(ctx context.Context, n store.New) error {
	if err := store.CheckNew(n); err != nil {
		return err
	}
	list, err := rows(n.Entries)
	if err != nil {
		return err
	}
	files, err := packSources(n.Sources)
	if err != nil {
		return err
	}
	edited := n.Created
	if len(list) > 0 {
		edited = list[len(list)-1].At
	}
	err = s.write(ctx, func(t *writing) error {
		if _, err := t.exec(t.prepared.create, n.ID, n.Name, n.Tables, len(list), n.Created.UnixMilli(), edited.UnixMilli(), n.Draft); err != nil {
			if isTaken(err) {
				return diagram.Errorf(diagram.Conflict, "There is a diagram %q already.", n.ID)
			}
			return err
		}
		if err := t.insert(n.ID, list); err != nil {
			return err
		}
		return t.addSources(n.ID, files)
	})
	if err != nil {
		return fmt.Errorf("create diagram %q: %w", n.Name, err)
	}
	return nil
}

// Info returns what is known of one diagram.
func (s *Store) Info(ctx context.Context, id diagram.ID) (store.Info, error) {
	info, err := scanInfo(s.reader.QueryRowContext(ctx, `SELECT `+infoColumns+` FROM diagram WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return store.Info{}, store.NotFound(id)
	}
	if err != nil {
		return store.Info{}, fmt.Errorf("read diagram %s: %w", id, readable(err))
	}
	return info, nil
}

// List returns all diagrams, last edited first.
func (s *Store) List(ctx context.Context) ([]store.Info, error) {
	return s.list(ctx, `SELECT `+infoColumns+` FROM diagram ORDER BY edited_at DESC, id`)
}

// list reads the diagrams that a query finds.
func (s *Store) list(ctx context.Context, query string, args ...any) ([]store.Info, error) {
	found, err := s.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("list diagrams: %w", readable(err))
	}
	defer found.Close()
	var list []store.Info
	for found.Next() {
		info, err := scanInfo(found)
		if err != nil {
			return nil, fmt.Errorf("list diagrams: %w", err)
		}
		list = append(list, info)
	}
	return list, found.Err()
}

func scanInfo(from interface{ Scan(...any) error }) (store.Info, error) {
	var i store.Info
	var errs, warnings, infos, score, deleted sql.NullInt64
	var created, edited int64
	if err := from.Scan(&i.ID, &i.Name, &i.Tables, &i.Head, &errs, &warnings, &infos, &score, &created, &edited, &deleted, &i.Draft); err != nil {
		return i, err
	}
	i.Findings = store.Findings{Known: errs.Valid, Errors: int(errs.Int64), Warnings: int(warnings.Int64), Infos: int(infos.Int64), Score: int(score.Int64)}
	i.Created, i.Edited = time.UnixMilli(created).UTC(), time.UnixMilli(edited).UTC()
	if deleted.Valid {
		i.Deleted = time.UnixMilli(deleted.Int64).UTC()
	}
	return i, nil
}

// Delete marks a diagram as deleted.
func (s *Store) Delete(ctx context.Context, id diagram.ID, at time.Time) error {
	return s.update(ctx, id, func(t *writing) (sql.Result, error) {
		return t.exec(t.prepared.remove, at.UnixMilli(), id)
	})
}

// Undelete takes the mark away.
func (s *Store) Undelete(ctx context.Context, id diagram.ID) error {
	return s.update(ctx, id, func(t *writing) (sql.Result, error) {
		return t.exec(t.prepared.undelete, id)
	})
}

// Accept puts a draft into the library.
func (s *Store) Accept(ctx context.Context, id diagram.ID) error {
	return s.update(ctx, id, func(t *writing) (sql.Result, error) {
		return t.exec(t.prepared.accept, id)
	})
}

// update changes the one row of a diagram.
func (s *Store) update(ctx context.Context, id diagram.ID, do func(*writing) (sql.Result, error)) error {
	return s.write(ctx, func(t *writing) error {
		res, err := do(t)
		if err != nil {
			return fmt.Errorf("update diagram %s: %w", id, err)
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, store.NotFound(id))
		}
		return nil
	})
}
