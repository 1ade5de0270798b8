-- SQL Server script

-- note: The collation NOCASE of sqlite_things.name is left out: SQL Server does not know it.
-- note: sqlite_things.n: NUMERIC has no precision (written as decimal(38,10)).
-- note: The default of sqlite_things.raw is left out: it is a word and no value: x'00ff'
-- note: The check of sqlite_things is left out: glob is no column of the table: length("name") > 2 AND [name] GLOB 'a*'

CREATE TABLE sqlite_things (
  id int IDENTITY(1,1) NOT NULL,
  name nvarchar(20) NULL CONSTRAINT sqlite_things_name_default DEFAULT (N'a' + N'b'),
  made datetime2 NULL CONSTRAINT sqlite_things_made_default DEFAULT SYSDATETIME(),
  n decimal(38,10) NULL CONSTRAINT sqlite_things_n_default DEFAULT 1.5,
  whatever geometry NULL,
  raw varbinary(max) NULL,
  flag bit NULL CONSTRAINT sqlite_things_flag_default DEFAULT 0,
  CONSTRAINT sqlite_things_pkey PRIMARY KEY (id)
);
