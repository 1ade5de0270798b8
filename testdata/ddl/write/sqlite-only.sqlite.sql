-- SQLite script

-- note: SQLite keeps names like "sqlite_things" for itself.
-- note: sqlite_things.whatever: POINT becomes text (WKT) (written as TEXT).

CREATE TABLE t_sqlite_things (
  id INTEGER CONSTRAINT t_sqlite_things_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  name varchar(20) COLLATE NOCASE DEFAULT ('a' || 'b'),
  made datetime DEFAULT (datetime('now')),
  n numeric DEFAULT 1.5,
  whatever TEXT,
  raw blob DEFAULT (x'00ff'),
  flag boolean DEFAULT 0,
  CONSTRAINT t_sqlite_things_check CHECK (length(name) > 2 AND name GLOB 'a*')
);
