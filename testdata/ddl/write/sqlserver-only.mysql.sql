-- MySQL script

-- note: things.total has no type; text stands in its place.
-- note: The collation Latin1_General_BIN2 of things.name is left out: MySQL does not know it.
-- note: The index by_name of things holds all rows: MySQL has no partial indexes.
-- note: The index by_name of things is written without its included columns: MySQL has none.
-- note: The index by_place of things is left out: a spatial index holds one spatial column that refuses NULL.
-- note: The index by_columns of things is of the usual kind: MySQL has none of the kind columnstore.
-- note: The check of things is left out: the function len does not mean the same in every database: LEN([name]) > 2 AND [name] LIKE N'[a-z]%'

CREATE TABLE things (
  id bigint NOT NULL AUTO_INCREMENT,
  code char(8),
  name varchar(100) NOT NULL DEFAULT 'it''s',
  body longtext,
  doc longtext,
  at geometry,
  made datetime(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  version longblob,
  flag tinyint(1) NOT NULL DEFAULT 1,
  price decimal(19,4) DEFAULT 0,
  guid char(36) DEFAULT (uuid()),
  total varchar(255) GENERATED ALWAYS AS (price * 2) STORED,
  parent bigint,
  PRIMARY KEY (id),
  CONSTRAINT things_code_key UNIQUE (code),
  KEY by_name (name DESC),
  KEY by_columns (made, price),
  FULLTEXT KEY by_words (body),
  UNIQUE KEY by_code (code, name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id);

-- note: The view "named" is left out: its query is written for another database.
