-- MariaDB script

CREATE TABLE things (
  id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  small tinyint(3) unsigned,
  ok tinyint(1) NOT NULL DEFAULT 1,
  mid mediumint,
  body mediumtext,
  raw varbinary(16),
  at point NOT NULL,
  y year(4),
  made timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE  CURRENT_TIMESTAMP,
  when_ datetime(6) DEFAULT CURRENT_TIMESTAMP(6),
  days set('mo', 'tu') DEFAULT 'mo,tu',
  flag bit(1) DEFAULT 1,
  price decimal(10,2) unsigned DEFAULT '0.00',
  name varchar(100) COLLATE utf8mb4_bin,
  j json,
  PRIMARY KEY (id),
  FULLTEXT KEY ft (body),
  SPATIAL KEY sp (at),
  KEY pre (name(10)),
  CONSTRAINT things_check CHECK (name regexp '^[a-z]' AND 'x' <> name),
  CONSTRAINT things_check_2 CHECK (price >= 0)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE children (
  thing_id bigint unsigned NOT NULL,
  n int(11)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE children ADD CONSTRAINT children_thing_id_fkey FOREIGN KEY (thing_id) REFERENCES things (id);

-- note: The action ON DELETE of the foreign key children_thing_id_fkey is left out: its columns refuse NULL.
-- note: The action ON UPDATE of the foreign key children_thing_id_fkey is left out: InnoDB knows no SET DEFAULT.
