CREATE TABLE "odd ""table""" (
  "the id" INTEGER CONSTRAINT "odd key" PRIMARY KEY AUTOINCREMENT,
  [select] TEXT COLLATE NOCASE DEFAULT 'a;b'
);
CREATE TABLE users (
  id INTEGER PRIMARY KEY, -- a number
  email VARCHAR(200) NOT NULL,
  made DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  half REAL GENERATED ALWAYS AS (id / 2.0) STORED,
  odd_id INTEGER,
  CONSTRAINT users_email UNIQUE (email),
  CONSTRAINT users_email_check CHECK (email LIKE '%@%'),
  CONSTRAINT users_odd FOREIGN KEY (odd_id) REFERENCES "odd ""table""" ON DELETE SET NULL
);
CREATE INDEX users_lower ON users (lower(email)) WHERE made > '2020';
CREATE UNIQUE INDEX users_made ON users (made DESC, email);
CREATE TABLE orders (
  id INTEGER NOT NULL,
  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
  line SMALLINT NOT NULL,
  PRIMARY KEY (id, line)
) WITHOUT ROWID;
CREATE TABLE profile (user_id INTEGER PRIMARY KEY REFERENCES users (id));
CREATE VIRTUAL TABLE searched USING fts5(body);
CREATE VIEW happy AS SELECT u.id, u.email AS mail FROM users u WHERE u.made > '2020';
