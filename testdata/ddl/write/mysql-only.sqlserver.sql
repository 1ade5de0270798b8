-- SQL Server script

-- note: The collation utf8mb4_bin of things.name is left out: SQL Server does not know it.
-- note: The index ft of things is left out: it needs a full-text catalog, which the diagram does not have.
-- note: The index sp of things is left out: it needs bounds, which the diagram does not have.
-- note: SQL Server has no ON UPDATE CURRENT_TIMESTAMP; things.made is not changed when its row is.
-- note: The check of things is left out: regexp is no column of the table: `name` regexp '^[a-z]' AND "x" <> `name`

CREATE TABLE things (
  id bigint IDENTITY(1,1) NOT NULL,
  small tinyint NULL,
  ok bit NOT NULL CONSTRAINT things_ok_default DEFAULT 1,
  mid int NULL,
  body nvarchar(max) NULL,
  raw varbinary(16) NULL,
  at geometry NOT NULL,
  y smallint NULL,
  made datetimeoffset NOT NULL CONSTRAINT things_made_default DEFAULT SYSDATETIMEOFFSET(),
  when_ datetime2(6) NULL CONSTRAINT things_when__default DEFAULT SYSDATETIME(),
  days nvarchar(5) NULL CONSTRAINT things_days_default DEFAULT N'mo,tu',
  flag bit NULL CONSTRAINT things_flag_default DEFAULT 1,
  price decimal(10,2) NULL CONSTRAINT things_price_default DEFAULT N'0.00',
  name nvarchar(100) NULL,
  j nvarchar(max) NULL,
  CONSTRAINT things_pkey PRIMARY KEY (id),
  CONSTRAINT things_j_check CHECK (ISJSON(N'[' + j + N']') = 1),
  CONSTRAINT things_check CHECK (price >= 0)
);

CREATE INDEX pre ON things (name);

CREATE TABLE children (
  thing_id bigint NOT NULL,
  n int NULL
);

ALTER TABLE children ADD CONSTRAINT children_thing_id_fkey FOREIGN KEY (thing_id) REFERENCES things (id);

-- note: The action ON DELETE of the foreign key children_thing_id_fkey is left out: its columns refuse NULL.
-- note: The action ON UPDATE of the foreign key children_thing_id_fkey is left out: its columns refuse NULL and have no default.
