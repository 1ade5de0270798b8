-- SQLite script

-- note: users.many: email[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).

CREATE TABLE users (
  id INTEGER NOT NULL,
  email VARCHAR(200) NOT NULL,
  born INTEGER,
  short VARCHAR(5),
  many TEXT NOT NULL,
  n INTEGER,
  CONSTRAINT users_pkey PRIMARY KEY (id),
  CONSTRAINT users_email_check CHECK (email LIKE '%@%'),
  CONSTRAINT users_born_check CHECK (born >= 1901 AND born <= 2155)
);
