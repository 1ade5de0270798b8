-- SQLite script

-- note: plain.dd: set('a','b') becomes text without a check (written as TEXT).
-- note: plain.hh: geography becomes text (WKT) (written as TEXT).
-- note: plain.ii: int[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).
-- note: plain.kk: blorp is not known to SQLite and becomes text (written as TEXT).

CREATE TABLE plain (
  id INTEGER NOT NULL,
  a INTEGER,
  b INTEGER,
  c INTEGER,
  d INTEGER,
  e NUMERIC,
  f NUMERIC(12),
  g NUMERIC(60,30),
  h NUMERIC(19,4),
  i REAL,
  j REAL,
  k TEXT,
  l VARCHAR(3000),
  m VARCHAR(9000),
  n TEXT,
  o TEXT,
  p BLOB,
  q BLOB,
  r BLOB,
  s TIME,
  t TIME,
  u DATETIME,
  v DATETIME,
  w TEXT,
  x TEXT,
  y TEXT,
  z TEXT,
  aa BOOLEAN,
  bb BLOB,
  cc TEXT,
  dd TEXT,
  ee TEXT,
  ff TEXT,
  gg TEXT,
  hh TEXT,
  ii TEXT,
  jj INTEGER,
  kk TEXT,
  CONSTRAINT plain_pkey PRIMARY KEY (id),
  CONSTRAINT plain_aa_check CHECK (aa IN (0, 1)),
  CONSTRAINT plain_cc_check CHECK (cc IN ('a', 'größer', ''))
);

-- note: filled.k: set('a','b') becomes text without a check (written as TEXT).

CREATE TABLE filled (
  id INTEGER CONSTRAINT filled_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  a INTEGER DEFAULT 5,
  b DATE DEFAULT '2024-02-29',
  c DATETIME DEFAULT '2024-02-29 10:20:30',
  d DATETIME DEFAULT '2024-02-29',
  e TIME DEFAULT '10:20:30',
  f TEXT DEFAULT '00000000-0000-4000-8000-000000000001',
  g TEXT DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  h TEXT DEFAULT '',
  i BLOB DEFAULT 'x',
  j TEXT DEFAULT 'b',
  k TEXT DEFAULT 'a,b',
  l BLOB DEFAULT '101',
  m TEXT DEFAULT '{"a": 1}',
  n TEXT DEFAULT 12,
  o BOOLEAN DEFAULT 0,
  p INTEGER DEFAULT (1 + 1),
  q TEXT DEFAULT true,
  r DATETIME DEFAULT CURRENT_TIMESTAMP,
  s TIME DEFAULT CURRENT_TIME,
  t DATE DEFAULT CURRENT_DATE,
  CONSTRAINT filled_j_check CHECK (j IN ('a', 'b')),
  CONSTRAINT filled_o_check CHECK (o IN (0, 1))
);
