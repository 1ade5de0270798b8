-- PostgreSQL script

-- note: The index of t is left out: it compares a truth value with a number.
-- note: The index of t is left out: it compares a truth value with a number.
-- note: The check of t is left out: it compares a truth value with a number: paid IS NULL OR (n + 1) * 2 < 5
-- note: The check of t is left out: it compares a truth value with a number: CASE WHEN open THEN 1 ELSE 0 END = 1
-- note: The check of t is left out: it compares a truth value with a number: CASE WHEN open THEN n > 1 ELSE true END
-- note: The check of t is left out: it takes a value for a condition: n
-- note: The check of t is left out: it takes a value for a condition: (n)

CREATE TABLE t (
  id integer NOT NULL,
  open boolean NOT NULL DEFAULT true,
  paid boolean,
  name text NOT NULL,
  note varchar(20),
  n integer,
  day date,
  full_name text GENERATED ALWAYS AS (name || ' ' || name) STORED,
  twice integer GENERATED ALWAYS AS (n * 2) STORED,
  late boolean GENERATED ALWAYS AS (n > 2) STORED,
  CONSTRAINT t_pkey PRIMARY KEY (id),
  CONSTRAINT t_note_key UNIQUE (note),
  CONSTRAINT t_name_n_key UNIQUE (name, n),
  CONSTRAINT t_check CHECK (open),
  CONSTRAINT t_check_2 CHECK (NOT open),
  CONSTRAINT t_check_3 CHECK (open = true),
  CONSTRAINT t_check_4 CHECK (open OR paid),
  CONSTRAINT t_check_5 CHECK ((open AND NOT paid) OR (n > 2)),
  CONSTRAINT t_check_6 CHECK (length(name) BETWEEN 1 AND char_length(note)),
  CONSTRAINT t_check_7 CHECK (name <> ''),
  CONSTRAINT t_check_8 CHECK (n % 2 = 0),
  CONSTRAINT t_check_9 CHECK (day > '2000-01-01'),
  CONSTRAINT t_check_10 CHECK (true),
  CONSTRAINT t_check_11 CHECK (name || note <> 'ab'),
  CONSTRAINT t_check_12 CHECK (open = false),
  CONSTRAINT t_check_13 CHECK (coalesce(paid, false)),
  CONSTRAINT t_check_14 CHECK (upper(name) IN ('A', 'B') AND NOT (n = 1 OR n = 2)),
  CONSTRAINT t_check_15 CHECK (open IS TRUE),
  CONSTRAINT t_check_16 CHECK (-n < 3)
);

CREATE INDEX t_n_idx ON t (n) WHERE open;

CREATE UNIQUE INDEX t_n_idx_2 ON t (n) WHERE length(name) > 2;

CREATE TABLE child (
  note varchar(20)
);

ALTER TABLE child ADD CONSTRAINT child_note_fkey FOREIGN KEY (note) REFERENCES t (note);
