-- SQLite script

-- note: people.moods: Mood[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).
-- note: people.days: set('mo','tu','we') becomes text without a check (written as TEXT).

CREATE TABLE people (
  id INTEGER NOT NULL,
  mood VARCHAR(20) NOT NULL DEFAULT 'sad',
  moods TEXT,
  size VARCHAR(4) DEFAULT 'L',
  days TEXT,
  wrong VARCHAR(1) DEFAULT 'b',
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size),
  CONSTRAINT people_mood_fkey FOREIGN KEY (mood) REFERENCES Mood (value),
  CONSTRAINT people_size_fkey_2 FOREIGN KEY (size) REFERENCES people_size (value),
  CONSTRAINT people_wrong_fkey FOREIGN KEY (wrong) REFERENCES people_wrong (value)
);

CREATE TABLE sizes (
  size VARCHAR(4) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size),
  CONSTRAINT sizes_size_fkey FOREIGN KEY (size) REFERENCES sizes_size (value)
);

-- How it's going
CREATE TABLE Mood (
  value VARCHAR(20) NOT NULL,
  CONSTRAINT Mood_pkey PRIMARY KEY (value)
);

INSERT INTO Mood (value) VALUES ('sad');

INSERT INTO Mood (value) VALUES ('it''s "ok"');

INSERT INTO Mood (value) VALUES ('back\slash');

INSERT INTO Mood (value) VALUES ('größer; DROP TABLE x');

CREATE TABLE people_size (
  value VARCHAR(4) NOT NULL,
  CONSTRAINT people_size_pkey PRIMARY KEY (value)
);

INSERT INTO people_size (value) VALUES ('S');

INSERT INTO people_size (value) VALUES ('M');

INSERT INTO people_size (value) VALUES ('L');

INSERT INTO people_size (value) VALUES ('it''s');

CREATE TABLE people_wrong (
  value VARCHAR(1) NOT NULL,
  CONSTRAINT people_wrong_pkey PRIMARY KEY (value)
);

INSERT INTO people_wrong (value) VALUES ('a');

CREATE TABLE sizes_size (
  value VARCHAR(4) NOT NULL,
  CONSTRAINT sizes_size_pkey PRIMARY KEY (value)
);

INSERT INTO sizes_size (value) VALUES ('S');

INSERT INTO sizes_size (value) VALUES ('M');

INSERT INTO sizes_size (value) VALUES ('L');

INSERT INTO sizes_size (value) VALUES ('it''s');
