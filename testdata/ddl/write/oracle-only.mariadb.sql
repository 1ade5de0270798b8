-- MariaDB script

-- note: things.id, things.parent: number(19) becomes a whole number, because only those count rows (written as bigint).
-- note: things.made: timestamp(3) with time zone becomes a type that ends in the year 2038 (written as timestamp(3)).
-- note: things.any: number(*,0) has no precision (written as decimal(38,10)).
-- note: things.wait: interval year to month becomes text (written as varchar(64)).
-- note: The index by_name of things is left out: indexes on expressions are not written for MariaDB.
-- note: The index by_flag of things is of the usual kind: MariaDB has none of the kind bitmap.
-- note: The index by_day of things is of the usual kind: MariaDB has none of the kind reverse.
-- note: The default of things.body is left out: the function empty_clob does not mean the same in every database: empty_clob()
-- note: The default of things.guid is left out: a column of type raw(16) can't have it: sys_guid()
-- note: The check of things is left out: the function regexp_like does not mean the same in every database: LENGTH(name) > 2 AND REGEXP_LIKE(name, '^[a-z]+$')

CREATE TABLE things (
  id bigint NOT NULL AUTO_INCREMENT,
  code char(8),
  name varchar(100) NOT NULL DEFAULT 'it''s',
  body longtext,
  doc longtext,
  at geometry,
  made timestamp(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  day datetime(6) DEFAULT CURRENT_TIMESTAMP(6),
  flag smallint DEFAULT 1,
  price decimal(10,2) DEFAULT 0,
  guid binary(16),
  total decimal(12,2) GENERATED ALWAYS AS (price * 2),
  parent bigint,
  any decimal(38,10),
  wait varchar(64),
  PRIMARY KEY (id),
  CONSTRAINT things_code_key UNIQUE (code),
  KEY by_flag (flag),
  KEY by_day (day),
  KEY by_code (code),
  CONSTRAINT things_check CHECK (flag IN (0, 1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id) ON DELETE NO ACTION;
