-- Oracle script

-- note: things.name: citext has no length that a key could hold (written as varchar2(255 char)).
-- note: things.span: tstzrange is not known to Oracle and becomes text (written as clob).
-- note: things.ip: inet becomes text (written as varchar2(45)).
-- note: things.wait: interval holds days and seconds only (written as interval day to second).
-- note: The collation C of things.kind is left out: Oracle does not know it.
-- note: things.tags: character varying(20)[] becomes text that holds JSON, because Oracle has no lists (written as clob).
-- note: things.flags: bit(3) becomes bytes (written as raw(1)).
-- note: The index of things is left out: Oracle has no indexes of the kind gin.
-- note: The index of things is left out: Oracle has no indexes of the kind gin.
-- note: The index of things is left out: Oracle can't sort values of type clob.
-- note: The index of things is left out: Oracle has no indexes of the kind gist.
-- note: The default of things.wait is left out: it may not be a value of its type: '1 day'::interval
-- note: The default of things.tags is left out: array is no column of the table: ARRAY['x'::text]
-- note: The default of things.flags is left out: it is a word and no value: B'101'
-- note: The check of things is left out: the operator ~* does not mean the same in every database: name ~* '^[a-z]+$'
-- note: The check of things is left out: it holds a cast to date: (made AT TIME ZONE 'UTC')::date > DATE '2000-01-01'

CREATE TABLE things (
  id number(19) GENERATED ALWAYS AS IDENTITY NOT NULL,
  name varchar2(255 char) NOT NULL,
  span clob,
  ip varchar2(45) DEFAULT '127.0.0.1',
  search clob,
  made timestamp(3) with time zone DEFAULT CURRENT_TIMESTAMP,
  wait interval day to second,
  kind varchar2(10 char) DEFAULT 'a' NOT NULL,
  tags clob,
  doc clob,
  at sdo_geometry,
  amount number(19,4),
  price number,
  flags raw(1),
  parent number(10),
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_name_key UNIQUE (name),
  CONSTRAINT things_doc_check CHECK (doc IS JSON),
  CONSTRAINT kind_check CHECK ((kind) IN ('a', 'b'))
);

CREATE INDEX things_kind_idx ON things (kind);

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id);
