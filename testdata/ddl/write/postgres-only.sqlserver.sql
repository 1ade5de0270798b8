-- SQL Server script

-- note: things.name: citext has no length that a key could hold (written as nvarchar(450)).
-- note: things.span: tstzrange is not known to SQL Server and becomes text (written as nvarchar(max)).
-- note: things.ip: inet becomes text (written as varchar(45)).
-- note: things.wait: interval becomes text (written as varchar(64)).
-- note: The collation C of things.kind is left out: SQL Server does not know it.
-- note: things.tags: character varying(20)[] becomes text that holds JSON, because SQL Server has no lists (written as nvarchar(max)).
-- note: things.price: numeric has no precision (written as decimal(38,10)).
-- note: things.flags: bit(3) becomes bytes (written as varbinary(1)).
-- note: The index of things is left out: SQL Server has no indexes of the kind gin.
-- note: The index of things is left out: SQL Server has no indexes of the kind gin.
-- note: The index of things is left out: SQL Server can't sort values of type nvarchar(max).
-- note: The index of things is left out: SQL Server has no indexes of the kind gist.
-- note: things.parent: int becomes bigint, like the column it refers to: SQL Server wants the same type.
-- note: The default of things.wait is left out: it may not be a value of its type: '1 day'::interval
-- note: The default of things.tags is left out: array is no column of the table: ARRAY['x'::text]
-- note: The default of things.flags is left out: it is a word and no value: B'101'
-- note: The check of things is left out: the operator ~* does not mean the same in every database: name ~* '^[a-z]+$'
-- note: The check of things is left out: it holds a cast to date: (made AT TIME ZONE 'UTC')::date > DATE '2000-01-01'

CREATE TABLE things (
  id bigint IDENTITY(1,1) NOT NULL,
  name nvarchar(450) NOT NULL,
  span nvarchar(max) NULL,
  ip varchar(45) NULL CONSTRAINT things_ip_default DEFAULT N'127.0.0.1',
  search nvarchar(max) NULL,
  made datetimeoffset(3) NULL CONSTRAINT things_made_default DEFAULT SYSDATETIMEOFFSET(),
  wait varchar(64) NULL,
  kind nvarchar(10) NOT NULL CONSTRAINT things_kind_default DEFAULT N'a',
  tags nvarchar(max) NULL,
  doc nvarchar(max) NULL,
  at geometry NULL,
  amount decimal(19,4) NULL,
  price decimal(38,10) NULL,
  flags varbinary(1) NULL,
  parent bigint NULL,
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_name_key UNIQUE (name),
  CONSTRAINT things_doc_check CHECK (ISJSON(N'[' + doc + N']') = 1),
  CONSTRAINT kind_check CHECK ((kind) IN (N'a', N'b'))
);

CREATE INDEX things_kind_idx ON things (kind);

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id);
