-- SQL Server script

SET QUOTED_IDENTIFIER ON;

-- note: things.any: number(*,0) has no precision (written as decimal(38,10)).
-- note: things.wait: interval year to month becomes text (written as varchar(64)).
-- note: The index by_name of things is left out: indexes on expressions are not written for SQL Server.
-- note: The index by_flag of things is of the usual kind: SQL Server has none of the kind bitmap.
-- note: The index by_day of things is of the usual kind: SQL Server has none of the kind reverse.
-- note: The unique key things_code_key of things is a unique index over the rows without NULL: a key of SQL Server would take one NULL only.
-- note: The default of things.body is left out: the function empty_clob does not mean the same in every database: empty_clob()
-- note: The default of things.guid is left out: a column of type raw(16) can't have it: sys_guid()
-- note: The check of things is left out: the function regexp_like does not mean the same in every database: LENGTH(name) > 2 AND REGEXP_LIKE(name, '^[a-z]+$')

CREATE TABLE things (
  id decimal(19,0) IDENTITY(1,1) NOT NULL,
  code nchar(8) NULL,
  name nvarchar(100) NOT NULL CONSTRAINT things_name_default DEFAULT N'it''s',
  body nvarchar(max) NULL,
  doc xml NULL,
  at geometry NULL,
  made datetimeoffset(3) NOT NULL CONSTRAINT things_made_default DEFAULT SYSDATETIMEOFFSET(),
  day datetime2 NULL CONSTRAINT things_day_default DEFAULT SYSDATETIME(),
  flag smallint NULL CONSTRAINT things_flag_default DEFAULT 1,
  price decimal(10,2) NULL CONSTRAINT things_price_default DEFAULT 0,
  guid binary(16) NULL,
  total AS (CAST(price * 2 AS decimal(12,2))),
  parent decimal(19,0) NULL,
  [any] decimal(38,10) NULL,
  wait varchar(64) NULL,
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_check CHECK (flag IN (0, 1))
);

CREATE INDEX by_flag ON things (flag);

CREATE INDEX by_day ON things (day);

CREATE INDEX by_code ON things (code);

CREATE UNIQUE INDEX things_code_key ON things (code) WHERE code IS NOT NULL;

ALTER TABLE things ADD CONSTRAINT things_parent_fkey FOREIGN KEY (parent) REFERENCES things (id) ON DELETE NO ACTION;
