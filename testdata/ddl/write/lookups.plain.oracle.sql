-- Oracle script

-- note: people.moods: Mood[] becomes text that holds JSON, because Oracle has no lists (written as clob).

CREATE TABLE people (
  id number(10) NOT NULL,
  mood varchar2(20 char) DEFAULT 'sad' NOT NULL,
  moods clob,
  "size" varchar2(4 char) DEFAULT 'L',
  days varchar2(9 char),
  wrong varchar2(1 char) DEFAULT 'b',
  CONSTRAINT people_pkey PRIMARY KEY (id)
);

CREATE TABLE sizes (
  "size" varchar2(4 char) NOT NULL,
  CONSTRAINT sizes_pkey PRIMARY KEY ("size")
);

CREATE TABLE Mood (
  value varchar2(20 char) NOT NULL,
  CONSTRAINT Mood_pkey PRIMARY KEY (value)
);

INSERT INTO Mood (value) VALUES ('sad');

INSERT INTO Mood (value) VALUES ('it''s "ok"');

INSERT INTO Mood (value) VALUES ('back\slash');

INSERT INTO Mood (value) VALUES ('größer; DROP TABLE x');

COMMENT ON TABLE Mood IS 'How it''s going';

CREATE TABLE people_size (
  value varchar2(4 char) NOT NULL,
  CONSTRAINT people_size_pkey PRIMARY KEY (value)
);

INSERT INTO people_size (value) VALUES ('S');

INSERT INTO people_size (value) VALUES ('M');

INSERT INTO people_size (value) VALUES ('L');

INSERT INTO people_size (value) VALUES ('it''s');

CREATE TABLE people_wrong (
  value varchar2(1 char) NOT NULL,
  CONSTRAINT people_wrong_pkey PRIMARY KEY (value)
);

INSERT INTO people_wrong (value) VALUES ('a');

CREATE TABLE sizes_size (
  value varchar2(4 char) NOT NULL,
  CONSTRAINT sizes_size_pkey PRIMARY KEY (value)
);

INSERT INTO sizes_size (value) VALUES ('S');

INSERT INTO sizes_size (value) VALUES ('M');

INSERT INTO sizes_size (value) VALUES ('L');

INSERT INTO sizes_size (value) VALUES ('it''s');

ALTER TABLE people ADD CONSTRAINT people_size_fkey FOREIGN KEY ("size") REFERENCES sizes ("size");

ALTER TABLE people ADD CONSTRAINT people_mood_fkey FOREIGN KEY (mood) REFERENCES Mood (value);

ALTER TABLE people ADD CONSTRAINT people_size_fkey_2 FOREIGN KEY ("size") REFERENCES people_size (value);

ALTER TABLE people ADD CONSTRAINT people_wrong_fkey FOREIGN KEY (wrong) REFERENCES people_wrong (value);

ALTER TABLE sizes ADD CONSTRAINT sizes_size_fkey FOREIGN KEY ("size") REFERENCES sizes_size (value);
