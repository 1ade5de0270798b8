-- SQL Server script

-- note: people.moods: Mood[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).
-- note: The default of people.wrong is left out: it is none of the values: 'b'

CREATE TABLE people (
  id int NOT NULL,
  mood nvarchar(20) NOT NULL CONSTRAINT people_mood_default DEFAULT N'sad',
  moods nvarchar(max) NULL,
  size nvarchar(4) NULL CONSTRAINT people_size_default DEFAULT N'L',
  days nvarchar(8) NULL,
  wrong nvarchar(1) NULL,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_mood_check CHECK (mood IN (N'sad', N'it''s "ok"', N'back\slash', N'größer; DROP TABLE x')),
  CONSTRAINT people_size_check CHECK (size IN (N'S', N'M', N'L', N'it''s')),
  CONSTRAINT people_wrong_check CHECK (wrong IN (N'a'))
);

CREATE TABLE sizes (
  size nvarchar(4) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size),
  CONSTRAINT sizes_size_check CHECK (size IN (N'S', N'M', N'L', N'it''s'))
);

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);
