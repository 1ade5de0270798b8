-- SQLite script

-- note: things.at: point becomes text (WKT) (written as TEXT).
-- note: things.days: set('mo','tu') becomes text without a check (written as TEXT).
-- note: The collation utf8mb4_bin of things.name is left out: SQLite does not know it.
-- note: The index ft of things is left out: SQLite has no indexes of the kind fulltext.
-- note: The index sp of things is left out: SQLite has no indexes of the kind spatial.
-- note: SQLite has no ON UPDATE CURRENT_TIMESTAMP; things.made is not changed when its row is.
-- note: The check of things is left out: regexp is no column of the table: `name` regexp '^[a-z]' AND "x" <> `name`

CREATE TABLE things (
  id INTEGER CONSTRAINT things_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  small INTEGER,
  ok BOOLEAN NOT NULL DEFAULT 1,
  mid INTEGER,
  body TEXT,
  raw BLOB,
  at TEXT NOT NULL,
  y INTEGER,
  made DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  when_ DATETIME DEFAULT CURRENT_TIMESTAMP,
  days TEXT DEFAULT 'mo,tu',
  flag BOOLEAN DEFAULT 1,
  price NUMERIC(10,2) DEFAULT '0.00',
  name VARCHAR(100),
  j TEXT,
  CONSTRAINT things_ok_check CHECK (ok IN (0, 1)),
  CONSTRAINT things_flag_check CHECK (flag IN (0, 1)),
  CONSTRAINT things_check CHECK (price >= 0)
);

CREATE INDEX pre ON things (name);

CREATE TABLE children (
  thing_id INTEGER NOT NULL,
  n INTEGER,
  CONSTRAINT children_thing_id_fkey FOREIGN KEY (thing_id) REFERENCES things (id) ON DELETE SET NULL ON UPDATE SET DEFAULT
);
