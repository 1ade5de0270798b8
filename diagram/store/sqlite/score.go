package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"crowsfoot/diagram"
	"crowsfoot/diagram/store"
)

// SetFindings replaces the numbers of findings, also those of the day.
func (s *Store) SetFindings(ctx context.Context, id diagram.ID, n store.Findings, at time.Time) error {
	return s.update(ctx, id, func(t *writing) (sql.Result, error) {
		known := func(v int) sql.NullInt64 { return sql.NullInt64{Int64: int64(v), Valid: n.Known} }
		res, err := t.exec(t.prepared.setFindings, known(n.Errors), known(n.Warnings), known(n.Infos), known(n.Score), id)
		if err != nil || !n.Known {
			return res, err
		}
		if rows, err := res.RowsAffected(); err != nil || rows == 0 {
			return res, err
		}
		_, err = t.exec(t.prepared.setScore, id, store.DayOf(at), n.Score, n.Errors, n.Warnings, n.Infos)
		return res, err
	})
}

// Scores returns the numbers of findings by day, oldest first.
func (s *Store) Scores(ctx context.Context, id diagram.ID) ([]store.Scored, error) {
	found, err := s.reader.QueryContext(ctx, `SELECT day, score, errors, warnings, infos FROM score WHERE diagram_id = ? ORDER BY day`, id)
	if err != nil {
		return nil, fmt.Errorf("read the scores of %s: %w", id, readable(err))
	}
	defer found.Close()
	var list []store.Scored
	for found.Next() {
		n := store.Scored{Findings: store.Findings{Known: true}}
		if err := found.Scan(&n.Day, &n.Score, &n.Errors, &n.Warnings, &n.Infos); err != nil {
			return nil, fmt.Errorf("read the scores of %s: %w", id, err)
		}
		list = append(list, n)
	}
	if err := found.Err(); err != nil {
		return nil, fmt.Errorf("read the scores of %s: %w", id, readable(err))
	}
	if len(list) == 0 {
		_, err := s.Info(ctx, id)
		return nil, err
	}
	return list, nil
}
