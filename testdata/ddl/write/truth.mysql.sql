-- MySQL script

-- note: t.name: text has no length that a key could hold (written as varchar(255)).
-- note: The index of t holds all rows: MySQL has no partial indexes.
-- note: The index of t holds all rows: MySQL has no partial indexes.
-- note: The index of t is left out: MySQL has no partial indexes, and a whole one would refuse more rows.
-- note: The index of t is left out: MySQL has no partial indexes, and a whole one would refuse more rows.
-- note: t.full_name is written as a plain column: its expression is left out: the operator || does not mean the same in every database: name || ' ' || name
-- note: The check of t is left out: the operator || does not mean the same in every database: name || note <> 'ab'

CREATE TABLE t (
  id int NOT NULL,
  open tinyint(1) NOT NULL DEFAULT 1,
  paid tinyint(1),
  name varchar(255) NOT NULL,
  note varchar(20),
  n int,
  day date,
  full_name text,
  twice int GENERATED ALWAYS AS (n * 2),
  late tinyint(1) GENERATED ALWAYS AS (n > 2),
  PRIMARY KEY (id),
  CONSTRAINT t_note_key UNIQUE (note),
  CONSTRAINT t_name_n_key UNIQUE (name, n),
  KEY t_n_idx (n),
  KEY t_note_idx (note),
  CONSTRAINT t_check CHECK (open),
  CONSTRAINT t_check_2 CHECK (NOT open),
  CONSTRAINT t_check_3 CHECK (open = true),
  CONSTRAINT t_check_4 CHECK (open OR paid),
  CONSTRAINT t_check_5 CHECK ((open AND NOT paid) OR (n > 2)),
  CONSTRAINT t_check_6 CHECK (paid IS NULL OR (n + 1) * 2 < 5),
  CONSTRAINT t_check_7 CHECK (CASE WHEN open THEN 1 ELSE 0 END = 1),
  CONSTRAINT t_check_8 CHECK (CASE WHEN open THEN n > 1 ELSE true END),
  CONSTRAINT t_check_9 CHECK (char_length(name) BETWEEN 1 AND char_length(note)),
  CONSTRAINT t_check_10 CHECK (name <> ''),
  CONSTRAINT t_check_11 CHECK (n % 2 = 0),
  CONSTRAINT t_check_12 CHECK (day > '2000-01-01'),
  CONSTRAINT t_check_13 CHECK (true),
  CONSTRAINT t_check_14 CHECK (open = false),
  CONSTRAINT t_check_15 CHECK (n),
  CONSTRAINT t_check_16 CHECK (coalesce(paid, false)),
  CONSTRAINT t_check_17 CHECK ((n)),
  CONSTRAINT t_check_18 CHECK (upper(name) IN ('A', 'B') AND NOT (n = 1 OR n = 2)),
  CONSTRAINT t_check_19 CHECK (open IS TRUE),
  CONSTRAINT t_check_20 CHECK (-n < 3)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE child (
  note varchar(20)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE child ADD CONSTRAINT child_note_fkey FOREIGN KEY (note) REFERENCES t (note);
