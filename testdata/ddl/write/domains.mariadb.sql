-- MariaDB script

-- note: users.many: email[] becomes json, because MariaDB has no lists (written as json).

CREATE TABLE users (
  id int NOT NULL,
  email varchar(200) NOT NULL,
  born int,
  short varchar(5),
  many json NOT NULL,
  n int,
  PRIMARY KEY (id),
  CONSTRAINT users_email_check CHECK (email LIKE '%@%'),
  CONSTRAINT users_born_check CHECK (born >= 1901 AND born <= 2155)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
