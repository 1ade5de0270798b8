-- SQLite script

CREATE TABLE t (
  id INTEGER NOT NULL,
  open BOOLEAN NOT NULL DEFAULT 1,
  paid BOOLEAN,
  name TEXT NOT NULL,
  note VARCHAR(20),
  n INTEGER,
  day DATE,
  full_name TEXT GENERATED ALWAYS AS (name || ' ' || name) STORED,
  twice INTEGER GENERATED ALWAYS AS (n * 2),
  late BOOLEAN GENERATED ALWAYS AS (n > 2),
  CONSTRAINT t_pkey PRIMARY KEY (id),
  CONSTRAINT t_note_key UNIQUE (note),
  CONSTRAINT t_name_n_key UNIQUE (name, n),
  CONSTRAINT t_open_check CHECK (open IN (0, 1)),
  CONSTRAINT t_paid_check CHECK (paid IN (0, 1)),
  CONSTRAINT t_late_check CHECK (late IN (0, 1)),
  CONSTRAINT t_check CHECK (open),
  CONSTRAINT t_check_2 CHECK (NOT open),
  CONSTRAINT t_check_3 CHECK (open = true),
  CONSTRAINT t_check_4 CHECK (open OR paid),
  CONSTRAINT t_check_5 CHECK ((open AND NOT paid) OR (n > 2)),
  CONSTRAINT t_check_6 CHECK (paid IS NULL OR (n + 1) * 2 < 5),
  CONSTRAINT t_check_7 CHECK (CASE WHEN open THEN 1 ELSE 0 END = 1),
  CONSTRAINT t_check_8 CHECK (CASE WHEN open THEN n > 1 ELSE true END),
  CONSTRAINT t_check_9 CHECK (length(name) BETWEEN 1 AND length(note)),
  CONSTRAINT t_check_10 CHECK (name <> ''),
  CONSTRAINT t_check_11 CHECK (n % 2 = 0),
  CONSTRAINT t_check_12 CHECK (day > '2000-01-01'),
  CONSTRAINT t_check_13 CHECK (true),
  CONSTRAINT t_check_14 CHECK (name || note <> 'ab'),
  CONSTRAINT t_check_15 CHECK (open = false),
  CONSTRAINT t_check_16 CHECK (n),
  CONSTRAINT t_check_17 CHECK (coalesce(paid, false)),
  CONSTRAINT t_check_18 CHECK ((n)),
  CONSTRAINT t_check_19 CHECK (upper(name) IN ('A', 'B') AND NOT (n = 1 OR n = 2)),
  CONSTRAINT t_check_20 CHECK (open IS TRUE),
  CONSTRAINT t_check_21 CHECK (-n < 3)
);

CREATE INDEX t_n_idx ON t (n) WHERE open;

CREATE INDEX t_note_idx ON t (note) WHERE n > 1 OR paid;

CREATE UNIQUE INDEX t_note_n_idx ON t (note, n) WHERE open AND n IN (1, 2);

CREATE UNIQUE INDEX t_n_idx_2 ON t (n) WHERE length(name) > 2;

CREATE TABLE child (
  note VARCHAR(20),
  CONSTRAINT child_note_fkey FOREIGN KEY (note) REFERENCES t (note)
);
