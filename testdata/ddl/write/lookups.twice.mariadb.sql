-- MariaDB script

-- note: people.moods: Mood[] becomes json, because MariaDB has no lists (written as json).

CREATE TABLE IF NOT EXISTS people (
  id int NOT NULL,
  mood varchar(20) NOT NULL DEFAULT 'sad',
  moods json,
  size varchar(4) DEFAULT 'L',
  days set('mo', 'tu', 'we'),
  wrong varchar(1) DEFAULT 'b',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE IF NOT EXISTS sizes (
  size varchar(4) NOT NULL,
  PRIMARY KEY (size)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE IF NOT EXISTS Mood (
  value varchar(20) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='How it''s going';

INSERT INTO Mood (value) SELECT 'sad' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'sad') x WHERE x.n = 0;

INSERT INTO Mood (value) SELECT 'it''s "ok"' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'it''s "ok"') x WHERE x.n = 0;

INSERT INTO Mood (value) SELECT 'back\\slash' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'back\\slash') x WHERE x.n = 0;

INSERT INTO Mood (value) SELECT 'größer; DROP TABLE x' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'größer; DROP TABLE x') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS people_size (
  value varchar(4) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO people_size (value) SELECT 'S' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'S') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'M' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'M') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'L' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'L') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'it''s' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'it''s') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS people_wrong (
  value varchar(1) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO people_wrong (value) SELECT 'a' FROM (SELECT count(*) AS n FROM people_wrong WHERE value = 'a') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS sizes_size (
  value varchar(4) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO sizes_size (value) SELECT 'S' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'S') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'M' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'M') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'L' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'L') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'it''s' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'it''s') x WHERE x.n = 0;

ALTER TABLE people DROP FOREIGN KEY IF EXISTS people_size_fkey;

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);

ALTER TABLE people DROP FOREIGN KEY IF EXISTS people_mood_fkey;

ALTER TABLE people ADD CONSTRAINT people_mood_fkey FOREIGN KEY (mood) REFERENCES Mood (value);

ALTER TABLE people DROP FOREIGN KEY IF EXISTS people_size_fkey_2;

ALTER TABLE people ADD CONSTRAINT people_size_fkey_2 FOREIGN KEY (size) REFERENCES people_size (value);

ALTER TABLE people DROP FOREIGN KEY IF EXISTS people_wrong_fkey;

ALTER TABLE people ADD CONSTRAINT people_wrong_fkey FOREIGN KEY (wrong) REFERENCES people_wrong (value);

ALTER TABLE sizes DROP FOREIGN KEY IF EXISTS sizes_size_fkey;

ALTER TABLE sizes ADD CONSTRAINT sizes_size_fkey FOREIGN KEY (size) REFERENCES sizes_size (value);
