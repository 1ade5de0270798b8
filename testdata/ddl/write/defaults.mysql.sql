-- MySQL script

-- note: t.r: timestamptz becomes a type that ends in the year 2038 (written as timestamp(6)).
-- note: t.w: int[] becomes json, because MySQL has no lists (written as json).
-- note: An index on t.ff is added: MySQL wants one on a column that numbers rows.
-- note: The default of t.d is left out: it is a word and no value: many
-- note: The default of t.i is left out: it is a word and no value: maybe
-- note: The default of t.l is left out: the operator || does not mean the same in every database: 'a' || 'b'
-- note: The default of t.r is left out: it is no point in time: '0000-00-00'
-- note: The default of t.t is left out: it is no UUID: 'nonsense'
-- note: The default of t.v is left out: it is no JSON: 'no json'
-- note: The default of t.x is left out: it holds a semicolon: 0; DROP TABLE t
-- note: The default of t.y is left out: it holds several values: 0, z int
-- note: The default of t.aa is left out: a bracket is closed that was not opened: 0) --
-- note: The default of t.cc is left out: a column of type varchar(10) can't have it: now()
-- note: The default of t.dd is left out: it is not an SQL expression: 0 PRIMARY KEY
-- note: The default of t.ee is left out: it holds a query: (SELECT 1)
-- note: The default of t.gg is left out: a quote is not closed: $$x
-- note: The default of t.hh is left out: a quote is not closed: 'open
-- note: The default of t.jj is left out: the function unknown_function does not mean the same in every database: unknown_function(1)

CREATE TABLE t (
  id int NOT NULL,
  a int DEFAULT 0,
  b int DEFAULT -1,
  c int DEFAULT 42,
  d int,
  e decimal(5,2) DEFAULT 1.50,
  f double DEFAULT 1e3,
  g tinyint(1) DEFAULT 1,
  h tinyint(1) DEFAULT 0,
  i tinyint(1),
  j varchar(20) DEFAULT 'it',
  k text DEFAULT ('it''s; ok'),
  l text,
  m date DEFAULT (CURRENT_DATE),
  n date DEFAULT '2024-02-29',
  o time DEFAULT (CURRENT_TIME),
  p datetime DEFAULT CURRENT_TIMESTAMP,
  q datetime DEFAULT CURRENT_TIMESTAMP,
  r timestamp(6) NULL,
  s char(36) DEFAULT (uuid()),
  t char(36),
  u json DEFAULT ('{}'),
  v json,
  w json DEFAULT ('[]'),
  x int,
  y int,
  aa int,
  bb int,
  cc varchar(10),
  dd int,
  ee int,
  ff bigint NOT NULL AUTO_INCREMENT,
  gg text,
  hh text,
  ii text DEFAULT ('back\\slash'),
  jj int,
  kk date NOT NULL DEFAULT (CURRENT_DATE),
  ll varchar(9) DEFAULT 'active',
  PRIMARY KEY (id),
  KEY t_ff_idx (ff)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
