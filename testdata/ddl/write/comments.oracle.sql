-- Oracle script of Line ends; DROP TABLE a; --

CREATE TABLE a (
  id number(10) NOT NULL,
  b number(10),
  CONSTRAINT a_pkey PRIMARY KEY (id)
);

-- note: Line ends of the comment of a become spaces, where client programs would take a line of it for a command.

COMMENT ON TABLE a IS 'it''s a
*/ DROP TABLE a; -- back\slash';

COMMENT ON COLUMN a.id IS 'first
DROP TABLE a;';

COMMENT ON COLUMN a.b IS 'last   one';

-- note: c.d has no type; text stands in its place.
-- note: The constraint or index "x\"; DROP TABLE a; --\n" of c is called "x_; DROP TABLE a; --".

CREATE TABLE c (
  a_id number(10),
  d varchar2(255 char)
);

-- note: The comment of c is cut: Oracle holds 4000 bytes of it.

COMMENT ON TABLE c IS 'long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long long lo…';

ALTER TABLE c ADD CONSTRAINT "x_; DROP TABLE a; --" FOREIGN KEY (a_id) REFERENCES a (id);
