-- SQLite script

-- note: people.moods: Mood[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).
-- note: people.days: set('mo','tu','we') becomes text without a check (written as TEXT).

CREATE TABLE IF NOT EXISTS people (
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

CREATE TABLE IF NOT EXISTS sizes (
  size VARCHAR(4) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size),
  CONSTRAINT sizes_size_fkey FOREIGN KEY (size) REFERENCES sizes_size (value)
);

-- How it's going
CREATE TABLE IF NOT EXISTS Mood (
  value VARCHAR(20) NOT NULL,
  CONSTRAINT Mood_pkey PRIMARY KEY (value)
);

INSERT INTO Mood (value) SELECT 'sad' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'sad') x WHERE x.n = 0;

INSERT INTO Mood (value) SELECT 'it''s "ok"' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'it''s "ok"') x WHERE x.n = 0;

INSERT INTO Mood (value) SELECT 'back\slash' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'back\slash') x WHERE x.n = 0;

INSERT INTO Mood (value) SELECT 'größer; DROP TABLE x' FROM (SELECT count(*) AS n FROM Mood WHERE value = 'größer; DROP TABLE x') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS people_size (
  value VARCHAR(4) NOT NULL,
  CONSTRAINT people_size_pkey PRIMARY KEY (value)
);

INSERT INTO people_size (value) SELECT 'S' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'S') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'M' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'M') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'L' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'L') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'it''s' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'it''s') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS people_wrong (
  value VARCHAR(1) NOT NULL,
  CONSTRAINT people_wrong_pkey PRIMARY KEY (value)
);

INSERT INTO people_wrong (value) SELECT 'a' FROM (SELECT count(*) AS n FROM people_wrong WHERE value = 'a') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS sizes_size (
  value VARCHAR(4) NOT NULL,
  CONSTRAINT sizes_size_pkey PRIMARY KEY (value)
);

INSERT INTO sizes_size (value) SELECT 'S' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'S') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'M' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'M') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'L' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'L') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'it''s' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'it''s') x WHERE x.n = 0;
