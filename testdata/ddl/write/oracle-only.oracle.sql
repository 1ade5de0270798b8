-- Oracle script

-- note: The index by_code of things is left out: the key things_code_key holds the same columns, and Oracle allows one index on them.

CREATE TABLE things (
  id number(19) GENERATED ALWAYS AS IDENTITY NOT NULL,
  code char(8),
  name varchar2(100 byte) DEFAULT 'it''s' NOT NULL,
  body clob DEFAULT empty_clob(),
  doc xmltype,
  at sdo_geometry,
  made timestamp(3) with time zone DEFAULT systimestamp NOT NULL,
  day date DEFAULT SYSDATE,
  flag number(1) DEFAULT 1,
  price number(10,2) DEFAULT 0,
  guid raw(16) DEFAULT sys_guid(),
  total number(12,2) GENERATED ALWAYS AS (CAST(price * 2 AS number(12,2))) VIRTUAL,
  parent number(19),
  "any" number(*,0),
  wait interval year to month,
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_code_key UNIQUE (code),
  CONSTRAINT name_check CHECK (LENGTH(name) > 2 AND REGEXP_LIKE(name, '^[a-z]+$')),
  CONSTRAINT things_check CHECK (flag IN (0, 1))
);

CREATE INDEX by_name ON things ((UPPER(name)));

CREATE BITMAP INDEX by_flag ON things (flag);

CREATE INDEX by_day ON things (day) REVERSE;

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id);
