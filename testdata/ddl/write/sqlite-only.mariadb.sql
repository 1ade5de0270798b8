-- MariaDB script

-- note: The collation NOCASE of sqlite_things.name is left out: MariaDB does not know it.
-- note: sqlite_things.n: NUMERIC has no precision (written as decimal(38,10)).
-- note: The default of sqlite_things.name is left out: the operator || does not mean the same in every database: ('a' || 'b')
-- note: The default of sqlite_things.raw is left out: it is a word and no value: x'00ff'
-- note: The check of sqlite_things is left out: glob is no column of the table: length("name") > 2 AND [name] GLOB 'a*'

CREATE TABLE sqlite_things (
  id int NOT NULL AUTO_INCREMENT,
  name varchar(20),
  made datetime(6) DEFAULT CURRENT_TIMESTAMP(6),
  n decimal(38,10) DEFAULT 1.5,
  whatever point,
  raw longblob,
  flag tinyint(1) DEFAULT 0,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
