-- SQLite script

-- note: things.span: tstzrange is not known to SQLite and becomes text (written as TEXT).
-- note: The collation C of things.kind is left out: SQLite does not know it.
-- note: things.tags: character varying(20)[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).
-- note: things.at: point becomes text (WKT) (written as TEXT).
-- note: The index of things is left out: SQLite has no indexes of the kind gin.
-- note: The index of things is left out: SQLite has no indexes of the kind gin.
-- note: The index of things is left out: SQLite has no indexes of the kind gist.
-- note: The default of things.wait is left out: it may not be a value of its type: '1 day'::interval
-- note: The default of things.tags is left out: array is no column of the table: ARRAY['x'::text]
-- note: The default of things.flags is left out: it is a word and no value: B'101'
-- note: The check of things is left out: the operator ~* does not mean the same in every database: name ~* '^[a-z]+$'
-- note: The check of things is left out: it holds a cast to date: (made AT TIME ZONE 'UTC')::date > DATE '2000-01-01'

CREATE TABLE things (
  id INTEGER CONSTRAINT things_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  name TEXT NOT NULL,
  span TEXT,
  ip TEXT DEFAULT '127.0.0.1',
  search TEXT,
  made DATETIME DEFAULT CURRENT_TIMESTAMP,
  wait TEXT,
  kind VARCHAR(10) NOT NULL DEFAULT 'a',
  tags TEXT,
  doc TEXT,
  at TEXT,
  amount NUMERIC(19,4),
  price NUMERIC,
  flags BLOB,
  parent INTEGER,
  CONSTRAINT things_name_key UNIQUE (name),
  CONSTRAINT kind_check CHECK (((kind) IN ('a', 'b'))),
  CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id)
);

CREATE INDEX things_kind_idx ON things (kind);

CREATE INDEX things_doc_idx ON things (doc);
