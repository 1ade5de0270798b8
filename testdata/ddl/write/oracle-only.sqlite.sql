-- SQLite script

-- note: things.id, things.parent: number(19) becomes a whole number, because only those count rows (written as INTEGER).
-- note: things.at: sdo_geometry becomes text (WKT) (written as TEXT).
-- note: The index by_flag of things is of the usual kind: SQLite has none of the kind bitmap.
-- note: The index by_day of things is of the usual kind: SQLite has none of the kind reverse.
-- note: The default of things.body is left out: the function empty_clob does not mean the same in every database: empty_clob()
-- note: The default of things.guid is left out: a column of type raw(16) can't have it: sys_guid()
-- note: The check of things is left out: the function regexp_like does not mean the same in every database: LENGTH(name) > 2 AND REGEXP_LIKE(name, '^[a-z]+$')

CREATE TABLE things (
  id INTEGER CONSTRAINT things_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  code VARCHAR(8),
  name VARCHAR(100) NOT NULL DEFAULT 'it''s',
  body TEXT,
  doc TEXT,
  at TEXT,
  made DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  day DATETIME DEFAULT CURRENT_TIMESTAMP,
  flag INTEGER DEFAULT 1,
  price NUMERIC(10,2) DEFAULT 0,
  guid BLOB,
  total NUMERIC(12,2) GENERATED ALWAYS AS (price * 2),
  parent INTEGER,
  any NUMERIC,
  wait TEXT,
  CONSTRAINT things_code_key UNIQUE (code),
  CONSTRAINT things_check CHECK (flag IN (0, 1)),
  CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id) ON DELETE NO ACTION
);

CREATE INDEX by_name ON things ((UPPER(name)));

CREATE INDEX by_flag ON things (flag);

CREATE INDEX by_day ON things (day);

CREATE INDEX by_code ON things (code);
