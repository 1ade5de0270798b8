-- SQL Server script

-- note: people.moods: Mood[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).

CREATE TABLE people (
  id int NOT NULL,
  mood nvarchar(20) NOT NULL CONSTRAINT people_mood_default DEFAULT N'sad',
  moods nvarchar(max) NULL,
  size nvarchar(4) NULL CONSTRAINT people_size_default DEFAULT N'L',
  days nvarchar(8) NULL,
  wrong nvarchar(1) NULL CONSTRAINT people_wrong_default DEFAULT N'b',
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

CREATE TABLE sizes (
  size nvarchar(4) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size)
);

CREATE TABLE Mood (
  value nvarchar(20) NOT NULL,
  CONSTRAINT Mood_pkey PRIMARY KEY (value)
);

INSERT INTO Mood (value) VALUES (N'sad');

INSERT INTO Mood (value) VALUES (N'it''s "ok"');

INSERT INTO Mood (value) VALUES (N'back\slash');

INSERT INTO Mood (value) VALUES (N'größer; DROP TABLE x');

EXEC sys.sp_addextendedproperty @name = N'MS_Description', @value = N'How it''s going',
  @level0type = N'SCHEMA', @level0name = N'dbo', @level1type = N'TABLE', @level1name = N'Mood';

CREATE TABLE people_size (
  value nvarchar(4) NOT NULL,
  CONSTRAINT people_size_pkey PRIMARY KEY (value)
);

INSERT INTO people_size (value) VALUES (N'S');

INSERT INTO people_size (value) VALUES (N'M');

INSERT INTO people_size (value) VALUES (N'L');

INSERT INTO people_size (value) VALUES (N'it''s');

CREATE TABLE people_wrong (
  value nvarchar(1) NOT NULL,
  CONSTRAINT people_wrong_pkey PRIMARY KEY (value)
);

INSERT INTO people_wrong (value) VALUES (N'a');

CREATE TABLE sizes_size (
  value nvarchar(4) NOT NULL,
  CONSTRAINT sizes_size_pkey PRIMARY KEY (value)
);

INSERT INTO sizes_size (value) VALUES (N'S');

INSERT INTO sizes_size (value) VALUES (N'M');

INSERT INTO sizes_size (value) VALUES (N'L');

INSERT INTO sizes_size (value) VALUES (N'it''s');

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);

ALTER TABLE people ADD CONSTRAINT people_mood_fkey FOREIGN KEY (mood) REFERENCES Mood (value);

ALTER TABLE people ADD CONSTRAINT people_size_fkey_2 FOREIGN KEY (size) REFERENCES people_size (value);

ALTER TABLE people ADD CONSTRAINT people_wrong_fkey FOREIGN KEY (wrong) REFERENCES people_wrong (value);

ALTER TABLE sizes ADD CONSTRAINT sizes_size_fkey FOREIGN KEY (size) REFERENCES sizes_size (value);
