-- SQLite script

-- note: The index of posts is left out: SQLite has no indexes of the kind fulltext.
-- note: The index of posts is left out: SQLite has no indexes of the kind gin.
-- note: The index of posts is written without its included columns: SQLite has none.
-- note: The index of posts is left out: a bracket is closed that was not opened.
-- note: The index PRIMARY of posts is of the usual kind: SQLite has none of the kind hash.
-- note: The index gone of posts is left out: one of its columns is not there.
-- note: The constraint or index "posts_by_author" of posts is called "posts_by_author_2".

CREATE TABLE posts (
  id INTEGER CONSTRAINT posts_pkey PRIMARY KEY AUTOINCREMENT NOT NULL,
  title VARCHAR(1000),
  body TEXT,
  author_id INTEGER NOT NULL,
  created DATETIME,
  data TEXT,
  slug TEXT,
  Mixed TEXT
);

CREATE INDEX posts_by_author ON posts (author_id, created DESC);

CREATE INDEX posts_title_idx ON posts (title);

CREATE INDEX posts_body_idx ON posts (body);

CREATE UNIQUE INDEX posts_slug_idx ON posts (slug);

CREATE UNIQUE INDEX posts_expr_idx ON posts ((lower(Mixed)));

CREATE INDEX posts_by_author_2 ON posts (created) WHERE author_id > 0 AND Mixed IS NOT NULL;

CREATE UNIQUE INDEX posts_created_idx ON posts (created) WHERE created IS NOT NULL;

CREATE INDEX posts_author_id_idx ON posts (author_id);

CREATE INDEX posts_author_id_idx_2 ON posts (author_id);
