-- SQL Server script

SET QUOTED_IDENTIFIER ON;

-- note: t.name: text has no length that a key could hold (written as nvarchar(450)).
-- note: The index of t holds all rows: an index is filtered by plain comparisons of columns with constants, joined by AND only: n > 1 OR paid
-- note: The index of t is left out: an index is filtered by plain comparisons of columns with constants, joined by AND only.
-- note: The unique key t_note_key of t takes one row with NULL only: a foreign key refers to it.
-- note: The unique key t_name_n_key of t is a unique index over the rows without NULL: a key of SQL Server would take one NULL only.
-- note: t.late is written as a plain column: its expression is left out: it takes a condition for a value: n > 2
-- note: The check of t is left out: it takes a condition for a value: CASE WHEN open THEN n > 1 ELSE true END
-- note: The check of t is left out: it takes a value for a condition: n
-- note: The check of t is left out: it takes a value for a condition: coalesce(paid, false)
-- note: The check of t is left out: it takes a value for a condition: (n)
-- note: The check of t is left out: it asks whether something is true: open IS TRUE

CREATE TABLE t (
  id int NOT NULL,
  [open] bit NOT NULL CONSTRAINT t_open_default DEFAULT 1,
  paid bit NULL,
  name nvarchar(450) NOT NULL,
  note nvarchar(20) NULL,
  n int NULL,
  day date NULL,
  full_name AS (CAST(name + N' ' + name AS nvarchar(max))) PERSISTED,
  twice AS (CAST(n * 2 AS int)),
  late bit NULL,
  CONSTRAINT t_pkey PRIMARY KEY (id),
  CONSTRAINT t_note_key UNIQUE (note),
  CONSTRAINT t_check CHECK ([open] = 1),
  CONSTRAINT t_check_2 CHECK (NOT [open] = 1),
  CONSTRAINT t_check_3 CHECK ([open] = 1),
  CONSTRAINT t_check_4 CHECK ([open] = 1 OR paid = 1),
  CONSTRAINT t_check_5 CHECK (([open] = 1 AND NOT paid = 1) OR (n > 2)),
  CONSTRAINT t_check_6 CHECK (paid IS NULL OR (n + 1) * 2 < 5),
  CONSTRAINT t_check_7 CHECK (CASE WHEN [open] = 1 THEN 1 ELSE 0 END = 1),
  CONSTRAINT t_check_8 CHECK ((datalength(name) / 2) BETWEEN 1 AND (datalength(note) / 2)),
  CONSTRAINT t_check_9 CHECK (name <> N''),
  CONSTRAINT t_check_10 CHECK (n % 2 = 0),
  CONSTRAINT t_check_11 CHECK (day > N'2000-01-01'),
  CONSTRAINT t_check_12 CHECK (1 = 1),
  CONSTRAINT t_check_13 CHECK (name + note <> N'ab'),
  CONSTRAINT t_check_14 CHECK ([open] = 0),
  CONSTRAINT t_check_15 CHECK (upper(name) IN (N'A', N'B') AND NOT (n = 1 OR n = 2)),
  CONSTRAINT t_check_16 CHECK (-n < 3)
);

CREATE INDEX t_n_idx ON t (n) WHERE [open] = 1;

CREATE INDEX t_note_idx ON t (note);

CREATE UNIQUE INDEX t_note_n_idx ON t (note, n) WHERE [open] = 1 AND n IN (1, 2) AND note IS NOT NULL AND n IS NOT NULL;

CREATE UNIQUE INDEX t_name_n_key ON t (name, n) WHERE n IS NOT NULL;

CREATE TABLE child (
  note nvarchar(20) NULL
);

ALTER TABLE child ADD CONSTRAINT child_note_fkey FOREIGN KEY (note) REFERENCES t (note);
