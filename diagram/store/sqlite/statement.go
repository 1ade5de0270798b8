package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

// statements are what the writer runs, prepared once.
type statements struct {
	savepoint, rollbackTo, release *sql.Stmt

	create, setFindings, setScore, remove, undelete, accept *sql.Stmt
	advance, insertOp, head, numberOf                       *sql.Stmt
	saveSnapshot, addSource, dropSource, settle             *sql.Stmt
}

func prepare(ctx context.Context, db *sql.DB) (*statements, error) {
	var s statements
	for _, p := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&s.savepoint, `SAVEPOINT request`},
		{&s.rollbackTo, `ROLLBACK TO request`},
		{&s.release, `RELEASE request`},

		{&s.create, `INSERT INTO diagram (id, name, tables, head, created_at, edited_at, draft) VALUES (?, ?, ?, ?, ?, ?, ?)`},
		{&s.setFindings, `UPDATE diagram SET errors = ?, warnings = ?, infos = ?, score = ? WHERE id = ?`},
		{&s.setScore, `INSERT INTO score (diagram_id, day, score, errors, warnings, infos) VALUES (?, ?, ?, ?, ?, ?)
		               ON CONFLICT (diagram_id, day) DO UPDATE SET score = excluded.score, errors = excluded.errors,
		               warnings = excluded.warnings, infos = excluded.infos`},
		{&s.remove, `UPDATE diagram SET deleted_at = coalesce(deleted_at, ?) WHERE id = ?`},
		{&s.undelete, `UPDATE diagram SET deleted_at = NULL WHERE id = ?`},
		{&s.accept, `UPDATE diagram SET draft = '' WHERE id = ?`},

		{&s.advance, `UPDATE diagram SET head = head + ?, edited_at = ?, name = ?, tables = ?
		              WHERE id = ? AND head = ? AND deleted_at IS NULL`},
		{&s.insertOp, `INSERT INTO op (diagram_id, seq, client_op, actor, at, body) VALUES (?, ?, ?, ?, ?, ?)`},
		{&s.head, `SELECT head FROM diagram WHERE id = ? AND deleted_at IS NULL`},
		{&s.numberOf, `SELECT seq FROM op WHERE diagram_id = ? AND client_op = ?`},

		{&s.saveSnapshot, `INSERT INTO snapshot (diagram_id, seq, sha256, body) VALUES (?, ?, ?, ?)
		                   ON CONFLICT (diagram_id) DO UPDATE SET seq = excluded.seq, sha256 = excluded.sha256, body = excluded.body
		                   WHERE excluded.seq > snapshot.seq`},
		{&s.dropSource, `DELETE FROM source WHERE diagram_id = ? AND sha256 = ?`},
		{&s.addSource, `INSERT INTO source (diagram_id, sha256, name, format, warnings, added_at, page, scale_x, scale_y, settled, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&s.settle, `UPDATE source SET settled = ? WHERE rowid = (SELECT max(rowid) FROM source WHERE diagram_id = ?)`},
	} {
		stmt, err := db.PrepareContext(ctx, p.sql) //nolint:sqlclosecheck // lives as long as the database is open
		if err != nil {
			return nil, fmt.Errorf("prepare %q: %w", p.sql, err)
		}
		*p.to = stmt
	}
	return &s, nil
}
