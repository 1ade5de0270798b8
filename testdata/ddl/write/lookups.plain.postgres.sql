-- PostgreSQL script

-- note: The domain "Mood" is called "Mood_2", because the name is taken.

CREATE TYPE "Mood_2" AS ENUM ('sad', 'it''s "ok"', 'back\slash', 'größer; DROP TABLE x');

COMMENT ON TYPE "Mood_2" IS 'How it''s going';

-- note: people.days: set('mo','tu','we') becomes a list of texts with a check (written as text[]).

CREATE TABLE people (
  id integer NOT NULL,
  mood varchar(20) NOT NULL DEFAULT 'sad',
  moods "Mood_2"[],
  size varchar(4) DEFAULT 'L',
  days text[],
  wrong varchar(1) DEFAULT 'b',
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_days_check CHECK (days <@ ARRAY['mo', 'tu', 'we']::text[])
);

CREATE TABLE sizes (
  size varchar(4) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY (size)
);

CREATE TABLE "Mood" (
  value varchar(20) NOT NULL,
  CONSTRAINT "Mood_pkey" PRIMARY KEY (value)
);

INSERT INTO "Mood" (value) VALUES ('sad');

INSERT INTO "Mood" (value) VALUES ('it''s "ok"');

INSERT INTO "Mood" (value) VALUES ('back\slash');

INSERT INTO "Mood" (value) VALUES ('größer; DROP TABLE x');

COMMENT ON TABLE "Mood" IS 'How it''s going';

CREATE TABLE people_size (
  value varchar(4) NOT NULL,
  CONSTRAINT people_size_pkey PRIMARY KEY (value)
);

INSERT INTO people_size (value) VALUES ('S');

INSERT INTO people_size (value) VALUES ('M');

INSERT INTO people_size (value) VALUES ('L');

INSERT INTO people_size (value) VALUES ('it''s');

CREATE TABLE people_wrong (
  value varchar(1) NOT NULL,
  CONSTRAINT people_wrong_pkey PRIMARY KEY (value)
);

INSERT INTO people_wrong (value) VALUES ('a');

CREATE TABLE sizes_size (
  value varchar(4) NOT NULL,
  CONSTRAINT sizes_size_pkey PRIMARY KEY (value)
);

INSERT INTO sizes_size (value) VALUES ('S');

INSERT INTO sizes_size (value) VALUES ('M');

INSERT INTO sizes_size (value) VALUES ('L');

INSERT INTO sizes_size (value) VALUES ('it''s');

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY (size) REFERENCES sizes (size);

ALTER TABLE people ADD CONSTRAINT people_mood_fkey FOREIGN KEY (mood) REFERENCES "Mood" (value);

ALTER TABLE people ADD CONSTRAINT people_size_fkey_2 FOREIGN KEY (size) REFERENCES people_size (value);

ALTER TABLE people ADD CONSTRAINT people_wrong_fkey FOREIGN KEY (wrong) REFERENCES people_wrong (value);

ALTER TABLE sizes ADD CONSTRAINT sizes_size_fkey FOREIGN KEY (size) REFERENCES sizes_size (value);
