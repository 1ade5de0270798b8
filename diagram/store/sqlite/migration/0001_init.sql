-- +goose Up

-- "CROW": names our files among all SQLite files.
PRAGMA application_id = 1129467735;

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A restored backup gets a new epoch, so that browsers that know later batches start over.
INSERT INTO setting (name, value) VALUES ('epoch', lower(hex(randomblob(16))));

-- Times are milliseconds since 1970 in UTC. name, tables, head and the findings repeat
-- what the log says, so that the library need not open every diagram.
CREATE TABLE diagram (
  id         TEXT PRIMARY KEY,
  name       TEXT NOT NULL,
  tables     INTEGER NOT NULL,
  head       INTEGER NOT NULL,
  errors     INTEGER,
  warnings   INTEGER,
  infos      INTEGER,
  created_at INTEGER NOT NULL,
  edited_at  INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT, WITHOUT ROWID;

-- body is JSON {label, ops, inverse, undoes}, compressed by gzip when that is shorter.
CREATE TABLE op (
  diagram_id TEXT NOT NULL REFERENCES diagram (id),
  seq        INTEGER NOT NULL,
  client_op  TEXT NOT NULL,
  actor      TEXT NOT NULL,
  at         INTEGER NOT NULL,
  body       BLOB NOT NULL,
  PRIMARY KEY (diagram_id, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX op_client ON op (diagram_id, client_op);

-- The newest snapshot only: the log is kept whole.
CREATE TABLE snapshot (
  diagram_id TEXT PRIMARY KEY REFERENCES diagram (id),
  seq        INTEGER NOT NULL,
  sha256     BLOB NOT NULL,
  body       BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- Files that diagrams were read from. warnings is a JSON list. This table has a rowid,
-- because its rows are large.
CREATE TABLE source (
  diagram_id TEXT NOT NULL REFERENCES diagram (id),
  sha256     BLOB NOT NULL,
  name       TEXT NOT NULL,
  format     TEXT NOT NULL,
  warnings   TEXT NOT NULL,
  added_at   INTEGER NOT NULL,
  content    BLOB NOT NULL,
  UNIQUE (diagram_id, sha256)
) STRICT;
