-- PostgreSQL script

CREATE TYPE "Mood" AS ENUM ('sad', 'it''s "ok"', 'back\slash', 'größer; DROP TABLE x');

COMMENT ON TYPE "Mood" IS 'How it''s going';

CREATE TYPE people_size AS ENUM ('S', 'M', 'L', 'it''s');

CREATE TYPE people_wrong AS ENUM ('a');

-- note: people.days: set('mo','tu','we') becomes a list of texts with a check (written as text[]).
-- note: The default of people.wrong is left out: it is none of the values: 'b'

CREATE TABLE people (
  id integer NOT NULL,
  mood "Mood" NOT NULL DEFAULT 'sad',
  moods "Mood"[],
  size people_size DEFAULT 'L',
  days text[],
  wrong people_wrong,
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_days_check CHECK (days <@ ARRAY['mo', 'tu', 'we']::text[])
);

CREATE TABLE sizes (
  size people_size NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size)
);

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);
