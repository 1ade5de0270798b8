-- PostgreSQL script

-- note: things.id, things.parent: number(19) becomes a whole number, because only those count rows (written as bigint).
-- note: things.at: sdo_geometry becomes text (WKT), because PostgreSQL has it only with PostGIS (written as text).
-- note: The index by_flag of things is of the usual kind: PostgreSQL has none of the kind bitmap.
-- note: The index by_day of things is of the usual kind: PostgreSQL has none of the kind reverse.
-- note: The default of things.body is left out: the function empty_clob does not mean the same in every database: empty_clob()
-- note: The default of things.guid is left out: a column of type raw(16) can't have it: sys_guid()
-- note: things.total is computed when a row is written: PostgreSQL stores all computed values.
-- note: The check of things is left out: the function regexp_like does not mean the same in every database: LENGTH(name) > 2 AND REGEXP_LIKE(name, '^[a-z]+$')

CREATE TABLE things (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  code char(8),
  name varchar(100) NOT NULL DEFAULT 'it''s',
  body text,
  doc xml,
  at text,
  made timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  day timestamp DEFAULT CURRENT_TIMESTAMP,
  flag smallint DEFAULT 1,
  price numeric(10,2) DEFAULT 0,
  guid bytea,
  total numeric(12,2) GENERATED ALWAYS AS (price * 2) STORED,
  parent bigint,
  "any" numeric,
  wait interval,
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_code_key UNIQUE (code),
  CONSTRAINT things_check CHECK (flag IN (0, 1))
);

CREATE INDEX by_name ON things ((UPPER(name)));

CREATE INDEX by_flag ON things (flag);

CREATE INDEX by_day ON things (day);

CREATE INDEX by_code ON things (code);

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id) ON DELETE NO ACTION;
