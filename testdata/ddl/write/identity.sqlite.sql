-- SQLite script

CREATE TABLE a (
  id INTEGER CONSTRAINT a_pkey PRIMARY KEY AUTOINCREMENT NOT NULL
);

CREATE TABLE b (
  id INTEGER CONSTRAINT b_pkey PRIMARY KEY AUTOINCREMENT NOT NULL
);

-- note: c.other does not number rows by itself: SQLite numbers by one column of a table.

CREATE TABLE c (
  id INTEGER CONSTRAINT c_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  other INTEGER
);

-- note: d.n does not number rows by itself: SQLite numbers by the only column of a primary key.

CREATE TABLE d (
  name TEXT NOT NULL,
  n INTEGER,
  CONSTRAINT d_pkey PRIMARY KEY (name)
);

-- note: e.y does not number rows by itself: SQLite numbers by the only column of a primary key.

CREATE TABLE e (
  x INTEGER NOT NULL,
  y INTEGER NOT NULL,
  CONSTRAINT e_pkey PRIMARY KEY (x, y)
);

-- note: f.id does not number rows by itself: a column of type TEXT can't.

CREATE TABLE f (
  id TEXT NOT NULL,
  CONSTRAINT f_pkey PRIMARY KEY (id)
);

-- note: g.id: numeric becomes a whole number, because only those count rows (written as INTEGER).
-- note: g.a_id does not number rows by itself: SQLite numbers by one column of a table.

CREATE TABLE g (
  id INTEGER CONSTRAINT g_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  a_id INTEGER
);

CREATE TABLE a_id_seq (
  id INTEGER CONSTRAINT a_id_seq_pkey PRIMARY KEY AUTOINCREMENT NOT NULL
);

-- note: h.with_default does not number rows by itself: SQLite numbers by one column of a table.

CREATE TABLE h (
  id INTEGER CONSTRAINT h_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  with_default INTEGER DEFAULT 5
);
