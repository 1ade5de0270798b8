-- Oracle script

-- note: t.name: text has no length that a key could hold (written as varchar2(255 char)).
-- note: The index of t holds all rows: Oracle has no partial indexes.
-- note: The index of t holds all rows: Oracle has no partial indexes.
-- note: The index of t is left out: Oracle has no partial indexes, and a whole one would refuse more rows.
-- note: The index of t is left out: Oracle has no partial indexes, and a whole one would refuse more rows.
-- note: The unique key t_name_n_key of t refuses rows that are alike in all but columns with NULL, which other databases take.
-- note: The index t_note_idx of t is left out: the key t_note_key holds the same columns, and Oracle allows one index on them.
-- note: t.full_name is computed when it is read: Oracle stores no computed values.
-- note: t.full_name has the type of its expression: Oracle computes no values of type clob.
-- note: t.late is written as a plain column: its expression is left out: it takes a condition for a value: n > 2
-- note: The check of t is left out: it takes a condition for a value: CASE WHEN open THEN n > 1 ELSE true END
-- note: The check of t is left out: '' is NULL in Oracle: name <> ''
-- note: The check of t is left out: the operator % does not mean the same in every database: n % 2 = 0
-- note: The check of t is left out: Oracle reads no point in time from a text whose form it is not told: day > '2000-01-01'
-- note: The check of t is left out: NULL joined with a text is the text in Oracle: name || note <> 'ab'
-- note: The check of t is left out: it takes a value for a condition: n
-- note: The check of t is left out: it takes a value for a condition: coalesce(paid, false)
-- note: The check of t is left out: it takes a value for a condition: (n)
-- note: The check of t is left out: it asks whether something is true: open IS TRUE

CREATE TABLE t (
  id number(10) NOT NULL,
  open number(1) DEFAULT 1 NOT NULL,
  paid number(1),
  name varchar2(255 char) NOT NULL,
  note varchar2(20 char),
  n number(10),
  day date,
  full_name GENERATED ALWAYS AS (name || ' ' || name) VIRTUAL,
  twice number(10) GENERATED ALWAYS AS (CAST(n * 2 AS number(10))) VIRTUAL,
  late number(1),
  CONSTRAINT t_pkey PRIMARY KEY (id),
  CONSTRAINT t_note_key UNIQUE (note),
  CONSTRAINT t_name_n_key UNIQUE (name, n),
  CONSTRAINT t_open_check CHECK (open IN (0, 1)),
  CONSTRAINT t_paid_check CHECK (paid IN (0, 1)),
  CONSTRAINT t_late_check CHECK (late IN (0, 1)),
  CONSTRAINT t_check CHECK (open = 1),
  CONSTRAINT t_check_2 CHECK (NOT open = 1),
  CONSTRAINT t_check_3 CHECK (open = 1),
  CONSTRAINT t_check_4 CHECK (open = 1 OR paid = 1),
  CONSTRAINT t_check_5 CHECK ((open = 1 AND NOT paid = 1) OR (n > 2)),
  CONSTRAINT t_check_6 CHECK (paid IS NULL OR (n + 1) * 2 < 5),
  CONSTRAINT t_check_7 CHECK (CASE WHEN open = 1 THEN 1 ELSE 0 END = 1),
  CONSTRAINT t_check_8 CHECK (length(name) BETWEEN 1 AND length(note)),
  CONSTRAINT t_check_9 CHECK (1 = 1),
  CONSTRAINT t_check_10 CHECK (open = 0),
  CONSTRAINT t_check_11 CHECK (upper(name) IN ('A', 'B') AND NOT (n = 1 OR n = 2)),
  CONSTRAINT t_check_12 CHECK (-n < 3)
);

CREATE INDEX t_n_idx ON t (n);

CREATE TABLE child (
  note varchar2(20 char)
);

ALTER TABLE child ADD CONSTRAINT child_note_fkey FOREIGN KEY (note) REFERENCES t (note);
