-- SQLite script

-- note: people.moods: Mood[] becomes text that holds JSON, because SQLite has no lists (written as TEXT).
-- note: people.days: set('mo','tu','we') becomes text without a check (written as TEXT).
-- note: The default of people.wrong is left out: it is none of the values: 'b'

CREATE TABLE people (
  id INTEGER NOT NULL,
  mood TEXT NOT NULL DEFAULT 'sad',
  moods TEXT,
  size TEXT DEFAULT 'L',
  days TEXT,
  wrong TEXT,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_mood_check CHECK (mood IN ('sad', 'it''s "ok"', 'back\slash', 'größer; DROP TABLE x')),
  CONSTRAINT people_size_check CHECK (size IN ('S', 'M', 'L', 'it''s')),
  CONSTRAINT people_wrong_check CHECK (wrong IN ('a')),
  CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size)
);

CREATE TABLE sizes (
  size TEXT NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size),
  CONSTRAINT sizes_size_check CHECK (size IN ('S', 'M', 'L', 'it''s'))
);
