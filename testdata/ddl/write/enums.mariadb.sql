-- MariaDB script

-- note: people.moods: Mood[] becomes json, because MariaDB has no lists (written as json).
-- note: The default of people.wrong is left out: it is none of the values: 'b'

CREATE TABLE people (
  id int NOT NULL,
  mood enum('sad', 'it''s "ok"', 'back\\slash', 'größer; DROP TABLE x') NOT NULL DEFAULT 'sad',
  moods json,
  size enum('S', 'M', 'L', 'it''s') DEFAULT 'L',
  days set('mo', 'tu', 'we'),
  wrong enum('a'),
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE sizes (
  size enum('S', 'M', 'L', 'it''s') NOT NULL,
  PRIMARY KEY (size)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);
