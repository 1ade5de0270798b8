-- MariaDB script of Line ends; DROP TABLE a; --

CREATE TABLE a (
  id int NOT NULL COMMENT 'first
DROP TABLE a;',
  b int COMMENT 'last   one',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='it''s a
*/ DROP TABLE a; --
back\\slash';

-- note: c.d has no type; text stands in its place.
-- note: The constraint or index "x\"; DROP TABLE a; --\n" of c is called "x\"; DROP TABLE a; --".

CREATE TABLE c (
  a_id int,
  d varchar(255)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long lo…';

ALTER TABLE c ADD CONSTRAINT `x"; DROP TABLE a; --` FOREIGN KEY (a_id) REFERENCES a (id);
