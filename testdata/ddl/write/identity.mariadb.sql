-- MariaDB script

CREATE TABLE a (
  id int NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE b (
  id int NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: c.other does not number rows by itself: MariaDB numbers by one column of a table.

CREATE TABLE c (
  id bigint NOT NULL AUTO_INCREMENT,
  other int,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: d.name: text has no length that a key could hold (written as varchar(255)).
-- note: An index on d.n is added: MariaDB wants one on a column that numbers rows.

CREATE TABLE d (
  name varchar(255) NOT NULL,
  n int NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (name),
  KEY d_n_idx (n)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: An index on e.y is added: MariaDB wants one on a column that numbers rows.

CREATE TABLE e (
  x int NOT NULL,
  y int NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (x, y),
  KEY e_y_idx (y)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: f.id does not number rows by itself: a column of type uuid can't.

CREATE TABLE f (
  id uuid NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: g.id: numeric becomes a whole number, because only those count rows (written as bigint).
-- note: g.a_id does not number rows by itself: MariaDB numbers by one column of a table.

CREATE TABLE g (
  id bigint NOT NULL AUTO_INCREMENT,
  a_id int,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE a_id_seq (
  id int NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

-- note: h.with_default does not number rows by itself: MariaDB numbers by one column of a table.

CREATE TABLE h (
  id int unsigned NOT NULL AUTO_INCREMENT,
  with_default int DEFAULT 5,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
