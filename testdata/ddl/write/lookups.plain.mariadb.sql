-- MariaDB script

-- note: people.moods: Mood[] becomes json, because MariaDB has no lists (written as json).

CREATE TABLE people (
  id int NOT NULL,
  mood varchar(20) NOT NULL DEFAULT 'sad',
  moods json,
  size varchar(4) DEFAULT 'L',
  days set('mo', 'tu', 'we'),
  wrong varchar(1) DEFAULT 'b',
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE sizes (
  size varchar(4) NOT NULL,
  PRIMARY KEY (size)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

CREATE TABLE Mood (
  value varchar(20) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='How it''s going';

INSERT INTO Mood (value) VALUES ('sad');

INSERT INTO Mood (value) VALUES ('it''s "ok"');

INSERT INTO Mood (value) VALUES ('back\\slash');

INSERT INTO Mood (value) VALUES ('größer; DROP TABLE x');

CREATE TABLE people_size (
  value varchar(4) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO people_size (value) VALUES ('S');

INSERT INTO people_size (value) VALUES ('M');

INSERT INTO people_size (value) VALUES ('L');

INSERT INTO people_size (value) VALUES ('it''s');

CREATE TABLE people_wrong (
  value varchar(1) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO people_wrong (value) VALUES ('a');

CREATE TABLE sizes_size (
  value varchar(4) NOT NULL,
  PRIMARY KEY (value)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO sizes_size (value) VALUES ('S');

INSERT INTO sizes_size (value) VALUES ('M');

INSERT INTO sizes_size (value) VALUES ('L');

INSERT INTO sizes_size (value) VALUES ('it''s');

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);

ALTER TABLE people ADD CONSTRAINT people_mood_fkey FOREIGN KEY (mood) REFERENCES Mood (value);

ALTER TABLE people ADD CONSTRAINT people_size_fkey_2 FOREIGN KEY (size) REFERENCES people_size (value);

ALTER TABLE people ADD CONSTRAINT people_wrong_fkey FOREIGN KEY (wrong) REFERENCES people_wrong (value);

ALTER TABLE sizes ADD CONSTRAINT sizes_size_fkey FOREIGN KEY (size) REFERENCES sizes_size (value);
