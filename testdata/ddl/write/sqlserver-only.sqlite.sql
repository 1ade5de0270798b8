-- SQLite script

-- note: things.total has no type; text stands in its place.
-- note: The collation Latin1_General_BIN2 of things.name is left out: SQLite does not know it.
-- note: things.at: geography becomes text (WKT) (written as TEXT).
-- note: The index by_name of things is written without its included columns: SQLite has none.
-- note: The index by_place of things is left out: SQLite has no indexes of the kind spatial.
-- note: The index by_columns of things is of the usual kind: SQLite has none of the kind columnstore.
-- note: The index by_words of things is left out: SQLite has no indexes of the kind fulltext.
-- note: The check of things is left out: the function len does not mean the same in every database: LEN([name]) > 2 AND [name] LIKE N'[a-z]%'

CREATE TABLE things (
  id INTEGER CONSTRAINT things_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  code VARCHAR(8),
  name VARCHAR(100) NOT NULL DEFAULT 'it''s',
  body TEXT,
  doc TEXT,
  at TEXT,
  made DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  version BLOB,
  flag BOOLEAN NOT NULL DEFAULT 1,
  price NUMERIC(19,4) DEFAULT 0,
  guid TEXT DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  total TEXT GENERATED ALWAYS AS (price * 2) STORED,
  parent INTEGER,
  CONSTRAINT things_code_key UNIQUE (code),
  CONSTRAINT things_flag_check CHECK (flag IN (0, 1)),
  CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id)
);

CREATE INDEX by_name ON things (name DESC) WHERE flag = 1;

CREATE INDEX by_columns ON things (made, price);

CREATE UNIQUE INDEX by_code ON things (code, name);

-- note: The view "named" is left out: its query is written for another database.
