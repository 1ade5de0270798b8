-- Oracle script

-- note: people.moods: Mood[] becomes text that holds JSON, because Oracle has no lists (written as clob).
-- note: The default of people.wrong is left out: it is none of the values: 'b'

CREATE TABLE people (
  id number(10) NOT NULL,
  mood varchar2(20 char) DEFAULT 'sad' NOT NULL,
  moods clob,
  "size" varchar2(4 char) DEFAULT 'L',
  days varchar2(9 char),
  wrong varchar2(1 char),
  CONSTRAINT people_pkey PRIMARY KEY (id),
  CONSTRAINT people_mood_check CHECK (mood IN ('sad', 'it''s "ok"', 'back\slash', 'größer; DROP TABLE x')),
  CONSTRAINT people_size_check CHECK ("size" IN ('S', 'M', 'L', 'it''s')),
  CONSTRAINT people_wrong_check CHECK (wrong IN ('a'))
);

CREATE TABLE sizes (
  "size" varchar2(4 char) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY ("size"),
  CONSTRAINT sizes_size_check CHECK ("size" IN ('S', 'M', 'L', 'it''s'))
);

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY ("size") REFERENCES sizes ("size");
