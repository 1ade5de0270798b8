-- SQLite script

-- note: t.w: int[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).
-- note: t.ff does not number rows by itself: SQLite numbers by the only column of a primary key.
-- note: The default of t.d is left out: it is a word and no value: many
-- note: The default of t.i is left out: it is a word and no value: maybe
-- note: The default of t.r is left out: it is no point in time: '0000-00-00'
-- note: The default of t.t is left out: it is no UUID: 'nonsense'
-- note: The default of t.v is left out: it is no JSON: 'no json'
-- note: The default of t.x is left out: it holds a semicolon: 0; DROP TABLE t
-- note: The default of t.y is left out: it holds several values: 0, z int
-- note: The default of t.aa is left out: a bracket is closed that was not opened: 0) --
-- note: The default of t.dd is left out: it is not an SQL expression: 0 PRIMARY KEY
-- note: The default of t.ee is left out: it holds a query: (SELECT 1)
-- note: The default of t.ff is left out: the column does not number rows: nextval('x_seq'::regclass)
-- note: The default of t.gg is left out: a quote is not closed: $$x
-- note: The default of t.hh is left out: a quote is not closed: 'open
-- note: The default of t.jj is left out: the function unknown_function does not mean the same in every database: unknown_function(1)

CREATE TABLE t (
  id INTEGER NOT NULL,
  a INTEGER DEFAULT 0,
  b INTEGER DEFAULT -1,
  c INTEGER DEFAULT 42,
  d INTEGER,
  e NUMERIC(5,2) DEFAULT 1.50,
  f REAL DEFAULT 1e3,
  g BOOLEAN DEFAULT 1,
  h BOOLEAN DEFAULT 0,
  i BOOLEAN,
  j VARCHAR(20) DEFAULT 'it',
  k TEXT DEFAULT 'it''s; ok',
  l TEXT DEFAULT ('a' || 'b'),
  m DATE DEFAULT CURRENT_DATE,
  n DATE DEFAULT '2024-02-29',
  o TIME DEFAULT CURRENT_TIME,
  p DATETIME DEFAULT CURRENT_TIMESTAMP,
  q DATETIME DEFAULT CURRENT_TIMESTAMP,
  r DATETIME,
  s TEXT DEFAULT (lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || substr('89ab', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  t TEXT,
  u TEXT DEFAULT '{}',
  v TEXT,
  w TEXT DEFAULT '[]',
  x INTEGER,
  y INTEGER,
  aa INTEGER,
  bb INTEGER,
  cc VARCHAR(10) DEFAULT CURRENT_TIMESTAMP,
  dd INTEGER,
  ee INTEGER,
  ff INTEGER,
  gg TEXT,
  hh TEXT,
  ii TEXT DEFAULT 'back\slash',
  jj INTEGER,
  kk DATE NOT NULL DEFAULT CURRENT_DATE,
  ll VARCHAR(9) DEFAULT 'active',
  CONSTRAINT t_pkey PRIMARY KEY (id),
  CONSTRAINT t_g_check CHECK (g IN (0, 1)),
  CONSTRAINT t_h_check CHECK (h IN (0, 1)),
  CONSTRAINT t_i_check CHECK (i IN (0, 1))
);
