-- SQL Server script

SET QUOTED_IDENTIFIER ON;

-- note: posts.slug: text has no length that a key could hold (written as nvarchar(450)).
-- note: The index of posts is left out: SQL Server can't sort values of type nvarchar(max).
-- note: The index of posts is left out: indexes on expressions are not written for SQL Server.
-- note: The index of posts is left out: it needs a full-text catalog, which the diagram does not have.
-- note: The index of posts is left out: SQL Server has no indexes of the kind gin.
-- note: The index of posts is left out: indexes on expressions are not written for SQL Server.
-- note: The index PRIMARY of posts is of the usual kind: SQL Server has none of the kind hash.
-- note: The index gone of posts is left out: one of its columns is not there.
-- note: The constraint or index "posts_by_author" of posts is called "posts_by_author_2".
-- note: The unique index posts_slug_idx of posts is over the rows without NULL, because SQL Server would take one NULL only.
-- note: The index posts_title_idx of posts may be longer than 1700 bytes: SQL Server refuses such rows.

CREATE TABLE posts (
  id int IDENTITY(1,1) NOT NULL,
  title nvarchar(1000) NULL,
  body nvarchar(max) NULL,
  author_id int NOT NULL,
  created datetime2 NULL,
  data nvarchar(max) NULL,
  slug nvarchar(450) NULL,
  Mixed nvarchar(max) NULL,
  CONSTRAINT posts_pkey PRIMARY KEY (id),
  CONSTRAINT posts_data_check CHECK (ISJSON(N'[' + data + N']') = 1)
);

CREATE INDEX posts_by_author ON posts (author_id, created DESC);

CREATE INDEX posts_title_idx ON posts (title);

CREATE UNIQUE INDEX posts_slug_idx ON posts (slug) WHERE slug IS NOT NULL;

CREATE INDEX posts_by_author_2 ON posts (created) WHERE author_id > 0 AND Mixed IS NOT NULL;

CREATE UNIQUE INDEX posts_created_idx ON posts (created) WHERE created IS NOT NULL;

CREATE INDEX posts_author_id_idx ON posts (author_id) INCLUDE (created);

CREATE INDEX posts_author_id_idx_2 ON posts (author_id);
