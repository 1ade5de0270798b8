-- MySQL script

-- note: posts.slug: text has no length that a key could hold (written as varchar(255)).
-- note: The index of posts is left out: indexes on expressions are not written for MySQL.
-- note: The index posts_by_author of posts holds all rows: MySQL has no partial indexes.
-- note: The index of posts is left out: MySQL has no partial indexes, and a whole one would refuse more rows.
-- note: The index of posts is left out: MySQL has no indexes of the kind gin.
-- note: The index of posts is written without its included columns: MySQL has none.
-- note: The index of posts is left out: indexes on expressions are not written for MySQL.
-- note: The index PRIMARY of posts is of the usual kind: MySQL has none of the kind hash.
-- note: The index gone of posts is left out: one of its columns is not there.
-- note: The constraint or index "posts_by_author" of posts is called "posts_by_author_2".
-- note: The index posts_title_idx of posts holds the first 767 characters of title: MySQL indexes no long values as a whole.
-- note: The index posts_body_idx of posts holds the first 191 characters of body: MySQL indexes no long values as a whole.

CREATE TABLE posts (
  id int NOT NULL AUTO_INCREMENT,
  title varchar(1000),
  body text,
  author_id int NOT NULL,
  created datetime,
  data json,
  slug varchar(255),
  Mixed text,
  PRIMARY KEY (id),
  KEY posts_by_author (author_id, created DESC),
  KEY posts_title_idx (title(767)),
  KEY posts_body_idx (body(191)),
  UNIQUE KEY posts_slug_idx (slug),
  KEY posts_by_author_2 (created),
  FULLTEXT KEY posts_title_body_idx (title, body),
  KEY posts_author_id_idx (author_id),
  KEY posts_author_id_idx_2 (author_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
