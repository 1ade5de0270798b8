-- PostgreSQL script

-- note: The domain "Mood" is called "Mood_2", because the name is taken.

DO $do$ BEGIN
  CREATE TYPE "Mood_2" AS ENUM ('sad', 'it''s "ok"', 'back\slash', 'größer; DROP TABLE x');
EXCEPTION WHEN duplicate_object THEN NULL;
END $do$;

COMMENT ON TYPE "Mood_2" IS 'How it''s going';

-- note: people.days: set('mo','tu','we') becomes a list of texts with a check (written as text[]).

CREATE TABLE IF NOT EXISTS people (
  id integer NOT NULL,
  mood varchar(20) NOT NULL DEFAULT 'sad',
  moods "Mood_2"[],
  size varchar(4) DEFAULT 'L',
  days text[],
  wrong varchar(1) DEFAULT 'b',
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_days_check CHECK (days <@ ARRAY['mo', 'tu', 'we']::text[])
);

CREATE TABLE IF NOT EXISTS sizes (
  size varchar(4) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size)
);

CREATE TABLE IF NOT EXISTS "Mood" (
  value varchar(20) NOT NULL,
  CONSTRAINT "Mood_pkey" PRIMARY KEY (value)
);

INSERT INTO "Mood" (value) SELECT 'sad' FROM (SELECT count(*) AS n FROM "Mood" WHERE value = 'sad') x WHERE x.n = 0;

INSERT INTO "Mood" (value) SELECT 'it''s "ok"' FROM (SELECT count(*) AS n FROM "Mood" WHERE value = 'it''s "ok"') x WHERE x.n = 0;

INSERT INTO "Mood" (value) SELECT 'back\slash' FROM (SELECT count(*) AS n FROM "Mood" WHERE value = 'back\slash') x WHERE x.n = 0;

INSERT INTO "Mood" (value) SELECT 'größer; DROP TABLE x' FROM (SELECT count(*) AS n FROM "Mood" WHERE value = 'größer; DROP TABLE x') x WHERE x.n = 0;

COMMENT ON TABLE "Mood" IS 'How it''s going';

CREATE TABLE IF NOT EXISTS people_size (
  value varchar(4) NOT NULL,
  CONSTRAINT people_size_pkey PRIMARY KEY (value)
);

INSERT INTO people_size (value) SELECT 'S' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'S') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'M' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'M') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'L' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'L') x WHERE x.n = 0;

INSERT INTO people_size (value) SELECT 'it''s' FROM (SELECT count(*) AS n FROM people_size WHERE value = 'it''s') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS people_wrong (
  value varchar(1) NOT NULL,
  CONSTRAINT people_wrong_pkey PRIMARY KEY (value)
);

INSERT INTO people_wrong (value) SELECT 'a' FROM (SELECT count(*) AS n FROM people_wrong WHERE value = 'a') x WHERE x.n = 0;

CREATE TABLE IF NOT EXISTS sizes_size (
  value varchar(4) NOT NULL,
  CONSTRAINT sizes_size_pkey PRIMARY KEY (value)
);

INSERT INTO sizes_size (value) SELECT 'S' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'S') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'M' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'M') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'L' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'L') x WHERE x.n = 0;

INSERT INTO sizes_size (value) SELECT 'it''s' FROM (SELECT count(*) AS n FROM sizes_size WHERE value = 'it''s') x WHERE x.n = 0;

ALTER TABLE people DROP CONSTRAINT IF EXISTS people_size_fkey;

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);

ALTER TABLE people DROP CONSTRAINT IF EXISTS people_mood_fkey;

ALTER TABLE people ADD CONSTRAINT people_mood_fkey FOREIGN KEY (mood) REFERENCES "Mood" (value);

ALTER TABLE people DROP CONSTRAINT IF EXISTS people_size_fkey_2;

ALTER TABLE people ADD CONSTRAINT people_size_fkey_2 FOREIGN KEY (size) REFERENCES people_size (value);

ALTER TABLE people DROP CONSTRAINT IF EXISTS people_wrong_fkey;

ALTER TABLE people ADD CONSTRAINT people_wrong_fkey FOREIGN KEY (wrong) REFERENCES people_wrong (value);

ALTER TABLE sizes DROP CONSTRAINT IF EXISTS sizes_size_fkey;

ALTER TABLE sizes ADD CONSTRAINT sizes_size_fkey FOREIGN KEY (size) REFERENCES sizes_size (value);
